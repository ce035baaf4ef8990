"""Every address outside /api/v1, taken from the URL patterns: what strangers, members and the shut out are answered to
an empty request. An answer is followed by "!" where something changed: signing out answers 401, a begun set-up of an
authenticator app is kept in the session, and a wrong passkey is told to the audit log."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from tests.api.clients import ApiClient
from tests.api.matrix.calls import NOBODY
from tests.api.matrix.people import House
from tests.api.matrix.table import lines
from tests.dumps import differences, dump

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
WHO = {"stranger": "stranger", "member": "support", "gone": "gone"}
PARTS = re.compile(r"<(?:(\w+):)?\w+>")
HOW = """
Add these lines to tests/api/matrix/addresses.txt, if every answer is what the address promises:
{rows}"""


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """All addresses but the API's, whose table of routes is tried elsewhere."""
    for pattern in patterns:
        text = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if before + text != "api/":
                yield from addresses(pattern.url_patterns, before + text)
        else:
            yield before + text


ADDRESSES = list(addresses(get_resolver().url_patterns))
ROWS = {(address, who): dict(zip(METHODS, answers, strict=True)) for address, who, *answers in lines("addresses.txt")
        if who != "who"}  # fmt: skip


def test_every_row_has_its_address() -> None:
    unknown = {address for address, _who in ROWS} - set(ADDRESSES)
    assert not unknown, f"There is no such address any more; remove its lines from addresses.txt: {sorted(unknown)}"


@pytest.mark.parametrize("address", ADDRESSES)
def test_everybody_is_answered_as_the_table_says(
    house: House, address: str, django_db_blocker: pytest.FixtureRequest
) -> None:
    with django_db_blocker.unblock():
        found = {who: asked(house, address, house.clients[name]) for who, name in WHO.items()}
    written = "\n".join(f"{address:<55} {who:<9} {' '.join(answers.values())}" for who, answers in found.items())
    assert {who: ROWS.get((address, who)) for who in WHO} == found, HOW.format(rows=written)


def asked(house: House, address: str, client: ApiClient) -> dict[str, str]:
    """The statuses by method, of the web app as if it were built: who may is asked for more, who may not is refused."""
    found = {}
    filled = PARTS.sub(lambda part: NOBODY if part[1] == "uuid" else "none", address)
    path = "/deals" if "^" in address else f"/{filled}"
    for method in METHODS:
        with transaction.atomic():
            browser = client.client
            cookies = browser.cookies.copy()
            response = browser.generic(method, path, b"", content_type="application/json", headers=client.headers)
            browser.cookies = cookies
            changed = differences(house.as_made, dump(house.workspace_id))
            status = 200 if b"make web" in getattr(response, "content", b"") else response.status_code
            found[method] = f"{status}{'!' if changed else ''}"
            transaction.set_rollback(True)
    return found
