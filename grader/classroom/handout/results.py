"""Makes the files of a batch from its gradebook: grades.csv and a report for each grading.

A file that holds what it should is left alone, so that going on with a batch of thousands
writes only what is new; one that is missing, cut off or changed is made again.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from grader.classroom.book.gradebook import Gradebook, Grading, Key, Mark, Unread
from grader.classroom.book.others import everybodys, handed_out
from grader.classroom.book.store import unwritable
from grader.files import json_text, replace
from grader.report import SCHEMA, Diagnosis, Outcome, Problem, Report
from grader.words.reading import with_sentences

GRADES = "grades.csv"
REPORTS = "reports"
MOST_COMMON = 3
MOST_NAMES = 5

# A spreadsheet takes such a cell for a formula; full-width signs count in East Asia. One
# that begins like a guarded cell is guarded too, so that no two names look alike.
FORMULA = re.compile("'*[=+@\t\r\n＝＋－＠-]")


@dataclass(frozen=True)
class Row:
    """A line of grades.csv.

    Attributes:
        student: the name.
        scores: for each exercise in order, the mark; None where it is not judged.
        most: the points that there are, or None where that is not known yet.
    """

    student: str
    scores: Sequence[float | None]
    most: float | None


@dataclass(frozen=True)
class Common:
    """What explains wrong answers of several students.

    Attributes:
        students: how many they are.
        function: which function of the exercise is wrong.
        diagnosis: why; all of them were told this.
    """

    students: int
    function: str
    diagnosis: Diagnosis


@dataclass(frozen=True)
class Result:
    """What one student has for an exercise.

    Attributes:
        exercise: full name.
        report: what was found, without what only the student may see; None where nothing
            was judged yet.
    """

    exercise: str
    report: Report | None


@dataclass(frozen=True)
class Broken:
    """A student's file that could not be loaded.

    Attributes:
        student: whose it is.
        path: its name in the student's folder.
        problem: why, without what only the student may see; None where kit 0.1.0 judged it.
    """

    student: str
    path: str
    problem: Problem | None


@dataclass(frozen=True)
class ExerciseTally:
    """How a class did in one exercise. Every student is in one of the first four counts.

    Attributes:
        exercise: full name.
        title: the exercise's title, in its own words.
        judged: students whose file has a mark.
        missing: students without a file: their mark is 0.
        unmarked: students without a mark, because the kit failed.
        waiting: students who are not judged yet, or whose mark rests on another suite, seed
            or judging than now.
        full: students with all points.
        mean: of the files that have a mark; None where there are none.
        most: points that there are; None where nobody was judged.
        broken: students whose file could not be loaded; they are in `judged`, with 0.
        timeouts: students with a check that ran out of time.
        crashes: students whose code ended its process in a check.
        internal: students for whom the kit failed the last time; of these, those who are
            not `unmarked` keep an earlier mark of the same file.
        diagnoses: the most common ones, most first; those that say something else are
            counted apart.
        affected: the first few students of `internal`.
        not_loaded: the files of `broken`.
    """

    exercise: str
    title: str
    judged: int = 0
    missing: int = 0
    unmarked: int = 0
    waiting: int = 0
    full: int = 0
    mean: float | None = None
    most: float | None = None
    broken: int = 0
    timeouts: int = 0
    crashes: int = 0
    internal: int = 0
    diagnoses: tuple[Common, ...] = ()
    affected: tuple[str, ...] = ()
    not_loaded: tuple[Broken, ...] = ()


def write_reports(gradebook: Gradebook, folder: Path, student: str | None = None) -> int:
    """Write the reports that are not as they should be.

    A report that cannot be read leaves its file alone, see `Gradebook.unread`.

    Args:
        student: only this one's.

    Returns:
        How many were written.

    Raises:
        KitFault: one cannot be written; the gradebook has it all the same.
    """
    if student is None:
        _sweep(folder)
    written = 0
    for mark in gradebook.marks(student):
        key = mark.grading.key
        path = _reports_of(gradebook, folder, key.student) / f"{key.exercise}.json"
        text = report_file(gradebook, mark.grading)
        if text is not None:
            written += _hold(path, text.encode())
    return written


def write_judged(
    gradebook: Gradebook, folder: Path, judged: Iterable[tuple[Key, Report]]
) -> None:
    """Write the reports of gradings that count from now on: what `Gradebook.add` returned.

    They are not read back: a batch would spend a tenth of its time on that.

    Raises:
        KitFault: one cannot be written; the gradebook has it all the same.
    """
    for student, gradings in groupby(judged, lambda one: one[0].student):
        reports = _reports_of(gradebook, folder, student)
        for key, report in gradings:
            _hold(reports / f"{key.exercise}.json", _with_sentences(report).encode())


def _reports_of(gradebook: Gradebook, folder: Path, student: str) -> Path:
    return folder / REPORTS / gradebook.folder_of(student)


def report_file(gradebook: Gradebook, grading: Grading) -> str | None:
    """Return what the file of a grading's report holds: the facts, and their sentences.

    A report of an older schema is given as it was kept, and none with a seed that not
    everybody has: kits before this one kept it. Of one that cannot be read the gradebook
    remembers it, and None is returned.
    """
    text = gradebook.report(grading)
    seed = everybodys(grading.key.seed)
    try:
        if grading.schema == SCHEMA:
            return _with_sentences(Report.from_dict(json.loads(text))._replace(seed=seed))
        if seed is None:
            return json_text(json.loads(text) | {"seed": None}) + "\n"
    except NOT_A_REPORT:
        key = grading.key
        gradebook.unread[grading.id] = Unread(grading.id, key.student, key.exercise, "report")
        return None
    return text


def _with_sentences(report: Report) -> str:
    return json_text(with_sentences(handed_out(report))) + "\n"


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
        if mark.outdated:
            continue
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


def csv_of(exercises: Sequence[str], rows: Iterable[Row]) -> str:
    """Return grades.csv: `student,ex01,...,total,max`, marks with two decimals.

    An empty cell means not judged, or not yet as it would be now; then the total is empty
    too.

    Args:
        exercises: full names, in the order of the scores.
        rows: the students, in the order of the lines.
    """
    text = io.StringIO()
    writer = csv.writer(text)  # lines end in CR LF, as RFC 4180 says
    ids = [name.partition("_")[0] for name in exercises]
    # Names of columns, for programs: the same in every language.
    writer.writerow(["student", *ids, "total", "max"])
    for row in rows:
        known = [score for score in row.scores if score is not None]
        total = sum(known) if len(known) == len(row.scores) else None
        numbers = [_decimals(number) for number in (*row.scores, total, row.most)]
        writer.writerow([guarded(row.student), *numbers])
    return text.getvalue()


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; no two texts become one."""
    return f"'{text}" if FORMULA.match(text) else text


