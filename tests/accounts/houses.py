"""Workspaces, sessions and database roles for the tests of accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction

from rapport.accounts.models import User
from rapport.accounts.sessions import SessionStore
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import create_workspace

PASSWORD = "a long quiet river"


@dataclass
class House:
    """A workspace and its owner."""

    id: UUID
    owner: User


def house(name: str, email: str) -> House:
    owner = create_user(email=email, name=f"{name} Owner", password=PASSWORD)
    return House(create_workspace(name=name, owner=owner).id, owner)


@contextmanager
def role(name: str) -> Iterator[None]:
    """Statements as one of the two database roles, whatever role the tests connect as."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {name}")
        yield
        cursor.execute("RESET ROLE")


def session_of(user: User) -> SessionStore:
    store = SessionStore()
    store[SESSION_KEY] = str(user.id)
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return store
