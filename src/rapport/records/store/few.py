"""References to few rows (stages, members, teams): they are looked up first, and their records follow from an index.

A planner that joins first reads and sorts every record to find the fifty whose owner's name comes first.
"""

from dataclasses import dataclass

from rapport.fields.stage import STAGES
from rapport.records.store.paths import Path
from rapport.records.store.statement import WORKSPACE


@dataclass(frozen=True, slots=True)
class Few:
    """The rows a reference may point at: `rows` answers `(id, k0)`, `column` is the reference's own."""

    rows: str
    column: str


ROWS = {
    "stage": f"SELECT f.id, f.position AS k0 FROM {STAGES} f WHERE f.workspace_id = {WORKSPACE}",
    "user": (
        "SELECT f.user_id AS id, rapport_fold(u.name) AS k0 FROM accounts_membership f"
        f" JOIN accounts_user u ON u.id = f.user_id WHERE f.workspace_id = {WORKSPACE}"
    ),
    "team": f"SELECT f.id, rapport_fold(f.name) AS k0 FROM accounts_team f WHERE f.workspace_id = {WORKSPACE}",
}


def few(path: Path) -> Few | None:
    """The rows behind a path that is itself a reference to few."""
    rows = ROWS.get(path.spec.kind) if path.over is None else None
    return Few(rows, path.spec.column) if rows else None
