"""Probes: calls that are asked of a function that failed, to explain it, for no points.

They spread over the whole domain of a function, and they are the same for every seed, so
that one record of them will do. That is a file beside the record and of its form; it is
read only after a failure, and no mark rests on it.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from grader.course import Exercise
from grader.errors import GradeError, KitFault
from grader.judge import references, sources
from grader.judge.inputs import Draw, read_only, strided
from grader.judge.inquiry import CaseEnded, Drawing, Evidence, Inquiry, Oracle, Question
from grader.judge.references import Mistake, Record
from grader.sandbox.answer import Answer
from grader.sandbox.student import Call, Student
from grader.words.text import _

__all__ = ["call", "probes", "read_only", "strided"]

SEED = 0  # whatever seed the suite is drawn with
NAMED = "probes:"  # begins the name of what takes a check's place in the key of a call
A_FUNCTION = 0.15  # seconds for all probes of a function, see `sandbox.student.SPARE`

Generator = TypeVar("Generator", bound=Callable[..., Iterator[Call]])


def probes(function: str) -> Callable[[Generator], Generator]:
    """Declare a generator of `call(...)`; it is given `rng`, the same for every seed.

    Args:
        function: the exercise's function that is asked.
    """

    def mark(generator: Generator) -> Generator:
        vars(generator)["probed_function"] = function
        return generator

    return mark


def call(*arguments: Any, **named: Any) -> Call:
    """Return a call to ask, written as the function is called."""
    return arguments, named


def draw(text: str, oracle: Oracle) -> dict[str, list[Question]]:
    """Return the probes of each function, in the order of their text.

    Args:
        text: of probes.py.
        oracle: knows the right answers.

    Raises:
        GradeError: the text cannot be loaded, or the oracle does not know a call.
    """
    found: dict[str, list[Question]] = {}
    for name, generator in vars(sources.load("probes.py", text)).items():
        function = getattr(generator, "probed_function", None)
        if function is None:
            continue
        drawing = Drawing(oracle)
        drawing.begin_case(NAMED + name, 0)
        try:
            for arguments, named in generator(Draw(SEED, NAMED + name, 0)):
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


class Drawn(NamedTuple):
    """All probes of an exercise, with what is known of them.

    Attributes:
        questions: by function.
        record: right answers, and what the known mistakes answer.
    """

    questions: Mapping[str, Sequence[Question]]
    record: Record

    def confirmed(self, mistakes: Sequence[Mistake]) -> list[Mistake]:
        """Return known mistakes of one function with their answers to the probes too."""
        return [
            known._replace(answers={**known.answers, **self._answers(known)})
            for known in mistakes
        ]

    def _answers(self, known: Mistake) -> Mapping[references.Key, Answer]:
        same = (one for one in self.record.mistakes_of(known.function) if one.id == known.id)
        return next((one.answers for one in same), {})


def drawn(exercise: Exercise) -> Drawn | None:
    """Return an exercise's probes, or None where it has none that fit their record.

    An older edition has none. A probe that is newer than its record is said by
    `grade verify`, and costs a student no more than an explanation.
    """
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
    record = references.parse(data, f"{exercise_id}.probes", exercise_id)
    return Drawn(draw(text, record), record)


class Aside:
    """Asks the functions of one submission what counts for nothing, within SPARE seconds.

    Args:
        student: the submission, when all checks were asked; None where there is no worker.
        probes: the exercise's, or None.
    """

    def __init__(self, student: Student | None, probes: Drawn | None) -> None:
        self._student = student
        self._probes = probes

    def mistakes(self, known: Sequence[Mistake]) -> Sequence[Mistake]:
        """Return known mistakes with their answers to the probes, where there are probes."""
        return known if self._probes is None else self._probes.confirmed(known)

    def probe(self, function: str) -> tuple[Evidence, ...]:
        """Ask a function its probes; return those that it answered in time."""
        if self._probes is None:
            return ()
        questions = self._probes.questions.get(function, ())
        answers = self.ask(function, [(one.arguments, one.named) for one in questions])
        replies = iter(answers)
        inquiry = Inquiry(lambda *_: next(replies), self._probes.record)
        with contextlib.suppress(CaseEnded):
            for question in questions[: len(answers)]:
                inquiry.judge(question)
        return tuple(one for one in inquiry.evidence if one.answer.stopped is None)

    def ask(
        self, function: str, calls: Sequence[Call], most: float = A_FUNCTION, anew: bool = False
    ) -> list[Answer]:
        """Ask a function some calls; see `Student.aside`."""
        if self._student is None:
            return []
        return self._student.aside(function, calls, most, anew=anew)
