"""Proves an exercise: its suite passes what is right, and catches and names what is wrong."""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Sequence
from dataclasses import dataclass

from grader.author import pristine
from grader.author.examples import untrue_example
from grader.author.mistakes import Known, known_mistakes
from grader.author.oracle import functions_of, require_torch
from grader.author.record import digests, ensure
from grader.course import Exercise
from grader.errors import KitFault
from grader.judge import references, sources, submission
from grader.judge.diagnosis import matching
from grader.judge.grade import DEFAULT_SEED, Examined, examine
from grader.judge.suite import declared
from grader.report import Outcome

SEEDS = (DEFAULT_SEED, 1, 2)
LEAST_CHECKS, MOST_CHECKS = 5, 9
LEAST_MISTAKES = 6
LEAST_HINTS = 3
LARGEST_RECORD = 300_000  # bytes
PYTEST = {"pytest", "_pytest", "pytestmark"}  # what no suite names


class NotProved(KitFault):
    """A step of the proof failed: what, where, and what its author can do."""

    exit_code = 1


@dataclass(frozen=True)
class Proof:
    """What holds for an exercise after all steps."""

    checks: int
    points: int
    calls: int
    mistakes: int
    seeds: int


def verify(exercise: Exercise) -> Proof:
    """Prove one exercise, step by step, in the order in which an author writes it.

    Raises:
        UsageError: PyTorch is not installed.
        NotProved: the first step that fails, with its reason.
    """
    require_torch("grade verify")
    for step in (_files, _signatures, _statement, _hints, _no_pytest, _suite):
        step(exercise)
    mistakes = known_mistakes(exercise)
    _mistake_signatures(exercise, mistakes)
    _record(exercise)
    calls = _stub(exercise)
    _pristine(exercise)
    calls = _solution(exercise, calls)
    _mistakes(exercise, mistakes, calls)
    checks = declared(sources.load(exercise.suite.name, sources.suite_of(exercise)))
    return Proof(
        len(checks),
        sum(check.points for check in checks),
        len(calls),
        len(mistakes),
        len(SEEDS),
    )


Calls = list[tuple[references.Key, str, str]]


def _files(exercise: Exercise) -> None:
    wanted = {
        exercise.stub: "the stub, whose docstring is the statement",
        exercise.solution: "the solution in NumPy",
        exercise.reference: "the reference in PyTorch",
        exercise.suite: "the hidden suite",
        exercise.mistakes: "the known mistakes",
        exercise.hidden / "exercise.toml": "title and hints",
    }
    for path, what in wanted.items():
        if not path.is_file():
            shown = path.relative_to(exercise.root).as_posix()
            raise NotProved(f"{shown} is missing: {what}", "grade new NAME makes all files")
        text = sources.read(path)
        if "TODO" in text:
            line = text[: text.index("TODO")].count("\n") + 1
            shown = path.relative_to(exercise.root).as_posix()
            raise NotProved(f"{shown}, line {line}, still has a TODO", "write that part")


def _load(exercise: Exercise, kind: str) -> types.ModuleType:
    path = {
        "stub": exercise.stub,
        "solution": exercise.solution,
        "reference": exercise.reference,
    }[kind]
    return sources.load(path.name, sources.read(path))


def _signatures(exercise: Exercise) -> None:
    """Stub, solution and reference define the same functions with the same parameters."""
    asked = functions_of(_load(exercise, "stub"))
    if not asked:
        raise NotProved("the stub declares no function")
    for kind in ("solution", "reference"):
        have = functions_of(_load(exercise, kind))
        for name, parameters in asked.items():
            if name not in have:
                raise NotProved(
                    f"the {kind} lacks the function {name} that the stub declares",
                    f"rename one of its functions, {', '.join(have)}, or edit the stub",
                )
            if have[name] != parameters:
                raise NotProved(
                    f"{name} takes {parameters} in the stub, {have[name]} in the {kind}"
                )
    extra = set(functions_of(_load(exercise, "reference"))) - set(asked)
    if extra:
        raise NotProved(
            f"the reference also defines {min(extra)}, which the stub does not ask for",
            "begin its name with an underscore",
        )


def _statement(exercise: Exercise) -> None:
    """The statement and every function have a docstring; all examples are true."""
    stub, solution = _load(exercise, "stub"), _load(exercise, "solution")
    if not inspect.getdoc(stub):
        raise NotProved("the stub has no docstring: it is the statement")
    texts = [("the statement", inspect.getdoc(stub) or "")]
    for name in functions_of(stub):
        text = inspect.getdoc(vars(stub)[name]) or ""
        if ">>>" not in text:
            raise NotProved(f"{name} has no >>> example in the stub's docstring")
        texts.append((name, text))
    for name, text in texts:
        found = untrue_example(text, vars(solution))
        if found:
            raise NotProved(f"an example of {name} is not true: {found}")


def _hints(exercise: Exercise) -> None:
    for name in functions_of(_load(exercise, "stub")):
        count = len(exercise.hints.get(name, ()))
        if count < LEAST_HINTS:
            raise NotProved(
                f"{name} has {count} hints, at least {LEAST_HINTS} are due",
                "write them in exercise.toml, from a nudge to nearly the answer",
            )