def _decimals(number: float | None) -> str:
    return "" if number is None else f"{number:.2f}"


def of_student(gradebook: Gradebook, student: str, exercises: Iterable[str]) -> list[Result]:
    """Return what a student has for each exercise."""
    held = {
        mark.grading.key.exercise: _report_of(gradebook, mark.grading)
        for mark in gradebook.marks(student)
        if not mark.outdated
    }
    return [Result(exercise, held.get(exercise)) for exercise in exercises]


def _report_of(gradebook: Gradebook, grading: Grading) -> Report | None:
    """Return a report as it is kept; None where it is of an older kit, or cannot be read."""
    if grading.schema == SCHEMA:
        with contextlib.suppress(*NOT_A_REPORT):
            return Report.from_dict(json.loads(gradebook.report(grading)))
    return None


def _broken(gradebook: Gradebook, grading: Grading) -> Broken:
    key, report = grading.key, _report_of(gradebook, grading)
    if report is None:
        return Broken(key.student, f"{key.exercise}.py", None)
    return Broken(key.student, report.submission.path, report.problem)


def tallies(
    gradebook: Gradebook, titles: Mapping[str, str], students: Collection[str] | None = None
) -> list[ExerciseTally]:
    """Return how the class did in each exercise.

    Args:
        titles: titles of the exercises that count, by full name.
        students: the class; all who were ever in it if None. Somebody who left it is not
            counted, whatever the mark.
    """
    class_ = set(gradebook.folders() if students is None else students)
    counted = {exercise: _Counter() for exercise in titles}
    unseen = {exercise: set(class_) for exercise in titles}
    for mark in gradebook.marks():
        key = mark.grading.key
        if key.exercise in counted and key.student in class_ and not mark.outdated:
            unseen[key.exercise].discard(key.student)
            counted[key.exercise].add(mark)
            if mark.grading.broken:
                counted[key.exercise].broken.append(_broken(gradebook, mark.grading))
    for key, function, diagnosis in gradebook.diagnoses():
        if key.exercise in counted and key.student in class_:
            counted[key.exercise].explain(key.student, function, diagnosis)
    return [
        counted[exercise].tally(exercise, title, len(unseen[exercise]))
        for exercise, title in titles.items()
    ]


class _Counter:
    """Counts the marks of one exercise.

    Attributes:
        broken: files that could not be loaded.
    """

    def __init__(self) -> None:
        self.broken: list[Broken] = []
        self._counts: Counter[str] = Counter()
        self._points = 0.0
        self._most: float | None = None
        self._causes: dict[tuple[str, ...], tuple[str, Diagnosis, set[str]]] = {}
        self._affected: list[str] = []

    def add(self, mark: Mark) -> None:
        """Count a student."""
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
        self._counts["broken"] += grading.broken
        self._counts["timeouts"] += Outcome.TIMEOUT in grading.outcomes
        self._counts["crashes"] += Outcome.CRASHED in grading.outcomes

    def explain(self, student: str, function: str, diagnosis: Diagnosis) -> None:
        """Count a student whose function has this diagnosis."""
        # All are asked the same calls: what differs in its facts has another cause.
        facts = repr([*sorted(_rounded(diagnosis.facts).items())])
        which = function, diagnosis.kind, diagnosis.id, facts
        self._causes.setdefault(which, (function, diagnosis, set()))[2].add(student)

    def tally(self, exercise: str, title: str, waiting: int) -> ExerciseTally:
        """Return what was counted, where so many more wait to be judged."""
        counts = self._counts
        common = [
            Common(len(students), function, diagnosis)
            for _, (function, diagnosis, students) in sorted(self._causes.items())
        ]
        common.sort(key=lambda one: -one.students)
        return ExerciseTally(
            exercise,
            title,
            mean=round(self._points / counts["judged"], 4) if counts["judged"] else None,
            most=self._most,
            waiting=waiting,
            diagnoses=tuple(common[:MOST_COMMON]),
            affected=tuple(self._affected),
            not_loaded=tuple(self.broken),
            **{name: counts[name] for name in COUNTS},
        )


COUNTS = ("judged", "missing", "unmarked", "full", "broken", "timeouts", "crashes", "internal")
# What reading a report raises that is JSON, and not what this kit writes.
NOT_A_REPORT = (ValueError, TypeError, LookupError, AttributeError)


def _rounded(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts in which numbers that differ by their rounding are the same."""
    return {
        name: f"{value:.4g}" if isinstance(value, float) else value
        for name, value in facts.items()
    }


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
