"""Child processes that do not outlive their parent."""

import ctypes
import os
import signal
from collections.abc import Callable
from functools import partial

PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(sign: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends the child this signal when its parent ends, even by kill -9."""
    return partial(bind_to_parent, os.getpid(), sign)


def bind_to_parent(parent: int, sign: signal.Signals) -> None:
    """Called in the child; `parent` is who started it."""
    libc.prctl(PR_SET_PDEATHSIG, sign)
    if os.getppid() != parent:  # it died in between
        os._exit(1)
