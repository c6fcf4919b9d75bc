"""Counts what each rule of naming says of wrong files, and how often that is false.

Whether something is true is found out without the rule: on fresh calls, which neither suite
nor probes ask, a mistake must answer as the student does, a transform of the right answer
must be the student's, a condition must part right answers from wrong ones. What asking again
has shown is shown; what an exception says is Python's own text.
"""

from __future__ import annotations

import contextlib
import copy
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from benchmarks import screen, wrong_files
from benchmarks.fresh import EXERCISES
from benchmarks.fresh import drawn as fresh_call
from benchmarks.wrong_files import Wrong
from grader.author.mistakes import Known, known_mistakes
from grader.course import Exercise, Limits
from grader.judge import references, sources
from grader.judge.aspects import alike, cast
from grader.judge.compare import tolerance_for
from grader.judge.grade import examine
from grader.judge.inquiry import Evidence, Question
from grader.judge.probes import Aside, drawn
from grader.judge.references import Expected, Mistake, Record
from grader.judge.signature import parameters
from grader.judge.submission import MAIN, Submission
from grader.judge.trial import Plan, Standard, draw
from grader.report import Diagnosis, Report
from grader.sandbox.answer import Answer
from grader.sandbox.forks import Forks
from grader.sandbox.inside.making import make
from grader.sandbox.inside.plain import flatten
from grader.sandbox.student import Student

FRESH_CALLS = 60
# At most so many of what is said may be false, by the kind of wrong files.
ALLOWED = {"cases": 0.0, "mutants": 0.0, "formulas": 0.01, "composed": 0.0, "left out": 0.0}
LEAST_OF_COMPOSED = 0.85  # of them get a true cause, over all exercises
DOUBTED = frozenset({"mistake", "transform", "condition"})
SOME_PARTS = "some_parts_right"  # the one note that is about every call
SHOWN = frozenset({"order", "default", "state", "chance", "layout", "rows"})


class Told(NamedTuple):
    """What was said of one wrong file, and what of it is false."""

    wrong: Wrong
    said: tuple[Diagnosis, ...]
    false: tuple[Diagnosis, ...]

    @property
    def caused(self) -> bool:
        """Whether a true cause was told, which a note is not."""
        return any(one.kind != "note" and one not in self.false for one in self.said)


def count(quick: bool, only: Sequence[str] = ()) -> bool:
    """Print what is said and what of it is false; return whether no rule lies.

    Args:
        quick: whether a few wrong files of each group will do.
        only: these exercises, if not all.
    """
    forks = Forks()
    try:
        return _count(quick, only, forks)
    finally:
        forks.close()


def _count(quick: bool, only: Sequence[str], forks: Forks) -> bool:
    unasked = {one.id for one in wrong_files.course().exercises} - {*EXERCISES}
    if unasked:
        print(f"Left out, as fresh.py draws none of their calls: {', '.join(sorted(unasked))}")
    good = True
    rows = []
    exercises: dict[str, list[Told]] = defaultdict(list)
    for group in ALLOWED:
        judged = [_told(wrong, forks) for wrong in wrong_files.of(group, quick, only)]
        told = [one for one in judged if one is not None]
        if not told:
            continue
        said, false = Counter(), Counter()  # type: Counter[str], Counter[str]
        for one in told:
            exercises[one.wrong.exercise.id].append(one)
            said.update({found.kind for found in one.said})
            false.update({found.kind for found in one.false})
            for found in one.false:
                print(f"  false: {group}, {one.wrong.name}: {found.kind} {found.id} "
                      f"{dict(found.facts)}")  # fmt: skip
        lies = sum(bool(one.false) for one in told)
        caused = sum(one.caused for one in told)
        rows += [
            (group if not at else "", kind, str(said[kind]), str(false[kind]))
            for at, kind in enumerate(sorted(said))
        ]
        rows.append(("", f"a cause, of {len(told)}", str(caused), str(lies)))
        good &= lies <= ALLOWED[group] * len(told)
        if group == "composed" and not quick and not only:
            good &= caused >= LEAST_OF_COMPOSED * len(told)
    print(screen.table(("wrong files", "rule", "said", "false"), rows))
    print(screen.table(("exercise", "wrong files", "a true cause", "false"), [
        (
            exercise,
            str(len(told)),
            str(sum(one.caused for one in told)),
            str(sum(bool(one.false) for one in told)),
        )
        for exercise, told in sorted(exercises.items())
    ]))  # fmt: skip
    return good


