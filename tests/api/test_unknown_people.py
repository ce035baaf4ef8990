"""Nobody learns who has an account: known and unknown people get the same answer for the same work."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from rapport.accounts.keys import make_key
from rapport.accounts.models import CacheEntry
from tests.accounts.test_signin import fresh_browser, send, sign_in
from tests.api.clients import ApiClient, stranger_client
from tests.api.test_statement_counts import AROUND
from tests.records.desks import PASSWORD, Desk

KNOWN, UNKNOWN = "gert@globex.test", "none@globex.test"


def work(ask: Callable[[], HttpResponse]) -> tuple[int, str, list[str]]:
    """The status, the answer and the kinds of statements it took."""
    CacheEntry.objects.all().delete()
    with CaptureQueriesContext(connection) as seen:
        answer = ask()
    texts = [" ".join(query["sql"].split()[:4]) for query in seen.captured_queries]
    return answer.status_code, answer.content.decode(), [text for text in texts if not text.startswith(AROUND)]


def alike(ask: Callable[[str], HttpResponse]) -> tuple[int, Any]:
    """Asks about both, and gives the one answer that both get; the first time of anything costs more."""
    for email in (KNOWN, UNKNOWN):
        ask(email)
    known, unknown = work(lambda: ask(KNOWN)), work(lambda: ask(UNKNOWN))
    assert known[0] == unknown[0]
    assert known[1].replace(KNOWN, UNKNOWN) == unknown[1]
    assert known[2] == unknown[2]
    return known[0], known[1]


def test_signing_in(acme: Desk, globex: Desk) -> None:
    browser = fresh_browser()
    status, _said = alike(lambda email: sign_in(browser, email, "a wrong but long one"))
    assert status == 400


def test_forgetting_a_password(acme: Desk, globex: Desk) -> None:
    browser = fresh_browser()
    status, _said = alike(lambda email: send(browser, "post", "/auth/password/request", email=email))
    assert status == 200


def test_changing_one_s_email_to_somebody_else_s(acme: Desk, globex: Desk, olga: ApiClient) -> None:
    status, _said = alike(lambda email: olga.send("post", "/me/email", {"email": email}))
    assert status == 202


def test_inviting_who_has_an_account_elsewhere(acme: Desk, globex: Desk, olga: ApiClient) -> None:
    answers = {}
    olga.get("/me")
    for email in (KNOWN, UNKNOWN):
        body = {"email": email, "roles": ["support"]}
        status, said, kinds = work(lambda body=body: olga.send("post", "/invitations", body))
        told = orjson.loads(said)
        answers[email] = status, set(told), told["roles"], kinds
    assert answers[KNOWN] == answers[UNKNOWN]
    assert answers[KNOWN][0] == 201


@pytest.mark.parametrize("path", ["/join/open", "/join"])
def test_a_key_that_nobody_was_given(acme: Desk, globex: Desk, path: str) -> None:
    """Whether it names a workspace that there is or none."""
    found = []
    for workspace_id in (acme.workspace_id, acme.user.id):
        body = {"token": make_key("rpi", workspace_id).text}
        found.append(work(lambda body=body: stranger_client().send("post", path, body))[:2])
    (status, said), (_same, other) = found
    assert status == 404
    assert orjson.loads(said)["detail"] == orjson.loads(other)["detail"]


def test_who_is_deactivated_is_nobody(acme: Desk, globex: Desk) -> None:
    browser = fresh_browser()
    wrong = sign_in(browser, UNKNOWN, PASSWORD)
    type(globex.user).objects.filter(id=globex.user.id).update(is_active=False)
    assert sign_in(browser, KNOWN, PASSWORD).content == wrong.content
