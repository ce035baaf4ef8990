"""The apps of a workspace: made, changed and removed by its administrators."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.keys import make_prefix, place_of
from rapport.accounts.models import App, Consent, User
from rapport.accounts.oauth import redirects
from rapport.accounts.oauth.consents import end_consents, reduce_consents
from rapport.accounts.scope import in_workspace, take_turns
from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.kernel.errors import Conflict, FieldError, Invalid, NotFound

MOST = 50
LONGEST_NAME = 80
SECRET = "rpa_"  # noqa: S105 - the mark by which scanners of source text find a secret


@dataclass(frozen=True, slots=True)
class Registered:
    """An app as administrators see it; `users` is how many members let it act for them now."""

    id: UUID
    client_id: str
    name: str
    redirect_uris: tuple[str, ...]
    confidential: bool
    scopes: tuple[str, ...]
    created_by: tuple[UUID, str]
    created_at: datetime
    users: int


def list_apps(workspace_id: UUID) -> list[Registered]:
    """All of them, by name."""
    with in_workspace(workspace_id):
        return described(workspace_id, list(standing(workspace_id).order_by("name", "id")))


def make_app(context: Context, values: Mapping[str, Any], known_scopes: Sequence[str]) -> tuple[Registered, str]:
    """A new app, and its secret, which is shown once; empty for one that is not confidential. Raises `Invalid`."""
    confidential = values.get("confidential", True)
    errors = problems(values, known_scopes, confidential=confidential)
    missing = [key for key in ("name", "redirect_uris", "scopes") if key not in values]
    errors += [FieldError(key, "required", _("Fill this in.")) for key in missing]
    if errors:
        raise Invalid(_("The app was not made."), errors)
    assert context.user_id, "A person makes an app."
    secret = new_secret() if confidential else ""
    with in_workspace(context.workspace_id):
        take_turns(context.workspace_id, "apps")
        if standing(context.workspace_id).count() >= MOST:
            raise Conflict(_("A workspace can have 50 apps. Remove one that nobody uses first."))
        app = App.objects.create(
            workspace_id=context.workspace_id,
            name=values["name"].strip(),
            client_id=make_prefix(context.workspace_id),
            confidential=confidential,
            secret_hash=hashed(secret) if secret else b"",
            redirect_uris=values["redirect_uris"],
            scopes=values["scopes"],
            created_by=context.user_id,
        )
        said = {"confidential": confidential, "scopes": app.scopes, "addresses": len(app.redirect_uris)}
        record(context, Kind.APP_MADE, subject=Subject("app", app.id), data=said)
        return described(context.workspace_id, [app])[0], secret


def change_app(context: Context, app_id: UUID, values: Mapping[str, Any], known_scopes: Sequence[str]) -> Registered:
    """Changes name, redirect addresses or scopes; what it may do no more ends at once. Raises `NotFound`, `Invalid`."""
    with in_workspace(context.workspace_id):
        app = held(context.workspace_id, app_id)
        errors = problems(values, known_scopes, confidential=app.confidential)
        if errors:
            raise Invalid(_("The app was not changed."), errors)
        before = set(app.scopes)
        for key, value in values.items():
            setattr(app, key, value.strip() if key == "name" else value)
        app.save(update_fields=[*values]) if values else None
        lost = before - set(app.scopes)
        ended = reduce_consents(app, lost) if lost else 0
        said = {"changed": sorted(values), "lost": sorted(lost), "ended": ended}
        record(context, Kind.APP_CHANGED, subject=Subject("app", app.id), data=said)
        return described(context.workspace_id, [app])[0]


def renew_secret(context: Context, app_id: UUID) -> str:
    """A new secret, shown once; the one before opens nothing any more. Raises `NotFound`, or `Conflict` without one."""
    with in_workspace(context.workspace_id):
        app = held(context.workspace_id, app_id)
        if not app.confidential:
            raise Conflict(_("This app runs on its users' machines, where no secret is safe, and so has none."))
        secret = new_secret()
        app.secret_hash = hashed(secret)
        app.save(update_fields=["secret_hash"])
        record(context, Kind.APP_SECRET, subject=Subject("app", app.id))
        return secret


def remove_app(context: Context, app_id: UUID) -> None:
    """Ends the app and all that it holds, at once. Raises `NotFound`."""
    with in_workspace(context.workspace_id):
        app = held(context.workspace_id, app_id)
        app.deleted_at = now()
        app.save(update_fields=["deleted_at"])
        ended = end_consents(context.workspace_id, app_id=app.id)
        record(context, Kind.APP_REMOVED, subject=Subject("app", app.id), data={"users": ended})


def app_of(client_id: str) -> App | None:
    """The app with this public name, wherever it is."""
    workspace_id = place_of(client_id)
    if workspace_id is None:
        return None
    with in_workspace(workspace_id):
        return standing(workspace_id).filter(client_id=client_id).select_related("workspace").first()


def fits(app: App, secret: str) -> bool:
    """Whether it is the app's secret; compared in constant time."""
    return app.confidential and secrets.compare_digest(bytes(app.secret_hash), hashed(secret))


def problems(values: Mapping[str, Any], known_scopes: Sequence[str], *, confidential: Any) -> list[FieldError]:
    """What is wrong with the values that are given."""
    if not isinstance(confidential, bool):
        return [FieldError("confidential", "checkbox", _("Say whether the app can keep a secret: true or false."))]
    errors = []
    if "name" in values:
        name = values["name"].strip() if isinstance(values["name"], str) else ""
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            errors.append(FieldError("name", "invalid", _("Write a name of at most 80 letters, in one line.")))
    if "redirect_uris" in values:
        errors += redirects.problems(values["redirect_uris"], confidential=confidential)
    if "scopes" in values:
        asked = values["scopes"]
        if (
            not isinstance(asked, list)
            or not asked
            or not all(isinstance(one, str) and one in known_scopes and asked.count(one) == 1 for one in asked)
        ):
            sentence = _("Choose one or more of the scopes that there are, each once.")
            errors.append(FieldError("scopes", "unknown", sentence))
    return errors


def held(workspace_id: UUID, app_id: UUID) -> App:
    """The app, locked until the transaction ends. Raises `NotFound`."""
    app = standing(workspace_id).select_for_update().filter(id=app_id).first()
    if app is None:
        raise NotFound(_("There is no such app. It may have been removed already."))
    return app


def standing(workspace_id: UUID) -> QuerySet[App]:
    """Those that were not removed."""
    return App.objects.filter(workspace_id=workspace_id, deleted_at=None)


def described(workspace_id: UUID, apps: Sequence[App]) -> list[Registered]:
    """As administrators see them."""
    mine = Consent.objects.filter(workspace_id=workspace_id, revoked_at=None, app_id__in=[app.id for app in apps])
    users = dict(mine.values_list("app_id").annotate(users=Count("user_id")))
    names = dict(User.objects.filter(id__in={app.created_by for app in apps}).values_list("id", "name"))
    return [
        Registered(
            id=app.id,
            client_id=app.client_id,
            name=app.name,
            redirect_uris=tuple(app.redirect_uris),
            confidential=app.confidential,
            scopes=tuple(app.scopes),
            created_by=(app.created_by, names[app.created_by]),
            created_at=app.created_at,
            users=users.get(app.id, 0),
        )
        for app in apps
    ]


def new_secret() -> str:
    """256 random bits."""
    return SECRET + secrets.token_urlsafe(32)


def hashed(secret: str) -> bytes:
    """How a secret is stored: as many random bits need no slow hash."""
    return sha256(secret.encode()).digest()
