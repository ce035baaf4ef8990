"""The built web app, also when it is built anew under the running server."""

from pathlib import Path
from shutil import rmtree

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from whitenoise.middleware import WhiteNoiseMiddleware

from rapport.platform import web_app


def build(dist: Path, name: str) -> None:
    """As the web app's build does: everything is emptied and written anew."""
    rmtree(dist, ignore_errors=True)
    (dist / "assets").mkdir(parents=True)
    (dist / "assets" / f"app-{name}.js").write_text(f"// {name}")
    (dist / "scheme.js").write_text("//" + name * 5)
    (dist / "index.html").write_text(f"<script src='/assets/app-{name}.js'></script>")


def text_of(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, answer.getvalue().decode()


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "WEB_DIST", str(tmp_path / "dist"))
    return tmp_path / "dist"


def test_a_build_under_a_running_server_is_taken_up(dist: Path, client: Client) -> None:
    assert text_of(client, "/people")[0] == 503
    build(dist, "one")
    assert text_of(client, "/assets/app-one.js") == (200, "// one")
    assert "app-one" in text_of(client, "/people")[1]
    build(dist, "second")
    assert "app-second" in text_of(client, "/people")[1]
    assert text_of(client, "/assets/app-second.js") == (200, "// second")
    assert text_of(client, "/assets/app-one.js")[0] == 404
    changed = client.get("/scheme.js")
    assert (changed.getvalue().decode(), changed.headers["Content-Length"]) == ("//" + "second" * 5, "32")
    rmtree(dist)
    assert text_of(client, "/assets/app-second.js")[0] == 404
    assert text_of(client, "/people")[0] == 503


def test_a_file_that_goes_while_it_is_asked_for(dist: Path, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    build(dist, "one")
    first = WhiteNoiseMiddleware.serve

    def just_gone(file: object, request: HttpRequest) -> object:
        rmtree(dist)
        return first(file, request)

    monkeypatch.setattr(web_app.WebFiles, "serve", staticmethod(just_gone))
    answer = client.get("/assets/app-one.js")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")
    assert "Load the page again" in answer.getvalue().decode()


def test_what_never_changes_is_kept_and_the_page_is_asked_for_again(dist: Path, client: Client) -> None:
    build(dist, "one")
    assert "immutable" in client.get("/assets/app-one.js").headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-cache"
    assert client.get("/assets/../../secret").status_code == 404
