"""The first start."""

from datetime import timedelta

import pytest

from rapport.accounts import setup
from rapport.accounts.identify import identify
from rapport.accounts.models import SetupCode, User, Workspace
from rapport.accounts.setup import issue_setup_code, set_up, setup_needed
from rapport.kernel import clock
from rapport.kernel.errors import Conflict, Invalid, TooMany
from tests.accounts.houses import PASSWORD, House, session_of

pytestmark = pytest.mark.django_db
FIRST = {"workspace": "Acme", "name": "Olga", "email": "Olga@Acme.test", "password": PASSWORD}


def test_the_code_makes_a_workspace_and_its_admin_once() -> None:
    assert setup_needed()
    code = issue_setup_code()
    assert code
    owner, workspace_id = set_up(code=code, **FIRST, currency="CZK", time_zone="Europe/Prague")
    found = identify(session_key=session_of(owner).session_key)
    assert found
    assert found.context.workspace_id == workspace_id
    assert (found.roles, found.context.currency, found.time_zone) == ((("admin", "Admin"),), "CZK", "Europe/Prague")
    assert not setup_needed()
    assert issue_setup_code() is None
    with pytest.raises(Conflict, match="Sign in instead"):
        set_up(code=code, **FIRST | {"email": "second@acme.test"})
    assert Workspace.objects.count() == User.objects.count() == 1


def test_the_code_is_stored_hashed_and_may_be_typed_loosely() -> None:
    code = issue_setup_code()
    assert code
    letters = code.replace("-", "").encode()
    assert letters not in bytes(SetupCode.objects.get().hash)
    set_up(code=f" {code.lower().replace('-', ' ')} ", **FIRST)


def test_a_new_code_replaces_the_old() -> None:
    old, new = issue_setup_code(), issue_setup_code()
    assert old
    assert new
    with pytest.raises(Invalid):
        set_up(code=old, **FIRST)
    set_up(code=new, **FIRST)


def test_where_there_is_a_workspace_there_is_no_code(acme: House) -> None:
    SetupCode.objects.create(hash=setup.digest("AAAA"))
    with pytest.raises(Conflict):
        set_up(code="AAAA", **FIRST)


def test_a_wrong_value_uses_the_code_up_only_when_it_worked() -> None:
    code = issue_setup_code()
    assert code
    with pytest.raises(Invalid) as refused:
        set_up(code=code, **FIRST | {"password": "password"})
    assert {error.field for error in refused.value.errors} == {"password"}
    with pytest.raises(Invalid):
        set_up(code=code, **FIRST | {"workspace": " "})
    assert not User.objects.exists()
    set_up(code=code, **FIRST)


def test_wrong_codes_are_counted_and_pause_even_the_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    code = issue_setup_code()
    assert code
    for _attempt in range(10):
        with pytest.raises(Invalid, match="not set up"):
            set_up(code="WRONG", **FIRST)
    with pytest.raises(TooMany) as refused:
        set_up(code=code, **FIRST)
    assert 0 < refused.value.retry_after <= 60
    then = clock.now() + timedelta(seconds=61)
    monkeypatch.setattr(setup, "now", lambda: then)
    set_up(code=code, **FIRST)
