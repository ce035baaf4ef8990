"""The Django app of users, workspaces, memberships, roles, sessions and API tokens."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registered in config.settings."""

    name = "rapport.accounts"
    label = "accounts"
