"""Makes the files of a batch from its gradebook: grades.csv and a report for each grading.

A file that holds what it should is left alone, so that going on with a batch of thousands
writes only what is new; one that is missing, cut off or changed is made again.
"""

from __future__ import annotations

import contextlib
import json
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.classroom.gradebook import Gradebook, Mark
from grader.classroom.store import unwritable
from grader.files import replace
from grader.render.batch import Common, ExerciseTally
from grader.render.grades import Row, csv_of
from grader.report import Outcome

GRADES = "grades.csv"
REPORTS = "reports"
MOST_COMMON = 3
MOST_NAMES = 5


def write_all(gradebook: Gradebook, folder: Path) -> None:
    """Write every file that is not as it should be.

    Raises:
        KitFault: one cannot be written; the gradebook has it all the same.
    """
    _sweep(folder)
    write_reports(gradebook, folder)
    write_grades(gradebook, folder)


def write_reports(gradebook: Gradebook, folder: Path) -> int:
    """Write the reports of all students that are not as they should be.

    Returns:
        How many were written.

    Raises:
        KitFault: one cannot be written; the gradebook has it all the same.
    """
    return _write(gradebook, folder, gradebook.marks())


def write_student(gradebook: Gradebook, folder: Path, student: str) -> int:
    """Write the reports of one student that are not as they should be.

    Returns:
        How many were written.

    Raises:
        KitFault: one cannot be written; the gradebook has it all the same.
    """
    return _write(gradebook, folder, gradebook.marks(student))


def _write(gradebook: Gradebook, folder: Path, marks: Iterable[Mark]) -> int:
    written = 0
    for mark in marks:
        key = mark.grading.key
        path = folder / REPORTS / gradebook.folder_of(key.student) / f"{key.exercise}.json"
        written += _hold(path, gradebook.report(mark.grading).encode())
    return written


def write_grades(gradebook: Gradebook, folder: Path) -> bool:
    """Write grades.csv if it is not as it should be.

    Returns:
        Whether it was written.

    Raises:
        KitFault: it cannot be written.
    """
    exercises = gradebook.exercises or ()
    text = csv_of(exercises, rows(gradebook.folders(), exercises, gradebook.marks()))
    return _hold(folder / GRADES, text.encode())


def rows(
    students: Iterable[str], exercises: Sequence[str], marks: Iterable[Mark]
) -> Iterator[Row]:
    """Yield the lines of grades.csv, in the order of the students.

    Where a student has no mark, the points that there are come from the other students.
    """
    # Only the numbers: of a large class the gradings would be most of a batch's memory.
    held: dict[tuple[str, str], tuple[float | None, float]] = {}
    most: dict[str, float] = {}
    for mark in marks:
        grading = mark.grading
        key = grading.key
        held[key.student, key.exercise] = grading.score, grading.max_score
        most[key.exercise] = max(most.get(key.exercise, 0), grading.max_score)
    for student in students:
        own = [
            held.get((student, exercise), (None, most.get(exercise))) for exercise in exercises
        ]
        known = [points for _, points in own if points is not None]
        yield Row(
            student,
            [score for score, _ in own],
            sum(known) if len(known) == len(own) else None,
        )


def tallies(
    gradebook: Gradebook, titles: Mapping[str, str], students: Collection[str] | None = None
) -> list[ExerciseTally]:
    """Return how the class did in each exercise.

    Args:
        titles: what the screen calls the exercises, by full name: those that count.
        students: who waits to be judged if there is no mark; all if None. Somebody who
            left the class before that does not.
    """
    counted = {exercise: _Counter() for exercise in titles}
    unseen = {exercise: set(students or gradebook.folders()) for exercise in titles}
    for mark in gradebook.marks():
        counter = counted.get(mark.grading.key.exercise)
        if counter is not None:
            unseen[mark.grading.key.exercise].discard(mark.grading.key.student)
            told = mark.grading.score is not None and mark.grading.status != "passed"
            counter.add(mark, json.loads(gradebook.report(mark.grading)) if told else {})
    return [
        counted[exercise].tally(exercise, title, len(unseen[exercise]))
        for exercise, title in titles.items()
    ]


class _Counter:
    """Counts the marks of one exercise."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._points = 0.0
        self._most: float | None = None
        self._texts: dict[tuple[str, str, str], Counter[str]] = {}
        self._affected: list[str] = []

    def add(self, mark: Mark, report: Mapping[str, Any]) -> None:
        """Count a student; the report is asked only for its diagnoses."""
        grading = mark.grading
        self._most = max(self._most or 0, grading.max_score)
        if mark.fault:
            self._counts["internal"] += 1
            self._affected += [grading.key.student] * (len(self._affected) < MOST_NAMES)
        if grading.score is None:
            self._counts["unmarked"] += 1
            return
        if grading.absent:
            self._counts["missing"] += 1
            return
        self._counts["judged"] += 1
        self._points += grading.score
        self._counts["full"] += grading.status == "passed"
        self._counts["timeouts"] += Outcome.TIMEOUT in grading.outcomes
        self._counts["crashes"] += Outcome.CRASHED in grading.outcomes
        found = {}
        for check in report.get("checks", ()):
            told = check["diagnosis"]
            if told is not None:
                # Notes count together whatever their numbers; the commonest text is shown.
                found[check["function"], told["kind"], told["id"]] = told["text"]
        for which, text in found.items():
            self._texts.setdefault(which, Counter())[text] += 1

    def tally(self, exercise: str, title: str, waiting: int) -> ExerciseTally:
        """Return what was counted, where so many more wait to be judged."""
        counts = self._counts
        common = [
            Common(texts.total(), min(texts, key=lambda text: (-texts[text], text)))
            for texts in self._texts.values()
        ]
        common.sort(key=lambda one: (-one.students, one.text))
        return ExerciseTally(
            exercise,
            title,
            mean=round(self._points / counts["judged"], 4) if counts["judged"] else None,
            most=self._most,
            waiting=waiting,
            diagnoses=tuple(common[:MOST_COMMON]),
            affected=tuple(self._affected),
            **{name: counts[name] for name in COUNTS},
        )


COUNTS = ("judged", "missing", "unmarked", "full", "timeouts", "crashes", "internal")


def _sweep(folder: Path) -> None:
    """Remove what a batch that was killed, or had no space, left half written."""
    for pattern in (f".{GRADES}.*", f"{REPORTS}/*/.*.json.*"):
        for left in folder.glob(pattern):
            with contextlib.suppress(OSError):
                left.unlink()


def _hold(path: Path, data: bytes) -> bool:
    """Make a file hold `data`; return whether it had to be written."""
    try:
        there = path.lstat()
        same = stat.S_ISREG(there.st_mode) and there.st_size == len(data)
        if same and path.read_bytes() == data:
            return False
    except OSError:
        pass  # absent, or not to be read: made anew
    try:
        replace(path, data)
    except OSError as error:
        raise unwritable(path, error) from error
    return True
