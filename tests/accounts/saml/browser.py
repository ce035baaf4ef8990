"""A browser as far as SAML goes: it keeps cookies, and does not send them when another site's page posts a form."""

from base64 import b64decode
from urllib.parse import parse_qs, urlsplit
from uuid import UUID
from zlib import decompress

from django.http import HttpResponse
from django.test import Client
from lxml import etree


class SamlBrowser:
    """`kept` sends its cookies; `strange` is the same browser on a page of the provider: Lax cookies stay at home."""

    def __init__(self) -> None:
        self.kept = Client(enforce_csrf_checks=True)
        self.strange = Client(enforce_csrf_checks=True)

    def start(self, connection_id: UUID, then: str = "/") -> str:
        """Begins; says where the provider is asked."""
        response = self.kept.get(f"/sso/{connection_id}/start", {"next": then})
        assert response.status_code == 302
        return response.headers["Location"]

    def ask(self, connection_id: UUID, then: str = "/") -> str:
        """Begins; says the id of the request that the provider gets."""
        return asked(self.start(connection_id, then)).get("ID", "")

    def post(self, connection_id: UUID, answer: str, **more: str) -> HttpResponse:
        """The provider's page posts its answer."""
        response = self.strange.post(f"/sso/saml/{connection_id}/acs", {"SAMLResponse": answer, **more})
        assert not response.cookies
        return response

    def come(self, connection_id: UUID, answer: str) -> HttpResponse:
        """Posts the answer and goes where it leads, with cookies again."""
        response = self.post(connection_id, answer)
        if refusal(response):
            return response
        return self.kept.get(response.headers["Location"])


def asked(address: str) -> etree._Element:
    """The request in the address."""
    [packed] = parse_qs(urlsplit(address).query)["SAMLRequest"]
    return etree.fromstring(decompress(b64decode(packed), -15))


def refusal(response: HttpResponse) -> str:
    """The code that the sign-in page is sent to with; empty when it is sent elsewhere."""
    place = urlsplit(response.headers["Location"])
    return parse_qs(place.query).get("sso", [""])[0] if place.path == "/sign-in" else ""
