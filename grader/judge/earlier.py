"""Asks the earlier files that a submission imports whether one of them is wrong by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.course import Exercise
from grader.judge import probes, sources
from grader.judge.diagnosis import Facts, diagnose
from grader.judge.submission import MAIN, Submission
from grader.report import Aspect, Diagnosis
from grader.sandbox.student import Student


class Earlier:
    """The earlier files of one submission, each asked its own probes at most once.

    Args:
        root: the course's folder.
        imports: full names of the exercises whose files may be imported.
        submission: the files.
        calls: what each function of the main file calls, see `sandbox.answer.Loaded`.
        student: the submission, when all checks were asked; None where there is no worker.
    """

    def __init__(
        self,
        root: Path,
        imports: Sequence[str],
        submission: Submission,
        calls: Mapping[str, Sequence[str]],
        student: Student | None,
    ) -> None:
        # The first of them may be why the others are wrong.
        self._names = sorted(name for name in imports if f"{name}.py" in submission.files)
        self._root = root
        self._submission = submission
        self._calls = calls
        self._student = student
        self._known: dict[tuple[str, str], Diagnosis | None] = {}

    def wrong(self, function: str) -> Diagnosis | None:
        """Return what is wrong with an earlier function that a function calls, or None.

        Args:
            function: of the main file.
        """
        calls = self._calls.get(function)
        for name in self._names:
            drawn = probes.drawn(Exercise(name, "", self._root))
            for other in drawn.record.functions if drawn is not None else ():
                if calls is None or f"{name}.{other}" in calls or name in calls:
                    found = self._diagnosed(name, other)
                    if found is not None:
                        return found
        return None

    def _diagnosed(self, name: str, function: str) -> Diagnosis | None:
        key = name, function
        if key not in self._known:
            self._known[key] = self._diagnose(Exercise(name, "", self._root), function)
        return self._known[key]

    def _diagnose(self, exercise: Exercise, function: str) -> Diagnosis | None:
        """Ask a function of an earlier file its probes; return what is wrong, or None."""
        drawn = probes.drawn(exercise)
        assert drawn is not None
        texts = self._submission.texts
        files = {name: text for name, text in texts.items() if name < f"{exercise.name}.py"}
        files[MAIN] = texts[f"{exercise.name}.py"]
        aside = probes.Aside(self._student, drawn, (MAIN, files))
        known = diagnose(
            Facts(
                function,
                drawn.record.functions[function],
                (),
                aside.probe(function),
                mistakes=drawn.record.mistakes_of(function),
                statement=sources.statement_of(exercise, function),
                conditions=aside.conditions(function),
            )
        )
        if not known.failing:
            return None
        facts = {"exercise": exercise.name, "function": function}
        for told in known.causes.get(Aspect.VALUE, ()):
            if told.kind in ("mistake", "condition"):
                facts = {**told.facts, **facts, "kind": told.kind}
                return Diagnosis("why", "earlier", told.id, facts, told.text)
        return Diagnosis("why", "earlier", "wrong", facts)
