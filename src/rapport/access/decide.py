"""Who may do what: every door asks here, and nowhere else is it decided."""

from typing import Literal

from django.utils.translation import gettext as _

from rapport.accounts.roles import EVERY_OBJECT, Special, union
from rapport.kernel.context import Context, Grant, Reach
from rapport.kernel.errors import Forbidden

Action = Literal["view", "create", "edit", "delete"]
NOTHING = Grant()

__all__ = [
    "Action",
    "Grant",
    "Reach",
    "decide",
    "grant_for",
    "may_see",
    "require",
    "require_special",
    "union",
]


def grant_for(context: Context, object_key: str) -> Grant:
    """All four reaches on one object."""
    return context.grants.get(object_key) or context.grants.get(EVERY_OBJECT, NOTHING)


def decide(context: Context, action: Action, object_key: str) -> Reach:
    """How far the action reaches over the records of the object."""
    reach: Reach = getattr(grant_for(context, object_key), action)
    return reach


def require(context: Context, action: Action, object_key: str) -> Reach:
    """As `decide`, but raises `Forbidden` with a sentence when the action reaches no record at all."""
    reach = decide(context, action, object_key)
    if reach is Reach.NONE:
        raise Forbidden(refusal(action))
    return reach


def may_see(context: Context, object_key: str) -> Reach:
    """How far the reader sees this object; raises `Forbidden` when not at all."""
    return require(context, "view", object_key)


def require_special(context: Context, word: Special) -> None:
    """Raises `Forbidden` unless a role has the special word."""
    if word not in context.special:
        raise Forbidden(special_refusal(word))


def refusal(action: Action) -> str:
    """The sentence for an action that no role allows."""
    return {
        "view": _("Your role does not let you see these records. Ask an administrator for a role that does."),
        "create": _("Your role does not let you create these records. Ask an administrator for a role that does."),
        "edit": _("Your role does not let you change these records. Ask an administrator for a role that does."),
        "delete": _("Your role does not let you delete these records. Ask an administrator for a role that does."),
    }[action]


def special_refusal(word: Special) -> str:
    """The sentence for a special word that no role has."""
    return {
        "import": _("Your role does not let you import. Ask an administrator for a role that does."),
        "export": _("Your role does not let you export. Ask an administrator for a role that does."),
        "bulk": _("Your role does not let you change many records at once. Ask an administrator for a role that does."),
        "merge": _("Your role does not let you merge records. Ask an administrator for a role that does."),
        "private": _("Your role does not let you see private records. Ask an administrator for a role that does."),
        "manage": _("Your role does not let you change settings. Ask an administrator for a role that does."),
    }[word]
