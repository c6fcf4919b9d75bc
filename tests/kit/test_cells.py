"""What is taken from the cells of a notebook means the same as in the notebook."""

import ast
import builtins

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.notebook.cells import ANNOTATIONS, Cell, collect, whole
from grader.words import text as words

FUNCTIONS = ("f",)


def run(*texts):
    """Run cells as IPython does, each statement compiled by itself, until one raises.

    Returns:
        the cells, numbered from 1, what the names mean after them, and compiler flags.
    """
    namespace, cells, flags = {"__builtins__": builtins}, [], 0
    for number, text in enumerate(texts, 1):
        ended, node = None, None
        flags |= ANNOTATIONS if "from __future__" in text else 0
        try:
            for node in ast.parse(text).body:
                code = compile(ast.Module([node], []), f"<cell {number}>", "exec", flags)
                exec(code, namespace)
        except Exception:
            ended = node.lineno if node else None
        cells.append(Cell(number, text, ended=ended))
    del namespace["__builtins__"]
    return cells, namespace, flags


def taken(*texts, functions=FUNCTIONS):
    """Run cells, and return what is collected from them."""
    return collect(functions, *run(*texts))


def loaded(collected):
    """Return the names of a file that is made of what was collected."""
    namespace = {}
    exec(compile(collected.source, "submission.py", "exec"), namespace)
    return namespace


def test_a_function_comes_with_all_it_needs():
    """Imports, constants, helpers, classes, decorators and defaults come along."""
    collected = taken(
        "import math\nfrom functools import lru_cache as cached, partial\nimport os",
        "HALF = 2\nunused = 5",
        "def half(n):\n    return n // HALF",
        "class Pair:\n    size = HALF\n    def both(self, n): return half(n), math.floor(n)",
        "START = 8",
        "@cached\ndef f(n=START):\n    return Pair().both(n)",
    )
    assert loaded(collected)["f"]() == (4, 8)
    assert words.draw(collected.cells) == "cells 1, 2, 3, 4, 5 and 6"
    assert "unused" not in collected.source
    assert "import os" not in collected.source
    assert collected.left_out == {}


def test_what_is_not_needed_stays():
    """Trying a function out costs nothing: a local name is not the one of another cell."""
    collected = taken(
        "def f(x):\n    y = [v for v in x]\n    return y",
        "x = 1 / 0",
        "y = f([1])\nv = 3\nprint(y)",
    )
    assert collected.source == "def f(x):\n    y = [v for v in x]\n    return y\n"


def test_the_last_definition_counts():
    """After a cell was changed and run again, the old text is no longer taken."""
    collected = taken("def f(): return 1", "def g(): return f()", "def f(): return 2")
    assert collected.source == "def f(): return 2\n"


def test_a_cell_that_failed_before_the_definition():
    """A line that never ran defines nothing: the function that is there is taken."""
    collected = taken(
        "K = 1\ndef f(): return K + 1", "1 / 0\nK = 5\ndef f(): return K - 1", "undefined"
    )
    assert loaded(collected)["f"]() == 2
    assert words.draw(collected.cells) == "cell 1"


def test_same_lines_imported_and_called():
    """It does not matter whether NumPy is imported in the cell of the function."""
    text = "import math\ndef f():\n    return math.floor(2.5)"
    assert loaded(taken(text))["f"]() == 2


def test_each_binding_is_as_old_as_its_reader():
    """A line that ran early means the names as they were then."""
    collected = taken(
        "def g(): return 1", "K = g()", "def g(): return 10", "def f(): return K + g()"
    )
    assert loaded(collected)["f"]() == 11


def test_a_name_made_in_steps():
    """A value that is changed in place, or made from its older one, is taken with all steps."""
    collected = taken(
        "table = [0] * 3\ntotal = 1",
        "for i in range(3):\n    table[i] = i * total",
        "total += 4",
        "def f(): return table, total",
        "f = [f][0]",
    )
    assert loaded(collected)["f"]() == ([0, 1, 2], 5)


