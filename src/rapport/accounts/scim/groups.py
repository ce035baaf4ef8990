"""Writing groups: create, replace, patch and delete. Members are written 10,000 in one statement."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from scim2_models import Context, InvalidValueException, MutabilityException, PatchOp, ResponseParameters

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.models import DirectoryGroup, DirectoryMember, DirectoryUser
from rapport.accounts.scim.accounts import taken
from rapport.accounts.scim.columns import member_columns
from rapport.accounts.scim.described import group_values, read_group, read_patch
from rapport.accounts.scim.filters import Conditions, id_of
from rapport.accounts.scim.lists import missing, shown_groups
from rapport.accounts.scim.mapping import MOST_IN_ONE, parts, regroup
from rapport.accounts.scim.resources import POLICY, Group
from rapport.accounts.scim.users import require_version
from rapport.accounts.scope import in_workspace
from rapport.accounts.workspaces import lock
from rapport.kernel.clock import now
from rapport.kernel.errors import TooLarge

MOST_AT_ONCE = 20_000
BARE = ResponseParameters[Group](excluded_attributes=["members"])


def create_group(workspace_id: UUID, body: Mapping[str, Any]) -> UUID:
    """A new group with its members. Says which. Raises scim2-models' exceptions for a wrong body."""
    given = read_group(body, Context.RESOURCE_CREATION_REQUEST)
    values = group_values(given)
    with in_workspace(workspace_id):
        lock(workspace_id)
        require_free(workspace_id, values["display_name_key"], None)
        at = now()  # both alike: that is how one sees that nothing was changed since
        row = DirectoryGroup.objects.create(workspace_id=workspace_id, created_at=at, updated_at=at, **values)
        added = add_members(row, ids_of(given.members))
        regroup(workspace_id, added)
        said = {"members": len(added)}
        record(workspace_id, Kind.GROUP_MADE, subject=Subject("directory_group", row.id), data=said)
    return row.id


def replace_group(workspace_id: UUID, key: str, body: Mapping[str, Any], version: int | None) -> None:
    """The group as the body says and no more. Raises `NotFound` and `StaleVersion`."""
    given = read_group(body, Context.RESOURCE_REPLACEMENT_REQUEST)
    with in_workspace(workspace_id):
        row = held(workspace_id, key, version)
        added, removed = set_members(row, ids_of(given.members))
        store(row, given, added, removed)


def patch_group(workspace_id: UUID, key: str, body: Mapping[str, Any], version: int | None) -> None:
    """The group with some of it changed. Raises `NotFound` and `StaleVersion`."""
    asked = read_patch(Group, body)
    with in_workspace(workspace_id):
        row = held(workspace_id, key, version)
        [group] = shown_groups(workspace_id, [row], BARE, "")
        added: set[UUID] = set()
        removed: set[UUID] = set()
        for operation in asked.operations or ():
            if not concerns_members(operation):
                PatchOp[Group](operations=[operation]).patch(group, POLICY)
                continue
            came, went = change_members(row, operation)
            added, removed = (added - went) | came, (removed - came) | went
        store(row, group, added, removed)


def delete_group(workspace_id: UUID, key: str, version: int | None) -> None:
    """The directory has no such group any more."""
    with in_workspace(workspace_id):
        row = held(workspace_id, key, version)
        left = members_of(row)
        DirectoryGroup.objects.filter(workspace_id=workspace_id, id=row.id).delete()
        regroup(workspace_id, left)
        said = {"members": len(left)}
        record(workspace_id, Kind.GROUP_DELETED, subject=Subject("directory_group", row.id), data=said)


def held(workspace_id: UUID, key: str, version: int | None) -> DirectoryGroup:
    """The group, which nobody else changes until the transaction ends. Raises `NotFound` and `StaleVersion`."""
    lock(workspace_id)
    found = id_of(key)
    row = DirectoryGroup.objects.filter(workspace_id=workspace_id, id=found).first() if found else None
    if row is None:
        raise missing()
    require_version(row.version, version)
    return row


def store(row: DirectoryGroup, group: Group, added: Collection[UUID], removed: Collection[UUID]) -> None:
    """Writes what differs, after the members; what does not leaves the version as it was."""
    values = group_values(group)
    changed = sorted(key for key, value in values.items() if getattr(row, key) != value and key != "display_name_key")
    require_free(row.workspace_id, values["display_name_key"], row.id)
    if not (changed or added or removed):
        return
    mine = DirectoryGroup.objects.filter(workspace_id=row.workspace_id, id=row.id)
    mine.update(**values, version=row.version + 1, updated_at=now())
    # By another name the group may mean something else for all who are in it.
    regroup(row.workspace_id, {*added, *removed, *(members_of(row) if changed else ())})
    said = {"attributes": changed, "added": len(added), "removed": len(removed)}
    record(row.workspace_id, Kind.GROUP_CHANGED, subject=Subject("directory_group", row.id), data=said)


