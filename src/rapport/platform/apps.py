"""The Django app of what stands above all workspaces: extensions and the queue's rights."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from rapport.platform.slow_queries import watch


class PlatformConfig(AppConfig):
    """Registered in config.settings."""

    name = "rapport.platform"
    label = "platform"

    def ready(self) -> None:
        """Every new connection is watched."""
        connection_created.connect(watch, dispatch_uid="rapport.platform.slow_queries")
