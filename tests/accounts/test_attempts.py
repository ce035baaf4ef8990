"""Limits hold across processes and restarts, and say how long to wait."""

import multiprocessing
from typing import Any

import pytest
from django.db import connections
from django.test import RequestFactory

from rapport.accounts import attempts
from rapport.accounts.models import CacheEntry
from rapport.kernel.errors import TooMany


def try_once(key: str, address: str = "127.0.0.1") -> None:
    attempts.count(RequestFactory().post("/", REMOTE_ADDR=address), "change_email", key)


def try_five_times(key: str) -> None:
    for _attempt in range(5):
        try_once(key)
    connections.close_all()


def test_a_limit_holds_across_processes(django_db_setup: None, django_db_blocker: Any) -> None:
    """Outside a transaction, since another process takes part; it begins without an open connection to share."""
    with django_db_blocker.unblock():
        connections.close_all()
        connections["default"].close_pool()
        try:
            process = multiprocessing.get_context("fork").Process(target=try_five_times, args=("olga",))
            process.start()
            process.join(60)
            assert process.exitcode == 0
            with pytest.raises(TooMany) as refused:
                try_once("olga")
            assert refused.value.retry_after == 3600
            try_once("gert")
        finally:
            CacheEntry.objects.all().delete()


@pytest.mark.django_db
def test_each_address_has_its_own_thirty() -> None:
    for address in ("10.0.0.1", "10.0.0.2"):
        request = RequestFactory().post("/", REMOTE_ADDR=address)
        for _attempt in range(30):
            attempts.count(request, "join", "")
        with pytest.raises(TooMany):
            attempts.count(request, "join", "")
