"""Asks one submission the suite's questions and keeps every answer as evidence."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from grader.errors import KitFault
from grader.judge.compare import By, Difference, Tolerance, compare, differ, tolerance_for
from grader.judge.inputs import Named, by_chance
from grader.judge.references import Expected, Key, digest
from grader.report import Aspect, Outcome, Reason
from grader.sandbox.answer import Answer, Stopped
from grader.sandbox.inside import wire
from grader.words.text import _, unbroken

# Bytes of memory of an answer, and of all of a grading; right ones have a few thousand.
MAX_KEPT = 256 << 10
MAX_EVIDENCE = 8 << 20
AGAIN = Tolerance(rtol=0.0, atol=0.0, equal_nan=True)

Ask = Callable[[str, tuple[Any, ...], Mapping[str, Any]], Answer]


class Oracle(Protocol):
    """Knows the right answers: a record, or PyTorch itself while one is being made."""

    def expect(
        self,
        key: Key,
        function: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
        digest: str,
    ) -> Expected: ...

    def function_of(self, check: str) -> str: ...


class Question(NamedTuple):
    """One call that a suite asks, with the right answer.

    Attributes:
        shown: the arguments as the suite gave them, data sets by name.
        arguments: the same, as plain values.
        digest: of function and arguments.
        call: function and arguments, encoded.
        tolerance: by which the answer is compared.
    """

    key: Key
    function: str
    shown: tuple[Any, ...]
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]
    digest: str
    call: bytes
    expected: Expected
    tolerance: Tolerance


class Evidence(NamedTuple):
    """One call that was asked, and what came back.

    Attributes:
        question: the call.
        answer: what came back.
        difference: how the answer differs from the right one in any respect, also where
            the check does not ask for it; or None.
    """

    question: Question
    answer: Answer
    difference: Difference | None

    @property
    def key(self) -> Key:
        """Check, case and ordinal of the call."""
        return self.question.key

    @property
    def function(self) -> str:
        """The function that was asked."""
        return self.question.function

    @property
    def arguments(self) -> tuple[Any, ...]:
        """What it was given, as plain values."""
        return self.question.arguments


class Failure(NamedTuple):
    """Why a case failed, and the call to show."""

    outcome: Outcome
    aspect: Aspect
    reason: Reason
    evidence: Evidence | None


class CaseEnded(Exception):
    """Nothing more can be asked in this case; the inquiry holds the failure."""


class Drawing:
    """Draws the calls of a suite, without anybody to ask: every answer is the right one.

    Attributes:
        questions: the calls of the case at hand, in order.
    """

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle
        self._key: Key = ("", 0, 0)
        self.questions: list[Question] = []

    def begin_case(self, check: str, case: int) -> None:
        """Start a case; its calls are numbered from 0."""
        self._key = (check, case, 0)
        self.questions = []

    def agree(
        self,
        function: str,
        *arguments: Any,
        rtol: float | None = None,
        atol: float | None = None,
        **named: Any,
    ) -> Any:
        """Draw a call; see `Inquiry.agree`.

        Raises:
            KitFault: the right answer depends on a generator among the arguments.
        """
        if by_chance(arguments):
            raise KitFault(
                _("{check} asks {function} to agree in a call with a generator, whose numbers "
                  "no record holds", check=self._key[0], function=function),
                _("ask {call}, and claim what is true of any numbers; where there is one right "
                  "answer whatever is drawn, say {certain}", call="student.f(...)",
                  certain=unbroken("generator(3, certain=True)")),
            )  # fmt: skip
        return _fresh(self.draw(function, arguments, named, rtol, atol).expected.value)

    def keeps(self, function: str, *arguments: Any, **named: Any) -> None:
        """Draw a call twice; see `Inquiry.keeps`."""
        for _time in range(2):
            self.draw(function, arguments, named)

    def value(self, function: str, *arguments: Any, **named: Any) -> Any:
        """Draw a call; see `Inquiry.value`."""
        return _fresh(self.draw(function, arguments, named).expected.value)

    def draw(
        self,
        function: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
        rtol: float | None = None,
        atol: float | None = None,
    ) -> Question:
        """Return the next call of the case."""
        plain = tuple(unwrap(argument) for argument in arguments)
        if any(type(one) is wire.Made for one in named.values()):
            raise KitFault(
                _("{check} gives {function} by name what is made in the worker",
                  check=self._key[0], function=function),
                _("give it by its position"),
            )  # fmt: skip
        named = {key: unwrap(value) for key, value in named.items()}
        key = self._key
        self._key = (key[0], key[1], key[2] + 1)
        guard, call = digest(function, plain, named)
        expected = self._oracle.expect(key, function, plain, named, guard)
        tolerance = tolerance_for(plain, expected.value, rtol, atol)
        question = Question(
            key, function, tuple(arguments), plain, named, guard, call, expected, tolerance
        )
        self.questions.append(question)
        return question


class Inquiry:
    """The conversation with one submission.

    Attributes:
        evidence: every call asked so far, in order.
        failure: the first failure of the case at hand, or None.
        ended: whether the check at hand must not ask on, after a timeout or a crash.
    """

    def __init__(self, ask: Ask, oracle: Oracle) -> None:
        self._ask = ask
        self._drawing = Drawing(oracle)
        self._stops: dict[str, int] = {}
        self._right: set[str] = set()  # digests of calls that were answered rightly
        self._drawn: dict[str, Any] = {}  # by digest: what a call with a generator gave first
        self._room = MAX_EVIDENCE
        self._asks: frozenset[Aspect] = frozenset()
        # Of the check at hand: functions with a right value, and the first wrong one of each.
        self._worked: set[str] = set()
        self._wrong: dict[str, Failure] = {}
        self.evidence: list[Evidence] = []
        self.failure: Failure | None = None
        self.ended = False

    def begin_check(self, asks: frozenset[Aspect] = frozenset()) -> None:
        """Start a check: a function that hung in the last one may be asked again.

        Args:
            asks: the aspects that it is about; none where it asks for values.
        """
        self.ended = False
        self._asks = asks
        self._worked, self._wrong = set(), {}

    @property
    def never_right(self) -> Failure | None:
        """The first wrong value of a function that gave no right one in the check at hand.

        Only a check about other aspects than values has one: it is not earned by a function
        that is wrong everywhere.
        """
        wrong = (one for name, one in self._wrong.items() if name not in self._worked)
        return next(wrong, None)

    @property
    def wrong_beside(self) -> tuple[Failure, ...]:
        """The first wrong value of each function where other aspects are charged."""
        return tuple(self._wrong.values())

    def begin_case(self, check: str, case: int) -> None:
        """Start a case; its calls are numbered from 0."""
        self._drawing.begin_case(check, case)
        self.failure = None

    @property
    def asked_of_case(self) -> int:
        """How many calls of the case at hand the suite's own code has asked."""
        return len(self._drawing.questions)

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
        question = self._drawing.draw(function, arguments, named, rtol, atol)
        self.judge(question)
        return _fresh(question.expected.value)

    def keeps(self, function: str, *arguments: Any, **named: Any) -> None:
        """Ask twice, so that a result that is kept and given out again shows.

        Only in a check that asks for arguments or memory. A call with a generator must get
        the same numbers from it both times.
        """
        for _time in range(2):
            self.judge(self._drawing.draw(function, arguments, named))

    def judge(self, question: Question) -> None:
        """Ask a call that was drawn; what the check asks for and is wrong fails the case.

        Raises:
            CaseEnded: there is no answer.
        """
        asked = self._question(question)[0]
        different = self._charged(asked)
        if different is not None:
            self._differs(asked, different)
        self._draws_again(asked)
        if Aspect.ARGUMENTS in self._asks and asked.answer.changed:
            self._fail(Outcome.FAILED, Aspect.ARGUMENTS, _changed(asked), asked)
        elif Aspect.MEMORY in self._asks and asked.answer.shared:
            self._fail(Outcome.FAILED, Aspect.MEMORY, _shared(asked), asked)

    def _draws_again(self, asked: Evidence) -> None:
        """Fail a case where a call asked twice was not given the same by its generator."""
        answer, question = asked.answer, asked.question
        if not question.tolerance.by_chance or answer.raised is not None:
            return
        first = self._drawn.setdefault(question.digest, answer.value)
        if differ(answer.value, first, AGAIN) is not None:
            reason = Reason("drew_otherwise", {"function": asked.function})
            self._fail(Outcome.FAILED, Aspect.VALUE, reason, asked)

    def _charged(self, asked: Evidence) -> Difference | None:
        """Return the difference that the check at hand charges for, or None."""
        different = asked.difference
        value = different
        if different is not None and different.aspect in (Aspect.TYPE, Aspect.DTYPE):
            value = _compared(asked, By.VALUE)
        if not self._asks:
            return value
        if asked.question.expected.raises is None:
            if value is None:
                if not (asked.question.tolerance.by_chance or _echoes(asked.question)):
                    self._worked.add(asked.function)
            else:
                facts = value.outcome, value.aspect, value.reason, asked
                self._wrong.setdefault(asked.function, Failure(*facts))
        if different is None or different.aspect in (Aspect.NONE, Aspect.EXCEPTION):
            return different  # whatever a check is about, it needs an answer
        if value is not None and asked.question.digest in self._right:
            return value  # right a moment ago: what one call leaves behind reaches another
        if self._asks & {Aspect.TYPE, Aspect.DTYPE}:
            form = _compared(asked, By.FORM)
            if form is not None and form.aspect in self._asks:
                return form
        return None

    def value(self, function: str, *arguments: Any, **named: Any) -> Any:
        """Ask, and return the student's answer, of the right type, shape and dtype.

        Raises:
            CaseEnded: there is no answer to make a claim about.
        """
        asked, value = self._question(self._drawing.draw(function, arguments, named))
        different = self._charged(asked)
        if different is not None and different.aspect is not Aspect.VALUE:
            self._differs(asked, different)
            raise CaseEnded
        return value

    def claim_failed(self, text: str) -> None:
        """Record that a claim of the suite's own does not hold for the last answer.

        Args:
            text: what the suite says of it, in the exercise's own words.
        """
        last = self.evidence[-1] if self.evidence else None
        self._fail(Outcome.FAILED, Aspect.VALUE, Reason("claim", {"text": text}), last)

    def not_handled(self, error: Exception) -> None:
        """Record that the suite's own code could not work with the last answer."""
        from grader.judge.mishaps import not_handled

        last = self.evidence[-1] if self.evidence else None
        self.ended = True
        self._fail(Outcome.CRASHED, Aspect.NONE, not_handled(error), last)

    def _question(self, question: Question) -> tuple[Evidence, Any]:
        """Return what is kept of a call that was asked, and all that it returned."""
        function, expected = question.function, question.expected
        answer = self._answer(function, question.arguments, question.named)
        try:
            answer = _kept(answer, expected)
            difference = compare(expected, answer, question.tolerance, function)
        except Exception as error:
            from grader.judge.mishaps import not_handled

            answer = Answer(stopped=Stopped(Outcome.CRASHED, not_handled(error)))
            difference = compare(expected, answer, question.tolerance, function)
        asked = self._within_room(Evidence(question, answer, difference))
        self.evidence.append(asked)
        if asked.difference is None:
            self._right.add(question.digest)
        stopped = answer.stopped
        if stopped and stopped.outcome is not Outcome.MISSING:
            self.ended = True
            if stopped.outcome is not Outcome.NOT_RUN:
                self._stops[function] = self._stops.get(function, 0) + 1
            self._fail(stopped.outcome, Aspect.NONE, stopped.reason, asked)
            raise CaseEnded
        return asked, answer.value

    def _within_room(self, asked: Evidence) -> Evidence:
        """Return what is kept of a call: where others filled the room, its verdict alone."""
        answer, difference = asked.answer, asked.difference
        raised = answer.raised.message if answer.raised else ""
        size = sum(map(_size, (answer.value, answer.printed, answer.warnings, raised)))
        if size > self._room:
            named = wire.Other(type(answer.value).__name__, "bytes", f"{size:,}")
            answer = answer._replace(value=named, printed="", warnings=())
            if difference is not None:
                difference = difference._replace(yours=None, expected=None, where=None)
            return Evidence(asked.question, answer, difference)
        self._room -= size
        return asked

    def _answer(
        self, function: str, arguments: tuple[Any, ...], named: Mapping[str, Any]
    ) -> Answer:
        if self._stops.get(function, 0) >= 2:
            reason = Reason("stopped_twice", {"function": function})
            return Answer(stopped=Stopped(Outcome.NOT_RUN, reason))
        return self._ask(function, arguments, named)

    def _differs(self, asked: Evidence, different: Difference) -> None:
        """Fail a case for a wrong answer."""
        reason = different.reason
        if asked.question.digest in self._right and different.aspect is Aspect.VALUE:
            reason = Reason("unstable", {"function": asked.function})
        self._fail(different.outcome, different.aspect, reason, asked)

    def _fail(
        self, outcome: Outcome, aspect: Aspect, reason: Reason, asked: Evidence | None
    ) -> None:
        if self.failure is None:
            self.failure = Failure(outcome, aspect, reason, asked)


