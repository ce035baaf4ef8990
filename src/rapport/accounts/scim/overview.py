"""What a directory has provisioned so far, as administrators see it."""

from uuid import UUID

from django.db.models import Count

from rapport.accounts.models import DirectoryGroup, DirectoryMember, DirectoryUser
from rapport.accounts.scope import in_workspace

MOST_GROUPS = 1000


def provisioned_users(workspace_id: UUID) -> int:
    """How many members the directory describes."""
    with in_workspace(workspace_id):
        return DirectoryUser.objects.filter(workspace_id=workspace_id).count()


def provisioned_groups(workspace_id: UUID) -> list[tuple[UUID, str, int]]:
    """Id, name and number of members of the directory's groups, by name."""
    with in_workspace(workspace_id):
        groups = DirectoryGroup.objects.filter(workspace_id=workspace_id).order_by("display_name_key")[:MOST_GROUPS]
        inside = DirectoryMember.objects.filter(workspace_id=workspace_id).values_list("group_id")
        counts = dict(inside.annotate(members=Count("user_id")))
        return [(group.id, group.display_name, counts.get(group.id, 0)) for group in groups]
