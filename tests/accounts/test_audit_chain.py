"""The chain of the audit log: appended by many at once, whole, and of no use to whoever changes it."""

import threading
from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from rapport.accounts.audit.anchors import anchor, file_of, read_anchors
from rapport.accounts.audit.chain import FIELDS, Entry, digest
from rapport.accounts.audit.heads import read_head
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import NOWHERE, record
from rapport.accounts.audit.upkeep import check
from rapport.accounts.audit.verify import Verdict, verify
from rapport.accounts.models import AuditEntry
from rapport.accounts.scope import in_workspace
from rapport.kernel.ids import new_id
from tests.accounts.chains import Hands, grow, tamper
from tests.accounts.houses import House, role
from tests.database import statement

LENGTH = 12
Tampering = Callable[[Hands, UUID, Random], None]
real = pytest.mark.django_db(transaction=True)


def entries(workspace_id: UUID) -> list[AuditEntry]:
    with in_workspace(workspace_id):
        return list(AuditEntry.objects.filter(workspace_id=workspace_id).order_by("seq"))


def checked(workspace_id: UUID) -> Verdict:
    return verify(workspace_id, read_anchors(workspace_id))


# -- tamperings, each as the owner of the tables could do it -----------------------------------------------------
def edit(column: str, expression: str) -> Tampering:
    def act(hands: Hands, w: UUID, random: Random) -> None:
        change = f"UPDATE audit_entry SET {column} = {expression} WHERE workspace_id = %s AND seq = %s"
        assert hands.execute(change, (w, random.randint(1, LENGTH))).rowcount == 1

    act.__name__ = f"edit_{column}"
    return act


def delete_some(hands: Hands, w: UUID, random: Random) -> None:
    first = random.randint(1, LENGTH - 1)
    hands.execute(
        "DELETE FROM audit_entry WHERE workspace_id = %s AND seq BETWEEN %s AND %s",
        (w, first, random.randint(first, LENGTH - 1)),
    )


def cut_tail(hands: Hands, w: UUID, random: Random) -> None:
    hands.execute("DELETE FROM audit_entry WHERE workspace_id = %s AND seq > %s", (w, random.randint(0, LENGTH - 1)))


def cut_tail_and_head(hands: Hands, w: UUID, random: Random) -> None:
    last = random.randint(1, LENGTH - 1)
    hands.execute("DELETE FROM audit_entry WHERE workspace_id = %s AND seq > %s", (w, last))
    hands.execute(
        "UPDATE audit_head h SET seq = e.seq, hash = e.hash FROM audit_entry e"
        " WHERE h.workspace_id = %s AND e.workspace_id = h.workspace_id AND e.seq = %s",
        (w, last),
    )


