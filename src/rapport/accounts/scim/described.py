"""What a request says of a user or group, made ready to be stored: checked texts, one email, one form of a name."""

from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from scim2_models import Context, InvalidSyntaxException, InvalidValueException, PatchOp, Resource

from rapport.accounts.models import DirectoryEmail
from rapport.accounts.models import User as Account
from rapport.accounts.scim.filters import folded
from rapport.accounts.scim.resources import POLICY, Group, Name, User
from rapport.accounts.users import LONGEST_NAME

LONGEST = 500
MOST_EMAILS = 20
# Operations of a PATCH: those of a group may name each of many members, those of a user are applied one by one to all
# that the user has by then.
MOST_OPERATIONS, MOST_OF_USER = 1000, 100


def read_user(body: Mapping[str, Any], context: Context) -> User:
    """A user from a body. Where it names no email the user name is taken for one, and who is not said to be inactive
    is active: both are needed here, and not every directory says them."""
    given = {key.lower(): key for key in body}
    body = dict(body)
    if body.get(given.get("active", "active")) is None:
        body[given.get("active", "active")] = True
    user_name = body.get(given.get("username", "userName"))
    if not body.get(given.get("emails", "emails")) and isinstance(user_name, str) and is_email(user_name):
        body[given.get("emails", "emails")] = [{"value": user_name, "type": "work", "primary": True}]
    return User.model_validate(body, scim_ctx=context, scim_policy=POLICY)


def read_group(body: Mapping[str, Any], context: Context) -> Group:
    """A group from a body."""
    return Group.model_validate(body, scim_ctx=context, scim_policy=POLICY)


def read_patch(kind: type[Resource[Any]], body: Mapping[str, Any]) -> "PatchOp[Any]":
    """The operations of a PATCH, of which those without a path are split where a key is a path with a filter."""
    body = dict(body)
    key = next((key for key in body if key.lower() == "operations"), "Operations")
    operations = body.get(key)
    most = MOST_OF_USER if kind is User else MOST_OPERATIONS
    if not isinstance(operations, list) or len(operations) > most:
        raise InvalidSyntaxException(
            detail=_("Send “Operations” as a list of 1 to %(most)d operations.") % {"most": most}
        )
    parts = [part for operation in operations for part in split(operation)]
    if len(parts) > most:  # each key that is a path became one of its own
        raise InvalidSyntaxException(detail=_("Change at most %(most)d attributes at once.") % {"most": most})
    body[key] = parts
    return PatchOp[kind].model_validate(  # type: ignore[valid-type]  # a model is chosen here as the program runs
        body, scim_ctx=Context.RESOURCE_PATCH_REQUEST, scim_policy=POLICY
    )


def split(operation: Any) -> Iterator[Any]:
    """One operation as several: a key such as `emails[type eq "work"].value`, and the members of a group, become
    operations with a path."""
    value = operation.get("value") if isinstance(operation, dict) else None
    if not isinstance(value, dict) or operation.get("path"):
        yield operation
        return
    apart = [key for key in value if "[" in key or key.lower() == "members"]
    rest = {key: item for key, item in value.items() if key not in apart}
    if rest or not apart:
        yield {**operation, "value": rest}
    for key in apart:
        yield {**operation, "path": key, "value": value[key]}


def user_values(user: User) -> dict[str, str | None]:
    """The columns of a user. Raises `InvalidValueException` for a text that cannot be kept."""
    name = user.name or Name()
    values = {
        "user_name": text("userName", user.user_name),
        "external_id": text("externalId", user.external_id),
        "display_name": text("displayName", user.display_name),
        "formatted_name": text("name.formatted", name.formatted),
        "family_name": text("name.familyName", name.family_name),
        "given_name": text("name.givenName", name.given_name),
        "middle_name": text("name.middleName", name.middle_name),
    }
    if values["user_name"] is None:
        raise InvalidValueException(detail=_("Send a “userName”."))
    return values | {"user_name_key": folded(values["user_name"])}


def group_values(group: Group) -> dict[str, str | None]:
    """The columns of a group. Raises `InvalidValueException` for a text that cannot be kept."""
    name = text("displayName", group.display_name)
    if name is None:
        raise InvalidValueException(detail=_("Send a “displayName”."))
    return {
        "display_name": name,
        "display_name_key": folded(name),
        "external_id": text("externalId", group.external_id),
    }


def email_values(user: User) -> list[dict[str, Any]]:
    """The rows of a user's addresses, in the order that was sent."""
    emails = user.emails or []
    if len(emails) > MOST_EMAILS:
        raise InvalidValueException(detail=_("Send at most 20 emails of a user."))
    return [
        {
            "position": position,
            "value": text("emails.value", email.value),
            "type": text("emails.type", email.type),
            "display": text("emails.display", email.display),
            "primary": email.primary,
        }
        for position, email in enumerate(emails)
        if text("emails.value", email.value)
    ]


def email_rows(rows: list[DirectoryEmail]) -> list[dict[str, Any]]:
    """Stored addresses in the same shape."""
    return [
        {"position": e.position, "value": e.value, "type": e.type, "display": e.display, "primary": e.primary}
        for e in rows
    ]


def address_of(emails: list[dict[str, Any]]) -> str:
    """The address with which the user signs in: the primary one, else that of work, else the first."""
    ranked = sorted(emails, key=lambda e: (not e["primary"], (e["type"] or "").lower() != "work", e["position"]))
    if not ranked or not is_email(ranked[0]["value"]):
        raise InvalidValueException(detail=_("Send an email address of the user, such as anna@example.com."))
    return Account.normalize_username(ranked[0]["value"])


def name_of(values: Mapping[str, str | None]) -> str:
    """How the user is called."""
    parts = " ".join(part for part in (values["given_name"], values["family_name"]) if part)
    return (values["display_name"] or values["formatted_name"] or parts or values["user_name"] or "")[:LONGEST_NAME]


def text(key: str, value: str | None) -> str | None:
    """A text without blanks around it, None for an empty one. Raises `InvalidValueException`."""
    value = normalize("NFC", (value or "").strip())
    if "\x00" in value or len(value) > LONGEST:
        raise InvalidValueException(
            detail=_("Write “%(name)s” in at most 500 characters, without control characters.") % {"name": key}
        )
    return value or None


def is_email(value: str) -> bool:
    """Whether mail could be sent there."""
    try:
        validate_email(value.strip())
    except ValidationError:
        return False
    return len(value) <= 254  # noqa: PLR2004 - the longest that a user's row holds
