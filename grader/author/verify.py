"""Proves an exercise: its suite passes what is right, and catches and names what is wrong."""

from __future__ import annotations

import ast
import contextlib
import difflib
import inspect
import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.author import pristine, recite
from grader.author.examples import untrue_example
from grader.author.held import held, solution_of
from grader.author.mistakes import Known, known_mistakes, reached
from grader.author.oracle import functions_of, require_torch
from grader.author.record import digests, ensure, newer, probe_digests
from grader.course import Exercise, command, find_course
from grader.errors import KitFault, StaleRecord
from grader.judge import probes, references, sources, submission, trial
from grader.judge.compare import compare
from grader.judge.conditions import ENOUGH_PROBES
from grader.judge.diagnosis import matching
from grader.judge.grade import DEFAULT_SEED, Examined, examine
from grader.judge.inquiry import Question
from grader.judge.suite import declared
from grader.report import Aspect, Outcome, Reason
from grader.sandbox.forks import Forks
from grader.words import reasons
from grader.words.text import Text, _, listed, literal, plural, unbroken

SEEDS = (DEFAULT_SEED, 1, 2)
LEAST_CHECKS, MOST_CHECKS = 5, 14
IMPORT = re.compile(r"^\s*(?:from|import) +(\w+)", re.MULTILINE)
MOST_WHOLE_DOMAIN = 2  # points of checks that ask all that there is, and draw nothing
LEAST_MISTAKES, MEAN_MISTAKES = 6, 8  # of each function, and of a function on average
LEAST_HINTS = 3
LEAST_PROBES, MOST_PROBES = ENOUGH_PROBES, 60  # for each function, of those with a value
LARGEST_RECORD = 300_000  # bytes; also of the record of the probes
ARGUMENTS = _("arguments come from rng, data or agree, never from student.f(...)")
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
    require_torch(literal("grade verify"))
    for step in (
        _files,
        _imports,
        _signatures,
        _statement,
        _hints,
        _place,
        _no_pytest,
        _suite,
        _hints_about_checks,
    ):
        step(exercise)
    mistakes = known_mistakes(exercise)
    _mistake_signatures(exercise, mistakes)
    _record(exercise)
    _asked(exercise)
    with contextlib.closing(Forks()) as workers:
        calls = _stub(exercise, workers)
        _pristine(exercise)
        calls = _solution(exercise, workers, calls)
        _recited(exercise)
        _probes(exercise)
        _mistakes(exercise, workers, mistakes, calls)
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
        exercise.stub: _("the stub, whose docstring is the statement"),
        exercise.solution: _("the solution in NumPy"),
        exercise.reference: _("the reference in PyTorch"),
        exercise.suite: _("the hidden suite"),
        exercise.mistakes: _("the known mistakes"),
        exercise.probes: _("the probes"),
        exercise.hidden / "exercise.toml": _("title and hints"),
    }
    for path, what in wanted.items():
        file = path.relative_to(exercise.root).as_posix()
        if not path.is_file():
            raise NotProved(
                _("{file} is missing: {what}", file=file, what=what),
                _("{command} makes all files", command=unbroken("grade new NAME")),
            )
        text = sources.read(path)
        if "TODO" in text:
            line = text[: text.index("TODO")].count("\n") + 1
            raise NotProved(
                _("{file}, line {line}, still has a TODO", file=file, line=line),
                _("write that part"),
            )


def _load(exercise: Exercise, kind: str) -> types.ModuleType:
    path = {
        "stub": exercise.stub,
        "solution": exercise.solution,
        "reference": exercise.reference,
    }[kind]
    return sources.written(exercise, path)


def _signatures(exercise: Exercise) -> None:
    """Stub, solution and reference define the same functions with the same parameters."""
    asked = functions_of(_load(exercise, "stub"))
    if not asked:
        raise NotProved(_("the stub declares no function"))
    for kind, called in (("solution", _("the solution")), ("reference", _("the reference"))):
        have = functions_of(_load(exercise, kind))
        for name, parameters in asked.items():
            if name not in have:
                raise NotProved(
                    _("{source} lacks the function {function} that the stub declares",
                      source=called, function=name),
                    _("rename one of its functions, {names}, or edit the stub",
                      names=listed(have)),
                )  # fmt: skip
            if have[name] != parameters:
                raise NotProved(
                    _("{function} takes {parameters} in the stub, but {others} in {source}",
                      function=name, parameters=parameters, others=have[name], source=called),
                )  # fmt: skip
    extra = set(functions_of(_load(exercise, "reference"))) - set(asked)
    if extra:
        raise NotProved(
            _("the reference also defines {function}, which the stub does not ask for",
              function=min(extra)),
            _("begin its name with an underscore"),
        )  # fmt: skip


