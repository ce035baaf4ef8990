"""`rapport up` as people meet it: started, started twice, killed in every way, started again."""

import os
import pwd
import signal
import socket
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.platform.rapport_process import PATIENCE, Rapport

pytestmark = pytest.mark.xdist_group("supervisor")


@pytest.fixture(scope="module")
def rapport(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapport]:
    started = Rapport(tmp_path_factory.mktemp("up"))
    started.start()
    yield started
    if started.process is not None and started.process.poll() is None:
        started.stop()
    started.wait_until_gone()


def pid_of(rapport: Rapport, *words: str) -> int:
    return next(pid for pid, command in rapport.processes().items() if all(word in command for word in words))


def users(rapport: Rapport) -> str:
    """The export needs a signed-in user's rights, tables and rows: what is there, and that it can be read."""
    done = rapport.command("token", "create", "--user", "demo@rapport.test", "--name", "test")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_it_says_where_it_is_and_how_to_sign_in(rapport: Rapport) -> None:
    assert f"http://127.0.0.1:{rapport.port}" in rapport.said
    kept = rapport.folder / "data" / "demo-password.txt"
    assert f"Sign in as demo@rapport.test with the password {kept.read_text().strip()}" in rapport.said
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert rapport.get("/readyz") == (200, '{"status": "ready"}')
    assert users(rapport).startswith("rpt_")


def test_requests_are_counted_on_a_port_of_their_own_and_logged_without_their_values(rapport: Rapport) -> None:
    assert rapport.get("/api/v1/search?q=olga@acme.test")[0] == 401
    assert rapport.get("/somewhere/olga@acme.test")[0] in {200, 503}
    assert 'rapport_requests_total{method="GET"' in rapport.get("/metrics", rapport.port + 1000)[1]
    assert rapport.get("/metrics")[1] != rapport.get("/metrics", rapport.port + 1000)[1]
    told = [line for line in rapport.log if line["event"] == "request"]
    assert {"method", "route", "status", "ms", "request", "at"} <= set(told[0])
    assert "olga" not in (rapport.folder / "log").read_text()


def test_a_second_one_on_the_folder_is_refused(rapport: Rapport) -> None:
    done = rapport.command("up")
    assert done.returncode == 2
    assert done.stderr.startswith("Rapport runs already on the data folder")
    assert rapport.get("/readyz")[0] == 200


def test_a_taken_port_is_said(rapport: Rapport, tmp_path: Path) -> None:
    done = Rapport(tmp_path, rapport.port).command("up")
    assert done.returncode == 2
    assert done.stderr == (
        f"Port {rapport.port} on 127.0.0.1 is taken by another program. Set RAPPORT_PORT to another one.\n"
    )


@pytest.mark.parametrize("words", [("rapport.cli serve",), ("rapport.cli worker",), ("bin/postgres -D",)])
def test_what_crashes_is_started_again(rapport: Rapport, words: tuple[str, ...]) -> None:
    before = pid_of(rapport, *words)
    os.kill(before, signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        alive = [pid for pid, command in rapport.processes().items() if words[0] in command and pid != before]
        if alive and before not in rapport.processes() and answers(rapport):
            break
        time.sleep(0.05)
    else:
        pytest.fail("It was not started again.")
    assert any("starting it again" in line["event"] for line in rapport.log)


def answers(rapport: Rapport) -> bool:
    try:
        return rapport.get("/readyz")[0] == 200
    except OSError:
        return False


def test_children_do_not_outlive_a_killed_supervisor_and_the_next_start_recovers(rapport: Rapport) -> None:
    token = users(rapport)
    assert rapport.process is not None
    rapport.process.kill()
    rapport.start()
    assert users(rapport) != token
    assert rapport.get("/readyz")[0] == 200


def test_after_kill_9_of_everything_it_starts_again(rapport: Rapport) -> None:
    done = rapport.command("user", "create", "--email", "ann@x.test", "--name", "Ann", "--role", "manager")
    assert done.returncode == 0, done.stderr
    rapport.kill_all()
    rapport.start()
    again = rapport.command("user", "create", "--email", "ann@x.test", "--name", "Ann", "--role", "manager")
    assert again.returncode == 1
    assert "There is already a user with this email." in again.stderr


def test_it_stops_in_order_and_leaves_nothing(rapport: Rapport) -> None:
    assert rapport.stop() == 0
    rapport.wait_until_gone()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", rapport.port))
    assert not (rapport.folder / "data" / "postgres" / "postmaster.pid").exists()
    server_log = (rapport.folder / "data" / "postgres" / "server.log").read_text()
    assert "database system is shut down" in server_log.strip().splitlines()[-1]


def other_user() -> dict[str, Any]:
    """The words for a process of an ordinary user, when we are root and such a user can reach this Python."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    for place in (Path(sys.executable), Path(sys.executable).resolve(), Path(__file__)):
        for step in place.parents:
            if not step.stat().st_mode & stat.S_IXOTH:
                pytest.skip(f"An ordinary user cannot reach {step}.")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def test_an_ordinary_user_can_run_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    user = other_user()
    folder = tmp_path_factory.mktemp("ordinary")
    if user:
        os.chown(folder, user["user"], user["group"])
        for step in folder.parents:
            if step.stat().st_uid == os.geteuid():
                step.chmod(step.stat().st_mode | stat.S_IXOTH)
    started = Rapport(folder, user=user)
    started.start()
    try:
        assert started.get("/readyz")[0] == 200
        owners = {Path(f"/proc/{pid}").stat().st_uid for pid in started.processes()}
        assert owners == {user.get("user", os.geteuid())}
    finally:
        started.stop()
    started.wait_until_gone()
