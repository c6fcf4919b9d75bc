"""Writes records with PyTorch, and tells whether a record still holds."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from grader.author import pristine
from grader.author.held import does_not_load, held, solution_of
from grader.author.mistakes import Known, all_beside, known_mistakes
from grader.author.oracle import Answering, Live, Question, Reference, require_torch
from grader.author.side_by_side import side_by_side
from grader.author.stand_in import stand_in
from grader.course import Exercise
from grader.errors import KitFault, UsageError
from grader.judge import probes, references, sources
from grader.judge.compare import Tolerance, compare, differ, tolerance_for
from grader.judge.grade import DEFAULT_SEED, Examined, examine
from grader.judge.references import Expected, Key, Mistake, Record, form_of
from grader.judge.trial import Standard
from grader.report import PYTORCH, Outcome
from grader.sandbox.answer import Answer, Raised
from grader.sandbox.student import Student
from grader.words import reasons
from grader.words.text import Text, _, plural, unbroken

# PyTorch's last bits depend on the CPU; what a student sees as right must not.
DRIFT = Tolerance(rtol=1e-9, atol=1e-11, equal_nan=True)

NEWER = {
    "suite": _("the suite is newer than the record"),
    "probes": _("the probes are newer than their record"),
    "reference": _("the reference is newer than the record"),
    "mistakes": _("the mistakes are newer than the record"),
    "solution": _("the solution is newer than the record"),
}


@dataclass(frozen=True)
class Recorded:
    """What was written.

    Attributes:
        path: the record.
        calls: how many calls it holds.
        mistakes: how many known mistakes.
        size: bytes, with those of the probes' record beside it.
        probes: how many probes.
    """

    path: Path
    calls: int
    mistakes: int
    size: int
    probes: int = 0


def record(
    exercise: Exercise,
    seed: int = DEFAULT_SEED,
    path: Path | None = None,
    oracle: str = PYTORCH,
) -> Recorded:
    """Ask all that the suite asks, also every known mistake, and keep the answers.

    With the answers for the default seed go those to the probes, which are the same for
    every seed, and a copy of the stub.

    Args:
        path: where to keep them, if not with the course.
        oracle: who knows the right ones, a name of `report.Oracle`.

    Raises:
        UsageError: PyTorch is asked, and not installed.
        KitFault: a source cannot be loaded, a mistake gives no answer, the stub has one, or
            the solution does not answer the default seed's calls as PyTorch did.
    """
    if oracle == PYTORCH:
        require_torch(_("recording"))
    whole = path is None and seed == DEFAULT_SEED
    beside: list[Question] = []
    if whole:
        pristine.keep(exercise)
    with _answering(exercise, oracle) as reference:
        questions = _questions(exercise, seed, reference)
        if whole:
            beside = _probes(exercise, reference)
    mistakes = _mistakes(exercise, [*questions, *beside])
    about = {
        "exercise": exercise.name,
        "seed": seed,
        "versions": {
            "torch": reference.oracle.version if oracle == PYTORCH else "",
            "numpy": np.__version__,
        },
        "sources": digests(exercise),
        "functions": reference.functions,
    }
    path = path or references.path_for(exercise, seed)
    size = _write(path, about, questions, mistakes)
    if beside:
        about["sources"] = probe_digests(exercise)
        size += _write(exercise.probe_record, about, beside, mistakes)
    return Recorded(path, len(questions), len(mistakes), size, len(beside))


def _write(
    path: Path,
    about: Mapping[str, Any],
    questions: Sequence[Question],
    mistakes: Sequence[Mistake],
) -> int:
    """Write a record of some questions; return its size in bytes."""
    asked = [question.asked for question in questions]
    keys = {one.key for one in asked}
    theirs = [
        known._replace(answers={k: a for k, a in known.answers.items() if k in keys})
        for known in mistakes
    ]
    return references.write(path, about, asked, theirs)


def _probes(exercise: Exercise, reference: Answering) -> list[Question]:
    """Return the probes with the right answers; an exercise may be without."""
    live = Live(reference)
    if exercise.probes.is_file():
        probes.draw(sources.probes_of(exercise), live)
    return live.questions


@contextlib.contextmanager
def _answering(exercise: Exercise, oracle: str) -> Iterator[Answering]:
    if oracle == PYTORCH:
        yield Reference(exercise)
    else:
        with stand_in(exercise) as found:
            yield found


def newer(source: str) -> Text:
    """Return that a source, one of `digests`, was changed after it was recorded."""
    return NEWER[source]


def digests(exercise: Exercise) -> dict[str, str]:
    """Return the digest of every source that a record depends on."""
    paths = {
        "suite": exercise.suite,
        "reference": exercise.reference,
        "mistakes": exercise.mistakes,
        "solution": exercise.solution,
    }
    return {name: _digest(path) for name, path in paths.items()}


def probe_digests(exercise: Exercise) -> dict[str, str]:
    """Return the digest of every source that the record of the probes depends on."""
    paths = {
        "probes": exercise.probes,
        "reference": exercise.reference,
        "mistakes": exercise.mistakes,
        "solution": exercise.solution,
    }
    return {name: _digest(path) for name, path in paths.items()}


def _digest(path: Path) -> str:
    return hashlib.sha256(sources.read(path).encode()).hexdigest()[:16]


def holds(exercise: Exercise, path: Path, oracle: str = PYTORCH) -> bool:
    """Whether the record at `path` is of this oracle, and its sources are as they were.

    A record whose sources are absent cannot be made anew, and holds.
    """
    try:
        kept = references.read(path, exercise.id)
    except KitFault:
        return False  # a damaged cache is only made anew
    if kept.oracle.name != oracle:
        return False
    return bool(_absent(exercise)) or kept.head["sources"] == digests(exercise)


def _absent(exercise: Exercise) -> list[Path]:
    wanted = (exercise.reference, exercise.mistakes, exercise.solution)
    return [source for source in wanted if not source.is_file()]


def ensure(
    exercise: Exercise, seed: int, path: Path | None = None, oracle: str = PYTORCH
) -> None:
    """Make sure that there is a record for a seed other than the default.

    Args:
        path: where it is kept, if not with the course.
        oracle: who knows the right answers, a name of `report.Oracle`.

    Raises:
        UsageError: there is none, and PyTorch or the references' sources are absent.
        KitFault: see `record`.
    """
    if seed == DEFAULT_SEED:
        return
    path = path or references.path_for(exercise, seed)
    if holds(exercise, path, oracle):
        return
    if _absent(exercise):
        raise UsageError(
            _("this seed has no record, and this course has no references to make one"),
            _("{option} needs none: its answers are known to everybody",
              option=unbroken("--seed 0")),
        )  # fmt: skip
    if oracle == PYTORCH:
        require_torch(_("judging with another seed"))
    record(exercise, seed, path, oracle)


def ensure_all(
    exercises: Sequence[Exercise], seed: int, folder: Path, oracle: str, at_once: int | None
) -> None:
    """Make sure of a class's records, in processes of their own.

    PyTorch takes more memory than all that judges.

    Args:
        folder: where they are kept.
        at_once: how many exercises, if not as many as there are cores.

    Raises:
        GradeError: one cannot be made; those that were made are kept.
    """
    work = partial(_ensure_in, seed=seed, folder=folder, oracle=oracle)
    try:
        with contextlib.closing(side_by_side(work, exercises, at_once, apart=True)) as made:
            for error in made:
                if error is not None:
                    raise error
    except OSError as system:
        # Without the name of the file, which holds the seed.
        raise KitFault(
            _("{folder} cannot be written: {system}",
              folder=folder, system=system.strerror or ""),
            _("make space and make the folder writable, then run the same command again"),
        ) from None  # fmt: skip


def _ensure_in(exercise: Exercise, seed: int, folder: Path, oracle: str) -> None:
    ensure(exercise, seed, references.path_for(exercise, seed, folder), oracle)


def drift(exercise: Exercise) -> list[Text]:
    """Return how a record differs from what PyTorch and the mistakes answer now.

    Raises:
        UsageError: PyTorch is not installed.
        KitFault: there is no record, or a source cannot be loaded.
    """
    require_torch(_("checking a record"))
    kept = references.find(exercise, DEFAULT_SEED)
    changed = [
        newer(source)
        for source, digest in digests(exercise).items()
        if kept.head["sources"].get(source) != digest
    ]
    if not pristine.is_kept(exercise):
        changed.append(_("the stub is not the one that grade reset restores"))
    checker = _Checker(kept, Reference(exercise))
    examined = examine(exercise, solution_of(exercise), standard=checker.standard)
    asked = len(examined.evidence)
    if asked != len(kept.calls):
        changed.append(
            plural("{count} call is recorded, but {asked} asked",
                   "{count} calls are recorded, but {asked} asked",
                   len(kept.calls), asked=asked)
        )  # fmt: skip
    changed += checker.differences
    return (
        changed
        + _mistakes_drift(exercise, kept, _as_compared(checker.live.questions, examined))
        + probe_drift(exercise)
    )


def probe_drift(exercise: Exercise) -> list[Text]:
    """Return how the record of the probes differs from what is answered now.

    Raises:
        KitFault: there is no record, or a source cannot be loaded.
    """
    if not exercise.probes.is_file():
        return []
    kept = references.read(exercise.probe_record, exercise.id)
    if kept.head["sources"] != probe_digests(exercise):
        return [newer("probes")]
    checker = _Checker(kept, Reference(exercise))
    probes.draw(sources.probes_of(exercise), checker)
    return checker.differences + _mistakes_drift(exercise, kept, checker.live.questions)


def _mistakes_drift(
    exercise: Exercise, kept: Record, questions: Sequence[Question]
) -> list[Text]:
    changed = []
    by_id = {item["id"] for item in kept.head["mistakes"]}
    for now in _mistakes(exercise, questions):
        if now.id not in by_id:
            changed.append(_("the mistake {mistake} is not recorded", mistake=now.id))
        elif _mistake_drifts(kept, now, questions):
            changed.append(_("the mistake {mistake} answers otherwise now", mistake=now.id))
    return changed


class _Checker:
    """Judges by the record, and compares every answer with PyTorch's of today."""

    def __init__(self, kept: Record, reference: Reference) -> None:
        self._kept = kept
        self.live = Live(reference)
        self.differences: list[Text] = []
        self.standard = Standard(self, kept.functions)

    def expect(
        self,
        key: Key,
        function: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
        digest: str,
    ) -> Expected:
        then = self._kept.expect(key, function, arguments, named, digest)
        now = self.live.expect(key, function, arguments, named, digest)
        tolerance = tolerance_for(arguments, then.value)
        if tolerance.rtol < 1e-6:
            tolerance = DRIFT._replace(by_chance=tolerance.by_chance)
        if now.raises != then.raises or differ(now.value, then.value, tolerance):
            self.differences.append(
                _("PyTorch answers otherwise now: {function} in {check}",
                  function=function, check=key[0])
            )  # fmt: skip
        return then

    def function_of(self, check: str) -> str:
        return self._kept.function_of(check)


