"""How far a student is with each exercise of a course, for lists and overviews."""

from __future__ import annotations

from typing import NamedTuple

from grader.course import Course, Exercise, in_learning_order
from grader.errors import GradeError
from grader.learn.progress import MISSING, Progress, Standing
from grader.learn.statement import checks_of


class Listed(NamedTuple):
    """An exercise with the student's standing in it.

    Attributes:
        at: what is remembered of the last run, and of the best.
        checks: how many checks the suite declares.
    """

    exercise: Exercise
    at: Standing
    checks: int

    @property
    def state(self) -> str:
        """`done`, `begun` or `not_begun`."""
        return "done" if self.at.done else "begun" if self.at.when else "not_begun"

    @property
    def passed(self) -> int:
        """How many checks passed in the last run, or all after full marks."""
        return self.checks if self.at.done else min(self.at.passed, self.checks)

    @property
    def missing(self) -> bool:
        """Whether the function that failed first is not written yet."""
        return self.at.functions.get(self.at.failing) == MISSING


def listed(course: Course, held: Progress) -> list[Listed]:
    """Return all exercises of a course with the student's standing in each.

    They come in the order for learning, see `Course.order`.
    """
    rows = []
    for exercise in in_learning_order(course.exercises, course.settings.tracks):
        at = held.of(exercise.name)
        try:
            checks = checks_of(exercise)
        except GradeError:  # its suite is damaged, which `grade ex05` tells
            checks = at.checks
        rows.append(Listed(exercise, at, checks))
    return rows
