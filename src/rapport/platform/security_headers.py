"""What every answer tells the browser: run nothing but our own files, be framed by nobody, guess no types."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'self'",
    "script-src 'self'",
    # The component library sets sizes and colours through style attributes; scripts stay files of ours.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
HEADERS = {
    "Content-Security-Policy": "; ".join(POLICY),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# What they answer is somebody's own: no cache between, and none of the browser's, keeps it.
OWN = ("/api/", "/_allauth/", "/oauth/", "/scim/", "/sso/")
Answer = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """A middleware; an answer that set one of them itself keeps its own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(OWN):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
