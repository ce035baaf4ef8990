"""The built web app: its files by WhiteNoise, its one page for every address that is nothing else."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

NOT_BUILT = "The web app is not built yet. Run: make web"


@lru_cache(maxsize=1)
def page_text(path: Path) -> bytes | None:
    """The page, read once."""
    return path.read_bytes() if path.exists() else None


@ensure_csrf_cookie
@require_safe
def app_page(_request: HttpRequest, **_kwargs: str) -> HttpResponse:
    """Always asked for again: it names the current files, which themselves never change."""
    text = page_text(Path(settings.WEB_DIST) / "index.html")
    if text is None:
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(text, headers={"Cache-Control": "no-cache"})