def _told(wrong: Wrong, forks: Forks) -> Told | None:
    """Judge a wrong file; None where nothing is wrong with it."""
    name = wrong.exercise.name
    standard, plan = Standard.of(_record(name)), _plan(name)
    if wrong.without:
        standard = standard._replace(oracle=Without(standard.oracle, wrong.without))
    report = examine(
        wrong.exercise, wrong.submission, sandbox=forks, standard=standard, plan=plan
    ).report
    said: dict[str, list[Diagnosis]] = defaultdict(list)
    for check in report.checks:
        for one in check.diagnoses:
            bare = one._replace(role="why")
            if bare not in said[check.function]:
                said[check.function].append(bare)
    if report.passed or not _asked_at_all(report):
        return None
    false = []
    for function, told in said.items():
        doubtful = [one for one in told if one.kind not in SHOWN]
        if any(one.kind in DOUBTED or one.id == SOME_PARTS for one in doubtful):
            answers = _answers(wrong.submission, name, function, forks)
            calls = list(zip(_questions(name, function), answers, strict=True))
            false += [one for one in doubtful if not _is_true(one, wrong, calls, forks)]
    return Told(wrong, tuple(one for told in said.values() for one in told), tuple(false))


def _asked_at_all(report: Report) -> bool:
    return report.problem is None


class Without:
    """A record that does not know one of its mistakes."""

    def __init__(self, record: Any, left_out: str) -> None:
        self._record = record
        self._left_out = left_out

    def __getattr__(self, name: str) -> Any:
        return getattr(self._record, name)

    def mistakes_of(self, function: str) -> Sequence[Mistake]:
        """Return the others."""
        known: Sequence[Mistake] = self._record.mistakes_of(function)
        return [one for one in known if one.id != self._left_out]


@cache
def _exercise(name: str) -> Exercise:
    return wrong_files.course().find(name)


@cache
def _record(name: str) -> Record:
    return references.find(_exercise(name), 0)


@cache
def _plan(name: str) -> Plan:
    return draw(_exercise(name), Standard.of(_record(name)), 0)


# --- what is true ---


@cache
def _questions(exercise: str, function: str) -> list[Evidence]:
    """Return fresh calls with their right answers, as calls that nobody was asked yet."""
    rng = np.random.default_rng(7)
    solution = vars(sources.written(_exercise(exercise), _exercise(exercise).solution))
    asked = []
    for number in range(FRESH_CALLS):
        arguments, named = fresh_call(rng, _exercise(exercise).id, function)
        try:
            given = [make(one) for one in copy.deepcopy(arguments)]
            with np.errstate(all="ignore"):  # exponentials overflow where they may
                expected = Expected(flatten(solution[function](*given, **named)))
        except ValueError:
            expected = Expected(None, "ValueError")
        tolerance = tolerance_for(arguments, expected.value)
        key = ("fresh", 0, number)
        question = Question(
            key, function, arguments, arguments, named, str(number), b"", expected, tolerance
        )
        asked.append(Evidence(question, Answer(), None))
    return asked


def _answers(
    submission: Submission, exercise: str, function: str, forks: Forks
) -> list[Answer]:
    """Return what a file answers to the fresh calls."""
    student = Student(forks.launch(), forks.launch, Limits())
    try:
        functions = tuple(_record(exercise).functions)
        student.load(MAIN, submission.texts, functions)
        return [
            student.call(function, one.arguments, one.question.named)
            for one in _questions(exercise, function)
        ]
    finally:
        student.close()


@cache
def _answers_of_mistake(exercise: str, name: str, function: str, forks: Forks) -> list[Answer]:
    known = next(one for one in _mistakes(exercise) if one.id == name)
    return _answers(known.submission, exercise, function, forks)


@cache
def _mistakes(exercise: str) -> tuple[Known, ...]:
    return known_mistakes(_exercise(exercise))


