"""Turns what a check found into its part of the report: call, comparison, diagnoses."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from grader.errors import GradeError
from grader.judge import mishaps, show
from grader.judge.aspects import about
from grader.judge.diagnosis import Diagnosed, Facts, diagnose
from grader.judge.earlier import Earlier
from grader.judge.inquiry import Evidence, Failure
from grader.judge.probes import Aside
from grader.judge.references import Key, Mistake
from grader.judge.submission import Submission
from grader.judge.suite import Judged
from grader.report import Aspect, Call, Check, Comparison, Diagnosis, Outcome, Reason

# What a cause is where an earlier exercise's is told before it.
AFTER = {"why": "also", "when": "when"}
UNWRITTEN = "earlier_unwritten"
EXPLAINED = (Outcome.FAILED, Outcome.ERROR)


class Explainer:
    """Explains the failures of one grading.

    Args:
        submission: the file, for the text of a line.
        signatures: the exercise's functions and their parameters, `(x, pad, value=0.0)`.
        evidence: all calls of the grading.
        mistakes_of: returns the known mistakes of a function.
        aside: asks the submission what counts for nothing.
        shown: calls that are written down already; new ones are added.
        statement_of: returns what the exercise says of a function.
        earlier: the earlier exercises' files that the submission imports.
    """

    def __init__(
        self,
        submission: Submission,
        signatures: Mapping[str, str],
        evidence: Sequence[Evidence],
        mistakes_of: Callable[[str], Sequence[Mistake]],
        aside: Aside,
        shown: dict[Key, Call],
        statement_of: Callable[[str], str],
        earlier: Earlier,
    ) -> None:
        self._submission = submission
        self._signatures = signatures
        self._evidence = evidence
        self._mistakes_of = mistakes_of
        self._aside = aside
        self._written = shown
        self._statement_of = statement_of
        self._earlier = earlier
        self._known: dict[str, Diagnosed] = {}

    def check(self, judged: Judged, function: str) -> Check:
        """Return the check's part of the report."""
        failure, plain = judged.failure, judged.check(function)
        asked = failure.evidence if failure else None
        if failure is None or asked is None:
            return plain
        try:
            # Numbers of a submission may be as large as they like.
            with np.errstate(all="ignore"):
                return self._explained(plain, failure, asked)
        except GradeError:
            raise  # the known mistakes of a record
        except Exception as error:
            reason = mishaps.not_handled(error)
            return plain._replace(outcome=Outcome.CRASHED, aspect=Aspect.NONE, reason=reason)

    def _explained(self, plain: Check, failure: Failure, asked: Evidence) -> Check:
        plain = plain._replace(
            function=asked.function, reason=self._reason(failure.reason, asked)
        )
        if failure.outcome not in (*EXPLAINED, Outcome.TIMEOUT, Outcome.CRASHED):
            return plain
        plain = self._shown(plain, asked)
        explained = failure.outcome in EXPLAINED
        told = self._diagnoses(asked, failure.aspect) if explained else ()
        return plain._replace(diagnoses=told)

    def _shown(self, check: Check, asked: Evidence) -> Check:
        names = self._parameters(asked.function)
        raised, question = asked.answer.raised, asked.question
        # Of what depends on a generator only the form is known, which nobody should read.
        right = None if question.tolerance.by_chance else question.expected
        if question.key not in self._written:
            self._written[question.key] = show.call(
                asked.function, names, question.shown, question.named, right
            )
        return check._replace(
            call=self._written[question.key],
            comparison=self._comparison(asked, names),
            line=raised.line if raised else None,
            source=self._submission.line(raised.line, raised.file) if raised else "",
            printed=asked.answer.printed,
            file=raised.file if raised else "",
            calling_line=raised.calls if raised else None,
            calling_source=self._submission.line(raised.calls) if raised else "",
        )

    def _parameters(self, function: str) -> list[str]:
        signature = self._signatures.get(function, "()")
        return [name for name in re.findall(r"[(,]\s*(\w+)", signature) if name.isidentifier()]

    @staticmethod
    def _comparison(asked: Evidence, names: Sequence[str]) -> Comparison | None:
        different = asked.difference
        if (
            different is None
            or different.expected is None
            or asked.question.tolerance.by_chance
        ):
            return None
        arguments = list(zip(names, asked.arguments, strict=False))  # some may be left out
        return show.comparison(
            different.yours, different.expected, different.where, different.part, arguments
        )

    def _reason(self, reason: Reason, asked: Evidence) -> Reason:
        """Return a reason with what only the whole call knows: names in place of positions."""
        raised = asked.answer.raised
        if raised is not None and raised.wrong_arity:
            called = self._signatures.get(asked.function, "")
            facts = {"function": asked.function, "takes": raised.message, "called": called}
            return Reason("wrong_arity", facts)
        if reason.code == "argument_changed":
            names = tuple(self._name(asked, index) for index in reason.facts["arguments"])
            return Reason(reason.code, {**reason.facts, "arguments": names})
        if reason.code == "memory_shared":
            name = self._name(asked, reason.facts["argument"])
            return Reason(reason.code, {**reason.facts, "argument": name})
        return reason

    def _name(self, asked: Evidence, index: int) -> str:
        names = self._parameters(asked.function)
        return names[index] if 0 <= index < len(names) else str(index + 1)

    def _diagnoses(self, asked: Evidence, aspect: Aspect) -> tuple[Diagnosis, ...]:
        function, raised = asked.function, asked.answer.raised
        source = self._submission.line(raised.line, raised.file) if raised else ""
        if asked.difference is not None and asked.difference.reason.code == UNWRITTEN:
            return ()  # the reason says which: nobody need be asked
        try:
            if function not in self._known:
                self._known[function] = diagnose(self._asked_aside(function))
            known = self._known[function]
            area = about(aspect, asked)
            earlier = None
            # An earlier function that is not there is not wrong.
            if (known.failing or area not in (Aspect.VALUE, Aspect.EXCEPTION)) and not (
                raised is not None and raised.module in self._earlier.names
            ):
                earlier = self._earlier.wrong(function, area)
            # A line of a right earlier file raised for what it was given.
            is_own = raised is None or not raised.file or earlier is not None
            told = known.of(asked, aspect, source, is_own)
        except GradeError:
            raise  # the known mistakes of a record
        except Exception:
            return ()  # whatever an answer aside is like, the verdict stays
        if earlier is None:
            return told
        # A known mistake of its own is what the wrong earlier function looks like here.
        own = [one for one in told if one.role != "also" and one.kind != "mistake"]
        return (earlier, *(one._replace(role=AFTER[one.role]) for one in own))

    def _asked_aside(self, function: str) -> Facts:
        """Return what is known of a wrong function; it is asked its probes once."""
        facts = Facts(
            function,
            self._signatures.get(function, "()"),
            tuple(one for one in self._evidence if one.function == function),
            mistakes=self._mistakes_of(function),
            statement=self._statement_of(function),
            imports=self._earlier.names,
        )
        # Where it hung or died once, nobody waits for that to happen again.
        if any(one.answer.stopped for one in facts.evidence):
            return facts
        probes = self._aside.probe(function)
        return facts._replace(
            probes=probes,
            mistakes=self._aside.mistakes(facts.mistakes) if probes else facts.mistakes,
            ask=functools.partial(self._aside.ask, function),
            takes=self._aside.takes(function),
            conditions=self._aside.conditions(function),
        )
