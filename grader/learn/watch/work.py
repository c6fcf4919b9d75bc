"""What is known about the exercise that is being watched, and what of it is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from grader.course import Course, Exercise
from grader.errors import GradeError
from grader.learn.hints import Hints
from grader.report import Check, Report
from grader.words.reading import Mark, mark_of
from grader.words.text import Text, _

if TYPE_CHECKING:
    from grader.judge.submission import Submission

CHECKING = _("checking ...")


class Pane(Enum):
    """What the screen is for at the moment."""

    FOUND = "found"
    CHECKS = "checks"
    EXERCISES = "exercises"
    STATEMENT = "statement"
    HINTS = "hints"
    RESET = "reset"
    KEYS = "keys"


@dataclass(frozen=True)
class Work:
    """What is known about the exercise that is being watched.

    Attributes:
        exercise: which one.
        submission: what was judged last, or is being judged.
        run: number of the run that is under way or ended last.
        seconds: for how long that one is under way, or None where it has ended.
        doing: what is being done in it, where that is known.
        report: what was found last, or None.
        fault: why nothing could be found, or None.
        script: where the failing call was written, or empty.
        when: time of the run, or empty.
        say: sentences that stand in place of the score.
        given: the hints so far, newest last, or None where they were not asked for.
        pane: what is looked at.
        check: name of the failing check that is looked at; empty for the first.
        cursor: number of the line that is chosen in a list.
        top: the line of the body that is seen first, or None for the one that matters.
    """

    exercise: Exercise
    submission: Submission | None = None
    run: int = 0
    seconds: float | None = None
    doing: Text | None = None
    report: Report | None = None
    fault: GradeError | None = None
    script: str = ""
    when: str = ""
    say: tuple[Text, ...] = ()
    given: Hints | None = None
    pane: Pane = Pane.FOUND
    check: str = ""
    cursor: int = 0
    top: int | None = None

    @property
    def path(self) -> str:
        """The file to edit, as it is shown."""
        return self.exercise.stub.relative_to(self.exercise.root).as_posix()

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self.seconds is not None

    @property
    def passed(self) -> bool:
        """Whether the last run gave full marks."""
        return self.report is not None and self.report.passed

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks that there is something to look at of."""
        report = self.report
        if report is None or report.problem is not None or report.untouched or report.passed:
            return ()
        return report.checks

    @property
    def failing(self) -> tuple[Check, ...]:
        """Those among them that failed."""
        return tuple(one for one in self.checks if mark_of(one) is Mark.FAIL)


def following(course: Course, exercise: Exercise, done: frozenset[str]) -> Exercise | None:
    """Return what is best done next, other than this exercise; None where all is done."""
    return course.next_to_do(done | {exercise.name}, exercise.name)
