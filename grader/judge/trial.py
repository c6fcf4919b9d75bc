"""One submission before its judge: its worker, the questions, the checks one by one."""

import contextlib
import hashlib
import platform
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from grader.course import Exercise
from grader.errors import GradeError
from grader.judge import sources, suite
from grader.judge.inputs import Data
from grader.judge.inquiry import Failure, Inquiry, Oracle, Question
from grader.judge.references import Key, Mistake, Record
from grader.judge.submission import Submission
from grader.report import Aspect, Call, Check, Function, Outcome, Problem, Reason, Report
from grader.report import Oracle as Knows
from grader.sandbox.answer import Answer, Loaded, Stopped
from grader.sandbox.student import Student
from grader.version import __version__

if TYPE_CHECKING:
    from grader.judge.probes import Drawn

# Seconds for one check. Every call has a deadline of its own, so only a loop without end in
# the kit or in a suite comes near it.
GUARD = 300

# While these hold, asking the function again teaches nothing.
HARD = (Outcome.TIMEOUT, Outcome.CRASHED, Outcome.NOT_RUN)


class Standard(NamedTuple):
    """What a trial judges by: the right answers, the functions, the known mistakes.

    Attributes:
        oracle: knows the right answer to every call.
        functions: signatures by name, in order.
        whose: who gave the answers.
    """

    oracle: Oracle
    functions: Mapping[str, str]
    whose: Knows = Knows()

    @classmethod
    def of(cls, record: Record) -> Self:
        """Return what a record judges by."""
        return cls(record, record.functions, record.oracle)

    def mistakes_of(self, function: str) -> Sequence[Mistake]:
        """Return the known mistakes of a function, where the oracle knows them."""
        known = getattr(self.oracle, "mistakes_of", None)
        return known(function) if known else ()


class Plan(NamedTuple):
    """All that a suite asks, drawn once for every submission that is judged by it.

    Attributes:
        text: the suite's.
        declared: its checks, in order.
        cases: the calls of each check that could be drawn, by its name.
        faults: what went wrong with each other check.
        shown: the calls that were shown of it so far, by their keys: writing one down takes
            longer than asking it.
    """

    text: str
    declared: tuple[suite.Declared, ...]
    cases: Mapping[str, tuple[suite.Case, ...]]
    faults: Mapping[str, suite.Judged]
    shown: dict[Key, Call]

    @property
    def questions(self) -> Iterator[Question]:
        """The calls, in the order in which they are asked."""
        for cases in self.cases.values():
            for case in cases:
                yield from case.questions


def draw(exercise: Exercise, standard: Standard, seed: int) -> Plan:
    """Return all that an exercise's suite asks.

    Raises:
        GradeError: record, suite and data do not fit each other.
    """
    text = sources.suite_of(exercise)
    declared = suite.declared(sources.load(exercise.suite.name, text))
    data = Data(exercise.root / "datasets")
    cases, faults = {}, {}
    for check in declared:
        try:
            with _guarded():
                cases[check.name] = suite.draw(check, standard.oracle, seed, data)
        except suite.TooLong as error:
            faults[check.name] = _kit_failed(check, error)
    return Plan(text, declared, cases, faults, {})