def swap(hands: Hands, w: UUID, random: Random) -> None:
    one, other = random.sample(range(1, LENGTH + 1), 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        hands.execute("UPDATE audit_entry SET seq = %s WHERE workspace_id = %s AND seq = %s", (new, w, old))


def insert(hands: Hands, w: UUID, random: Random) -> None:
    place = random.randint(1, LENGTH + 1)
    for seq in range(LENGTH, place - 1, -1):
        hands.execute("UPDATE audit_entry SET seq = seq + 1 WHERE workspace_id = %s AND seq = %s", (w, seq))
    copy(hands, w, random.choice([n for n in range(1, LENGTH + 2) if n != place]), place)


def insert_before(hands: Hands, w: UUID, random: Random) -> None:
    copy(hands, w, random.randint(1, LENGTH), 0)


def copy(hands: Hands, w: UUID, source: int, place: int) -> None:
    columns = (
        "at, kind, actor_kind, user_id, token_id, subject_type, subject_id, request_id, address, data, previous, hash"
    )
    done = hands.execute(
        f"INSERT INTO audit_entry (workspace_id, seq, {columns})"
        f" SELECT workspace_id, %s, {columns} FROM audit_entry WHERE workspace_id = %s AND seq = %s",
        (place, w, source),
    )
    assert done.rowcount == 1


def edit_head(hands: Hands, w: UUID, random: Random) -> None:
    column = random.choice(
        ["seq = seq - 1", "base_seq = 3", "hash = sha256('x')", "mac = sha256('x')", "base_hash = hash"]
    )
    hands.execute(f"UPDATE audit_head SET {column} WHERE workspace_id = %s", (w,))


def drop_head(hands: Hands, w: UUID, random: Random) -> None:
    hands.execute("DELETE FROM audit_head WHERE workspace_id = %s", (w,))


def drop_all(hands: Hands, w: UUID, random: Random) -> None:
    hands.execute("DELETE FROM audit_entry WHERE workspace_id = %s", (w,))
    hands.execute("DELETE FROM audit_head WHERE workspace_id = %s", (w,))


def rewrite(hands: Hands, w: UUID, random: Random) -> None:
    """Everything anew with hashes that fit: all an owner can do who reads our source but not our key."""
    changed, previous = random.randint(1, LENGTH), bytes(32)
    rows = hands.execute(f"SELECT {', '.join(FIELDS)} FROM audit_entry WHERE workspace_id = %s ORDER BY seq", (w,))
    for row in rows.fetchall():
        values: dict[str, Any] = dict(zip(FIELDS, row, strict=True))
        values["address"] = "203.0.113.9" if values["seq"] == changed else values["address"]
        hashed = digest(w, Entry(**values), previous)
        hands.execute(
            "UPDATE audit_entry SET address = %s, previous = %s, hash = %s WHERE workspace_id = %s AND seq = %s",
            (values["address"], previous, hashed, w, values["seq"]),
        )
        previous = hashed
    hands.execute("UPDATE audit_head SET hash = %s WHERE workspace_id = %s", (previous, w))


TAMPERINGS: tuple[Tampering, ...] = (
    edit("at", "at + interval '1 microsecond'"),
    edit("kind", "'sign_in.out'"),
    edit("actor_kind", "'workflow'"),
    edit("user_id", "gen_random_uuid()"),
    edit("user_id", "NULL"),
    edit("token_id", "gen_random_uuid()"),
    edit("subject_type", "'team'"),
    edit("subject_id", "subject_id || '0'"),
    edit("request_id", "request_id || 'a'"),
    edit("address", "'198.51.100.7'"),
    edit("data", "jsonb_set(data, '{count}', '999')"),
    edit("data", "data || '{\"more\": 1}'"),
    edit("previous", "sha256('x')"),
    edit("hash", "sha256('x')"),
    edit("seq", "seq + 1000"),
    edit("workspace_id", "gen_random_uuid()"),
    delete_some, cut_tail, cut_tail_and_head, swap, insert, insert_before, edit_head, drop_head, drop_all, rewrite,
)  # fmt: skip


@real
@pytest.mark.parametrize("number", range(104))
def test_a_random_tampering_is_detected(number: int) -> None:
    act, random, w = TAMPERINGS[number % len(TAMPERINGS)], Random(number), new_id()
    grow(w, LENGTH)
    assert anchor(w)
    assert checked(w) == Verdict(LENGTH)
    tamper(w, lambda hands: act(hands, w, random))
    assert checked(w).problem


@real
def test_a_head_of_yesterday_is_betrayed_by_the_anchor() -> None:
    w = new_id()
    grow(w, 4)
    with in_workspace(w):
        old = read_head(w)
    assert old
    grow(w, 3)
    assert anchor(w)

    def roll_back(hands: Hands) -> None:
        hands.execute("DELETE FROM audit_entry WHERE workspace_id = %s AND seq > 4", (w,))
        hands.execute(
            "UPDATE audit_head SET seq = %s, hash = %s, mac = %s WHERE workspace_id = %s",
            (old.seq, old.hash, old.mac, w),
        )

    tamper(w, roll_back)
    assert verify(w).problem == ""
    assert checked(w).seq == 5
    grow(w, 5)  # and as new entries take the place of the old ones
    assert checked(w).seq == 7
    assert not anchor(w) or checked(w).problem


@real
@pytest.mark.parametrize("act", [cut_tail_and_head, edit_head, drop_head])
def test_going_on_after_a_tampering_does_not_hide_it(act: Tampering) -> None:
    w = new_id()
    grow(w, LENGTH)
    tamper(w, lambda hands: act(hands, w, Random(5)))
    grow(w, 3)
    assert verify(w).problem
    assert {e.kind for e in entries(w)} & {Kind.AUDIT_BROKEN}


@real
def test_the_first_wrong_entry_is_named() -> None:
    w = new_id()
    grow(w, LENGTH)
    tamper(w, lambda hands: hands.execute("UPDATE audit_entry SET kind = 'x' WHERE seq IN (4, 9)") and None)
    assert verify(w).seq == 4


@real
def test_an_anchor_that_was_written_by_somebody_else_is_noticed() -> None:
    w = new_id()
    grow(w, 3)
    assert anchor(w)
    file = file_of(w)
    file.write_bytes(file.read_bytes().replace(b'"seq":3', b'"seq":2'))
    [found] = check(w)
    assert "not written by this Rapport" in found.verdict.problem


# -- rights ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE audit_entry SET kind = 'x'",
        "UPDATE audit_entry SET data = '{}' WHERE seq = 1",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY",
        "DROP TABLE audit_entry",
        "INSERT INTO audit_entry SELECT * FROM audit_entry ON CONFLICT (workspace_id, seq) DO UPDATE SET kind = 'x'",
    ],
)
def test_the_app_adds_and_reads_only(acme: House, attempt: str) -> None:
    grow(acme.id, 2)
    refused = pytest.raises(DatabaseError, match=r"permission denied|must be owner")
    with refused, role("rapport_app"), in_workspace(acme.id), connection.cursor() as cursor:
        cursor.execute(attempt)


