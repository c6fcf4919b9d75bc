"""Makes wrong files: real mistakes, mutants, random formulas, two faults at once."""

from __future__ import annotations

import ast
import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.fresh import EXERCISES
from grader.author.mistakes import Known, known_mistakes
from grader.course import Course, Exercise, find_course
from grader.judge import sources
from grader.judge.submission import MAIN, Submission, with_solutions

SEED = 11
MUTANTS, QUICK_MUTANTS = 40, 2  # of each exercise
FORMULAS, QUICK_FORMULAS = 100, 10  # of each function
QUICK_SHARE = 24  # one in so many of the others


class Wrong(NamedTuple):
    """A wrong file.

    Attributes:
        name: what is wrong with it.
        without: the known mistake that is left out of the record, or empty.
        mistake: the known mistake that it makes, or empty.
    """

    name: str
    exercise: Exercise
    submission: Submission
    without: str = ""
    mistake: str = ""


def of(group: str, quick: bool, only: Sequence[str] = ()) -> Iterator[Wrong]:
    """Yield the wrong files of a group, or a few of them.

    Args:
        only: of these exercises, if not of all.
    """
    exercises = [course().find(name) for name in only or EXERCISES]
    found = GROUPS[group](exercises, quick)
    return itertools.islice(found, 0, None, QUICK_SHARE) if quick and group in MANY else found


def course() -> Course:
    """Return the course that this benchmark belongs to."""
    return find_course(Path(__file__).resolve().parents[1])


def _submission(exercise: Exercise, text: str) -> Submission:
    return with_solutions(Submission(f"exercises/{MAIN}", {MAIN: text.encode()}), exercise)


def completed(exercise: Exercise, wrong: str) -> Submission:
    """Return a whole file with the solution's functions, but for the wrong ones.

    The right ones stay under `right_` and their names.
    """
    solution = sources.read(exercise.solution)
    names = [
        node.name for node in ast.parse(solution).body if isinstance(node, ast.FunctionDef)
    ]
    kept = "\n".join(f"right_{name} = {name}" for name in names)
    return _submission(exercise, f"import numpy as np\n{solution}\n\n{kept}\n\n\n{wrong}")


def _cases(exercises: Sequence[Exercise], quick: bool) -> Iterator[Wrong]:
    for exercise in exercises:
        folder = exercise.root / "tests" / "kit" / "messy" / exercise.id
        for path in sorted(folder.glob("*.py")):
            text = path.read_text(encoding="utf-8")
            yield Wrong(f"{exercise.id} {path.stem}", exercise, completed(exercise, text))


def _left_out(exercises: Sequence[Exercise], quick: bool) -> Iterator[Wrong]:
    for exercise in exercises:
        for known in known_mistakes(exercise):
            name = f"{exercise.id} {known.id}"
            yield Wrong(name, exercise, known.submission, without=known.id)


# Done to the answer of a wrong function: {function} is its name.
DEVIATIONS = {
    "float64": "_done = _cast(_done, 'float64')",
    "float32": "_done = _cast(_done, 'float32')",
    "floats for ints": "_done = _floats(_done)",
    "arrays as lists": "_done = _lists(_done)",
    "argument changed": "_spoil(_given)",
}
OF_NUMBERS = ("conv_output_size", "conv2d_output_shape", "same_padding", "early_stopping")
UNRAISED = "ValueError not raised"
KINDS = {
    "numbers": ("floats for ints", UNRAISED),
    "arrays": ("float64", "float32", "arrays as lists", "argument changed", UNRAISED),
}
DEVIATE = """

import numpy as _np
_right_{function} = {function}


def _each(_value, _how):
    if isinstance(_value, (list, tuple)):
        return type(_value)(_each(_one, _how) for _one in _value)
    if isinstance(_value, dict):
        return {{_key: _each(_one, _how) for _key, _one in _value.items()}}
    return _how(_value)


def _cast(_value, _dtype):
    return _each(_value, lambda a: a.astype(_dtype) if isinstance(a, _np.ndarray) else a)


def _floats(_value):
    return _each(_value, lambda a: float(a) if type(a) is int else a)


def _lists(_value):
    return _each(_value, lambda a: a.tolist() if isinstance(a, _np.ndarray) else a)


def _spoil(_given):
    for _one in _given:
        if isinstance(_one, (dict, list)):
            _one = next(iter(_one.values() if isinstance(_one, dict) else _one), None)
        if isinstance(_one, _np.ndarray) and _one.flags.writeable and _one.size:
            _one.flat[0] += 1
            return


def {function}(*_given, **_named):
    _done = _right_{function}(*_given, **_named)
    {how}
    return _done
"""
UNREFUSED = """

_right_{function} = {function}


def {function}(*_given, **_named):
    try:
        return _right_{function}(*_given, **_named)
    except ValueError:
        return None
"""