def _is_true(
    said: Diagnosis, wrong: Wrong, calls: Sequence[tuple[Evidence, Answer]], forks: Forks
) -> bool:
    function = calls[0][0].function
    if said.kind == "mistake" and said.id == wrong.mistake:
        return True  # it was made so
    if said.kind == "mistake":
        theirs = _answers_of_mistake(wrong.exercise.name, said.id, function, forks)
        return _is_the_mistake(calls, theirs)
    if said.kind == "transform" or said.id == SOME_PARTS:
        names = _names(wrong.exercise.name, function)
        return all(
            _is_transformed(said, names, found, answer)
            for found, answer in calls
            if found.question.expected.raises is None
        )
    if said.kind == "condition":
        return all(
            _is_right(found, answer) or _inside(said, wrong.exercise, found)
            for found, answer in calls
            if found.question.expected.raises is None
        )
    return True


def _is_right(found: Evidence, answer: Answer) -> bool:
    return answer.raised is None and alike(
        found, _value(found, answer), found.question.expected.value
    )


def _inside(said: Diagnosis, exercise: Exercise, found: Evidence) -> bool:
    """Whether a call is one of those that a condition is about."""
    question = found.question
    names = _names(exercise.name, found.function)
    given = {**dict(zip(names, question.arguments, strict=False)), **question.named}
    values = {**_defaults(exercise.name, found.function), **given}
    own = {one.id: one for one in _declared(exercise.name, found.function)}
    if said.id in own:
        holds = own[said.id].holds(question.arguments, question.named)
    else:
        sizes = {name: value for name, value in values.items() if type(value) is int}
        for name, axes in AXES.get(exercise.id, {}).get(found.function, {}).items():
            sizes.update(zip(axes, np.shape(values[name]) or (), strict=False))
            if isinstance(values[name], tuple):
                sizes.update(zip(axes, values[name], strict=True))
        try:
            holds = CONDITIONS[said.id](said.facts, sizes, values, given)
        except KeyError:  # what it is about is not there
            return False
    return bool(holds) is bool(said.facts["holds"])


@cache
def _defaults(exercise: str, function: str) -> dict[str, Any]:
    signature = _record(exercise).functions[function]
    return {one.name: one.default for one in parameters(signature) if one.has_default}


@cache
def _declared(exercise: str, function: str) -> Sequence[Any]:
    return Aside(None, drawn(_exercise(exercise))).conditions(function)


