"""Making and changing roles: what each allows on which objects and fields."""

from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any, get_args
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.members import require_administrator, require_managing_owner
from rapport.accounts.models import MembershipRole, Role
from rapport.accounts.roles import EVERY_OBJECT, ORDER, SPECIAL, FieldRight
from rapport.accounts.scope import in_workspace
from rapport.accounts.workspaces import lock
from rapport.kernel.context import Reach
from rapport.kernel.errors import Conflict, FieldError, Invalid, NotFound
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

ACTIONS = ("view", "create", "edit", "delete")
LONGEST_NAME = 80
MOST_ROLES = 200


def list_roles(workspace_id: UUID) -> list[tuple[Role, int]]:
    """All roles in their order, with the number of members who have each."""
    with in_workspace(workspace_id):
        roles = list(Role.objects.filter(workspace_id=workspace_id).order_by("position", "name"))
        holders = list(MembershipRole.objects.filter(workspace_id=workspace_id).values_list("role_id", flat=True))
    return [(role, holders.count(role.id)) for role in roles]


def create_role(workspace_id: UUID, values: Mapping[str, Any]) -> Role:
    """A new role from `{"name", "grants", "fields", "special"}`. Raises `Invalid` naming the wrong part."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        others = Role.objects.filter(workspace_id=workspace_id)
        if others.count() >= MOST_ROLES:
            raise Conflict(_("There are 200 roles already. Change or delete one of them first."))
        cleaned = {"grants": {}, "fields": {}, "special": []} | checked(values, others)
        if "name" not in cleaned:
            raise wrong("name", _("Write the role's name in at most 80 letters."))
        key = slugify(cleaned["name"]).replace("-", "_")[:32] or "role"
        if others.filter(key=key).exists():
            key = f"{key}_{token_hex(3)}"
        last = others.order_by("-position").values_list("position", flat=True).first() or 0
        made = Role.objects.create(workspace_id=workspace_id, key=key, position=last + 1, **cleaned)
        record(workspace_id, Kind.ROLE_MADE, subject=Subject("role", made.id), data={"special": made.special})
        return made


def update_role(workspace_id: UUID, role_id: UUID, values: Mapping[str, Any]) -> Role:
    """Changes what is given. Raises `NotFound`, `Invalid`, or `Conflict` when nobody or not the owner could manage."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        role = find_role(workspace_id, role_id)
        cleaned = checked(values, Role.objects.filter(workspace_id=workspace_id).exclude(id=role_id))
        Role.objects.filter(workspace_id=workspace_id, id=role_id).update(**cleaned)
        said = {"parts": sorted(cleaned), "special_before": role.special}
        if "manage" in role.special and "manage" not in cleaned.get("special", role.special):
            require_managing_owner(workspace_id)
            require_administrator(workspace_id)
        for key, value in cleaned.items():
            setattr(role, key, value)
        record(workspace_id, Kind.ROLE_CHANGED, subject=Subject("role", role_id), data=said | {"special": role.special})
        return role


def delete_role(workspace_id: UUID, role_id: UUID) -> None:
    """Removes a role that nobody has. Raises `NotFound` or `Conflict`."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        find_role(workspace_id, role_id)
        if MembershipRole.objects.filter(workspace_id=workspace_id, role_id=role_id).exists():
            raise Conflict(_("Members still have this role. Give them another one first."))
        Role.objects.filter(workspace_id=workspace_id, id=role_id).delete()
        record(workspace_id, Kind.ROLE_DELETED, subject=Subject("role", role_id))


def find_role(workspace_id: UUID, role_id: UUID) -> Role:
    """The role, within the caller's transaction; raises `NotFound`."""
    found = Role.objects.filter(workspace_id=workspace_id, id=role_id).first()
    if found is None:
        raise NotFound(_("There is no such role. Look at the list of roles again."))
    return found


# -- what fits --------------------------------------------------------------------------------------------------
def checked(values: Mapping[str, Any], others: Any) -> dict[str, Any]:
    """The given parts, cleaned. Raises `Invalid`."""
    made: dict[str, Any] = {}
    if "name" in values:
        made["name"] = checked_name(values["name"], others)
    if "grants" in values:
        made["grants"] = checked_grants(values["grants"])
    if "fields" in values:
        made["fields"] = checked_fields(values["fields"])
    if "special" in values:
        made["special"] = checked_special(values["special"])
    return made