def _no_pytest(exercise: Exercise) -> None:
    """The suite uses nothing of pytest: the judge that asks it knows no fixtures and marks."""
    name, text = exercise.suite.name, sources.suite_of(exercise)
    sources.load(name, text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            names = [node.id] if isinstance(node, ast.Name) else []
        for used in sorted({name.partition(".")[0] for name in names} & PYTEST):
            raise NotProved(
                f"the suite uses {used}, line {getattr(node, 'lineno', 0)}: "
                "fixtures and marks mean nothing to the judge",
                "say it with @cases, @points and @needs",
            )


def _suite(exercise: Exercise) -> None:
    checks = declared(sources.load(exercise.suite.name, sources.suite_of(exercise)))
    if not LEAST_CHECKS <= len(checks) <= MOST_CHECKS:
        raise NotProved(
            f"the suite has {len(checks)} checks, {LEAST_CHECKS} to {MOST_CHECKS} are due"
        )


def _mistake_signatures(exercise: Exercise, mistakes: Sequence[Known]) -> None:
    asked = functions_of(_load(exercise, "stub"))
    for known in mistakes:
        if known.function not in asked:
            raise NotProved(f"the mistake {known.id} replaces {known.function}: no function")
        if known.parameters != asked[known.function]:
            raise NotProved(
                f"the mistake {known.id} takes {known.parameters}, "
                f"{known.function} takes {asked[known.function]}"
            )
    if len(mistakes) < LEAST_MISTAKES:
        raise NotProved(
            f"there are {len(mistakes)} mistakes, at least {LEAST_MISTAKES} are due"
        )


def _record(exercise: Exercise) -> None:
    cure = f"run   grade record {exercise.id}"
    record = references.find(exercise, DEFAULT_SEED)
    for name, digest in digests(exercise).items():
        if record.head["sources"].get(name) != digest:
            raise NotProved(f"the file of the {name} is newer than the record", cure)
    size = exercise.record.stat().st_size
    if size > LARGEST_RECORD:
        raise NotProved(f"the record has {size:,} bytes, at most {LARGEST_RECORD:,} are due")


def _calls(examined: Examined) -> Calls:
    return [(found.key, found.function, found.digest) for found in examined.evidence]


def _stub(exercise: Exercise) -> Calls:
    """The stub earns nothing, because nothing is written."""
    examined = examine(exercise, submission.read(exercise.stub, exercise.root))
    report = examined.report
    if report.problem is not None:
        raise NotProved(f"the stub does not load: {report.problem.message}")
    for check in report.checks:
        if check.outcome is not Outcome.MISSING:
            raise NotProved(
                f"on the untouched stub {check.name} is {check.outcome}, not missing",
                "the body of every function of the stub is raise NotImplementedError(name)",
            )
    return _calls(examined)


def _pristine(exercise: Exercise) -> None:
    """What `grade reset` restores is the stub."""
    if not pristine.is_kept(exercise):
        shown = exercise.pristine.relative_to(exercise.root).as_posix()
        raise NotProved(
            f"the stub is not what grade reset restores, {shown}",
            f"run   grade record {exercise.id}",
        )


def _solution(exercise: Exercise, calls: Calls) -> Calls:
    """The solution earns everything, for every seed."""
    right = submission.read(exercise.solution, exercise.root)
    for seed in SEEDS:
        ensure(exercise, seed)
        examined = examine(exercise, right, seed=seed)
        for check in examined.report.checks:
            if check.outcome is not Outcome.PASSED:
                raise NotProved(
                    f"with seed {seed} the solution does not pass {check.name}: {check.message}"
                )
        if seed == DEFAULT_SEED:
            _same_calls(calls, _calls(examined), "the stub", "the solution")
            calls = _calls(examined)
    recorded = references.find(exercise, DEFAULT_SEED).calls
    if [asked.key for asked in recorded] != [call[0] for call in calls]:
        raise NotProved("the record holds other calls than the suite asks")
    return calls


def _same_calls(one: Calls, two: Calls, first: str, second: str) -> None:
    if one == two:
        return
    pairs = zip(one, two, strict=False)
    at = next((a[0] for a, b in pairs if a != b), (one + two)[-1][0])
    raise NotProved(
        f"{first} and {second} are not asked the same: see {at[0]}, case {at[1]}",
        "arguments come from rng, data or agree; student.f(...) is a case's last call",
    )


def _mistakes(exercise: Exercise, mistakes: Sequence[Known], calls: Calls) -> None:
    """Every mistake loses points and is named; every check catches one."""
    idle = {check.name for check in declared(
        sources.load(exercise.suite.name, sources.suite_of(exercise))
    )}  # fmt: skip
    record = references.find(exercise, DEFAULT_SEED)
    for known in mistakes:
        examined = examine(exercise, known.submission)
        report = examined.report
        failed = {c.name for c in report.checks if c.outcome is not Outcome.PASSED}
        if not failed:
            raise NotProved(
                f"the mistake {known.id} gets full marks", "add a case that it fails"
            )
        _same_calls(calls, _calls(examined), "the solution", f"the mistake {known.id}")
        idle -= failed
        evidence = [e for e in examined.evidence if e.function == known.function]
        named = [m.id for m in matching(evidence, record.mistakes_of(known.function))]
        if named != [known.id]:
            raise NotProved(
                f"the mistake {known.id} is taken for {' and '.join(named) or 'none'}",
                "add a case that tells them apart, or merge them",
            )
        told = {
            c.diagnosis.id
            for c in report.checks
            if c.diagnosis and (c.function == known.function or c.diagnosis.kind == "mistake")
        }
        if told != {known.id}:
            raise NotProved(
                f"a student with the mistake {known.id} is told "
                f"{' and '.join(sorted(told)) or 'nothing'}",
                "decorate the checks of other functions that use it with @needs",
            )
    if idle:
        raise NotProved(
            f"no known mistake fails {min(idle)}",
            "add the mistake that it is there for",
        )
