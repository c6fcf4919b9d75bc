"""Takes the functions of an exercise, and all that they need, from the cells of a notebook.

The cells that ran are read as text, in the order in which they ran. What is taken is a
file as a student would have written it: the statements that give a name its last value,
and those that these statements need.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import difflib
import operator
import symtable
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from grader.errors import UsageError
from grader.words.reading import in_file
from grader.words.text import Text, _, listed, literal, sentences

ANNOTATIONS = __future__.annotations.compiler_flag
PLAIN = (bool, int, float, complex, str, bytes, type(None))
LONG_VALUE = 60  # characters of a value that a reason quotes
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
COMPREHENSIONS = {"listcomp", "setcomp", "dictcomp", "genexpr"}


@dataclass(frozen=True)
class Cell:
    """The text of a cell as Python reads it.

    Attributes:
        number: what stands in brackets beside it, the 3 of `[3]`.
        text: Python; line and cell magics are calls in it, or gone.
        above: lines of the cell that stand above the text.
        ran: False where it is judged before it runs.
        ended: the line of the text at which an error ended it, or None.
    """

    number: int
    text: str
    above: int = 0
    ran: bool = True
    ended: int | None = None


@dataclass(frozen=True)
class Collected:
    """A file made of statements of cells.

    Attributes:
        source: the file.
        lines: for each of its lines the number of the cell, and the line there.
        left_out: names that could not be taken as they are now, and why, a sentence each.
    """

    source: str
    lines: tuple[tuple[int, int], ...]
    left_out: Mapping[str, Text] = field(default_factory=dict)

    def place(self, line: int) -> Text:
        """Return where a line of the file comes from: `cell 3, line 4`."""
        if not 0 < line <= len(self.lines):
            return in_file(line)
        return _place(*self.lines[line - 1])

    @property
    def cells(self) -> Text:
        """The cells that it comes from: `cells 2, 3 and 7`."""
        return _cells({cell for cell, _line in self.lines})

    def cells_of(self, lines: Iterable[int]) -> Text | None:
        """Return the cells that some lines of the file come from, or None for no line."""
        found = {self.lines[line - 1][0] for line in lines if 0 < line <= len(self.lines)}
        return _cells(found) if found else None


def parsed(cell: Cell) -> ast.Module | SyntaxError:
    """Return a cell's syntax tree, or what is wrong with its text."""
    try:
        return ast.parse(cell.text)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError) as error:
        return SyntaxError(str(error) or "too deeply nested")


def whole(cell: Cell) -> Collected:
    """Return a cell as it is, for what is wrong with it to be told by the judge."""
    lines = range(1, cell.text.count("\n") + 2)
    return Collected(cell.text, tuple((cell.number, cell.above + line) for line in lines))


def collect(
    functions: Sequence[str],
    cells: Iterable[Cell],
    namespace: Mapping[str, Any],
    flags: int = 0,
) -> Collected:
    """Take functions, and what they need, from cells.

    Args:
        functions: the names that the exercise asks for.
        cells: all cells that ran, in that order; one that has a syntax error may be among
            them.
        namespace: what the names mean now. Nothing of it is called or changed; it tells
            which of several definitions is the one in force.
        flags: the compiler's, where `from __future__` was used.

    Raises:
        UsageError: none of the functions could be taken.
    """
    search = _Search(tuple(cells), namespace, flags)
    for name in functions:
        search.ask(name)
    if not search.taken:
        reasons = sentences(*(search.left_out[name] for name in functions))
        raise UsageError(
            _("nothing to judge: {reasons}", reasons=reasons),
            _("write the functions in a cell, run it, and try again"),
        )
    # `from __future__` must come first, and means every statement.
    future = [piece for piece in search.pieces if piece.future]
    rest = [search.pieces[index] for index in sorted(search.taken)]
    pieces = [*future, *(piece for piece in rest if not piece.future)]
    return Collected(
        "".join(f"{piece.text}\n" for piece in pieces),
        tuple(place for piece in pieces for place in piece.places()),
        search.left_out,
    )