def test_one_workspace_sees_and_adds_to_its_own_chain_only(acme: House, globex: House) -> None:
    grow(acme.id, 2)
    with role("rapport_app"), in_workspace(globex.id):
        assert not AuditEntry.objects.filter(workspace_id=acme.id).exists()
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        role("rapport_app"),
        in_workspace(globex.id),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO audit_entry (workspace_id, seq, at, kind, actor_kind, subject_type, subject_id, request_id,"
            " address, data, previous, hash) VALUES (%s, 99, now(), 'x', 'x', '', '', '', '', '{}', '', '')",
            [acme.id],
        )


def test_the_reader_reads_entries_and_no_heads(acme: House) -> None:
    grow(acme.id, 1)
    with role("rapport_reader"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) > 0 FROM audit_entry")
        assert cursor.fetchone() == (True,)
    with pytest.raises(ProgrammingError, match="permission denied"), role("rapport_reader"):
        connection.cursor().execute("SELECT mac FROM audit_head")


# -- appending ---------------------------------------------------------------------------------------------------
@real
def test_many_writers_leave_no_hole_and_no_fork() -> None:
    places = [new_id(), new_id(), NOWHERE]
    failures: list[BaseException] = []

    def write(number: int) -> None:
        try:
            for at in range(15):
                with transaction.atomic():
                    record(places[(number + at) % 3], Kind.BULK, data={"count": number * 100 + at})
                    if at % 5 == 4:
                        transaction.set_rollback(True)  # an act that failed is not told, and leaves no hole
        except BaseException as failure:  # noqa: BLE001 - shown below
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sum(verify(w).entries for w in places) == 9 * 12
    for w in places:
        assert verify(w).problem == ""
        assert [e.seq for e in entries(w)] == list(range(1, len(entries(w)) + 1))


@real
def test_a_writer_that_is_killed_leaves_nothing() -> None:
    w = new_id()
    grow(w, 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        record(w, Kind.BULK)
        statement(f"SELECT pg_terminate_backend({connection.connection.info.backend_pid})")
        record(w, Kind.BULK)
    connection.close()
    grow(w, 1)
    assert verify(w) == Verdict(3)


def test_appending_takes_few_statements(acme: House) -> None:
    grow(acme.id, 1)
    with in_workspace(acme.id), CaptureQueriesContext(connection) as caught:
        record(acme.id, Kind.BULK)
    texts = [query["sql"] for query in caught.captured_queries]
    assert sum("audit_" in text for text in texts) == 2, texts
    assert len(texts) <= 6, texts


def test_what_could_be_a_name_is_refused(acme: House) -> None:
    for data in ({"name": "Ann Lee"}, {"email": "ann@example.com"}, {"x": [{"y": "a b"}]}, {"x": 1.5}, {"a b": 1}):
        with pytest.raises(ValueError, match="ids, counts and keys"):
            record(acme.id, Kind.BULK, data=data)
