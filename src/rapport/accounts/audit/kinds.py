"""What the audit log tells of: all kinds of entries, in one place."""

from enum import StrEnum

from django.utils.translation import gettext as _


class Kind(StrEnum):
    """The part before the dot is the area, by which kinds are also found."""

    SIGNED_IN = "sign_in.done"
    SIGN_IN_FAILED = "sign_in.failed"
    LOCKED_OUT = "sign_in.locked_out"
    SIGNED_OUT = "sign_in.out"
    SESSIONS_ENDED = "sign_in.ended"
    LINK_REFUSED = "sign_in.link_refused"
    PASSWORD_CHANGED = "account.password"  # noqa: S105 - the name of a kind
    EMAIL_ASKED = "account.email_asked"
    EMAIL_CONFIRMED = "account.email"
    FACTOR_ADDED = "account.factor_added"
    FACTOR_REMOVED = "account.factor_removed"
    CODES_RENEWED = "account.codes"
    FACTORS_STRIPPED = "account.factors_stripped"
    INVITED = "invitation.made"
    INVITED_AGAIN = "invitation.sent_again"
    INVITATION_REVOKED = "invitation.revoked"
    JOINED = "member.joined"
    MEMBER_ROLES = "member.roles"
    MEMBER_SHUT_OUT = "member.shut_out"
    MEMBER_BACK = "member.back"
    OWNER_CHANGED = "member.owner"
    VIEWED_AS = "member.viewed_as"
    MEMBER_GROUPS = "member.groups"
    ROLE_MADE = "role.made"
    ROLE_CHANGED = "role.changed"
    ROLE_DELETED = "role.deleted"
    TEAM_MADE = "team.made"
    TEAM_CHANGED = "team.changed"
    TEAM_DELETED = "team.deleted"
    TEAM_MEMBERS = "team.members"
    SHARED = "share.made"
    UNSHARED = "share.ended"
    TOKEN_MADE = "token.made"  # noqa: S105 - the name of a kind
    TOKEN_REVOKED = "token.revoked"  # noqa: S105 - the name of a kind
    TOKEN_USED = "token.used"  # noqa: S105 - the name of a kind
    PROVISIONING_TOKEN_MADE = "provisioning.token_made"  # noqa: S105 - the name of a kind
    PROVISIONING_TOKEN_REVOKED = "provisioning.token_revoked"  # noqa: S105 - the name of a kind
    PROVISIONED = "provisioning.user_made"
    PROVISIONED_AGAIN = "provisioning.user_changed"
    DEPROVISIONED = "provisioning.user_deleted"
    GROUP_MADE = "provisioning.group_made"
    GROUP_CHANGED = "provisioning.group_changed"
    GROUP_DELETED = "provisioning.group_deleted"
    APP_MADE = "app.made"
    APP_CHANGED = "app.changed"
    APP_REMOVED = "app.removed"
    APP_SECRET = "app.secret"  # noqa: S105 - the name of a kind
    APP_GRANTED = "app.granted"
    APP_REFUSED = "app.refused"
    APP_REVOKED = "app.revoked"
    APP_REUSED = "app.reused"
    EXPORTED = "data.exported"
    IMPORT_STARTED = "data.import_started"
    IMPORT_ENDED = "data.import_ended"
    IMPORT_UNDONE = "data.import_undone"
    BULK = "data.bulk"
    UNDONE = "data.undone"
    SENSITIVE_READ = "data.sensitive_read"
    WORKSPACE_MADE = "settings.workspace_made"
    SETTINGS_CHANGED = "settings.changed"
    SSO_MADE = "sso.made"
    SSO_CHANGED = "sso.changed"
    SSO_DELETED = "sso.deleted"
    SSO_REQUIRED = "sso.required"
    SSO_LINKED = "sso.linked"
    SSO_REFUSED = "sso.refused"
    SSO_SIGNED_OUT = "sso.signed_out"
    DOMAIN_NAMED = "sso.domain_named"
    DOMAIN_PROVEN = "sso.domain_proven"
    DOMAIN_DELETED = "sso.domain_deleted"
    GROUPS_MAPPED = "sso.groups_mapped"
    AUDIT_EXPORTED = "audit.exported"
    AUDIT_SHORTENED = "audit.shortened"
    AUDIT_ADOPTED = "audit.adopted"
    AUDIT_BROKEN = "audit.broken"
    AUDIT_WRONG = "audit.verification_failed"


AREAS = tuple(dict.fromkeys(kind.partition(".")[0] for kind in Kind))