def _composed(exercises: Sequence[Exercise], quick: bool) -> Iterator[Wrong]:
    """Yield each known mistake with one deviation of another kind, the kinds in turn."""
    for exercise in exercises:
        turns = {kind: itertools.cycle(names) for kind, names in KINDS.items()}
        for known in known_mistakes(exercise):
            kind = "numbers" if known.function in OF_NUMBERS else "arrays"
            yield _deviating(exercise, known, next(turns[kind]))


def _deviating(exercise: Exercise, known: Known, name: str) -> Wrong:
    how = DEVIATIONS.get(name)
    extra = (
        UNREFUSED.format(function=known.function)
        if how is None
        else DEVIATE.format(function=known.function, how=how)
    )
    files = dict(known.submission.texts)
    files[MAIN] += extra.encode()
    submission = Submission(f"exercises/{MAIN}", files)
    what = f"{exercise.id} {known.id} and {name}"
    return Wrong(what, exercise, submission, mistake=known.id)


def _mutants(exercises: Sequence[Exercise], quick: bool) -> Iterator[Wrong]:
    for exercise in exercises:
        solution = sources.read(exercise.solution)
        mutants = list(mutated(solution))
        random.Random(SEED).shuffle(mutants)
        for what, text in mutants[: QUICK_MUTANTS if quick else MUTANTS]:
            yield Wrong(f"{exercise.id} {what}", exercise, _submission(exercise, text))


def mutated(text: str) -> Iterator[tuple[str, str]]:
    """Yield each text that one small change of a Python text makes, and what it is."""
    count = sum(1 for _ in ast.walk(ast.parse(text)))
    for at in range(count):
        for number in itertools.count():
            tree = ast.parse(text)
            node = next(itertools.islice(ast.walk(tree), at, None))
            changes = list(_changes(node, tree))
            if number >= len(changes):
                break
            what, change = changes[number]
            change()
            yield f"{what} in line {getattr(node, 'lineno', 0)}", ast.unparse(tree)


Change = tuple[str, Callable[[], None]]
OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.MatMult: (ast.Mult,),
}


def _changes(node: ast.AST, tree: ast.AST) -> Iterator[Change]:
    def put(field: str, value: object) -> Callable[[], None]:
        return lambda: setattr(node, field, value)

    if isinstance(node, ast.BinOp):
        for other in OPERATORS.get(type(node.op), ()):
            yield f"{type(node.op).__name__} to {other.__name__}", put("op", other())
        if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult, ast.FloorDiv)):
            yield "sides exchanged", _exchange(node)
    if isinstance(node, ast.Constant) and type(node.value) is int:
        for value in (node.value + 1, node.value - 1):
            yield f"{node.value} to {value}", put("value", value)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for op in (ast.Lt(), ast.Gt(), ast.GtE(), ast.LtE()):
            if type(op) is not type(node.ops[0]):
                yield f"compared by {type(op).__name__}", put("ops", [op])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "minus dropped", put("op", ast.UAdd())
    if isinstance(node, ast.keyword) and node.arg == "keepdims":
        yield "keepdims dropped", put("value", ast.Constant(False))
    if isinstance(node, ast.Attribute) and node.attr in ("max", "sum", "mean"):
        for name in sorted({"max", "min", "sum", "mean"} - {node.attr}):
            yield f"{node.attr} to {name}", put("attr", name)
    if isinstance(node, ast.Call) and len(node.args) > 1:
        yield "arguments exchanged", put("args", [node.args[1], node.args[0], *node.args[2:]])
    if isinstance(node, ast.FunctionDef):
        parameters = [one.arg for one in node.args.args]
        for used in [n for n in ast.walk(node) if isinstance(n, ast.Name)]:
            if used.id in parameters and isinstance(used.ctx, ast.Load):
                for other_name in parameters:
                    if other_name != used.id:
                        yield f"{used.id} to {other_name}", _rename(used, other_name)


def _exchange(node: ast.BinOp) -> Callable[[], None]:
    def change() -> None:
        node.left, node.right = node.right, node.left

    return change


def _rename(node: ast.Name, name: str) -> Callable[[], None]:
    return lambda: setattr(node, "id", name)


