"""What the matrix has no column for: keys that are no keys, requests of other sites, and roles that change meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from rapport.accounts.members import shut_out
from rapport.accounts.models import Role
from rapport.accounts.scope import in_workspace
from rapport.accounts.tokens import create_token, revoke_token
from rapport.api.route import Route
from rapport.api.urls import ROUTES
from rapport.schema.registry import registry
from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.api.matrix.calls import call, text_of, variants
from tests.api.matrix.people import House
from tests.dumps import differences, dump

FIRST = next(iter(registry.objects().values()))
CLOSED = [route for route in ROUTES if route.access != "public" and not (route.only and not route.only(FIRST))]


@contextmanager
def asking_as(house: House, client: ApiClient) -> Iterator[None]:
    """Within it the person "guest" asks with this client; afterwards nothing has happened."""
    house.clients["guest"] = client
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def statuses(house: House, routes: list[Route]) -> dict[str, int]:
    """What each route answers to the guest, who changes nothing by it."""
    before = dump(house.workspace_id)
    found = {}
    for route in routes:
        response = call(house, route, FIRST if route.per_object else None, variants(route)[0], "guest")
        if response is not None:
            found[route.handler.__name__] = response.status_code
    assert differences(before, dump(house.workspace_id)) == []
    return found


@pytest.fixture(autouse=True)
def _open(house: House, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def issued(house: House) -> tuple[str, str]:
    """A token that works, and one that did."""
    whose = {"workspace_id": house.workspace_id, "user_id": house.users["owner"].id}
    _running, text = create_token(**whose, name="Robot")
    revoked, old = create_token(**whose, name="Old robot")
    revoke_token(**whose, token_id=revoked.id)
    return text, old


@pytest.mark.parametrize("which", ["revoked", "made up", "of another secret", "empty"])
def test_a_key_that_is_none_opens_nothing(house: House, which: str) -> None:
    client = ApiClient(stranger_client().client, {})
    with asking_as(house, client):
        running, revoked = issued(house)
        texts = {"revoked": revoked, "made up": "rpt_nonsense", "of another secret": running[:-2] + "xx", "empty": ""}
        client.headers = {"Authorization": f"Bearer {texts[which]}"}
        assert set(statuses(house, CLOSED).values()) == {401}


def test_who_was_shut_out_of_the_workspace_is_outside(house: House) -> None:
    with asking_as(house, sign_in(house.users["spare"])):
        shut_out(house.workspace_id, house.users["spare"].id)
        assert set(statuses(house, CLOSED).values()) <= {401, 403, 404}


@pytest.mark.parametrize("token", ["", "b" * 32, "x"])
def test_a_write_without_the_header_of_this_site_is_refused(house: House, token: str) -> None:
    writes = [route for route in CLOSED if route.method != "GET"]
    client = sign_in(house.users["owner"])
    client.headers = {"X-CSRFToken": token}
    with asking_as(house, client):
        assert set(statuses(house, writes).values()) == {403}


def test_a_session_follows_its_roles_at_once(house: House) -> None:
    client, record = sign_in(house.users["support"]), house.things["support"].live[FIRST.plural]
    with asking_as(house, client):
        client.patch(f"/{FIRST.plural}/{record}", {text_of(FIRST): "Changed"})
        with in_workspace(house.workspace_id):
            role = Role.objects.get(workspace_id=house.workspace_id, key="support")
            role.grants = {"*": {"view": "all", "create": "none", "edit": "none", "delete": "none"}}
            role.save(update_fields=["grants"])
        assert client.send("patch", f"/{FIRST.plural}/{record}", {text_of(FIRST): "Again"}).status_code == 403
        assert client.get("/me")["can"][FIRST.key]["edit"] == "none"
