"""`rapport up`: everything on this machine with one command."""

import sys

from rapport.platform.mail_folder import NAME as MAIL_FOLDER
from rapport.platform.service import Service
from rapport.platform.settings import current
from rapport.platform.supervisor import Supervisor

DEMO_EMAIL = "demo@rapport.test"
DEMO_PASSWORD = "demo-password.txt"  # noqa: S105 - the name of a file
RAPPORT = (sys.executable, "-m", "rapport.cli")


def run() -> None:
    """Start the database, the web server and the worker, and stop them together on Ctrl+C or SIGTERM."""
    web = Service("web", (*RAPPORT, "serve"))
    worker = Service("worker", (*RAPPORT, "worker", "--alone"))
    Supervisor(current(), (*RAPPORT, "prepare"), (web, worker), when_ready=tell).run()


def tell() -> None:
    """The address, and how to sign in."""
    settings = current()
    print(f"\nRapport is ready: {settings.web_address()}")
    if settings.smtp_url is None:
        print(f"No mail server is set (RAPPORT_SMTP_URL): mails are written to {settings.data_dir / MAIL_FOLDER}")
    kept = settings.data_dir / DEMO_PASSWORD
    if kept.exists():
        print(f"Sign in as {DEMO_EMAIL} with the password {kept.read_text().strip()}")
    print("Stop with Ctrl+C.\n", flush=True)