def _formulas(exercises: Sequence[Exercise], quick: bool) -> Iterator[Wrong]:
    for exercise in [one for one in exercises if one.id in FORMULA_OF]:
        function, parameters, make = FORMULA_OF[exercise.id]
        rng = random.Random(SEED)
        made: dict[str, None] = {}
        while len(made) < (QUICK_FORMULAS if quick else FORMULAS):
            made[make(rng)] = None
        for body in made:
            text = f"def {function}{parameters}:\n    {body}\n"
            yield Wrong(f"{function}: {body}", exercise, completed(exercise, text))


def _whole(names: list[str], rng: random.Random, depth: int = 3) -> str:
    """Return a random formula of whole numbers."""
    if depth == 0 or rng.random() < 0.15:
        return rng.choice([*names, *names, "1", "2"])
    one, two = _whole(names, rng, depth - 1), _whole(names, rng, depth - 1)
    return f"({one} {rng.choice(['+', '-', '+', '-', '*', '//'])} {two})"


def _size_formula(rng: random.Random) -> str:
    names = ["size", "kernel_size", "stride", "padding", "dilation"]
    some = _whole(["kernel_size", "dilation"], rng, 2)
    reaches = "dilation * (kernel_size - 1)", "kernel_size - 1", "dilation * kernel_size", some
    gaps = rng.choice(reaches)
    edge = rng.choice(["2 * padding", "padding", "0", _whole(names[3:4], rng, 1)])
    one, two = rng.choice(["1", "0", "2"]), rng.choice(["1", "0", "2"])
    if rng.random() < 0.3:
        return f"return {_whole(names, rng)}"
    return f"return (size + {edge} - {gaps} - {one}) // {rng.choice(['stride', '1'])} + {two}"


def _padding_formula(rng: random.Random) -> str:
    names = ["kernel_size", "dilation"]
    return f"return {_whole(names, rng, 2)}, {_whole(names, rng, 2)}"


def _update_formula(rng: random.Random) -> str:
    error = rng.choice(["y - t", "t - y", "t", "y", "(t - y) ** 2", "np.abs(t - y)",
                        "np.sign(t - y)", "2 * (t - y)", "t - np.maximum(y, 0)"])  # fmt: skip
    start = rng.choice(["y = x @ w.T + b", "y = x @ w.T", "y = x @ w.T - b"])
    by = rng.choice(["1", "len(x)", "x.shape[1]", "x.size", "t.size", "2", "lr"])
    sums = rng.choice(["sum", "mean", "max"])
    step = rng.choice(["w + ", "w - ", "", "2 * w + "])
    return (f"{start}; e = {error}; return {step}lr * (e.T @ x) / {by}, "
            f"b {rng.choice('+-')} lr * e.{sums}(axis=0)")  # fmt: skip


def _gradient_formula(rng: random.Random) -> str:
    hidden = rng.choice(["x @ w1.T + b1", "x @ w1.T", "x @ w1.T - b1"])
    mask = rng.choice(["z > 0", "z >= 0", "z < 0", "z", "1", "g > 0", "np.maximum(z, 0)",
                       "(z > 0) * z", "1 - (z > 0)", "np.exp(-z * z)"])  # fmt: skip
    back = rng.choice(["grad_out @ w2", "-grad_out @ w2", "grad_out @ w2 / len(x)",
                       "2 * grad_out @ w2", "x @ w2"])  # fmt: skip
    skip = rng.choice(["grad_out", "0", "x", "2 * grad_out", "-grad_out", "grad_out * x"])
    return f"z = {hidden}; g = {back}; return {skip} + (g * ({mask})) @ w1"


FORMULA_OF: dict[str, tuple[str, str, Callable[[random.Random], str]]] = {
    "ex01": ("delta_rule_update", "(x, t, w, b, lr)", _update_formula),
    "ex04": (
        "conv_output_size",
        "(size, kernel_size, stride=1, padding=0, dilation=1)",
        _size_formula,
    ),
    "ex05": ("same_padding", "(kernel_size, dilation=1)", _padding_formula),
    "ex07": ("residual_block_backward", "(grad_out, x, w1, b1, w2, b2)", _gradient_formula),
}

GROUPS: dict[str, Callable[[Sequence[Exercise], bool], Iterator[Wrong]]] = {
    "cases": _cases,
    "mutants": _mutants,
    "formulas": _formulas,
    "composed": _composed,
    "left out": _left_out,
}
MANY = ("composed", "left out")
