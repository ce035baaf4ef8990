"""Making users and changing their passwords."""

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record_everywhere
from rapport.accounts.models import User
from rapport.accounts.preferences import problems
from rapport.accounts.sessions import end_sessions
from rapport.accounts.tokens import revoke_everywhere
from rapport.accounts.workspaces import lock
from rapport.kernel.errors import FieldError, Invalid

LONGEST_NAME = 150


def create_user(*, email: str, name: str, password: str | None, locale: str = "", time_zone: str = "") -> User:
    """A new user, who belongs to no workspace yet; without a password they cannot sign in.

    Raises `Invalid` for a bad or taken email, an empty name or a weak password.
    """
    user = User(email=User.normalize_username(email), name=name.strip(), locale=locale, time_zone=time_zone)
    errors = problems(locale=locale, time_zone=time_zone)
    try:
        User._meta.get_field("email").clean(user.email, user)  # noqa: SLF001 - Django's public _meta
    except ValidationError:
        errors.append(FieldError("email", "invalid", _("Write an email address such as anna@example.com.")))
    errors += wrong_name(user.name)
    if password is not None:
        errors += weaknesses(password, user)
    if errors:
        raise Invalid(_("The user was not created."), errors)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        taken = FieldError("email", "taken", _("There is already a user with this email. Use another one."))
        raise Invalid(_("The user was not created."), [taken]) from error
    return user


def user_of(email: str) -> User | None:
    """The user with this email, who keeps it until the caller's transaction ends: it says whom a workspace lets in."""
    return User.objects.select_for_update(no_key=True).filter(email=email).first()


def update_user(
    user_id: UUID,
    *,
    name: str | None = None,
    locale: str | None = None,
    time_zone: str | None = None,
    theme: str | None = None,
) -> None:
    """Changes what is given and leaves the rest. Raises `Invalid` with a sentence for each wrong value."""
    given = {"name": name, "locale": locale, "time_zone": time_zone, "theme": theme}
    values = {key: value.strip() for key, value in given.items() if value is not None}
    errors = problems(locale=locale, time_zone=time_zone, theme=theme)
    if "name" in values:
        errors += wrong_name(values["name"])
    if errors:
        raise Invalid(_("Nothing was changed."), errors)
    if values:
        User.objects.filter(id=user_id).update(**values)


def belongs_elsewhere(user_id: UUID, workspace_id: UUID) -> bool:
    """Whether the user has other workspaces than this one."""
    return User.objects.filter(id=user_id).exclude(workspace_ids=[workspace_id]).exists()


def wrong_name(name: str) -> list[FieldError]:
    """What is wrong with the name of a person, if anything."""
    if not name:
        return [FieldError("name", "required", _("Write the person's name."))]
    if len(name) > LONGEST_NAME:
        return [FieldError("name", "too-long", _("Write a name of at most 150 letters."))]
    if "\x00" in name:
        return [FieldError("name", "invalid", _("Write the name without control characters."))]
    return []


def weaknesses(password: str, user: User | None = None) -> list[FieldError]:
    """Why a password is too weak, one sentence each; empty when it is good."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [FieldError("password", "weak", sentence) for sentence in error.messages]
    return []


def set_password(user: User, password: str, *, keep_session: str | None = None) -> None:
    """Stores a new password and ends the user's other sessions and all tokens. Raises `Invalid` when it is weak."""
    errors = weaknesses(password, user)
    if errors:
        raise Invalid(_("The password was not changed."), errors)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        end_sessions(user.id, keep=keep_session)
        revoke_everywhere(user.id)
        record_everywhere(user.id, Kind.PASSWORD_CHANGED, by_themself=False)


def deactivate_user(user_id: UUID) -> None:
    """Nobody signs in as this user any more; sessions and tokens stop at once."""
    with transaction.atomic():
        for workspace_id in sorted(User.objects.values_list("workspace_ids", flat=True).get(id=user_id)):
            lock(workspace_id)
        User.objects.filter(id=user_id).update(is_active=False)
        end_sessions(user_id)
        revoke_everywhere(user_id)
        record_everywhere(user_id, Kind.MEMBER_SHUT_OUT, by_themself=False)