def test_a_lambda_or_a_partial_is_taken_like_a_function():
    """A function made by an assignment is taken by that line."""
    collected = taken(
        "from functools import partial",
        "g = lambda x, n: x + n",
        "f = partial(g, n=3)",
    )
    assert loaded(collected)["f"](1) == 4


def test_star_import():
    """A name that no line tells can come from a star."""
    assert loaded(taken("from math import *", "def f(): return floor(2.5)"))["f"]() == 2


def test_future_import_comes_first():
    """What tells Python how to read the notebook also tells it how to read the file."""
    collected = taken(
        "K = 1", "from __future__ import annotations", "def f(x: unknown = 3): return x + K"
    )
    assert collected.source.startswith("from __future__ import annotations\n")
    assert loaded(collected)["f"]() == 4


def test_places():
    """Every line of the file knows its cell, and its line there."""
    collected = taken("K = 1", "x = 2\n\n\ndef f():\n    return K; z = 3")
    assert collected.source.splitlines() == ["K = 1", "def f():", "    return K; z = 3"]
    assert [words.draw(collected.place(n)) for n in (1, 2, 3)] == [
        "cell 1, line 1",
        "cell 2, line 4",
        "cell 2, line 5",
    ]
    assert words.draw(collected.place(4)) == "line 4"


def test_lines_above_the_text_count():
    """Where magics stand above the Python of a cell, its lines are counted with them."""
    cells, namespace, _ = run("def f():\n    pass")
    shifted = [Cell(7, cell.text, above=2) for cell in cells]
    place = collect(FUNCTIONS, shifted, namespace).place(2)
    assert words.draw(place) == "cell 7, line 4"
    assert words.draw(whole(shifted[0]).place(1)) == "cell 7, line 3"


def test_statements_on_one_line_are_one():
    """Where statements share a line, the line is taken once and whole."""
    assert taken("a = 1; b = 2\ndef f(): return a + b").source.count("a = 1; b = 2") == 1


def test_a_cell_that_has_not_run_counts_as_the_newest():
    """The cell of %%grade is judged before it runs, whatever its names mean now."""
    cells, namespace, _ = run("def f(): return 1")
    newest = Cell(2, "def f(): return g()\ndef g(): return 2", ran=False)
    assert loaded(collect(FUNCTIONS, [*cells, newest], namespace))["f"]() == 2


REASONS = {
    "No cell that ran defines f.": ["def g(): pass"],
    "No cell that ran defines f; did you mean ff?": ["def ff(): pass"],
    "f is in cell 1, line 2, but cell 1 ended with an error before it": [
        "1 / 0\ndef f(): pass"
    ],
    "f is in cell 2, line 1, but was deleted, or": ["def f(): pass", "del f"],
    "f was changed since cell 1, line 1 in a way that leaves no source: run that cell again": [
        "def f(): pass",
        "exec('def f(x): return x')",
    ],
    "f exists, but no cell that ran defines it (exec and %run leave no source)": [
        "exec('def f(): pass')"
    ],
    "f is imported (cell 1, line 1): define it in a cell": ["from math import floor as f"],
    "f: cell 1 did not run: expected ':' (line 1)": ["def f()\n    pass"],
}


@pytest.mark.parametrize("reason", REASONS)
def test_what_cannot_be_taken_says_why(reason):
    """Where no function can be taken, nothing is judged, and the reason is said."""
    with pytest.raises(UsageError) as raised:
        taken(*REASONS[reason])
    assert f"nothing to judge: {reason}" in str(raised.value)
    assert "run it" in words.draw(raised.value.hint)


