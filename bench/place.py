"""The data folder of one size: made once with the demo's own generator, grown by SQL above 100,000 deals."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from bench.growth import build_indexes, drop_indexes, grow
from rapport.platform.postgres.address import embedded_address
from rapport.platform.postgres.embedded import running

SEEDED = 100_000
MARK = "bench-records.txt"
PORT = 8400


def environment(folder: Path) -> dict[str, str]:
    """Rapport's environment, with nothing left of the caller's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    return kept | {
        "RAPPORT_DATA_DIR": str(folder),
        "RAPPORT_PORT": str(PORT),
        "RAPPORT_RATE_LIMIT": "0",
    }


def prepare(folder: Path, records: int) -> None:
    """Makes the data unless the folder has it already."""
    mark = folder / MARK
    if mark.exists() and int(mark.read_text()) == records:
        return
    if mark.exists():
        raise SystemExit(f"{folder} holds {mark.read_text().strip()} deals. Choose another --folder for {records}.")
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    rapport = [sys.executable, "-m", "rapport.cli"]
    subprocess.run([*rapport, "migrate"], env=environment(folder), check=True, stdout=subprocess.DEVNULL)
    with running(folder), superuser(folder) as connection:
        indexes = drop_indexes(connection)
    seeded = min(records, SEEDED)
    subprocess.run([*rapport, "demo", "--records", str(seeded)], env=environment(folder), check=True)
    with running(folder), superuser(folder) as connection:
        grow(connection, records // seeded)
        build_indexes(connection, indexes)
    mark.write_text(str(records))
    print(f"Made {records:,} deals in {time.monotonic() - began:.0f} s.", flush=True)


def superuser(folder: Path) -> psycopg.Connection[tuple[object, ...]]:
    """A connection that may do anything; the bench alone has one."""
    return psycopg.connect(embedded_address(folder, "postgres").conninfo(), autocommit=True)
