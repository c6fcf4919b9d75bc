"""What a grading found: frozen records that know how to become JSON and back.

Every other part of the kit makes, stores or draws these. The keys are the contract
that `docs/report.md` describes: readers ignore keys they do not know, and a key that is
removed or changes its meaning raises SCHEMA.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SCHEMA = 1


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"  # a wrong answer
    ERROR = "error"  # the submission raised
    TIMEOUT = "timeout"
    CRASHED = "crashed"  # the worker process died
    MISSING = "missing"  # file or function absent, or not written yet
    NOT_RUN = "not_run"  # an earlier check makes it pointless
    INTERNAL = "internal"  # the kit's own fault: never costs a mark


@dataclass(frozen=True)
class Diagnosis:
    """Why an answer is wrong.

    Attributes:
        id: name of the mistake, or of the kind of note.
        text: what the student reads.
        kind: `mistake` (every answer equals this known mistake's) or `note` (a fact about
            the shown call).
    """

    id: str
    text: str
    kind: str


@dataclass(frozen=True)
class Given:
    """An argument too long to stand inside the call, shown above it by name.

    Attributes:
        name: the parameter's name, used in the call.
        source: a Python expression for its whole value.
        title: dtype and shape, as in `float64 (2, 3)`.
    """

    name: str
    source: str
    title: str


@dataclass(frozen=True)
class Call:
    """One call as shown to the student: `text` runs after `given` are assigned."""

    function: str
    text: str
    given: tuple[Given, ...] = ()


@dataclass(frozen=True)
class Panel:
    """A value drawn as a grid of short texts.

    Attributes:
        title: dtype and shape; before them whose they are, behind them which part is
            shown, where that is not plain: `x, float64 (2, 3, 9, 9), part [0, 2, 1:9]`.
        rows: the cells, row by row.
        marks: (row, column) of the cells that differ.
        cut: the edges behind which there is more: `above`, `below`, `left`, `right`.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    marks: tuple[tuple[int, int], ...] = ()
    cut: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """The student's answer beside the expected one, and how far apart they are.

    Attributes:
        yours: the student's answer.
        expected: the right one.
        difference: how many values differ and by how much, or empty.
        input: the argument that the answers were made from, for images; else None.
        image: whether the cells are pixels, so that shading them by value shows something.
    """

    yours: Panel
    expected: Panel
    difference: str = ""
    input: Panel | None = None
    image: bool = False


@dataclass(frozen=True)
class Check:
    """One check of a suite, judged.

    Attributes:
        name: the test function's name in the suite.
        title: its docstring, the claim that a student reads.
        function: the exercise's function that it asks first.
        points: what it is worth.
        earned: `points` or 0.
        outcome: see `Outcome`.
        message: what went wrong, in one or two sentences; empty after a pass.
        call: the call shown for the first failing case, or None.
        comparison: the two answers of that call, or None.
        diagnosis: why, or None where that is not certain.
        line: line of the submission where an exception was raised, or None.
        source: the text of that line.
        printed: what the submission printed during that call.
        seconds: wall-clock time of the check.
    """

    name: str
    title: str
    function: str
    points: int
    earned: int
    outcome: Outcome
    message: str = ""
    call: Call | None = None
    comparison: Comparison | None = None
    diagnosis: Diagnosis | None = None
    line: int | None = None
    source: str = ""
    printed: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Function:
    """A function that the exercise asks for; `line` is None where the file lacks it."""

    name: str
    line: int | None = None


@dataclass(frozen=True)
class Problem:
    """Why a whole file could not be judged.

    Attributes:
        message: the sentence to show, such as `NameError: name 'nd' is not defined`.
        line: line of the submission, or None.
        source: that line's text, or empty.
        hint: what to try, or empty.
        printed: what the submission printed while it was loaded.
    """

    message: str
    line: int | None = None
    source: str = ""
    hint: str = ""
    printed: str = ""


@dataclass(frozen=True)
class Source:
    """Whose file was judged: `path` has no part outside the course.

    `note` tells how the file was found, where that is not plain: of several, say.
    """

    student: str | None
    path: str
    sha256: str
    note: str = ""


@dataclass(frozen=True)
class Report:
    """One grading of one submission for one exercise.

    Attributes:
        exercise: the exercise's full name, such as `ex05_padding`.
        submission: the file that was judged.
        status: `passed`, `failed` or `internal`.
        score: points earned, or None where a fault of the kit left a check unjudged.
        max_score: the points that the suite declares.
        versions: kit, suite digest, numpy, torch of the references, python.
        calls: how many calls were asked.
        functions: the functions to write, in the order of the statement.
        problem: why nothing could be judged, or None.
    """

    exercise: str
    title: str
    submission: Source
    status: str
    score: int | None
    max_score: int
    seed: int
    versions: dict[str, str]
    seconds: float
    checks: tuple[Check, ...]
    calls: int = 0
    functions: tuple[Function, ...] = ()
    problem: Problem | None = None
    schema: int = field(default=SCHEMA)

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return self.status == "passed"

    @property
    def untouched(self) -> bool:
        """Whether no function of the file has been written yet."""
        return (
            self.problem is None
            and bool(self.checks)
            and all(check.outcome is Outcome.MISSING for check in self.checks)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values, ready for `json.dumps`."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Report:
        """Rebuild a report from `to_dict`, ignoring keys that are not known.

        Raises:
            ValueError: the report has another schema number.
        """
        if plain.get("schema") != SCHEMA:
            raise ValueError(f"report schema {plain.get('schema')!r}, expected {SCHEMA}")
        known = _known(cls, plain)
        known["submission"] = Source(**_known(Source, plain["submission"]))
        known["checks"] = tuple(_check(check) for check in plain["checks"])
        known["functions"] = tuple(
            Function(**_known(Function, function)) for function in plain.get("functions", ())
        )
        if plain.get("problem"):
            known["problem"] = Problem(**_known(Problem, plain["problem"]))
        return cls(**known)


def _plain(value: Any) -> Any:
    """Return what `dataclasses.asdict` does, in a third of its time: nothing is copied."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    names = getattr(type(value), "__dataclass_fields__", None)
    if names is None:
        return value
    return {name: _plain(getattr(value, name)) for name in names}


def _known(kind: type, plain: dict[str, Any]) -> dict[str, Any]:
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    return {key: value for key, value in plain.items() if key in names}


def _check(plain: dict[str, Any]) -> Check:
    known = _known(Check, plain)
    known["outcome"] = Outcome(plain["outcome"])
    if plain.get("call"):
        call = _known(Call, plain["call"])
        given = tuple(Given(**_known(Given, item)) for item in call.get("given", ()))
        known["call"] = Call(**{**call, "given": given})
    if plain.get("comparison"):
        told = _known(Comparison, plain["comparison"])
        for name in ("yours", "expected", "input"):
            if told.get(name):
                told[name] = _panel(told[name])
        known["comparison"] = Comparison(**told)
    if plain.get("diagnosis"):
        known["diagnosis"] = Diagnosis(**_known(Diagnosis, plain["diagnosis"]))
    return Check(**known)


def _panel(plain: dict[str, Any]) -> Panel:
    return Panel(
        plain["title"],
        tuple(tuple(row) for row in plain["rows"]),
        tuple((row, column) for row, column in plain.get("marks", ())),
        tuple(plain.get("cut", ())),
    )
