"""What the audit log is told of signing in and out, and of second factors: allauth and Django say so by signals."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.cache import cache
from django.http import HttpRequest

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import NOTHING, NOWHERE, Subject, record, record_everywhere
from rapport.accounts.models import User
from rapport.kernel.errors import NotFound
from rapport.kernel.origin import origin

TOLD = {"passkey": "20/m/ip"}


def tell_failed(email: str) -> None:
    """A wrong password. An unknown email takes the same work, in the chain of no workspace: time tells nobody."""
    tell_of_email(email, Kind.SIGN_IN_FAILED, {"step": "password"})


def tell_locked_out(email: str, wait: int) -> None:
    """Too many attempts; told once for as long as it lasts, however often it is tried meanwhile."""
    known = User.objects.filter(email=email).exists()
    mark = sha256((email if known else origin().address).encode()).hexdigest()
    if cache.add(f"audit:locked:{mark}", 1, timeout=wait):
        tell_of_email(email, Kind.LOCKED_OUT, {"seconds": wait})


def tell_link_refused(link: str) -> None:
    """A mailed link that opens nothing; whoever uses it is not known."""
    record(NOWHERE, Kind.LINK_REFUSED, data={"link": link})


def tell_passkey_failed(request: HttpRequest, user: User | None) -> None:
    """A passkey that does not fit, for the user if one is known. Who sends more than anybody would is not told of."""
    if ratelimit.consume(request, app="rapport.audit", action="passkey", config=TOLD, key="") is None:
        return
    if user is None:
        record(NOWHERE, Kind.SIGN_IN_FAILED, data={"step": "webauthn"})
    else:
        record_everywhere(user.id, Kind.SIGN_IN_FAILED, data={"step": "webauthn"}, by_themself=False)


def tell_of_email(email: str, kind: Kind, data: dict[str, Any]) -> None:
    """Something that a stranger did with an email address, told in each workspace of the user, if there is one."""
    found = User.objects.filter(email=email).values_list("id", "workspace_ids").first()
    user_id, places = found or (None, [])
    for workspace_id in sorted(places) or [NOWHERE]:
        record(workspace_id, kind, subject=Subject("user", user_id) if user_id else NOTHING, data=data)


@contextmanager
def refusals_told(link: str) -> Iterator[None]:
    """Tells of a mailed link that opens nothing; also a decorator."""
    try:
        yield
    except NotFound:
        tell_link_refused(link)
        raise


def signed_in(request: HttpRequest, user: User, **_more: Any) -> None:
    """With what they proved who they are."""
    proofs = get_authentication_records(request, user)
    methods = [str(proof.get("type") or proof["method"]) for proof in proofs]
    tell_where_it_counts(request, user, Kind.SIGNED_IN, {"methods": list(dict.fromkeys(methods))})


def signed_out(request: HttpRequest, user: User | None, **_more: Any) -> None:
    """Nobody is told of who was not signed in."""
    if user is not None:
        tell_where_it_counts(request, user, Kind.SIGNED_OUT, {})


def tell_where_it_counts(request: HttpRequest, user: User, kind: Kind, data: dict[str, Any]) -> None:
    """Tells the workspace for which alone the session is, else each of the user's."""
    confined = request.session.get("sso")
    if not confined:
        record_everywhere(user.id, kind, data=data)
        return
    said = data | {"connection": confined["connection"]}
    record(UUID(confined["workspace"]), kind, subject=Subject("user", user.id), data=said, user_id=user.id)


def factor_failed(user: User, authenticator: Authenticator, **_more: Any) -> None:
    """A wrong code: whoever types it knows the password, and is not known to be the user."""
    record_everywhere(user.id, Kind.SIGN_IN_FAILED, data={"step": authenticator.type}, by_themself=False)


def factor_added(user: User, authenticator: Authenticator, **_more: Any) -> None:
    """A passkey, an app, or recovery codes."""
    record_everywhere(user.id, Kind.FACTOR_ADDED, data={"factor": authenticator.type})


def factor_removed(user: User, authenticator: Authenticator, **_more: Any) -> None:
    """As above."""
    record_everywhere(user.id, Kind.FACTOR_REMOVED, data={"factor": authenticator.type})


def codes_renewed(user: User, **_more: Any) -> None:
    """The old recovery codes are worthless."""
    record_everywhere(user.id, Kind.CODES_RENEWED)


def listen() -> None:
    """Called when the app is ready."""
    for signal, receiver in (
        (user_logged_in, signed_in),
        (user_logged_out, signed_out),
        (authentication_failed, factor_failed),
        (authenticator_added, factor_added),
        (authenticator_removed, factor_removed),
        (authenticator_reset, codes_renewed),
    ):
        signal.connect(receiver, dispatch_uid=f"rapport.accounts.audit.{receiver.__name__}")
