"""Codes and refresh tokens used twice: by a copy, by two at once with real connections, and after a lost answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.models import ApiToken, AppCode, AuditEntry, RefreshToken
from rapport.accounts.models import App as RegisteredApp
from rapport.accounts.oauth.consents import take_back
from rapport.accounts.oauth.sign_ins import GRACE, begin
from rapport.accounts.scope import in_workspace
from rapport.api.oauth.scopes import limits_of
from rapport.kernel.clock import now
from tests.api.clients import ApiClient, sign_in
from tests.api.oauth.apps import App, bearer, register, status
from tests.every_object.test_concurrency import together
from tests.records.desks import Desk, desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def acme(transactional_db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


@pytest.fixture
def app(acme: Desk, olga: ApiClient) -> App:
    return register(olga)


def alive(got: dict[str, str]) -> bool:
    return status(bearer(got["access_token"]), "/companies") == 200


def told(acme: Desk) -> list[str]:
    with in_workspace(acme.workspace_id):
        return [entry.data["what"] for entry in AuditEntry.objects.filter(kind=Kind.APP_REUSED)]


def test_a_code_used_twice_ends_what_came_of_it(acme: Desk, olga: ApiClient, app: App) -> None:
    code = app.ask(olga)["code"]
    got = app.exchange(code).json()
    assert alive(got)
    assert app.exchange(code).json()["error"] == "invalid_grant"
    assert not alive(got)
    assert app.refresh(got["refresh_token"]).json()["error"] == "invalid_grant"
    app.exchange(code)
    assert told(acme) == ["code"], "Told once, however often it is tried."


def test_of_two_exchanges_at_once_one_wins_and_then_all_ends(acme: Desk, olga: ApiClient, app: App) -> None:
    code = app.ask(olga)["code"]
    answers = together(*[lambda: app.exchange(code).json()] * 2)
    assert sorted("error" in answer for answer in answers) == [False, True]
    [won] = [answer for answer in answers if "error" not in answer]
    assert not alive(won)
    assert app.refresh(won["refresh_token"]).json()["error"] == "invalid_grant"
    assert told(acme) == ["code"]


def test_an_old_refresh_token_ends_the_sign_in(acme: Desk, olga: ApiClient, app: App) -> None:
    first = app.sign_in(olga)
    second = app.refresh(first["refresh_token"]).json()
    third = app.refresh(second["refresh_token"]).json()
    assert app.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert not alive(third)
    assert app.refresh(third["refresh_token"]).json()["error"] == "invalid_grant"
    assert told(acme) == ["refresh"]


def test_a_lost_answer_is_given_again_for_a_short_while(acme: Desk, olga: ApiClient, app: App) -> None:
    first = app.sign_in(olga)
    lost = app.refresh(first["refresh_token"]).json()
    again = app.refresh(first["refresh_token"]).json()
    assert alive(again)
    assert not alive(lost), "One sign-in has one access token."
    assert app.refresh(again["refresh_token"]).status_code == 200
    assert app.refresh(lost["refresh_token"]).json()["error"] == "invalid_grant", "Nobody but a copy has it."
    assert told(acme) == ["refresh"]


def test_after_the_while_it_is_a_copy(acme: Desk, olga: ApiClient, app: App) -> None:
    first = app.sign_in(olga)
    second = app.refresh(first["refresh_token"]).json()
    with in_workspace(acme.workspace_id):
        RefreshToken.objects.filter(used_at__isnull=False).update(used_at=now() - GRACE - timedelta(seconds=1))
    assert app.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert not alive(second)


def test_of_two_refreshes_at_once_the_app_keeps_one(acme: Desk, olga: ApiClient, app: App) -> None:
    first = app.sign_in(olga)
    both = together(*[lambda: app.refresh(first["refresh_token"]).json()] * 2)
    assert not any("error" in answer for answer in both)
    assert sorted(alive(answer) for answer in both) == [False, True]
    kept, other = both
    assert alive(app.refresh(kept["refresh_token"]).json())
    assert app.refresh(other["refresh_token"]).json()["error"] == "invalid_grant"
    assert told(acme) == ["refresh"]


def test_taking_back_waits_for_an_exchange_and_ends_what_comes_of_it(acme: Desk, olga: ApiClient, app: App) -> None:
    """The exchange holds the code and then points at the consent; taking back holds the consent and wants the code."""
    app.ask(olga)
    [consent] = olga.get("/me/apps")["apps"]
    place = acme.workspace_id
    with ThreadPoolExecutor(1) as pool:
        with in_workspace(place):
            code = AppCode.objects.select_for_update().get(workspace_id=place)
            taking = pool.submit(alone, take_back, place, acme.user.id, UUID(consent["id"]))
            wait_for_a_waiter()
            begin(RegisteredApp.objects.get(workspace_id=place), code, limits_of(["read"]), offline=False)
        taking.result(60)
    with in_workspace(place):
        [token] = ApiToken.objects.filter(workspace_id=place, consent_id__isnull=False)
    assert token.revoked_at is not None


def alone(act: Callable[..., Any], *given: Any) -> None:
    """In a connection of its own."""
    try:
        act(*given)
    finally:
        connection.close()


def wait_for_a_waiter() -> None:
    """Until another connection waits for a lock."""
    with connection.cursor() as cursor:
        for _try in range(600):
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return
            sleep(0.1)
    pytest.fail("Nobody waits.")


def test_two_consents_at_once_are_one(acme: Desk, olga: ApiClient, app: App) -> None:
    codes = together(*[lambda: app.ask(sign_in(acme.user))["code"]] * 3)
    assert len(set(codes)) == 3
    assert len(olga.get("/me/apps")["apps"]) == 1
