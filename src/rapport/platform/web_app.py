"""The built web app: its files by WhiteNoise, its one page for every address that is nothing else.

A build under a running server is taken up with the next request: the page names the new files, the old ones are gone.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

NOT_BUILT = "The web app is not built yet. Run: make web"
NOT_THERE = "There is no such file. Load the page again: it was built anew."
ELSEWHERE = ("/api/", "/_allauth/")
# What a build changes: a file is added or removed, the page is written.
TOUCHED = (".", "assets", "index.html")
Stamp = tuple[int, ...]


def touched(path: Path) -> int:
    """When a file or folder was last changed; 0 when it is not there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


class WebFiles(WhiteNoiseMiddleware):  # type: ignore[misc] # WhiteNoise says nothing of its types
    """Knows all files of the build in memory, until there is another build."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self.looking = Lock()
        self.stamp: Stamp = ()
        self.look_again()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if path.startswith(ELSEWHERE):
            return self.get_response(request)  # type: ignore[no-any-return]
        self.look_again()
        file = self.files.get(path)
        if file is None:
            return self.get_response(request)  # type: ignore[no-any-return]
        try:
            return self.serve(file, request)  # type: ignore[no-any-return]
        except FileNotFoundError:  # a build is just removing it
            return HttpResponseNotFound(
                NOT_THERE, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
            )

    def look_again(self) -> None:
        """Learn the files anew if the build is another one; meanwhile other threads go by the old ones."""
        stamp = tuple(touched(Path(settings.WEB_DIST) / name) for name in TOUCHED)
        if stamp == self.stamp or not self.looking.acquire(blocking=False):
            return
        try:
            self.files, self.stamp = found_files(), stamp
        finally:
            self.looking.release()


def found_files() -> dict[str, Any]:
    """The files of the build by their addresses."""
    fresh = WhiteNoiseMiddleware(None)
    if Path(settings.WEB_DIST).is_dir():
        fresh.add_files(settings.WEB_DIST)
    files: dict[str, Any] = fresh.files
    return files


@lru_cache(maxsize=1)
def page_text(path: Path, changed: int) -> bytes | None:
    """The page, read once for each build."""
    return path.read_bytes() if changed else None


@ensure_csrf_cookie
@require_safe
def app_page(_request: HttpRequest, **_kwargs: str) -> HttpResponse:
    """Always asked for again: it names the current files, which themselves never change."""
    path = Path(settings.WEB_DIST) / "index.html"
    text = page_text(path, touched(path))
    if text is None:
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(text, headers={"Cache-Control": "no-cache"})
