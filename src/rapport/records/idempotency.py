"""`Idempotency-Key`: a write that is sent again gets the first answer and happens once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from rapport.accounts.models import Workspace
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError, Invalid
from rapport.records.store.change_log import as_json

LONGEST = 200
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def once(context: Context, key: str, fingerprint: str, work: Callable[[], Answer]) -> Answer:
    """Runs `work` in one transaction with the memory of its answer; a second call waits and gets the same answer.

    Raises `Invalid` when the key was used for another request. A refused write is not remembered.
    """
    if not 0 < len(key) <= LONGEST:
        detail = _("Give an Idempotency-Key of 1 to 200 characters, a fresh UUID for example.")
        raise Invalid(detail, [FieldError("Idempotency-Key", "length", detail)])
    user = context.actor.id or context.user_id or context.workspace_id
    place: dict[str, Any] = {"w": context.workspace_id, "user": user, "key": key}
    with in_workspace(context.workspace_id), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO idempotency_key (workspace_id, user_id, key, fingerprint, created_at)"
            " VALUES (%(w)s, %(user)s, %(key)s, %(fingerprint)s, %(now)s) ON CONFLICT DO NOTHING",
            {**place, "fingerprint": fingerprint, "now": now()},
        )
        if cursor.rowcount == 0:
            return remembered(place, fingerprint)
        answer = work()
        cursor.execute(
            "UPDATE idempotency_key SET status = %(status)s, headers = %(headers)s, body = %(body)s"
            " WHERE workspace_id = %(w)s AND user_id = %(user)s AND key = %(key)s",
            {**place, "status": answer.status, "headers": as_json(answer.headers), "body": answer.body},
        )
        return answer


def remembered(place: dict[str, Any], fingerprint: str) -> Answer:
    """The first answer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT fingerprint, status, headers::text, body FROM idempotency_key"
            " WHERE workspace_id = %(w)s AND user_id = %(user)s AND key = %(key)s",
            place,
        )
        first, status, headers, body = cursor.fetchone()
    if first != fingerprint:
        detail = _("This Idempotency-Key was used for another request. Use a fresh key for each write.")
        raise Invalid(detail, [FieldError("Idempotency-Key", "reused", detail)])
    return Answer(status, {**orjson.loads(headers), "Idempotent-Replay": "true"}, bytes(body))


def forget_old() -> None:
    """Let go of the answers that are older than `KEPT`, workspace by workspace."""
    for workspace_id in Workspace.objects.values_list("id", flat=True):
        with in_workspace(workspace_id), connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM idempotency_key WHERE workspace_id = %s AND created_at < %s", (workspace_id, now() - KEPT)
            )
