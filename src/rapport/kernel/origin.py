"""Where an act comes from: what a request says of itself, for whatever is told about the act later on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from rapport.kernel.context import ActorKind


@dataclass(frozen=True, slots=True)
class Origin:
    """`nobody` is a request of whom nothing is known yet; without any request it is the system itself."""

    kind: ActorKind | Literal["nobody"] = "system"
    user_id: UUID | None = None
    token_id: UUID | None = None
    request_id: str = ""
    address: str = ""


SYSTEM = Origin()
_here: ContextVar[Origin] = ContextVar("origin", default=SYSTEM)


def origin() -> Origin:
    """The origin of what is done now."""
    return _here.get()


@contextmanager
def coming_from(given: Origin) -> Iterator[None]:
    """The origin within the block."""
    before = _here.set(given)
    try:
        yield
    finally:
        _here.reset(before)


def known_as(user_id: UUID, token_id: UUID | None = None) -> None:
    """Says who is behind the request of the surrounding block, once that is proven."""
    kind: Literal["api_key", "user"] = "api_key" if token_id else "user"
    _here.set(replace(_here.get(), kind=kind, user_id=user_id, token_id=token_id))
