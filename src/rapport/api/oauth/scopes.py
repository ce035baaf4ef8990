"""What an app may ask for: a few broad scopes, and two for each object."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rapport.accounts.limits import ACTIONS
from rapport.accounts.roles import EVERY_OBJECT
from rapport.schema.registry import registry

PROFILE, OFFLINE, READ, WRITE = "profile", "offline_access", "read", "write"
READS, WRITES = ("view",), ACTIONS


@dataclass(frozen=True, slots=True)
class Scope:
    """One thing that an app asks for, as the consent page says it."""

    key: str
    label: str
    help: str

    def as_json(self) -> dict[str, str]:
        """For the consent page and the form of an app."""
        return {"key": self.key, "label": self.label, "help": self.help}


def catalog() -> dict[str, Scope]:
    """All scopes by their key, in the reader's language."""
    broad = [
        Scope(PROFILE, _("See who you are"), _("Your name, your email address and your workspace.")),
        Scope(OFFLINE, _("Stay connected"), _("It goes on while you are away, until you take it back.")),
        Scope(READ, _("Read everything you may read"), _("All records that you see, now and later, and the members.")),
        Scope(
            WRITE,
            _("Change everything you may change"),
            _("Make, change and delete records as you may, and read them."),
        ),
    ]
    return {scope.key: scope for scope in (*broad, *(each for found in per_object() for each in found))}


def per_object() -> list[tuple[Scope, Scope]]:
    """Reading and writing one object."""
    found = []
    for object_type in registry.objects().values():
        names = {"plural": object_type.label_plural}
        reads = Scope(f"{object_type.plural}:read", _("Read %(plural)s") % names, _("Those that you may read."))
        writes = Scope(
            f"{object_type.plural}:write",
            _("Change %(plural)s") % names,
            _("Make, change and delete them as you may, and read them."),
        )
        found.append((reads, writes))
    return found


def limits_of(scopes: Collection[str]) -> dict[str, Any]:
    """The limits of an access token with these scopes; one that there is no more allows nothing."""
    everywhere = {*(READS if READ in scopes else ()), *(WRITES if WRITE in scopes else ())}
    objects = {EVERY_OBJECT: sorted(everywhere)}
    for object_type in registry.objects().values():
        reads, writes = f"{object_type.plural}:read" in scopes, f"{object_type.plural}:write" in scopes
        actions = {*everywhere, *(READS if reads else ()), *(WRITES if writes else ())}
        if actions != everywhere:
            objects[object_type.key] = sorted(actions)
    return {"objects": objects, "scopes": sorted(scopes)}
