"""Two at the same moment, with real connections: one invitation makes one member, and somebody can always manage."""

from collections.abc import Callable
from typing import Any

import pytest

from rapport.accounts.impersonate import context_of
from rapport.accounts.invitations import invite, list_invitations
from rapport.accounts.joining import join
from rapport.accounts.members import change, list_roster
from rapport.accounts.models import User, Workspace
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member
from rapport.kernel.errors import Refusal
from tests.accounts.houses import PASSWORD, House, house
from tests.api.mailbox import newest
from tests.every_object.test_concurrency import together

pytestmark = pytest.mark.django_db(transaction=True)
NINA = "nina@acme.test"


@pytest.fixture
def acme(transactional_db: None) -> House:
    return house("Acme", "olga@acme.test")


def outcome(act: Callable[[], Any]) -> Callable[[], str]:
    """What became of it: `done`, or the code of the refusal."""

    def run() -> str:
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        return "done"

    return run


def test_an_invitation_is_accepted_once(acme: House) -> None:
    invite(context_of(acme.id, acme.owner.id), NINA, ["support"])
    key = newest(NINA).key
    accept = outcome(lambda: join(key, signed_in=None, name="Nina", password=PASSWORD))
    assert sorted(together(*[accept] * 4)) == ["done", "not-found", "not-found", "not-found"]
    assert User.objects.filter(email=NINA).count() == 1
    assert {each.email for each in list_roster(acme.id)} == {"olga@acme.test", NINA}


def test_one_address_is_invited_once(acme: House) -> None:
    context = context_of(acme.id, acme.owner.id)
    asked = outcome(lambda: invite(context, NINA, ["support"]))
    assert sorted(together(*[asked] * 4)) == ["done", "invalid", "invalid", "invalid"]
    assert len(list_invitations(acme.id)) == 1


def test_two_administrators_cannot_remove_each_other(acme: House) -> None:
    Workspace.objects.filter(id=acme.id).update(owner=None)
    users = [create_user(email=f"admin{n}@acme.test", name=f"Admin {n}", password=PASSWORD) for n in range(2)]
    for user in users:
        add_member(acme.id, user, ("admin",))
    change(acme.id, acme.owner.id, roles=["support"], active=None)
    one, other = (user.id for user in users)
    done = together(
        outcome(lambda: change(acme.id, one, roles=None, active=False)),
        outcome(lambda: change(acme.id, other, roles=["support"], active=None)),
    )
    assert sorted(done) == ["conflict", "done"]
    able = [each for each in list_roster(acme.id) if each.active and ("admin", "Admin") in each.roles]
    assert len(able) == 1
