"""What nobody asks for and everybody expects: sessions, invitations, answers and jobs that are over go away."""

from procrastinate.contrib.django import app

from rapport.accounts.invitations import forget_closed
from rapport.accounts.oauth.upkeep import forget_over
from rapport.accounts.sessions import SessionStore
from rapport.accounts.sso.requests import clear_requests
from rapport.accounts.sso.used import clear_used
from rapport.platform.queue import observed
from rapport.records.idempotency import forget_old

KEPT_HOURS = 7 * 24


@app.periodic(cron="17 3 * * *")
@app.task(name="housekeeping.sessions", queueing_lock="housekeeping.sessions")
def clear_sessions(timestamp: int) -> None:
    """Every night."""
    observed("housekeeping.sessions", lambda **_: SessionStore.clear_expired())(timestamp=timestamp)


@app.periodic(cron="20 3 * * *")
@app.task(name="housekeeping.sign_ins", queueing_lock="housekeeping.sign_ins")
def clear_sign_ins(timestamp: int) -> None:
    """Every night: sign-ins by a provider that nobody brought to an end, and messages that work once."""
    observed("housekeeping.sign_ins", lambda **_: clear_requests())(timestamp=timestamp)
    observed("housekeeping.sign_ins", lambda **_: clear_used())(timestamp=timestamp)


@app.periodic(cron="22 3 * * *")
@app.task(name="housekeeping.invitations", queueing_lock="housekeeping.invitations")
def clear_invitations(timestamp: int) -> None:
    """Every night."""
    observed("housekeeping.invitations", lambda **_: forget_closed())(timestamp=timestamp)


@app.periodic(cron="24 3 * * *")
@app.task(name="housekeeping.apps", queueing_lock="housekeeping.apps")
def clear_apps(timestamp: int) -> None:
    """Every night."""
    observed("housekeeping.apps", lambda **_: forget_over())(timestamp=timestamp)


@app.periodic(cron="27 3 * * *")
@app.task(name="housekeeping.answers", queueing_lock="housekeeping.answers")
def clear_answers(timestamp: int) -> None:
    """Every night: what was answered to an `Idempotency-Key` is kept for a day."""
    observed("housekeeping.answers", lambda **_: forget_old())(timestamp=timestamp)


@app.periodic(cron="37 3 * * *")
@app.task(name="housekeeping.jobs", queueing_lock="housekeeping.jobs")
async def clear_jobs(timestamp: int) -> None:  # noqa: ARG001 - the queue says when
    """Every night; a job that failed stays a week, to be looked at."""
    await app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
