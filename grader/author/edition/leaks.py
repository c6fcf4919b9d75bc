"""Looks in an archive for code that must not be in it, whatever it is packed in.

A leak is four consecutive lines of code of a secret source that its stub does not have, or
the body of one of its functions, however short, also with other names: see `bodies`.
Blanks, quotes, comments and empty lines do not hide one, nor does a docstring between
them. So is an answer in a page, in whatever words, and a path of the author's machine.
"""

from __future__ import annotations

import ast
import io
import os
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader import hidden
from grader.author.edition.bodies import (
    Body,
    Words,
    bodies_of,
    texts_of,
    words_of,
    written_in,
)
from grader.errors import KitFault
from grader.words.text import _, listed, literal

LINES = 4
PAGES = (".md", ".ipynb")
SECRETS = re.compile(rf"solutions/(\w+)\.py|{hidden.FOLDER}/(\w+)/(reference|mistakes)\.py")
SUITES = re.compile(rf"{hidden.FOLDER}/(\w+)/(?:test_\w+|probes)\.py")
ENDS = re.compile(rb"\r?\n|\\r|\\n")  # also those of a line inside a quoted text
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")  # how its streams begin


@dataclass(frozen=True)
class Passage:
    """Consecutive lines of a secret source.

    Attributes:
        path: the source.
        first, last: numbers of the lines.
        lines: what they hold, bare, without docstrings, and with them.
    """

    path: str
    first: int
    last: int
    lines: tuple[tuple[bytes, ...], ...]


class Leak(KitFault):
    """Secret code was found where everybody can read it."""


def secrets_of(course: Mapping[str, bytes]) -> list[Passage | Body]:
    """Return what must be nowhere: of solutions, references and mistakes.

    Raises:
        KitFault: one of them is no Python.
    """
    return [*_passages(course, SECRETS), *_bodies(course)]


def suites_of(course: Mapping[str, bytes]) -> list[Passage]:
    """Return the passages of the hidden suites.

    Raises:
        KitFault: one of them is no Python.
    """
    return list(_passages(course, SUITES))


def refuse(
    archive: bytes,
    secrets: Sequence[Passage | Body],
    packed: Sequence[Passage],
    functions: Container[str] = (),
    machine: Sequence[str] = (),
) -> int:
    """Look at every byte of a zip file, as it is and decompressed.

    Args:
        secrets: what must be nowhere.
        packed: what may be in a zip file that is packed into this one, and nowhere else.
        functions: what students write: no page may have written one of them.
        machine: folders of the author's machine: no path may begin with one.

    Returns:
        How many bytes were looked at.

    Raises:
        Leak: something was found; the message says what, and where.
    """
    layers = []
    for path, data in _layers((), archive):
        _refuse_answer(path, data, functions)
        _refuse_machine(path, data, machine)
        layers.append((path, len(data), _forms(data)))
    sought = [*secrets, *packed]
    index = _Sought(sought)
    for path, _size, forms in layers:
        number = index.first_in(forms)
        if number < (len(secrets) if len(path) > 1 else len(sought)):
            passage, open_only = sought[number], number >= len(secrets)
            places = dict.fromkeys(
                ": ".join(other)
                for other, _size, held in layers
                if _hold(held, passage) and not (open_only and len(other) > 1)
            )
            inside = [literal(place) if place else _("its archive") for place in places]
            raise Leak(
                _("lines {first} to {last} of {file} would be in the edition, in {places}",
                  first=passage.first, last=passage.last, file=passage.path,
                  places=listed(inside)),
                _("take them out of the file that this is made from, and commit"),
            )  # fmt: skip
    return sum(size for _path, size, _forms in layers)


def _refuse_answer(path: tuple[str, ...], data: bytes, functions: Container[str]) -> None:
    name = written_in(data, functions) if path and path[-1].endswith(PAGES) else ""
    if name:
        raise Leak(
            _("{function} is written in {place}, and students are to write it",
              function=name, place=": ".join(path)),
            _("show a function there that no exercise asks for, and commit"),
        )  # fmt: skip


def _refuse_machine(path: tuple[str, ...], data: bytes, machine: Sequence[str]) -> None:
    for folder in machine:
        # In a text of Python or JSON a backslash is two.
        for spelt in {folder, folder.replace("\\", "\\\\"), folder.replace("\\", "/")}:
            if re.search(re.escape(os.fsencode(spelt)) + rb"(?![\w.-])", data):
                raise Leak(
                    _("{place} would tell of {folder} on this machine",
                      place=": ".join(path), folder=folder),
                    _("make it anew without that path, and commit"),
                )  # fmt: skip


