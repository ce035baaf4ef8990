"""Where each attribute of a resource is stored: what filters compare and lists are sorted by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from django.db.models import BooleanField, CharField, Exists, F, Model, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.expressions import Expression
from django.db.models.functions import Cast, Concat, Lower
from scim2_models import Resource

from rapport.accounts.models import DirectoryEmail, DirectoryGroup, DirectoryMember, DirectoryUser, Membership
from rapport.accounts.scim.resources import Group, User

Kind = Literal["folded", "exact", "id", "flag", "moment"]


@dataclass(frozen=True, slots=True)
class Column:
    """One value per row. `folded` text is in lower case and compared with lower case, `exact` text as it stands."""

    value: "Expression | F | Subquery[Any]"
    kind: Kind = "folded"


@dataclass(frozen=True, slots=True)
class Rows:
    """Several values per row, which stand in rows of their own; `sorted_by` is the first of them."""

    rows: "QuerySet[Model]"
    columns: Mapping[str, Column]
    sorted_by: Expression | None = field(default=None)


Columns = Mapping[str, Column | Rows]


def columns_of(workspace_id: UUID, kind: type[Resource[Any]]) -> Columns:
    """All attributes of the resource by their names in lower case.

    Each sub-query names the workspace by value, as all that spans tables does.
    """
    return user_columns(workspace_id) if kind is User else group_columns(workspace_id)


def user_columns(workspace_id: UUID) -> Columns:
    """The attributes of users."""
    mine = {"workspace_id": workspace_id}
    here = Membership.objects.filter(**mine, user_id=OuterRef("user_id"), active=True)
    emails = DirectoryEmail.objects.filter(**mine, user_id=OuterRef("user_id"))
    group = DirectoryGroup.objects.filter(**mine, id=OuterRef("group_id"))
    first = emails.order_by(F("primary").desc(nulls_last=True), "position").values("value")[:1]
    return {
        **shared(User, "user_id"),
        "username": Column(F("user_name_key")),
        "name.formatted": folded("formatted_name"),
        "name.familyname": folded("family_name"),
        "name.givenname": folded("given_name"),
        "name.middlename": folded("middle_name"),
        "displayname": folded("display_name"),
        "active": Column(Exists(here), "flag"),
        "emails": Rows(
            emails,
            {
                "value": folded("value"), "type": folded("type"), "display": folded("display"),
                "primary": Column(F("primary"), "flag"),
            },
            Lower(Subquery(first)),
        ),
        "groups": Rows(
            DirectoryMember.objects.filter(**mine, user_id=OuterRef("user_id")),
            {
                "value": Column(F("group_id"), "id"),
                "display": Column(Subquery(group.values("display_name_key")[:1])),
                "type": constant("direct"),
            },
        ),
    }  # fmt: skip


def group_columns(workspace_id: UUID) -> Columns:
    """The attributes of groups."""
    mine = {"workspace_id": workspace_id}
    members = DirectoryMember.objects.filter(**mine, group_id=OuterRef("id"))
    return {
        **shared(Group, "id"),
        "displayname": Column(F("display_name_key")),
        "members": Rows(members, member_columns(workspace_id)),
    }


def member_columns(workspace_id: UUID) -> Mapping[str, Column]:
    """The attributes of a member of a group."""
    user = DirectoryUser.objects.filter(workspace_id=workspace_id, user_id=OuterRef("user_id"))
    return {
        "value": Column(F("user_id"), "id"),
        "display": Column(Lower(Subquery(user.values("display_name")[:1]))),
        "type": constant("user"),
    }


def shared(kind: type[Resource[Any]], key: str) -> dict[str, Column | Rows]:
    """The attributes that every resource has."""
    version = Concat(Value('W/"'), Cast("version", CharField()), Value('"'), output_field=TextField())
    return {
        "id": Column(F(key), "id"),
        "externalid": Column(F("external_id"), "exact"),
        "schemas": constant(str(kind.__schema__).lower()),
        "meta.resourcetype": Column(Value(kind.__name__, output_field=TextField()), "exact"),
        "meta.created": Column(F("created_at"), "moment"),
        "meta.lastmodified": Column(F("updated_at"), "moment"),
        "meta.version": Column(version, "exact"),
    }


def folded(name: str) -> Column:
    """A column whose text is compared in lower case."""
    return Column(Lower(name))


def constant(text: str) -> Column:
    """The same for every row."""
    return Column(Value(text, output_field=TextField()))


FALSE = Value(False, output_field=BooleanField())  # noqa: FBT003 - SQL's false
