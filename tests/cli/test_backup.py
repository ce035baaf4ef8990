"""`rapport backup` and `rapport restore`, with real processes: what is saved is there again, nothing is mixed."""

import tarfile
from pathlib import Path

import pytest

from tests.platform.rapport_process import Rapport

pytestmark = pytest.mark.xdist_group("supervisor")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Rapport:
    """A folder with the demo workspace, a user more, and one stored file."""
    rapport = Rapport(tmp_path_factory.mktemp("full"))
    assert rapport.command("prepare").returncode == 0
    stored = rapport.folder / "data" / "files" / "imports"
    stored.mkdir(parents=True)
    (stored / "list").write_bytes(b"\x00bytes")
    return rapport


def export(rapport: Rapport) -> str:
    done = rapport.command("export", "deals")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_round_trip(full: Rapport, tmp_path: Path) -> None:
    target = tmp_path / "all.rapport"
    done = full.command("backup", str(target))
    assert done.returncode == 0, done.stderr
    assert target.stat().st_mode & 0o077 == 0
    with tarfile.open(target) as archive:
        assert not any("secret" in name or "password" in name for name in archive.getnames())
    empty = Rapport(tmp_path)
    done = empty.command("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert export(empty) == export(full)
    assert len(export(full).splitlines()) > 100
    assert (empty.folder / "data" / "files" / "imports" / "list").read_bytes() == b"\x00bytes"
    checked = empty.command("check")
    assert checked.returncode == 0, checked.stdout
    token = empty.command("token", "create", "--user", "demo@rapport.test", "--name", "x")
    assert token.stdout.startswith("rpt_")
    again = empty.command("restore", str(target))
    assert again.returncode == 2
    assert again.stderr.startswith("The database is not empty.")


def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    rapport = Rapport(tmp_path)
    (tmp_path / "x").write_bytes(b"not a tar")
    refused = rapport.command("restore", str(tmp_path / "x"))
    assert refused.returncode == 2
    assert "could not be read as a backup" in refused.stderr
    with tarfile.open(tmp_path / "y", "w") as archive:
        archive.add(tmp_path / "x", "something")
    refused = rapport.command("restore", str(tmp_path / "y"))
    assert refused.returncode == 2
    assert refused.stderr.strip().endswith("is not a backup of Rapport.")


def test_a_place_that_cannot_be_written_is_a_sentence(full: Rapport) -> None:
    refused = full.command("backup", "/nowhere/at/all")
    assert refused.returncode == 2
    assert refused.stderr.startswith("The backup could not be written to /nowhere/at/all: No such file")


def test_settings_are_refused_before_anything_starts(tmp_path: Path) -> None:
    rapport = Rapport(tmp_path, port=70_000)
    refused = rapport.command("up")
    assert refused.returncode == 2
    assert refused.stderr.startswith("RAPPORT_PORT does not fit: ")
    assert not (tmp_path / "data").exists()
