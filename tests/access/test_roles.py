"""What a change of a role must not do."""

import pytest

from rapport.access.roles import create_role, find_role, list_roles, update_role
from rapport.accounts.members import change, transfer_ownership
from rapport.accounts.roles import SPECIAL
from rapport.accounts.scope import in_workspace
from rapport.kernel.errors import Conflict
from tests.records.desks import Desk, desk


@pytest.fixture
def acme(db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


def test_the_owner_keeps_managing_though_another_could(acme: Desk) -> None:
    place = acme.workspace_id
    ruling = create_role(place, {"name": "Ruling", "special": list(SPECIAL)})
    other = acme.colleague("support").user
    change(place, other.id, roles=[ruling.key], active=None)
    [admin] = [role for role, _members in list_roles(place) if role.key == "admin"]
    with pytest.raises(Conflict, match="The owner manages by this role"):
        update_role(place, admin.id, {"special": ["export"]})
    with in_workspace(place):
        assert "manage" in find_role(place, admin.id).special
    update_role(place, admin.id, {"name": "Administration"})
    transfer_ownership(place, acme.user.id, other.id)
    assert update_role(place, admin.id, {"special": ["export"]}).special == ["export"]
    with pytest.raises(Conflict, match="The owner manages by this role"):
        update_role(place, ruling.id, {"special": []})