def _mistake_drifts(kept: Record, now: Mistake, questions: Sequence[Question]) -> bool:
    then = next(m for m in kept.mistakes_of(now.function) if m.id == now.id)
    if then.answers.keys() != now.answers.keys():
        return True
    for question in questions:
        key = question.asked.key
        if key in now.answers:
            mine, theirs = now.answers[key], then.answers[key]
            usual = tolerance_for(question.arguments, theirs.value)
            loose = usual._replace(rtol=10 * usual.rtol, atol=10 * usual.atol, equal_nan=True)
            if (mine.raised is None) != (theirs.raised is None) or differ(
                mine.value, theirs.value, loose
            ):
                return True
    return False


def _questions(exercise: Exercise, seed: int, reference: Answering) -> list[Question]:
    """Run the suite on the solution, with the reference itself as the oracle."""
    live = Live(reference)
    standard = Standard(live, reference.functions, reference.oracle)
    examined = examine(exercise, solution_of(exercise), seed=seed, standard=standard)
    for check in examined.report.checks:
        if check.outcome is Outcome.INTERNAL and check.reason is not None:
            reason = reasons.sentence(check.reason)
            raise KitFault(_("{check}: {reason}", check=check.name, reason=reason))
    if examined.report.problem is not None:
        raise does_not_load(solution_of(exercise), examined.report.problem.reason)
    return _as_compared(live.questions, examined)


