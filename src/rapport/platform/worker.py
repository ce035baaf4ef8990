"""The worker: does the jobs of the queue, and takes up those of a worker that was killed."""

import asyncio
from contextlib import suppress

import structlog
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from rapport.platform.settings import Settings

PATIENCE = 15.0
HEARTBEAT = 5.0
FORGOTTEN_AFTER = 20.0
log = structlog.get_logger("worker")


def work(settings: Settings, *, alone: bool) -> None:
    """Works until SIGTERM or SIGINT. `alone`: no other worker exists, lost jobs begin again at once."""
    asyncio.run(run(settings, alone=alone))


async def run(settings: Settings, *, alone: bool) -> None:
    """The worker and, beside it, the look for lost jobs."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=settings.worker_jobs + 2)
    working = app.with_connector(connector)
    async with working.open_async():
        await take_up_lost(working, older_than=0 if alone else FORGOTTEN_AFTER)
        looking = asyncio.create_task(keep_looking(working))
        await working.run_worker_async(
            concurrency=settings.worker_jobs,
            shutdown_graceful_timeout=PATIENCE,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=FORGOTTEN_AFTER,
            fetch_job_polling_interval=5.0,
        )
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


async def keep_looking(working: App) -> None:
    """Every so often, for as long as the worker works."""
    while True:
        await asyncio.sleep(FORGOTTEN_AFTER)
        await take_up_lost(working, older_than=FORGOTTEN_AFTER)


async def take_up_lost(working: App, *, older_than: float) -> None:
    """Jobs whose worker sends no sign of life go back into the queue."""
    for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=older_than):
        log.warning("lost job taken up", job=job.id, task=job.task_name)
        await working.job_manager.retry_job(job)
