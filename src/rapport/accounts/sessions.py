"""Sessions in the database, found by the hash of their key, listed and ended by user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, login
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record_everywhere
from rapport.accounts.devices import describe
from rapport.accounts.models import Session, User
from rapport.kernel.clock import now
from rapport.kernel.errors import NotFound
from rapport.platform.sealing import Unreadable, seal, unseal

WORKSPACE_KEY = "workspace"
# Of a session of single sign-on: `workspace`, `connection`, `subject`, and `session` as the provider calls it.
SSO_KEY = "sso"
FRESH = timedelta(minutes=10)


def hashed(session_key: str) -> str:
    """What the table holds instead of the cookie's value: 160 random bits need no slow hash."""
    return sha256(session_key.encode()).hexdigest()


class SessionStore(SessionBase):
    """The engine that `SESSION_ENGINE` names."""

    def load(self) -> dict[str, Any]:
        """The session's data, or nothing when it is unknown or over."""
        found = Session.objects.filter(session_key=hashed(self.session_key or ""), expire_date__gt=now())
        data = found.values_list("session_data", flat=True).first()
        if data is None:
            self._session_key = None
            return {}
        return self.decode(data)

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Sealed: the secret of an authenticator app lies here until its first code proves it."""
        return seal(super().encode(session_dict))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """The data again; that of an older release is signed only. What neither opens is a session of nobody."""
        text = session_data if isinstance(session_data, str) else session_data.decode()
        try:
            return super().decode(unseal(text))
        except Unreadable:
            return super().decode(text)

    def exists(self, session_key: str | None = None) -> bool:
        """Whether there is such a session."""
        return Session.objects.filter(session_key=hashed(session_key or "")).exists()

    def create(self) -> None:
        """Stores a new session under a new key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined] # not in the stubs
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Stores the data and the columns that repeat it; raises `UpdateError` when the session was ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined] # not in the stubs
        sso = data.get(SSO_KEY, {})
        values = {
            "session_data": self.encode(data),
            "expire_date": self.get_expiry_date(),
            "user_id": data.get(SESSION_KEY),
            "auth_hash": data.get(HASH_SESSION_KEY, ""),
            "workspace_id": data.get(WORKSPACE_KEY),
            "sso_workspace_id": sso.get("workspace"),
            "sso_connection_id": sso.get("connection"),
            "sso_subject": sso.get("subject", ""),
            "sso_session": sso.get("session", ""),
        }
        key = hashed(self.session_key)
        if not must_create:
            if not Session.objects.filter(session_key=key).update(**values):
                raise UpdateError
            return
        try:
            with transaction.atomic():
                Session.objects.create(session_key=key, **values)
        except IntegrityError as error:
            raise CreateError from error

    def delete(self, session_key: str | None = None) -> None:
        """Ends this session, or the one of that key."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(session_key=hashed(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Removes what is over."""
        Session.objects.filter(expire_date__lt=now()).delete()


@dataclass(frozen=True, slots=True)
class Running:
    """One running session as its user sees it; the id is the half of the hash that names it."""

    id: UUID
    device: str
    address: str
    signed_in_at: datetime
    last_seen_at: datetime | None
    current: bool


def list_sessions(user_id: UUID, current: str = "") -> list[Running]:
    """The user's running sessions, the newest first; `current` is the key of the one that asks."""
    running = Session.objects.filter(user_id=user_id, expire_date__gt=now()).order_by("-created_at")
    here = hashed(current)
    return [
        Running(
            id=UUID(each.session_key[:32]),
            device=describe(each.user_agent),
            address=each.address,
            signed_in_at=each.created_at,
            last_seen_at=each.last_seen_at,
            current=each.session_key == here,
        )
        for each in running.defer("session_data")
    ]


def last_seen(workspace_id: UUID) -> dict[UUID, datetime]:
    """When each member was last here, of those whose sign-in still runs: one that ended leaves no trace."""
    # A session names its workspace once its user has chosen one; who has only this one never does.
    only = Q(workspace_id=None, user__workspace_ids=[workspace_id])
    here = Session.objects.filter(only | Q(workspace_id=workspace_id), user_id__isnull=False)
    return dict(here.values_list("user_id").annotate(seen=Max(Coalesce("last_seen_at", "created_at"))))


def end_session(user_id: UUID, session_id: UUID) -> None:
    """Signs one device out. Raises `NotFound` when the user has no such session."""
    with transaction.atomic():
        if not Session.objects.filter(user_id=user_id, session_key__startswith=session_id.hex).delete()[0]:
            raise NotFound(_("There is no such sign-in. It may have ended already."))
        record_everywhere(user_id, Kind.SESSIONS_ENDED, data={"ended": 1})


def end_others(user_id: UUID, session_key: str) -> int:
    """Signs all other devices out; says how many."""
    with transaction.atomic():
        ended = end_sessions(user_id, keep=session_key)
        record_everywhere(user_id, Kind.SESSIONS_ENDED, data={"ended": ended})
    return ended


def end_sessions(user_id: UUID, *, keep: str | None = None) -> int:
    """Ends all sessions of one user but the one with the key `keep`; says how many."""
    ended = Session.objects.filter(user_id=user_id).exclude(session_key=hashed(keep or ""))
    return ended.delete()[0]


def end_sessions_in(workspace_id: UUID, user_id: UUID) -> int:
    """Ends the user's sessions that go on in this workspace, or anywhere when they have no other; says how many."""
    ended = Session.objects.filter(user_id=user_id)
    if User.objects.filter(id=user_id).exclude(workspace_ids=[]).exists():
        ended = ended.filter(workspace_id=workspace_id)
    return ended.delete()[0]


def signed_in_lately(session_key: str) -> bool:
    """Whether the session's user proved who they are within the last ten minutes."""
    data = SessionStore(session_key).load() if session_key else {}
    return proven_lately(data.get(AUTHENTICATION_METHODS_SESSION_KEY, []))


def proven_lately(records: Sequence[Mapping[str, Any]]) -> bool:
    """Whether one of allauth's records of a session is of the last ten minutes."""
    return bool(now().timestamp() - max((record["at"] for record in records), default=0) < FRESH.total_seconds())


def begin_session(request: HttpRequest, user: User, workspace_id: UUID) -> None:
    """Signs in somebody who has just chosen their password; they go on in this workspace."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, "password", email=user.email)
    request.session[WORKSPACE_KEY] = str(workspace_id)


def note_session(key_hash: str, moment: datetime, address: str, user_agent: str) -> None:
    """Remembers where the session was used last."""
    Session.objects.filter(session_key=key_hash).update(
        last_seen_at=moment, address=address[:45], user_agent=user_agent[:300].replace("\x00", "")
    )


def remember_workspace(session_key: str, workspace_id: UUID) -> None:
    """The workspace in which the session goes on; a request without a session remembers nothing."""
    Session.objects.filter(session_key=hashed(session_key)).update(workspace_id=workspace_id)
