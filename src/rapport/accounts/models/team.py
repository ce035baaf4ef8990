"""Teams, which nest: a team is also a territory, for records belong to teams as they belong to owners."""

from django.db import models

from rapport.accounts.models.workspace import Workspace
from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class Team(models.Model):
    """A team; whoever is in it, or in a team above it, has what the word "team" of a role says about it."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="teams", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    name = models.CharField(max_length=80)
    parent_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        db_table = "accounts_team"
        indexes = (models.Index(fields=("workspace_id", "parent_id"), name="accounts_team_parent_ix"),)
        constraints = (
            models.UniqueConstraint(fields=("workspace", "name"), name="accounts_team_name"),
            TenantForeignKey(name="accounts_team_parent", columns=("parent_id",), to="accounts_team"),
            RowLevelSecurity(name="accounts_team_tenant"),
        )

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """One member of one team. New records of theirs belong to the team that is `main`."""

    pk = models.CompositePrimaryKey("workspace_id", "user_id", "team_id")
    workspace_id = models.UUIDField()
    user_id = models.UUIDField()
    team_id = models.UUIDField()
    main = models.BooleanField(default=False)

    class Meta:
        db_table = "accounts_team_member"
        indexes = (models.Index(fields=("workspace_id", "team_id"), name="accounts_team_member_team_ix"),)
        constraints = (
            models.UniqueConstraint(
                fields=("workspace_id", "user_id"), name="accounts_team_member_main", condition=models.Q(main=True)
            ),
            TenantForeignKey(
                name="accounts_team_member_user",
                columns=("user_id",),
                to="accounts_membership",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            TenantForeignKey(
                name="accounts_team_member_team", columns=("team_id",), to="accounts_team", on_delete="CASCADE"
            ),
            RowLevelSecurity(name="accounts_team_member_tenant"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"