def _echoes(question: Question) -> bool:
    """Whether an argument, copied, is the right answer: who gives it has shown nothing."""
    right = question.expected.value
    return isinstance(right, np.ndarray) and any(
        isinstance(argument, np.ndarray) and np.array_equal(argument, right)
        for argument in question.arguments
    )


def _compared(asked: Evidence, by: By) -> Difference | None:
    question = asked.question
    return compare(question.expected, asked.answer, question.tolerance, asked.function, by)


def _kept(answer: Answer, expected: Expected) -> Answer:
    """Return an answer that is worth keeping: one far too large is only named."""
    size = _size(answer.value)
    if size <= MAX_KEPT or size <= 8 * _size(expected.value):
        return answer
    named = wire.Other(type(answer.value).__name__, "bytes", f"{size:,}")
    if isinstance(answer.value, np.ndarray):
        named = wire.Other("ndarray", "large", str(answer.value.shape))
    return answer._replace(value=named)


def _size(value: Any) -> int:
    """Return how many bytes of memory a value takes."""
    size = sys.getsizeof(value)
    if isinstance(value, np.ndarray):
        held = value if value.base is None else value.base
        return size + getattr(held, "nbytes", 0)
    if isinstance(value, wire.Other):
        return size + len(value.type_name) + len(value.detail)
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, (list, tuple)):
        size += sum(map(_size, value))
    return size


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


def _changed(asked: Evidence) -> Reason:
    return Reason(
        "argument_changed", {"function": asked.function, "arguments": asked.answer.changed}
    )


def _shared(asked: Evidence) -> Reason:
    first = asked.answer.shared[0]
    if first < 0:
        return Reason("earlier_result_shared", {"function": asked.function})
    return Reason("memory_shared", {"function": asked.function, "argument": first})