def concerns_members(operation: Any) -> bool:
    """Whether an operation of a PATCH is about who is in the group."""
    binding = operation.path.resolve(Group) if operation.path else None
    return binding is not None and binding.field_name == "members"


def change_members(row: DirectoryGroup, operation: Any) -> tuple[set[UUID], set[UUID]]:
    """Who comes and who goes by one operation of a PATCH."""
    chosen = operation.path.value_filter
    named = operation.path.resolve(Group).sub_field_name
    if operation.op != "remove":
        if chosen is not None or named is not None:
            detail = _("A member of a group cannot be changed. Remove it and add another one.")
            raise MutabilityException(attribute="members", detail=detail)
        ids = ids_of(operation.value)
        return set_members(row, ids) if operation.op == "replace" else (add_members(row, ids), set())
    inside = DirectoryMember.objects.filter(workspace_id=row.workspace_id, group_id=row.id)
    if chosen is not None:
        inside = inside.filter(Conditions(member_columns(row.workspace_id)).visit(chosen))
    elif operation.value is not None:
        inside = inside.filter(user_id__in=[found for key in ids_of(operation.value) if (found := id_of(key))])
    return set(), remove_members(row, set(inside.values_list("user_id", flat=True)))


def set_members(row: DirectoryGroup, keys: Collection[str]) -> tuple[set[UUID], set[UUID]]:
    """Exactly these members. Says who came and who went."""
    wanted = known(row.workspace_id, keys)
    before = members_of(row)
    insert(row, wanted - before)
    return wanted - before, remove_members(row, before - wanted)


def add_members(row: DirectoryGroup, keys: Collection[str]) -> set[UUID]:
    """These members besides those who are in already. Says who came."""
    wanted = known(row.workspace_id, keys)
    came = wanted - set(
        DirectoryMember.objects.filter(
            workspace_id=row.workspace_id, group_id=row.id, user_id__in=wanted
        ).values_list("user_id", flat=True)
    )  # fmt: skip
    insert(row, came)
    return came


def insert(row: DirectoryGroup, users: Collection[UUID]) -> None:
    """Stores them."""
    DirectoryMember.objects.bulk_create(
        [DirectoryMember(workspace_id=row.workspace_id, group_id=row.id, user_id=user) for user in users],
        batch_size=MOST_IN_ONE,
    )


def remove_members(row: DirectoryGroup, users: set[UUID]) -> set[UUID]:
    """Removes them."""
    inside = DirectoryMember.objects.filter(workspace_id=row.workspace_id, group_id=row.id)
    for part in parts(users):
        inside.filter(user_id__in=part).delete()
    return users


def members_of(row: DirectoryGroup) -> set[UUID]:
    """Who is in the group."""
    inside = DirectoryMember.objects.filter(workspace_id=row.workspace_id, group_id=row.id)
    return set(inside.values_list("user_id", flat=True))


def known(workspace_id: UUID, keys: Collection[str]) -> set[UUID]:
    """The ids of these users. Raises `InvalidValueException` for one whom the directory has not sent here."""
    ids = {key: id_of(key) for key in keys}
    wanted = {found for found in ids.values() if found}
    there = DirectoryUser.objects.filter(workspace_id=workspace_id, user_id__in=wanted)
    found = set(there.values_list("user_id", flat=True))
    lost = next((key for key, user in ids.items() if user not in found), None)
    if lost is not None:
        detail = _("There is no user “%(id)s”. Create the user first, then add them to the group.") % {"id": lost[:60]}
        raise InvalidValueException(attribute="members", detail=detail)
    return found


def ids_of(members: Any) -> list[str]:
    """The ids in a list of members, as a body has it. Raises `InvalidValueException` or `TooLarge`."""
    members = [members] if isinstance(members, dict) else members or []
    if not isinstance(members, list):
        members = [members]
    if len(members) > MOST_AT_ONCE:
        raise TooLarge(_("Send at most 20,000 members at once."))
    keys = [member.get("value") if isinstance(member, dict) else getattr(member, "value", None) for member in members]
    named = [key for key in keys if isinstance(key, str)]
    if len(named) < len(keys):
        detail = _("Send each member as {“value”: the id of a user}.")
        raise InvalidValueException(attribute="members", detail=detail)
    return named


def require_free(workspace_id: UUID, display_name_key: str | None, group_id: UUID | None) -> None:
    """Raises `UniquenessException` when another group has the name: mappings could not tell the two apart."""
    others = DirectoryGroup.objects.filter(workspace_id=workspace_id, display_name_key=display_name_key)
    if (others.exclude(id=group_id) if group_id else others).exists():
        raise taken("displayName")
