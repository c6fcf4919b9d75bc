"""Judges again and again in a thread of its own, with all that can be ready beforehand."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from grader.course import Course, Exercise
from grader.errors import GradeError
from grader.judge.grade import DEFAULT_SEED, grade
from grader.learn import failing_call, turn
from grader.report import Report
from grader.sandbox.ahead import Ahead
from grader.sandbox.launch import Launched
from grader.sandbox.process import Plain

if TYPE_CHECKING:
    from grader.judge.references import Record
    from grader.judge.submission import Submission
    from grader.sandbox.student import Student

Stamp = tuple[int, int, int]
PATIENCE = 2.0  # seconds for a run that was given up to end


class Found(NamedTuple):
    """What a run came to.

    Attributes:
        report: what was found, or None.
        script: where the failing call was written, or empty.
        fault: why nothing could be found, or None.
    """

    report: Report | None = None
    script: str = ""
    fault: GradeError | None = None


class GivenUp(KeyboardInterrupt):
    """Nobody waits for this run any more; the judge lets nothing else through."""


class Run:
    """One run, seen from both threads; to the judge it is the sandbox.

    Whoever gives it up ends its worker and lets no other one be started, so that the judge
    soon comes to its end, wherever it is.

    Args:
        ahead: starts the workers.

    Attributes:
        began: clock time, monotonic.
        given_up: whether its result is of no use any more.
        student: whom the questions are asked, once there is one.
        ended: what it came to, or the error that is none of the kit's own, or None.
    """

    def __init__(self, exercise: Exercise, submission: Submission, ahead: Ahead) -> None:
        self.exercise = exercise
        self.submission = submission
        self.began = time.monotonic()
        self.given_up = False
        self.student: Student | None = None
        self.ended: Found | BaseException | None = None
        self._ahead = ahead
        self._worker: Launched | None = None
        self._starting = threading.Lock()

    def launch(self) -> Launched:
        """Hand out a worker; see `sandbox.launch.Sandbox`.

        Raises:
            GivenUp: nobody waits for this run any more.
        """
        with self._starting:
            if self.given_up:
                raise GivenUp
            self._worker = self._ahead.launch()
            return self._worker

    def close(self) -> None:
        """Leave the sandbox open: it is the next run's too."""

    def give_up(self) -> None:
        """End the run, from another thread."""
        with self._starting:
            self.given_up = True
            worker = self._worker
        if worker is not None:
            worker.kill()

    def follow(self, student: Student) -> None:
        """Look at whom the questions are asked."""
        self.student = student


class Judge:
    """One judge for many runs: a worker is ready, and records stay decoded.

    Its thread lives as long as it does: on Linux a worker ends with the thread that started
    it. A suite is read by every grading anew, which costs next to nothing.

    Args:
        told: is called, in that thread, when a run has ended.
    """

    def __init__(self, course: Course, told: Callable[[], None]) -> None:
        # Both processes import NumPy at once: its thread pools would fight for the cores.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        self._course = course
        self._told = told
        self._ahead = Ahead(Plain())
        self._records: dict[str, tuple[Stamp, Record]] = {}
        self._run: Run | None = None
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    @property
    def run(self) -> Run | None:
        """The run that is under way, or None."""
        return self._run

    def begin(self, exercise: Exercise, submission: Submission) -> None:
        """Judge what was read from the exercise's file; the run before it is given up."""
        self.give_up()
        self._run = run = Run(exercise, submission, self._ahead)
        self._jobs.put(lambda: self._judge(run))

    def give_up(self) -> None:
        """End the run that is under way, if any: it comes to nothing."""
        run, self._run = self._run, None
        if run is not None:
            run.give_up()

    def take(self) -> Found | None:
        """Return what the run came to, once; None while it is under way.

        Raises:
            BaseException: the kit itself failed.
        """
        if self._run is None or self._run.ended is None:
            return None
        ended, self._run = self._run.ended, None
        if isinstance(ended, Found):
            return ended
        raise ended

    def prepare(self, exercise: Exercise) -> None:
        """Make the next run quick; what cannot be made ready is told by that run."""
        self._jobs.put(lambda: self._prepare(exercise))

    def close(self) -> None:
        """End everything that was begun."""
        self.give_up()
        self._jobs.put(None)
        self._thread.join(PATIENCE)
        self._ahead.close()  # again, where a suite without end holds that thread

    def _work(self) -> None:
        with contextlib.suppress(Exception):  # the first run tells
            self._ahead.prepare()
            # Imports NumPy, while the first worker does so too.
            from grader.judge import trial  # noqa: F401
        while (job := self._jobs.get()) is not None:
            job()
        self._ahead.close()  # before this thread ends, and its worker with it

    def _judge(self, run: Run) -> None:
        try:
            run.ended = self._found(run)
        except GradeError as fault:
            run.ended = Found(fault=fault)
        except BaseException as error:
            run.ended = error
        self._told()

    def _found(self, run: Run) -> Found:
        exercise, file = run.exercise, run.exercise.stub
        record = self._record(exercise)
        report = grade(exercise, run.submission, sandbox=run, record=record, follow=run.follow)
        if run.given_up:  # then its worker may have been ended in the middle of a call
            raise GivenUp
        turn.remember(self._course, exercise, file, report)
        return Found(report, failing_call.write(self._course.root, report, file))

    def _prepare(self, exercise: Exercise) -> None:
        with contextlib.suppress(Exception):
            self._ahead.prepare()
            self._record(exercise).decode_all()

    def _record(self, exercise: Exercise) -> Record:
        """Return the record, read again only if its file is another one by now."""
        from grader.judge import references

        path = references.path_for(exercise, DEFAULT_SEED)
        try:
            file = path.stat()
        except OSError:
            return references.find(exercise, DEFAULT_SEED)  # it says what is wrong
        stamp = (file.st_mtime_ns, file.st_size, file.st_ino)
        held = self._records.get(exercise.name)
        if held is None or held[0] != stamp:
            held = (stamp, references.find(exercise, DEFAULT_SEED))
            self._records[exercise.name] = held
        return held[1]
