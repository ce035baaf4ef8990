"""A server as an operator names it: `idp.internal:8443` or `[fd00::1]:53`."""

from urllib.parse import urlsplit


def read_host_port(text: str) -> tuple[str, int]:
    """Host and port. Raises `ValueError` with the sentence that says what is wrong."""
    parts = urlsplit(f"//{text.lower()}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port or parts.netloc != text.lower() or "@" in text:
        raise ValueError("write each as host:port, such as idp.internal:8443")
    return host, port
