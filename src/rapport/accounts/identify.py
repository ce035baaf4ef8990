"""Who is asking: one statement from a cookie or a bearer token to user, workspace and grants."""

from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from rapport.accounts.limits import may_come_from, narrow, narrow_words, read_limits
from rapport.accounts.roles import read_roles
from rapport.accounts.sessions import hashed, note_session
from rapport.accounts.teams import read_teams
from rapport.accounts.tokens import note_use, read_token
from rapport.kernel.clock import now
from rapport.kernel.context import Actor, Context
from rapport.kernel.errors import Forbidden, NotFound

STATEMENT = "SELECT * FROM rapport_asking(%s::text, %s::uuid, %s::text, %s::timestamptz)"
AUTH_HASH_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from and with what browser or program."""

    address: str = ""
    user_agent: str = ""


NOWHERE = Visitor()


@dataclass(frozen=True, slots=True)
class Identity:
    """One signed-in user (or their token) in one of their workspaces. `roles` is `((key, name), ...)`.

    `workspace_ids` are those in which the session or token can act: a token only in its own.
    `sso_connection` is the one by which the session came: it is good for this workspace alone. A workspace that
    `requires_sso` lets nobody else in but its owner. `viewing_as` is the id and name of the member with whose rights
    the context looks, when it is not their own.
    `scopes` are those of the app that asks, None when it is no app.
    """

    context: Context
    user_id: UUID
    email: str
    name: str
    locale: str
    time_zone: str
    theme: str
    workspace_ids: tuple[UUID, ...]
    workspace_name: str
    workspace_locale: str
    workspace_time_zone: str
    roles: tuple[tuple[str, str], ...]
    token_id: UUID | None
    email_verified: bool
    has_factor: bool
    requires_factor: bool
    sso_connection: UUID | None = None
    requires_sso: bool = False
    is_owner: bool = False
    scopes: frozenset[str] | None = None
    viewing_as: tuple[UUID, str] | None = None


def identify(
    *,
    session_key: str | None = None,
    token: str | None = None,
    workspace_id: UUID | None = None,
    request_id: str = "",
    visitor: Visitor = NOWHERE,
) -> Identity | None:
    """The identity behind a session cookie or a bearer token, or None when nobody is signed in.

    A token wins over a cookie. Without `workspace_id` (the header `X-Workspace`) it is the session's last workspace,
    else the user's first. Raises `NotFound` for a workspace that is not the user's, `Forbidden` when they have none or
    the token may not be used from where the visitor is. Where a session or token was used is noted once a minute.
    """
    prefix, secret_hash = None, ""
    if token is not None:
        parts = read_token(token)
        if parts is None or workspace_id not in (None, parts.workspace_id):
            return None
        workspace_id, prefix, secret_hash = parts.workspace_id, parts.prefix, parts.hash.hex()
    elif not session_key:
        return None
    key = hashed(session_key) if session_key and prefix is None else None
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, (key, workspace_id, prefix, moment))
        row = cursor.fetchone()
    if row is None:
        return None
    (
        proof, user_id, email, name, password, locale, time_zone, theme, workspace_ids,
        place, workspace_name, currency, workspace_locale, workspace_time_zone,
        role_rows, teams, token_id, token_name, used, limits_text, has_factor, requires_factor, email_verified,
        sso_connection, requires_sso, is_owner,
    ) = row  # fmt: skip
    proven = compare_digest(proof, secret_hash) if prefix else proves(proof, password)
    if not proven:
        return None
    if place is None:
        nowhere(prefix, workspace_id)
        return None
    limits = read_limits(limits_text)
    if not may_come_from(visitor.address, limits):
        raise Forbidden(_("This token may not be used from your address. Ask whoever made it to allow your network."))
    if used is None or moment - used >= NOTED_EVERY:
        note(place, token_id, user_id, key, visitor)
    granted = read_roles(role_rows)
    belongs, shared = read_teams(teams)
    actor = Actor("api_key", token_id, f"{token_name} ({name})") if prefix else Actor("user", user_id, name)
    return Identity(
        context=Context(
            workspace_id=place,
            user_id=user_id,
            actor=actor,
            grants=narrow(granted.grants, limits),
            special=narrow_words(granted.special, limits),
            hidden=granted.hidden,
            locked=granted.locked,
            teams=belongs,
            shared=shared,
            currency=currency,
            locale=locale or workspace_locale,
            time_zone=time_zone or workspace_time_zone,
            request_id=request_id,
        ),
        user_id=user_id,
        email=email,
        name=name,
        locale=locale or workspace_locale,
        time_zone=time_zone or workspace_time_zone,
        theme=theme,
        workspace_ids=(place,) if prefix else tuple(workspace_ids),
        workspace_name=workspace_name,
        workspace_locale=workspace_locale,
        workspace_time_zone=workspace_time_zone,
        roles=granted.names,
        token_id=token_id,
        email_verified=email_verified,
        has_factor=has_factor,
        requires_factor=requires_factor,
        sso_connection=sso_connection,
        requires_sso=bool(requires_sso),
        is_owner=bool(is_owner),
        scopes=frozenset(limits["scopes"]) if "scopes" in limits else None,
    )


def nowhere(prefix: str | None, workspace_id: UUID | None) -> None:
    """The answer to who is known but belongs to no workspace, or not to this one: a token is nobody then."""
    if prefix:
        return
    if workspace_id:
        raise NotFound(_("There is no such workspace, or you do not belong to it. Choose one of yours."))
    raise Forbidden(_("You do not belong to any workspace. Ask an administrator to add you to theirs."))


def note(workspace_id: UUID, token_id: UUID | None, user_id: UUID, key: str | None, visitor: Visitor) -> None:
    """Remembers where the token or the session was used now."""
    if token_id:
        note_use(workspace_id, token_id, user_id)
    elif key and visitor is not NOWHERE:
        note_session(key, now(), visitor.address, visitor.user_agent)


def proves(auth_hash: str, password: str) -> bool:
    """Whether the session was made with today's password; the same sum as `User.get_session_auth_hash`."""
    return any(
        compare_digest(auth_hash, salted_hmac(AUTH_HASH_SALT, password, secret=secret, algorithm="sha256").hexdigest())
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )
