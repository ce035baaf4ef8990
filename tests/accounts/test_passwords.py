"""Forgotten and changed passwords, and which ones are refused."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language

from rapport.accounts import notices
from rapport.accounts.identify import identify
from rapport.accounts.models import CacheEntry, OutgoingMail, User
from rapport.accounts.tokens import create_token
from rapport.accounts.users import create_user, weaknesses
from tests.accounts.houses import PASSWORD, House
from tests.accounts.test_signin import fresh_browser, send, sign_in
from tests.api.mailbox import newest, waiting

OLGA = "olga@acme.test"
NEW = "seven purple engines"


@pytest.fixture
def browser(db: None) -> Client:
    CacheEntry.objects.all().delete()
    return fresh_browser()


def forgotten(client: Client, email: str) -> HttpResponse:
    return send(client, "post", "/auth/password/request", email=email)


def reset(client: Client, key: str, password: str = NEW) -> HttpResponse:
    return send(client, "post", "/auth/password/reset", key=key, password=password)


def errors(answer: HttpResponse) -> list[dict[str, Any]]:
    return json.loads(answer.content)["errors"]


def test_a_forgotten_password_is_chosen_anew_by_the_mailed_link(browser: Client, acme: House) -> None:
    elsewhere = fresh_browser()
    sign_in(elsewhere, OLGA, PASSWORD)
    _row, token = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Robot")
    assert forgotten(browser, "Olga@Acme.test").status_code == 200
    mail = newest(OLGA)
    assert "Hello Acme Owner," in mail.text
    assert f"http://127.0.0.1:8000/reset-password?key={mail.key}" in mail.text
    assert "password_guessable" in {error["code"] for error in errors(reset(browser, mail.key, "iloveyou2026"))}
    assert reset(browser, mail.key).status_code == 401  # done; signing in comes next
    assert newest(OLGA).subject == "Your password was changed"
    assert elsewhere.get("/_allauth/browser/v1/auth/session").status_code == 401
    assert identify(token=token) is None
    assert reset(browser, mail.key, "other purple engines").status_code == 400
    assert sign_in(browser, OLGA, PASSWORD).status_code == 400
    assert sign_in(browser, OLGA, NEW).status_code == 200


def test_unknown_and_known_addresses_answer_alike_and_cost_alike(browser: Client, acme: House) -> None:
    forgotten(browser, "first@acme.test")  # so that the count of this browser's address is there for both
    with CaptureQueriesContext(connection) as known:
        first = forgotten(browser, OLGA)
    with CaptureQueriesContext(connection) as unknown:
        second = forgotten(browser, "nobody@acme.test")
    assert (first.status_code, first.content) == (second.status_code, second.content)
    shape = [re.sub(r"'.*?'|\d+", "", query["sql"])[:60] for query in known.captured_queries]
    assert shape == [re.sub(r"'.*?'|\d+", "", query["sql"])[:60] for query in unknown.captured_queries]
    assert "There is no account" in newest("nobody@acme.test").text
    assert "reset-password" not in newest("nobody@acme.test").text


def test_a_deactivated_user_gets_no_link(browser: Client, acme: House) -> None:
    forgotten(browser, OLGA)
    key = newest(OLGA).key
    User.objects.filter(id=acme.owner.id).update(is_active=False)
    forgotten(browser, OLGA)
    assert "There is no account" in newest(OLGA).text
    reset(browser, key)
    assert sign_in(browser, OLGA, NEW).status_code == 400


def test_a_link_ends_in_time_and_with_the_next_sign_in(browser: Client, acme: House, settings: Any) -> None:
    forgotten(browser, OLGA)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert errors(reset(browser, newest(OLGA).key))[0]["param"] == "key"
    settings.PASSWORD_RESET_TIMEOUT = 3600
    sign_in(browser, OLGA, PASSWORD)
    assert reset(fresh_browser(), newest(OLGA).key).status_code == 400


@pytest.mark.parametrize("spoil", [lambda k: k[:-1] + "x", lambda k: "zz" + k, lambda _: "nonsense", lambda _: ""])
def test_a_spoilt_link_changes_nothing(browser: Client, acme: House, spoil) -> None:
    forgotten(browser, OLGA)
    assert reset(browser, spoil(newest(OLGA).key)).status_code == 400
    assert sign_in(browser, OLGA, PASSWORD).status_code == 200


@pytest.mark.parametrize("email", [OLGA, "nobody@acme.test"])
def test_mails_to_one_address_are_bounded(browser: Client, acme: House, email: str) -> None:
    answers = [forgotten(fresh_browser(f"10.0.0.{n}"), email) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1]["Retry-After"] == "3600"
    assert len(waiting()) == 5


def test_a_link_goes_to_our_own_address_whatever_the_host_header_says(browser: Client, acme: House, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    browser.defaults["HTTP_HOST"] = "evil.test"
    browser.cookies.clear()
    browser.get("/_allauth/browser/v1/config")
    forgotten(browser, OLGA)
    assert "evil" not in newest(OLGA).text


def test_a_change_is_told_with_device_and_address(browser: Client, acme: House) -> None:
    browser.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
    sign_in(browser, OLGA, PASSWORD)
    _row, token = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Robot")
    changed = send(browser, "post", "/account/password/change", current_password=PASSWORD, new_password=NEW)
    assert changed.status_code == 200
    mail = newest(OLGA)
    assert mail.subject == "Your password was changed"
    assert "with Firefox on Linux, from the address 127.0.0.1." in mail.text
    assert identify(token=token) is None


def test_the_language_is_the_user_s(browser: Client, acme: House, monkeypatch: pytest.MonkeyPatch) -> None:
    User.objects.filter(id=acme.owner.id).update(locale="de")
    spoken: list[str] = []
    written = notices.forgotten
    monkeypatch.setattr(notices, "forgotten", lambda *given: spoken.append(get_language()) or written(*given))
    forgotten(browser, OLGA)
    forgotten(browser, "nobody@acme.test")
    assert spoken == ["de", "en"]


@pytest.mark.parametrize(
    "password",
    ["Password2026!", "iloveyou2026", "qwertzuiop12", "Tr0ub4dour&3", "aaaaaaaaaaaaaa", "abcdefghijklm", "correcthorse",
     "12.04.1987abc", "nina.petersen1", "ninapetersen@acme"],
)  # fmt: skip
def test_a_password_that_is_guessed_soon_is_refused(db: None, password: str) -> None:
    user = User(email="nina.petersen@acme.test", name="Nina Petersen")
    assert weaknesses(password, user)


@pytest.mark.parametrize(
    "password", [PASSWORD, NEW, "xK9#mQ2$vL7p", "žluťoučký kůň pěl ódy", "a" * 3 + "quiet rivers run " * 60]
)
def test_a_good_password_is_taken(db: None, password: str) -> None:
    user = create_user(email="nina.petersen@acme.test", name="Nina Petersen", password=password)
    assert user.check_password(password)


def test_no_letter_is_missing(db: None) -> None:
    """What allauth may ask for is answered, and what it may not is refused loudly."""
    from rapport.accounts.adapter import AccountAdapter

    with pytest.raises(ValueError, match="no letter"):
        AccountAdapter().send_mail("account/email/login_code", OLGA, {})
    assert not OutgoingMail.objects.exists()
