"""The Django app of access: it owns the table of shares."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registered in config.settings."""

    name = "rapport.access"
    label = "access"