def _as_compared(questions: Sequence[Question], examined: Examined) -> list[Question]:
    """Return questions with the tolerance that the suite set: what it lets pass is right."""
    by = {found.key: found.question.tolerance for found in examined.evidence}
    return [replace(question, tolerance=by.get(question.asked.key)) for question in questions]


def _mistakes(exercise: Exercise, questions: Sequence[Question]) -> list[Mistake]:
    """Return the known mistakes, with their answers where they differ from the right ones.

    All are asked in one worker: starting one for each would take most of the time.
    """
    known = known_mistakes(exercise)
    names = tuple(one.id for one in known)
    with held(exercise, all_beside(exercise), names, len(known)) as student:
        return [
            Mistake(one.id, one.function, one.text, _answers(student, one, questions))
            for one in known
        ]


def _answers(
    student: Student, known: Known, questions: Sequence[Question]
) -> dict[Key, Answer]:
    """Return a mistake's answers where they differ from the right ones."""
    answers = {}
    for question in questions:
        if question.asked.function != known.function:
            continue
        answer = student.call(known.id, question.arguments, question.named)
        if answer.stopped is not None:
            reason = reasons.sentence(answer.stopped.reason)
            raise KitFault(
                _("the mistake {mistake} gives no answer: {reason}",
                  mistake=known.id, reason=reason)
            )  # fmt: skip
        expected = question.asked.expected
        tolerance = question.tolerance or tolerance_for(question.arguments, expected.value)
        wrong = compare(expected, answer, tolerance, known.function)
        if wrong or answer.changed or answer.shared:
            answers[question.asked.key] = _bare(answer, tolerance.by_chance)
    return answers


def _bare(answer: Answer, by_chance: bool) -> Answer:
    """Return what is kept of an answer: of its value the form alone, where it is drawn."""
    raised = answer.raised and Raised(answer.raised.type_name, answer.raised.builtins)
    value = form_of(answer.value) if by_chance else answer.value
    return Answer(value, raised, None, answer.changed, answer.shared)
