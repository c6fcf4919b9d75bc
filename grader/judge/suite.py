"""How a hidden suite is written and run: decorators for authors, a check for the judge.

One test function is one check. Its cases are asked from the first to the last; the first
that fails is shown, the others are asked as evidence.
"""

import contextlib
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from grader.errors import GradeError, KitFault
from grader.judge.inputs import (
    Data,
    Draw,
    generator,
    network,
    polynomial,
    read_only,
    strided,
)
from grader.judge.inquiry import CaseEnded, Drawing, Failure, Inquiry, Oracle, Question
from grader.report import Aspect, Check, Outcome
from grader.words.text import _, listed

__all__ = [
    "asks", "cases", "generator", "needs", "network", "points", "polynomial", "read_only",
    "strided", "unmarked", "whole_domain",
]  # fmt: skip

Test = TypeVar("Test", bound=Callable[..., None])

UNMARKED = "unmarked"
GIVEN = ("agree", "keeps", "student", "rng", "data")
ASPECTS = ("type", "dtype", "exception", "arguments", "memory")  # what a check can be about


def points(count: int) -> Callable[[Test], Test]:
    """Declare what a check is worth; every check of a suite has it."""
    return _marked("check_points", count)


def cases(names: str, values: Sequence[Any]) -> Callable[[Test], Test]:
    """Run a check for each of `values`, the smallest first.

    Args:
        names: parameter names, `"shape, kernel_size"`; one name takes plain values.
        values: a tuple per case.
    """
    split = [name.strip() for name in names.split(",")]
    rows = [
        dict(zip(split, value if len(split) > 1 else (value,), strict=True)) for value in values
    ]
    return _marked("check_cases", rows)


def needs(*functions: str) -> Callable[[Test], Test]:
    """Let a failure wait for a function that gave wrong values in an earlier check."""
    return _marked("check_needs", functions)


def asks(*aspects: str) -> Callable[[Test], Test]:
    """Declare what a check is about, where that is not the value: nothing else costs points.

    But each function that it asks for a value must give a right one at least once, other
    than a copy of an argument, so that who raises ValueError everywhere, or returns anything
    at all, does not earn it.

    Args:
        aspects: of `type`, `dtype`, `exception`, `arguments` (left alone), `memory` (the
            result's own).
    """
    return _marked("check_asks", aspects)


def whole_domain(test: Test) -> Test:
    """Declare that a check asks all that there is, and so need not draw."""
    return _marked("check_whole_domain", True)(test)


def unmarked(test: Test) -> Test:
    """Declare a check that is worth no points: its answers are known to everyone."""
    return _marked("check_points", UNMARKED)(test)


def _marked(name: str, value: Any) -> Callable[[Test], Test]:
    def mark(test: Test) -> Test:
        setattr(test, name, value)
        return test

    return mark


class Declared(NamedTuple):
    """A check as its suite declares it, before anything is asked."""

    name: str
    title: str
    points: int
    cases: tuple[dict[str, Any], ...]
    needs: tuple[str, ...]
    test: Callable[..., None]
    asks: frozenset[Aspect] = frozenset()
    whole_domain: bool = False


def declared(module: Any) -> tuple[Declared, ...]:
    """Return the checks of a loaded suite, in the order of its text.

    Raises:
        KitFault: a check lacks points or a title, or asks for something that is not given.
    """
    return tuple(
        _declared(name, test)
        for name, test in vars(module).items()
        if name.startswith("test_") and callable(test)
    )


def _declared(name: str, test: Any) -> Declared:
    rows = tuple(getattr(test, "check_cases", ({},)))
    title = " ".join((test.__doc__ or "").split()).removesuffix(".")
    worth = getattr(test, "check_points", None)
    if worth == UNMARKED:
        worth = 0
    elif not isinstance(worth, int) or worth < 1:
        raise KitFault(_("{check} has no points", check=name), _("decorate it with @points(2)"))
    if not title or not rows:
        raise KitFault(_("{check} has no docstring, or no cases", check=name))
    for parameter in _parameters(test):
        if parameter not in GIVEN and parameter not in rows[0]:
            raise KitFault(
                _("{check} asks for {parameter!r}, which is neither given nor in its cases",
                  check=name, parameter=parameter),
                _("these are given: {names}", names=listed(GIVEN)),
            )  # fmt: skip
    aspects = frozenset(_aspect(name, aspect) for aspect in getattr(test, "check_asks", ()))
    if "keeps" in _parameters(test) and not aspects & {Aspect.ARGUMENTS, Aspect.MEMORY}:
        raise KitFault(
            _("{check} uses keeps, but asks for values", check=name),
            _("decorate it with {decorator}", decorator='@asks("arguments", "memory")'),
        )
    wanted = tuple(getattr(test, "check_needs", ()))
    whole = getattr(test, "check_whole_domain", False)
    return Declared(name, title, worth, rows, wanted, test, aspects, whole)


