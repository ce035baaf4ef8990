"""Who somebody is here whom a provider vouches for: a member it was linked to, one with that email, or a new one."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.models import Membership, MembershipRole, Role, SsoConnection, SsoLink, User
from rapport.accounts.scope import in_workspace
from rapport.accounts.sso.claims import Claims
from rapport.accounts.sso.domains import has_proven
from rapport.accounts.sso.failures import Code, SsoFailed
from rapport.accounts.teams import join_teams
from rapport.accounts.users import LONGEST_NAME, create_user, user_of
from rapport.accounts.workspaces import enter, lock
from rapport.kernel.clock import now
from rapport.kernel.errors import Invalid


def member_for(connection: SsoConnection, claims: Claims) -> User:
    """The active member. Raises `SsoFailed` when it is nobody, or nobody who may come in."""
    place = connection.workspace_id
    with in_workspace(place):
        lock(place)
        mine = SsoLink.objects.filter(workspace_id=place, connection_id=connection.id)
        link = mine.filter(subject=claims.subject).first()
        if link is not None:
            linked = active_member(connection, User.objects.get(id=link.user_id))
            mine.filter(subject=claims.subject).update(last_used_at=now())
            return linked
        email = proven_email(claims)
        found = user_of(email)
        known = found is not None and Membership.objects.filter(workspace_id=place, user_id=found.id).exists()
        if found is not None and known:
            user = active_member(connection, found)
            # Whoever gets a former colleague's address must not get their account: an address links once.
            if mine.filter(user_id=user.id).exists():
                raise SsoFailed(Code.REFUSED, "linked_already")
        else:
            user = newcomer(connection, claims, email, found)
        SsoLink.objects.create(
            workspace_id=place,
            connection_id=connection.id,
            subject=claims.subject,
            user_id=user.id,
            last_used_at=now(),
        )
        said = {"connection": connection.id, "joined": not known}
        record(place, Kind.SSO_LINKED, subject=Subject("user", user.id), data=said, user_id=user.id)
        return user


def active_member(connection: SsoConnection, user: User) -> User:
    """The user, unless they were shut out: an administrator's word counts more than the provider's."""
    mine = Membership.objects.filter(workspace_id=connection.workspace_id, user_id=user.id, active=True)
    if not user.is_active or not mine.exists():
        raise SsoFailed(Code.DEACTIVATED, "deactivated")
    return user


def proven_email(claims: Claims) -> str:
    """The email as users have it. Raises `SsoFailed` for none, and for one the provider itself does not trust."""
    email = User.normalize_username(claims.email)
    try:
        validate_email(email)
    except ValidationError as error:
        raise SsoFailed(Code.NO_EMAIL, "email_missing") from error
    if claims.email_verified is False:
        raise SsoFailed(Code.NO_EMAIL, "email_not_verified")
    return email


def newcomer(connection: SsoConnection, claims: Claims, email: str, user: User | None) -> User:
    """Makes somebody of a proven domain a member. Raises `SsoFailed` where the connection or the domain does not."""
    place = connection.workspace_id
    if not connection.just_in_time:
        raise SsoFailed(Code.NOT_A_MEMBER, "not_a_member")
    if not has_proven(place, email.rpartition("@")[2]):
        raise SsoFailed(Code.UNPROVEN, "domain_not_proven")
    if user is not None and not user.is_active:
        raise SsoFailed(Code.DEACTIVATED, "deactivated")
    try:
        joined = user or create_user(email=email, name=name_of(claims, email), password=None)
    except Invalid as error:
        raise SsoFailed(Code.NO_EMAIL, "email_invalid", str(error)) from error
    if user is None:
        User.objects.filter(id=joined.id).update(email_verified_at=now())
    enter(place, joined)
    roles = Role.objects.filter(workspace_id=place, id__in=connection.role_ids)
    MembershipRole.objects.bulk_create(
        MembershipRole(workspace_id=place, user_id=joined.id, role_id=role.id) for role in roles
    )
    join_teams(place, joined.id, connection.team_ids)
    return joined


def name_of(claims: Claims, email: str) -> str:
    """The person's name, else the part of their address that stands for one."""
    said = " ".join("".join(letter for letter in claims.name if letter.isprintable()).split())
    return said[:LONGEST_NAME] or email.partition("@")[0][:LONGEST_NAME] or _("New colleague")
