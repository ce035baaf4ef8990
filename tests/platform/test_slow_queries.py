"""A slow statement is told by its text, never by its values."""

import pytest
from django.db import connection
from structlog.testing import capture_logs

from rapport.platform.slow_queries import Watch
from rapport.records.operation import Create
from rapport.records.store.rows import insert_many
from rapport.records.store.statement import Statement
from rapport.records.store.together import together
from rapport.records.write import write
from tests.records.desks import desk


@pytest.mark.django_db
def test_only_what_is_slow_is_told_and_without_values() -> None:
    with capture_logs() as told, connection.execute_wrapper(Watch(0.05)), connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", ["olga@acme.test"])
        cursor.execute("SELECT pg_sleep(0.06),\n  %s::text", ["olga@acme.test"])
    assert [(line["event"], line["sql"]) for line in told] == [("slow statement", "SELECT pg_sleep(0.06), %s::text")]
    assert told[0]["ms"] >= 50


SLEEPING = "(%s, %s, (SELECT %s FROM pg_sleep(0.06)))"
ROWS = [("olga@acme.test", "a", "b"), ("gert@globex.test", "c", "d")]


@pytest.fixture
def scratch(db: None) -> str:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE scratch (email text, one text, other text) ON COMMIT DROP")
    return "scratch"


@pytest.mark.parametrize("rows", [ROWS[:1], ROWS], ids=["one row", "many rows"])
def test_what_inserts_many_rows_is_told(scratch: str, rows: list[tuple[str, ...]]) -> None:
    with capture_logs() as told, connection.execute_wrapper(Watch(0.05)):
        insert_many(scratch, ("email", "one", "other"), rows, SLEEPING)
    [line] = told
    assert line["sql"].startswith("INSERT INTO scratch")
    assert "acme" not in str(line)


def test_what_is_only_sent_is_told_when_it_is_waited_for(scratch: str) -> None:
    with capture_logs() as told, connection.execute_wrapper(Watch(0.05)):
        with together():
            insert_many(scratch, ("email", "one", "other"), ROWS, SLEEPING)
            Statement("SELECT 1 AS one").rows()
            insert_many(scratch, ("email", "one", "other"), ROWS, SLEEPING)
        Statement("SELECT 2 AS two").rows()
    assert [line["sql"].split("(")[0] for line in told] == ["SELECT 1 AS one", "INSERT INTO scratch "]
    assert told[0]["after"][0].startswith("INSERT INTO scratch")


def test_a_write_of_many_records_is_told_statement_by_statement(db: None) -> None:
    acme = desk("Acme", "olga@acme.test")
    with capture_logs() as told, connection.execute_wrapper(Watch(0)):
        write(acme.context, "company", [Create({"name": f"Company {n}"}) for n in range(3)])
    text = str(told)
    assert "INSERT INTO company" in text
    assert "INSERT INTO change (" in text
    assert "Company 1" not in text
