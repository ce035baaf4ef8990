"""Roles: the ones each workspace begins with, and what several of them allow together."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from rapport.kernel.context import Grant, Reach

Special = Literal["import", "export", "bulk", "merge", "private", "manage"]
SPECIAL: tuple[Special, ...] = get_args(Special)
FieldRight = Literal["hidden", "read"]
EVERY_OBJECT = "*"
ADMIN = "admin"
ORDER = {reach: at for at, reach in enumerate(Reach)}
NOTHING = Grant()


@dataclass(frozen=True, slots=True)
class SeedRole:
    """A role that a new workspace gets as an ordinary row: what it allows on every object, and its special words."""

    key: str
    name: str
    grant: Grant
    special: tuple[Special, ...] = field(default=())


SEED_ROLES = (
    SeedRole(ADMIN, "Admin", Grant(Reach.ALL, Reach.ALL, Reach.ALL, Reach.ALL), SPECIAL),
    SeedRole(
        "manager",
        "Manager",
        Grant(Reach.TEAM, Reach.TEAM, Reach.TEAM, Reach.TEAM),
        ("import", "export", "bulk", "merge"),
    ),
    SeedRole("salesperson", "Salesperson", Grant(Reach.OWN, Reach.OWN, Reach.OWN, Reach.NONE), ("import", "bulk")),
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
    return {key: union(granted(grants, key) for grants in each) for key in keys}


def granted(grants: Mapping[str, Grant], key: str) -> Grant:
    """What one role allows on one object."""
    return grants.get(key) or grants.get(EVERY_OBJECT, NOTHING)


@dataclass(frozen=True, slots=True)
class Granted:
    """What a set of roles allows together; `hidden` and `locked` are keyed by object key."""

    grants: Mapping[str, Grant]
    special: frozenset[str]
    hidden: Mapping[str, frozenset[str]]
    locked: Mapping[str, frozenset[str]]
    names: tuple[tuple[str, str], ...]


@lru_cache(maxsize=512)
def read_roles(rows: str) -> Granted:
    """The roles of one member as the database gives them; few sets of roles serve all members, so they are kept."""
    roles = json.loads(rows)
    return Granted(
        grants=MappingProxyType(merge(roles)),
        special=frozenset(word for role in roles for word in role["special"]),
        hidden=MappingProxyType(closed(roles, ("hidden",), ("view",))),
        locked=MappingProxyType(closed(roles, ("hidden", "read"), ("create", "edit"))),
        names=tuple((role["key"], role["name"]) for role in roles),
    )


def closed(
    roles: Sequence[Mapping[str, Any]], rights: Sequence[FieldRight], actions: Sequence[str]
) -> dict[str, frozenset[str]]:
    """The fields that are closed by every role that allows one of the actions as far as all roles together do.

    A role that reaches less far opens nothing: it would open the field of records that it does not reach itself.
    """
    found = {}
    for key in {key for role in roles for key in role["fields"]}:
        furthest = max(reach_of(role, key, actions) for role in roles)
        allowing = [role for role in roles if reach_of(role, key, actions) == furthest]
        fields = [{f for f, right in role["fields"].get(key, {}).items() if right in rights} for role in allowing]
        if all_close := frozenset.intersection(*map(frozenset, fields)):
            found[key] = all_close
    return found


def reach_of(role: Mapping[str, Any], key: str, actions: Sequence[str]) -> int:
    """How far the furthest of the actions reaches, as a number to compare."""
    grant = role["grants"].get(key) or role["grants"].get(EVERY_OBJECT, {})
    return max(ORDER[Reach(grant.get(action, Reach.NONE))] for action in actions)


def allows(role: Mapping[str, Any], key: str, actions: Sequence[str]) -> bool:
    """Whether the role lets somebody do one of the actions to some records of the object."""
    grant = role["grants"].get(key) or role["grants"].get(EVERY_OBJECT, {})
    return any(grant.get(action, Reach.NONE) != Reach.NONE for action in actions)
