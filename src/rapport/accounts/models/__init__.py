"""The tables of the app `accounts`."""

from rapport.accounts.models.mail import OutgoingMail
from rapport.accounts.models.membership import Membership, MembershipRole, Role
from rapport.accounts.models.session import CacheEntry, Session, SetupCode
from rapport.accounts.models.token import ApiToken
from rapport.accounts.models.user import User
from rapport.accounts.models.workspace import Workspace

__all__ = [
    "ApiToken",
    "CacheEntry",
    "Membership",
    "MembershipRole",
    "OutgoingMail",
    "Role",
    "Session",
    "SetupCode",
    "User",
    "Workspace",
]
