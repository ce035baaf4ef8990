"""Every operation of the API's document, asked for by everybody: who may is answered, who may not changes nothing."""

import pytest
from django.db import transaction

from rapport.api.openapi import document, operation_id
from rapport.api.route import Route
from rapport.api.urls import ROUTES
from rapport.schema.registry import registry
from tests.api.matrix.calls import call, seen, variants
from tests.api.matrix.people import House
from tests.api.matrix.table import COLUMNS, Row, read_rows
from tests.dumps import differences, dump

ROWS = {(row.operation, row.whose): row for row in read_rows()}
REFUSED = {"401", "403", "404"}
HOW = """
Add this line to tests/api/matrix/operations.txt, if every answer is what the operation promises. If it takes a body
or names something by its id, put those into tests/api/matrix/calls.py first, so that who may is not answered 404:
{row}"""


def name_of(route: Route) -> str:
    """The name of its operations, with {plural} for the object."""
    return route.handler.__name__ + ("_{plural}" if route.per_object else "")


BY_NAME = {name_of(route): route for route in ROUTES}
ASKED = [(name, whose) for name, route in BY_NAME.items() for whose in variants(route)]


def test_every_operation_of_the_document_has_its_rows_and_every_row_its_operation() -> None:
    documented = {each["operationId"] for path in document(ROUTES)["paths"].values() for each in path.values()}
    objects = list(registry.objects().values())
    named = {operation_id(r, o) for r in ROUTES for o in (objects if r.per_object else (None,))}
    assert documented <= named
    assert len(BY_NAME) == len(ROUTES), "Two routes have handlers of one name: give one another name."
    unknown = sorted(set(ROWS) - set(ASKED))
    assert not unknown, f"There is no such operation any more; remove its line from operations.txt: {unknown}"


@pytest.mark.parametrize(("operation", "whose"), ASKED, ids=lambda value: value)
def test_everybody_is_answered_as_the_table_says(
    house: House, operation: str, whose: str, django_db_blocker: pytest.FixtureRequest
) -> None:
    route = BY_NAME[operation]
    with django_db_blocker.unblock():
        observed = Row(operation, whose, {who: asked(house, route, whose, who) for who in COLUMNS})
    row = ROWS.get((operation, whose))
    assert row is not None, HOW.format(row=observed)
    assert row.answers == observed.answers, f"\ntable {row}\nfound {observed}"
    if route.access != "public" and whose != "theirs":
        assert row.answers["owner"] not in REFUSED, f"Ask for something that is there: {operation} in calls.py."


def asked(house: House, route: Route, whose: str, who: str) -> str:
    """The answer to one person, the same for every object that has the operation."""
    answers = set()
    for object_type in registry.objects().values() if route.per_object else (None,):
        if object_type is not None and route.only is not None and not route.only(object_type):
            continue
        with transaction.atomic():
            response = call(house, route, object_type, whose, who)
            if response is not None:
                answer = seen(response)
                answers.add(answer)
                if not answer.startswith("2"):
                    changed = differences(house.as_made, dump(house.workspace_id))
                    assert not changed, f"{who} was refused {name_of(route)} and yet changed {changed}"
            transaction.set_rollback(True)
    assert len(answers) == 1, f"{name_of(route)} answers {who} {answers}, by the object: give each its own row."
    return answers.pop()


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_a_member_of_another_workspace_never_enters_by_naming_it(
    house: House, route: Route, django_db_blocker: pytest.FixtureRequest
) -> None:
    if route.access == "public":
        return
    client = house.clients["elsewhere"]
    before_headers = client.headers
    with django_db_blocker.unblock():
        client.headers = before_headers | {"X-Workspace": str(house.workspace_id)}
        try:
            assert asked(house, route, variants(route)[0], "elsewhere") == "404"
        finally:
            client.headers = before_headers
