"""The table for people and the JSON for machines."""

import json
import time
from pathlib import Path
from typing import Any

HEAD = ("", "p50 ms", "p95 ms", "raw p50", "times", "SQL", "target")
WIDTHS = (22, 8, 8, 8, 6, 6, 7)


def line(cells: tuple[str, ...]) -> str:
    """One row."""
    first, *rest = cells
    return first.ljust(WIDTHS[0]) + "".join(cell.rjust(width + 1) for cell, width in zip(rest, WIDTHS[1:], strict=True))


def row(result: dict[str, Any]) -> str:
    """One workload."""
    http, raw, target = result["http"], result.get("raw"), result.get("target")
    statements = result.get("statements")
    late = target is not None and http["p50"] > target
    return line((
        result["name"], f"{http['p50']:.2f}", f"{http['p95']:.2f}", f"{raw['p50']:.2f}" if raw else "",
        f"{http['p50'] / raw['p50']:.1f}" if raw else "", f"{statements[0]}+{statements[1]}" if statements else "",
        f"{target:g}{' !' if late else ''}" if target else "",
    ))  # fmt: skip


def head() -> str:
    """The first line."""
    return line(HEAD)


def save(folder: Path, results: dict[str, Any]) -> Path:
    """Writes the results; answers where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{results['records']}.json"
    path.write_text(json.dumps(results, indent=2))
    return path
