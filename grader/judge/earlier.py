"""Asks the earlier files that a submission imports whether one of them is wrong by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from grader.course import Exercise
from grader.judge import probes, sources
from grader.judge.aspects import see
from grader.judge.diagnosis import Diagnosed, Facts, diagnose
from grader.judge.inquiry import Evidence
from grader.judge.submission import MAIN, Submission
from grader.report import Aspect, Diagnosis
from grader.sandbox.student import Student

# What shows in an answer to a probe that something beside its value deviates.
BESIDE: Mapping[Aspect, Callable[[Evidence], object]] = {
    Aspect.DTYPE: lambda found: see(found).form,
    Aspect.ARGUMENTS: lambda found: found.answer.changed,
    Aspect.MEMORY: lambda found: found.answer.shared,
}


class Asked(NamedTuple):
    """What an earlier function answered to its own probes.

    Attributes:
        known: what is wrong with it.
        wrong: whether a value is, in a call that the later exercise makes.
        beside: what deviates beside values.
    """

    known: Diagnosed
    wrong: bool
    beside: frozenset[Aspect]


class Earlier:
    """The earlier files of one submission, each asked its own probes at most once.

    Args:
        exercises: whose files may be imported, the first one first.
        submission: the files.
        calls: what each function of the main file calls, see `sandbox.answer.Loaded`.
        student: the submission, when all checks were asked; None where there is no worker.
        made: which calls of an earlier function the exercise makes, see `probes.makes`.

    Attributes:
        names: the full names of the exercises.
    """

    def __init__(
        self,
        exercises: Sequence[Exercise],
        submission: Submission,
        calls: Mapping[str, Sequence[str]],
        student: Student | None,
        made: Mapping[tuple[str, str], probes.Declared],
    ) -> None:
        self.names = frozenset(one.name for one in exercises)
        # The first of them may be why the others are wrong.
        self._exercises = [one for one in exercises if f"{one.name}.py" in submission.files]
        self._submission = submission
        self._calls = calls
        self._student = student
        self._made = made
        self._known: dict[tuple[str, str], Asked] = {}

    def wrong(self, function: str, aspect: Aspect) -> Diagnosis | None:
        """Return what is wrong with an earlier function that a function calls, or None.

        Args:
            function: of the main file.
            aspect: what of its answer is wrong; of another one than the value, only the
                same of an earlier function is a cause.
        """
        calls = self._calls.get(function)
        for exercise in self._exercises:
            drawn = probes.drawn(exercise)
            for other in drawn.record.functions if drawn is not None else ():
                called = {f"{exercise.name}.{other}", exercise.name}
                if calls is not None and called.isdisjoint(calls):
                    continue
                if not self._is_made(exercise.id, other):
                    continue
                found = self._told(exercise, other, aspect)
                if found is not None:
                    return found
        return None

    def _is_made(self, exercise: str, function: str) -> bool:
        """Whether a right answer calls the function, as far as that is declared."""
        declared = {other for one, other in self._made if one == exercise}
        return not declared or function in declared

    def _told(self, exercise: Exercise, function: str, aspect: Aspect) -> Diagnosis | None:
        key = exercise.name, function
        if key not in self._known:
            self._known[key] = self._ask(exercise, function)
        asked = self._known[key]
        area = aspect if aspect in BESIDE else Aspect.VALUE
        if not (asked.wrong if area is Aspect.VALUE else area in asked.beside):
            return None
        facts = {"exercise": exercise.name, "function": function}
        for told in asked.known.causes.get(area, ()):
            if told.kind in ("mistake", "condition"):
                facts = {**told.facts, **facts, "kind": told.kind}
                return Diagnosis("why", "earlier", told.id, facts, told.text)
        return Diagnosis("why", "earlier", "wrong", facts)

    def _ask(self, exercise: Exercise, function: str) -> Asked:
        """Ask a function of an earlier file its probes."""
        drawn = probes.drawn(exercise)
        assert drawn is not None
        texts = self._submission.texts
        files = {name: text for name, text in texts.items() if name < f"{exercise.name}.py"}
        files[MAIN] = texts[f"{exercise.name}.py"]
        aside = probes.Aside(self._student, drawn, (MAIN, files))
        evidence = aside.probe(function)
        known = diagnose(
            Facts(
                function,
                drawn.record.functions[function],
                (),
                evidence,
                mistakes=drawn.record.mistakes_of(function),
                statement=sources.statement_of(exercise, function),
                conditions=aside.conditions(function),
            )
        )
        made = self._made.get((exercise.id, function))
        calls = (seen.found for seen in known.failing)
        wrong = any(
            made is None or made.holds(found.arguments, found.question.named) is not False
            for found in calls
        )
        beside = frozenset(
            aspect for aspect, shows in BESIDE.items() if any(map(shows, evidence))
        )
        return Asked(known, wrong, beside)
