"""Runs modules of the kit in processes of their own, with a channel to each."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from multiprocessing.connection import Connection, Pipe

PR_SET_PDEATHSIG = 1


def cores() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def begin(module: str) -> tuple[subprocess.Popen[bytes], Connection]:
    """Run a module in a process of its own, and return it and a channel to it.

    It begins with `connect`.
    """
    if sys.platform == "win32":
        raise NotImplementedError
    channel, theirs = Pipe()
    with theirs:
        handle = theirs.fileno()
        # -P: a file in the working directory must not stand in for a module.
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(handle), str(os.getpid())],
            pass_fds=(handle,),
            stdin=subprocess.DEVNULL,
            # A suite that prints must not write among what the command prints.
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    return process, channel


def connect() -> Connection:
    """Return the channel of a process that `begin` started; it ends with who did that."""
    handle, parent = map(int, sys.argv[1:])
    die_with(parent)
    return Connection(handle)


def die_with(parent: int) -> None:
    """End this process with its parent, where the system can.

    Args:
        parent: its number; it may have ended already.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
