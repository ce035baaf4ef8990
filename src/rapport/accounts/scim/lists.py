"""Reading users and groups: one by its id, or a page by filter and order, in as many statements for one as for many."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OrderBy, QuerySet
from django.utils.translation import gettext as _
from scim2_models import (
    InvalidFilterException,
    InvalidPathException,
    Resource,
    ResponseParameters,
    SearchRequest,
    TooManyException,
)

from rapport.accounts.models import DirectoryEmail, DirectoryGroup, DirectoryMember, DirectoryUser, Membership
from rapport.accounts.scim.columns import Columns, Rows, columns_of
from rapport.accounts.scim.filters import Conditions, id_of
from rapport.accounts.scim.resources import Group, User, shown_group, shown_user
from rapport.accounts.scope import in_workspace
from rapport.kernel.errors import NotFound

USUAL, MOST = 100, 200
MOST_MEMBERS = 50_000
LONGEST_FILTER = 10_000
FURTHEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """Part of what was found; `start` is the number of its first resource, from 1."""

    resources: Sequence[User | Group]
    total: int
    start: int


def read_one(workspace_id: UUID, kind: type[Resource[Any]], key: str, asked: ResponseParameters[Any], base: str) -> Any:
    """One user or group. Raises `NotFound` for an id that is nobody's here."""
    found = id_of(key)
    with in_workspace(workspace_id):
        if kind is User:
            users = list(DirectoryUser.objects.filter(workspace_id=workspace_id, user_id=found)) if found else []
            shown: list[Any] = shown_users(workspace_id, users, asked, base)
        else:
            groups = list(DirectoryGroup.objects.filter(workspace_id=workspace_id, id=found)) if found else []
            shown = shown_groups(workspace_id, groups, asked, base)
    if not shown:
        raise missing()
    return shown[0]


def read_page(workspace_id: UUID, kinds: Sequence[type[Resource[Any]]], asked: SearchRequest[Any], base: str) -> Page:
    """A page of one kind or, one kind after the other, of several; the oldest first unless asked otherwise.

    Raises `InvalidFilterException` or `InvalidPathException` for what cannot be filtered or sorted by.
    """
    if asked.filter is not None and len(asked.filter) > LONGEST_FILTER:
        raise InvalidFilterException(detail=_("This filter is too long. Use at most 10,000 characters."))
    if asked.sort_by is not None and len(kinds) > 1:
        raise InvalidPathException(detail=_("Users and groups are not sorted together. Ask for one of the two."))
    start = min(asked.start_index or 1, FURTHEST)
    left = USUAL if asked.count is None else min(asked.count, MOST)
    skipped, total = start - 1, 0
    found: list[User | Group] = []
    with in_workspace(workspace_id):
        for kind in kinds:
            table = matching(workspace_id, kind, kinds, asked)
            there = table.count()
            page = list(table[skipped : skipped + left]) if left and skipped < there else []
            total, skipped, left = total + there, max(0, skipped - there), left - len(page)
            found += SHOWN[kind](workspace_id, page, asked, base)
    return Page(found, total, start)


def matching(
    workspace_id: UUID, kind: type[Resource[Any]], kinds: Sequence[type[Resource[Any]]], asked: SearchRequest[Any]
) -> QuerySet[Any]:
    """The rows of one kind that are asked for, in order."""
    columns = columns_of(workspace_id, kind)
    table, key = (DirectoryUser, "user_id") if kind is User else (DirectoryGroup, "id")
    rows: QuerySet[Any] = table.objects.filter(workspace_id=workspace_id)
    if asked.filter is not None:
        elsewhere = {name: each for other in kinds for name, each in columns_of(workspace_id, other).items()}
        heads = {name.partition(".")[0]: each for name, each in elsewhere.items()}
        rows = rows.filter(Conditions(columns, heads if len(kinds) > 1 else {}).visit(asked.filter.ast))
    return rows.order_by(*order(asked, columns), "created_at", key)


