"""A task that says when it begins and waits to be let go on."""

import time
from pathlib import Path

from rapport.platform.queue import task


@task("tests.slow")
def slow(folder: str, word: str) -> None:
    told = Path(folder, "told")
    with told.open("a") as file:
        file.write("began\n")
    while not Path(folder, "go").exists():
        time.sleep(0.02)
    with told.open("a") as file:
        file.write("done\n")
