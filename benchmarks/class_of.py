"""Writes a class: the files of its students, right, wrong, unfinished or broken."""

from __future__ import annotations

import ast
import copy
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.author.mistakes import known_mistakes
from grader.course import Course, Exercise, find_course

# What a student hands in who does not get it right, and how often.
OTHERWISE = {
    "mistake": 45,
    "two mistakes": 9,
    "half": 13,
    "stub": 10,
    "missing": 14,
    "syntax error": 5,
    "misspelt import": 4,
}
# Three students of a class have these instead, each of them in one exercise or more.
LOOPS, DIES = "loops", "dies"
KINDS = ("right", *OTHERWISE, LOOPS, DIES)

TWICE = 0.06  # of the files that came in a second time
FIRST_DAY = 1_790_000_000  # seconds since 1970; when the first file came in
WEEK = 7 * 24 * 3600


@dataclass(frozen=True)
class HandedIn:
    """What a student handed in for an exercise.

    Attributes:
        kind: one of KINDS.
        what: which style, which mistakes, or which function it is about.
        file: the path of the file that counts below the class's folder; empty if missing.
    """

    kind: str
    what: str
    file: str


Made = dict[str, dict[str, HandedIn]]


def exercises_of(course: Course, count: int) -> tuple[Exercise, ...]:
    """Return the exercises of a class: so many from ex01 on.

    ex01 to ex07 were there first, and figures of years compare with theirs.
    """
    return tuple(one for one in course.exercises if one.id >= "ex01")[:count]


def write_class(folder: Path, students: int = 100, seed: int = 0, exercises: int = 7) -> Made:
    """Write one folder per student; the same arguments give the same bytes and times.

    How good a student is differs, so marks spread; two loop for ever, one in one function
    of one exercise and one in several, and the code of one dies.

    Args:
        folder: is made, and must not exist.
        students: how many, three at least.
        seed: which class.
        exercises: how many of the course's exercises, see `exercises_of`.

    Returns:
        What each student handed in for each exercise, both by name.
    """
    draw = random.Random(seed)
    course = find_course(Path(__file__).parent)
    desks = [_Desk(exercise) for exercise in exercises_of(course, exercises)]
    special = _special(students, desks)
    made: Made = {}
    for number in range(students):
        student = f"student-{number + 1:04}"
        (folder / student).mkdir(parents=True)
        skill = draw.betavariate(3, 2)
        made[student] = {}
        for desk in desks:
            kind = "right"
            if draw.random() > skill:
                (kind,) = draw.choices(list(OTHERWISE), list(OTHERWISE.values()))
            kind = special.get((number, desk.name), kind)
            made[student][desk.name] = _hand_in(folder, student, desk, kind, draw)
    return made


def with_loops(made: Made) -> list[str]:
    """Return the students who have code that loops for ever."""
    return [
        student
        for student, work in made.items()
        if any(one.kind == LOOPS for one in work.values())
    ]


