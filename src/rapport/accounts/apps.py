"""The Django app of users, workspaces, memberships, roles, sessions and API tokens."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registered in config.settings."""

    name = "rapport.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Other sessions end with each change of a second factor; browsers and the audit log remember who signed in."""
        from rapport.accounts import remembered, second_factor  # noqa: PLC0415 - models are there only now
        from rapport.accounts.audit.sign_ins import listen  # noqa: PLC0415 - models are there only now

        second_factor.watch()
        remembered.watch()
        listen()
