"""The Django app of imports: its two tables."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """Registered in config.settings."""

    name = "rapport.features.importing"
    label = "importing"