# What the statements call the axes of arguments, and the parts of tuples. Not read by what
# the rule reads them by: it could be wrong.
Axes = Mapping[str, Sequence[str]]
LABELLED = {"x": ("N", "C", "H", "W"), "y_onehot": "NK", "perm": "N"}
BLOCK = {"x": "ND", "w1": "HD", "b1": "H", "w2": "DH", "b2": "D"}
POOLED = {"x": ("N", "C", "H", "W")}
VALLEY = {"start": "D", "curvature": "D"}
AXES: dict[str, dict[str, Axes]] = {
    "ex00": {
        "sum_of_rows": {"x": "ND"},
        "centre_columns": {"x": "ND"},
        "add_bias": {"x": "ND", "b": "D"},
        "products": {"x": "ND", "y": "MD"},
        "pick": {"p": "NC", "labels": "N"},
    },
    "ex01": {
        "linear_unit": {"x": "ND", "w": "OD", "b": "O"},
        "delta_rule_update": {"x": "ND", "t": "NO", "w": "OD", "b": "O"},
    },
    "ex02": {
        "mlp_backward": {
            "x": "ND", "t": "NO", "w1": "HD", "b1": "H", "w2": "OH", "b2": "O",
        },
    },
    "ex03": {
        "softmax": {"logits": "NC"},
        "cross_entropy": {"logits": "NC", "labels": "N"},
        "cross_entropy_backward": {"logits": "NC", "labels": "N"},
    },
    "ex04": {
        "conv2d_output_shape": {
            "input_shape": ("N", "C", "H", "W"), "weight_shape": ("O", "C", "KH", "KW"),
        },
    },
    "ex05": {"pad2d": {**POOLED, "pad": ("left", "right", "top", "bottom")}},
    "ex06": {
        "max_pool2d": POOLED,
        "max_pool2d_backward": {**POOLED, "grad_out": ("N", "C", "H_out", "W_out")},
    },
    "ex07": {
        "residual_block": BLOCK,
        "residual_block_backward": {"grad_out": "ND", **BLOCK},
    },
    "ex08": {
        "perceptron": {"x": "ND", "w": "D"},
        "perceptron_update": {"x": "ND", "t": "N", "w": "D"},
    },
    "ex09": {
        "linear": {"x": "ND", "weight": "OD", "bias": "O"},
        "linear_backward": {"grad_out": "NO", "x": "ND", "weight": "OD"},
    },
    "ex11": {
        "one_hot": {"labels": "N"},
        "cross_entropy_one_hot": {"logits": "NC", "onehot": "NC"},
    },
    "ex14": {
        "batches": {"order": "N"},
        "mse_gradients": {"x": "ND", "t": "N", "w": "D"},
        "sgd_epoch": {"x": "ND", "t": "N", "w": "D", "order": "N"},
    },
    "ex15": {"momentum_path": VALLEY},
    "ex17": {"adam_path": VALLEY},
    "ex18": {"gradient_norms": {"x": "ND"}, "activation_stds": {"x": "ND"}},
    "ex19": {"batch_norm": {"x": "NC"}},
    "ex21": {
        "conv2d": {**POOLED, "weight": ("O", "C", "KH", "KW"), "bias": "O"},
    },
    "ex22": {
        "im2col": {**POOLED, "kernel_size": ("KH", "KW")},
        "col2im": {"input_shape": ("N", "C", "H", "W"), "kernel_size": ("KH", "KW")},
        "conv2d_backward": {
            **POOLED, "weight": ("O", "C", "KH", "KW"),
            "grad_out": ("N", "O", "H_out", "W_out"),
        },
    },
    "ex23": {
        "avg_pool2d": POOLED,
        "global_avg_pool": POOLED,
        "stochastic_pool2d": POOLED,
        "stochastic_pool2d_eval": POOLED,
    },
    "ex24": {"trace_shapes": {"input_shape": "NCHW"}, "count_params": {"input_shape": "NCHW"}},
    "ex26": {
        "rescale": POOLED,
        "hflip": POOLED,
        "crop": POOLED,
        "resize_nearest": {**POOLED, "size": ("H_out", "W_out")},
        "rot90": POOLED,
    },
    "ex27": {
        "cutout": POOLED,
        "cutmix": {**LABELLED, "box": ("top", "left", "height", "width")},
        "mixup": LABELLED,
    },
    "ex29": {
        "frozen_batch_norm": {"x": "NC", "running_var": "C"}, "half_sum_fp32": {"x16": "ND"},
    },
    "ex25": {
        "conv1x1": {**POOLED, "bias": "O"},
        "inception_block": POOLED,
    },
}  # fmt: skip
Holds = Callable[[Mapping[str, Any], Mapping[str, int], Mapping[str, Any], Any], bool]
CONDITIONS: dict[str, Holds] = {
    "is_one": lambda f, sizes, values, given: sizes[f["one"]] == 1,
    "is_zero": lambda f, sizes, values, given: sizes[f["one"]] == 0,
    "is_negative": lambda f, sizes, values, given: sizes[f["one"]] < 0,
    "even": lambda f, sizes, values, given: sizes[f["one"]] % 2 == 0,
    "equal": lambda f, sizes, values, given: sizes[f["one"]] == sizes[f["other"]],
    "less": lambda f, sizes, values, given: sizes[f["one"]] < sizes[f["other"]],
    "greater": lambda f, sizes, values, given: sizes[f["one"]] > sizes[f["other"]],
    "not_given": lambda f, sizes, values, given: f["argument"] not in given,
    "zero": lambda f, sizes, values, given: not np.any(values[f["argument"]]),
    "negative": lambda f, sizes, values, given: bool(np.all(np.less(values[f["argument"]], 0))),
    "infinite": lambda f, sizes, values, given: bool(np.any(np.isinf(values[f["argument"]]))),
    "axes": lambda f, sizes, values, given: np.ndim(values[f["argument"]]) == f["count"],
    "read_only": lambda f, sizes, values, given: False,  # no fresh call is
    "layout": lambda f, sizes, values, given: False,
}


