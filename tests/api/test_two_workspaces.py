"""Ten thousand random requests in one workspace leave every row of another as it was, and show nothing of it."""

from itertools import islice

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.api.matrix.people import House
from tests.api.random_operations import Generator, Request
from tests.dumps import Dump, differences, dump

SHARDS, EACH, BATCH = 4, 2_500, 50
SECRET = "Qorbenza"


@pytest.fixture
def houses(db: None) -> tuple[House, House]:
    return House("Acme"), House("Globex", said=SECRET)


def rows_of(house: House) -> Dump:
    """Everything in the workspace, and what is about its people elsewhere."""
    return dump(house.workspace_id, [user.id for user in house.users.values()])


def text_of(response: HttpResponse) -> str:
    content = b"".join(response) if response.streaming else response.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("seed", range(SHARDS))
def test_nothing_that_is_done_here_reaches_there(houses: tuple[House, House], seed: int) -> None:
    acme, globex = houses
    before, answered = rows_of(globex), 0
    generated = Generator(seed, acme, globex).requests(EACH)
    while requests := tuple(islice(generated, BATCH)):
        with transaction.atomic():
            for request in requests:
                response = request.send(acme)
                assert response.status_code < 500, f"seed {seed}: {request} failed"
                assert SECRET not in text_of(response), f"seed {seed}: {request} showed what is in the other workspace"
                answered += response.status_code < 300
            changed = differences(before, rows_of(globex))
            transaction.set_rollback(True)
        assert not changed, f"seed {seed}: {guilty(acme, globex, requests, before)} changed {changed}"
    assert answered > EACH / 10, "Most requests were refused: they prove little."


def guilty(acme: House, globex: House, requests: tuple[Request, ...], before: Dump) -> Request | str:
    """Which of the requests it was, found by sending them once more, one by one."""
    with transaction.atomic():
        for request in requests:
            request.send(acme)
            if differences(before, rows_of(globex)):
                transaction.set_rollback(True)
                return request
        transaction.set_rollback(True)
    return f"one of {requests}"
