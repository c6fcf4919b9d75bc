"""Says why a function is wrong: as a known mistake, or else as a fact about the call.

A mistake is named only if it answers every call of the function in this grading, and every
probe, as the student did, right answers included, and no other mistake does. A tie is
silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from grader.judge.compare import differ, tolerance_for
from grader.judge.inquiry import Evidence
from grader.judge.notes import note
from grader.judge.references import Mistake
from grader.report import Diagnosis
from grader.sandbox.answer import Answer
from grader.sandbox.student import Call


class Ask(Protocol):
    """Asks a submission's function anew, for nothing: see `judge.probes.Aside`."""

    def __call__(self, calls: Sequence[Call], *, anew: bool = False) -> list[Answer]:
        """Return the answers to the first calls, as many as came in time.

        Args:
            calls: arguments and named ones.
            anew: whether the file is loaded once more before.
        """


class Facts(NamedTuple):
    """What is known of a wrong function.

    Attributes:
        function: its name.
        signature: its parameters as the statement has them, `(x, pad, value=0.0)`.
        evidence: all calls of it in the suite.
        probes: the calls beyond those that it answered, worth no points.
        mistakes: its known mistakes; their answers to the probes too, where there are any.
        ask: asks it again in another way.
    """

    function: str
    signature: str
    evidence: Sequence[Evidence]
    probes: Sequence[Evidence]
    mistakes: Sequence[Mistake]
    ask: Ask


def diagnose(facts: Facts, shown: Evidence) -> Diagnosis | None:
    """Return the best explanation of a wrong function.

    Args:
        shown: the call that the student sees.
    """
    recognised = matching([*facts.evidence, *facts.probes], facts.mistakes)
    if len(recognised) == 1:
        return Diagnosis("why", "mistake", recognised[0].id, text=recognised[0].text)
    return note(shown)


def matching(evidence: Sequence[Evidence], mistakes: Sequence[Mistake]) -> list[Mistake]:
    """Return the mistakes that answer every call as the student did."""
    wrong = [found for found in evidence if not is_right(found)]
    keys = {found.key for found in evidence}
    wrong_keys = {found.key for found in wrong}
    return [
        mistake
        for mistake in mistakes
        # Comparing answers takes long, so first: are they wrong at the same calls?
        if keys & mistake.answers.keys() == wrong_keys
        and all(same(found, mistake.answers[found.key]) for found in wrong)
    ]


def is_right(found: Evidence) -> bool:
    """Whether a call was answered rightly, with arguments and memory left alone."""
    return found.difference is None and not found.answer.changed and not found.answer.shared


def same(found: Evidence, theirs: Answer) -> bool:
    """Whether a call was answered as `theirs`: value or exception, side effects."""
    mine = found.answer
    if mine.stopped is not None or theirs.stopped is not None:
        return False
    if (mine.changed, mine.shared) != (theirs.changed, theirs.shared):
        return False
    if mine.raised is not None or theirs.raised is not None:
        return (
            mine.raised is not None
            and theirs.raised is not None
            and mine.raised.type_name == theirs.raised.type_name
        )
    usual = tolerance_for(found.arguments, theirs.value)
    wide = usual._replace(rtol=10 * usual.rtol, atol=10 * usual.atol, equal_nan=True)
    return differ(mine.value, theirs.value, wide) is None