def _statement(exercise: Exercise) -> None:
    """The statement and every function have a docstring; all examples are true."""
    stub, solution = _load(exercise, "stub"), _load(exercise, "solution")
    if not inspect.getdoc(stub):
        raise NotProved(_("the stub has no docstring: it is the statement"))
    texts = [(_("the statement"), inspect.getdoc(stub) or "")]
    for name in functions_of(stub):
        text = inspect.getdoc(vars(stub)[name]) or ""
        if ">>>" not in text:
            raise NotProved(
                _("{function} has no >>> example in the stub's docstring", function=name)
            )
        texts.append((literal(name), text))
    for place, text in texts:
        example = untrue_example(text, vars(solution))
        if example:
            raise NotProved(
                _("an example of {place} is not true: {example}", place=place, example=example)
            )


def _hints(exercise: Exercise) -> None:
    """Every function has hints, and there is something to read after full marks."""
    for name in functions_of(_load(exercise, "stub")):
        count = len(exercise.hints.get(name, ()))
        if count < LEAST_HINTS:
            raise NotProved(
                plural("{function} has {count} hint; at least {least} are needed",
                       "{function} has {count} hints; at least {least} are needed",
                       count, function=name, least=LEAST_HINTS),
                _("write them in exercise.toml, from a nudge to nearly the answer"),
            )  # fmt: skip
    if not exercise.after:
        raise NotProved(
            _("exercise.toml has no text {key}", key="after"),
            _("write what the solution shows and where it leads, 40 to 70 words"),
        )


def _place(exercise: Exercise) -> None:
    """Its track is one of the course's, and what it builds on is there and not itself."""
    course = find_course(exercise.root)
    tracks, track = course.settings.tracks, exercise.track
    if tracks and not track:
        raise NotProved(
            _("exercise.toml has no text {key}", key="track"),
            _("the tracks of the course are these: {tracks}", tracks=listed(tracks)),
        )
    if tracks and track not in tracks:
        near = difflib.get_close_matches(track, tracks, n=1, cutoff=0.6)
        raise NotProved(
            _("exercise.toml names the track {track}, which the course does not list",
              track=track),
            _("did you mean {near}?", near=near[0]) if near
            else _("the tracks of the course are these: {tracks}", tracks=listed(tracks)),
        )  # fmt: skip
    builds_on = {one.id: one.builds_on for one in course.exercises}
    for other in exercise.builds_on:
        if other not in builds_on:
            raise NotProved(
                _("{key} in exercise.toml names {other}, which is no exercise of the course",
                  key="builds_on", other=other),
                _("there are these: {names}", names=listed(builds_on)),
            )  # fmt: skip
    ring = _ring(exercise.id, builds_on)
    if ring:
        raise NotProved(
            _("it builds on itself: {ring}", ring=" > ".join(ring)),
            _("take one of them out of the {key} of another", key="builds_on"),
        )


def _imports(exercise: Exercise) -> None:
    """What its files import of earlier exercises is declared, and built on."""
    course = find_course(exercise.root)
    builds_on = {one.id: one.builds_on for one in course.exercises}
    for name in exercise.imports:
        if name[:4] not in reached(exercise.id, builds_on):
            raise NotProved(
                _("exercise.toml names {other} in {key}, but not in {other_key}",
                  other=name[:4], key="imports", other_key="builds_on"),
                _("add it there: that is what is best done before"),
            )  # fmt: skip
    for path in (exercise.stub, exercise.solution):
        for name in IMPORT.findall(sources.read(path)):
            if name in course.names and name not in exercise.imports:
                raise NotProved(
                    _("{file} imports {other}, which exercise.toml does not name",
                      file=path.relative_to(exercise.root).as_posix(), other=name),
                    _("add {other} to {key}", other=name[:4], key="imports"),
                )  # fmt: skip
    functions = {
        (name[:4], function)
        for name in exercise.imports
        for function in functions_of(_load(course.find(name), "stub"))
    }
    for other, function in probes.made(sources.read(exercise.probes)):
        if (other, function) not in functions:
            raise NotProved(
                _("probes.py says which calls of {function} of {other} are made, but nothing "
                  "of that name is imported", function=function, other=other),
                _("exercise and function stand in the decorator as in {example}",
                  example='makes("ex21", "conv2d")'),
            )  # fmt: skip


