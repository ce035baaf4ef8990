"""The same work as raw SQL: psycopg, prepared, past row-level security, with the index one would make for it alone."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from bench.facts import Facts

Work = Callable[[int], object]
COLUMNS = (
    "d.id, d.version, d.name, d.amount, d.amount_currency, d.close_on, d.priority, d.stage_since, d.source,"
    " d.created_at, c.id, c.name, s.id, s.label, s.color, s.status_group, s.position, s.probability, u.id, u.name"
)
JOINS = (
    " LEFT JOIN company c ON c.workspace_id = %(w)s AND c.id = d.company_id"
    " LEFT JOIN pipeline_stage s ON s.workspace_id = %(w)s AND s.id = d.stage_id"
    " LEFT JOIN accounts_user u ON u.id = d.owner_id"
)
LIVE = "d.workspace_id = %(w)s AND d.deleted_at IS NULL"
IDEAL = (
    "CREATE INDEX bench_ideal_ix ON deal (workspace_id, stage_id, owner_id, amount DESC, id DESC)"
    " WHERE deleted_at IS NULL"
)
SEARCH = """
SELECT f.object, f.record_id, f.title FROM (
  SELECT * FROM search_entry e WHERE e.workspace_id = %(w)s AND e.words @@ %(q)s::tsquery LIMIT 200
) f ORDER BY ts_rank(f.words, %(q)s::tsquery) DESC, length(f.title), f.record_id LIMIT 20
"""


class Raw:
    """One connection and what it can do."""

    def __init__(self, connection: psycopg.Connection[Any], facts: Facts) -> None:
        self.connection, self.facts = connection, facts
        connection.prepare_threshold = 0
        connection.execute("SET ROLE rapport_reader")

    def rows(self, text: str, **values: Any) -> list[tuple[Any, ...]]:
        """One statement."""
        return self.connection.execute(text, {"w": self.facts.workspace, **values}).fetchall()

    def page(self, where: str = "", order: str = "d.amount DESC, d.id DESC", **values: Any) -> list[tuple[Any, ...]]:
        """Fifty deals with company, stage and owner."""
        text = (
            f"SELECT {COLUMNS} FROM (SELECT * FROM deal d WHERE {LIVE}{where} ORDER BY {order} LIMIT 50) d{JOINS}"
            f" ORDER BY {order}"
        )
        return self.rows(text, **values)

    def list_page(self, _run: int) -> object:
        return self.page(" AND d.amount IS NOT NULL")

    def filtered(self, run: int) -> object:
        stage, owner = self.facts.open_stages[run % 5], self.facts.owners[run % 6]
        return self.page(" AND d.stage_id = %(s)s AND d.owner_id = %(o)s AND d.amount >= 5000", s=stage, o=owner)

    def deep(self, _run: int) -> object:
        amount, record = self.facts.deep
        return self.page(" AND (d.amount, d.id) < (%(a)s, %(i)s)", a=amount, i=record)

    def board(self, _run: int) -> object:
        """The totals of each lane, then the first cards of each."""
        lanes = {"lanes": self.facts.open_stages}
        self.rows(
            f"SELECT d.stage_id, d.amount_currency, count(*), sum(d.amount) FROM deal d WHERE {LIVE}"
            " AND d.stage_id = ANY(%(lanes)s) GROUP BY 1, 2",
            **lanes,
        )
        return self.rows(
            f"SELECT {COLUMNS} FROM unnest(%(lanes)s::uuid[]) lane(id) CROSS JOIN LATERAL (SELECT * FROM deal d"
            f" WHERE {LIVE} AND d.stage_id = lane.id AND d.amount IS NOT NULL"
            f" ORDER BY d.amount DESC, d.id DESC LIMIT 20) d{JOINS}",
            **lanes,
        )

    def record(self, run: int) -> object:
        """The deal, its people, its history."""
        record = self.facts.deals[run % len(self.facts.deals)]
        self.rows(f"SELECT d.*, {COLUMNS} FROM deal d{JOINS} WHERE {LIVE} AND d.id = %(i)s", i=record)
        self.rows(
            "SELECT p.id, p.name FROM deal_people_pair x JOIN person p ON p.workspace_id = %(w)s AND p.id = x.person_id"
            " WHERE x.workspace_id = %(w)s AND x.deal_id = %(i)s ORDER BY x.position",
            i=record,
        )
        return self.rows(
            "SELECT c.*, s.actor, s.source, s.why, s.at FROM change c JOIN change_set s ON s.workspace_id = %(w)s"
            " AND s.id = c.change_set_id WHERE c.workspace_id = %(w)s AND c.object = 'deal' AND c.record_id = %(i)s"
            " ORDER BY c.seq DESC LIMIT 50",
            i=record,
        )

    def search(self, word: str) -> Work:
        """Beginnings of words."""
        query = f"'{self.facts.mark}{word}':*"
        return lambda _run: self.rows(SEARCH, q=query)

    def count(self, _run: int) -> object:
        return self.rows(f"SELECT count(*) FROM (SELECT 1 FROM deal d WHERE {LIVE} LIMIT 10001) x")


class RawWriter:
    """The rows that a write makes, written as one who may write anywhere."""

    def __init__(self, connection: psycopg.Connection[Any], facts: Facts) -> None:
        self.connection, self.facts = connection, facts
        connection.prepare_threshold = 0
        self.record: dict[str, Any] = {"name": "Bench deal", "amount": {"amount": "5000", "currency": "EUR"}}

    def create(self, _run: int) -> None:
        """Deal, counters, change set, change, stage event and search entry, with commit."""
        made, mark = uuid4(), self.facts.mark
        with self.connection.transaction():
            self.connection.execute(
                "INSERT INTO deal (workspace_id, id, version, created_at, created_by, updated_at, updated_by, name,"
                " company_id, stage_id, amount, amount_currency, owner_id, stage_since)"
                " VALUES (%s, %s, 1, now(), '{}', now(), '{}', 'Bench deal', %s, %s, 5000, 'EUR', %s, now())",
                (self.facts.workspace, made, self.facts.company, self.facts.open_stages[0], self.facts.owners[0]),
            )
            self.connection.execute(
                "INSERT INTO search_entry (workspace_id, record_id, object, title, owner_id, words, contacts)"
                " VALUES (%s, %s, 'deal', 'Bench deal', %s, %s::tsvector, '')",
                (self.facts.workspace, made, self.facts.owners[0], f"'{mark}bench':1A '{mark}deal':1A"),
            )
            self.count(1, self.facts.open_stages[0], self.facts.owners[0], (5000, "EUR"))
            self.log("create", made)

    def move(self, run: int) -> None:
        """Deal, counters, change set, change and stage event, with commit."""
        record = self.facts.open_deals[-1 - run % (len(self.facts.open_deals) // 2)]
        with self.connection.transaction():
            moved = self.connection.execute(
                "UPDATE deal SET stage_id = %s, stage_since = now(), version = version + 1, updated_at = now()"
                " WHERE workspace_id = %s AND id = %s"
                " RETURNING old.stage_id, new.stage_id, owner_id, amount, amount_currency",
                (self.facts.open_stages[run % 5], self.facts.workspace, record),
            ).fetchone()
            assert moved is not None
            came, went, owner, *money = moved
            self.count(-1, came, owner, money)
            self.count(1, went, owner, money)
            self.log("update", record)

    def count(self, sign: int, lane: UUID, owner: UUID, money: Sequence[Any]) -> None:
        """One deal more or less in a lane, and its amount."""
        amount, currency = money
        counted = [("", "", 0), ("amount", currency, amount)][: 1 if amount is None else 2]
        for field, code, total in counted:
            self.connection.execute(
                "INSERT INTO record_counter (workspace_id, object, id, field, lane, owner, currency, n, total)"
                " VALUES (%s, 'deal', %s, %s, %s, %s, %s, %s, %s)",
                (self.facts.workspace, uuid4(), field, lane, owner, code, sign, sign * total),
            )

    def log(self, kind: str, record: UUID) -> None:
        """Change set, stage event, number and change."""
        change_set, place = uuid4(), self.facts.workspace
        self.connection.execute(
            "INSERT INTO change_set (workspace_id, id, actor, source, why, request_id, at)"
            " VALUES (%s, %s, '{}', 'user', '', '', now())",
            (place, change_set),
        )
        self.connection.execute(
            "INSERT INTO stage_event (workspace_id, id, object, record_id, field, to_stage, at, actor, facts,"
            " change_set_id) VALUES (%s, %s, 'deal', %s, 'stage', %s, now(), '{}', '{}', %s)",
            (place, uuid4(), record, self.facts.open_stages[0], change_set),
        )
        number = self.connection.execute(
            "UPDATE feed_position SET last = last + 1 WHERE workspace_id = %s RETURNING last", (place,)
        ).fetchone()
        assert number is not None
        self.connection.execute(
            "INSERT INTO change (workspace_id, seq, change_set_id, object, record_id, kind, version, after)"
            " VALUES (%s, %s, %s, 'deal', %s, %s, 1, %s)",
            (place, number[0], change_set, record, kind, Jsonb(self.record)),
        )