def _is_the_mistake(calls: Sequence[tuple[Evidence, Answer]], theirs: Sequence[Answer]) -> bool:
    """Whether the student's values are a mistake's, or else what it does beside right ones.

    That is one thing of `BESIDE` or more, done in the same calls and in no others.
    """
    pairs = [
        (found, _value(found, mine), _value(found, other))
        for (found, mine), other in zip(calls, theirs, strict=True)
        if found.question.expected.raises is None
    ]
    if not all(alike(found, other, found.question.expected.value) for found, _, other in pairs):
        return all(_same(mine, other) for _, mine, other in pairs)
    asked = [found for found, _ in calls]
    beside = [
        (list(map(test, asked, (mine for _, mine in calls))), list(map(test, asked, theirs)))
        for test in BESIDE
    ]
    return all(
        one is None or one == two
        for mine, theirs in beside
        if any(theirs)
        for one, two in zip(mine, theirs, strict=True)
    )


def _form(found: Evidence, answer: Answer) -> list[str] | None:
    """Return the types and dtypes that had to be cast; None where shapes differ."""
    forms: list[str] = []
    due = found.question.expected
    if due.raises is not None:
        return forms
    if answer.raised or _shapes(cast(answer.value, due.value, forms)) != _shapes(due.value):
        return None
    return forms


