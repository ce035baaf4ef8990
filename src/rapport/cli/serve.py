"""`rapport serve`."""

from django.db import connections

from rapport.accounts.setup import issue_setup_code
from rapport.platform.metrics_folder import share_metrics
from rapport.platform.migrating import migrate, refuse_unmigrated
from rapport.platform.postgres.embedded import answers, running
from rapport.platform.preparing import wait_until_prepared
from rapport.platform.settings import current
from rapport.platform.web_server import serve


def run() -> None:
    """Serve the web app and the API until SIGTERM. An empty database is set up in the browser, with a code."""
    settings = current()
    share_metrics(settings.data_dir)
    if settings.embedded and not answers(settings.data_dir):
        with running(settings.data_dir):
            migrate(settings.owner_address(), verbosity=0)
            begin()
    else:
        begin()


def begin() -> None:
    """The server, once the tables are right; the code stands in the output only, for whoever runs the server."""
    wait_until_prepared(current().data_dir)
    refuse_unmigrated()
    code = issue_setup_code()
    if code:
        print(f"Rapport is empty. Open it in a browser and type this one-time set-up code: {code}", flush=True)
    connections.close_all()
    serve(current())