LEFT_OUT = {
    "The cell that gave EPS its value is gone: write EPS = 0.001 in a cell, and run it": [
        "exec('EPS = 0.001')",
        "def f(): return EPS",
    ],
    "The cell that gave SIZE its value is gone: write SIZE = (1, 2.5) in a cell, and run it": [
        "exec('SIZE = (1, 2.5)')",
        "def f(): return SIZE",
    ],
    "g exists, but no cell that ran defines it (exec and %run leave no source)": [
        "exec('def g(): pass')",
        "def f(): return g()",
    ],
    "EPS has another value now than in cell 1, line 1; the value in the cell was taken": [
        "EPS = 1",
        "exec('EPS = 2')",
        "def f(): return EPS",
    ],
    "% and ! are not Python: take them out of your functions": [
        "def f(): return get_ipython().getoutput('ls')"
    ],
    "the newer f: cell 2 did not run: expected ':' (line 1)": [
        "def f(): pass",
        "def f()\n    pass",
    ],
}


@pytest.mark.parametrize("reason", LEFT_OUT)
def test_what_is_left_out_is_said(reason):
    """A function is judged although something that it needs is gone, and that is said."""
    collected = taken(*LEFT_OUT[reason])
    assert "def f" in collected.source
    assert len(collected.left_out) == 1
    assert reason in words.draw(next(iter(collected.left_out.values())))


def test_a_counter_begins_anew():
    """A value that a function changed is the one of its cell again, as in a fresh file."""
    counted = "calls = 0", "def f():\n    global calls\n    calls += 1\n    return calls"
    assert loaded(taken(*counted, "f(); f()"))["f"]() == 1


def test_one_function_of_two():
    """What is there is judged; the other function has its reason."""
    collected = taken("def f(): pass", functions=("f", "g"))
    assert collected.left_out == {"g": words._("No cell that ran defines {name}.", name="g")}


@pytest.mark.parametrize(
    "text",
    ["await f()", "return 3", "def g(", "x = '\x00'", "(" * 500, "%", "def f(a, a): pass"],
)
def test_cells_that_are_no_python_are_passed_over(text):
    """Whatever stands in another cell, the functions are found."""
    assert taken("def f(): return 1", text).source == "def f(): return 1\n"


@st.composite
def notebooks(draw):
    """Return cells of a few constants and functions that use each other.

    Functions call only later ones in the alphabet, so that every call ends, and no line
    calls one while it runs: docs/notebook.md says what is not promised of that.
    """
    names, functions = "ABC", "fgh"
    cells = []
    for _ in range(draw(st.integers(2, 12))):
        lines = []
        for _ in range(draw(st.integers(1, 3))):
            name = draw(st.sampled_from(names))
            other = draw(st.sampled_from(names))
            function = draw(st.sampled_from(functions))
            uses = draw(st.lists(st.sampled_from(names), max_size=2))
            callees = draw(st.lists(st.sampled_from(functions), max_size=2))
            uses += [f"{callee}()" for callee in callees if callee > function]
            number = draw(st.integers(-9, 9))
            sum_of = " + ".join([str(number), *uses])
            lines.append(
                draw(
                    st.sampled_from(
                        [
                            f"{name} = {number}",
                            f"{name} = {other} + {number}",
                            f"{name} += {other}",
                            f"for {name} in range({abs(number) + 1}): pass",
                            f"{name} = sum({other} for _ in range(3))",
                            f"if {name}:\n    {other} = {number}",
                            f"del {name}",
                            f"def {function}():\n    return {sum_of}",
                            f"def {function}(x={other}):\n    {name} = x\n    return {sum_of}",
                            f"{function} = lambda: {sum_of}",
                        ]
                    )
                )
            )
        cells.append("\n".join(lines))
    return cells


def outcome(namespace):
    """Return what f returns, or the kind of what it raises."""
    try:
        return namespace["f"]()
    except Exception as error:
        return type(error)


@given(notebooks())
def test_what_is_taken_means_the_same(texts):
    """Whatever ran in whatever order, f returns in the file what it returns there.

    Only where something was left out it may differ, and that is said.
    """
    cells, namespace, _ = run(*texts)
    try:
        collected = collect(FUNCTIONS, cells, namespace)
    except UsageError:
        assert "f" not in namespace
        return
    if not collected.left_out:
        assert outcome(loaded(collected)) == outcome(namespace)
