"""Runs the `>>>` examples of a statement, and makes a suite of the calls in them."""

from __future__ import annotations

import doctest
import inspect
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.author.oracle import functions_of
from grader.errors import KitFault
from grader.judge import references, show, sources
from grader.judge.references import Asked, Expected, Key, Record
from grader.sandbox.inside.plain import flatten
from grader.sandbox.inside.wire import Other
from grader.words.text import _


def untrue_example(text: str, given: Mapping[str, Any]) -> str:
    """Return the first example of a docstring that is not true, or an empty string.

    Args:
        given: the names that the examples use; `np` is NumPy.
    """
    parser = doctest.DocTestParser()
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    example = parser.get_doctest(text, {"np": np, **given}, "statement", None, 0)
    told = io.StringIO()
    if not runner.run(example, out=told.write).failed:
        return ""
    return " ".join(told.getvalue().partition("Failed example:")[2].split())[:300]


@dataclass(frozen=True)
class Public:
    """How an exercise is judged by the examples of its statement alone.

    Attributes:
        suite: one check for each function that has examples; they are worth no points.
        record: the right answers to its calls; it knows no mistakes, because a few calls
            cannot tell one wrong formula from another.
    """

    suite: str
    record: bytes


def public(name: str, stub: str, solution: str, hidden: Record) -> Public:
    """Return a suite of the calls in the examples of a stub's functions.

    Arguments are written out as the values that they have here: `np.log(3.0)` is not the
    same number on every machine.

    Args:
        name: the exercise's full name.
        stub, solution: their texts.
        hidden: the record of the whole suite, for what is true of both.

    Raises:
        KitFault: a source cannot be loaded, an example is not true, or there is none.
    """
    statement = sources.load("stub.py", stub)
    right = sources.load("solution.py", solution)
    checks, asked = [], []
    for function in functions_of(statement):
        check = f"test_{function}"
        heard = _Heard(check)
        given = {
            other: heard.asking(other, vars(right)[other]) for other in functions_of(statement)
        }
        told = inspect.getdoc(vars(statement)[function]) or ""
        example = untrue_example(told, {**vars(right), **given})
        if example:
            raise KitFault(
                _("{exercise}: an example of {function} is not true: {example}",
                  exercise=name, function=function, example=example)
            )  # fmt: skip
        if heard.asked:
            checks.append(CHECK.format(function=function, calls="".join(heard.lines)))
            asked += heard.asked
    if not checks:
        raise KitFault(
            _("{exercise}: its statement has no example that calls a function", exercise=name)
        )
    about = {key: hidden.head[key] for key in ("exercise", "seed", "versions", "functions")}
    record = references.pack({**about, "sources": {}}, asked, ())
    return Public(SUITE.format(name=name, checks="".join(checks)), record)


@dataclass
class _Heard:
    """The calls in the examples of one function, as its check will ask them."""

    check: str
    asked: list[Asked] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def asking(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function of the solution that notes every call and its answer."""

        def ask(*arguments: Any, **named: Any) -> Any:
            plain = [flatten(argument) for argument in arguments]
            others = {word: flatten(value) for word, value in named.items()}
            if any(type(value) is Other for value in (*plain, *others.values())):
                return function(*arguments, **named)  # a function, which does not cross
            words = [show.source(value) for value in plain]
            words += [f"{word}={show.source(value)}" for word, value in others.items()]
            self.lines.append(CALL.format(function=name, arguments=", ".join(words)))
            guard = references.digest(name, plain, others)[0]
            key: Key = (self.check, 0, len(self.asked))
            try:
                answer = function(*arguments, **named)
            except ValueError:
                self.asked.append(Asked(key, name, guard, Expected(raises="ValueError")))
                raise
            self.asked.append(Asked(key, name, guard, Expected(flatten(answer))))
            return answer

        return ask


SUITE = '''"""The examples in the statement of {name}."""

import numpy as np

from grader.judge.suite import unmarked
{checks}'''

CHECK = '''

@unmarked
def test_{function}(agree):
    """{function} answers the examples of its statement."""
{calls}'''

CALL = """    agree("{function}", {arguments})
"""
