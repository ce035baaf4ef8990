"""A member's context for work that no request asked for: jobs and commands."""

import json
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from rapport.accounts.roles import read_roles
from rapport.accounts.scope import in_workspace
from rapport.accounts.teams import read_teams
from rapport.kernel.context import Actor, Context
from rapport.kernel.errors import Forbidden

STATEMENT = """
SELECT u.name, u.locale, u.time_zone, w.currency, w.locale, w.time_zone, (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'key', r.key, 'name', r.name, 'grants', r.grants, 'fields', r.fields, 'special', r.special)
        ORDER BY r.position, r.key), '[]')::text
      FROM accounts_membership_role mr JOIN accounts_role r ON r.workspace_id = %(w)s AND r.id = mr.role_id
     WHERE mr.workspace_id = %(w)s AND mr.user_id = m.user_id), rapport_teams(%(w)s, m.user_id)
  FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id JOIN accounts_workspace w ON w.id = m.workspace_id
 WHERE m.workspace_id = %(w)s AND m.user_id = %(user)s AND m.active AND u.is_active
"""


def context_of(workspace_id: UUID, user_id: UUID, *, actor: Actor | None = None, request_id: str = "") -> Context:
    """What the member may do now; they are the actor unless another is given. Raises `Forbidden` for a stranger."""
    with in_workspace(workspace_id), connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"w": workspace_id, "user": user_id})
        row = cursor.fetchone()
    if row is None:
        raise Forbidden(_("This user is no longer a member of the workspace. Ask an administrator to add them again."))
    name, locale, time_zone, currency, workspace_locale, workspace_time_zone, roles, teams = row
    granted = read_roles(roles)
    belongs, shared = read_teams(teams)
    return Context(
        workspace_id=workspace_id,
        user_id=user_id,
        actor=actor or Actor("user", user_id, name),
        grants=granted.grants,
        special=granted.special,
        hidden=granted.hidden,
        locked=granted.locked,
        teams=belongs,
        shared=shared,
        currency=currency,
        locale=locale or workspace_locale,
        time_zone=time_zone or workspace_time_zone,
        request_id=request_id,
    )


def roles_of(workspace_id: UUID, user_id: UUID) -> list[dict[str, Any]]:
    """The member's roles as rows: `{"key", "name", "grants", "fields", "special"}`, in their order."""
    with in_workspace(workspace_id), connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"w": workspace_id, "user": user_id})
        row = cursor.fetchone()
    return json.loads(row[-2]) if row else []
