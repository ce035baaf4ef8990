"""Nobody locks a person out from elsewhere, nobody guesses from everywhere, and the person's own browser is let through."""

import pytest
from django.test import Client

from rapport.accounts.lock_out import LIMITS
from rapport.accounts.models import CacheEntry, Session
from rapport.accounts.users import set_password
from tests.accounts.houses import PASSWORD, House
from tests.accounts.test_signin import WRONG, fresh_browser, sign_in

EVERYWHERE = int(LIMITS["everywhere"].partition("/")[0])
OLGA = "olga@acme.test"


@pytest.fixture(autouse=True)
def _uncounted(db: None) -> None:
    CacheEntry.objects.all().delete()


def guess_from_everywhere(email: str = OLGA) -> None:
    """As many wrong passwords as there may be, from as many addresses as it takes."""
    for attempt in range(EVERYWHERE):
        assert sign_in(fresh_browser(f"10.0.{attempt // 4}.1"), email, WRONG).status_code == 400


def olga_s_browser(address: str = "192.0.2.7") -> Client:
    """A browser that signed in once and has no session any more."""
    browser = fresh_browser(address)
    assert sign_in(browser, OLGA, PASSWORD).status_code == 200
    del browser.cookies["sessionid"]
    Session.objects.all().delete()
    return browser


def test_a_stranger_does_not_lock_a_person_out_from_elsewhere(acme: House) -> None:
    for _attempt in range(6):
        sign_in(fresh_browser("10.0.0.1"), OLGA, WRONG)
    assert sign_in(fresh_browser("10.0.0.1"), OLGA, PASSWORD).status_code == 429
    assert sign_in(fresh_browser("10.0.0.2"), OLGA, PASSWORD).status_code == 200


@pytest.mark.parametrize("email", [OLGA, "nobody@acme.test"])
def test_who_guesses_from_everywhere_waits_whether_there_is_such_a_user_or_not(acme: House, email: str) -> None:
    guess_from_everywhere(email)
    refused = sign_in(fresh_browser("10.9.9.9"), email, PASSWORD)
    assert refused.status_code == 429
    assert 3000 <= int(refused["Retry-After"]) <= 3600


def test_the_browser_of_before_is_let_through_and_counted_by_itself(acme: House) -> None:
    browser = olga_s_browser()
    guess_from_everywhere()
    for _attempt in range(4):
        assert sign_in(browser, OLGA, WRONG).status_code == 400
    assert sign_in(browser, OLGA, PASSWORD).status_code == 200
    for _attempt in range(5):
        sign_in(olga_known(browser), OLGA, WRONG)
    assert sign_in(olga_known(browser), OLGA, PASSWORD).status_code == 429


def olga_known(browser: Client) -> Client:
    """Another window with the same cookie."""
    other = fresh_browser("192.0.2.8")
    other.cookies["device"] = browser.cookies["device"].value
    return other


def test_somebody_behind_the_same_address_does_not_lock_that_browser_out(acme: House) -> None:
    browser = olga_s_browser("192.0.2.7")
    for _attempt in range(5):
        sign_in(fresh_browser("192.0.2.7"), OLGA, WRONG)
    assert sign_in(fresh_browser("192.0.2.7"), OLGA, PASSWORD).status_code == 429
    assert sign_in(browser, OLGA, PASSWORD).status_code == 200


@pytest.mark.parametrize("value", ["", "x", "e30:1aaaaa:x", "{}"])
def test_a_cookie_that_is_not_ours_is_none(acme: House, value: str) -> None:
    guess_from_everywhere()
    browser = fresh_browser("192.0.2.7")
    browser.cookies["device"] = value
    assert sign_in(browser, OLGA, PASSWORD).status_code == 429


def test_the_cookie_is_for_who_signed_in_and_tells_nobody_whom(acme: House, globex: House) -> None:
    browser = olga_s_browser()
    cookie = browser.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "olga" not in cookie.value
    guess_from_everywhere("gert@globex.test")
    assert sign_in(browser, "gert@globex.test", PASSWORD).status_code == 429


def test_a_changed_password_keeps_the_browser_and_gives_it_nothing(acme: House) -> None:
    browser = olga_s_browser()
    set_password(acme.owner, "another long river")
    guess_from_everywhere()
    assert sign_in(browser, OLGA, PASSWORD).status_code == 400
    assert sign_in(browser, OLGA, "another long river").status_code == 200
