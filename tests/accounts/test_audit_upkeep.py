"""Looking after the audit log: removing what is old, signing anew, anchors, and the nightly look."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from django.test import override_settings

from rapport.accounts.audit import anchor_places
from rapport.accounts.audit import shorten as shortening
from rapport.accounts.audit.anchors import anchor, file_of, read_anchors
from rapport.accounts.audit.kinds import Kind, label
from rapport.accounts.audit.shorten import shorten
from rapport.accounts.audit.upkeep import adopt, check, watch
from rapport.accounts.audit.verify import verify
from rapport.accounts.models import AuditEntry
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.errors import Conflict
from rapport.kernel.ids import new_id
from rapport.platform.postgres.address import embedded_address
from rapport.platform.postgres.roles import OWNER
from tests.accounts.chains import grow, owning, tamper
from tests.database import DATA, OWN

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(workspace_id: UUID) -> list[str]:
    with in_workspace(workspace_id):
        return list(AuditEntry.objects.filter(workspace_id=workspace_id).order_by("seq").values_list("kind", flat=True))


def shortened(workspace_id: UUID, *, old: int) -> int:
    """Removes the first entries, by the moment of the one after them."""
    with in_workspace(workspace_id):
        mine = AuditEntry.objects.filter(workspace_id=workspace_id, seq__gt=old).order_by("seq")
        moment = mine.values_list("at", flat=True).first() or now() + timedelta(days=1)
    return shorten(workspace_id, moment, owner=embedded_address(DATA, OWNER).within(OWN))


def test_a_prefix_is_removed_and_the_rest_still_verifies() -> None:
    w = new_id()
    grow(w, 10)
    assert anchor(w)
    assert shortened(w, old=6) == 6
    assert verify(w, read_anchors(w)).problem == ""
    with in_workspace(w):
        first, last = AuditEntry.objects.filter(workspace_id=w).order_by("seq").values_list("seq", "kind")[:5:4]
    assert first[0] == 7
    assert last == (11, Kind.AUDIT_SHORTENED)
    grow(w, 3)
    assert shortened(w, old=12) == 6
    assert verify(w, read_anchors(w)).problem == ""


def test_several_batches_and_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortening, "BATCH", 3)
    w = new_id()
    grow(w, 8)
    assert shortened(w, old=8) == 8
    assert kinds(w) == [Kind.AUDIT_SHORTENED]
    assert verify(w).problem == ""
    assert shortened(w, old=0) == 0


@pytest.mark.parametrize("entries", [0, 3])
def test_row_level_security_is_forced_again(entries: int) -> None:
    w = new_id()
    grow(w, entries)
    shortened(w, old=2)
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname LIKE 'audit%' AND relkind = 'r'"
        )
        assert cursor.fetchone() == (True,)


def test_what_is_wrong_is_not_shortened() -> None:
    w = new_id()
    grow(w, 5)
    with owning(w) as hands:
        hands.execute("UPDATE audit_entry SET kind = 'x' WHERE seq = 2")
    with pytest.raises(Conflict, match="nothing was removed"):
        shortened(w, old=3)
    assert len(kinds(w)) == 5


def test_a_removed_prefix_cannot_be_made_up_or_moved() -> None:
    w = new_id()
    grow(w, 8)
    shortened(w, old=4)
    with owning(w) as hands:
        hands.execute("DELETE FROM audit_entry WHERE seq = 5")
    assert verify(w).seq == 5
    with owning(w) as hands:
        hands.execute(
            "UPDATE audit_head h SET base_seq = 5, base_hash = e.previous FROM audit_entry e"
            " WHERE e.workspace_id = h.workspace_id AND e.seq = 6"
        )
    assert "not signed" in verify(w).problem


def test_another_key_is_adopted_on_purpose_only() -> None:
    w = new_id()
    grow(w, 4)
    assert anchor(w)
    with override_settings(SECRET_KEY="another key that is quite as long as it must be"):
        assert "not signed" in verify(w).problem
        grow(w, 1)  # acts go on, and the chain says what it was built upon
        assert kinds(w)[-2:] == [Kind.AUDIT_BROKEN, Kind.SIGNED_IN]
        assert verify(w).noted
        adopt(w)
        assert verify(w, read_anchors(w)).problem == ""
        assert kinds(w)[-1] == Kind.AUDIT_ADOPTED
        assert not file_of(w).exists()
    with override_settings(
        SECRET_KEY="a third", SECRET_KEY_FALLBACKS=["another key that is quite as long as it must be"]
    ):
        assert verify(w).problem == ""


def test_a_forged_entry_is_not_adopted() -> None:
    w = new_id()
    grow(w, 4)
    with owning(w) as hands:
        hands.execute("UPDATE audit_entry SET address = '203.0.113.1' WHERE seq = 3")
        hands.execute("UPDATE audit_head SET mac = sha256('x')")
    with pytest.raises(Conflict, match="nothing was signed"):
        adopt(w)
    assert "not signed" in verify(w).problem


def test_anchors_are_added_only_when_there_is_something_new() -> None:
    w = new_id()
    assert not anchor(w)
    grow(w, 2)
    assert [anchor(w), anchor(w)] == [True, False]
    grow(w, 1)
    assert anchor(w)
    assert [each.seq for each in read_anchors(w)] == [2, 3]
    assert file_of(w).stat().st_mode & 0o777 == 0o600


def test_an_unfinished_line_is_no_tampering() -> None:
    w = new_id()
    grow(w, 2)
    assert anchor(w)
    with file_of(w).open("ab") as file:
        file.write(b'{"at": "2026')
    assert [each.seq for each in read_anchors(w)] == [2]
    grow(w, 1)
    assert anchor(w)
    assert [each.seq for each in read_anchors(w)] == [2, 3]


def test_a_tampered_head_is_not_anchored() -> None:
    w = new_id()
    grow(w, 3)
    tamper(w, lambda hands: hands.execute("UPDATE audit_head SET seq = 2") and None)
    assert not anchor(w)


def test_the_nightly_look_tells_in_the_log_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(anchor_places, "folder", lambda: tmp_path)  # of this test alone
    w = new_id()
    grow(w, 3)
    assert anchor(w)
    assert watch() == 0
    with owning(w) as hands:
        hands.execute("DELETE FROM audit_entry WHERE seq = 2")
    assert watch() == 1
    assert kinds(w)[-1] == Kind.AUDIT_WRONG
    assert [found.verdict.seq for found in check() if found.verdict.problem] == [2]


def test_every_kind_has_a_sentence() -> None:
    assert [kind for kind in Kind if label(kind) == kind] == []
