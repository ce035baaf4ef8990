"""What an app asks, as Authlib reads it: each parameter once, in plain letters, and never from elsewhere."""

import re
from collections import defaultdict
from collections.abc import Mapping

from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Payload, OAuth2Request
from django.conf import settings
from django.http import QueryDict

# What RFC 6749 allows in most parameters; `state` is the app's own.
PLAIN = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*")
STATE = re.compile(r"[\x20-\x7e]*")
LONGEST = 2048


class Parameters(OAuth2Payload):  # type: ignore[misc]  # Authlib says nothing of its types
    """The parameters; what has no value counts as left out."""

    def __init__(self, parameters: QueryDict) -> None:
        self.parameters = parameters

    @property
    def data(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.parameters.dict().items() if value}

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        return defaultdict(list, self.parameters.lists())


class Asked(OAuth2Request):  # type: ignore[misc]  # Authlib says nothing of its types
    """A form that was sent, or an authorization request. Raises Authlib's error where Rapport itself has no https."""

    def __init__(self, method: str, parameters: QueryDict, headers: Mapping[str, str]) -> None:
        super().__init__(method, settings.RAPPORT.web_address(), headers=dict(headers))
        self.payload = Parameters(parameters)

    @property
    def form(self) -> dict[str, str]:
        return self.payload.data


def look(parameters: QueryDict) -> None:
    """Raises Authlib's error for parameters that come twice or are written so that no answer could repeat them."""
    for name, values in parameters.lists():
        if len(values) > 1:
            raise InvalidRequestError("A parameter is there more than once.")
        allowed = STATE if name == "state" else PLAIN
        if len(values[0]) > LONGEST or not allowed.fullmatch(values[0]):
            raise InvalidRequestError("A parameter is too long or has characters that RFC 6749 does not allow.")
