"""What a change says was there before, when its writer had to wait for another one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection

from rapport.accounts.scope import in_workspace
from rapport.records.history import history
from tests.database import OWN, statement
from tests.records.desks import Desk, desk, id_of

PATIENCE_SECONDS = 60
WAITING = f"SELECT FROM pg_stat_activity WHERE datname = '{OWN}' AND wait_event_type = 'Lock'"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("field", ["company", "people"])
def test_it_is_what_the_other_one_left(field: str) -> None:
    acme = desk("Acme", "olga@acme.test")
    first, second, third = linked(acme, field)
    deal = acme.create("deal", name="Rollout", **{field: first})

    def update() -> Any:
        try:
            return acme.update("deal", deal, **{field: third})
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with in_workspace(acme.workspace_id):
            acme.update("deal", deal, **{field: second})
            waiting = pool.submit(update)
            wait_until(lambda: bool(statement(WAITING)))
        waiting.result(PATIENCE_SECONDS)
    [latest, earlier, _made] = history(acme.context, "deal", id_of(deal))["changes"]
    [told], [told_earlier] = latest["fields"], earlier["fields"]
    assert told["before"] == told_earlier["after"]
    assert told["before"] not in (None, [])
    assert told["after"] == acme.read("deal", deal)[field]


def linked(acme: Desk, field: str) -> list[Any]:
    """Three values of the link field."""
    if field == "company":
        return [acme.create("company", name=name)["id"] for name in ("Fjord", "Northwind", "Southwind")]
    return [[acme.create("person", first_name=name)["id"]] for name in ("Ann", "Bo", "Cleo")]


def wait_until(true: Callable[[], bool]) -> None:
    ends = monotonic() + PATIENCE_SECONDS
    while not true():
        assert monotonic() < ends, "Nobody waits for a lock."
        sleep(0.01)
