"""Finds the body of a secret function in any text, also where its names were changed.

Text and body are compared word by word, so that neither line ends, indents, comments and
quotes nor what a page puts before its lines hide anything.
"""

from __future__ import annotations

import ast
import builtins
import json
import keyword
import re
import textwrap
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

LINES = 2  # of code that a body has at least: one line is what anybody writes
PART = 4  # words by which a body is looked for
NAME = "\x01"  # stands for a name that may be another one
BETWEEN = "\x00"

# What pages and sessions put before a line, and a magic of a notebook in the place of one.
BEFORE = re.compile(r"^[ \t]*(?:(?:>>>|\.\.\.|In \[\d+\]:|[>|])[ \t]?)+|^[ \t]*%%?\w.*", re.M)
BLOCK = re.compile(r"^[> \t]*```[^\n]*\n(.*?)^[> \t]*```", re.M | re.S)
REMARK = re.compile(r"#.*")
LINE_END = re.compile(r"\\r|\\n")  # inside a quoted text
WORD = re.compile(r"[^\W\d]\w*|\d[\w.]*|\*\*=?|//=?|->|:=|[=!<>+\-*/%@&|^]=|<<|>>|[^\w\s]")
TRAILING = re.compile(rf"{BETWEEN},(?={BETWEEN}[)\]}}])")
KEPT = {*keyword.kwlist, *dir(builtins)}


@dataclass(frozen=True)
class Body:
    """The body of a function, without its docstring.

    Attributes:
        path: the source.
        first, last: numbers of its lines.
        words: what it is made of.
    """

    path: str
    first: int
    last: int
    words: Words


@dataclass(frozen=True)
class Words:
    """The words of a text.

    Attributes:
        shape: all of them, names as `NAME`, so that equal shapes differ in names alone.
        names: those names, in order.
    """

    shape: str
    names: tuple[str, ...]

    @property
    def beginning(self) -> tuple[str, ...]:
        """The first words of the shape."""
        return tuple(self.shape.split(BETWEEN)[:PART])

    def parts(self) -> set[tuple[str, ...]]:
        """Return each `beginning` that a shape in this one can have."""
        words = self.shape.split(BETWEEN)
        return {
            part
            for length in range(1, PART + 1)
            for part in zip(*(words[start:] for start in range(length)), strict=False)
        }

    def hold(self, body: Words) -> bool:
        """Whether a body is in them: the same, or each of its names exchanged for one other."""
        wanted = f"{BETWEEN}{body.shape}{BETWEEN}"
        text = f"{BETWEEN}{self.shape}{BETWEEN}"
        at = text.find(wanted)
        seen = counted = 0
        while at >= 0:
            seen, counted = seen + text.count(NAME, counted, at), at
            there = self.names[seen : seen + len(body.names)]
            pairs = set(zip(body.names, there, strict=True))
            if len(pairs) == len(set(body.names)) == len(set(there)):
                return True
            at = text.find(wanted, at + 1)
        return False


def words_of(text: str) -> Words:
    """Return the words of any text."""
    text = LINE_END.sub("\n", text)
    text = re.sub(r"[\"'`\\]", "", REMARK.sub("", text))
    shape, names = [], []
    for match in WORD.finditer(text):
        word, of_another = match[0], text[max(match.start() - 1, 0)] == "."
        is_name = (word[0].isalpha() or word[0] == "_") and word not in KEPT
        is_name &= not of_another  # np.pad has no other name
        shape.append(NAME if is_name else word)
        if is_name:
            names.append(word)
    return Words(TRAILING.sub("", BETWEEN.join(shape)), tuple(names))


def texts_of(data: bytes) -> Iterator[str]:
    """Yield what can be read in a file: as it is, as one would copy it, and cell by cell."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    for one in (text, *_cells(text)):
        yield one
        copied = BEFORE.sub("", one)
        if copied != one:
            yield copied


def _cells(text: str) -> Iterator[str]:
    """Yield the texts of a notebook, or of anything else in JSON."""
    if text.lstrip()[:1] not in ("{", "["):
        return
    try:
        yield from _strings(json.loads(text))
    except (ValueError, RecursionError):
        return


def _strings(value: Any) -> Iterator[str]:
    """Yield all texts in a value of JSON; lines in a list are one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        yield "".join(value)
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def bodies_of(path: str, source: bytes, known: bytes) -> Iterator[Body]:
    """Yield the body of each function of a source that everybody does not know already.

    Args:
        known: the stub, which everybody has.

    Raises:
        SyntaxError, ValueError: the source is no Python.
    """
    lines, theirs = source.decode().split("\n"), words_of(known.decode())
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        body = _code_of(node)
        if not body:
            continue
        first, last = body[0].lineno, body[-1].end_lineno or body[-1].lineno
        text = lines[first - 1 : last]
        words = words_of("\n".join(text))
        code = [line for line in text if REMARK.sub("", line).strip()]
        if len(code) >= LINES and not theirs.hold(words):
            yield Body(path, first, last, words)


def functions_of(stubs: Iterable[bytes]) -> frozenset[str]:
    """Return the names of all functions that students write."""
    return frozenset(
        node.name
        for stub in stubs
        for node in ast.parse(stub).body
        if isinstance(node, ast.FunctionDef)
    )


def written_in(page: bytes, functions: Container[str]) -> str:
    """Return the first of some functions that is written in a page's code, or an empty string.

    Whether it is a right answer is not asked: even a wrong one leaves little to do.
    """
    for text in texts_of(page):
        for code in (text, *(match[1] for match in BLOCK.finditer(text))):
            try:
                tree = ast.parse(textwrap.dedent(code))
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.FunctionDef)
                    and node.name in functions
                    and any(map(_does_something, _code_of(node)))
                ):
                    return node.name
    return ""


def _code_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    """Return what stands in a function behind its docstring."""
    return node.body[1:] if ast.get_docstring(node) is not None else node.body


def _does_something(node: ast.stmt) -> bool:
    return not isinstance(node, ast.Raise | ast.Pass) and not (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )
