"""The two resources as RFC 7643 describes them, with the attributes that mean something here, and no others.

What a directory sends beyond them is accepted and not kept.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field
from scim2_models import (
    URN,
    CaseExact,
    ComplexAttribute,
    Meta,
    Mutability,
    Reference,
    Required,
    Resource,
    ScimPolicy,
    Uniqueness,
)

from rapport.accounts.models import DirectoryEmail, DirectoryGroup, DirectoryUser

# What Entra ID and Okta send and the standard does not say.
POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)


class Name(ComplexAttribute):
    """The parts of a name."""

    formatted: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    middle_name: str | None = None


class Email(ComplexAttribute):
    """One address."""

    value: Annotated[str | None, Required.true] = None
    display: str | None = None
    type: str | None = Field(None, examples=["work", "home", "other"])
    primary: bool | None = None


class UserGroup(ComplexAttribute):
    """A group that the user is in; changed by changing the group."""

    value: Annotated[str | None, Mutability.read_only, CaseExact.true] = None
    ref: Annotated[Reference["Group"] | None, Mutability.read_only] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    display: Annotated[str | None, Mutability.read_only] = None
    type: Annotated[str | None, Mutability.read_only] = Field(None, examples=["direct"])


class User(Resource[Any]):
    """A member of the workspace as the directory describes them."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    name: Name | None = None
    Name: ClassVar[type[ComplexAttribute]] = Name
    display_name: str | None = None
    active: Annotated[bool | None, Required.true] = None
    emails: Annotated[list[Email] | None, Required.true] = None
    Emails: ClassVar[type[ComplexAttribute]] = Email
    groups: Annotated[list[UserGroup] | None, Mutability.read_only] = None
    Groups: ClassVar[type[ComplexAttribute]] = UserGroup


class GroupMember(ComplexAttribute):
    """A user in a group."""

    value: Annotated[str | None, Mutability.immutable, CaseExact.true] = None
    ref: Annotated[Reference["User"] | None, Mutability.immutable] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    type: Annotated[str | None, Mutability.immutable] = Field(None, examples=["User"])
    display: Annotated[str | None, Mutability.read_only] = None


class Group(Resource[Any]):
    """A group of the directory: what it gives its members here is said by the mappings of the workspace."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    members: list[GroupMember] | None = None
    Members: ClassVar[type[ComplexAttribute]] = GroupMember


def shown_user(
    row: DirectoryUser,
    *,
    active: bool,
    emails: Sequence[DirectoryEmail],
    groups: Sequence[tuple[str, str]],
    base: str,
) -> User:
    """A user as it is answered; `groups` are ids and names, `base` is the address of the service."""
    name = Name(
        formatted=row.formatted_name,
        family_name=row.family_name,
        given_name=row.given_name,
        middle_name=row.middle_name,
    )
    return User(
        id=str(row.user_id),
        external_id=row.external_id,
        meta=meta(row, "User", f"{base}/Users/{row.user_id}"),
        user_name=row.user_name,
        name=name if name.model_dump() else None,
        display_name=row.display_name,
        active=active,
        emails=[Email(value=e.value, display=e.display, type=e.type, primary=e.primary) for e in emails],
        groups=[
            UserGroup(value=key, ref=Reference["Group"](f"{base}/Groups/{key}"), display=label, type="direct")
            for key, label in groups
        ]
        or None,
    )


def shown_group(row: DirectoryGroup, *, members: Mapping[str, str | None], base: str) -> Group:
    """A group as it is answered; `members` are the names that the directory shows for its users, by id."""
    return Group(
        id=str(row.id),
        external_id=row.external_id,
        meta=meta(row, "Group", f"{base}/Groups/{row.id}"),
        display_name=row.display_name,
        members=[
            GroupMember(value=key, ref=Reference["User"](f"{base}/Users/{key}"), type="User", display=label)
            for key, label in members.items()
        ]
        or None,
    )


def meta(row: DirectoryUser | DirectoryGroup, kind: str, location: str) -> Meta:
    """What the service says of a resource."""
    return Meta(
        resource_type=kind,
        created=row.created_at,
        last_modified=row.updated_at,
        location=location,
        version=etag(row.version),
    )


def etag(version: int) -> str:
    """The version as HTTP compares it."""
    return f'W/"{version}"'
