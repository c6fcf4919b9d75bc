"""The marks of a class as CSV, and reports without what only their student may see."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from grader.render.text import clean
from grader.report import Check, Comparison, Diagnosis, Panel, Problem, Report

# A spreadsheet takes such a cell for a formula; full-width signs count in East Asia. One
# that begins like a guarded cell is guarded too, so that no two names look alike.
FORMULA = re.compile("'*[=+@\t\r\n＝＋－＠-]")

LONGEST = 300  # characters; no sentence of the kit itself is longer
VALUES = re.compile(
    r"""(?: [-+\d.,()\[\]\s] | e[-+]?\d | \dj | \b(?:np\.)?(?:nan|inf)j?\b
        | \b(?:True|False|None)\b
        | <(?:bool|u?int\d+|float\d+|complex\d+)\ \([\d,\ ]*\)[,a-z -]*> )*""",
    re.VERBOSE,
)
WITHHELD = "(text, shown only to its author)"
NUMPY_WARNED = re.compile(r"(;? ?NumPy warned[a-z ]*): (.*)\.", re.DOTALL)
NUMPY_WORDS = re.compile(
    r"(divide by zero|overflow|underflow|invalid value) encountered in [a-z0-9_]{1,24}"
)


@dataclass(frozen=True)
class Row:
    """A line of the CSV.

    Attributes:
        student: the name.
        scores: for each exercise in order, the mark; None where it is not judged.
        most: the points that there are, or None where that is not known yet.
    """

    student: str
    scores: Sequence[float | None]
    most: float | None


def csv_of(exercises: Sequence[str], rows: Iterable[Row]) -> str:
    """Return grades.csv: `student,ex01,...,total,max`, marks with two decimals.

    An empty cell means not judged, and then the total is empty too.

    Args:
        exercises: full names, in the order of the scores.
        rows: the students, in the order of the lines.
    """
    text = io.StringIO()
    writer = csv.writer(text)  # lines end in CR LF, as RFC 4180 says
    ids = [name.partition("_")[0] for name in exercises]
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


def for_others(report: Report) -> Report:
    """Return a report without text that student code made, for files that others read.

    Hidden inputs could leave in it. What stays is an exception's type and first line, and
    the answers that are numbers. Lines of the file itself are their author's to see.
    """
    return replace(
        report,
        checks=tuple(map(_check, report.checks)),
        problem=_problem(report.problem) if report.problem else None,
    )


def _check(check: Check) -> Check:
    return replace(
        check,
        message=_first_line(check.message),
        comparison=_comparison(check.comparison) if check.comparison else None,
        diagnosis=_diagnosis(check.diagnosis) if check.diagnosis else None,
        source="",
        printed="",
    )


def _problem(problem: Problem) -> Problem:
    return replace(problem, message=_first_line(problem.message), source="", printed="")


def _first_line(text: str) -> str:
    line = clean(text).strip().partition("\n")[0]
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} ..."


def _comparison(told: Comparison) -> Comparison:
    return replace(told, yours=_panel(told.yours))


def _panel(panel: Panel) -> Panel:
    rows = tuple(
        tuple(cell if VALUES.fullmatch(cell) else WITHHELD for cell in row)
        for row in panel.rows
    )
    return replace(panel, title=_first_line(panel.title), rows=rows)


def _diagnosis(diagnosis: Diagnosis) -> Diagnosis:
    """Return a diagnosis without a warning's text, unless it is one of NumPy's own."""
    found = NUMPY_WARNED.search(diagnosis.text) if diagnosis.kind == "note" else None
    if found is None or NUMPY_WORDS.fullmatch(found[2]):
        return diagnosis
    return replace(diagnosis, text=f"{diagnosis.text[: found.start()]}{found[1]}.".strip())
