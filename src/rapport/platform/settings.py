"""Everything that can be set from outside: one class, read from `RAPPORT_*` environment variables."""

import os
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from psycopg import Error as DatabaseError
from psycopg.conninfo import conninfo_to_dict
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from rapport.platform.bucket import read_bucket
from rapport.platform.host_port import read_host_port
from rapport.platform.misconfigured import Misconfigured
from rapport.platform.postgres.address import Address, embedded_address
from rapport.platform.secret_key import ENCRYPTION, kept_secret_key
from rapport.platform.setting_text import reason, split
from rapport.platform.shared_secrets import missing_secrets
from rapport.platform.smtp import read_smtp

PREFIX = "RAPPORT_"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_KEY = 32
Port = Annotated[int, Field(ge=1, le=65_535)]


class Settings(BaseSettings):
    """The environment of one Rapport. The reference page is generated from this class."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    data_dir: Path = Field(
        Path("data"), description="The folder that holds the embedded database, uploaded files and generated secrets."
    )
    host: str = Field("127.0.0.1", description="The address the web server listens on. 0.0.0.0 means every address.")
    port: Port = Field(8000, description="The port the web server listens on.")
    metrics_port: int | None = Field(
        None,
        ge=0,
        le=65_535,
        description="The port of Prometheus' /metrics, on 127.0.0.1. Unset: RAPPORT_PORT + 1000. 0 turns it off.",
    )
    metrics_host: str = Field("127.0.0.1", description="The address /metrics listens on.")
    public_url: str = Field(
        "", description="The address people type, such as https://crm.example.com. With https, cookies are secure."
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Further host names to answer to, separated by commas. RAPPORT_PUBLIC_URL's is always one."
    )
    trusted_proxies: int = Field(
        0, ge=0, le=10, description="How many proxies of your own stand in front and append to X-Forwarded-For."
    )
    secret_key: SecretStr | None = Field(
        None,
        min_length=32,
        description="What signs cookies, mailed links and the audit log: 32 letters or more. Unset: made at the first "
        "start and kept in the data folder. With RAPPORT_DATABASE_URL it must be set, alike for every process.",
    )
    encryption_keys: SecretStr | None = Field(
        None,
        description="What seals secrets in the database (second factors, mail that waits): 32 letters or more; several "
        "separated by commas, the newest first. Unset: made at the first start and kept in the data folder. With "
        "RAPPORT_DATABASE_URL it must be set, alike for every process: they do not share a data folder.",
    )
    smtp_url: SecretStr | None = Field(
        None,
        description="The server that sends mail: smtp://user:password@host:587 (STARTTLS), smtps://… (TLS), or "
        "smtp://host:25?tls=none for a relay of your own. Unset: mails are written into the data folder's `mail`.",
    )
    mail_from: str = Field("", description="The sender of mails, such as Rapport <rapport@example.com>.")
    database_url: SecretStr | None = Field(
        None,
        description="PostgreSQL 16 or newer, as the role rapport_app: postgresql://rapport_app:password@host/rapport. "
        "Unset: an embedded PostgreSQL in the data folder.",
    )
    owner_database_url: SecretStr | None = Field(
        None,
        description="The same database as the role that owns the tables; only migrate, backup, restore and the "
        "shortening of audit logs use it.",
    )
    bucket_url: SecretStr | None = Field(
        None,
        description="A bucket that also notes how far the audit log has come: s3://bucket/folder?region=eu-central-1, "
        "or s3+https://key:secret@host:9000/bucket/folder for another server that speaks S3.",
    )
    web_processes: int = Field(1, ge=1, le=64, description="How many web processes run.")
    web_threads: int = Field(8, ge=1, le=64, description="How many requests each web process works on at a time.")
    worker_jobs: int = Field(2, ge=1, le=64, description="How many background jobs the worker works on at a time.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="What is written to the log.")
    log_format: Literal["json", "text"] = Field("json", description="One JSON object a line, or lines for people.")
    slow_query_ms: int = Field(
        200, ge=0, description="SQL statements slower than this are logged, without their values. 0 turns it off."
    )
    rate_limit: int = Field(
        6000, ge=0, description="API requests a minute of one user or token to one web process. 0 turns it off."
    )
    upload_max_mb: int = Field(250, ge=1, description="The largest file that can be imported, in megabytes.")

    outgoing_allow: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Servers of your own network that may be asked on behalf of users, such as a single sign-on "
        "provider: idp.internal:8443, host and port exactly, separated by commas. All others must be public.",
    )
    dns_servers: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Name servers that are asked for the proof of a domain, as 10.0.0.2:53, separated by commas. "
        "Unset: those of the machine.",
    )

    @field_validator("allowed_hosts", "outgoing_allow", "dns_servers", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return split(value) if isinstance(value, str) else value

    @field_validator("outgoing_allow", "dns_servers")
    @classmethod
    def _servers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            read_host_port(text)
        return value

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("public_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/")):
            raise ValueError("write it as https://crm.example.com")
        return value.rstrip("/")

    @field_validator("database_url", "owner_database_url")
    @classmethod
    def _database_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            try:
                named = conninfo_to_dict(value.get_secret_value())
            except DatabaseError as error:
                raise ValueError("write it as postgresql://user:password@host:5432/database") from error
            if not named.get("dbname"):
                raise ValueError("it names no database; write it as postgresql://user:password@host:5432/database")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value:
            read_smtp(value.get_secret_value())
        return value or None

    @field_validator("bucket_url")
    @classmethod
    def _bucket(cls, value: SecretStr | None) -> SecretStr | None:
        if value:
            read_bucket(value.get_secret_value())
        return value or None

    @field_validator("mail_from")
    @classmethod
    def _mail_address(cls, value: str) -> str:
        if value and ("@" not in parseaddr(value)[1] or "\n" in value):
            raise ValueError("write it as Rapport <rapport@example.com>")
        return value

    @field_validator("encryption_keys")
    @classmethod
    def _long_keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and any(len(key) < SHORTEST_KEY for key in split(value.get_secret_value())):
            raise ValueError("each key needs at least 32 letters")
        return value

    @property
    def embedded(self) -> bool:
        """Whether the database is our own, in the data folder."""
        return self.database_url is None

    def signing_key(self) -> str:
        """The secret that signs cookies: the given one, else the one kept in the data folder."""
        return self.secret_key.get_secret_value() if self.secret_key else kept_secret_key(self.data_dir)

    def given_keys(self) -> tuple[str, ...]:
        """The keys that the environment gives, the newest first."""
        return split(self.encryption_keys.get_secret_value()) if self.encryption_keys else ()

    def sealing_keys(self) -> tuple[str, ...]:
        """The keys that seal secrets, the newest first."""
        return self.given_keys() or (kept_secret_key(self.data_dir, ENCRYPTION),)

    def web_address(self) -> str:
        """The address people type; links in mails begin with it, whatever a request's Host header says."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return self.public_url or f"http://{host}:{self.port}"

    def hosts(self) -> list[str]:
        """The host names the web server answers to."""
        named = urlsplit(self.public_url).hostname
        return list(dict.fromkeys((*LOCAL_HOSTS, *([named] if named else ()), *self.allowed_hosts)))

    def metrics_at(self) -> int | None:
        """The port of /metrics, or None when it is off."""
        port = self.port + 1000 if self.metrics_port is None else self.metrics_port
        return port if 0 < port <= 65_535 else None  # noqa: PLR2004 - the last port there is

    def app_address(self) -> Address:
        """Where the database is, as the role every ordinary statement runs as."""
        if self.database_url is None:
            return embedded_address(self.data_dir, "rapport_app")
        return Address.read(self.database_url.get_secret_value())

    def owner_address(self) -> Address:
        """Where the database is, as the role that owns the tables. Raises `Misconfigured` when nobody said."""
        if self.database_url is None:
            return embedded_address(self.data_dir, "rapport_owner")
        if self.owner_database_url is None:
            raise Misconfigured(
                "This needs the role that owns the tables: set RAPPORT_OWNER_DATABASE_URL to the same database."
            )
        return Address.read(self.owner_database_url.get_secret_value())


def load_settings() -> Settings:
    """The settings of the environment. Raises `Misconfigured` with one sentence for each thing that is wrong."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    given = [name for name in os.environ if name.upper().startswith(PREFIX)]
    sentences = [
        f"There is no setting {name}. Remove it, or look for the right name in docs/reference/settings.md."
        for name in sorted(given)
        if name.upper() not in known
    ]
    try:
        settings = Settings()
        if not settings.embedded:
            sentences += missing_secrets(keys=bool(settings.given_keys()), secret=settings.secret_key is not None)
    except ValidationError as error:
        sentences += [
            f"{PREFIX}{'_'.join(map(str, problem['loc'][:1])).upper()} does not fit: {reason(problem['msg'])}."
            for problem in error.errors(include_input=False)
        ]
    if sentences:
        raise Misconfigured("\n".join(sentences))
    return settings


@lru_cache(maxsize=1)
def current() -> Settings:
    """The settings of this process."""
    return load_settings()
