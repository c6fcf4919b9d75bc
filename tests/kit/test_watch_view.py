"""How a screen of watch mode is laid out, whatever its size."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.learn.watch.keys import DOWN, ESCAPE, LEFT, PAGE_UP, RIGHT, UP, keys_of
from grader.learn.watch.view import Key, View, folded, laid_out
from grader.render.text import columns_of
from grader.words.text import _

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
WORDS = st.text(st.sampled_from("ab *\uac00\uba54"), max_size=90)
COLOURED = st.builds("{}\x1b[31m{}\x1b[0m{}".format, WORDS, WORDS, WORDS)
LINES = st.lists(st.one_of(WORDS, COLOURED), max_size=60).map(tuple)


def plain(line):
    """Return a line without its colours."""
    return COLOUR.sub("", line)


@given(LINES, st.integers(2, 130))
def test_folding_loses_nothing(lines, columns):
    """Folded lines are as narrow as asked, and hold all characters and colours in order."""
    narrow = folded(lines, columns)
    assert "".join(narrow) == "".join(lines)
    assert all(columns_of(plain(line)) <= columns for line in narrow)


@given(LINES, st.data(), st.lists(WORDS, max_size=3), st.integers(40, 130), st.integers(12, 60))
def test_a_screen_is_filled_exactly(body, data, told, columns, rows):
    """A screen has as many lines as the terminal, none too wide, the keys at its end."""
    first = data.draw(st.integers(0, len(body)))
    cursor = data.draw(st.none() | st.integers(0, max(len(body) - 1, 0)))
    view = View(
        "ex05 padding", "a.py", body, first, cursor, None, tuple(told), ("beside",), "[##]",
        "now", (Key("h hint", 1), Key("q quit")),
    )  # fmt: skip
    screen = laid_out(view, columns, rows, data.draw(st.none() | st.integers(-9, 99)))
    assert len(screen.lines) == rows
    assert all(columns_of(plain(line)) <= columns for line in screen.lines)
    assert screen.lines[0] == "ex05 padding   a.py"
    assert screen.lines[-1] == "h hint  q quit"
    shown = folded(body, columns)[screen.top : screen.top + screen.room]
    assert list(screen.lines[1 : 1 + len(shown)]) == shown


@given(st.integers(1, 200), st.data(), st.integers(12, 40))
def test_every_line_can_be_reached_by_lines_and_by_screens(count, data, rows):
    """Moving down from the first line shows every line, in the end the last; and no other."""
    first = data.draw(st.integers(0, count - 1))
    view = View("heading", body=tuple(f"line {n}." for n in range(count)), first=first)
    begun = laid_out(view, 80, rows)
    assert begun.lines[1] in ("line 0.", f"line {first}.")
    by = data.draw(st.integers(1, begun.room))
    seen, screen = set(), laid_out(view, 80, rows, 0)
    for _step in range(count):
        seen |= set(screen.lines)
        screen = laid_out(view, 80, rows, screen.top + by)
    assert set(view.body) <= seen
    assert view.body[-1] in screen.lines
    assert laid_out(view, 80, rows, -5).top == 0


@given(st.integers(1, 200), st.data(), st.integers(12, 40))
def test_the_cursor_is_always_seen(count, data, rows):
    """The line with the cursor is on the screen, wherever the screen was before."""
    cursor = data.draw(st.integers(0, count - 1))
    body = tuple(f"line {n}." for n in range(count))
    view = View("heading", body=body, cursor=cursor)
    assert f"line {cursor}." in laid_out(view, 80, rows, data.draw(st.integers(0, 300))).lines


@pytest.mark.parametrize(("columns", "rows"), [(39, 24), (80, 11), (20, 2), (1, 1)])
def test_a_terminal_that_is_too_small_says_so(columns, rows):
    """Below 40 columns or 12 rows the screen says what it needs, as far as that has room."""
    screen = laid_out(View("heading", body=("a", "b")), columns, rows)
    assert len(screen.lines) == rows
    assert all(columns_of(line) <= columns for line in screen.lines)
    told = "".join(screen.lines).replace(" ", "")
    assert f"Thisterminalis{columns}wideand{rows}high"[: len(told)] in told
    if columns * rows > 100:
        assert "watchneeds40and12" in told
        assert "q quit" in screen.lines


def test_keys_are_left_out_where_there_is_no_room():
    """Of the keys those that are needed least give way, and the order stays."""
    keys = (Key("n next"), Key("h hint", 1), Key("s statement", 5), Key("l list", 2))
    keys += (Key("r run again", 4), Key("? keys"), Key("q quit"))
    assert laid_out(View("a", keys=keys), 80, 24).lines[-1] == "  ".join(k.text for k in keys)
    narrow = laid_out(View("a", keys=keys), 40, 12).lines[-1]
    assert narrow == "n next  h hint  l list  ? keys  q quit"


def test_what_is_looked_at_goes_before_how_to_see_more():
    """A narrow screen says which failure and which lines, rather than which key shows more."""
    view = View("a", body=("line",) * 99, place=_("failure 1 of 2"))
    assert "  failure 1 of 2   lines 1 to 18 of 99   space for more" in (
        laid_out(view, 80, 21, 0).lines
    )
    assert "  failure 1 of 2   lines 1 to 10 of 99" in laid_out(view, 40, 13, 0).lines


@pytest.mark.parametrize(
    ("typed", "keys", "rest"),
    [
        ("hQ ", ["h", "q", " "], ""),
        ("\x1b[A\x1bOB\x1b[5~j", [UP, DOWN, PAGE_UP, "j"], ""),
        ("\x1b[1;5C\x1b[Z", [RIGHT, LEFT], ""),
        ("h\x1b", ["h"], "\x1b"),
        ("\x1b[", [], "\x1b["),
        ("\x1b[6", [], "\x1b[6"),
        ("\x1bn", [ESCAPE, "n"], ""),
        ("\x1b\x1b[A", [ESCAPE, UP], ""),
        ("\x1b[99~q", ["q"], ""),
    ],
)
def test_keys_are_taken_from_what_a_terminal_sends(typed, keys, rest):
    """Letters are small, arrows have names, unknown keys are none, and a begun one waits."""
    assert keys_of(typed) == (keys, rest)


@given(st.lists(st.sampled_from(["h", "\x1b[A", "\x1bOB", "\x1b[5~", "\x1b[1;5C"])), st.data())
def test_keys_that_come_in_pieces_are_the_same(sent, data):
    """Wherever a slow line cuts what was sent, the keys are those of the whole."""
    whole = "".join(sent)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=5)))
    found, begun = [], ""
    for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        keys, begun = keys_of(begun + whole[start:end])
        found += keys
    assert (found, begun) == keys_of(whole)
