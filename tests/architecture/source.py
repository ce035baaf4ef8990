"""The source files that the architecture tests look at."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ROOT / "src" / "rapport"


def python_files(*folders: str) -> list[Path]:
    """Every Python file under these folders, migrations apart."""
    return sorted(
        file for folder in folders for file in (ROOT / folder).rglob("*.py") if "migrations" not in file.parts
    )


def named(file: Path) -> str:
    """The path as people write it."""
    return file.relative_to(ROOT).as_posix()
