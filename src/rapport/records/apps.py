"""The Django app of the engine."""

from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registered in config.settings."""

    name = "rapport.records"
    label = "records"

    def ready(self) -> None:
        """The engine's own listeners and steps register themselves when they are loaded."""
        for module in ("seeding", "stage_history", "counters"):
            import_module(f"rapport.records.{module}")
