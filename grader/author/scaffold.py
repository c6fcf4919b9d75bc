"""Writes the files of a new exercise, each with what is still TODO in it."""

from __future__ import annotations

from pathlib import Path

from grader.course import FULL_NAME, Course
from grader.errors import UsageError
from grader.words.text import _


def scaffold(course: Course, name: str) -> list[Path]:
    """Write all files of a new exercise; return their paths.

    Args:
        course: where it belongs.
        name: full name, `ex08_perceptron`.

    Raises:
        UsageError: the name is not of that form, or taken.
    """
    if not FULL_NAME.fullmatch(name):
        raise UsageError(
            _("{name!r} is no name of an exercise", name=name),
            _("write it like this: {example}", example="ex08_perceptron"),
        )
    taken = [other for other in course.names if other[:4] == name[:4]]
    if taken:
        raise UsageError(
            _("{number} is taken by {exercise}", number=name[:4], exercise=taken[0]),
            _("choose another number"),
        )
    title = name.partition("_")[2].replace("_", " ")
    tracks = "a part of the course; the line may be left out"
    if course.settings.tracks:
        tracks = f"one of {', '.join(course.settings.tracks)}"
    hidden = Path("tests") / "hidden" / name
    texts = {
        Path("exercises") / f"{name}.py": STUB,
        Path("solutions") / f"{name}.py": SOLUTION,
        hidden / "reference.py": REFERENCE,
        hidden / f"test_{name}.py": SUITE,
        hidden / "mistakes.py": MISTAKES,
        hidden / "probes.py": PROBES,
        hidden / "exercise.toml": DESCRIPTION,
    }
    written = []
    for path, text in texts.items():
        target = course.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        filled = text.format(
            id=name[:4], number=name[2:4], title=title.capitalize(), tracks=tracks
        )
        target.write_text(filled, encoding="utf-8")
        written.append(target)
    return written


STUB = '''"""Ex{number}: {title}.

TODO: what this is and why, in a few sentences; the formula; shapes and dtypes; where
lecture notes are imprecise and what PyTorch does; one worked example by hand.
"""

import numpy as np


def double(x):
    """TODO: one line. Shapes and dtypes: x (N, D) -> (N, D). Errors that it raises.

    >>> double(np.array([[1.0, 2.0]]))
    array([[2., 4.]])
    """
    raise NotImplementedError("double")
'''

SOLUTION = '''"""Solution of {id}, {title}. TODO: write it to be read."""


def double(x):
    """Return 2 x; (N, D) -> (N, D)."""
    return 2 * x
'''

REFERENCE = '''"""Reference of {id}, {title}, in PyTorch.

TODO: autograd or the named operator, never a second derivation by hand. Arrays arrive as
tensors, tensors go back as arrays.
"""


def double(x):
    return x + x
'''

SUITE = '''"""Hidden suite of {id}, {title}.

TODO: 5 to 14 checks; docs/authors.md has the rules.
"""

from grader.judge.suite import asks, cases, needs, points, strided


@points(3)
@cases("shape", [(1, 2), (3, 4)])
def test_every_value_is_doubled(agree, rng, shape):
    """Every value is doubled."""
    agree("double", rng.array(shape))


@points(1)
@needs("double")
def test_any_memory_layout(agree, rng):
    """double takes x in any memory layout."""
    agree("double", strided(rng.array((3, 2))))


@points(1)
@asks("arguments", "memory")
def test_argument_is_left_alone(keeps, rng):
    """double leaves x as it was and returns memory of its own."""
    keeps("double", rng.array((2, 3)))
'''

MISTAKES = '''"""Known wrong answers of {id}, {title}. TODO: eight a function."""


@mistake("double")
def squared(x):
    """You squared the values; doubling adds each value to itself."""
    return x * x


@mistake("double")
def doubled_in_place(x):
    """The result is written into x, which belongs to the caller."""
    x *= 2
    return x.copy()
'''

PROBES = '''"""Probes of {id}, {title}: asked of a function that failed, worth no points.

TODO: 40 to 60 calls of each function, over its whole domain.
"""

import numpy as np

from grader.judge.probes import call, probes, read_only, strided


@probes("double")
def shapes(rng):
    for rows in range(1, 7):
        for columns in range(1, 7):
            yield call(rng.array((rows, columns)))


@probes("double")
def kinds(rng):
    for layout in (strided, np.asfortranarray, read_only):
        yield call(layout(rng.array((2, 3))))
    yield call(np.zeros((2, 2)))
    yield call(rng.array((2, 3), "float32"))
'''

DESCRIPTION = """title = "{title}"  # TODO: short, sentence case
track = "TODO"  # {tracks}
builds_on = []  # TODO: what is best done before, as "ex02"; may be none
# imports = ["ex02"]  # earlier exercises whose files it imports; delete where there are none

# Shown after full marks.
after = '''
TODO: what the solution shows and where it leads, 40 to 70 words.
'''

[hints]
# At least three for each function, from a nudge to nearly the answer. One that is about a
# check comes first where that fails: {{ text = "...", checks = ["test_any_memory_layout"] }}
double = [
  "TODO",
]
"""
