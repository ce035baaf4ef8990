"""The embedded PostgreSQL after every kind of end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rapport.platform.misconfigured import Misconfigured
from rapport.platform.postgres.cluster import Cluster, is_server
from rapport.platform.postgres.embedded import answers, prepare, running, superuser_address
from rapport.platform.postgres.roles import refuse_too_mighty


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    made.start()
    prepare(made.data_dir)
    yield made
    made.stop()


def rows(cluster: Cluster, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(superuser_address(cluster.data_dir).conninfo(), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_it_runs_as_nobody_mighty_and_listens_on_its_socket_only(cluster: Cluster) -> None:
    assert cluster.process is not None
    assert Path(f"/proc/{cluster.process.pid}").stat().st_uid != 0
    assert rows(cluster, "SHOW listen_addresses") == [("",)]
    assert (cluster.data_dir / "run").stat().st_mode & 0o077 == 0
    assert rows(
        cluster,
        "SELECT rolname, rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname LIKE 'rapport%' ORDER BY 1",
    ) == [
        ("rapport_app", False, False, True),
        ("rapport_owner", False, False, True),
        ("rapport_reader", False, False, False),
    ]


def test_the_app_enters_the_reader_and_does_not_inherit_it(cluster: Cluster) -> None:
    granted = rows(
        cluster, "SELECT inherit_option, set_option FROM pg_auth_members WHERE roleid = 'rapport_reader'::regrole"
    )
    assert granted == [(False, True)]


def test_preparing_again_changes_nothing(cluster: Cluster) -> None:
    prepare(cluster.data_dir)
    prepare(cluster.data_dir)
    assert rows(cluster, "SELECT count(*) FROM pg_database WHERE datname = 'rapport'") == [(1,)]


def test_a_mighty_role_is_refused(cluster: Cluster) -> None:
    rows(cluster, "ALTER ROLE rapport_app BYPASSRLS")
    try:
        with (
            psycopg.connect(superuser_address(cluster.data_dir).conninfo()) as connection,
            pytest.raises(Misconfigured, match="ALTER ROLE rapport_app"),
        ):
            refuse_too_mighty(connection)
    finally:
        rows(cluster, "ALTER ROLE rapport_app NOBYPASSRLS")


def test_a_second_one_on_the_folder_is_refused(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapport.platform.postgres.cluster.STOP_PATIENCE", 0.1)
    with pytest.raises(Misconfigured, match="Another process holds the database"):
        Cluster(cluster.data_dir).start()
    assert cluster.alive()


def test_a_command_uses_the_one_that_runs(cluster: Cluster) -> None:
    assert cluster.process is not None
    with running(cluster.data_dir):
        assert is_server(cluster.process.pid, cluster.folder)
    assert cluster.alive()


def test_after_kill_9_what_was_committed_is_there(cluster: Cluster) -> None:
    rows(cluster, "CREATE TABLE kept AS SELECT 7 AS number")
    assert cluster.process is not None
    cluster.process.send_signal(signal.SIGKILL)
    cluster.process.wait()
    assert not cluster.alive()
    cluster.stop()
    cluster.start()
    assert rows(cluster, "SELECT number FROM kept") == [(7,)]


def test_a_note_that_names_some_other_process_does_not_stop_the_start(cluster: Cluster) -> None:
    cluster.stop()
    assert not answers(cluster.data_dir)
    (cluster.folder / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.folder}\n")
    cluster.start()
    assert cluster.alive()


def test_a_server_whose_parent_was_killed_ends_and_makes_room(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from rapport.platform.postgres.cluster import Cluster\n"
        "one = Cluster(Path(sys.argv[1]), forgetful=True); one.start(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == -signal.SIGKILL
    again = Cluster(tmp_path, forgetful=True)
    again.start()
    assert again.alive()
    again.stop()


def test_a_folder_that_cannot_be_written_is_a_sentence() -> None:
    with pytest.raises(Misconfigured, match="Set RAPPORT_DATA_DIR"):
        Cluster(Path("/proc/nowhere")).start()


def test_an_interrupted_first_start_begins_again(tmp_path: Path) -> None:
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "half").touch()
    made = Cluster(tmp_path, forgetful=True)
    made.start()
    made.stop()
    assert not (tmp_path / "postgres.new").exists()
