"""Roles: the ones each workspace begins with, and what several of them allow together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from rapport.kernel.context import Grant, Reach

Special = Literal["import", "export", "bulk", "merge", "manage"]
SPECIAL: tuple[Special, ...] = ("import", "export", "bulk", "merge", "manage")
EVERY_OBJECT = "*"
ADMIN = "admin"
ORDER = {reach: at for at, reach in enumerate(Reach)}


@dataclass(frozen=True, slots=True)
class SeedRole:
    """A role that a new workspace gets as an ordinary row: what it allows on every object, and its special words."""

    key: str
    name: str
    grant: Grant
    special: tuple[Special, ...] = field(default=())


SEED_ROLES = (
    SeedRole(ADMIN, "Admin", Grant(Reach.ALL, Reach.ALL, Reach.ALL, Reach.ALL), SPECIAL),
    SeedRole("manager", "Manager", Grant(Reach.ALL, Reach.ALL, Reach.ALL, Reach.ALL), SPECIAL[:-1]),
    SeedRole("salesperson", "Salesperson", Grant(Reach.ALL, Reach.ALL, Reach.OWN, Reach.NONE), ("import", "bulk")),
    SeedRole("support", "Support", Grant(Reach.ALL, Reach.ALL, Reach.ALL, Reach.NONE)),
    SeedRole(
        "marketing", "Marketing", Grant(Reach.ALL, Reach.ALL, Reach.ALL, Reach.NONE), ("import", "export", "bulk")
    ),
    SeedRole("read_only", "Read-only", Grant(view=Reach.ALL)),
)


def grant_json(grant: Grant) -> dict[str, str]:
    """A grant as a role's row holds it."""
    return {"view": grant.view, "create": grant.create, "edit": grant.edit, "delete": grant.delete}


def read_grant(value: Mapping[str, Any]) -> Grant:
    """A grant from a role's row; what is not named is not allowed."""
    return Grant(**{action: Reach(reach) for action, reach in value.items()})


def union(grants: Iterable[Grant]) -> Grant:
    """The furthest reach of each action."""
    view, create, edit, delete = [Reach.NONE], [Reach.NONE], [Reach.NONE], [Reach.NONE]
    for grant in grants:
        view.append(grant.view)
        create.append(grant.create)
        edit.append(grant.edit)
        delete.append(grant.delete)
    return Grant(*(max(reaches, key=ORDER.__getitem__) for reaches in (view, create, edit, delete)))


def merge(roles: Iterable[Mapping[str, Any]]) -> dict[str, Grant]:
    """What all roles (rows with `grants`) allow together, by object key; a role's `"*"` stands in for a key."""
    each = [{key: read_grant(value) for key, value in role["grants"].items()} for role in roles]
    keys = {EVERY_OBJECT}.union(*each)
    nothing = Grant()
    return {key: union(grants.get(key) or grants.get(EVERY_OBJECT, nothing) for grants in each) for key in keys}
