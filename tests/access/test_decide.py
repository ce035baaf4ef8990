"""Who may do what."""

from uuid import uuid4

import pytest

from rapport.access.decide import decide, grant_for, require, require_special
from rapport.accounts.roles import SEED_ROLES, SPECIAL
from rapport.kernel.context import Actor, Context, Grant, Reach
from rapport.kernel.errors import Forbidden

USER = uuid4()
ACTIONS = ("view", "create", "edit", "delete")


def context(grants: dict[str, Grant], *special: str, user=USER) -> Context:
    return Context(
        workspace_id=uuid4(),
        user_id=user,
        actor=Actor("user", user, "Olga"),
        grants=grants,
        special=frozenset(special),
    )


def test_an_object_without_its_own_grant_has_that_of_every_object() -> None:
    asking = context({"*": Grant(view=Reach.ALL), "ledger": Grant(view=Reach.OWN)})
    assert decide(asking, "view", "ledger") is Reach.OWN
    assert decide(asking, "view", "letter") is Reach.ALL
    assert grant_for(asking, "letter") == Grant(view=Reach.ALL)


def test_no_grant_at_all_allows_nothing() -> None:
    for action in ACTIONS:
        assert decide(context({}), action, "ledger") is Reach.NONE
        with pytest.raises(Forbidden, match="Ask an administrator"):
            require(context({}), action, "ledger")


def test_require_says_how_far() -> None:
    assert require(context({"*": Grant(edit=Reach.OWN)}), "edit", "ledger") is Reach.OWN


def test_special_words() -> None:
    require_special(context({}, "import"), "import")
    for word in SPECIAL:
        with pytest.raises(Forbidden, match="Ask an administrator"):
            require_special(context({}), word)


@pytest.mark.parametrize("seed", SEED_ROLES, ids=lambda seed: seed.key)
def test_every_seed_sees_and_only_admin_manages(seed) -> None:
    assert seed.grant.view is not Reach.NONE
    assert ("manage" in seed.special) == (seed.key == "admin")
    changes = {getattr(seed.grant, action) for action in ACTIONS[1:]}
    assert (changes == {Reach.NONE}) == (seed.key == "read_only")
    assert seed.special == () or seed.key != "read_only"
