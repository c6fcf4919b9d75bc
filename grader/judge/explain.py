"""Turns what a check found into what a student reads: message, call, comparison, diagnosis."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from grader.judge import mishaps, show
from grader.judge.diagnosis import diagnose
from grader.judge.inquiry import Evidence
from grader.judge.references import Mistake
from grader.judge.submission import Submission
from grader.judge.suite import Judged
from grader.report import Check, Comparison, Diagnosis, Outcome

EXPLAINED = (Outcome.FAILED, Outcome.ERROR)


class Explainer:
    """Explains the failures of one grading.

    Args:
        submission: the file, for the text of a line.
        signatures: the exercise's functions and their parameters, `(x, pad, value=0.0)`.
        evidence: all calls of the grading.
        mistakes_of: returns the known mistakes of a function.
    """

    def __init__(
        self,
        submission: Submission,
        signatures: Mapping[str, str],
        evidence: Sequence[Evidence],
        mistakes_of: Callable[[str], Sequence[Mistake]],
    ) -> None:
        self._submission = submission
        self._signatures = signatures
        self._evidence = evidence
        self._mistakes_of = mistakes_of

    def check(self, judged: Judged, function: str) -> Check:
        """Return the check's part of the report."""
        declared, failure = judged.declared, judged.failure
        passed = failure is None
        plain = Check(
            name=declared.name,
            title=declared.title,
            function=function,
            points=declared.points,
            earned=declared.points if passed else 0,
            outcome=Outcome.PASSED if failure is None else failure.outcome,
            message="" if failure is None else failure.message,
            seconds=round(judged.seconds, 4),
        )
        if failure is None or failure.evidence is None:
            return plain
        found = failure.evidence
        fields = dict(vars(plain))
        fields["function"] = found.function
        if failure.outcome in (*EXPLAINED, Outcome.TIMEOUT, Outcome.CRASHED):
            fields.update(self._shown(found))
        fields["message"] = self._message(failure.message, found, fields["comparison"])
        if failure.outcome in EXPLAINED:
            fields["diagnosis"] = self._diagnosis(found)
        elif failure.outcome is Outcome.TIMEOUT:
            fields["diagnosis"] = Diagnosis(
                "timeout",
                "Look for a loop whose condition never becomes false.",
                "note",
            )
        return Check(**fields)

    def _shown(self, found: Evidence) -> dict[str, object]:
        signature = self._signatures.get(found.function, "()")
        names = [name for name in re.findall(r"[(,]\s*(\w+)", signature) if name.isidentifier()]
        raised = found.answer.raised
        return {
            "call": show.call(found.function, names, found.shown, found.named),
            "comparison": self._comparison(found, names),
            "line": raised.line if raised else None,
            "source": self._submission.line(raised.line) if raised else "",
            "printed": found.answer.printed,
        }

    @staticmethod
    def _comparison(found: Evidence, names: Sequence[str]) -> Comparison | None:
        different = found.difference
        if different is None or different.kind == "stopped":
            return None
        if different.expected is None:
            return None
        arguments = list(zip(names, found.arguments, strict=False))  # some may be left out
        return show.comparison(
            different.yours, different.expected, different.where, different.path, arguments
        )

    def _message(self, message: str, found: Evidence, comparison: Comparison | None) -> str:
        raised = found.answer.raised
        if _is_absent(found):
            return message
        if found.answer.stopped is not None:
            return f"{found.function}: {message}"
        if raised is not None and raised.wrong_arity:
            due = self._signatures.get(found.function, "")
            return mishaps.wrong_arity(found.function, raised.message, due)
        if message:
            return message
        if comparison is not None and comparison.difference:
            return f"{found.function}: {comparison.difference}"
        return f"{found.function} returned another value than expected"

    def _diagnosis(self, found: Evidence) -> Diagnosis | None:
        same = [item for item in self._evidence if item.function == found.function]
        told = diagnose(same, self._mistakes_of(found.function), found)
        raised = found.answer.raised
        if told is None and raised is not None and not raised.wrong_arity:
            hint = mishaps.hint_for(raised)
            return Diagnosis("exception", _sentence(hint), "note") if hint else None
        return told


def _is_absent(found: Evidence) -> bool:
    """Whether the file lacks the function that was called."""
    stopped = found.answer.stopped
    return stopped is not None and stopped.outcome is Outcome.MISSING


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")
