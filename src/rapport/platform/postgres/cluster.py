"""The embedded PostgreSQL: made at the first start, started as a child process, recovered after any end."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

import psycopg

from rapport.platform.child import die_with_parent
from rapport.platform.held import Held, hold
from rapport.platform.misconfigured import Misconfigured, unusable
from rapport.platform.postgres.account import SystemUser, open_way, system_user
from rapport.platform.postgres.address import embedded_address, socket_folder
from rapport.platform.postgres.programs import program
from rapport.platform.postgres.tuning import INIT, arguments

SUPERUSER = "postgres"
SHORTEST_NAP, LONGEST_NAP = 0.02, 0.5
STOP_PATIENCE = 30.0


@dataclass
class Cluster:
    """One folder of data and, while started, one postmaster that ends with this process.

    A recovery may take minutes; `give_up` says when nobody wants to wait any longer.
    """

    data_dir: Path
    forgetful: bool = False
    user: SystemUser = field(default_factory=system_user)
    process: "subprocess.Popen[bytes] | None" = None
    held: Held | None = None
    give_up: Callable[[], bool] = bool

    @property
    def folder(self) -> Path:
        """PostgreSQL's own folder."""
        return self.data_dir / "postgres"

    @property
    def log(self) -> Path:
        """What PostgreSQL writes about itself."""
        return self.folder / "server.log"

    def start(self) -> None:
        """Makes what is missing, starts the server and waits until it answers. Raises `Misconfigured`."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            self.held = hold(self.data_dir / "postgres.lock", patience=STOP_PATIENCE)
        except OSError as error:
            raise unusable(self.data_dir, error) from error
        if self.held is None:
            raise Misconfigured(f"Another process holds the database in {self.data_dir}. Stop it, then start again.")
        try:
            self.create()
            self.clear_leftovers()
            self.clear_socket()
            self.launch()
            self.wait()
        except BaseException:
            self.stop()
            raise

    def create(self) -> None:
        """The folder of a new database; an interrupted first start is begun again."""
        self.user.own(socket_folder(self.data_dir))
        if self.folder.exists():
            return
        draft = self.data_dir / "postgres.new"
        rmtree(draft, ignore_errors=True)
        self.user.own(draft)
        open_way_to_programs(self.user)
        command = [str(program("initdb")), *INIT, "-D", str(draft)]
        if self.forgetful:
            command.append("--no-sync")
        done = subprocess.run(command, cwd=draft, capture_output=True, text=True, check=False, **self.user.process())  # type: ignore[call-overload]
        if done.returncode:
            raise Misconfigured(f"The database could not be made in {self.data_dir}: {done.stderr.strip()}")
        draft.rename(self.folder)

    def clear_leftovers(self) -> None:
        """Ends a server whose parent was killed, and forgets a number that now belongs to some other process."""
        note = self.folder / "postmaster.pid"
        try:
            pid = int(note.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            note.unlink(missing_ok=True)
            return
        if not is_server(pid, self.folder):
            if Path(f"/proc/{pid}").exists():
                note.unlink(missing_ok=True)
            return
        os.kill(pid, signal.SIGINT)
        end = time.monotonic() + STOP_PATIENCE
        while is_server(pid, self.folder):
            if time.monotonic() > end:
                os.kill(pid, signal.SIGQUIT)
                end += STOP_PATIENCE
            time.sleep(0.02)

    def clear_socket(self) -> None:
        """Forgets the socket of a server that is gone; only the holder of this data folder has its socket folder."""
        for left in socket_folder(self.data_dir).glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)

    def launch(self) -> None:
        """Starts the postmaster as a child that gets a fast shutdown when this process dies."""
        open_way_to_programs(self.user)
        command = [
            str(program("postgres")), "-D", str(self.folder), "-k", str(socket_folder(self.data_dir)), "-p", "5432",
            *arguments(forgetful=self.forgetful),
        ]  # fmt: skip
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # type: ignore[call-overload]
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),
                **self.user.process(),
            )

    def wait(self) -> None:
        """Until it answers. An orphan of the server before may hold the shared memory for a moment: then once more."""
        address = embedded_address(self.data_dir, SUPERUSER).within("postgres").conninfo()
        nap = SHORTEST_NAP
        while not self.give_up():
            if self.process is None or self.process.poll() is not None:
                if "shared memory block" not in self.last_words():
                    break
                time.sleep(0.2)
                self.launch()
            try:
                psycopg.connect(address, connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(nap)
                nap = min(nap * 1.5, LONGEST_NAP)
            else:
                return
        raise Misconfigured(f"PostgreSQL did not start: {self.last_words()} All of it stands in {self.log}.")

    def last_words(self) -> str:
        """The end of the log, for the sentence that says why it did not start."""
        lines = self.log.read_text(errors="replace").strip().splitlines() if self.log.exists() else []
        return " ".join(lines[-3:])

    def alive(self) -> bool:
        """Whether the postmaster runs."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back, everything committed is on disk."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(STOP_PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()
        self.process = None
        if self.held is not None:
            self.held.release()
            self.held = None


def open_way_to_programs(user: SystemUser) -> None:
    """Lets PostgreSQL's own user reach the programs, which may lie in root's home."""
    if user.uid is not None:
        open_way(program("postgres").parent)


def is_server(pid: int, folder: Path) -> bool:
    """Whether this process is the postmaster of this folder."""
    try:
        same_place = Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve()
        name = Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return False
    return same_place and name == "postgres"
