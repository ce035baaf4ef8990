"""One file that holds everything: the database as `pg_dump` writes it, and the stored files.

The secret that signs cookies stays out: whoever finds a backup cannot sign in with it, and after a restore to another
machine people sign in anew.
"""

import json
import os
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree, which
from tempfile import TemporaryDirectory

import psycopg

from rapport.kernel.clock import now
from rapport.platform.misconfigured import Misconfigured
from rapport.platform.postgres.address import Address
from rapport.platform.postgres.embedded import superuser_address
from rapport.platform.postgres.programs import program
from rapport.platform.postgres.roles import OWNER
from rapport.platform.settings import Settings

FORMAT = 1
MANIFEST, DATABASE, FILES = "manifest.json", "database.dump", "files"


def write_backup(settings: Settings, target: Path) -> None:
    """Writes the file, whole or not at all. The database is dumped first: every file it names exists by then."""
    draft = target.with_name(f"{target.name}.part")
    try:
        with scratch(settings) as folder:
            dump = folder / DATABASE
            run_program("pg_dump", admin_address(settings), ["--format=custom", f"--file={dump}"])
            manifest = folder / MANIFEST
            made = {"format": FORMAT, "rapport": version("rapport"), "at": now().isoformat()}
            manifest.write_text(json.dumps(made))
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                with tarfile.open(fileobj=file, mode="w|") as archive:
                    archive.add(manifest, MANIFEST)
                    archive.add(dump, DATABASE)
                    stored = settings.data_dir / FILES
                    if stored.exists():
                        archive.add(stored, FILES)
                file.flush()
                os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise Misconfigured(f"The backup could not be written to {target}: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def read_backup(settings: Settings, source: Path) -> None:
    """Fills an empty database and an empty files folder. Raises `Misconfigured` before anything is changed."""
    refuse_full(settings)
    try:
        with scratch(settings) as folder, tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
            check_manifest(folder / MANIFEST, source)
            empty_database(settings)
            words = [
                "--no-owner",
                "--exit-on-error",
                "--single-transaction",
                f"--dbname={admin_address(settings).database}",
            ]
            role = [f"--role={OWNER}"] if settings.embedded else []
            run_program("pg_restore", admin_address(settings), [*words, *role, str(folder / DATABASE)])
            if (folder / FILES).exists():
                put_files(folder / FILES, settings.data_dir / FILES)
    except (tarfile.TarError, OSError) as error:
        raise Misconfigured(f"The file {source} could not be read as a backup of Rapport: {error}.") from error


def run_program(name: str, address: Address, words: Sequence[str]) -> None:
    """Runs `pg_dump` or `pg_restore`; the password goes through the environment, which other users cannot read."""
    connection = [f"--host={address.host}", f"--port={address.port or 5432}", f"--username={address.user}"]
    if name == "pg_dump":
        connection.append(f"--dbname={address.database}")
    options = {f"PG{key.upper()}": value for key, value in address.options}
    environment = os.environ | options | ({"PGPASSWORD": address.password} if address.password else {})
    command = [program_for(name, address), *connection, "--no-password", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise Misconfigured(f"{name} failed: {done.stderr.strip()}")


def program_for(name: str, address: Address) -> str:
    """The wheel's program for the embedded server; for others the machine's, which knows TLS, if there is one."""
    own = None if address.host.startswith("/") else which(name)
    return own or str(program(name))


def admin_address(settings: Settings) -> Address:
    """Who may read past row-level security: the embedded superuser, else the owner, whose role must be allowed to."""
    return superuser_address(settings.data_dir) if settings.embedded else settings.owner_address()


@contextmanager
def scratch(settings: Settings) -> Iterator[Path]:
    """A folder for intermediate files, beside the data, where there is room for them."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="backup-", dir=settings.data_dir) as name:
        yield Path(name)


def refuse_full(settings: Settings) -> None:
    """Raises `Misconfigured` when there is something that a restore would mix with or overwrite."""
    with psycopg.connect(admin_address(settings).conninfo()) as connection:
        for table in ("accounts_workspace", "accounts_user"):
            there = connection.execute("SELECT to_regclass(%s)", (f"public.{table}",)).fetchone()
            if there and there[0] and connection.execute(f"SELECT FROM {table} LIMIT 1").fetchone() is not None:
                raise Misconfigured("The database is not empty. Restore into a new RAPPORT_DATA_DIR or a new database.")
    files = settings.data_dir / FILES
    if files.exists() and any(files.iterdir()):
        raise Misconfigured(f"The folder {files} is not empty. Restore into a new RAPPORT_DATA_DIR.")


def check_manifest(path: Path, source: Path) -> None:
    """Raises `Misconfigured` for a file that is no backup, or one of a newer Rapport."""
    try:
        made = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise Misconfigured(f"The file {source} is not a backup of Rapport.") from error
    if made.get("format") != FORMAT:
        raise Misconfigured(f"The backup was made by Rapport {made.get('rapport')}. Use that version or a newer one.")


def empty_database(settings: Settings) -> None:
    """Takes away the empty tables, so that those of the backup can come with their own history of migrations."""
    with psycopg.connect(admin_address(settings).conninfo(), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute(f"CREATE SCHEMA public{f' AUTHORIZATION {OWNER}' if settings.embedded else ''}")
        connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def put_files(source: Path, target: Path) -> None:
    """Moves the files to their place."""
    rmtree(target, ignore_errors=True)
    source.rename(target)
