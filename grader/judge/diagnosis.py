"""Says why a function is wrong, aspect by aspect; a doubt is silence.

The rules stand in the order of `diagnose`. A mistake is named only if it answers every call
as the student did, right answers included, and no other mistake does; where answers deviate
in several aspects (a dtype, an exception, an argument), each is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from grader.judge import mishaps
from grader.judge.aspects import (
    Seen,
    about,
    alike,
    cast,
    is_known,
    of_answer,
    see,
    seen_as,
    wrote_to_read_only,
)
from grader.judge.compare import Tolerance, differ, tolerance_for
from grader.judge.conditions import condition
from grader.judge.inquiry import Evidence
from grader.judge.notes import note
from grader.judge.probes import Declared
from grader.judge.reasking import Ask, reasked, reordered
from grader.judge.references import Key, Mistake
from grader.judge.signature import names_of_parts, parameters
from grader.judge.transforms import right_parts, transforms
from grader.report import Aspect, Diagnosis
from grader.sandbox.answer import Answer, Parameter

# What says less of a call that raised than its exception does.
LESS_THAN_AN_EXCEPTION = ("rows", "transform", "note")
# Aspects beside the value, in the order in which they are told.
BESIDE = (Aspect.DTYPE, Aspect.EXCEPTION, Aspect.ARGUMENTS, Aspect.MEMORY)


class Facts(NamedTuple):
    """What is known of a wrong function.

    Attributes:
        function: its name.
        signature: its parameters as the statement has them, `(x, pad, value=0.0)`.
        evidence: all calls of it in the suite.
        probes: the calls beyond those that it answered, worth no points.
        mistakes: its known mistakes; their answers to the probes too, where there are any.
        ask: asks it again in another way, where that can be done.
        takes: its parameters as the student wrote them, where they can be told.
        statement: what the exercise says of it.
        conditions: what the exercise itself can say of a call.
        imports: the exercises whose files may be imported.
    """

    function: str
    signature: str
    evidence: Sequence[Evidence]
    probes: Sequence[Evidence] = ()
    mistakes: Sequence[Mistake] = ()
    ask: Ask | None = None
    takes: Sequence[Parameter] = ()
    statement: str = ""
    conditions: Sequence[Declared] = ()
    imports: Collection[str] = ()


class Diagnosed(NamedTuple):
    """Why a function is wrong.

    Attributes:
        causes: for each aspect what is told of it, the main thing first.
        parts: what the statement calls the parts of its result, or nothing.
        failing: its calls with a wrong value.
        facts: what is known of it.
        statement: its parameters as the statement has them.
    """

    causes: Mapping[Aspect, tuple[Diagnosis, ...]]
    parts: tuple[str, ...]
    failing: tuple[Seen, ...]
    facts: Facts
    statement: Sequence[Parameter]

    def of(
        self, shown: Evidence, aspect: Aspect, source: str = "", is_own: bool = True
    ) -> tuple[Diagnosis, ...]:
        """Return what is told of a failure: at most one of each role.

        Args:
            shown: the call that the student sees.
            aspect: what of its answer the check charges.
            source: the line of the submission that raised, or nothing.
            is_own: whether what is wrong may stand in that line.
        """
        area = about(aspect, shown)
        if area is Aspect.VALUE and shown.key not in {one.found.key for one in self.failing}:
            area = Aspect.DTYPE  # but for that the value is right
        told: list[Diagnosis] = []
        for which in (area, Aspect.VALUE, *BESIDE):
            told += [one for one in self.causes.get(which, ()) if one not in told]
        # A condition tells of values: of a refusal that is missing it would tell nothing.
        when = [one for one in told if one.role == "when" and area is Aspect.VALUE]
        causes = [one for one in told if one.role != "when"]
        of_area = self.causes.get(area, ())
        if all(one.role == "when" for one in of_area) or (
            shown.answer.raised is not None and of_area[0].kind in LESS_THAN_AN_EXCEPTION
        ):
            fact = self._fact(shown, source) if is_own else None
            if fact is not None:
                causes = [fact, *causes]
            elif area is Aspect.EXCEPTION:
                causes = []  # a wrong value explains no refusal that is missing
        roles = zip(("why", "also"), causes, strict=False)
        return (*(one._replace(role=role) for role, one in roles), *when[:1])

    def _fact(self, shown: Evidence, source: str) -> Diagnosis | None:
        """Return what the shown call alone tells."""
        raised = shown.answer.raised
        if raised is None:
            return note(shown, self.facts.evidence, self.parts)
        if raised.wrong_arity:
            reason = mishaps.parameters_differ(self.statement, self.facts.takes)
            return reason and Diagnosis("why", "signature", reason.code, reason.facts)
        reason = mishaps.explained(raised, source, shown.question.expected.raises)
        if reason is not None:
            return Diagnosis("why", "exception", reason.code, reason.facts)
        reason = mishaps.hint_for(raised, self.facts.imports)
        return reason and Diagnosis("why", "note", reason.code, reason.facts)


def diagnose(facts: Facts) -> Diagnosed:
    """Return why a function is wrong."""
    every = [*facts.evidence, *facts.probes]
    seen = [see(found) for found in every if not wrote_to_read_only(found)]
    valued = [one for one in seen if one.wants_value]
    failing = tuple(one for one in valued if not one.right)
    statement = parameters(facts.signature)
    names = [one.name for one in statement]
    parts = names_of_parts(facts.statement, _count(valued), names)
    # Who raises in every call shares that with every mistake that does.
    answered = any(one.found.answer.raised is None for one in valued)
    mistakes = facts.mistakes if answered else ()
    causes: dict[Aspect, tuple[Diagnosis, ...]] = {}
    # Where the names say so already, whatever else the answers are like comes of that.
    order = reordered(valued, statement, facts.ask, facts.takes) if facts.ask else None
    if order is not None:
        causes = {Aspect.VALUE: (order,)}
        return Diagnosed(causes, parts, failing, facts, statement)
    recognised = matching(every, mistakes)
    if len(recognised) == 1:
        causes = dict.fromkeys((Aspect.VALUE, *BESIDE), (_named(recognised[0]),))
        return Diagnosed(causes, parts, failing, facts, statement)
    known = _with_values_of(seen, mistakes) if failing else None
    if known is not None:
        causes[Aspect.VALUE] = (_named(known),)
    elif failing and all(is_known(one.found) for one in seen):
        again = reasked(valued, statement, facts.ask, facts.takes) if facts.ask else None
        told = (again,) if again is not None else transforms(valued, names, parts)
        partly = None if told else right_parts(valued, names, parts)
        when = None if told else _condition(facts, failing, statement)
        causes[Aspect.VALUE] = told or tuple(one for one in (partly, when) if one is not None)
    if not failing or known is not None:
        causes |= _beside(seen, mistakes, known)
    causes = {area: told for area, told in causes.items() if told}
    return Diagnosed(causes, parts, failing, facts, statement)


def _condition(
    facts: Facts, failing: Sequence[Seen], statement: Sequence[Parameter]
) -> Diagnosis | None:
    """Return in which calls the values are wrong."""
    return condition(
        [*facts.evidence, *facts.probes],
        statement,
        statement=facts.statement,
        declared=facts.conditions,
        wrong={one.found.key for one in failing},
    )


def _count(valued: Sequence[Seen]) -> int:
    """Return how many parts a right result has."""
    value = valued[0].found.question.expected.value if valued else None
    return len(value) if isinstance(value, tuple) else 1


def _named(mistake: Mistake) -> Diagnosis:
    return Diagnosis("why", "mistake", mistake.id, text=mistake.text)


def matching(evidence: Sequence[Evidence], mistakes: Sequence[Mistake]) -> list[Mistake]:
    """Return the mistakes that answer every call as the student did."""
    wrong = [found for found in evidence if not is_right(found)]
    keys = {found.key for found in evidence}
    wrong_keys = {found.key for found in wrong}
    right_keys = keys - wrong_keys
    if not wrong:
        return []  # a claim about numbers drawn by chance failed: nothing tells mistakes apart
    return [
        mistake
        for mistake in mistakes
        # Comparing answers takes long, so first: are they wrong at the same calls?
        if all(key in mistake.answers for key in wrong_keys)
        and not any(key in mistake.answers for key in right_keys)
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
        return _raised_alike(mine, theirs)
    usual = tolerance_for(found.arguments, theirs.value)
    wide = usual._replace(rtol=10 * usual.rtol, atol=10 * usual.atol, equal_nan=True)
    return differ(mine.value, theirs.value, wide) is None


def _raised_alike(mine: Answer, theirs: Answer) -> bool:
    return (
        mine.raised is not None
        and theirs.raised is not None
        and mine.raised.type_name == theirs.raised.type_name
    )


def _with_values_of(seen: Sequence[Seen], mistakes: Sequence[Mistake]) -> Mistake | None:
    """Return the one mistake with the same values, whatever else deviates, or None."""
    valued = [one for one in seen if one.wants_value]
    wrong = [one for one in valued if not one.right]
    right = [one for one in valued if one.right]
    fitting = [
        mistake
        for mistake in mistakes
        if all(_same_value(one, mistake.answers.get(one.found.key)) for one in wrong)
        and all(_is_right(one, mistake.answers.get(one.found.key)) for one in right)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _same_value(one: Seen, theirs: Answer | None) -> bool:
    """Whether a mistake's answer, None where it is the right one, has the student's value."""
    mine = one.found.answer
    if theirs is None or mine.stopped is not None or theirs.stopped is not None:
        return False
    if mine.raised is not None or theirs.raised is not None:
        return _raised_alike(mine, theirs)
    value, _, right = seen_as(one.found, theirs)
    # Both wrong, perhaps in their shape: then they are cast to each other.
    return not right and alike(one.found, cast(one.value, value, []), value)


def _is_right(one: Seen, theirs: Answer | None) -> bool:
    return theirs is None or seen_as(one.found, theirs)[2]


def _beside(
    seen: Sequence[Seen], mistakes: Sequence[Mistake], known: Mistake | None
) -> dict[Aspect, tuple[Diagnosis, ...]]:
    """Return for each other aspect the one mistake in it alone that deviates in the same calls.

    Args:
        known: the mistake whose values they are; where it deviates alike, all is said.
    """
    mine = _deviations(seen, None)
    keys = {one.found.key for one in seen}
    told: dict[Aspect, tuple[Diagnosis, ...]] = {}
    for aspect in BESIDE:
        if not mine[aspect]:
            continue
        if known is not None and _deviations(seen, known)[aspect].keys() == mine[aspect].keys():
            told[aspect] = (_named(known),)
            continue
        alone = [
            mistake
            for mistake in mistakes
            # It deviates nowhere else, so these are all of its answers that are not right.
            if mistake.answers.keys() & keys == mine[aspect].keys()
            and _in_one_aspect(_deviations(seen, mistake), mine[aspect], aspect)
            and (aspect is not Aspect.EXCEPTION or _unrefused_alike(seen, mistake, known))
        ]
        if aspect is Aspect.EXCEPTION and len(alone) > 1:
            alone = [mistake for mistake in alone if _unrefused_alike(seen, mistake, None)]
        if len(alone) == 1:
            told[aspect] = (_named(alone[0]),)
    return told


def _in_one_aspect(
    theirs: Mapping[Aspect, Mapping[Key, Any]], mine: Mapping[Key, Any], aspect: Aspect
) -> bool:
    """Whether a mistake deviates in one aspect alone, and there as the student does."""
    return theirs[aspect] == mine and not any(
        how for other, how in theirs.items() if other is not aspect
    )


def _unrefused_alike(seen: Sequence[Seen], mistake: Mistake, known: Mistake | None) -> bool:
    """Whether what a mistake returns where an exception is due is what the student returns.

    Its sentence may say what that is.

    Args:
        known: the mistake whose values the student has: then they differ here too, but what
            returns nothing has calculated nothing.
    """
    pairs = [
        (one.value, mistake.answers[one.found.key].value)
        for one in seen
        if not one.wants_value and not one.right and one.found.answer.raised is None
        if one.found.key in mistake.answers
    ]
    if known is not None:
        return all((mine is None) is (theirs is None) for mine, theirs in pairs)
    return all(differ(mine, theirs, Tolerance()) is None for mine, theirs in pairs)


def _deviations(seen: Sequence[Seen], mistake: Mistake | None) -> dict[Aspect, dict[Key, Any]]:
    """Return in which calls the student's answers, or a mistake's, deviate in which aspect."""
    found: dict[Aspect, dict[Key, Any]] = {aspect: {} for aspect in (Aspect.VALUE, *BESIDE)}
    for one in seen:
        answer = one.found.answer if mistake is None else mistake.answers.get(one.found.key)
        if answer is None:
            continue  # the right one
        _, form, right = seen_as(one.found, answer)
        if one.wants_value and not right:
            found[Aspect.VALUE][one.found.key] = True
        refused = one.wants_value or right
        for aspect, how in of_answer(answer, form, refused).items():
            found[aspect][one.found.key] = how
    return found
