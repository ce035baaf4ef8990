"""Finding records by the values of one field, in one statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.records.read import find_ids
from tests.records.desks import Desk, id_of


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "ROLLOUT"),
        ("amount", 12.5),
        ("close_on", "2026-12-01"),
        ("priority", 2),
        ("source", "event"),
        ("company", None),
        ("owner", "me"),
    ],
)
def test_every_kind_is_found_by_its_value(acme: Desk, field: str, value: object) -> None:
    company = acme.create("company", name="Northwind")
    values = {"name": "Rollout", "amount": "12.50", "close_on": "2026-12-01", "priority": 2, "source": "event"}
    deal = acme.create("deal", company=company, **values)
    acme.create("deal", name="Other", owner=None)
    wanted = company["id"] if field == "company" else value
    with CaptureQueriesContext(connection) as queries:
        found = find_ids(acme.context, "deal", field, ["Nothing" if field == "name" else wanted, wanted])
    assert found[1] == [id_of(deal)]
    assert sum("unnest" in query["sql"] for query in queries.captured_queries) == 1
