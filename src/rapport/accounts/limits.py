"""What a token's limits leave of its member's rights, and from which addresses it may be used."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from ipaddress import ip_address, ip_network
from types import MappingProxyType
from typing import Any

import orjson
from django.utils.translation import gettext as _

from rapport.accounts.roles import EVERY_OBJECT
from rapport.kernel.context import Grant, Reach
from rapport.kernel.errors import FieldError

ACTIONS = ("view", "create", "edit", "delete")
# What stays of the special words when a token is limited to objects: those that act on records the grants allow.
ON_RECORDS = frozenset({"export", "bulk", "merge"})
# An import is a job that goes on with the rights of its member: a token that has less must not start one.
BY_JOB = frozenset({"import"})
MOST_NETWORKS = 50


@lru_cache(maxsize=512)
def read_limits(text: str | None) -> Mapping[str, Any]:
    """The limits as the row holds them; few tokens serve most requests, so they are kept."""
    return MappingProxyType(orjson.loads(text)) if text else MappingProxyType({})


def narrow(grants: Mapping[str, Grant], limits: Mapping[str, Any]) -> Mapping[str, Grant]:
    """The grants within the limits: an action that is not named reaches nothing.

    `"*"` among the limits names actions on all objects that are not named themselves.
    """
    objects = limits.get("objects")
    if objects is None:
        return grants
    everywhere = objects.get(EVERY_OBJECT, ())
    whole = {EVERY_OBJECT: Grant(), **grants}
    return MappingProxyType({
        key: cut(whole.get(key) or whole[EVERY_OBJECT], objects.get(key, everywhere)) for key in {*whole, *objects}
    })  # fmt: skip


def cut(whole: Grant, actions: Collection[str]) -> Grant:
    """What stays of one grant."""
    return Grant(**{action: getattr(whole, action) if action in actions else Reach.NONE for action in ACTIONS})


def narrow_words(special: frozenset[str], limits: Mapping[str, Any]) -> frozenset[str]:
    """The special words within the limits."""
    if limits.get("objects") is not None:
        return special & ON_RECORDS
    return special if limits.get("roles") is None else special - BY_JOB


def may_come_from(address: str, limits: Mapping[str, Any]) -> bool:
    """Whether the address lies in one of the networks; an unknown address lies in none."""
    networks = limits.get("networks")
    if not networks:
        return True
    try:
        here = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(here, "ipv4_mapped", None)
    return any((mapped or here) in ip_network(network) for network in networks)


def problems(limits: Mapping[str, Any], *, objects: Sequence[str]) -> list[FieldError]:
    """What is wrong with the objects and networks of new limits; `objects` are the keys there are."""
    found = []
    asked = limits.get("objects")
    if asked is not None:
        fits = isinstance(asked, dict) and all(
            key in objects and isinstance(actions, list) and all(action in ACTIONS for action in actions)
            for key, actions in asked.items()
        )
        if not fits:
            sentence = _("Give objects by their key, each with some of: view, create, edit, delete.")
            found.append(FieldError("objects", "unknown", sentence))
    networks = limits.get("networks")
    if networks is not None and not all_networks(networks):
        sentence = _("Write each network as 203.0.113.0/24 or 2001:db8::/32, at most 50 of them.")
        found.append(FieldError("networks", "invalid", sentence))
    return found


def all_networks(value: Any) -> bool:
    """Whether it is a list of networks in CIDR form."""
    if not isinstance(value, list) or len(value) > MOST_NETWORKS:
        return False
    try:
        return all(isinstance(each, str) and bool(ip_network(each)) for each in value)
    except ValueError:
        return False
