"""From a cookie or a token to a user, a workspace and grants, and to nobody at all."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.accounts.identify import identify
from rapport.accounts.models import ApiToken, Session, User
from rapport.accounts.scope import in_workspace
from rapport.accounts.sessions import SessionStore, end_sessions, hashed, list_sessions
from rapport.accounts.tokens import create_token, list_tokens, revoke_token
from rapport.accounts.users import create_user, deactivate_user, set_password
from rapport.accounts.workspaces import add_member, deactivate_member
from rapport.kernel import clock
from rapport.kernel.context import Reach
from rapport.kernel.errors import Forbidden, Invalid, NotFound
from tests.accounts.houses import PASSWORD, House, session_of


def later(monkeypatch: pytest.MonkeyPatch, **by: int) -> None:
    then = clock.now() + timedelta(**by)
    monkeypatch.setattr("rapport.accounts.identify.now", lambda: then)
    monkeypatch.setattr("rapport.accounts.tokens.now", lambda: then)


def test_a_session_tells_who_where_and_what(acme: House) -> None:
    found = identify(session_key=session_of(acme.owner).session_key, request_id="r1")
    assert found is not None
    assert (found.context.workspace_id, found.context.user_id) == (acme.id, acme.owner.id)
    assert found.context.actor.as_json() == {"kind": "user", "id": str(acme.owner.id), "label": "Acme Owner"}
    assert found.context.grants["*"].delete is Reach.ALL
    assert "manage" in found.context.special
    assert (found.roles, found.workspace_name, found.context.request_id) == ((("admin", "Admin"),), "Acme", "r1")


def test_it_is_one_statement(acme: House) -> None:
    key = session_of(acme.owner).session_key
    with CaptureQueriesContext(connection) as queries:
        identify(session_key=key)
    assert len(queries) == 1


def test_the_reader_of_the_table_cannot_sign_in_with_it(acme: House) -> None:
    store = session_of(acme.owner)
    stored = Session.objects.get(user=acme.owner).session_key
    assert stored == hashed(str(store.session_key)) != store.session_key
    assert identify(session_key=stored) is None


def test_session_data_of_an_older_release_is_read_and_rubbish_is_nobody_s(acme: House) -> None:
    key = session_of(acme.owner).session_key
    Session.objects.update(session_data=signing.dumps({"cart": 1}, salt=SessionStore().key_salt, compress=True))
    assert SessionStore(key).load() == {"cart": 1}
    Session.objects.update(session_data="rubbish")
    assert SessionStore(key).load() == {}


def test_nobody(acme: House) -> None:
    assert identify() is None
    assert identify(session_key="unknown") is None
    anonymous = SessionStore()
    anonymous["cart"] = 1
    anonymous.create()
    assert identify(session_key=anonymous.session_key) is None


def test_a_session_ends_in_time(acme: House, monkeypatch: pytest.MonkeyPatch) -> None:
    key = session_of(acme.owner).session_key
    later(monkeypatch, days=13)
    assert identify(session_key=key)
    later(monkeypatch, days=15)
    assert identify(session_key=key) is None


def test_a_changed_password_ends_sessions_even_where_their_rows_stay(acme: House) -> None:
    key = session_of(acme.owner).session_key
    acme.owner.set_password("another long river")
    acme.owner.save()
    assert Session.objects.filter(session_key=hashed(str(key))).exists()
    assert identify(session_key=key) is None


def test_setting_a_password_ends_the_other_sessions(acme: House) -> None:
    here, there = session_of(acme.owner), session_of(acme.owner)
    set_password(acme.owner, "another long river", keep_session=here.session_key)
    assert [each.current for each in list_sessions(acme.owner.id, str(here.session_key))] == [True]
    assert identify(session_key=there.session_key) is None


def test_sessions_are_listed_and_ended_by_user(acme: House, globex: House) -> None:
    mine, theirs = session_of(acme.owner), session_of(globex.owner)
    assert len(list_sessions(acme.owner.id)) == 1
    assert end_sessions(acme.owner.id) == 1
    assert identify(session_key=mine.session_key) is None
    assert identify(session_key=theirs.session_key)


def test_an_inactive_user_is_nobody(acme: House) -> None:
    key = session_of(acme.owner).session_key
    _token, text = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Sync")
    User.objects.filter(id=acme.owner.id).update(is_active=False)
    assert identify(session_key=key) is None
    assert identify(token=text) is None
    deactivate_user(acme.owner.id)
    assert list_sessions(acme.owner.id) == []


def test_the_header_chooses_among_the_users_workspaces(acme: House, globex: House) -> None:
    add_member(globex.id, acme.owner, ("read_only",))
    key = session_of(acme.owner).session_key
    first, second = identify(session_key=key), identify(session_key=key, workspace_id=globex.id)
    assert first
    assert second
    assert (first.context.workspace_id, first.roles) == (acme.id, (("admin", "Admin"),))
    assert (second.context.workspace_id, second.roles) == (globex.id, (("read_only", "Read-only"),))
    assert second.context.grants["*"].edit is Reach.NONE
    assert set(first.workspace_ids) == {acme.id, globex.id}


def test_the_session_remembers_its_workspace(acme: House, globex: House) -> None:
    add_member(globex.id, acme.owner, ("read_only",))
    store = session_of(acme.owner)
    store["workspace"] = str(globex.id)
    store.save()
    found = identify(session_key=store.session_key)
    assert found
    assert found.context.workspace_id == globex.id
    deactivate_member(globex.id, acme.owner.id)
    found = identify(session_key=store.session_key)
    assert found
    assert found.context.workspace_id == acme.id


@pytest.mark.parametrize("known", [True, False])
def test_a_strangers_workspace_answers_like_an_unknown_one(acme: House, globex: House, *, known: bool) -> None:
    key = session_of(acme.owner).session_key
    with pytest.raises(NotFound, match="no such workspace"):
        identify(session_key=key, workspace_id=globex.id if known else uuid4())


def test_a_wrong_address_opens_nothing(acme: House, globex: House) -> None:
    User.objects.filter(id=acme.owner.id).update(workspace_ids=[globex.id])
    with pytest.raises(Forbidden, match="do not belong to any workspace"):
        identify(session_key=session_of(acme.owner).session_key)


def test_without_a_workspace_the_answer_says_what_to_do(db: None) -> None:
    user = create_user(email="new@acme.test", name="New", password=PASSWORD)
    with pytest.raises(Forbidden, match="Ask an administrator"):
        identify(session_key=session_of(user).session_key)


def test_a_token_acts_for_its_user(acme: House) -> None:
    token, text = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Sync")
    found = identify(token=text)
    assert found is not None
    assert found.context.actor.as_json() == {"kind": "api_key", "id": str(token.id), "label": "Sync (Acme Owner)"}
    assert (found.context.user_id, found.token_id) == (acme.owner.id, token.id)


def test_only_the_hash_of_a_token_is_stored(acme: House) -> None:
    token, text = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Sync")
    secret = text.rsplit(token.prefix + "_")[1]
    assert len(secret) == 43
    with in_workspace(acme.id):
        row = ApiToken.objects.filter(id=token.id).values().get()
    assert secret not in str(row)


def test_a_token_wins_over_a_cookie_and_a_bad_one_is_not_saved_by_it(acme: House) -> None:
    key = session_of(acme.owner).session_key
    assert identify(session_key=key, token="rpt_nonsense") is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1] + ("a" if text[-1] != "a" else "b"),
        lambda text: text[:-1],
        lambda text: text.replace("rpt_", "rpx_"),
        lambda text: text.rsplit("_", 1)[0] + "_" + "é" * 43,
        lambda text: "rpt_" + "1" * 32 + "_" + text[-43:],
        lambda _text: "",
        lambda _text: "rpt__",
    ],
)
def test_a_spoilt_token_is_nobody(acme: House, spoil) -> None:
    _token, text = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Sync")
    assert identify(token=spoil(text)) is None


def test_a_token_works_in_its_workspace_only(acme: House, globex: House) -> None:
    add_member(globex.id, acme.owner, ("admin",))
    _token, text = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Sync")
    assert identify(token=text, workspace_id=acme.id)
    assert identify(token=text, workspace_id=globex.id) is None


def test_a_token_ends_in_time(acme: House, monkeypatch: pytest.MonkeyPatch) -> None:
    end = clock.now() + timedelta(hours=1)
    _token, text = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Sync", expires_at=end)
    assert identify(token=text)
    later(monkeypatch, hours=1)
    assert identify(token=text) is None


def test_a_revoked_token_is_nobody_at_once(acme: House, globex: House) -> None:
    token, text = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Sync")
    with pytest.raises(NotFound):
        revoke_token(globex.id, acme.owner.id, token.id)
    with pytest.raises(NotFound):
        revoke_token(acme.id, globex.owner.id, token.id)
    assert identify(token=text)
    revoke_token(acme.id, acme.owner.id, token.id)
    assert identify(token=text) is None
    assert list_tokens(acme.id, acme.owner.id) == []


def test_a_member_shut_out_takes_their_tokens_along(acme: House, globex: House) -> None:
    add_member(acme.id, globex.owner, ("support",))
    _token, text = create_token(workspace_id=acme.id, user_id=globex.owner.id, name="Sync")
    assert identify(token=text)
    deactivate_member(acme.id, globex.owner.id)
    assert identify(token=text) is None


def test_the_use_of_a_token_is_noted_once_a_minute(acme: House, monkeypatch: pytest.MonkeyPatch) -> None:
    token, text = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Sync")

    def noted():
        with in_workspace(acme.id):
            return ApiToken.objects.get(workspace_id=acme.id, id=token.id).last_used_at

    assert noted() is None
    identify(token=text)
    first = noted()
    assert first is not None
    later(monkeypatch, seconds=30)
    identify(token=text)
    assert noted() == first
    later(monkeypatch, seconds=70)
    identify(token=text)
    assert noted() > first


def test_a_wrong_secret_notes_nothing(acme: House) -> None:
    token, text = create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Sync")
    identify(token=text[:-43] + "x" * 43)
    assert list_tokens(acme.id, acme.owner.id)[0].last_used_at is None
    assert token.last_used_at is None


def test_a_token_needs_a_name_a_future_and_a_member(acme: House, globex: House) -> None:
    past = clock.now() - timedelta(seconds=1)
    with pytest.raises(Invalid) as refused:
        create_token(workspace_id=acme.id, user_id=acme.owner.id, name=" ", expires_at=past)
    assert [error.field for error in refused.value.errors] == ["name", "expires_at"]
    with pytest.raises(Invalid, match="Only a member"):
        create_token(workspace_id=acme.id, user_id=globex.owner.id, name="Sync")
