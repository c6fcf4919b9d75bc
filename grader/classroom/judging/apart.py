"""Judges a task in a process of its own, which may die or hang without harm.

    batch, or a cluster's node: NumPy started once for all sandboxes, if that works here
      `-- thread
            `-- template: imports the judge once, holds nothing of any student
                  `-- fork, one for each task: bounded memory  -> reports, one by one

A thread keeps its template. What takes too long is killed; so is everything here when the
process that asked dies.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import NoReturn

from grader.classroom.judging.task import Bench, Task, judge, prepare
from grader.errors import GradeError
from grader.processes import begin, connect, die_with
from grader.report import Report
from grader.sandbox.modes import MODES, end_joining, lend_joining, take_joining
from grader.sandbox.tryout import keep_warm

MEMORY = 1 << 30  # bytes that a judging process may allocate; it uses a tenth of it
OVERHEAD = 120.0  # seconds of a grading that are not the student's


class Died(Exception):
    """A judging process ended, or had to be ended, before its task was done.

    Attributes:
        code: that of a reason, `judge_died` or `judge_too_slow`.
        reports: what it had judged until then.
    """

    def __init__(self, code: str, reports: tuple[Report, ...] = ()) -> None:
        super().__init__(code, reports)
        self.code = code
        self.reports = reports


def judge_apart(task: Task) -> list[Report]:
    """Judge a task in a process of its own and wait for it.

    Raises:
        Died: the process ended without all reports, or took too long for one.
        UsageError: this machine cannot judge the task; see `task.judge`.
    """
    reports: list[Report] = []
    template = _template()
    try:
        template.lend(task)
        template.channel.send(task)
        for submission in task.submissions:
            if not template.channel.poll(_patience(task, submission.exercise)):
                raise Died("judge_too_slow", tuple(reports))
            got = template.channel.recv()
            if isinstance(got, GradeError):
                raise got
            reports.append(got)
    except (OSError, EOFError) as error:
        template.end()
        raise Died("judge_died", tuple(reports)) from error
    except Died:
        template.end()
        raise
    return reports


def warm_up() -> None:
    """Start this thread's template, so that the first task need not wait for it."""
    _template()


def end_all() -> None:
    """End every process that judges, at once; what they judge is lost."""
    with _LOCK:
        while _RUNNING:
            _RUNNING.pop().end()
    for mode in MODES:
        end_joining(mode)


def _patience(task: Task, name: str) -> float:
    """Return how many seconds one grading may take before its process is ended."""
    limits = task.standards[name].limits
    starts = 1 + limits.restarts
    return starts * limits.start_seconds + limits.patience_seconds + OVERHEAD


class _Template:
    """The process that a thread's judging processes are forked from."""

    def __init__(self) -> None:
        self.process, self.channel = begin("grader.classroom.judging.apart")
        self._lent: object = None

    def lend(self, task: Task) -> None:
        """Have its forks judge in sandboxes that are joined, where that works here.

        Raises:
            OSError: it has ended.
        """
        if sys.platform == "win32":
            raise NotImplementedError
        with _JOINING:
            keep_warm(task.sandbox, task.joined)
            lending = lend_joining(task.sandbox)
            if lending is None or lending[0] is self._lent:
                return
            self._lent, descriptors = lending
            self.channel.send(self._lent)
            for descriptor in descriptors:
                send_handle(self.channel, descriptor, self.process.pid)

    def end(self) -> None:
        """End it and all below it."""
        if sys.platform == "win32":
            raise NotImplementedError
        if self.process.returncode is not None:
            return  # its number may be another process's by now
        with contextlib.suppress(OSError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


_JOINING = threading.Lock()
_LOCK = threading.Lock()
_RUNNING: set[_Template] = set()
_MINE = threading.local()


def _template() -> _Template:
    """Return this thread's template, a new one where it has died."""
    held: _Template | None = getattr(_MINE, "template", None)
    if held is None or held.process.poll() is not None:
        with _LOCK:
            if held is not None:
                _RUNNING.discard(held)
                held.channel.close()
            _MINE.template = held = _Template()
            _RUNNING.add(held)
    return held


def _serve(channel: Connection) -> None:
    """Fork a process for every task; end when one of them does not end well."""
    if sys.platform == "win32":
        raise NotImplementedError
    template = os.getpid()
    while True:
        try:
            task = channel.recv()
        except EOFError:
            return
        if not isinstance(task, Task):
            take_joining(task, recv_handle(channel), recv_handle(channel))
            continue
        try:
            # Here, so that what it reads and compiles is shared by all forks.
            benches = prepare(task)
        except GradeError as error:
            channel.send(error)
            continue
        child = os.fork()
        if child == 0:
            _judge_and_tell(task, benches, channel, template)
        _, status = os.waitpid(child, 0)
        if status:
            return


def _judge_and_tell(
    task: Task, benches: Mapping[str, Bench], channel: Connection, template: int
) -> NoReturn:
    """Send each report as it is made, or the error that stands in the way."""
    if sys.platform == "win32":
        raise NotImplementedError
    import resource

    die_with(template)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    # It ends with its task: what it could collect is hardly worth looking for.
    gc.set_threshold(100_000, 50, 50)

    try:
        for report in judge(task, benches):
            channel.send(report)
    except GradeError as error:
        channel.send(error)
    except BaseException:
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Run as the template."""
    channel = connect()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Two processes of NumPy on each core would fight for it.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    # Imported once, for all processes that are forked from here.
    import numpy.ma  # noqa: F401 - `numpy.unique` does, for a note
    import psutil  # noqa: F401

    from grader.judge import explain, references, trial  # noqa: F401
    from grader.sandbox import student  # noqa: F401

    gc.freeze()  # what is shared with the forks stays shared
    _serve(channel)


if __name__ == "__main__":
    main()
