"""`python -m bench --records 100000`: makes the data when it is not there, measures, prints and writes the results."""

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from bench import report
from bench.client import Client, sign_in
from bench.crowd import SELLER, make_crowd, team_of
from bench.facts import learn
from bench.importing import run_import
from bench.limited import LimitedRaw, limited_workloads
from bench.load import CLIENTS, requests_per_second
from bench.place import PORT, prepare, superuser
from bench.raw import IDEAL, Raw, RawWriter, Work
from bench.server import Running, started
from bench.statements import StatementLog
from bench.timing import side_by_side
from bench.workloads import COLUMNS, Workload, listed, workloads
from rapport.platform.postgres.embedded import running

HERE = Path(__file__).parent
EMAIL = "demo@rapport.test"
SETTLE = 3.0


def main() -> None:
    """One size, from start to end."""
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("--records", type=int, default=100_000, help="how many deals (default 100,000)")
    words.add_argument("--folder", type=Path, help="where the data is kept between runs (default bench/data/<records>)")
    words.add_argument("--runs", type=int, default=200, help="requests of each workload (default 200)")
    words.add_argument("--only", default="", help="workloads whose name contains this, and nothing else")
    words.add_argument("--import-rows", type=int, default=10_000, help="rows of the imported file; 0 imports nothing")
    words.add_argument("--crowd", action="store_true", help="also as one of 200 people in 30 teams who sees the team's")
    chosen = words.parse_args()
    folder = (chosen.folder or HERE / "data" / str(chosen.records)).resolve()
    prepare(folder, chosen.records)
    if chosen.crowd:
        with running(folder), superuser(folder) as connection:
            make_crowd(connection, folder)
    with started(folder, folder / "bench.log") as server:
        results = measure(server, folder, chosen)
    print("Written to", report.save(HERE / "results", results))


def measure(server: Running, folder: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """Everything against one running server."""
    client = sign_in(PORT, EMAIL, password_in(folder))
    time.sleep(SETTLE)
    results: dict[str, Any] = {
        "records": chosen.records, "processors": os.cpu_count(), "load_before": os.getloadavg()[0],
        "start_seconds": round(server.ready_after, 2), "memory_idle": server.memory(),
    }  # fmt: skip
    idle = results["memory_idle"]["all"]
    print(f"{chosen.records:,} deals. Ready after {server.ready_after:.1f} s; idle {idle:.0f} MB.")
    results["workloads"] = compare(client, folder, chosen)
    if chosen.crowd:
        results["workloads"] += compare_limited(folder, chosen)
    if not chosen.only:
        results["requests_per_second"] = loaded(client)
        results["memory_loaded"] = server.memory()
        print(f"Memory after load: {results['memory_loaded']['all']:.0f} MB", results["memory_loaded"])
        if chosen.import_rows:
            done = run_import(client, chosen.import_rows)
            results["import"] = {"rows": done.rows, "created": done.created, "rows_per_second": done.rate}
            print(f"Import: {done.rows:,} rows, {done.created:,} created, {done.rate:,.0f} rows/s")
            results["memory_after_import"] = server.memory()
    results["load_after"] = os.getloadavg()[0]
    return results


def password_in(folder: Path) -> str:
    """What the demo's user signs in with; the crowd has the same."""
    return (folder / "demo-password.txt").read_text().strip()


def compare(client: Client, folder: Path, chosen: argparse.Namespace) -> list[dict[str, Any]]:
    """Each workload over HTTP and raw, in turns."""
    with superuser(folder) as owner, superuser(folder) as reading, superuser(folder) as writing:
        facts = learn(owner)
        raw, writer = Raw(reading, facts), RawWriter(writing, facts)
        each = [w for w in workloads(client, facts, raw, writer) if chosen.only in w.name]
        print(report.head())
        return one_by_one(client, owner, folder, each, chosen.runs)


def compare_limited(folder: Path, chosen: argparse.Namespace) -> list[dict[str, Any]]:
    """The same for somebody who sees their team's records alone."""
    client = sign_in(PORT, SELLER, password_in(folder))
    with superuser(folder) as owner, superuser(folder) as reading:
        facts = learn(owner)
        raw = LimitedRaw(Raw(reading, facts), *team_of(owner, SELLER))
        each = [w for w in limited_workloads(client, facts, raw) if chosen.only in w.name]
        return one_by_one(client, owner, folder, each, chosen.runs)


def one_by_one(
    client: Client, owner: psycopg.Connection[Any], folder: Path, each: Sequence[Workload], runs: int
) -> list[dict[str, Any]]:
    """What each workload took, printed as it comes."""
    found: list[dict[str, Any]] = []
    counts = count_statements(owner, folder, client, each)
    for workload in each:
        work = [over_http(client, workload)]
        if workload.raw is not None:
            work.append(workload.raw)
        ideal = workload.name == "list, filtered"
        timings = side_by_side(runs, *(work[:1] if ideal else work))
        if ideal:
            timings += with_ideal_index(owner, runs, workload.raw)
        result = {"name": workload.name, "http": timings[0].as_json(), "statements": counts[workload.name]}
        if len(timings) > 1:
            result["raw"] = timings[1].as_json()
        found.append(result | ({"target": workload.target} if workload.target else {}))
        print(report.row(found[-1]), flush=True)
    return found


def with_ideal_index(owner: psycopg.Connection[Any], runs: int, raw: Any) -> list[Any]:
    """The raw statement with an index made for it alone, which Rapport must not find while it is measured."""
    owner.execute(IDEAL)
    try:
        return side_by_side(runs, raw)
    finally:
        owner.execute("DROP INDEX bench_ideal_ix")


def over_http(client: Client, workload: Workload) -> Work:
    """One request of it."""
    return lambda run: ask(client, workload.http(run))


def ask(client: Client, request: bytes) -> None:
    """One request that must succeed."""
    status, _head, body = client.answer(request)
    if status >= 300:
        raise RuntimeError(f"{status} {body[:400]!r} {request[:200]!r}")


def count_statements(owner: Any, folder: Path, client: Client, each: Any) -> dict[str, tuple[int, int]]:
    """From the database's log, before anything is timed."""
    with StatementLog(owner, folder / "postgres" / "server.log") as log:
        return {workload.name: log.of(client, workload.http) for workload in each}


def loaded(client: Client) -> dict[str, Any]:
    """List requests a second with 1, 8 and 32 clients."""
    found = {}
    for clients in CLIENTS:
        rate, timing = requests_per_second(PORT, client.cookies, listed(sort="-amount", fields=COLUMNS), clients)
        found[str(clients)] = {"per_second": rate, **timing.as_json()}
        print(f"{clients} clients: {rate:.0f} list requests/s, p50 {timing.p50:.1f} ms, p95 {timing.p95:.1f} ms")
    return found


if __name__ == "__main__":
    main()
