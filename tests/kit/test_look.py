"""Who decides about width, colour and signs, and what becomes of signs nobody can encode."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.console import say_error
from grader.errors import UsageError
from grader.render.look import ASCII, DRAWN, FORMS, Look, settle
from grader.render.text import columns_of, wrap
from grader.words.text import _, draw, unbroken


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self):
        """Say so."""
        return True


def stream(encoding="utf-8", kind=io.TextIOWrapper):
    """Return a stream that writes to memory."""
    return kind(io.BytesIO(), encoding=encoding, newline="")


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Nothing of the terminal that runs the tests."""
    for name in ("NO_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)


def test_a_file_gets_eighty_columns_without_colour():
    """Where there is no terminal, a screen has 80 columns and no colour."""
    assert Look.of(stream()) == Look(80, False, DRAWN)
    assert Look.of(stream("ascii")) == Look()


@pytest.mark.parametrize(
    ("columns", "width"), [("1", 40), ("40", 40), ("99", 99), ("120", 120), ("400", 120)]
)
def test_the_width_has_limits(monkeypatch, columns, width):
    """However wide a terminal says it is, a screen has 40 to 120 columns."""
    monkeypatch.setenv("COLUMNS", columns)
    assert Look.of(stream()).width == width


@pytest.mark.parametrize(
    ("variables", "asked", "colour"),
    [
        ({}, False, True),
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, False, True),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "xterm"}, False, True),
    ],
)
def test_colour_is_for_terminals_that_want_it(monkeypatch, variables, asked, colour):
    """A terminal has colour unless the user or the terminal says no; a file never has."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Look.of(stream(kind=Terminal), no_color=asked).colour is colour
    assert not Look.of(stream(), no_color=asked).colour


@pytest.mark.parametrize(
    ("encoding", "signs"),
    [
        ("utf-8", DRAWN),
        ("UTF8", DRAWN),
        ("utf-16", DRAWN),
        ("ascii", ASCII),
        ("cp949", ASCII),
        ("euc-kr", ASCII),
        ("cp932", ASCII),
        ("latin-1", ASCII),
        ("cp437", ASCII),
    ],
)
def test_signs_are_drawn_in_unicode_only(encoding, signs):
    """Every other encoding lacks them, or has them two columns wide."""
    assert Look.of(stream(encoding)).signs == signs
    settled = stream(encoding)
    settle(settled)
    assert Look.of(settled).signs == signs


def test_every_sign_has_an_ascii_form():
    """The drawn signs, and those of sentences, become ASCII that is no question mark."""
    forms = "".join(FORMS.values())
    assert forms.isascii()
    assert "?" not in forms
    assert {FORMS[sign] for sign in DRAWN} == {*ASCII}


def in_ascii_forms(letter, encoding):
    """Return what is expected for a character."""
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return FORMS.get(letter, "?")
    return letter


LETTERS = st.characters() | st.sampled_from([*FORMS, "\uac00", "\ud800", "a"])


@given(st.text(LETTERS), st.sampled_from(["ascii", "cp949", "latin-1", "utf-8"]))
def test_whatever_is_written_nothing_is_raised(text, encoding):
    """What can be encoded is written as it is, a sign in its form, the rest as ?."""
    settled = stream(encoding)
    settle(settled)
    settled.write(text)
    settled.flush()
    due = "".join(in_ascii_forms(letter, encoding) for letter in text)
    assert settled.buffer.getvalue() == due.encode(encoding)


KIT = Path(__file__).parent
GOLDENS = sorted([*KIT.glob("submissions/*/expected.txt"), *KIT.glob("screens/*.80.txt")])


@pytest.mark.parametrize("encoding", ["ascii", "cp949"])
def test_of_every_screen_only_letters_are_lost(encoding):
    """Of all screens that are kept, no console loses more than letters it does not know."""
    assert len(GOLDENS) > 100
    for path in GOLDENS:
        screen = path.read_text(encoding="utf-8")
        lost = {one for one in screen if in_ascii_forms(one, encoding) == "?" != one}
        assert all(map(str.isalpha, lost)), path


def test_a_stream_that_cannot_be_settled_is_left_alone():
    """A stream of another kind, as a notebook has, is used as it is."""
    held = io.StringIO()
    settle(held)
    assert Look.of(held).colour is False


def test_paint_only_adds_escapes():
    """With colour a text stands between escape sequences, without it is the same text."""
    assert Look().paint("FAIL", "FAIL") == "FAIL"
    assert Look(colour=True).paint("FAIL", "FAIL") == "\x1b[1;31mFAIL\x1b[0m"
    assert Look(colour=True).paint("", "FAIL") == ""


COMMAND = "grade ex05 'my try.py' --sandbox bubblewrap --seed 7"


@given(
    st.lists(st.sampled_from(["a", "word", "김민준", "/a/path/to/a/file.py", "x" * 90])),
    st.integers(40, 120),
    st.integers(0, 12),
)
def test_a_command_in_a_sentence_is_never_broken(words, width, indent):
    """At each width it stands in one line; all else keeps to the width, and nothing is lost."""
    text = _("{words} then type   {command}", words=" ".join(words), command=unbroken(COMMAND))
    lines = wrap(text, indent, width=width)
    (whole,) = [line for line in lines if COMMAND in line]
    rest = [line for line in lines if line is not whole]
    assert all(columns_of(line) <= width for line in rest)
    assert columns_of(whole) <= width or whole.strip() == COMMAND
    assert "".join("".join(lines).split()) == "".join(draw(text).split())


def test_the_room_before_a_command_stays():
    """On the line of other words a command stands apart from them."""
    text = _("type   {command}   and   wait", command=unbroken(COMMAND))
    assert wrap(text, 2) == [f"  type   {COMMAND}   and wait"]


def test_a_path_in_an_error_is_not_broken(capsys, monkeypatch):
    """An error is as wide as the screen, but a word that is wider stays whole: it is copied."""
    monkeypatch.setenv("COLUMNS", "80")
    path = f"/home/{'very-' * 20}long/course"
    message = _("there is no course in {path} nor is there one above it, alas", path=path)
    say_error(UsageError(message, _("go   {command}", command=unbroken(COMMAND))))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.split("\n") == [
        "error: there is no course in",
        f"       {path}",
        "       nor is there one above it, alas",
        f"hint:  go   {COMMAND}",
        "",
    ]
