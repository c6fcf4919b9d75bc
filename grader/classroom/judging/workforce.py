"""Says who judges a class: threads of this machine, how many at once, until when."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

from grader.classroom.judging import apart
from grader.sandbox.tryout import try_out


@dataclass(frozen=True)
class Workforce:
    """Who judges.

    Attributes:
        executor: calls functions in threads, here or on other machines.
        at_once: how many tasks it is to have.
        alone: how many may run at once so that none is in another's way.
        joined: whether NumPy starts once for many sandboxes, see `sandbox.tryout`; None where
            that is not known.
    """

    executor: Executor
    at_once: int
    alone: int
    joined: bool | None = None


@contextlib.contextmanager
def on_this_machine(jobs: int, sandbox: str) -> Iterator[Workforce]:
    """Give threads that each keep a process which judges.

    Raises:
        UsageError: the sandbox does not work on this system.
    """
    threads = ThreadPoolExecutor(jobs, "grade", apart.warm_up)
    together = threading.Barrier(jobs)

    try:
        # All threads begin now: their processes import the judge while the sandbox is tried.
        for _ in range(jobs):
            threads.submit(together.wait)
        joined = try_out(sandbox)
        # Twice as many tasks as threads: nobody waits while results are written.
        yield Workforce(threads, 2 * jobs, alone(jobs), joined)
    finally:
        together.abort()  # else a thread that came first waits for one that never comes
        threads.shutdown(wait=False, cancel_futures=True)
        apart.end_all()


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Have SIGTERM stop a batch as Ctrl-C does: in order."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def alone(threads: int) -> int:
    """Return how many of so many threads may judge at once where each is to be alone.

    A student takes two processes that wait for each other; four cores are more than enough.
    """
    return max(1, threads // 4)
