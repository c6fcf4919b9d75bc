"""What a grading found: records of facts that know how to become JSON and back.

Every other part of the kit makes, stores or draws these; sentences are made from them in
`grader.words`. The keys are the contract that `docs/report.md` describes: readers ignore
keys they do not know, and a key that is removed or changes its meaning raises SCHEMA.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Self, TypeVar

# Tuples with names, not dataclasses: making one of those takes ten times as long, and every
# `grade ex05` makes all of them. Their types are no texts, as `annotations` from the future
# would have it: each would be compiled. So it is in all modules that a grading imports.

SCHEMA = 2

Shape = tuple[int, ...]
Record = TypeVar("Record")


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"  # a wrong answer
    ERROR = "error"  # the submission raised
    TIMEOUT = "timeout"
    CRASHED = "crashed"  # the worker process died
    MISSING = "missing"  # file or function absent, or not written yet
    NOT_RUN = "not_run"  # nothing was asked: an earlier check makes it pointless
    INTERNAL = "internal"  # the kit's own fault: never costs a mark


class Aspect(StrEnum):
    """What about an answer is wrong."""

    NONE = ""  # nothing, or there was no answer
    VALUE = "value"
    TYPE = "type"
    SHAPE = "shape"
    DTYPE = "dtype"
    EXCEPTION = "exception"  # raised where none is due, another one, or none
    ARGUMENTS = "arguments"  # the call changed what it was given
    MEMORY = "memory"  # the result shares memory


class Reason(NamedTuple):
    """Why something is as it is: a code of `grader.words.reasons`, and its parameters.

    Attributes:
        code: such as `wrong_shape`.
        facts: plain values by name: texts, numbers, None, and tuples of them.
    """

    code: str
    facts: Mapping[str, Any] = {}


class Diagnosis(NamedTuple):
    """Why an answer is wrong.

    Attributes:
        role: `why`, `also` (a second cause), or `when` (in which calls).
        kind: the rule that gave it: `mistake` (every answer equals this known mistake's),
            `earlier` (an earlier exercise's file that it imports is wrong by itself),
            `note` (a fact about the shown call), `order`, `default`, `state`, `chance`,
            `layout`, `rows`, `transform`, `condition`, `exception` or `signature`.
        id: name of the mistake, or a code of `grader.words.notes` or `.reasons`.
        facts: a note's parameters.
        text: the exercise's own sentence about a mistake; empty for a note.
    """

    role: str
    kind: str
    id: str
    facts: Mapping[str, Any] = {}
    text: str = ""


class Given(NamedTuple):
    """An argument too long to stand inside the call, shown above it by name.

    Attributes:
        name: the parameter's name, used in the call.
        source: a Python expression for its whole value.
        dtype, shape: of the array.
        layout: `strided`, `read_only`, both or neither.
    """

    name: str
    source: str
    dtype: str
    shape: Shape
    layout: tuple[str, ...] = ()


class Call(NamedTuple):
    """One call as it is shown: `text` runs after `given` are assigned.

    Attributes:
        expected: a Python expression for the right answer; empty where it is an exception or
            too long.
        raises: the built-in exception that is due, or empty.
    """

    function: str
    text: str
    given: tuple[Given, ...] = ()
    expected: str = ""
    raises: str = ""


class Panel(NamedTuple):
    """A value as a grid of short texts, with what it is.

    Attributes:
        owner: `yours`, `expected` or `input`.
        name: of an answer, which part of the result it is, `result[0]`, or empty; of an
            input, the parameter's name.
        dtype: of an array, `float64`; of another value the name of its type.
        shape: of an array; None for a value that is none.
        layout: `strided`, `read_only`, both or neither.
        window: the slice that is shown, one text for each axis: `0`, `2`, `1:9`; nothing
            where it is the whole value.
        rows: the cells, row by row.
        marks: (row, column) of the cells that differ.
        cut: the edges behind which there is more: `above`, `below`, `left`, `right`.
        numeric: whether the cells are made of numbers alone, so that no text of the
            submission is in them.
        what: of a value that did not cross from the worker, or of an exception that is due,
            what it is, as a reason says it; then there are no cells.
    """

    owner: str
    name: str = ""
    dtype: str = ""
    shape: Shape | None = None
    layout: tuple[str, ...] = ()
    window: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    cut: tuple[str, ...] = ()
    numeric: bool = False
    what: Mapping[str, Any] | None = None


class Comparison(NamedTuple):
    """The student's answer beside the expected one, and how far apart they are.

    Attributes:
        yours: the student's answer.
        expected: the right one.
        differing: how many values differ, None where arrays were not compared by value.
        size: of how many.
        worst: the largest difference; None where it is not finite, or nothing to say.
        relative: the largest difference in parts of the expected value, likewise.
        input: the argument that the answers were made from, for images; else None.
        image: whether the cells are pixels, so that shading them by value shows something.
    """

    yours: Panel
    expected: Panel
    differing: int | None = None
    size: int = 0
    worst: float | None = None
    relative: float | None = None
    input: Panel | None = None
    image: bool = False


class Check(NamedTuple):
    """One check of a suite, judged.

    Attributes:
        name: the test function's name in the suite.
        title: its docstring, the claim that a student reads.
        function: the exercise's function that it asks first; after a failure, the one
            whose call failed.
        points: what it is worth.
        earned: `points` or 0.
        outcome: see `Outcome`.
        aspect: what about the answer is wrong, see `Aspect`.
        reason: what went wrong; None after a pass.
        call: the call shown for the first failing case, or None.
        comparison: the two answers of that call, or None.
        diagnoses: why, as far as it is certain: at most one of each role.
        line: line of the submission where an exception was raised, or None.
        source: the text of that line.
        printed: what the submission printed during that call.
        seconds: wall-clock time of the check.
        file: the file of that line, where it is an earlier one that is imported; else empty.
        calling_line: the line of the submission that called into that file, or None.
        calling_source: the text of that line.
    """

    name: str
    title: str
    function: str
    points: int
    earned: int
    outcome: Outcome
    aspect: Aspect = Aspect.NONE
    reason: Reason | None = None
    call: Call | None = None
    comparison: Comparison | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    line: int | None = None
    source: str = ""
    printed: str = ""
    seconds: float = 0.0
    file: str = ""
    calling_line: int | None = None
    calling_source: str = ""

    @property
    def waits(self) -> bool:
        """Whether it failed, or was not asked, because another function is wrong."""
        return self.reason is not None and self.reason.code == "waits"


class Function(NamedTuple):
    """A function that the exercise asks for; `line` is None where the file lacks it."""

    name: str
    line: int | None = None


class Problem(NamedTuple):
    """Why a whole file could not be judged.

    Attributes:
        reason: what is wrong with it.
        line: line of the submission, or None.
        source: that line's text, or empty.
        hint: what to try, or None.
        printed: what the submission printed while it was loaded.
        file: the file that it is about, where that is an earlier one that is imported; else
            empty.
    """

    reason: Reason
    line: int | None = None
    source: str = ""
    hint: Reason | None = None
    printed: str = ""
    file: str = ""


class File(NamedTuple):
    """A file that was judged, by its neutral name, and the SHA-256 of its bytes."""

    name: str
    sha256: str


class Candidate(NamedTuple):
    """A file that could have been meant.

    Attributes:
        path: as the student's folder holds it.
        sha256: of its bytes; empty where it was not read.
        counts: whether it is the one that was judged.
    """

    path: str
    sha256: str = ""
    counts: bool = False


class Source(NamedTuple):
    """Whose files were judged.

    Attributes:
        student: as a batch names them; None for one's own file.
        path: of the main file; it has no part outside the course.
        sha256: a digest of the names and contents of all files.
        files: each file that was judged.
        candidates: where there were several files for the exercise, or none but near it, all
            of them, the one that was judged first.
        note: how the file was found, where that is not plain; else None.
        solutions: full names of the exercises whose solutions stood for the student's own
            earlier files.
    """

    student: str | None
    path: str
    sha256: str
    files: tuple[File, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    note: Reason | None = None
    solutions: tuple[str, ...] = ()


PYTORCH = "PyTorch"
SOLUTIONS = "solutions"


class Oracle(NamedTuple):
    """Whose answers are the right ones.

    Attributes:
        name: `PyTorch`, or `solutions` where those of the course stood in for it.
        version: PyTorch's, or that of the solutions' NumPy.
    """

    name: str = PYTORCH
    version: str = ""


class Report(NamedTuple):
    """One grading of one submission for one exercise.

    Attributes:
        exercise: the exercise's full name, such as `ex05_padding`.
        title: its title, in the exercise's own words.
        submission: the files that were judged.
        status: `passed`, `failed` or `internal`; `unjudged` where other files of the same
            student were idle for so long that this one was not judged, which no gradebook
            keeps.
        score: points earned, or None where a fault of the kit left a check unjudged.
        max_score: the points that the suite declares.
        seed: which arguments were drawn; None where that is withheld.
        versions: kit, suite digest, numpy, python.
        seconds: wall-clock time of the grading.
        checks: all checks of the suite, in its order.
        calls: how many calls were asked.
        functions: the functions to write, in the order of the statement.
        problem: why nothing could be judged, or None.
        oracle: whose answers were expected.
        unjudged: names of the checks that were not asked, because the submission had let
            others wait for too long and computed nothing.
        idle: seconds in which it did so.
    """

    exercise: str
    title: str
    submission: Source
    status: str
    score: int | None
    max_score: int
    seed: int | None
    versions: Mapping[str, str]
    seconds: float
    checks: tuple[Check, ...]
    calls: int = 0
    functions: tuple[Function, ...] = ()
    problem: Problem | None = None
    oracle: Oracle = Oracle()
    unjudged: tuple[str, ...] = ()
    idle: float = 0.0
    schema: int = SCHEMA

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
        """Return the facts as plain values, ready for `json.dumps`."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild a report from `to_dict`, ignoring keys that are not known.

        Raises:
            ValueError: the report has another schema number.
        """
        if plain.get("schema") != SCHEMA:
            raise ValueError(f"report schema {plain.get('schema')!r}, expected {SCHEMA}")
        report = _record(cls, plain)
        source = _record(Source, plain["submission"])
        problem = plain.get("problem")
        return report._replace(
            submission=source._replace(
                files=_records(File, plain["submission"].get("files")),
                candidates=_candidates(plain["submission"].get("candidates")),
                note=_reason(plain["submission"].get("note")),
            ),
            checks=tuple(map(_check, plain["checks"])),
            functions=_records(Function, plain.get("functions")),
            problem=_problem(problem) if problem else None,
            oracle=_record(Oracle, plain.get("oracle") or {}),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        if names is None:
            return [_plain(item) for item in value]
        return {name: _plain(item) for name, item in zip(names, value, strict=True)}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _frozen(value: Any) -> Any:
    """Return a value of JSON with tuples for its lists."""
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _record(kind: type[Record], plain: Mapping[str, Any]) -> Record:
    names = kind._fields  # type: ignore[attr-defined]
    return kind(**{key: _frozen(value) for key, value in plain.items() if key in names})


def _records(kind: type[Record], plain: Any) -> tuple[Record, ...]:
    return tuple(_record(kind, item) for item in plain or ())


def _reason(plain: Any) -> Reason | None:
    return _record(Reason, plain) if plain else None


def _candidates(plain: Any) -> tuple[Candidate, ...]:
    # Earlier kits told their paths alone, and of those that were not judged.
    return tuple(
        Candidate(item) if isinstance(item, str) else _record(Candidate, item)
        for item in plain or ()
    )


def _check(plain: Mapping[str, Any]) -> Check:
    call, comparison = plain.get("call"), plain.get("comparison")
    return _record(Check, plain)._replace(
        outcome=Outcome(plain["outcome"]),
        aspect=Aspect(plain.get("aspect", "")),
        reason=_reason(plain.get("reason")),
        call=_call(call) if call else None,
        comparison=_comparison(comparison) if comparison else None,
        diagnoses=_records(Diagnosis, plain.get("diagnoses")),
    )


def _call(plain: Mapping[str, Any]) -> Call:
    return _record(Call, plain)._replace(given=_records(Given, plain.get("given")))


def _comparison(plain: Mapping[str, Any]) -> Comparison:
    given = plain.get("input")
    return _record(Comparison, plain)._replace(
        yours=_record(Panel, plain["yours"]),
        expected=_record(Panel, plain["expected"]),
        input=_record(Panel, given) if given else None,
    )


def _problem(plain: Mapping[str, Any]) -> Problem:
    return _record(Problem, plain)._replace(
        reason=_record(Reason, plain["reason"]), hint=_reason(plain.get("hint"))
    )
