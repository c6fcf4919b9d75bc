"""Asks one submission the suite's questions and keeps every answer as evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from grader.judge.compare import Difference, compare, in_words, tolerance_for
from grader.judge.inputs import Named
from grader.judge.references import Expected, Key, digest
from grader.report import Outcome
from grader.sandbox import wire
from grader.sandbox.answer import Answer, Stopped

MAX_KEPT = 256 << 10  # bytes of an answer; right ones have a few thousand

Ask = Callable[[str, tuple[Any, ...], Mapping[str, Any]], Answer]


class Oracle(Protocol):
    """Knows the right answers: a record, or PyTorch itself while one is being made."""

    def expect(
        self,
        key: Key,
        function: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
    ) -> Expected: ...

    def function_of(self, check: str) -> str: ...


@dataclass(frozen=True)
class Evidence:
    """One call that was asked, and what came back.

    Attributes:
        shown: the arguments as the suite gave them, data sets by name.
        arguments: the same, as plain values.
        digest: of function and arguments.
        difference: how the answer differs from the right one, or None.
    """

    key: Key
    function: str
    shown: tuple[Any, ...]
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]
    digest: str
    expected: Expected
    answer: Answer
    difference: Difference | None


@dataclass(frozen=True)
class Failure:
    """Why a case failed: a sentence, and the call to show."""

    outcome: Outcome
    message: str
    evidence: Evidence | None


class CaseEnded(Exception):
    """Nothing more can be asked in this case; the inquiry holds the failure."""


class Inquiry:
    """The conversation with one submission.

    Attributes:
        evidence: every call asked so far, in order.
        failure: the first failure of the case at hand, or None.
        ended: whether the check at hand must not ask on, after a timeout or a crash.
    """

    def __init__(self, ask: Ask, oracle: Oracle) -> None:
        self._ask = ask
        self._oracle = oracle
        self._key: Key = ("", 0, 0)
        self._stops: dict[str, int] = {}
        self._right: set[str] = set()  # digests of calls that were answered rightly
        self.evidence: list[Evidence] = []
        self.failure: Failure | None = None
        self.ended = False

    def begin_check(self) -> None:
        """Start a check: a function that hung in the last one may be asked again."""
        self.ended = False

    def begin_case(self, check: str, case: int) -> None:
        """Start a case; its calls are numbered from 0."""
        self._key = (check, case, 0)
        self.failure = None

    def agree(
        self,
        function: str,
        *arguments: Any,
        rtol: float | None = None,
        atol: float | None = None,
        **named: Any,
    ) -> Any:
        """Ask, compare with the right answer, and return the right answer.

        A wrong answer does not end the case: what follows is asked as evidence.

        Args:
            function: the exercise's function.
            arguments: plain values, arrays, or data sets by name.
            rtol, atol: tolerance, where the usual one does not fit.
            named: parameters that have defaults.
        """
        found = self._question(function, arguments, named, rtol, atol)
        if found.difference is not None:
            self._fail(found.difference.outcome, self._message(found), found)
        return _fresh(found.expected.value)

    def keeps(self, function: str, *arguments: Any, **named: Any) -> None:
        """Ask twice; the answers are right, and neither arguments nor memory are touched."""
        for _ in range(2):
            self.agree(function, *arguments, **named)
            found = self.evidence[-1]
            if found.answer.changed:
                self._fail(Outcome.FAILED, _changed(found), found)
            elif found.answer.shared:
                self._fail(Outcome.FAILED, _shared(found), found)

    def value(self, function: str, *arguments: Any, **named: Any) -> Any:
        """Ask, and return the student's answer, of the right type, shape and dtype.

        Raises:
            CaseEnded: there is no answer to make a claim about.
        """
        found = self._question(function, arguments, named, None, None)
        different = found.difference
        if different is not None and different.kind not in ("values", "finite"):
            self._fail(different.outcome, self._message(found), found)
            raise CaseEnded
        return found.answer.value

    def claim_failed(self, message: str) -> None:
        """Record that a claim of the suite's own does not hold for the last answer."""
        last = self.evidence[-1] if self.evidence else None
        self._fail(Outcome.FAILED, message, last)

    def _question(
        self,
        function: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
        rtol: float | None,
        atol: float | None,
    ) -> Evidence:
        plain = tuple(unwrap(argument) for argument in arguments)
        named = {key: unwrap(value) for key, value in named.items()}
        key = self._key
        self._key = (key[0], key[1], key[2] + 1)
        expected = self._oracle.expect(key, function, plain, named)
        answer = _kept(self._answer(function, plain, named), expected)
        tolerance = tolerance_for(plain, expected.value, rtol, atol)
        found = Evidence(
            key, function, tuple(arguments), plain, dict(named),
            expected.digest or digest(function, plain, named)[0], expected, answer,
            compare(expected, answer, tolerance, function),
        )  # fmt: skip
        self.evidence.append(found)
        if found.difference is None:
            self._right.add(found.digest)
        if answer.stopped and answer.stopped.outcome is not Outcome.MISSING:
            self.ended = True
            self._stops[function] = self._stops.get(function, 0) + 1
            self._fail(answer.stopped.outcome, answer.stopped.message, found)
            raise CaseEnded
        return found

    def _answer(
        self, function: str, arguments: tuple[Any, ...], named: Mapping[str, Any]
    ) -> Answer:
        if self._stops.get(function, 0) >= 2:
            text = f"{function} gave no answer in two earlier checks"
            return Answer(stopped=Stopped(Outcome.NOT_RUN, text))
        return self._ask(function, arguments, named)

    def _message(self, found: Evidence) -> str:
        assert found.difference is not None
        if found.digest in self._right and found.difference.kind == "values":
            return (
                f"{found.function} answered this call rightly before, and now otherwise: "
                "its result depends on earlier calls"
            )
        return found.difference.message

    def _fail(self, outcome: Outcome, message: str, found: Evidence | None) -> None:
        if self.failure is None:
            self.failure = Failure(outcome, message, found)


