"""Two workspaces with an administrator each, and files to import."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.records.desks import Desk, desk

Write = Callable[..., Path]


@pytest.fixture
def acme(db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


@pytest.fixture
def globex(db: None) -> Desk:
    return desk("Globex", "gert@globex.test")


@pytest.fixture
def write_file(tmp_path: Path) -> Write:
    def write(*lines: str, name: str = "people.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
        return path

    return write