@dataclass(frozen=True)
class _Piece:
    """The least that can be taken: the statements that share their lines.

    Attributes:
        line: where it begins in the text of the cell.
        binds: names that it gives a value, or whose value it changes.
        now: names that it reads while it runs.
        later: names that its functions read when they are called.
    """

    cell: Cell
    line: int
    text: str
    statements: tuple[ast.stmt, ...]
    binds: frozenset[str]
    now: frozenset[str]
    later: frozenset[str]

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield cell and line of each of its lines."""
        for offset in range(self.text.count("\n") + 1):
            yield self.cell.number, self.cell.above + self.line + offset

    @property
    def ran(self) -> bool:
        """Whether no error came before its end."""
        ended = self.cell.ended
        return ended is None or self.line + self.text.count("\n") < ended

    @property
    def where(self) -> Text:
        """Where it begins, for a sentence."""
        return _place(self.cell.number, self.cell.above + self.line)

    @property
    def imports(self) -> bool:
        """Whether it is an import."""
        return all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in self.statements)

    @property
    def star(self) -> bool:
        """Whether it binds names that it does not tell: `from numpy import *`."""
        return any(
            isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
            for node in self.statements
        )

    @property
    def future(self) -> bool:
        """Whether it tells Python how to read all others."""
        return any(
            isinstance(node, ast.ImportFrom) and node.module == "__future__"
            for node in self.statements
        )


class _Search:
    """Follows names to the pieces that bind them.

    Attributes:
        pieces: all statements of all cells.
        taken: indexes of the pieces that are needed.
        left_out: names that could not be taken as they are now, and why.
    """

    def __init__(self, cells: Sequence[Cell], namespace: Mapping[str, Any], flags: int) -> None:
        self._namespace = namespace
        self._flags = flags
        self.pieces: list[_Piece] = []
        self._bindings: dict[str, list[int]] = {}
        self._never: dict[str, _Piece] = {}
        self._unread: list[tuple[Cell, SyntaxError]] = []
        for cell in cells:
            module = parsed(cell)
            if isinstance(module, SyntaxError):
                self._unread.append((cell, module))
                continue
            for piece in _pieces(cell, module):
                for name in piece.binds:
                    if piece.ran:
                        self._bindings.setdefault(name, []).append(len(self.pieces))
                    else:
                        self._never[name] = piece
                if piece.ran:
                    self.pieces.append(piece)
        self.taken: set[int] = set()
        self.left_out: dict[str, Text] = {}

    def ask(self, name: str) -> None:
        """Take a function of the exercise, or say why that cannot be."""
        self._warn_of_newer(name)
        at = self._in_force(name)
        if at is None:
            self.left_out[name] = self._why_not(name)
        elif self.pieces[at].imports:
            self.left_out[name] = _(
                "{name} is imported ({place}): define it in a cell.",
                name=name, place=self.pieces[at].where,
            )  # fmt: skip
        else:
            self._take(at)

    def _take(self, first: int) -> None:
        todo = [first]
        while todo:
            index = todo.pop()
            if index in self.taken:
                continue
            self.taken.add(index)
            piece = self.pieces[index]
            needed = [self._before(name, index) for name in sorted(piece.now)]
            needed += [self._helper(name) for name in sorted(piece.later)]
            todo += [at for at in needed if at is not None]

    def _before(self, name: str, index: int) -> int | None:
        """Return the piece that bound a name when another one ran."""
        earlier = [at for at in self._bindings.get(name, ()) if at < index]
        if earlier:
            return earlier[-1]
        return None if name in self.pieces[index].binds else self._helper(name)

    def _helper(self, name: str) -> int | None:
        """Return the piece that binds what a function uses; where none does, keep why."""
        if name == "get_ipython":
            self.left_out[name] = _("% and ! are not Python: take them out of your functions.")
            return None
        at = self._in_force(name)
        if at is not None or hasattr(builtins, name):
            return at
        stars = [at for at, piece in enumerate(self.pieces) if piece.star]
        if stars and name not in self._bindings:
            return stars[-1]
        bound = self._bindings.get(name, [])
        if name in self._namespace or bound:
            self.left_out[name] = self._why_not(name)
        if name in self._namespace and bound:
            newest = self.pieces[bound[-1]]
            if isinstance(newest.statements[0], ast.Assign):  # a function may count in it
                self.left_out[name] = _(
                    "{name} has another value now than in {place}; the value in the cell was "
                    "taken.",
                    name=name, place=newest.where,
                )  # fmt: skip
                return bound[-1]
        return None

    def _in_force(self, name: str) -> int | None:
        """Return the newest piece that the name's value comes from, as far as one can see.

        A function's code says where it comes from. A cell magic or another extension may
        have compiled it in its own way: then a code that is nearly the same will do.
        """
        for same in (operator.eq, _alike):
            for index in reversed(self._bindings.get(name, ())):
                if self._holds(self.pieces[index], name, same):
                    return index
        return None

    def _holds(
        self, piece: _Piece, name: str, same: Callable[[CodeType, CodeType], bool]
    ) -> bool:
        """Whether a name has the value that a piece gave it; True where nobody can know."""
        if not piece.cell.ran:
            return True
        if name not in self._namespace:
            return False
        value = self._namespace[name]
        node = piece.statements[0]
        if len(piece.statements) > 1:
            return True
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            code, theirs = _code_of(node, self._flags), getattr(value, "__code__", None)
            return code is None or isinstance(theirs, CodeType) and same(code, theirs)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            given = node.value.value
            return type(value) is type(given) and repr(value) == repr(given)
        return True

    def _warn_of_newer(self, name: str) -> None:
        """Say that the newest text of a function is in a cell that could not run."""
        for at in self._bindings.get(name, ())[-1:]:
            for cell, error in self._unread[-1:]:
                newer = cell.number > self.pieces[at].cell.number
                if newer and f"def {name}(" in cell.text:
                    self.left_out[f"{name}, newer"] = _(
                        "the newer {name}: {reason}",
                        name=name, reason=_not_run(cell, error),
                    )  # fmt: skip

    def _why_not(self, name: str) -> Text:
        for cell, error in reversed(self._unread):
            if f"def {name}(" in cell.text:
                return _("{name}: {reason}", name=name, reason=_not_run(cell, error))
        bound = self._bindings.get(name)
        if name not in self._namespace:
            if name in self._never:
                never = self._never[name]
                return _(
                    "{name} is in {place}, but cell {cell} ended with an error before it.",
                    name=name, place=never.where, cell=never.cell.number,
                )  # fmt: skip
            if bound:
                return _(
                    "{name} is in {place}, but was deleted, or that line did not run.",
                    name=name, place=self.pieces[bound[-1]].where,
                )  # fmt: skip
            near = difflib.get_close_matches(name, self._functions(), n=1, cutoff=0.6)
            if near:
                return _("No cell that ran defines {name}; did you mean {near}?",
                         name=name, near=near[0])  # fmt: skip
            return _("No cell that ran defines {name}.", name=name)
        value = self._namespace[name]
        if bound:
            return _(
                "{name} was changed since {place} in a way that leaves no source: run that "
                "cell again.",
                name=name, place=self.pieces[bound[-1]].where,
            )  # fmt: skip
        if _is_plain(value):
            source = f"{name} = {value!r}"
            return _(
                "The cell that gave {name} its value is gone: write {source} in a cell, and "
                "run it.",
                name=name, source=literal(source),
            )  # fmt: skip
        return _(
            "{name} exists, but no cell that ran defines it (exec and %run leave no source): "
            "define it in a cell.",
            name=name,
        )

    def _functions(self) -> list[str]:
        return [
            node.name
            for piece in self.pieces
            for node in piece.statements
            if isinstance(node, ast.FunctionDef)
        ]


def _is_plain(value: Any) -> bool:
    """Whether a value is short and its text is Python again."""
    parts = value if type(value) is tuple else (value,)
    return all(type(part) in PLAIN for part in parts) and len(repr(value)) <= LONG_VALUE


def _cells(found: Iterable[int]) -> Text:
    numbers = [str(number) for number in sorted(found)]
    if len(numbers) < 2:
        return _("cell {number}", number="".join(numbers))
    return _("cells {numbers} and {last}", numbers=listed(numbers[:-1]), last=numbers[-1])


def _place(cell: int, line: int) -> Text:
    return _("cell {cell}, line {line}", cell=cell, line=line)


def _not_run(cell: Cell, error: SyntaxError) -> Text:
    return _(
        "cell {cell} did not run: {error} (line {line}).",
        cell=cell.number, error=literal(error.msg), line=cell.above + (error.lineno or 1),
    )  # fmt: skip


def _pieces(cell: Cell, module: ast.Module) -> Iterator[_Piece]:
    lines = cell.text.split("\n")
    for statements in _sharing_lines(module.body):
        first = min(_first_line(node) for node in statements)
        last = max(node.end_lineno or node.lineno for node in statements)
        text = "\n".join(lines[first - 1 : last])
        try:
            table = symtable.symtable(text, "cell", "exec")
        except SyntaxError:
            continue  # only a notebook may say this: `await` outside of a function
        changed = {name for node in statements for name in _changed_by(node)}
        own = {name for node in statements for name in _targets_of(node)}
        symbols = table.get_symbols()
        binds = {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}
        now = {s.get_name() for s in symbols if s.is_referenced()}
        reads = list(_inner_reads(table, now=True))
        now |= changed | {name for name, at_once in reads if at_once}
        if any(hasattr(node, "body") and not isinstance(node, SCOPES) for node in statements):
            now |= binds  # perhaps it does not come to that, and the older value stays
        later = {name for name, at_once in reads if not at_once}
        yield _Piece(
            cell, first, text, statements,
            frozenset(binds | changed), frozenset(now - own), frozenset(later),
        )  # fmt: skip


def _sharing_lines(body: Sequence[ast.stmt]) -> list[tuple[ast.stmt, ...]]:
    """Return statements in groups that have no line in common: `a = 1; b = 2` is one."""
    groups: list[tuple[ast.stmt, ...]] = []
    last = 0
    for node in body:
        if groups and _first_line(node) <= last:
            groups[-1] += (node,)
        else:
            groups.append((node,))
        last = max(last, node.end_lineno or node.lineno)
    return groups


def _first_line(node: ast.stmt) -> int:
    above: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in above)])


def _inner_reads(table: symtable.SymbolTable, now: bool) -> Iterator[tuple[str, bool]]:
    """Yield names that scopes inside of a statement read, and whether at once."""
    for inner in table.get_children():
        at_once = now and (inner.get_type() == "class" or inner.get_name() in COMPREHENSIONS)
        for symbol in inner.get_symbols():
            if symbol.is_global():
                yield symbol.get_name(), at_once
        yield from _inner_reads(inner, at_once)


def _outside_of_functions(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if not isinstance(node, SCOPES):
        for child in ast.iter_child_nodes(node):
            yield from _outside_of_functions(child)


def _changed_by(statement: ast.stmt) -> Iterator[str]:
    """Yield names whose older value a statement needs to change: `table[3] = 4`."""
    for node in _outside_of_functions(statement):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del):
            yield node.id
        if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(
            node.ctx, (ast.Store, ast.Del)
        ):
            inner: ast.expr = node
            while isinstance(inner, (ast.Subscript, ast.Attribute)):
                inner = inner.value
            if isinstance(inner, ast.Name):
                yield inner.id


def _targets_of(statement: ast.stmt) -> Iterator[str]:
    """Yield names that a statement binds before it reads them: the i of `for i in ...`.

    Their older values are not wanted: some other loop over i is rarely meant.
    """
    for node in _outside_of_functions(statement):
        targets: list[ast.expr | None] = []
        if isinstance(node, (ast.For, ast.AsyncFor)):
            targets = [node.target]
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            targets = [item.optional_vars for item in node.items]
        for target in targets:
            if target is not None:
                yield from (x.id for x in ast.walk(target) if isinstance(x, ast.Name))


def _code_of(function: ast.FunctionDef, flags: int) -> CodeType | None:
    """Return a function's code as a notebook compiles it: each statement by itself."""
    module = ast.Module([function], [])
    try:
        compiled = compile(module, "cell", "exec", flags & ANNOTATIONS, dont_inherit=True)
    except SyntaxError:
        return None
    inner = (code for code in compiled.co_consts if isinstance(code, CodeType))
    return next((code for code in inner if code.co_name == function.name), None)


def _alike(code: CodeType, other: CodeType) -> bool:
    return (code.co_firstlineno, code.co_varnames, code.co_names) == (
        other.co_firstlineno,
        other.co_varnames,
        other.co_names,
    )