def order(asked: SearchRequest[Any], columns: Columns) -> list[OrderBy]:
    """What is sorted by first; who has no value comes last, and first when descending."""
    if asked.sort_by is None:
        return []
    name = str(asked.sort_by).rpartition(":")[2].lower()
    found = columns.get(name) or columns.get(name.removesuffix(".value"))
    value = found.sorted_by if isinstance(found, Rows) else found.value if found else None
    if value is None:
        raise InvalidPathException(
            detail=_("Lists cannot be sorted by “%(name)s”. Choose an attribute with one value.") % {"name": name[:100]}
        )
    if asked.sort_order == SearchRequest.SortOrder.descending:
        return [OrderBy(value, descending=True, nulls_first=True)]
    return [OrderBy(value, nulls_last=True)]


def shown_users(
    workspace_id: UUID, rows: Sequence[DirectoryUser], asked: ResponseParameters[Any], base: str
) -> list[User]:
    """Users with their addresses and groups, within the caller's transaction."""
    mine: dict[str, Any] = {"workspace_id": workspace_id, "user_id__in": [row.user_id for row in rows]}
    active = set(Membership.objects.filter(**mine, active=True).values_list("user_id", flat=True))
    emails: dict[UUID, list[DirectoryEmail]] = {}
    for email in DirectoryEmail.objects.filter(**mine).order_by("position"):
        emails.setdefault(email.user_id, []).append(email)
    groups: dict[UUID, list[tuple[str, str]]] = {}
    if wants(asked, "groups"):
        pairs = list(DirectoryMember.objects.filter(**mine).values_list("user_id", "group_id"))
        held = DirectoryGroup.objects.filter(workspace_id=workspace_id, id__in={group for _user, group in pairs})
        names = dict(held.values_list("id", "display_name"))
        # A group that was deleted since the pairs were read is in none of them any more.
        for name, user_id, group_id in sorted((names[group], user, group) for user, group in pairs if group in names):
            groups.setdefault(user_id, []).append((str(group_id), name))
    return [
        shown_user(
            row,
            active=row.user_id in active,
            emails=emails.get(row.user_id, []),
            groups=groups.get(row.user_id, []),
            base=base,
        )
        for row in rows
    ]


def shown_groups(
    workspace_id: UUID, rows: Sequence[DirectoryGroup], asked: ResponseParameters[Any], base: str
) -> list[Group]:
    """Groups with their members, within the caller's transaction. Raises `TooManyException` for very many of them."""
    members: dict[UUID, dict[str, str | None]] = {row.id: {} for row in rows}
    if wants(asked, "members"):
        inside = DirectoryMember.objects.filter(workspace_id=workspace_id, group_id__in=list(members))
        pairs = list(inside.order_by("user_id").values_list("group_id", "user_id")[: MOST_MEMBERS + 1])
        if len(pairs) > MOST_MEMBERS:
            raise TooManyException(
                detail=_(
                    "These groups have too many members to list. Ask for fewer, or with excludedAttributes=members."
                )
            )
        names = display_names(workspace_id, {user for _group, user in pairs})
        for group_id, user_id in pairs:
            if user_id in names:
                members[group_id][str(user_id)] = names[user_id]
    return [shown_group(row, members=members[row.id], base=base) for row in rows]


def display_names(workspace_id: UUID, user_ids: Collection[UUID]) -> dict[UUID, str | None]:
    """How the directory shows these users."""
    found = DirectoryUser.objects.filter(workspace_id=workspace_id, user_id__in=user_ids)
    return dict(found.values_list("user_id", "display_name"))


def wants(asked: ResponseParameters[Any], name: str) -> bool:
    """Whether the attribute will be in the answer: what will not be is not read."""
    if asked.attributes:
        return name in heads(asked.attributes)
    return name not in {str(path).rpartition(":")[2].lower() for path in asked.excluded_attributes or ()}


def heads(paths: Iterable[Any]) -> set[str]:
    """The attributes that the paths begin with."""
    return {str(path).rpartition(":")[2].partition(".")[0].lower() for path in paths}


def missing() -> NotFound:
    """The answer to an id that is nobody's here: another workspace's looks the same."""
    return NotFound(_("There is no such resource. List them again to see which there are."))


SHOWN: Mapping[Any, Callable[..., Sequence[User | Group]]] = {User: shown_users, Group: shown_groups}
