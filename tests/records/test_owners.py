"""Who may be given records: who works here now."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rapport.accounts.users import deactivate_user
from rapport.accounts.workspaces import deactivate_member
from rapport.features.importing.listing import list_imports, list_rows
from rapport.features.importing.now import run_import_now
from rapport.kernel.errors import Invalid
from rapport.records.operation import Create, Update
from rapport.records.write import write
from tests.records.desks import Desk, id_of


def leaves_rapport(acme: Desk, who: Desk) -> None:
    deactivate_user(who.user.id)


def leaves_the_workspace(acme: Desk, who: Desk) -> None:
    deactivate_member(acme.workspace_id, who.user.id)


left = pytest.mark.parametrize("leaves", [leaves_rapport, leaves_the_workspace])


@left
def test_who_left_is_given_no_more_records_and_keeps_theirs(acme: Desk, leaves: Callable[[Desk, Desk], None]) -> None:
    seller = acme.colleague("salesperson")
    theirs = acme.create("deal", name="Rollout", owner=str(seller.user.id))
    mine = acme.create("deal", name="Renewal")
    leaves(acme, seller)
    gone = {"id": str(seller.user.id), "name": "Salesperson"}
    for act in (Create({"name": "New", "owner": gone}), Update(id_of(mine), {"owner": gone})):
        with pytest.raises(Invalid) as refused:
            write(acme.context, "deal", [act])
        [error] = refused.value.errors
        assert (error.field, error.code) == ("owner", "user")
        assert "“Owner”" in error.detail
    changed = acme.update("deal", theirs, name="Rollout in Graz", owner=gone)
    assert (changed["name"], changed["owner"]) == ("Rollout in Graz", gone)
    assert write(acme.context, "deal", [Update(id_of(theirs), {"owner": gone})]).results[0].status == "unchanged"
    assert acme.update("deal", theirs, owner="me")["owner"]["id"] == str(acme.user.id)
    with pytest.raises(Invalid):
        acme.update("deal", theirs, owner=gone)


@left
def test_an_import_says_so_for_each_row(acme: Desk, leaves: Callable[[Desk, Desk], None], tmp_path: Path) -> None:
    seller = acme.colleague("salesperson")
    leaves(acme, seller)
    path = tmp_path / "deals.csv"
    path.write_text(f"Name,Owner\nRollout,{seller.user.email}\nRenewal,{acme.user.email}\nOther,{seller.user.id}\n")
    assert run_import_now(acme.context, "deal", path).counts["failed"] == 2
    [imported], _ = list_imports(acme.context)
    rows, _ = list_rows(acme.context, imported.id, status="failed")
    assert [(row.row, row.problems[0]["field"]) for row in rows] == [(2, "owner"), (4, "owner")]
