"""Probes: calls that are asked of a function that failed, to explain it, for no points.

They spread over the whole domain of a function, and they are the same for every seed, so
that one record of them will do. That is a file beside the record and of its form; it is
read only after a failure, and no mark rests on it.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from grader.course import Exercise
from grader.errors import GradeError, KitFault
from grader.judge import references, sources
from grader.judge.inputs import Draw, generator, network, polynomial, read_only, strided
from grader.judge.inquiry import CaseEnded, Drawing, Evidence, Inquiry, Oracle, Question
from grader.judge.references import Mistake, Record
from grader.sandbox.answer import Answer, Parameter
from grader.sandbox.student import Call, Student
from grader.words.text import _

__all__ = [
    "call", "generator", "makes", "network", "polynomial", "probes", "read_only", "strided",
    "when",
]  # fmt: skip

SEED = 0  # whatever seed the suite is drawn with
NAMED = "probes:"  # begins the name of what takes a check's place in the key of a call

Probing = TypeVar("Probing", bound=Callable[..., Iterator[Call]])
Predicate = TypeVar("Predicate", bound=Callable[..., Any])


def probes(function: str) -> Callable[[Probing], Probing]:
    """Declare a generator of `call(...)`; it is given `rng`, the same for every seed.

    Args:
        function: the exercise's function that is asked.
    """

    def mark(probing: Probing) -> Probing:
        vars(probing)["probed_function"] = function
        return probing

    return mark


def call(*arguments: Any, **named: Any) -> Call:
    """Return a call to ask, written as the function is called."""
    return arguments, named


def when(function: str) -> Callable[[Predicate], Predicate]:
    """Declare a condition of the exercise's own, to be told where it explains a failure.

    It takes what the function takes, and returns whether it holds. Its docstring completes
    "wrong in all calls where ...": "a window holds its largest value twice".
    """

    def mark(predicate: Predicate) -> Predicate:
        vars(predicate).setdefault("condition_of", []).append(function)
        return predicate

    return mark


def makes(exercise: str, function: str) -> Callable[[Predicate], Predicate]:
    """Declare which calls of an earlier exercise's function an answer to this one makes.

    It takes what that function takes, and returns whether such a call is made. Where the
    student's is wrong in other calls alone, it is not named as the cause; nor are functions
    of that exercise of which nothing is declared.

    Args:
        exercise: its id, `"ex21"`.
        function: its name, `"conv2d"`.
    """

    def mark(predicate: Predicate) -> Predicate:
        vars(predicate).setdefault("calls_made_of", []).append((exercise, function))
        return predicate

    return mark


class Declared(NamedTuple):
    """A condition of an exercise's own, see `when` and `makes`.

    Attributes:
        id: its name.
        text: what it says.
        test: its function.
    """

    id: str
    text: str
    test: Callable[..., Any]

    def holds(self, arguments: Sequence[Any], named: Mapping[str, Any]) -> bool | None:
        """Whether it holds for a call; None where it cannot be said."""
        try:
            return bool(self.test(*arguments, **named))
        except Exception:
            return None


def conditions(text: str) -> dict[str, list[Declared]]:
    """Return the conditions of each function that the text of a probes.py declares.

    Raises:
        KitFault: it cannot be loaded.
    """
    found: dict[str, list[Declared]] = {}
    for name, test in vars(_module(text)).items():
        for function in getattr(test, "condition_of", ()):
            says = " ".join((test.__doc__ or "").split())
            found.setdefault(function, []).append(Declared(name, says, test))
    return found


def made(text: str) -> dict[tuple[str, str], Declared]:
    """Return which calls of earlier functions the text of a probes.py declares, by exercise
    and function.

    Raises:
        KitFault: it cannot be loaded.
    """
    return {
        called: Declared(name, "", test)
        for name, test in vars(_module(text)).items()
        for called in getattr(test, "calls_made_of", ())
    }


@functools.lru_cache(maxsize=64)
def _module(text: str) -> types.ModuleType:
    return sources.load("probes.py", text)


def draw(text: str, oracle: Oracle, only: str = "") -> dict[str, list[Question]]:
    """Return the probes of each function, in the order of their text.

    Args:
        text: of probes.py.
        oracle: knows the right answers.
        only: a single function, if not all.

    Raises:
        GradeError: the text cannot be loaded, or the oracle does not know a call.
    """
    found: dict[str, list[Question]] = {}
    for name, probing in vars(_module(text)).items():
        function = getattr(probing, "probed_function", None)
        if function is None or (only and function != only):
            continue
        drawing = Drawing(oracle)
        drawing.begin_case(NAMED + name, 0)
        try:
            for arguments, named in probing(Draw(SEED, NAMED + name, 0)):
                drawing.draw(function, arguments, named)
        except GradeError:
            raise
        except Exception as error:
            raise KitFault(
                _("{name} in probes.py: {type}: {error}",
                  name=name, type=type(error).__name__, error=error)
            ) from error  # fmt: skip
        found.setdefault(function, []).extend(drawing.questions)
    return found


class Drawn:
    """The probes of an exercise, with what is known of them.

    A probe that does not fit the record costs a student no more than an explanation, and
    `grade verify` says it.

    Attributes:
        record: right answers, and what the known mistakes answer.
    """

    def __init__(self, text: str, record: Record) -> None:
        self._text = text
        self._questions: dict[str, Sequence[Question]] = {}
        self.record = record

    def questions_of(self, function: str) -> Sequence[Question]:
        """Return the probes of a function; they are drawn once."""
        if function not in self._questions:
            found: dict[str, list[Question]] = {}
            with contextlib.suppress(GradeError):
                found = draw(self._text, self.record, function)
            self._questions[function] = found.get(function, ())
        return self._questions[function]

    def conditions_of(self, function: str) -> Sequence[Declared]:
        """Return the exercise's own conditions for a function."""
        with contextlib.suppress(GradeError):
            return conditions(self._text).get(function, ())
        return ()

    @property
    def made(self) -> Mapping[tuple[str, str], Declared]:
        """Which calls of earlier exercises' functions an answer makes, where that is said."""
        with contextlib.suppress(GradeError):
            return made(self._text)
        return {}

    def prepare(self) -> None:
        """Draw and decode all now, for all processes that are forked afterwards."""
        self.record.decode_all()
        for function in self.record.functions:
            self.questions_of(function)

    def confirmed(self, mistakes: Sequence[Mistake]) -> list[Mistake]:
        """Return known mistakes of one function with their answers to the probes too."""
        return [
            known._replace(answers=_Joined(known.answers, self._answers(known)))
            for known in mistakes
        ]

    def _answers(self, known: Mistake) -> Mapping[references.Key, Answer]:
        same = (one for one in self.record.mistakes_of(known.function) if one.id == known.id)
        return next((one.answers for one in same), {})


