"""A real Rapport with demo data, and a real browser that is signed in to it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
EMAIL = "demo@rapport.test"
READY_WITHIN = 90
#: A slow machine is no failure: nothing here measures time.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
#: The browser itself reports refused requests as errors; a test that provokes one names it with `expect_refusals`.
REFUSAL = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@dataclass(frozen=True)
class Server:
    """A running Rapport."""

    address: str
    data: Path

    @property
    def password(self) -> str:
        return (self.data / "demo-password.txt").read_text().strip()


def free_port() -> int:
    """A port that is free, as is the one for metrics a thousand above."""
    for port in range(8710, 8990):
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + 1000))
            except OSError:
                continue
            return port
    raise RuntimeError("No port between 8710 and 8990 is free; stop what listens there.")


@pytest.fixture(scope="session")
def rapport() -> Iterator[Server]:
    """One Rapport for all tests. Not in pytest's own folder: another run may close that to the user of the database."""
    with tempfile.TemporaryDirectory(prefix="rapport-e2e-") as data, running(Path(data)) as server:
        yield server


@contextmanager
def running(data: Path, **settings: str) -> Iterator[Server]:
    """`rapport up` on an empty data folder, with these settings besides: it makes the demo workspace itself."""
    if not (ROOT / "web/dist/index.html").exists():
        raise RuntimeError("The web app is not built; run `make web` first.")
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("RAPPORT_")}
    environment = {**kept, "RAPPORT_DATA_DIR": str(data), "RAPPORT_PORT": str(port), **settings}
    with (data / "e2e.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "rapport.cli", "up"], env=environment, stdout=log, stderr=log, cwd=ROOT
        )
        server = Server(f"http://127.0.0.1:{port}", data)
        try:
            wait_until_ready(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def wait_until_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.address}/readyz", timeout=2):
                if (server.data / "demo-password.txt").exists():
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"Rapport did not start:\n{(server.data / 'e2e.log').read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with chromium() as opened:
        yield opened


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        raise RuntimeError("No Chromium is installed; run `make test`, which installs it.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def signed_in(rapport: Server, browser: Browser) -> Any:
    """The cookies of the demo user."""
    return sign_in(browser, rapport)


def sign_in(browser: Browser, server: Server) -> Any:
    """Signs in through the form, once: too many sign-ins lock out."""
    context = new_context(browser, server)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(server.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    state = context.storage_state()
    context.close()
    return state


def new_context(browser: Browser, server: Server, **options: Any) -> BrowserContext:
    given = {"viewport": WIDE, "locale": "en-GB", "timezone_id": "Europe/Berlin", "reduced_motion": "reduce", **options}
    return browser.new_context(base_url=server.address, **given)


class Watched:
    """What a page said on its console."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.refusals_expected = False
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def hear(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"} or (self.refusals_expected and REFUSAL.search(message.text)):
            return
        self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


def watched_page(browser: Browser, server: Server, state: Any, **options: Any) -> Iterator[Page]:
    context = new_context(browser, server, storage_state=state, **options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watched = Watched(page)
    page.watched = watched  # type: ignore[attr-defined]
    yield page
    context.close()
    assert not watched.complaints, "The console is not clean:\n" + "\n".join(watched.complaints)


@pytest.fixture
def page(browser: Browser, rapport: Server, signed_in: Any) -> Iterator[Page]:
    """A signed-in window of 1440 by 900 that must keep its console clean."""
    yield from watched_page(browser, rapport, signed_in)


@pytest.fixture
def context_of_page(page: Page) -> BrowserContext:
    """The browser's context of `page`, for permissions such as the clipboard's."""
    return page.context


@pytest.fixture
def other_page(browser: Browser, rapport: Server, signed_in: Any) -> Iterator[Page]:
    """A second window that shares nothing with the first but the person."""
    yield from watched_page(browser, rapport, signed_in)


@pytest.fixture
def phone(browser: Browser, rapport: Server, signed_in: Any) -> Iterator[Page]:
    """The same on a phone with touch."""
    yield from watched_page(browser, rapport, signed_in, viewport=PHONE, has_touch=True, is_mobile=True)


def expect_refusals(page: Page) -> None:
    """From here on the page may be refused things by the server."""
    page.watched.refusals_expected = True  # type: ignore[attr-defined]


CALL = """async ([method, path, body]) => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? "";
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: {"Content-Type": "application/json", "X-CSRFToken": token},
    body: body === null ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return {status: response.status, body: text ? JSON.parse(text) : null};
}"""


def call(page: Page, method: str, path: str, body: Any = None) -> Any:
    """One request of the signed-in person, past the screens; the page must be at some address of Rapport."""
    if not page.url.startswith("http"):
        page.goto("/settings/profile")
    answer = page.evaluate(CALL, [method, path, body])
    assert answer["status"] < 400, f"{method} {path}: {answer}"
    return answer["body"]


def mailed_link(server: Server, to: str, path: str) -> str:
    """The newest link to a page of the web app that was mailed to somebody, without the host."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for file in sorted((server.data / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            found = re.search(rf"https?://[^/\s]+({path}\?\S+)", mail.get_content())
            if mail["To"] == to and found:
                return found[1]
        time.sleep(0.2)
    raise AssertionError(f"No link to {path} was mailed to {to}.")


def serious(page: Page) -> list[str]:
    """What axe finds on the page as it is that is serious or worse."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {', '.join(node['html'][:120] for node in one['nodes'][:3])}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
