"""The tables of the app `accounts`."""

from rapport.accounts.models.app import App, AppCode, Consent, RefreshToken
from rapport.accounts.models.audit import AuditEntry, AuditHead
from rapport.accounts.models.invitation import Invitation
from rapport.accounts.models.mail import OutgoingMail
from rapport.accounts.models.membership import Membership, MembershipRole, Role
from rapport.accounts.models.provisioning import (
    DirectoryEmail,
    DirectoryGroup,
    DirectoryMember,
    DirectoryUser,
    ProvisioningSettings,
    ProvisioningToken,
)
from rapport.accounts.models.session import CacheEntry, Session, SetupCode
from rapport.accounts.models.sso import (
    GroupMapping,
    SsoConnection,
    SsoDomain,
    SsoLink,
    SsoPlace,
    SsoRequest,
    SsoUsed,
)
from rapport.accounts.models.team import Team, TeamMember
from rapport.accounts.models.token import ApiToken
from rapport.accounts.models.user import User
from rapport.accounts.models.workspace import Workspace

__all__ = [
    "ApiToken",
    "App",
    "AppCode",
    "AuditEntry",
    "AuditHead",
    "CacheEntry",
    "Consent",
    "DirectoryEmail",
    "DirectoryGroup",
    "DirectoryMember",
    "DirectoryUser",
    "GroupMapping",
    "Invitation",
    "Membership",
    "MembershipRole",
    "OutgoingMail",
    "ProvisioningSettings",
    "ProvisioningToken",
    "RefreshToken",
    "Role",
    "Session",
    "SetupCode",
    "SsoConnection",
    "SsoDomain",
    "SsoLink",
    "SsoPlace",
    "SsoRequest",
    "SsoUsed",
    "Team",
    "TeamMember",
    "User",
    "Workspace",
]