def checked_name(name: Any, others: Any) -> str:
    """A name that no other role has."""
    if not isinstance(name, str) or not name.strip() or len(name.strip()) > LONGEST_NAME or "\x00" in name:
        raise wrong("name", _("Write the role's name in at most 80 letters."))
    if others.filter(name__iexact=name.strip()).exists():
        raise wrong("name", _("There is a role of this name already. Choose another name."), "taken")
    return name.strip()


def checked_grants(grants: Any) -> dict[str, dict[str, str]]:
    """Reaches by object and action; what is not given is `none`."""
    made = {}
    for key, grant in mapping("grants", grants).items():
        object_type = None if key == EVERY_OBJECT else known_object("grants", key)
        reaches = {action: reach_in(f"grants.{key}.{action}", given) for action, given in whole(key, grant).items()}
        for action, reach in reaches.items():
            if object_type and not object_type.sharing and reach in {Reach.OWN, Reach.TEAM}:
                sentence = _("These records have no owners; choose “none” or “all”.")
                raise wrong(f"grants.{key}.{action}", sentence)
            if action in {"edit", "delete"} and ORDER[reach] > ORDER[reaches["view"]]:
                sentence = _("Who may change or delete records must see them: let “view” reach as far.")
                raise wrong(f"grants.{key}.{action}", sentence)
        made[key] = {action: str(reach) for action, reach in reaches.items()}
    return made


def whole(key: str, grant: Any) -> dict[str, Any]:
    """All four actions of one grant."""
    given = mapping(f"grants.{key}", grant)
    unknown = sorted(set(given) - set(ACTIONS))
    if unknown:
        raise wrong(f"grants.{key}", _("There is no action “%(word)s” here.") % {"word": str(unknown[0])[:40]})
    return {action: given.get(action, Reach.NONE) for action in ACTIONS}


def reach_in(where: str, reach: Any) -> Reach:
    """One reach."""
    if reach not in set(Reach):
        raise wrong(where, _("Choose one of: none, own, team, all."))
    return Reach(reach)


def checked_fields(fields: Any) -> dict[str, dict[str, str]]:
    """Where a field is hidden or only read, by object. What a record is known and shared by stays visible."""
    made: dict[str, dict[str, str]] = {}
    for key, rights in mapping("fields", fields).items():
        object_type = known_object("fields", key)
        for field, right in mapping(f"fields.{key}", rights).items():
            where = f"fields.{key}.{field}"
            if field not in object_type.fields:
                raise wrong(where, _("There is no field “%(field)s”.") % {"field": str(field)[:60]})
            if right == "edit":
                continue
            if right not in get_args(FieldRight):
                raise wrong(where, _("Choose one of: hidden, read, edit."))
            if right == "hidden" and field in always_seen(object_type):
                raise wrong(where, _("This field says what the record is and whose; it cannot be hidden."))
            made.setdefault(key, {})[field] = right
    return made


def always_seen(object_type: ObjectType) -> frozenset[str]:
    """The fields that no role can hide: the title, whose the record is, the lanes of the board, and the versions."""
    lanes = (object_type.board.lanes,) if object_type.board else ()
    sharing = object_type.sharing.fields if object_type.sharing else ()
    return frozenset((object_type.title, *sharing, *lanes, "created_at", "updated_at", "deleted_at"))


def checked_special(words: Any) -> list[str]:
    """Special words, each once."""
    if not isinstance(words, Sequence) or isinstance(words, str) or any(word not in SPECIAL for word in words):
        raise wrong("special", _("Choose among: %(words)s.") % {"words": ", ".join(SPECIAL)})
    return [word for word in SPECIAL if word in words]


def known_object(where: str, key: Any) -> ObjectType:
    """The object of that key."""
    found = registry.objects().get(key)
    if found is None:
        raise wrong(where, _("There is no object “%(key)s”.") % {"key": str(key)[:60]})
    return found


def mapping(where: str, value: Any) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, Mapping):
        raise wrong(where, _("Give a JSON object."))
    return value


def wrong(where: str, detail: str, code: str = "invalid") -> Invalid:
    """A refusal that names one part."""
    return Invalid(detail, [FieldError(where, code, detail)])