class Trial:
    """Asks one submission all checks of one exercise.

    Args:
        plan: what the suite asks, where it was drawn before.
        probes: what is asked of a function that failed, where it was drawn before.

    Attributes:
        declared: the checks of the suite, in order.
        inquiry: the calls asked and their answers.
    """

    def __init__(
        self,
        exercise: Exercise,
        submission: Submission,
        student: Student | None,
        standard: Standard,
        seed: int,
        plan: Plan | None = None,
        probes: "Drawn | None" = None,
    ) -> None:
        self._exercise = exercise
        self._probes = probes
        self._submission = submission
        self._student = student
        self._standard = standard
        self._seed = seed
        self._plan = plan or draw(exercise, standard, seed)
        self.declared = self._plan.declared
        self._data = Data(exercise.root / "datasets")
        self._loaded = Loaded(lines={})
        self._problem = submission.problem
        self._outcome = submission.outcome
        # Functions with wrong values or none, those whose own wait for such a one, and those
        # of both that raised.
        self._broken: dict[str, Outcome] = {}
        self._waiting: dict[str, str] = {}
        self._raised: set[str] = set()
        self._judged: dict[str, suite.Judged] = {}
        self._fault: GradeError | None = None
        self.inquiry = Inquiry(self._answer, standard.oracle)

    def run(self) -> Report:
        """Load the submission, ask every check, explain, and report.

        Raises:
            GradeError: record, suite and data do not fit each other.
        """
        self.load()
        if self._problem is None and self._student is not None:
            # In one write: waiting for each answer would take half of the time.
            self._student.foresee(
                question for question in self._plan.questions if self._has(question.function)
            )
        for check in self.declared:
            self.judge(check)
        if self._fault is not None:
            raise self._fault
        self._charge_beside()
        judged = [self._judged[check.name] for check in self.declared]
        if all(one.failure is None for one in judged):
            passed = (one.check(self._function_of(one.declared)) for one in judged)
            return self._report(tuple(passed))
        # Full marks need no explanation: its modules would take time to import.
        from grader.judge import probes
        from grader.judge.earlier import Earlier
        from grader.judge.explain import Explainer

        drawn = self._probes or probes.drawn(self._exercise)
        aside = probes.Aside(self._student, drawn)
        explainer = Explainer(
            self._submission,
            self._standard.functions,
            self.inquiry.evidence,
            self._standard.mistakes_of,
            aside,
            self._plan.shown,
            lambda function: sources.statement_of(self._exercise, function),
            Earlier(
                self._exercise.earlier,
                self._submission,
                self._loaded.calls,
                self._student,
                drawn.made if drawn is not None else {},
            ),
        )
        checks = tuple(explainer.check(one, self._function_of(one.declared)) for one in judged)
        return self._report(checks)

    def load(self) -> None:
        """Load the submission in its worker; what is wrong with it becomes the problem."""
        if self._student is not None:
            functions = tuple(self._standard.functions)
            self._loaded = self._student.load(
                self._submission.main, self._submission.texts, functions
            )
            if self._loaded.raised or self._loaded.stopped:
                from grader.judge import mishaps

                try:
                    found = mishaps.problem_of(
                        self._submission, self._loaded, self._exercise.imports
                    )
                except Exception as error:
                    found = Problem(mishaps.not_handled(error)), Outcome.CRASHED
                self._problem, self._outcome = found

    def _answer(
        self, function: str, arguments: tuple[Any, ...], named: Mapping[str, Any]
    ) -> Answer:
        """Ask the worker, unless the file has no such function."""
        assert self._student is not None
        if self._has(function):
            return self._student.call(function, arguments, named)
        from grader.judge.mishaps import missing

        return Answer(stopped=Stopped(Outcome.MISSING, missing(function, self._loaded)))

    def _has(self, function: str) -> bool:
        """Whether the file has a function."""
        return function in self._loaded.lines and function not in self._loaded.not_callable

    def judge(self, check: suite.Declared) -> suite.Judged:
        """Run one check; whatever fails in the kit itself is kept, never raised."""
        try:
            with _guarded():
                judged = self._ask(check)
        except KeyboardInterrupt:
            raise
        except GradeError as fault:
            self._fault = self._fault or fault
            judged = _kit_failed(check, fault)
        except BaseException as error:  # a suite may leave by sys.exit() or pytest.skip()
            judged = _kit_failed(check, error)
        self._judged[check.name] = judged
        return judged

    def _ask(self, check: suite.Declared) -> suite.Judged:
        if self._problem is not None:
            problem = Failure(self._outcome, Aspect.NONE, self._problem.reason, None)
            return suite.Judged(check, problem, 0.0)
        function = self._function_of(check)
        blocked = [name for name in self._needs(check) if name in self._broken]
        asks = {
            question.function
            for case in self._plan.cases.get(check.name, ())
            for question in case.questions
        }
        hangs = [
            name
            for name in blocked
            if self._broken[name] in HARD and any(self._hinders(name, one) for one in asks)
        ]
        if hangs:
            return suite.Judged(check, self._waits_for(hangs[0]), 0.0)
        if check.name in self._plan.faults:
            return self._plan.faults[check.name]
        drawn = self._plan.cases[check.name]
        judged = suite.run(check, self.inquiry, self._seed, self._data, drawn)
        failure = judged.failure
        if failure is None:
            return judged
        outcome, asked = failure.outcome, failure.evidence
        function = asked.function if asked else function
        blocked = [name for name in blocked if self._hinders(name, function)]
        if check.asks:
            blocked = [self._waiting.get(function, function)] if self._again(failure) else []
        elif outcome is Outcome.ERROR:
            self._raised.add(function)
        if blocked and outcome in (Outcome.FAILED, Outcome.ERROR):
            self._waiting.setdefault(function, blocked[0])
            waits = self._waits_for(blocked[0], outcome)
            return judged._replace(failure=waits._replace(aspect=failure.aspect))
        # Who is right but for a dtype or a ValueError lets nobody wait.
        if not check.asks or outcome in (*HARD, Outcome.MISSING):
            self._broken.setdefault(function, outcome)
        return judged

    def _charge_beside(self) -> None:
        """Have each function that lost nothing lose the first check that saw a wrong value.

        A check about another aspect forgives values, since checks of values charge them.
        Where none of these asks such a call, a wrong answer would cost nothing.
        """
        failures = [one.failure for one in self._judged.values() if one.failure is not None]
        charged = {one.evidence.function for one in failures if one.evidence is not None}
        for check in self.declared:
            judged = self._judged[check.name]
            for failure in judged.beside if judged.failure is None else ():
                assert failure.evidence is not None
                function = failure.evidence.function
                if function in charged or any(self._hinders(n, function) for n in self._broken):
                    continue
                reason = Reason("wrong_beside", {"function": function})
                judged = judged._replace(failure=failure._replace(reason=reason))
                self._judged[check.name] = judged
                charged.add(function)
                break

    def _hinders(self, name: str, function: str) -> bool:
        """Whether a wrong function can be why another one is wrong, which calls it."""
        called = self._loaded.calls.get(function, (name,))
        return name == function or name in called

    def _again(self, failure: Failure) -> bool:
        """Whether a check about another aspect only failed for what an earlier one told."""
        if failure.evidence is None:
            return False
        function = failure.evidence.function
        if failure is self.inquiry.never_right:
            return function in self._broken or function in self._waiting
        return function in self._raised and failure.outcome is Outcome.ERROR

    def _needs(self, check: suite.Declared) -> Sequence[str]:
        """Return the functions that a check is not asked without."""
        if not check.asks or not self._broken:
            return check.needs
        cases = self._plan.cases.get(check.name, ())
        return [question.function for case in cases for question in case.questions]

    def _waits_for(self, function: str, outcome: Outcome = Outcome.NOT_RUN) -> Failure:
        written = self._broken[function] is not Outcome.MISSING
        reason = Reason("waits", {"function": function, "written": written})
        return Failure(outcome, Aspect.NONE, reason, None)

    def _function_of(self, check: suite.Declared) -> str:
        return self._standard.oracle.function_of(check.name)

    def _report(self, checks: tuple[Check, ...]) -> Report:
        internal = any(check.outcome is Outcome.INTERNAL for check in checks)
        passed = bool(checks) and all(c.outcome is Outcome.PASSED for c in checks)
        return Report(
            exercise=self._exercise.name,
            title=self._exercise.title,
            submission=self._submission.source,
            status="internal" if internal else "passed" if passed else "failed",
            score=None if internal else sum(check.earned for check in checks),
            max_score=sum(check.points for check in checks),
            seed=self._seed,
            versions={
                "kit": __version__,
                "suite": hashlib.sha256(self._plan.text.encode()).hexdigest()[:16],
                "numpy": np.__version__,
                "python": platform.python_version(),
            },
            seconds=0.0,
            checks=checks,
            calls=len(self.inquiry.evidence),
            functions=tuple(
                Function(name, self._loaded.lines.get(name))
                for name in self._standard.functions
            ),
            problem=self._problem,
            oracle=self._standard.whose,
            unjudged=tuple(
                check.name
                for check in checks
                if check.reason is not None and check.reason.code == "idle_used_up"
            ),
        )


@contextlib.contextmanager
def _guarded() -> Iterator[None]:
    """End what takes longer than GUARD, where the system can: in the main thread of POSIX.

    Raises:
        suite.TooLong: it was ended.
    """
    if sys.platform == "win32":
        yield
        return
    in_main = threading.current_thread() is threading.main_thread()
    # Somebody else watches over this process already: pytest-timeout, for instance.
    if not in_main or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def end(*_: object) -> None:
        raise suite.TooLong(f"no end after {GUARD} seconds")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, GUARD)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _kit_failed(check: suite.Declared, error: BaseException) -> suite.Judged:
    from grader.judge.mishaps import fault_of

    failure = Failure(Outcome.INTERNAL, Aspect.NONE, fault_of(error), None)
    return suite.Judged(check, failure, 0.0)