def _ring(start: str, builds_on: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the shortest way from an exercise back to itself, or an empty list."""
    ways, seen = [[start]], set()
    for way in ways:  # it grows meanwhile
        for other in builds_on.get(way[-1], ()):
            if other == start:
                return [*way, start]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def _hints_about_checks(exercise: Exercise) -> None:
    """A hint that names a check names one of the suite."""
    suite = declared(sources.load(exercise.suite.name, sources.suite_of(exercise)))
    names = [check.name for check in suite]
    for function, hints in exercise.hints.items():
        for number, hint in enumerate(hints, 1):
            for check in hint.checks:
                if check in names:
                    continue
                near = difflib.get_close_matches(check, names, n=1, cutoff=0.0)
                raise NotProved(
                    _("hint {number} of {function} in exercise.toml names {check}, which is no "
                      "check of the suite", number=number, function=function, check=check),
                    _("did you mean {near}? All are: {names}",
                      near=near[0], names=listed(names)),
                )  # fmt: skip


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
                _("the suite uses {name}, line {line}: fixtures and marks mean nothing to the "
                  "judge", name=used, line=getattr(node, "lineno", 0)),
                _("say it with @cases, @points and @needs"),
            )  # fmt: skip


def _suite(exercise: Exercise) -> None:
    checks = declared(sources.load(exercise.suite.name, sources.suite_of(exercise)))
    if not LEAST_CHECKS <= len(checks) <= MOST_CHECKS:
        raise NotProved(
            plural("the suite has {count} check; it needs {least} to {most}",
                   "the suite has {count} checks; it needs {least} to {most}",
                   len(checks), least=LEAST_CHECKS, most=MOST_CHECKS),
        )  # fmt: skip
    whole = sum(check.points for check in checks if check.whole_domain)
    if whole > MOST_WHOLE_DOMAIN:
        raise NotProved(
            _("the checks that ask their whole domain are worth {points} points; at most "
              "{most} are allowed", points=whole, most=MOST_WHOLE_DOMAIN),
            _("everybody can have their answers in a table"),
        )  # fmt: skip


def _asked(exercise: Exercise) -> None:
    """What is refused is asked where it is the subject; who is always wrong earns nothing."""
    record = references.find(exercise, DEFAULT_SEED)
    for check in declared(sources.load(exercise.suite.name, sources.suite_of(exercise))):
        calls = [asked for asked in record.calls if asked.key[0] == check.name]
        refused = {asked.function for asked in calls if asked.expected.raises}
        if refused and Aspect.EXCEPTION not in check.asks:
            raise NotProved(
                _("{check} asks a call that is refused, but does not say that it is about that",
                  check=check.name),
                _("move it to a check with {decorator}", decorator='@asks("exception")'),
            )  # fmt: skip
        valued = {asked.function for asked in calls if not asked.expected.raises}
        if check.asks and refused - valued:
            raise NotProved(
                _("{check} asks {function} for no value, so that an exception everywhere "
                  "earns it", check=check.name, function=min(refused - valued)),
                _("ask it a drawn call that has an answer, too"),
            )  # fmt: skip


def _mistake_signatures(exercise: Exercise, mistakes: Sequence[Known]) -> None:
    asked = functions_of(_load(exercise, "stub"))
    for known in mistakes:
        if known.function not in asked:
            raise NotProved(
                _("the mistake {mistake} replaces {function}, which the stub does not declare",
                  mistake=known.id, function=known.function),
            )  # fmt: skip
        if known.parameters != asked[known.function]:
            raise NotProved(
                _("the mistake {mistake} takes {parameters}, but {function} takes {others}",
                  mistake=known.id, parameters=known.parameters, function=known.function,
                  others=asked[known.function]),
            )  # fmt: skip
    for name in asked:
        count = sum(known.function == name for known in mistakes)
        if count < LEAST_MISTAKES:
            raise NotProved(
                plural("{function} has {count} mistake; at least {least} are needed",
                       "{function} has {count} mistakes; at least {least} are needed",
                       count, function=name, least=LEAST_MISTAKES),
                _("think of what students really write, see docs/authors.md"),
            )  # fmt: skip
    least = MEAN_MISTAKES * len(asked)
    if len(mistakes) < least:
        raise NotProved(
            plural("there is {count} mistake; at least {least} are needed",
                   "there are {count} mistakes; at least {least} are needed",
                   len(mistakes), least=least),
            _("that is {mean} a function on average; those with a formula can be wrong in "
              "more ways than others", mean=MEAN_MISTAKES),
        )  # fmt: skip


def _record(exercise: Exercise) -> None:
    record = references.find(exercise, DEFAULT_SEED)
    for source, digest in digests(exercise).items():
        if record.head["sources"].get(source) != digest:
            raise NotProved(newer(source), _record_it(exercise))
    _refuse_large(exercise.record)


def _refuse_large(record: Path) -> None:
    size = record.stat().st_size
    if size > LARGEST_RECORD:
        raise NotProved(
            _("{file} has {size:,} bytes; at most {most:,} are allowed",
              file=record.name, size=size, most=LARGEST_RECORD),
        )  # fmt: skip


def _probes(exercise: Exercise) -> None:
    """Every function has its probes, recorded, and the solution answers them all rightly."""
    record = references.read(exercise.probe_record, exercise.id)
    for source, digest in probe_digests(exercise).items():
        if record.head["sources"].get(source) != digest:
            raise NotProved(newer("probes"), _record_it(exercise))
    _refuse_large(exercise.probe_record)
    asked = functions_of(_load(exercise, "stub"))
    drawn = probes.draw(sources.probes_of(exercise), record)
    for function in [*asked, *drawn]:
        count = sum(one.expected.raises is None for one in drawn.get(function, ()))
        if function not in asked:
            raise NotProved(
                _("the probes ask {function}, which the stub does not declare",
                  function=function)
            )  # fmt: skip
        if not LEAST_PROBES <= count <= MOST_PROBES:
            raise NotProved(
                plural("{function} has {count} probe with a value; it needs {least} to {most}",
                       "{function} has {count} probes with a value; it needs {least} to {most}",
                       count, function=function, least=LEAST_PROBES, most=MOST_PROBES),
                _("spread them over the whole domain, see docs/authors.md"),
            )  # fmt: skip
    _conditions(exercise, drawn)
    with held(exercise, solution_of(exercise), tuple(asked)) as student:
        for question in (one for ones in drawn.values() for one in ones):
            answer = student.call(question.function, question.arguments, question.named)
            wrong = compare(question.expected, answer, question.tolerance, question.function)
            if wrong or answer.changed or answer.shared:
                raise NotProved(
                    _("the solution answers a probe otherwise than PyTorch: {function}, "
                      "call {number} of {name}", function=question.function,
                      number=question.key[2] + 1, name=question.key[0]),
                )  # fmt: skip


def _record_it(exercise: Exercise) -> Text:
    return _("run   {command}", command=unbroken(command("record", exercise.id)))


def _calls(examined: Examined) -> Calls:
    return [(call.key, call.function, call.question.digest) for call in examined.evidence]


def _stub(exercise: Exercise, workers: Forks) -> Calls:
    """The stub earns nothing, because nothing is written."""
    examined = examine(exercise, submission.read(exercise.stub, exercise), sandbox=workers)
    report = examined.report
    if report.problem is not None:
        reason = reasons.sentence(report.problem.reason)
        raise NotProved(_("the stub does not load: {reason}", reason=reason))
    for check in report.checks:
        if check.outcome is not Outcome.MISSING:
            raise NotProved(
                _("on the untouched stub {check} is {outcome}, not missing",
                  check=check.name, outcome=check.outcome),
                _("the body of every function of the stub is "
                  "raise NotImplementedError(name)"),
            )  # fmt: skip
    return _calls(examined)


def _pristine(exercise: Exercise) -> None:
    """What `grade reset` restores is the stub."""
    if not pristine.is_kept(exercise):
        raise NotProved(
            _("the stub is not what grade reset restores, {file}",
              file=exercise.pristine.relative_to(exercise.root).as_posix()),
            _record_it(exercise),
        )  # fmt: skip


def _solution(exercise: Exercise, workers: Forks, calls: Calls) -> Calls:
    """The solution earns everything, for every seed."""
    right = submission.read(exercise.solution, exercise)
    for seed in SEEDS:
        ensure(exercise, seed)
        examined = examine(exercise, right, seed=seed, sandbox=workers)
        for check in examined.report.checks:
            if check.outcome is not Outcome.PASSED:
                reason = check.reason or Reason(check.outcome)
                raise NotProved(
                    _("with seed {seed} the solution does not pass {check}: {reason}",
                      seed=seed, check=check.name, reason=reasons.sentence(reason)),
                )  # fmt: skip
        if seed == DEFAULT_SEED:
            _same_calls(calls, _calls(examined), _("the stub"), _("the solution"))
            calls = _calls(examined)
    recorded = references.find(exercise, DEFAULT_SEED).calls
    if [asked.key for asked in recorded] != [call[0] for call in calls]:
        raise NotProved(
            _("the record holds other calls than the suite asks"), _record_it(exercise)
        )
    return calls


def _recited(exercise: Exercise) -> None:
    """A table of the default seed's answers earns nothing where other arguments are drawn."""
    earned = sorted({name for seed in SEEDS[1:] for name in recite.earned(exercise, seed)})
    if earned:
        raise NotProved(
            plural(
                "a table of the answers to seed 0 earns the points of {checks} under another "
                "seed",
                "a table of the answers to seed 0 earns the points of {count} checks under "
                "another seed: {checks}",
                len(earned), checks=listed(earned),
            ),
            _("draw their arguments from rng, or ask all that there are"),
        )  # fmt: skip


def _conditions(exercise: Exercise, drawn: Mapping[str, Sequence[Question]]) -> None:
    """What the exercise itself says of calls has words, and is true of some and not of all."""
    for function, own in probes.conditions(sources.probes_of(exercise)).items():
        valued = [one for one in drawn.get(function, ()) if one.expected.raises is None]
        for one in own:
            truths = [one.holds(asked.arguments, asked.named) for asked in valued]
            if not one.text or None in truths or len(set(truths)) < 2:
                raise NotProved(
                    _("the condition {name} of {function} has no docstring, fails, or is the "
                      "same for all probes", name=one.id, function=function),
                    _("it takes what the function takes, and holds for about half of them"),
                )  # fmt: skip


def _same_calls(one: Calls, two: Calls, first: Text, second: Text) -> None:
    if one == two:
        return
    pairs = zip(one, two, strict=False)
    at = next((a[0] for a, b in pairs if a != b), (one + two)[-1][0])
    raise NotProved(
        _("{first} and {second} are not asked the same: see {check}, case {case}",
          first=first, second=second, check=at[0], case=at[1]),
        ARGUMENTS,
    )  # fmt: skip


def _mistakes(
    exercise: Exercise, workers: Forks, mistakes: Sequence[Known], calls: Calls
) -> None:
    """Every mistake loses points and is named; every check catches one."""
    record = references.find(exercise, DEFAULT_SEED)
    plan = trial.draw(exercise, trial.Standard.of(record), DEFAULT_SEED)
    idle = {check.name for check in plan.declared}
    for known in mistakes:
        called = _("the mistake {mistake}", mistake=known.id)
        try:
            examined = examine(
                exercise, known.submission, sandbox=workers, record=record, plan=plan
            )
        except StaleRecord as other:  # its sources are known to be of today
            raise NotProved(
                _("{first} and {second} are not asked the same",
                  first=_("the solution"), second=called),
                ARGUMENTS,
            ) from other  # fmt: skip
        report = examined.report
        failed = {c.name for c in report.checks if c.outcome is not Outcome.PASSED}
        if not failed:
            raise NotProved(
                _("the mistake {mistake} gets full marks", mistake=known.id),
                _("add a case that it fails"),
            )
        _same_calls(calls, _calls(examined), _("the solution"), called)
        idle -= failed
        evidence = [e for e in examined.evidence if e.function == known.function]
        named = [m.id for m in matching(evidence, record.mistakes_of(known.function))]
        if named != [known.id]:
            raise NotProved(
                _("the mistake {mistake} is taken for these: {names}",
                  mistake=known.id, names=listed(named)) if named
                else _("the mistake {mistake} is not recognized", mistake=known.id),
                _("add a case that tells them apart, or merge them"),
            )  # fmt: skip
        told = {
            diagnosis.id
            for check in report.checks
            for diagnosis in check.diagnoses
            if diagnosis.role == "why"
            and (check.function == known.function or diagnosis.kind == "mistake")
        }
        if told != {known.id}:
            raise NotProved(
                _("a student with the mistake {mistake} is told: {names}",
                  mistake=known.id, names=listed(sorted(told))) if told
                else _("a student with the mistake {mistake} is told nothing",
                       mistake=known.id),
                _("decorate the checks of other functions that use it with @needs"),
            )  # fmt: skip
    if idle:
        raise NotProved(
            _("no known mistake fails {check}", check=min(idle)),
            _("add the mistake that it is there for"),
        )
