"""Says why a function is wrong: as a known mistake, or else as a fact about the call.

A mistake is named only if it answers every call of the function in this grading as the
student did, right answers included, and no other mistake does. A tie is silence.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.judge.compare import differ, tolerance_for
from grader.judge.inquiry import Evidence
from grader.judge.notes import note
from grader.judge.references import Mistake
from grader.report import Diagnosis
from grader.sandbox.answer import Answer


def diagnose(
    evidence: Sequence[Evidence], mistakes: Sequence[Mistake], shown: Evidence
) -> Diagnosis | None:
    """Return the best explanation of a wrong function.

    Args:
        evidence: all calls of the function in this grading.
        mistakes: the known mistakes of the function.
        shown: the call that the student sees.
    """
    recognised = matching(evidence, mistakes)
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
