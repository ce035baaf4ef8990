"""Ends the sessions that a connection opened: when the provider says so, and when the connection is over."""

from uuid import UUID

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.models import Session, SsoConnection
from rapport.accounts.scope import in_workspace


def sign_out_at(connection: SsoConnection, *, subject: str = "", session: str = "") -> int:
    """Ends the sessions of the provider's session, else all of the subject; says how many."""
    mine = Session.objects.filter(sso_connection_id=connection.id)
    if subject:
        mine = mine.filter(sso_subject=subject)
    if session:
        mine = mine.filter(sso_session=session)
    if not subject and not session:
        return 0
    with in_workspace(connection.workspace_id):
        users = set(mine.values_list("user_id", flat=True))
        ended = mine.delete()[0]
        for user_id in sorted(users):
            record(connection.workspace_id, Kind.SSO_SIGNED_OUT, subject=Subject("user", user_id))
    return ended


def end_all(connection_id: UUID) -> int:
    """Ends every session that came by the connection, within the caller's transaction; says how many."""
    return Session.objects.filter(sso_connection_id=connection_id).delete()[0]
