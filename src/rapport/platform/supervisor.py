"""Runs everything as one: the embedded PostgreSQL, the web server and the worker, in order, until told to stop."""

import errno
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

import structlog

from rapport.platform.child import die_with_parent
from rapport.platform.held import Held, hold
from rapport.platform.metrics_folder import share_metrics
from rapport.platform.misconfigured import Misconfigured, unusable
from rapport.platform.postgres.cluster import Cluster
from rapport.platform.postgres.embedded import prepare
from rapport.platform.preparing import begin_preparing
from rapport.platform.service import Service
from rapport.platform.settings import Settings

READY_PATIENCE = 180.0
LEFTOVER_PATIENCE = 10.0
TICK = 0.1
log = structlog.get_logger("supervisor")


class Stopped(Exception):  # noqa: N818 - a request, not a fault
    """Somebody asked to stop while something was still starting."""


@dataclass
class Supervisor:
    """`first` runs once and must succeed; `services` wait for it, run until the end, and again when they crash."""

    settings: Settings
    first: Sequence[str]
    services: Sequence[Service]
    when_ready: Callable[[], None]
    cluster: Cluster | None = None
    asked_to_stop: bool = False
    held: list[Held] = field(default_factory=list)

    def run(self) -> None:
        """Starts, watches and stops. Raises `Misconfigured` when the start is not possible."""
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sign, self.ask_to_stop)
        try:
            self.start()
            while not self.asked_to_stop:
                self.watch()
                time.sleep(TICK)
        except Stopped:
            pass
        finally:
            self.stop()

    def ask_to_stop(self, _sign: int, _frame: FrameType | None) -> None:
        """SIGTERM, Ctrl+C, or a terminal that went away."""
        self.asked_to_stop = True

    def start(self) -> None:
        """Everything in order; each step needs the one before."""
        self.hold_the_folder()
        refuse_a_taken_port(self.settings.host, self.settings.port, "RAPPORT_PORT")
        metrics = self.settings.metrics_at()
        if metrics:
            refuse_a_taken_port(self.settings.metrics_host, metrics, "RAPPORT_METRICS_PORT")
        share_metrics(self.settings.data_dir)
        if self.settings.embedded:
            self.cluster = Cluster(self.settings.data_dir, give_up=lambda: self.asked_to_stop)
            self.start_database(self.cluster)
        preparing = begin_preparing(self.settings.data_dir)
        for service in self.services:
            service.start(self.inherited())
        self.run_first()
        preparing.release()
        self.wait_until_ready()
        self.when_ready()

    def hold_the_folder(self) -> None:
        """One supervisor a folder; then patience for the children of one that was killed."""
        folder = self.settings.data_dir
        try:
            folder.mkdir(parents=True, exist_ok=True)
            alone = hold(folder / "rapport.lock")
        except OSError as error:
            raise unusable(folder, error) from error
        if alone is None:
            raise Misconfigured(
                f"Rapport runs already on the data folder {folder}. Stop it first, or set another RAPPORT_DATA_DIR."
            )
        self.held.append(alone)
        children = hold(folder / "children.lock", patience=LEFTOVER_PATIENCE)
        if children is None:
            raise Misconfigured(
                f"Processes of an earlier start still use the data folder {folder}. End them, then start again."
            )
        self.held.append(children)

    def inherited(self) -> int:
        """What the children hold with us, so that the next start can wait for the last of them."""
        return self.held[-1].file.fileno()

    def run_first(self) -> None:
        """Migrations and what an empty database needs."""
        process = subprocess.Popen(
            self.first, start_new_session=True, preexec_fn=die_with_parent(), pass_fds=(self.inherited(),)
        )
        while process.poll() is None:
            if self.asked_to_stop:
                process.terminate()
            time.sleep(TICK / 10)
        if self.asked_to_stop:
            raise Stopped
        if process.returncode:
            raise Misconfigured("The database could not be prepared; the reason stands above.")

    def wait_until_ready(self) -> None:
        """Until /readyz answers; a service that cannot start at all ends the start."""
        end = time.monotonic() + READY_PATIENCE
        host = "127.0.0.1" if self.settings.host in {"0.0.0.0", "::", ""} else self.settings.host  # noqa: S104 - compared
        while not answers_well(host, self.settings.port):
            if self.asked_to_stop:
                raise Stopped
            self.watch()
            if time.monotonic() > end:
                raise Misconfigured("The web server did not become ready; the log above says why.")
            time.sleep(TICK / 4)

    def watch(self) -> None:
        """Starts again what has ended by itself."""
        if self.cluster is not None and not self.cluster.alive():
            self.start_database_again(self.cluster)
        for service in self.services:
            if service.ended():
                service.start_again(self.inherited())

    def start_database(self, cluster: Cluster) -> None:
        """The server and what it must hold; may take long after a crash, so that somebody may ask to stop meanwhile."""
        try:
            cluster.start()
            prepare(self.settings.data_dir)
        except Misconfigured:
            if self.asked_to_stop:
                raise Stopped from None
            raise

    def start_database_again(self, cluster: Cluster) -> None:
        """After it ended by itself; what goes wrong now may go right at the next try."""
        log.error("postgres ended, starting it again")
        cluster.stop()
        try:
            self.start_database(cluster)
        except Misconfigured as problem:
            log.warning("postgres did not start", reason=str(problem))
            time.sleep(1)

    def stop(self) -> None:
        """In order: no new requests, then no jobs, then no database."""
        for service in self.services:
            service.stop()
        if self.cluster is not None:
            self.cluster.stop()
        for held in reversed(self.held):
            held.release()
        self.held.clear()


def refuse_a_taken_port(host: str, port: int, setting: str) -> None:
    """Raises `Misconfigured` when somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            reason = "is taken by another program" if taken else f"cannot be used: {error.strerror}"
            raise Misconfigured(f"Port {port} on {host} {reason}. Set {setting} to another one.") from error


def answers_well(host: str, port: int) -> bool:
    """Whether the web server is ready."""
    place = f"[{host}]" if ":" in host else host
    try:
        with urllib.request.urlopen(f"http://{place}:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 - OK
    except OSError:
        return False
