"""An email address is proven by its mailbox, and changed only by the new one."""

from datetime import timedelta

import pytest
from django.core import signing

from rapport.accounts.models import User
from rapport.accounts.users import set_password
from tests.api.clients import ApiClient, stranger_client
from tests.api.mailbox import newest, waiting
from tests.api.test_members import age
from tests.records.desks import Desk

NEW = "olga@elsewhere.test"


def test_the_new_address_confirms_and_the_old_is_told(acme: Desk, olga: ApiClient, stranger: ApiClient) -> None:
    assert olga.post("/me/email", {"email": "Olga@Elsewhere.test"}, 202) == {"sent_to": NEW}
    assert olga.get("/me")["user"]["email"] == "olga@acme.test"
    key = newest(NEW).key
    assert stranger.post("/email/confirm", {"token": key}) == {"email": NEW}
    assert olga.get("/me")["user"]["email"] == NEW
    assert "you sign in to Rapport as olga@elsewhere.test" in newest("olga@acme.test").text
    assert User.objects.get(id=acme.user.id).email_verified_at
    assert stranger.send("post", "/email/confirm", {"token": key}).status_code == 404


def test_an_address_is_proven(acme: Desk, olga: ApiClient, stranger: ApiClient) -> None:
    assert olga.post("/me/email/prove", status=202) == {"sent_to": "olga@acme.test"}
    assert User.objects.get(id=acme.user.id).email_verified_at is None
    stranger.post("/email/confirm", {"token": newest("olga@acme.test").key})
    assert User.objects.get(id=acme.user.id).email_verified_at
    assert len(waiting()) == 1


def test_somebody_else_s_address_answers_alike_and_is_not_given(acme: Desk, globex: Desk, olga: ApiClient) -> None:
    assert olga.post("/me/email", {"email": "gert@globex.test"}, 202) == {"sent_to": "gert@globex.test"}
    mail = newest("gert@globex.test")
    assert "token=" not in mail.text
    assert "It stays yours" in mail.text


def test_an_address_taken_meanwhile_is_a_conflict(
    acme: Desk, globex: Desk, olga: ApiClient, stranger: ApiClient
) -> None:
    olga.post("/me/email", {"email": NEW}, 202)
    User.objects.filter(id=globex.user.id).update(email=NEW)
    assert "Choose another" in stranger.post("/email/confirm", {"token": newest(NEW).key}, 409)["detail"]
    assert User.objects.get(id=acme.user.id).email == "olga@acme.test"


def test_a_link_ends_with_a_day_a_new_password_or_a_deactivation(
    acme: Desk, olga: ApiClient, stranger: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga.post("/me/email", {"email": NEW}, 202)
    key = newest(NEW).key

    def status() -> int:
        return stranger.send("post", "/email/confirm", {"token": key}).status_code

    began = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: began + timedelta(hours=24, seconds=1).total_seconds())
    assert status() == 404
    monkeypatch.undo()
    User.objects.filter(id=acme.user.id).update(is_active=False)
    assert status() == 404
    User.objects.filter(id=acme.user.id).update(is_active=True)
    set_password(User.objects.get(id=acme.user.id), "seven purple engines")
    assert status() == 404


@pytest.mark.parametrize(("email", "code"), [("nobody", "invalid"), ("olga@acme.test", "same"), ("", "invalid")])
def test_a_wrong_address_is_refused(acme: Desk, olga: ApiClient, email: str, code: str) -> None:
    assert olga.post("/me/email", {"email": email}, 422)["errors"][0]["code"] == code
    assert waiting() == []


def test_a_made_up_key_confirms_nothing(stranger: ApiClient) -> None:
    for key in ("", "nonsense", signing.dumps({"user": "x"}), signing.dumps({"user": "x"}, salt="other")):
        assert stranger.send("post", "/email/confirm", {"token": key}).status_code == 404


def test_it_needs_a_fresh_sign_in_and_is_bounded(acme: Desk, olga: ApiClient) -> None:
    assert [olga.send("post", "/me/email", {"email": f"olga@{n}.test"}).status_code for n in range(6)] == [202] * 5 + [
        429
    ]
    age(olga, 11)
    assert olga.send("post", "/me/email", {"email": NEW}).status_code == 401
    assert stranger_client().send("post", "/me/email", {"email": NEW}).status_code == 401