def _shapes(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shapes(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shapes(item) for item in value]
    return np.shape(value)


def _refused(found: Evidence, answer: Answer) -> bool:
    due = found.question.expected.raises
    return due is not None and answer.raised is not None and answer.raised.is_a(due)


def _changed(found: Evidence, answer: Answer) -> Any:
    """Return which arguments changed; None where that may be due to values that are wrong."""
    return None if answer.changed and not _is_right(found, answer) else answer.changed


BESIDE: tuple[Callable[[Evidence, Answer], Any], ...] = (
    _form,
    lambda found, answer: bool(found.question.expected.raises) and not _refused(found, answer),
    _changed,
    lambda found, answer: answer.shared,
)


def _same(mine: Any, other: Any) -> bool:
    """Whether two wrong answers are the same but for type, dtype and rounding."""
    if isinstance(other, (list, tuple)):
        pairs = isinstance(mine, (tuple, list, np.ndarray)) and len(mine) == len(other)
        return pairs and all(map(_same, mine, other))
    if isinstance(other, dict):
        pairs = isinstance(mine, dict) and mine.keys() == other.keys()
        return pairs and all(_same(mine[key], other[key]) for key in other)
    try:
        one, two = np.asarray(mine, "float64"), np.asarray(other, "float64")
    except (TypeError, ValueError):
        return bool(mine == other)
    if one.shape != two.shape:
        return False
    # What overflowed is nan or infinite as the order of sums and products has it.
    finite = np.isfinite(two)
    largest = float(np.abs(two[finite]).max(initial=1.0))
    return np.array_equal(np.isfinite(one), finite) and np.allclose(
        one[finite], two[finite], rtol=1e-4, atol=1e-5 * largest
    )


def _value(found: Evidence, answer: Answer) -> Any:
    """Return what was answered, in the type that is due, or the name of an exception."""
    if answer.raised is not None:
        return answer.raised.type_name
    return cast(answer.value, found.question.expected.value, [])


def _names(exercise: str, function: str) -> list[str]:
    return [one.name for one in parameters(_record(exercise).functions[function])]


def _is_transformed(
    said: Diagnosis, names: Sequence[str], found: Evidence, answer: Answer
) -> bool:
    question = found.question
    right, mine = question.expected.value, _value(found, answer)
    if answer.raised is not None:
        return said.id == SOME_PARTS  # then there are no parts
    rights, mines = _parts(right), _parts(mine)
    if len(mines) != len(rights):
        return False
    given = {**dict(zip(names, question.arguments, strict=False)), **question.named}
    for name, value in [*given.items()]:
        if isinstance(value, dict):
            given |= {f"{name}[{key!r}]": item for key, item in value.items()}
    if said.id == "parts_exchanged":
        order = [said.facts["expected"].index(name) for name in said.facts["yours"]]
        return all(_near(found, mines[i], rights[at]) for i, at in enumerate(order))
    meant = said.facts.get("parts", said.facts.get("right", ()))
    starts = said.facts.get("arguments", ())
    hits = 0
    for mine_of_it, due in zip(mines, rights, strict=True):
        made = [due]
        if said.id not in ("parts_right", SOME_PARTS):
            # Which argument belongs to which part is not said: biases may have one shape.
            start = [given[one] for one in starts if np.shape(given[one]) == np.shape(due)]
            made = [_made(said, due, given, one) for one in start or [0]]
        hits += any(_near(found, mine_of_it, one) for one in made)
    # Names of parts are the statement's: so many of them must be what was said.
    return hits >= (len(meant) or 1)


def _made(said: Diagnosis, due: Any, given: Mapping[str, Any], start: Any) -> Any:
    """Return what was said to be done to a part; where that cannot be done, the part."""
    with np.errstate(all="ignore"), contextlib.suppress(ValueError, IndexError):
        return TRANSFORMS[said.id](np.asarray(due, "float64"), said.facts, given, start)
    return due


def _parts(value: Any) -> list[Any]:
    """Return the parts of a result, those of a dictionary in it one by one."""
    items = value if isinstance(value, (list, tuple)) else [value]
    return [
        part for item in items for part in (item.values() if isinstance(item, dict) else [item])
    ]


def _near(found: Evidence, mine: Any, made: Any) -> bool:
    if np.shape(mine) != np.shape(made):
        return False
    with np.errstate(all="ignore"):
        # As far as float32 reaches, where it was made in that.
        if np.array_equal(np.asarray(mine, "float32"), np.asarray(mine, "float64")):
            made = np.asarray(made, "float32")
    return bool(np.allclose(np.asarray(mine, "float64"), made, rtol=1e-5, atol=1e-6))


def _by(facts: Mapping[str, Any], given: Mapping[str, Any]) -> float:
    """Return a number by its name: `2`, `x.shape[0]`, `x.size`."""
    text = str(facts["by"])
    if text.isdecimal():
        return float(text)
    name, _, what = text.partition(".")
    array = given[name]
    return float(array.size if what == "size" else array.shape[int(what[6:-1])])


def _sign(facts: Mapping[str, Any]) -> int:
    return -1 if facts.get("negated") else 1


Made = Callable[[Any, Mapping[str, Any], Mapping[str, Any], Any], Any]
TRANSFORMS: dict[str, Made] = {
    "part_negated": lambda r, f, g, s: -r,
    "part_times": lambda r, f, g, s: _sign(f) * r * _by(f, g),
    "part_over": lambda r, f, g, s: _sign(f) * r / _by(f, g),
    "part_one_more": lambda r, f, g, s: r + 1,
    "part_one_less": lambda r, f, g, s: r - 1,
    "part_floored": lambda r, f, g, s: np.floor(r),
    "part_through": lambda r, f, g, s: FUNCTIONS[f["function"]](r),
    "part_flipped": lambda r, f, g, s: r[(slice(None),) * f["axis"] + (slice(None, None, -1),)],
    "part_transposed": lambda r, f, g, s: r.swapaxes(-1, -2),
    "part_without": lambda r, f, g, s: r - s,
    "part_with": lambda r, f, g, s: r + s,
    "change_negated": lambda r, f, g, s: 2 * s - r,
    "change_times": lambda r, f, g, s: s + (r - s) * _by(f, g),
    "change_over": lambda r, f, g, s: s + (r - s) / _by(f, g),
}
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "relu": lambda r: r * (r > 0),
    "sigmoid": lambda r: 0.5 * (1 + np.tanh(r / 2)),
    "tanh": np.tanh,
    "softmax": lambda r: np.exp(r) / np.exp(r).sum(-1, keepdims=True),
    "abs": lambda r: np.sqrt(r * r),
    "log": np.log,
    "exp": np.exp,
    "square": lambda r: r * r,
    "root": lambda r: r**0.5,
    "reciprocal": lambda r: 1 / r,
}