class _Joined(Mapping[references.Key, Answer]):
    """Two mappings as one, neither of which is decoded for that."""

    def __init__(self, *parts: Mapping[references.Key, Answer]) -> None:
        self._parts = parts

    def __getitem__(self, key: references.Key) -> Answer:
        first, second = self._parts
        return first[key] if key in first else second[key]

    def __contains__(self, key: object) -> bool:
        return any(key in part for part in self._parts)

    def __iter__(self) -> Iterator[references.Key]:
        return itertools.chain(*self._parts)

    def __len__(self) -> int:
        return sum(map(len, self._parts))


def drawn(exercise: Exercise) -> Drawn | None:
    """Return an exercise's probes, or None where it has none: in an older edition."""
    parts = held(exercise)
    try:
        return _drawn(*parts, exercise.id) if parts else None
    except GradeError:
        return None


def held(exercise: Exercise) -> tuple[str, bytes] | tuple[()]:
    """Return the text of an exercise's probes and the bytes of their record, or nothing."""
    try:
        text = sources.probes_of(exercise)
        return text, references.read_bytes(exercise.probe_record, exercise.id)
    except GradeError:
        return ()


@functools.lru_cache(maxsize=64)
def _drawn(text: str, data: bytes, exercise_id: str) -> Drawn:
    return Drawn(text, references.parse(data, f"{exercise_id}.probes", exercise_id))


class Aside:
    """Asks the functions of one submission what counts for nothing.

    Args:
        student: the submission, when all checks were asked; None where there is no worker.
        probes: the exercise's, or None.
        of: another main file and its files, where these are asked and not the submission.
    """

    def __init__(
        self,
        student: Student | None,
        probes: Drawn | None,
        of: tuple[str, Mapping[str, bytes]] | None = None,
    ) -> None:
        self._student = student
        self._probes = probes
        self._of = of

    def mistakes(self, known: Sequence[Mistake]) -> Sequence[Mistake]:
        """Return known mistakes with their answers to the probes, where there are probes."""
        return known if self._probes is None else self._probes.confirmed(known)

    def probe(self, function: str) -> tuple[Evidence, ...]:
        """Ask a function its probes; return those that it answered in time."""
        if self._probes is None:
            return ()
        questions = self._probes.questions_of(function)
        answers = self.ask(function, [(one.arguments, one.named) for one in questions])
        replies = iter(answers)
        inquiry = Inquiry(lambda *_: next(replies), self._probes.record)
        with contextlib.suppress(CaseEnded):
            for question in questions[: len(answers)]:
                inquiry.judge(question)
        return tuple(one for one in inquiry.evidence if one.answer.stopped is None)

    def conditions(self, function: str) -> Sequence[Declared]:
        """Return the exercise's own conditions for a function."""
        return () if self._probes is None else self._probes.conditions_of(function)

    def ask(self, function: str, calls: Sequence[Call], anew: bool = False) -> list[Answer]:
        """Ask a function some calls; see `Student.aside`."""
        if self._student is None:
            return []
        return self._student.aside(function, calls, anew=anew, of=self._of)

    def takes(self, function: str) -> Sequence[Parameter]:
        """Return what the student's function takes; nothing where that cannot be told."""
        return self._student.takes(function) if self._student is not None else ()