def label(kind: str) -> str:
    """The kind as a short sentence."""
    said: dict[str, str] = {
        Kind.SIGNED_IN: _("Signed in"),
        Kind.SIGN_IN_FAILED: _("Failed to sign in"),
        Kind.LOCKED_OUT: _("Locked out after too many attempts"),
        Kind.SIGNED_OUT: _("Signed out"),
        Kind.SESSIONS_ENDED: _("Ended sign-ins"),
        Kind.LINK_REFUSED: _("Used a link that does not work"),
        Kind.PASSWORD_CHANGED: _("Changed a password"),
        Kind.EMAIL_ASKED: _("Asked to confirm an email address"),
        Kind.EMAIL_CONFIRMED: _("Confirmed an email address"),
        Kind.FACTOR_ADDED: _("Added a second factor or passkey"),
        Kind.FACTOR_REMOVED: _("Removed a second factor or passkey"),
        Kind.CODES_RENEWED: _("Made new recovery codes"),
        Kind.FACTORS_STRIPPED: _("Removed all second factors of a member"),
        Kind.INVITED: _("Invited somebody"),
        Kind.INVITED_AGAIN: _("Sent an invitation again"),
        Kind.INVITATION_REVOKED: _("Took an invitation back"),
        Kind.JOINED: _("Joined the workspace"),
        Kind.MEMBER_ROLES: _("Changed a member's roles"),
        Kind.MEMBER_SHUT_OUT: _("Shut a member out"),
        Kind.MEMBER_BACK: _("Let a member back in"),
        Kind.OWNER_CHANGED: _("Made another member the owner"),
        Kind.VIEWED_AS: _("Looked at the workspace as another member"),
        Kind.MEMBER_GROUPS: _("Changed a member's roles and teams by their groups"),
        Kind.ROLE_MADE: _("Made a role"),
        Kind.ROLE_CHANGED: _("Changed a role"),
        Kind.ROLE_DELETED: _("Deleted a role"),
        Kind.TEAM_MADE: _("Made a team"),
        Kind.TEAM_CHANGED: _("Changed a team"),
        Kind.TEAM_DELETED: _("Deleted a team"),
        Kind.TEAM_MEMBERS: _("Changed who is in a team"),
        Kind.SHARED: _("Shared a record"),
        Kind.UNSHARED: _("Stopped sharing a record"),
        Kind.TOKEN_MADE: _("Made an API token"),
        Kind.TOKEN_REVOKED: _("Revoked API tokens"),
        Kind.TOKEN_USED: _("Used an API token, the first time that day"),
        Kind.PROVISIONING_TOKEN_MADE: _("Made a provisioning token"),
        Kind.PROVISIONING_TOKEN_REVOKED: _("Revoked a provisioning token"),
        Kind.PROVISIONED: _("Provisioned a user"),
        Kind.PROVISIONED_AGAIN: _("Changed a provisioned user"),
        Kind.DEPROVISIONED: _("Deleted a provisioned user"),
        Kind.GROUP_MADE: _("Made a group of the directory"),
        Kind.GROUP_CHANGED: _("Changed a group of the directory"),
        Kind.GROUP_DELETED: _("Deleted a group of the directory"),
        Kind.APP_MADE: _("Made an app"),
        Kind.APP_CHANGED: _("Changed an app"),
        Kind.APP_REMOVED: _("Removed an app"),
        Kind.APP_SECRET: _("Made a new secret of an app"),
        Kind.APP_GRANTED: _("Let an app act for them"),
        Kind.APP_REFUSED: _("Refused an app"),
        Kind.APP_REVOKED: _("Ended what an app may do for them"),
        Kind.APP_REUSED: _("An app's code or refresh token was used twice; what came of it was ended"),
        Kind.EXPORTED: _("Exported records"),
        Kind.IMPORT_STARTED: _("Started an import"),
        Kind.IMPORT_ENDED: _("Ended an import"),
        Kind.IMPORT_UNDONE: _("Undid an import"),
        Kind.BULK: _("Changed many records at once"),
        Kind.UNDONE: _("Undid a change of several records"),
        Kind.SENSITIVE_READ: _("Read sensitive fields"),
        Kind.WORKSPACE_MADE: _("Made the workspace"),
        Kind.SETTINGS_CHANGED: _("Changed settings"),
        Kind.SSO_MADE: _("Made a single sign-on connection"),
        Kind.SSO_CHANGED: _("Changed a single sign-on connection"),
        Kind.SSO_DELETED: _("Deleted a single sign-on connection"),
        Kind.SSO_REQUIRED: _("Changed whether single sign-on is required"),
        Kind.SSO_LINKED: _("Linked a member to who they are at the identity provider"),
        Kind.SSO_REFUSED: _("Refused a single sign-on"),
        Kind.SSO_SIGNED_OUT: _("Ended sign-ins because the identity provider said so"),
        Kind.DOMAIN_NAMED: _("Named a domain of email addresses"),
        Kind.DOMAIN_PROVEN: _("Proved a domain of email addresses"),
        Kind.DOMAIN_DELETED: _("Deleted a domain of email addresses"),
        Kind.GROUPS_MAPPED: _("Changed what the groups of the directory mean"),
        Kind.AUDIT_EXPORTED: _("Exported the audit log"),
        Kind.AUDIT_SHORTENED: _("Removed old entries of the audit log"),
        Kind.AUDIT_ADOPTED: _("Signed the audit log anew"),
        Kind.AUDIT_BROKEN: _("The audit log was found tampered with"),
        Kind.AUDIT_WRONG: _("The audit log failed its verification"),
    }
    return said.get(kind, kind)  # a kind of a later release is shown as it is
