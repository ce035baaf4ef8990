"""Checks an email and a password; an unknown email costs as much time as a wrong password."""

from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from rapport.accounts.models import User


class EmailBackend(BaseBackend):
    """The only entry of `AUTHENTICATION_BACKENDS`."""

    def authenticate(  # type: ignore[override] # the credentials by name
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django passes it to each backend
        email: str | None = None,
        password: str | None = None,
    ) -> User | None:
        """The active user whose password it is, or None for every other reason alike."""
        if not email or not password:
            return None
        user = User.objects.filter(email=User.normalize_username(email)).first()
        if user is None or not user.has_usable_password():
            make_password(password)
            return None
        right = user.check_password(password)
        return user if right and user.is_active else None

    def get_user(self, user_id: UUID) -> User | None:
        """The active user with this id."""
        return User.objects.filter(id=user_id, is_active=True).first()
