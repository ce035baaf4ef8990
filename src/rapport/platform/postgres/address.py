"""Where a database is and as whom to connect."""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

DATABASE = "rapport"
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")


@dataclass(frozen=True, slots=True)
class Address:
    """Host (or socket folder), port, database and role; `options` are further words of libpq such as `sslmode`."""

    host: str
    port: str
    database: str
    user: str
    password: str = field(default="", repr=False)
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, url: str) -> "Address":
        """From a `postgresql://` URL or libpq's `key=value` words."""
        words = {key: str(value) for key, value in conninfo_to_dict(url).items()}
        host, port, database, user, password = (
            words.pop(key, "") for key in ("host", "port", "dbname", "user", "password")
        )
        return cls(host, port, database, user, password, tuple(words.items()))

    def conninfo(self) -> str:
        """The text for libpq."""
        words = {"host": self.host, "port": self.port, "dbname": self.database, "user": self.user}
        given = {key: value for key, value in (words | {"password": self.password}).items() if value}
        return make_conninfo("", **given, **dict(self.options))

    def within(self, database: str) -> "Address":
        """The same server and role, another database."""
        return replace(self, database=database)

    def django(self) -> dict[str, Any]:
        """The entry of Django's `DATABASES`.

        Each thread keeps its connection; parameters are bound by the server and statements prepared at their second
        use, which takes the planner off most requests. A connection that died with its server is noticed beforehand.
        """
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.database,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                **dict(self.options),
                "server_side_binding": True,
                "prepare_threshold": 1,
                "application_name": "rapport",
            },
        }


def socket_folder(data_dir: Path) -> Path:
    """The folder of the embedded server's socket; a long data folder gets a short one elsewhere."""
    near = data_dir / "run"
    if len(str(near)) <= LONGEST_SOCKET:
        return near
    return Path(gettempdir()) / f"rapport-{sha256(str(data_dir).encode()).hexdigest()[:16]}"


def embedded_address(data_dir: Path, user: str) -> Address:
    """The embedded database as one of its roles; who may reach the socket's folder may connect."""
    return Address(str(socket_folder(data_dir)), "5432", DATABASE, user)
