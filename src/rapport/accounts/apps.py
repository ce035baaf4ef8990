"""The Django app of users, workspaces, memberships, roles, sessions and API tokens."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registered in config.settings."""

    name = "rapport.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Other sessions end with each change of a second factor, and the audit log is told of what happens here."""
        from rapport.accounts.audit.sign_ins import listen  # noqa: PLC0415 - models are there only now
        from rapport.accounts.second_factor import watch  # noqa: PLC0415 - models are there only now

        watch()
        listen()
