"""`rapport migrate`."""

from rapport.platform.migrating import migrate
from rapport.platform.postgres.roles import ensure_roles
from rapport.platform.settings import current


def run() -> None:
    """Make the roles that are missing and bring the tables up to date, as the role that owns them."""
    settings = current()
    if not settings.embedded:
        ensure_roles(settings.owner_address(), settings.app_address())
    migrate(settings.owner_address())
