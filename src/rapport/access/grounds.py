"""Grounds: the reasons for which a record may be seen, changed or deleted. One holds, or nothing is allowed.

The doors turn the same grounds into SQL (`records/store/scope.py`) or look at a record's standing (`covers`), and
`explain` says which of them held; so all three agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from rapport.access.decide import Action, decide
from rapport.kernel.context import Context, Reach
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

Kind = Literal["all", "team", "own", "shared"]
# Who shares a record lets others see it, or see and change it; deleting stays with those whose role says so.
SHAREABLE: frozenset[Action] = frozenset({"view", "edit"})


@dataclass(frozen=True, slots=True)
class Ground:
    """`private`: whether it also covers records that are marked private; `editing`: only shares for editing count."""

    kind: Kind
    private: bool = False
    editing: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What grounds look at in one record: `shared` with the member, and whether that is for editing too."""

    owner: UUID | None = None
    team: UUID | None = None
    private: bool = False
    shared: bool = False
    editable: bool = False


def standing_of(
    object_type: ObjectType, values: Mapping[str, Any], *, shared: bool = False, editable: bool = False
) -> Standing:
    """The standing of a record with these stored values."""
    sharing = object_type.sharing
    if sharing is None:
        return Standing()
    owner, team, private = (values.get(key) if key else None for key in (sharing.owner, sharing.team, sharing.private))
    return Standing(owner, team, bool(private), shared, editable)


EVERYTHING = (Ground("all", private=True),)


def grounds(context: Context, action: Action, object_type: ObjectType) -> tuple[Ground, ...]:
    """All grounds the member has for the action; none when no record of the object is theirs to touch."""
    reach, sharing = decide(context, action, object_type.key), object_type.sharing
    if reach is Reach.NONE:
        return ()
    if sharing is None:
        return EVERYTHING if reach is Reach.ALL else ()
    if reach is Reach.ALL and ("private" in context.special or sharing.private is None):
        return EVERYTHING
    made = []
    if reach is Reach.ALL:
        made.append(Ground("all"))
    elif reach is Reach.TEAM and context.teams.below:
        made.append(Ground("team"))
    if context.user_id is not None:
        made.append(Ground("own", private=True))
        if action in SHAREABLE and context.shared:
            made.append(Ground("shared", private=True, editing=action == "edit"))
    return tuple(made)


def holds(ground: Ground, context: Context, standing: Standing) -> bool:
    """Whether one ground holds for a record of this standing."""
    if standing.private and not ground.private:
        return False
    if ground.kind == "all":
        return True
    if ground.kind == "team":
        return standing.owner in context.teams.members or standing.team in context.teams.below
    if ground.kind == "own":
        return standing.owner is not None and standing.owner == context.user_id
    return standing.editable if ground.editing else standing.shared


def covers(found: Iterable[Ground], context: Context, standing: Standing) -> bool:
    """Whether any of the grounds holds."""
    return any(holds(ground, context, standing) for ground in found)


def sees_all(context: Context, link: FieldSpec) -> bool:
    """Whether the member sees every record that the link may point at."""
    target = link.options.get("target")
    return target is None or grounds(context, "view", registry.object(target)) == EVERYTHING
