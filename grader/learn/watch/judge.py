"""Judges again and again, with all that can be ready beforehand."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from grader.course import Course, Exercise
from grader.errors import GradeError
from grader.judge.grade import DEFAULT_SEED
from grader.learn import turn
from grader.report import Report
from grader.sandbox.ahead import Ahead
from grader.sandbox.process import Plain

if TYPE_CHECKING:
    from grader.judge.references import Record
    from grader.judge.submission import Submission

Stamp = tuple[int, int, int]


class Judge:
    """One judge for many runs: a worker is ready, and records stay decoded.

    The first worker starts at once. A suite is read by every grading anew, which costs
    next to nothing.
    """

    def __init__(self, course: Course) -> None:
        # Both processes import NumPy at once: its thread pools would fight for the cores.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        self._course = course
        self._sandbox = Ahead(Plain())
        self._records: dict[str, tuple[Stamp, Record]] = {}
        self._sandbox.prepare()

    def judge(self, exercise: Exercise, submission: Submission) -> Report:
        """Judge what was read from the exercise's file; see `turn.judge`.

        Raises:
            GradeError: the kit or its data is broken.
        """
        return turn.judge(
            self._course,
            exercise,
            exercise.stub,
            submission,
            sandbox=self._sandbox,
            record=self._record(exercise),
        )

    def prepare(self, exercise: Exercise) -> None:
        """Make the next run quick; what cannot be made ready is told by that run."""
        with contextlib.suppress(GradeError):
            self._sandbox.prepare()
            self._record(exercise).decode_all()

    def close(self) -> None:
        """End the worker that is ready."""
        self._sandbox.close()

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
