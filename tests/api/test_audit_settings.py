"""How long the audit log is kept, and where it is anchored."""

from datetime import timedelta
from typing import Any

import pytest

from rapport.accounts.audit.anchors import anchor
from rapport.accounts.audit.retention import change_keep_days, shorten_all
from rapport.accounts.audit.verify import verify
from rapport.kernel import clock
from rapport.platform.misconfigured import Misconfigured
from rapport.platform.postgres.address import Address, embedded_address
from rapport.platform.postgres.roles import OWNER
from tests.accounts.chains import grow, tamper
from tests.api.clients import ApiClient
from tests.api.test_audit import told
from tests.database import DATA, OWN
from tests.records.desks import Desk, desk


def test_an_administrator_says_how_long(acme: Desk, olga: ApiClient) -> None:
    anchor(acme.workspace_id)
    first = olga.get("/audit/settings")
    assert first["keep_days"] is None
    [file] = first["anchors"]
    assert (file["kind"], file["ok"]) == ("file", True)
    assert file["place"].endswith("audit")
    assert olga.patch("/audit/settings", {"keep_days": 365})["keep_days"] == 365
    assert olga.patch("/audit/settings", {})["keep_days"] == 365
    assert olga.patch("/audit/settings", {"keep_days": None})["keep_days"] is None
    changes = [e.data["audit_keep_days"] for e in told(acme.workspace_id) if e.kind == "settings.changed"]
    assert changes == [365, 365, None]


@pytest.mark.parametrize("days", [29, 0, -1, 36_501, 1.5, "365", True, []])
def test_what_is_no_number_of_days_is_refused(acme: Desk, olga: ApiClient, days: Any) -> None:
    answer = olga.patch("/audit/settings", {"keep_days": days}, 422)
    assert [error["field"] for error in answer["errors"]] == ["keep_days"]
    assert olga.get("/audit/settings")["keep_days"] is None


@pytest.mark.django_db(transaction=True)
def test_the_worker_removes_what_is_older_where_it_is_said_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = embedded_address(DATA, OWNER).within(OWN)
    past = clock.now() - timedelta(days=40)
    monkeypatch.setattr("rapport.accounts.audit.record.now", lambda: past)
    keeping, other, broken = desk("Acme", "a@acme.test"), desk("Globex", "g@globex.test"), desk("Sad", "s@sad.test")
    for each in (keeping, other, broken):
        grow(each.workspace_id, 4)
    monkeypatch.undo()
    for each in (keeping, broken):
        change_keep_days(each.workspace_id, 30)
    tamper(broken.workspace_id, lambda hands: hands.execute(
        "UPDATE audit_entry SET address = 'x' WHERE workspace_id = %s AND seq = 3", (broken.workspace_id,)
    ))  # fmt: skip
    before = {each.workspace_id: len(told(each.workspace_id)) for each in (other, broken)}
    assert shorten_all(lambda: owner) == 5
    assert {w: len(told(w)) for w in before} == before, "A log that is wrong keeps everything."
    assert [entry.kind for entry in told(keeping.workspace_id)] == ["settings.changed", "audit.shortened"]
    assert verify(keeping.workspace_id).problem == ""
    assert shorten_all(lambda: owner) == 0


def test_the_owner_of_the_tables_is_asked_for_only_where_a_workspace_wants_it(acme: Desk) -> None:
    def missing() -> Address:
        raise Misconfigured("set RAPPORT_OWNER_DATABASE_URL")

    assert shorten_all(missing) == 0
    change_keep_days(acme.workspace_id, 30)
    with pytest.raises(Misconfigured):
        shorten_all(missing)