def _aspect(check: str, name: str) -> Aspect:
    if name not in ASPECTS:
        raise KitFault(
            _("{check} asks for {aspect!r}, which is no aspect of an answer",
              check=check, aspect=name),
            _("it can ask for these: {names}", names=listed(ASPECTS)),
        )  # fmt: skip
    return Aspect(name)


class Proxy:
    """`student.f(*args)` in a suite: asks, and returns the student's plain answer."""

    def __init__(self, inquiry: Inquiry | Drawing) -> None:
        self._inquiry = inquiry

    def __getattr__(self, function: str) -> Callable[..., Any]:
        def ask(*arguments: Any, **named: Any) -> Any:
            return self._inquiry.value(function, *arguments, **named)

        return ask


class TooLong(BaseException):
    """A suite did not come to an end; not an Exception, which a suite may catch."""


class Case(NamedTuple):
    """The calls of one case of a check, drawn ahead.

    Attributes:
        questions: the calls, in order.
        live: whether the suite's own code must see the student's answers, so that it runs
            once more, with a submission to ask.
        sound: whether it came to its end with the right answers.
    """

    questions: tuple[Question, ...]
    live: bool
    sound: bool = True


def draw(check: Declared, oracle: Oracle, seed: int, data: Data) -> tuple[Case, ...]:
    """Return the cases of a check with all their calls, which depend on no submission.

    Raises:
        GradeError: the oracle does not know a call.
    """
    drawing = Drawing(oracle)
    cases = []
    for number in range(len(check.cases)):
        drawing.begin_case(check.name, number)
        live, sound = "student" in _parameters(check.test), True
        try:
            _run(check, number, drawing, seed, data)
        except (GradeError, KeyboardInterrupt, TooLong):
            raise
        except BaseException:  # sys.exit(), pytest.skip()
            live, sound = True, False  # what it is will show when it runs
        cases.append(Case(tuple(drawing.questions), live, sound))
    return tuple(cases)


class Judged(NamedTuple):
    """What one check found: no failure, or the first.

    Attributes:
        beside: of a check about other aspects, the first wrong value of each function.
    """

    declared: Declared
    failure: Failure | None
    seconds: float
    beside: tuple[Failure, ...] = ()

    def check(self, function: str) -> Check:
        """Return the check's part of a report, not explained yet.

        Args:
            function: the one that it asks first.
        """
        declared, failure = self.declared, self.failure
        return Check(
            name=declared.name,
            title=declared.title,
            function=function,
            points=declared.points,
            earned=0 if failure else declared.points,
            outcome=failure.outcome if failure else Outcome.PASSED,
            aspect=failure.aspect if failure else Aspect.NONE,
            reason=failure.reason if failure else None,
            seconds=round(self.seconds, 4),
        )


def run(
    check: Declared,
    inquiry: Inquiry,
    seed: int,
    data: Data,
    drawn: Sequence[Case] = (),
) -> Judged:
    """Ask all cases of a check.

    Args:
        drawn: the cases, where they were drawn ahead.
    """
    start = time.perf_counter()
    first: Failure | None = None
    inquiry.begin_check(check.asks)
    for number in range(len(check.cases)):
        inquiry.begin_case(check.name, number)
        try:
            if drawn and not drawn[number].live:
                for question in drawn[number].questions:
                    inquiry.judge(question)
            else:
                _run(check, number, inquiry, seed, data)
        except CaseEnded:
            pass
        except AssertionError as error:
            inquiry.claim_failed(str(error) or check.title)
        except GradeError:
            raise
        except Exception as error:
            if not (drawn and drawn[number].live and drawn[number].sound):
                raise
            inquiry.not_handled(error)
        if drawn and drawn[number].live:
            _rest(inquiry, drawn[number])
        first = first or inquiry.failure
        if inquiry.ended:
            break
    first = first or inquiry.never_right
    return Judged(check, first, time.perf_counter() - start, inquiry.wrong_beside)


def _rest(inquiry: Inquiry, case: Case) -> None:
    """Ask what a case asks after an answer that ended it, so that all are asked the same."""
    for question in case.questions[inquiry.asked_of_case :]:
        if inquiry.ended:
            break
        with contextlib.suppress(CaseEnded):
            inquiry.judge(question)


def _run(check: Declared, number: int, asks: Inquiry | Drawing, seed: int, data: Data) -> None:
    """Run the suite's code for one case."""
    wanted = _parameters(check.test)
    given = {
        "agree": asks.agree,
        "keeps": asks.keeps,
        "student": Proxy(asks),
        "rng": Draw(seed, check.name, number) if "rng" in wanted else None,
        "data": data,
        **check.cases[number],
    }
    check.test(**{name: given[name] for name in wanted})


def _parameters(test: Callable[..., None]) -> tuple[str, ...]:
    code = test.__code__
    return code.co_varnames[: code.co_argcount]
