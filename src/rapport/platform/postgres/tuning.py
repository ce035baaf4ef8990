"""How the embedded PostgreSQL is set: for one machine shared with Rapport itself."""

ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    # A screen's question is over before a second process would have begun; only those over very many records get one.
    "parallel_setup_cost": "20000",
    "synchronous_commit": "on",
    "wal_level": "replica",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    # Index-only scans need the visibility map, which vacuum writes: look often, and after inserts too.
    "autovacuum_naptime": "15s",
    "autovacuum_vacuum_scale_factor": "0.05",
    "autovacuum_vacuum_insert_scale_factor": "0.05",
    "autovacuum_analyze_scale_factor": "0.02",
    "autovacuum_max_workers": "2",
    "idle_in_transaction_session_timeout": "10min",
    "client_connection_check_interval": "10s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log says what went wrong and where, never with whose data.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
}
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
INIT = (
    "--username=postgres",
    "--auth-local=trust",
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
)


def arguments(*, forgetful: bool) -> list[str]:
    """The settings as words of the `postgres` command; `forgetful` is for tests, whose data nobody misses."""
    chosen = ALWAYS | (FORGETFUL if forgetful else {})
    return [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