def _kept(answer: Answer, expected: Expected) -> Answer:
    """Return an answer that is worth keeping: one far too large is only named."""
    size = _size(answer.value)
    if size <= MAX_KEPT or size <= 8 * _size(expected.value):
        return answer
    named = f"{in_words(answer.value)}, {size:,} bytes"
    return replace(answer, value=wire.Other(type(answer.value).__name__, named))


def _size(value: Any) -> int:
    """Return about how many bytes a value takes on the wire."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, (list, tuple)):
        return sum(map(_size, value))
    return len(value) if isinstance(value, str) else 8


def _fresh(value: Any) -> Any:
    """Return a copy, so that a suite that writes into it harms nothing."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: _fresh(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(_fresh, value))
    return value


def unwrap(value: Any) -> Any:
    """Return the plain value of an argument: data sets become their arrays."""
    if isinstance(value, Named):
        # What a student does to it must not reach the next question.
        return np.array(value.array, order="C")
    if isinstance(value, (list, tuple)):
        return type(value)(unwrap(item) for item in value)
    if isinstance(value, np.generic):
        return value.item()
    return value


def _changed(found: Evidence) -> str:
    which = " and ".join(_ordinal(index) for index in found.answer.changed)
    return f"{found.function} changed its {which} argument; work on a copy"


def _shared(found: Evidence) -> str:
    first = found.answer.shared[0]
    if first < 0:
        return (
            f"the result of {found.function} shares memory with the result of an earlier "
            "call, which therefore changes; return a new array each time"
        )
    return (
        f"the result of {found.function} shares memory with its {_ordinal(first)} argument: "
        "whoever writes into one changes the other; return a new array"
    )


def _ordinal(index: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth")
    return words[index] if 0 <= index < len(words) else f"{index + 1}th"