def _special(students: int, desks: Sequence[_Desk]) -> dict[tuple[int, str], str]:
    """Return what three students have for some exercises, by their numbers."""
    names = [desk.name for desk in desks]
    several = names[1::2] if len(names) > 2 else names
    once, often, dead = students // 4, students // 2, 3 * students // 4
    return {
        (once, names[len(names) // 2]): LOOPS,
        **{(often, name): LOOPS for name in several},
        (dead, names[-1]): DIES,
    }


def _hand_in(
    folder: Path, student: str, desk: _Desk, kind: str, draw: random.Random
) -> HandedIn:
    """Write what a student hands in for an exercise, some of it for the second time."""
    text, what = desk.write(kind, draw)
    came_in = FIRST_DAY + draw.randrange(WEEK)
    again = draw.random() < TWICE
    if kind == "missing":
        return HandedIn(kind, what, "")
    path = folder / student / f"{desk.name}.py"
    if again:
        _write(path, desk.write("stub", draw)[0], came_in - 3600)
        path = path.with_name(f"{desk.name}-1.py")
    _write(path, text, came_in)
    return HandedIn(kind, what, path.relative_to(folder).as_posix())


def _write(path: Path, text: str, came_in: int) -> None:
    path.write_bytes(text.encode())
    os.utime(path, (came_in, came_in))


class _Desk:
    """Writes files for one exercise as students do."""

    def __init__(self, exercise: Exercise) -> None:
        self.name = exercise.name
        self._stub = exercise.stub.read_text(encoding="utf-8")
        self._solution = exercise.solution.read_text(encoding="utf-8")
        self._functions = [node.name for node in _functions(self._stub)]
        self._right = {"solution": self._solution}
        styles = exercise.root / "tests" / "kit" / "right" / exercise.name
        for path in sorted(styles.glob("*.py")):
            self._right[path.stem] = path.read_text(encoding="utf-8")
        self._mistakes = {known.id: known.function for known in known_mistakes(exercise)}
        self._wrong = ast.parse(exercise.mistakes.read_text(encoding="utf-8")).body

    def write(self, kind: str, draw: random.Random) -> tuple[str, str]:
        """Return a file of a kind, and what it is about."""
        last = self._functions[-1]
        match kind:
            case "right":
                style = draw.choice(list(self._right))
                return self._right[style], style
            case "mistake":
                one = draw.choice(list(self._mistakes))
                return self._with_mistakes([one]), one
            case "two mistakes":
                one = draw.choice(list(self._mistakes))
                others = [
                    other
                    for other, function in self._mistakes.items()
                    if function != self._mistakes[one]
                ]
                # An exercise of one function has no mistake beside it.
                both = [one, *([draw.choice(others)] if others else [])]
                return self._with_mistakes(both), " ".join(both)
            case "half":
                return self._with_body(last, f"raise NotImplementedError({last!r})"), last
            case "stub":
                return self._stub, ""
            case "missing":
                return "", ""
            case "syntax error":
                return self._solution.replace("):\n", ")\n", 1), self._functions[0]
            case "misspelt import":
                return _under_docstring(self._solution, "import nunpy as np"), "nunpy"
            case "loops":
                return self._with_body(last, "while True:\n    pass"), last
            case "dies":
                return self._with_body(last, "import ctypes\nctypes.string_at(0)"), last
        raise ValueError(kind)

    def _with_body(self, function: str, body: str) -> str:
        """Return the solution, in which a function does something else."""
        (node,) = (one for one in _functions(self._solution) if one.name == function)
        lines = self._solution.splitlines()
        node.body = ast.parse(body).body
        lines[node.lineno - 1 : node.end_lineno] = [ast.unparse(node)]
        return "\n".join(lines) + "\n"

    def _with_mistakes(self, ids: Sequence[str]) -> str:
        """Return the solution with some functions replaced by known mistakes.

        They call the right functions as `solution.pad2d`, so these stay under that name.
        """
        parts = [self._solution.rstrip(), KEPT]
        for node in self._wrong:
            if isinstance(node, ast.FunctionDef) and node.decorator_list:
                if node.name not in ids:
                    continue
                mine = copy.copy(node)
                mine.name, mine.decorator_list = self._mistakes[node.name], []
                mine.body = node.body[1:]  # its docstring would tell what is wrong
                parts.append(ast.unparse(mine))
            elif not isinstance(node, ast.Expr):
                parts.append(ast.unparse(node))
        return "\n\n\n".join(parts) + "\n"


KEPT = "from types import SimpleNamespace\n\nsolution = SimpleNamespace(**globals())"


def _functions(text: str) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))


def _under_docstring(text: str, line: str) -> str:
    """Return a module with one more line, above all that is not its docstring."""
    docstring, rest = ast.parse(text).body[:2]
    assert isinstance(docstring, ast.Expr)
    lines = text.splitlines()
    lines.insert(rest.lineno - 1, line)
    return "\n".join(lines) + "\n"
