"""Loads the trusted sources of an exercise: suites, references, mistakes, solutions."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import sys
import types
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader import hidden
from grader.course import Exercise, Limits
from grader.errors import KitFault
from grader.words.text import Text, _


def read(path: Path) -> str:
    """Return the text of a source file of the course.

    Raises:
        KitFault: it is absent or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fresh = _("take it from a fresh copy of the course")
        raise _unreadable(path, error, fresh) from error


def suite_of(exercise: Exercise) -> str:
    """Return the text of an exercise's suite, from its folder or from the edition's pack.

    Raises:
        KitFault: it is absent or not UTF-8.
    """
    return _hidden(exercise, exercise.suite)


def probes_of(exercise: Exercise) -> str:
    """Return the text of an exercise's probes, from its folder or from the edition's pack.

    Raises:
        KitFault: it is absent or not UTF-8.
    """
    return _hidden(exercise, exercise.probes)


def stub_of(exercise: Exercise) -> str:
    """Return the text of an exercise's stub as the course hands it out.

    Raises:
        KitFault: the course has no copy of it.
    """
    return _hidden(exercise, exercise.pristine)


def statement_of(exercise: Exercise, function: str) -> str:
    """Return what a stub says of a function, or nothing where there is no stub."""
    try:
        tree = ast.parse(stub_of(exercise))
    except (KitFault, SyntaxError):
        return ""
    found = (
        ast.get_docstring(one)
        for one in tree.body
        if isinstance(one, ast.FunctionDef) and one.name == function
    )
    return next(found, None) or ""


def _hidden(exercise: Exercise, path: Path) -> str:
    try:
        return hidden.read(exercise.root, exercise.name, path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error, hidden.fresh_copy(exercise.root)) from error


def _unreadable(path: Path, error: Exception, hint: Text) -> KitFault:
    file = "/".join(path.parts[-3:])
    return KitFault(_("{file} cannot be read: {error}", file=file, error=error), hint)


@lru_cache(maxsize=256)
def without_words(text: str) -> bytes:
    """Return a suite's source without what only people read: docstrings, messages of asserts.

    What is left is compared, not executed: suites that judge alike have it alike, however
    their claims are worded. It is cut out by positions, which every version of Python gives
    alike; a tree printed again would not be.

    Raises:
        SyntaxError: the text is no source.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts, lines = [0], text.encode().split(b"\n")
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def at(line: int | None, column: int | None) -> int:
        assert line is not None
        assert column is not None
        return starts[line - 1] + column

    cuts = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assert):
            # To the end of the statement: a bracket around a long message is part of it.
            begin = at(node.test.end_lineno, node.test.end_col_offset)
            cuts.append((begin, at(node.end_lineno, node.end_col_offset)))
        elif isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            begin = at(first.lineno, first.col_offset)
            cuts.append((begin, at(first.end_lineno, first.end_col_offset)))
    source, kept, last = text.encode(), [], 0
    for begin, end in sorted(cuts):
        kept.append(source[last:begin])
        last = max(last, end)
    return b"".join([*kept, source[last:]])


def rests_on(suite: str, answers: str, limits: Limits) -> str:
    """Return the digest of what a mark rests on: with another one it can be another mark.

    Args:
        suite: the suite's text, of which words are no part.
        answers: the `standard` of the record.
    """
    return digest(digest(without_words(suite)), answers, repr(limits))


def digest(*parts: str | bytes) -> str:
    """Return one digest of several texts, whatever stands at their ends."""
    known = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        known.update(len(data).to_bytes(8, "big") + data)
    return known.hexdigest()[:24]


DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def load(name: str, text: str, **given: Any) -> types.ModuleType:
    """Execute a source text as a module that no import finds.

    Thirty folders each have a `reference.py`, and a student edition has no such files at
    all, so nothing here goes through `import` or a path.

    Args:
        name: what tracebacks call it.
        given: names that the text may use without importing them.

    Raises:
        KitFault: the text does not compile or raises.
    """
    module = types.ModuleType(name)
    vars(module).update(given)
    try:
        exec(_compiled(name, text), vars(module))
    except Exception as error:
        line = _last_line(error, name)
        facts = {"file": name, "type": type(error).__name__, "error": error}
        raise KitFault(
            _("{file}, line {line}: {type}: {error}", line=line, **facts) if line
            else _("{file}: {type}: {error}", **facts)
        ) from error  # fmt: skip
    return module


def written(exercise: Exercise, path: Path) -> types.ModuleType:
    """Execute an author's file for an exercise, as `load` does.

    What it imports of earlier exercises are their solutions.

    Raises:
        KitFault: one of them cannot be read, does not compile or raises.
    """
    with importable(solutions_for(exercise)):
        return load(path.name, read(path))


def solutions_for(exercise: Exercise) -> dict[str, str]:
    """Return the solutions that files for an exercise may import, by their modules' names.

    Raises:
        KitFault: one cannot be read.
    """
    folder = exercise.solution.parent
    return {name: read(folder / f"{name}.py") for name in reversed(exercise.imports)}


@contextlib.contextmanager
def importable(texts: Mapping[str, str]) -> Iterator[None]:
    """Let sources import others by name while it lasts.

    Args:
        texts: by their modules' names, each behind those that it imports itself.

    Raises:
        KitFault: one does not compile or raises.
    """
    before = {name: sys.modules.get(name) for name in texts}
    try:
        for name, text in texts.items():
            sys.modules[name] = load(name, text)
        yield
    finally:
        for name, module in before.items():
            sys.modules.pop(name, None)
            if module is not None:
                sys.modules[name] = module


@lru_cache(maxsize=256)
def _compiled(name: str, text: str) -> types.CodeType:
    # optimize=0: a suite asserts, also under python -O.
    return compile(text, name, "exec", dont_inherit=True, optimize=0)


def _last_line(error: BaseException, name: str) -> int | None:
    if isinstance(error, SyntaxError):
        return error.lineno
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
