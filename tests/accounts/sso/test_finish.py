"""Who gets in when a provider vouches for somebody, as whom, and how far the session reaches."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapport.accounts.groups import Mapping, set_mappings
from rapport.accounts.identify import identify
from rapport.accounts.members import find, let_back_in, shut_out
from rapport.accounts.models import AuditEntry, Membership, Session, SsoConnection, SsoRequest, User
from rapport.accounts.remembered import RememberBrowser, cookie_name
from rapport.accounts.scope import in_workspace
from rapport.accounts.sessions import signed_in_lately
from rapport.accounts.sso.claims import Claims
from rapport.accounts.sso.connections import delete_connection, find_connection, update_connection
from rapport.accounts.sso.failures import SsoFailed
from rapport.accounts.sso.finish import finish_sign_in
from rapport.accounts.sso.requests import begin, hashed
from rapport.accounts.sso.sign_outs import sign_out_at
from rapport.accounts.tokens import create_token
from rapport.accounts.users import create_user, deactivate_user
from rapport.accounts.workspaces import add_member
from rapport.kernel.clock import now
from rapport.kernel.errors import NotFound
from tests.accounts.houses import PASSWORD, House, session_of
from tests.accounts.sso.houses import browser, connect, prove
from tests.accounts.test_groups import held, roles


@pytest.fixture
def login(acme: House) -> SsoConnection:
    return connect(acme)


def come(login: SsoConnection, subject: str = "s1", email: str = "anna@acme.test", **more: Any) -> str:
    """Signs in; says the key of the session."""
    request = browser()
    login = find_connection(login.workspace_id, login.id)
    finish_sign_in(request, login, Claims(subject, email, **more), "/")
    request.session.save()  # as the middleware does
    return request.session.session_key


def refused(login: SsoConnection, *given: Any, **more: Any) -> str:
    users, members, sessions = User.objects.count(), Membership.objects.count(), Session.objects.count()
    with pytest.raises(SsoFailed) as failure:
        come(login, *given, **more)
    assert (User.objects.count(), Membership.objects.count(), Session.objects.count()) == (users, members, sessions)
    return str(failure.value)


def member(house: House, email: str = "anna@acme.test", role: str = "support") -> User:
    user = create_user(email=email, name="Anna", password=PASSWORD)
    add_member(house.id, user, (role,))
    return user


def who(key: str) -> str:
    found = identify(session_key=key)
    assert found is not None
    return found.email


def test_a_member_is_linked_by_email_and_then_known_by_subject(acme: House, login: SsoConnection) -> None:
    anna = member(acme)
    assert who(come(login)) == "anna@acme.test"
    User.objects.filter(id=anna.id).update(email="anna.lee@acme.test")
    assert who(come(login, email="somebody@else.test")) == "anna.lee@acme.test"
    assert who(come(login, email="")) == "anna.lee@acme.test"
    assert held(acme, anna) == {"support"}


def test_whoever_gets_the_address_of_a_colleague_does_not_get_their_account(acme: House, login: SsoConnection) -> None:
    member(acme)
    come(login)
    assert refused(login, "s2") == "refused: linked_already"


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"email": ""}, "no-email: email_missing"),
        ({"email": "no address"}, "no-email: email_missing"),
        ({"email": "anna@acme.test\n"}, None),
        ({"email_verified": False}, "no-email: email_not_verified"),
        ({"subject": ""}, "refused: subject"),
        ({"subject": "x" * 256}, "refused: subject"),
        ({"subject": "a\x00b"}, "refused: subject"),
        ({"email": "eve@other.test"}, "unproven: domain_not_proven"),
        ({"email": "eve@sub.acme.test"}, "unproven: domain_not_proven"),
        ({"email": "eve@acme.test@other.test"}, "no-email: email_missing"),
    ],
)
def test_what_the_provider_says_must_be_enough(
    acme: House, login: SsoConnection, claims: dict[str, Any], said: str | None
) -> None:
    prove(acme, "acme.test")
    if said is None:
        come(login, **claims)
    else:
        assert refused(login, **claims) == said


def test_newcomers_come_only_where_the_connection_and_the_domain_let_them(acme: House, login: SsoConnection) -> None:
    assert refused(login) == "unproven: domain_not_proven"
    prove(acme, "acme.test")
    update_connection(acme.id, login.id, {"just_in_time": False})
    assert refused(login) == "not-a-member: not_a_member"
    update_connection(acme.id, login.id, {"just_in_time": True})
    key = come(login, name="  Anna\u202e  Lee ")
    user = User.objects.get(email="anna@acme.test")
    assert (who(key), user.name, user.has_usable_password()) == ("anna@acme.test", "Anna Lee", False)
    assert user.email_verified_at is not None
    assert held(acme, user) == {"salesperson"}


def test_another_workspace_s_proof_and_provider_are_worth_nothing_here(
    acme: House, globex: House, login: SsoConnection
) -> None:
    prove(globex, "acme.test")
    assert refused(login) == "unproven: domain_not_proven"
    assert refused(login, email=globex.owner.email) == "unproven: domain_not_proven"
    assert refused(connect(globex), email="olga@elsewhere.test") == "unproven: domain_not_proven"


def test_a_session_of_single_sign_on_stays_in_its_workspace(acme: House, globex: House, login: SsoConnection) -> None:
    """Gert belongs to both, and his password opens both: Acme's provider opens Acme's door alone."""
    prove(acme, "globex.test")
    gert = globex.owner
    key = come(login, email=gert.email)
    found = identify(session_key=key)
    assert found is not None
    assert found.user_id == gert.id
    assert found.workspace_ids == (acme.id,)
    assert found.context.workspace_id == acme.id
    assert found.sso_connection == login.id
    with pytest.raises(NotFound):
        identify(session_key=key, workspace_id=globex.id)
    whole = identify(session_key=browser_of(gert), workspace_id=globex.id)
    assert whole is not None
    assert set(whole.workspace_ids) == {acme.id, globex.id}


def browser_of(user: User) -> str:
    return session_of(user).session_key


ACCOUNT = (
    ("post", "/_allauth/browser/v1/auth/login"), ("post", "/_allauth/browser/v1/auth/reauthenticate"),
    ("post", "/_allauth/browser/v1/auth/password/request"), ("post", "/_allauth/browser/v1/auth/password/reset"),
    ("get", "/_allauth/browser/v1/auth/password/reset"), ("post", "/_allauth/browser/v1/account/password/change"),
    ("post", "/_allauth/browser/v1/auth/2fa/authenticate"), ("post", "/_allauth/browser/v1/auth/2fa/reauthenticate"),
    ("post", "/_allauth/browser/v1/auth/webauthn/authenticate"), ("get", "/_allauth/browser/v1/auth/webauthn/login"),
    ("post", "/_allauth/browser/v1/auth/webauthn/login"), ("post", "/_allauth/browser/v1/auth/webauthn/reauthenticate"),
    ("get", "/_allauth/browser/v1/account/authenticators"), ("get", "/_allauth/browser/v1/account/authenticators/totp"),
    ("post", "/_allauth/browser/v1/account/authenticators/totp"),
    ("delete", "/_allauth/browser/v1/account/authenticators/totp"),
    ("get", "/_allauth/browser/v1/account/authenticators/recovery-codes"),
    ("post", "/_allauth/browser/v1/account/authenticators/recovery-codes"),
    ("get", "/_allauth/browser/v1/account/authenticators/webauthn"),
    ("post", "/_allauth/browser/v1/account/authenticators/webauthn"),
    ("post", "/api/v1/me/email"), ("post", "/api/v1/me/email/prove"), ("get", "/api/v1/me/sessions"),
    ("delete", "/api/v1/me/sessions"), ("delete", "/api/v1/me/sessions/{id}"), ("patch", "/api/v1/me"),
    ("post", "/api/v1/members/{id}/owner"), ("post", "/api/v1/join"),
)  # fmt: skip


@pytest.mark.parametrize(("method", "path"), ACCOUNT)
def test_it_cannot_touch_the_account(acme: House, globex: House, login: SsoConnection, method: str, path: str) -> None:
    prove(acme, "globex.test")
    gert = globex.owner
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = come(login, email=gert.email)
    client.cookies["csrftoken"] = "a" * 32
    with in_workspace(acme.id):
        add_member(acme.id, gert, ("admin",))
    before = User.objects.filter(id=gert.id).values().get(), Session.objects.count()
    body = {"/api/v1/me": b'{"name": "Changed"}', "/api/v1/join": b'{"token": "x"}'}.get(
        path, b'{"email": "e@evil.test"}'
    )
    address = path.replace("{id}", str(gert.id))
    headers = {"X-CSRFToken": "a" * 32}
    answer = client.generic(method.upper(), address, body, content_type="application/json", headers=headers)
    assert answer.status_code == 403, answer.content
    assert (User.objects.filter(id=gert.id).values().get(), Session.objects.count()) == before


def test_a_profile_that_is_this_workspace_s_alone_can_be_changed(acme: House, login: SsoConnection) -> None:
    anna = member(acme)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = come(login)
    client.cookies["csrftoken"] = "a" * 32
    answer = client.patch(
        "/api/v1/me", b'{"name": "Anna L."}', content_type="application/json", headers={"X-CSRFToken": "a" * 32}
    )
    assert answer.status_code == 200, answer.content
    assert User.objects.get(id=anna.id).name == "Anna L."


def test_a_password_session_of_the_same_browser_does_not_live_on(acme: House, login: SsoConnection) -> None:
    anna = member(acme)
    before = browser_of(anna)
    request = browser(session=before)
    finish_sign_in(request, login, Claims("s1", "anna@acme.test"), "/")
    request.session.save()
    assert identify(session_key=before) is None
    assert request.session.session_key != before


def test_who_was_shut_out_stays_out_until_an_administrator_says_otherwise(acme: House, login: SsoConnection) -> None:
    prove(acme, "acme.test")
    anna = member(acme)
    key = come(login)
    shut_out(acme.id, anna.id)
    assert not Session.objects.filter(user_id=anna.id).exists()
    assert refused(login) == "deactivated: deactivated"
    assert refused(login, "s1", "another@acme.test") == "deactivated: deactivated"
    assert refused(login, "s2") == "deactivated: deactivated"
    let_back_in(acme.id, anna.id)
    assert who(come(login, "s2")) == "anna@acme.test"
    deactivate_user(anna.id)
    assert refused(login, "s2") == "deactivated: deactivated"
    assert key


def test_a_user_who_was_deactivated_is_not_made_a_member(acme: House, globex: House, login: SsoConnection) -> None:
    prove(acme, "globex.test")
    deactivate_user(globex.owner.id)
    assert refused(login, email="gert@globex.test") == "deactivated: deactivated"


def test_groups_are_applied_at_each_sign_in_when_the_provider_speaks_of_them(acme: House, login: SsoConnection) -> None:
    anna = member(acme)
    set_mappings(acme.id, [Mapping("leads", (roles(acme)["manager"],), ())])
    come(login, groups=frozenset({"leads", "others"}))
    assert held(acme, anna) == {"support", "manager"}
    come(login, groups=None)
    assert held(acme, anna) == {"support", "manager"}
    come(login, groups=frozenset())
    assert held(acme, anna) == {"support"}
    assert find_connection(acme.id, login.id).groups_seen == ["leads", "others"]


def test_the_roles_of_who_is_new_are_for_whom_the_groups_give_none(acme: House, login: SsoConnection) -> None:
    """Two roles together are more than either: who is new has those of their groups alone."""
    prove(acme, "acme.test")
    set_mappings(acme.id, [Mapping("crew", (roles(acme)["manager"],), ())])
    come(login, "s8", "bea@acme.test", groups=frozenset({"crew"}))
    come(login, "s9", "cy@acme.test", groups=frozenset({"others"}))
    bea, cy = (User.objects.get(email=f"{name}@acme.test") for name in ("bea", "cy"))
    assert (held(acme, bea), held(acme, cy)) == ({"manager"}, {"salesperson"})
    come(login, "s9", "cy@acme.test", groups=frozenset({"crew"}))
    assert held(acme, cy) == {"manager"}
    come(login, "s9", "cy@acme.test", groups=frozenset())
    assert held(acme, cy) == {"salesperson"}


def test_a_connection_counts_as_tried_once_an_administrator_came_by_it(acme: House, login: SsoConnection) -> None:
    member(acme)
    come(login)
    assert find_connection(acme.id, login.id).tried_at is None
    come(login, "s0", acme.owner.email)
    assert find_connection(acme.id, login.id).tried_at is not None
    update_connection(acme.id, login.id, {}, issuer="https://elsewhere.test")
    assert find_connection(acme.id, login.id).tried_at is None


def test_a_proof_is_as_old_as_the_provider_says(acme: House, login: SsoConnection) -> None:
    member(acme)
    assert signed_in_lately(come(login))
    assert signed_in_lately(come(login, authenticated_at=now() + timedelta(hours=9)))
    assert not signed_in_lately(come(login, authenticated_at=now() - timedelta(hours=1)))


def test_sessions_end_with_their_connection_and_when_the_provider_says_so(acme: House, login: SsoConnection) -> None:
    anna = member(acme)
    own = browser_of(anna)
    one, two = come(login, session="a"), come(login, session="b")
    assert sign_out_at(login, subject="s2") == 0
    assert sign_out_at(login, subject="s2", session="a") == 0
    assert sign_out_at(login) == 0
    assert sign_out_at(login, session="a") == 1
    assert identify(session_key=one) is None
    assert who(two) == who(own) == "anna@acme.test"
    assert sign_out_at(login, subject="s1") == 1
    assert identify(session_key=two) is None
    three = come(login)
    update_connection(acme.id, login.id, {"enabled": False})
    assert identify(session_key=three) is None
    assert refused(find_connection(acme.id, login.id)) == "disabled: disabled"
    update_connection(acme.id, login.id, {"enabled": True})
    four = come(login)
    delete_connection(acme.id, login.id)
    assert identify(session_key=four) is None
    assert who(own) == "anna@acme.test"


def test_only_the_workspace_is_told(acme: House, globex: House, login: SsoConnection) -> None:
    prove(acme, "globex.test")
    with in_workspace(globex.id):
        before = AuditEntry.objects.filter(workspace_id=globex.id).count()
    come(login, email=globex.owner.email)
    with in_workspace(globex.id):
        assert AuditEntry.objects.filter(workspace_id=globex.id).count() == before
    with in_workspace(acme.id):
        told = AuditEntry.objects.filter(workspace_id=acme.id).order_by("seq").values_list("kind", flat=True)
        assert list(told)[-2:] == ["sso.linked", "sign_in.done"]
    assert find(acme.id, globex.owner.id).active


@pytest.mark.parametrize(
    "next", ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:x", "", "/a\nb", "x", "/" + "a" * 4_000]
)
def test_the_way_on_is_a_path_of_this_site(acme: House, login: SsoConnection, next: str) -> None:  # noqa: A002
    member(acme)
    assert finish_sign_in(browser(), login, Claims("s1", "anna@acme.test"), next).url == "/"
    assert finish_sign_in(browser(), login, Claims("s1"), "/deals?view=x").url == "/deals?view=x"


def test_a_token_made_in_such_a_session_changes_nothing_that_others_see(
    acme: House, globex: House, login: SsoConnection
) -> None:
    prove(acme, "globex.test")
    come(login, email=globex.owner.email)
    _row, token = create_token(workspace_id=acme.id, user_id=globex.owner.id, name="Robot")
    answer = Client().patch(
        "/api/v1/me",
        b'{"name": "Changed"}',
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 403
    assert User.objects.get(id=globex.owner.id).name == "Globex Owner"


@pytest.mark.parametrize("change", [{"enabled": False}, {"issuer": "https://elsewhere.test"}, None])
def test_a_connection_that_changed_while_the_provider_was_asked_opens_nothing(
    acme: House, login: SsoConnection, change: dict[str, Any] | None
) -> None:
    member(acme)
    come(login)
    Session.objects.all().delete()
    asked = find_connection(acme.id, login.id)
    if change is None:
        delete_connection(acme.id, login.id)
    else:
        own = {key: value for key, value in change.items() if key == "issuer"}
        update_connection(acme.id, login.id, {key: value for key, value in change.items() if key not in own}, **own)
    with pytest.raises(SsoFailed):
        finish_sign_in(browser(), asked, Claims("s1", "anna@acme.test"), "/")
    assert not Session.objects.exists()


def test_a_provider_makes_no_browser_one_that_may_try_more_passwords(acme: House, login: SsoConnection) -> None:
    member(acme)
    request = browser()
    finish_sign_in(request, login, Claims("s1", "anna@acme.test"), "/")
    assert cookie_name() not in RememberBrowser(lambda _request: HttpResponse())(request).cookies


def test_what_an_app_asked_for_is_still_there_after_the_way_by_the_provider(acme: House, login: SsoConnection) -> None:
    member(acme)
    asked = f"/oauth/authorize?redirect_uri=https%3A%2F%2Fapp.test%2F{'p' * 400}&state={'s' * 1_000}"
    assert finish_sign_in(browser(), login, Claims("s1", "anna@acme.test"), asked).url == asked


def test_another_provider_s_subject_is_somebody_else(acme: House, login: SsoConnection) -> None:
    anna, bert = member(acme), member(acme, "bert@acme.test")
    come(login, "1", anna.email)
    update_connection(acme.id, login.id, {"name": "New"})
    assert who(come(login, "1", "")) == anna.email
    state, _browser = begin(browser(), login, secrets={}, next="/")
    update_connection(acme.id, login.id, {}, issuer="https://other.test")
    assert not SsoRequest.objects.filter(state=hashed(state)).exists(), "What the one proved does not open the other."
    assert who(come(login, "1", bert.email)) == bert.email
    assert who(come(login, "2", anna.email)) == anna.email


def test_the_log_is_told_after_the_turn_of_teams_is_taken(acme: House, login: SsoConnection) -> None:
    """Who changes teams takes the turn, then tells: the other way round the two would wait for each other."""
    member(acme)
    set_mappings(acme.id, [Mapping("Staff", (roles(acme)["support"],), ())])
    with CaptureQueriesContext(connection) as asked:
        come(login, groups=frozenset({"Staff"}))
    order = [each["sql"] for each in asked]
    turns = [at for at, sql in enumerate(order) if "pg_advisory_xact_lock" in sql]
    told = [at for at, sql in enumerate(order) if "INSERT INTO audit_entry" in sql]
    assert turns
    assert told
    assert turns[0] < told[0]
