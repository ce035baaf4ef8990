"""What the workloads need to know of the data: ids of stages, owners, deals, and the words to search."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg

from rapport.records.store.search_entries import tag

COMMON, RARE, ABSENT = "garc", "quillf", "zzyzx"


@dataclass
class Facts:
    """One workspace. `stage_of` follows the open deals as they are moved."""

    workspace: UUID
    mark: str
    open_stages: list[UUID]
    owners: list[UUID]
    company: UUID
    deals: list[UUID]
    open_deals: list[UUID]
    stage_of: dict[UUID, UUID]
    counts: dict[str, int]
    deep: tuple[Decimal, UUID] = field(default=(Decimal(0), UUID(int=0)))

    def next_stage(self, deal: UUID) -> UUID:
        """Moves an open deal on in our memory; answers where to."""
        at = self.open_stages.index(self.stage_of[deal]) if self.stage_of[deal] in self.open_stages else 0
        self.stage_of[deal] = self.open_stages[(at + 1) % len(self.open_stages)]
        return self.stage_of[deal]


def learn(connection: psycopg.Connection[Any]) -> Facts:
    """Reads them as the superuser."""

    def column(text: str, *values: Any) -> list[Any]:
        return [row[0] for row in connection.execute(text, values)]

    (workspace,) = column("SELECT id FROM accounts_workspace WHERE name = 'Acme Demo'")
    lanes = "SELECT id FROM pipeline_stage WHERE workspace_id = %s AND status_group = 'open' ORDER BY position"
    some = "SELECT id FROM deal WHERE workspace_id = %s AND deleted_at IS NULL{} ORDER BY md5(id::text) LIMIT 1000"
    return Facts(
        workspace=workspace,
        mark=tag(workspace),
        open_stages=column(lanes, workspace),
        owners=column("SELECT user_id FROM accounts_membership WHERE workspace_id = %s ORDER BY user_id", workspace),
        company=column("SELECT id FROM company WHERE workspace_id = %s ORDER BY id LIMIT 1", workspace)[0],
        deals=column(some.format(""), workspace),
        open_deals=(still := column(some.format(" AND closed_at IS NULL"), workspace)),
        stage_of=dict(connection.execute("SELECT id, stage_id FROM deal WHERE id = ANY(%s)", (still,)).fetchall()),
        counts={table: column(f"SELECT count(*) FROM {table}")[0] for table in ("company", "person", "deal", "change")},
    )
