"""Reads what a function takes: as the statement says, and as the student wrote it."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Any

from grader.sandbox.answer import Parameter
from grader.sandbox.inside.wire import Other

# What the statement's signatures write that is no literal.
NAMED = {"inf": float("inf"), "nan": float("nan")}
IN_BRACKETS = r"\(([a-z]\w*(?:,\s*[a-z]\w*)+)\)"  # two names or more


def parameters(signature: str) -> tuple[Parameter, ...]:
    """Return the parameters of a signature of the statement, `(x, pad, value=0.0)`.

    One that cannot be read has none: then nothing is said about it.
    """
    try:
        function = ast.parse(f"def f{signature}: ...").body[0]
    except SyntaxError:
        return ()
    assert isinstance(function, ast.FunctionDef)
    given = function.args
    positional = [*given.posonlyargs, *given.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(given.defaults))
    pairs = [
        *zip(positional, [*defaults, *given.defaults], strict=True),
        *zip(given.kwonlyargs, given.kw_defaults, strict=True),
    ]
    return tuple(
        Parameter(one.arg, default is not None, _value(default)) for one, default in pairs
    )


def _value(default: ast.expr | None) -> Any:
    if default is None:
        return None
    if isinstance(default, ast.UnaryOp) and isinstance(default.op, ast.USub):
        value = _value(default.operand)
        return -value if type(value) in (int, float) else value
    if isinstance(default, ast.Name) and default.id in NAMED:
        return NAMED[default.id]
    return default.value if isinstance(default, ast.Constant) else Other("expression")


def written(parameters: Sequence[Parameter]) -> str:
    """Return parameters as they are written, `(x, pad, value=0.0)`."""
    words = [
        f"{one.name}={_default(one.default)}" if one.has_default else one.name
        for one in parameters
    ]
    return f"({', '.join(words)})"


def _default(value: Any) -> str:
    return "..." if isinstance(value, Other) else repr(value)


def names_of_parts(statement: str, count: int, given: Sequence[str]) -> tuple[str, ...]:
    """Return what a function's statement calls the parts of its result, or nothing.

    That is the only list of so many names in brackets behind "returns", `(dw1, db1)`, or the
    only one anywhere that has none of the parameters in it.
    """
    returned = _lists(rf"[Rr]eturns?\b[^.()]*{IN_BRACKETS}", statement, count)
    others = {one for one in _lists(IN_BRACKETS, statement, count) if not set(one) & set(given)}
    fitting = returned if len(returned) == 1 else others
    return next(iter(fitting)) if len(fitting) == 1 else ()


def _lists(pattern: str, statement: str, count: int) -> set[tuple[str, ...]]:
    """Return the lists of so many names that a pattern finds."""
    found = re.findall(pattern, statement, re.ASCII)
    lists = {tuple(name.strip() for name in one.split(",")) for one in found}
    return {one for one in lists if len(one) == count}