@dataclass(frozen=True)
class _Forms:
    """Data as it is compared: all lines, those that are code, and what is read in it."""

    lines: tuple[_Lines, ...]
    words: tuple[Words, ...]


def _forms(data: bytes) -> _Forms:
    code = _code(data) or []
    return _Forms(
        (_Lines(_plain(data)), _Lines([line for _number, line in code])),
        tuple(map(words_of, texts_of(data))),
    )


class _Sought:
    """Secrets, by a part of each: nearly all are out of the question at once.

    Args:
        secrets: in the order in which they are looked for.
    """

    def __init__(self, secrets: Sequence[Passage | Body]) -> None:
        self._count = len(secrets)
        self._by_line = defaultdict[bytes, list[tuple[int, Sequence[bytes]]]](list)
        self._by_words = defaultdict[tuple[str, ...], list[tuple[int, Words]]](list)
        for number, secret in enumerate(secrets):
            if isinstance(secret, Body):
                self._by_words[secret.words.beginning].append((number, secret.words))
            else:
                for lines in secret.lines:
                    # The second is whole in whatever holds them all.
                    self._by_line[lines[1]].append((number, lines))

    def first_in(self, forms: _Forms) -> int:
        """Return the place of the first of them that some data holds, or how many there are."""
        held = {
            number
            for form in forms.lines
            for line in self._by_line.keys() & form.whole
            for number, lines in self._by_line[line]
            if form.hold(lines)
        }
        held |= {
            number
            for text in forms.words
            for part in self._by_words.keys() & text.parts()
            for number, words in self._by_words[part]
            if text.hold(words)
        }
        return min(held, default=self._count)


def _hold(forms: _Forms, secret: Passage | Body) -> bool:
    if isinstance(secret, Body):
        return any(words.hold(secret.words) for words in forms.words)
    return any(form.hold(lines) for form in forms.lines for lines in secret.lines)


class _Lines:
    """Lines of some data, in which passages are looked for.

    Attributes:
        whole: each of them.
    """

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._text = b"\n".join(lines)
        self.whole = set(lines)

    def hold(self, passage: Sequence[bytes]) -> bool:
        """Whether a passage is in them; its ends may be parts of longer lines."""
        # Nearly all passages are out of the question at once.
        return self.whole.issuperset(passage[1:-1]) and b"\n".join(passage) in self._text


def _bodies(course: Mapping[str, bytes]) -> Iterator[Body]:
    for path, data in course.items():
        if match := SECRETS.fullmatch(path):
            name = next(filter(None, match.groups()))
            yield from bodies_of(path, data, course.get(f"exercises/{name}.py", b""))


def _passages(course: Mapping[str, bytes], paths: re.Pattern[str]) -> Iterator[Passage]:
    for path, data in course.items():
        match = paths.fullmatch(path)
        if match is None:
            continue
        code = _code(data)
        if code is None:
            raise KitFault(_("{file} is no Python: its lines cannot be looked for", file=path))
        name = next(filter(None, match.groups()))
        known = _Lines(
            [line for _number, line in _code(course.get(f"exercises/{name}.py", b"")) or ()]
        )
        all_lines = data.split(b"\n")
        for start in range(len(code) - LINES + 1):
            window = code[start : start + LINES]
            bare = tuple(line for _number, line in window)
            first, last = window[0][0], window[-1][0]
            if not known.hold(bare):
                told = tuple(_plain(b"\n".join(all_lines[first - 1 : last])))
                yield Passage(path, first, last, (bare, told))


def _layers(path: tuple[str, ...], data: bytes) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Yield all that is packed or compressed in the data, and the data itself."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.namelist():
                yield from _layers((*path, member), packed.read(member))
    yield path, data
    for found in ZLIB.finditer(data):
        try:
            yield path, zlib.decompressobj().decompress(data[found.start() :])
        except zlib.error:
            continue


def _plain(data: bytes) -> list[bytes]:
    """Return all lines of any data, bare, without those that are empty then."""
    return [line for line in map(_bare, ENDS.split(data)) if line]


def _bare(line: bytes) -> bytes:
    """Return a line without comment, blanks, quotes, and what may stand before a quote."""
    return b"".join(line.partition(b"#")[0].split()).translate(None, b"\"'\\")


def _code(data: bytes) -> list[tuple[int, bytes]] | None:
    """Return the same of a Python source without its docstrings, each line with its number.

    None where the data is no Python.
    """
    try:
        tree = ast.parse(data)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    prose: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            prose.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    numbered = enumerate(map(_bare, data.split(b"\n")), 1)
    return [(number, line) for number, line in numbered if line and number not in prose]
