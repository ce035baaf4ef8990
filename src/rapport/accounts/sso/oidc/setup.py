"""Setting an OpenID connection up, and looking step by step whether it works."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.connections import (
    create_connection,
    find_connection,
    text_of,
    update_connection,
    wrong,
)
from rapport.accounts.sso.oidc.provider import Provider, ProviderWrong, discover, keys_in, read_keys, read_provider
from rapport.accounts.sso.steps import Step
from rapport.platform.outgoing import NotFetched
from rapport.platform.sealing import seal

OWN = ("issuer", "client_id", "client_secret", "scopes")
SCOPES = ["openid", "email", "profile"]
CLAIMS = {"email_claim": "email", "name_claim": "name", "groups_claim": "groups"}
LONGEST_ISSUER, LONGEST_SECRET, MOST_SCOPES = 500, 500, 20


def create(workspace_id: UUID, shared: Mapping[str, Any], own: Mapping[str, Any]) -> SsoConnection:
    """A new connection to a provider that answers. Raises `Invalid` naming the part."""
    values = {"scopes": SCOPES, **columns(own)}
    for key in ("issuer", "client_id", "client_secret"):
        text_of(own, key, needed=True, most=LONGEST_SECRET)
    return create_connection(workspace_id, "oidc", {**CLAIMS, **shared}, **values)


def update(workspace_id: UUID, connection_id: UUID, shared: Mapping[str, Any], own: Mapping[str, Any]) -> SsoConnection:
    """Changes what is given; an empty secret stays as it was. Raises `Invalid`, `NotFound` or `Conflict`."""
    return update_connection(workspace_id, connection_id, shared, **columns(own))


def columns(own: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the parts that are given; a new issuer has to answer, and by its own name."""
    found: dict[str, Any] = {}
    if "issuer" in own:
        found["issuer"] = text_of(own, "issuer", needed=True, most=LONGEST_ISSUER)
        try:
            read_provider(found["issuer"], discover(found["issuer"]))
        except (NotFetched, ProviderWrong) as error:
            raise wrong("issuer", str(error)) from error
    if "client_id" in own:
        found["client_id"] = text_of(own, "client_id", needed=True)
    if own.get("client_secret"):
        found["secret"] = seal(text_of(own, "client_secret", most=LONGEST_SECRET))
    if own.get("scopes") is not None:
        found["scopes"] = scopes_of(own["scopes"])
    return found


def scopes_of(value: Any) -> list[str]:
    """The scopes to ask for, `openid` first. Raises `Invalid`."""
    fits = isinstance(value, list) and len(value) <= MOST_SCOPES and all(isinstance(each, str) for each in value)
    if not fits or not all(each.isascii() and each.isprintable() and " " not in each and each for each in value):
        raise wrong("scopes", _("Give “scopes” as a list of words."))
    return list(dict.fromkeys(["openid", *value]))


def look(workspace_id: UUID, connection_id: UUID) -> list[Step]:
    """What a sign-in would meet, up to the first thing that is wrong. Raises `NotFound`."""
    return list(steps(find_connection(workspace_id, connection_id)))


def steps(connection: SsoConnection) -> Iterator[Step]:
    """One after another."""
    try:
        document = discover(connection.issuer)
    except (NotFetched, ProviderWrong) as error:
        yield Step(_("The provider answers"), ok=False, detail=str(error))
        return
    yield Step(_("The provider answers"), ok=True, detail=connection.issuer)
    try:
        provider = read_provider(connection.issuer, document)
    except ProviderWrong as error:
        yield Step(_("Its issuer and addresses fit"), ok=False, detail=str(error))
        return
    yield Step(_("Its issuer and addresses fit"), ok=True, detail=provider.token_endpoint)
    yield from last_steps(connection, provider)


def last_steps(connection: SsoConnection, provider: Provider) -> Iterator[Step]:
    """Keys, and whether anybody has come by it."""
    try:
        keys = keys_in(read_keys(provider))
    except (NotFetched, ProviderWrong) as error:
        yield Step(_("Its keys can be read"), ok=False, detail=str(error))
        return
    yield Step(_("Its keys can be read"), ok=True, detail=_("%(n)d keys") % {"n": len(keys.keys)})
    tried = connection.tried_at is not None
    hint = _("Yes.") if tried else _("Not yet: sign in by it once.")
    yield Step(_("An administrator has signed in by it"), ok=tried, detail=hint)
