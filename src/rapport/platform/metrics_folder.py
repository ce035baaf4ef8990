"""The folder through which the processes of one Rapport add up their metrics."""

import os
from pathlib import Path
from shutil import rmtree

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def share_metrics(data_dir: Path) -> None:
    """Empties the folder and names it to this process and its children; the library reads the name when imported."""
    if VARIABLE in os.environ:
        return
    folder = data_dir / "metrics"
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[VARIABLE] = str(folder)
