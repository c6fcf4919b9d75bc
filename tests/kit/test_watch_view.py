"""How a screen of watch mode is laid out, whatever its size."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.learn.watch.view import View, folded, laid_out
from grader.render.text import columns_of

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
no_deadline = settings(deadline=None)  # the machine may be busy
WORDS = st.text(st.sampled_from("ab *\uac00\uba54"), max_size=90)
COLOURED = st.builds("{}\x1b[31m{}\x1b[0m{}".format, WORDS, WORDS, WORDS)
LINES = st.lists(st.one_of(WORDS, COLOURED), max_size=60).map(tuple)


def plain(line):
    """Return a line without its colours."""
    return COLOUR.sub("", line)


@no_deadline
@given(LINES, st.integers(2, 130))
def test_folding_loses_nothing(lines, columns):
    """Folded lines are as narrow as asked, and hold all characters and colours in order."""
    narrow = folded(lines, columns)
    assert "".join(narrow) == "".join(lines)
    assert all(columns_of(plain(line)) <= columns for line in narrow)


@no_deadline
@given(LINES, st.data(), st.lists(WORDS, max_size=2), st.integers(20, 130), st.integers(12, 60))
def test_a_screen_is_filled_exactly(body, data, told, columns, rows):
    """A screen has as many lines as the terminal, none too wide, the keys at its end."""
    first = data.draw(st.integers(0, len(body)))
    view = View(
        "ex05 padding", False, body, first, tuple(told), "[##]", "now", "a.py", ("q quit",)
    )
    screen = laid_out(view, columns, rows, data.draw(st.integers(0, 9)))
    assert len(screen) == rows
    assert all(columns_of(plain(line)) <= columns for line in screen)
    assert screen[0] == "ex05 padding"
    assert screen[-1] == f"a.py{' ' * (min(columns, 80) - 10)}q quit"


@no_deadline
@given(st.integers(1, 200), st.data(), st.integers(8, 40))
def test_pages_show_every_line(count, data, rows):
    """Asked for more often enough, every line was on a screen; the first shown is `first`."""
    first = data.draw(st.integers(0, count - 1))
    view = View("heading", body=tuple(f"line {n}." for n in range(count)), first=first)
    seen = [laid_out(view, 80, rows, page) for page in range(count)]
    assert set(view.body) <= {line for screen in seen for line in screen}
    assert seen[0][1] in ("line 0.", f"line {first}.")


def test_a_tiny_terminal_shows_its_last_lines():
    """Where not even the lines below have room, the keys are still seen."""
    view = View("heading", body=("a", "b", "c"), told=("told",), file="a.py", keys=("q quit",))
    assert laid_out(view, 20, 2)[-1] == "a.py          q quit"
    assert len(laid_out(view, 20, 2)) == 2
