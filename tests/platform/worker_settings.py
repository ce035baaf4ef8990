"""Rapport's settings and one more task, for a worker that a test kills."""

from rapport.config.settings import *  # noqa: F403
from rapport.workers import TASK_MODULES

PROCRASTINATE_IMPORT_PATHS = [*TASK_MODULES, "tests.platform.slow_task"]
