"""A sign-in by a provider that ends in nothing: the code that the sign-in page has a sentence for, and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record, record_hourly
from rapport.accounts.models import SsoConnection

log = structlog.get_logger("sso")


class Code(StrEnum):
    """What the person is told."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REFUSED = "refused"
    UNPROVEN = "unproven"
    NOT_A_MEMBER = "not-a-member"
    DEACTIVATED = "deactivated"
    NO_EMAIL = "no-email"
    UNREACHABLE = "unreachable"
    DISABLED = "disabled"


class SsoFailed(Exception):  # noqa: N818 - what became of a sign-in
    """`reason` is a key for the audit log, `detail` a sentence for the server's log; neither holds a secret.

    Anybody can cause it, unless the provider had vouched for whoever was refused.
    """

    by_anybody = True

    def __init__(self, code: Code, reason: str, detail: str = "") -> None:
        super().__init__(f"{code}: {reason}")
        self.code, self.reason, self.detail = code, reason, detail


@contextmanager
def vouched() -> Iterator[None]:
    """What fails from here on fails for somebody whom the provider vouched for."""
    try:
        yield
    except SsoFailed as failure:
        failure.by_anybody = False
        raise


def failed(request: HttpRequest, failure: SsoFailed, connection: SsoConnection | None) -> HttpResponse:
    """Back to the sign-in page; administrators find the reason in the audit log, operators in the server's."""
    tell(failure, connection)
    request_id = str(getattr(request, "request_id", ""))
    return HttpResponseRedirect(f"/sign-in?{urlencode({'sso': failure.code, 'request': request_id})}")


def tell(failure: SsoFailed, connection: SsoConnection | None) -> None:
    """Tells both logs. What anybody can cause at will is told to the audit log once an hour for each reason:
    it only grows."""
    log.info(
        "sign-in failed", code=failure.code, reason=failure.reason, detail=failure.detail,
        connection=str(connection.id) if connection else None,
    )  # fmt: skip
    if connection is None:
        return
    subject, said = Subject("sso", connection.id), {"code": str(failure.code), "reason": failure.reason}
    if failure.by_anybody:
        record_hourly(connection.workspace_id, Kind.SSO_REFUSED, subject=subject, data=said, each="reason")
    else:
        record(connection.workspace_id, Kind.SSO_REFUSED, subject=subject, data=said)
