"""Names that strangers chose: clean on every screen, and whole where they are typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.words.names import plain, typed
from grader.words.text import _, draw, listed, literal
from tests.kit.test_files import NAME, RIGHT, SUITE, WRONG
from tests.kit.workshop import course_of

# A title for the terminal, a line that was not said, turned writing, a bell.
EVIL = "a\x1b]0;x\x07b\n1 of 1 check, 1 of 1 point.\u202eyp.\u2066\x9b31m\x7f"
NAMES = [
    "a b.py",
    "it's.py",
    "$(touch x).py",
    'q"`;&|<>*?.py',
    "\uacfc\uc81c.py",
    "-x.py",
    "a\\n",
]

no_windows = pytest.mark.skipif(sys.platform == "win32", reason="no such names there")


def is_clean(text):
    """Whether nothing in a text can command a terminal."""
    return all(letter.isprintable() or letter == "\n" for letter in text)


@pytest.mark.parametrize(
    "value", [EVIL, Path(EVIL), OSError(EVIL)], ids=["name", "path", "error"]
)
def test_every_place_of_a_sentence_is_clean(value):
    """Whatever stands in a sentence takes one line of it, and commands no terminal."""
    for text in (
        _("see {name} now", name=value),
        _("see {name} now", name=literal(value)),
        _("see {name} now", name=listed([str(value), "b"])),
    ):
        drawn = draw(text)
        assert drawn.isprintable(), drawn
        assert drawn.startswith("see ")


def test_what_is_spelled_out_is_spelled_out_as_ever():
    """A word in quotes shows what cannot be seen, as Python writes it."""
    assert draw(_("no {word!r}", word="a\x1b")) == "no 'a\\x1b'"


def test_what_can_be_seen_stays():
    """Names in any writing are shown as they are."""
    for name in NAMES:
        assert plain(name) == name
        assert draw(_("{name}", name=name)) == name


@no_windows
@pytest.mark.parametrize("name", [*NAMES, EVIL, "a\udcffb", "\t\x01\x1b7'\\", ""])
@pytest.mark.parametrize("shell", ["bash"])
def test_a_typed_name_reaches_the_program_whole(name, shell):
    """A command that a screen shows can be typed, and is clean."""
    command = typed(sys.executable, "-c", "import sys; print(ascii(sys.argv[1:]))", name)
    assert command.isprintable()
    done = subprocess.run([shell, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == f"{ascii([name])}\n"


@no_windows
def test_screens_of_an_evil_name(tmp_path, monkeypatch):
    """Every way to name a file shows its name clean, and the command to go on with quoted."""
    course_of(tmp_path, SUITE, RIGHT, {"f": "(x)"})
    (tmp_path / ".grade").mkdir()
    monkeypatch.chdir(tmp_path)
    handed = tmp_path / EVIL.replace("/", "")
    handed.write_text(WRONG)
    for words in (
        ["ex01", handed.name],
        ["ex01", f"{handed.name}.absent"],
        [handed.name],
        ["ex01", "mine.py", handed.name],  # click refuses: the shell found two for a *
        ["ex01", f"--{handed.name}"],
        [f"--{handed.name}"],
    ):
        result = CliRunner().invoke(main, words)
        assert result.exit_code in (1, 2)
        assert is_clean(result.output), result.output
        # The one sentence that counts is the kit's own.
        assert not any(line.startswith("1 of 1") for line in result.output.split("\n"))
    result = CliRunner().invoke(main, ["ex01", handed.name])
    assert typed("grade", "ex01", handed.name) in result.output
    inner = tmp_path / f"of{EVIL}"
    course_of(inner, SUITE, RIGHT, {"f": "(x)"})
    result = CliRunner().invoke(
        main, ["ex01", os.path.join(inner.name, "exercises", f"{NAME}.py")]
    )
    assert result.exit_code == 2
    assert is_clean(result.output)
    assert "lies in another course" in result.output


@no_windows
def test_a_name_with_spaces_is_quoted_in_the_command(tmp_path, monkeypatch):
    """What the last lines say can be copied."""
    course_of(tmp_path, SUITE, RIGHT, {"f": "(x)"})
    (tmp_path / "my answer; rm -rf x.py").write_text(WRONG)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--seed").write_text(WRONG)
    told = CliRunner().invoke(main, ["ex01", "./--seed"]).output
    assert "grade ex01 ./--seed" in " ".join(told.split())
    told = CliRunner().invoke(main, ["ex01", "my answer; rm -rf x.py"]).output
    assert "grade ex01 'my answer; rm -rf x.py'" in " ".join(told.split())
