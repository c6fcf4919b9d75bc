r"""Carries tasks through an executor: a few at a time, whatever dies on the way.

task --submit--> done: reports are kept
             |-> died: what it had is kept, the rest is tried once more, then `internal`
             \-> idle: the student is put off, so that nobody waits for what does nothing
all done --> gradings that had no answer in time, a crash or a fault: anew, alone
all done --> those who were put off, then again what is in doubt, alone
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace

from grader.classroom.judging.apart import Died, judge_apart
from grader.classroom.judging.task import Task, not_judged
from grader.errors import GradeError
from grader.report import Reason, Report
from grader.sandbox.launch import IDLE_OF_STUDENT

Keep = Callable[[Task, list[Report]], None]
ATTEMPTS = 2
AT_FIRST = 0.05  # seconds that a student's code may be idle before the student is put off


@dataclass(frozen=True)
class _Running:
    """A task that runs, and how often its first grading ended the process that made it."""

    task: Task
    deaths: int = 0


class Engine:
    """Runs tasks on an executor and hands every report to whoever keeps it, at once.

    Args:
        executor: calls `judge_apart`, in threads here or on other machines.
        at_once: how many tasks to have running.
        alone: how many where each is to have what it needs to itself.
        keep: is given a task and some of its reports; called in the thread that runs
            the engine, never twice for the same grading.
    """

    def __init__(self, executor: Executor, at_once: int, alone: int, keep: Keep) -> None:
        self._executor = executor
        self._at_once = at_once
        self._alone = alone
        self._keep = keep
        self._again: list[Task] = []
        self._idle: list[Task] = []
        self._spent: dict[str, float] = defaultdict(float)  # idle seconds of each student

    def run(self, tasks: Iterable[Task]) -> None:
        """Run all tasks.

        Raises:
            GradeError: a machine cannot judge, or what was judged cannot be kept.
        """
        keep, certain = self._keep, self._keep_what_is_certain
        first = (replace(task, provisional=True, idle=AT_FIRST) for task in tasks)
        self._carry(first, self._at_once, self._putting_off(certain))
        self._carry(self._anew(idle=AT_FIRST), self._alone, self._putting_off(keep))
        idle, self._idle = self._idle, []
        patient = (replace(task, provisional=True, idle=self._left(task)) for task in idle)
        self._carry(patient, self._at_once, certain)
        self._carry(self._anew(), self._alone, keep)

    def _anew(self, idle: float = IDLE_OF_STUDENT) -> Iterator[Task]:
        """Yield what is in doubt, to be judged with nothing beside it.

        A sandbox that was killed from outside, for want of memory, looks like code that died.

        Args:
            idle: for how long the code of each student may be idle at most.
        """
        doubtful, self._again = self._again, []
        for task in doubtful:
            yield replace(task, provisional=False, idle=min(idle, self._left(task)))

    def _left(self, task: Task) -> float:
        """Return for how long a student's code may still be idle."""
        return IDLE_OF_STUDENT - self._spent[task.student]

    def _carry(self, tasks: Iterator[Task], at_once: int, keep: Keep) -> None:
        running: dict[Future[list[Report]], _Running] = {}

        def submit(entry: _Running) -> None:
            running[self._executor.submit(judge_apart, entry.task)] = entry

        def fill() -> None:
            while len(running) < at_once and (task := next(tasks, None)) is not None:
                submit(_Running(task))

        fill()
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                entry = running.pop(future)
                rest = self._finish(future, entry, keep)
                if rest is not None:
                    submit(rest)
            fill()

    def _finish(
        self, future: Future[list[Report]], entry: _Running, keep: Keep
    ) -> _Running | None:
        """Keep what a task gave; return what is to be tried once more."""
        try:
            self._count(entry.task, future.result())
            keep(entry.task, future.result())
            return None
        except GradeError:
            raise
        except Died as died:
            if died.reports:
                self._count(entry.task, died.reports)
                keep(entry.task, list(died.reports))
            done = {report.exercise for report in died.reports}
            rest = entry.task.only({item.exercise for item in entry.task.submissions} - done)
            rest = replace(rest, idle=rest.idle - sum(report.idle for report in died.reports))
            # The first is the one that died; those behind it were never begun.
            fatal, *others = rest.submissions
            deaths = 1 if done else entry.deaths + 1
            if deaths < ATTEMPTS:
                return _Running(rest, deaths)
            reason = Reason(died.code, {"times": ATTEMPTS})
            self._keep(rest, [not_judged(fatal, rest, reason)])
            return _Running(rest.only({item.exercise for item in others})) if others else None
        except Exception as error:
            # The executor's own: a machine of the cluster died, and so did a second one.
            reason = Reason("machines_died", {"type": type(error).__name__})
            self._keep(
                entry.task,
                [not_judged(item, entry.task, reason) for item in entry.task.submissions],
            )
            return None

    def _count(self, task: Task, reports: Iterable[Report]) -> None:
        """Count for how long a student's code was idle."""
        self._spent[task.student] += sum(report.idle for report in reports)

    def _putting_off(self, keep: Keep) -> Keep:
        """Return how to keep reports where students whose code is idle are put off."""

        def keep_others(task: Task, reports: list[Report]) -> None:
            idle = {report.exercise for report in reports if report.status == "unjudged"}
            if idle:
                self._idle.append(task.only(idle))
            keep(task, [report for report in reports if report.exercise not in idle])

        return keep_others

    def _keep_what_is_certain(self, task: Task, reports: list[Report]) -> None:
        doubtful = {report.exercise for report in reports if report.status == "internal"}
        if doubtful:
            self._again.append(task.only(doubtful))
        self._keep(task, [report for report in reports if report.exercise not in doubtful])
