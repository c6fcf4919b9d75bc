"""No text of a command is forgotten: help, errors and small screens in the made-up language."""

import shutil

import pytest

from tests.kit.made_up import CLICK, forgotten, run
from tests.kit.workshop import commands


def test_a_forgotten_word_is_found():
    """A word outside brackets is found, also beside a sentence and inside a broken one."""
    inside = "\u27e6no \u27eapadding\u27eb here\u27e7"
    assert forgotten(f"{inside}  ex05  exercises/ex05_padding.py 3/9") == []
    assert forgotten(f"{inside} passed") == ["passed"]
    with pytest.raises(AssertionError, match="cut off"):
        forgotten(inside[:-1])
    with pytest.raises(AssertionError, match="cut off"):
        forgotten(inside[1:])


@pytest.mark.parametrize("words", [[], *([name] for name in sorted(commands()))], ids=str)
def test_help(made_up, words):
    """Help is translated: sentences, options, metavars; the list of commands with it."""
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert "\u27e6" in result.stdout
    assert forgotten(result.stdout, *CLICK) == []


def broken_table(folder):
    """Misspell a key of the course's table."""
    table = folder / "pyproject.toml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("[tool.grade]\ntitle", "[tool.grade]\ntitel"), "utf-8")


def no_exercises(folder):
    """Remove how exercises are judged."""
    shutil.rmtree(folder / "tests")


def an_edition(folder):
    """Put a pack in the place of the authors' sources."""
    no_exercises(folder)
    (folder / "datasets" / "suites.pack").write_bytes(b"no pack")


def spoiled(*parts):
    """Return a function that spoils a file of ex05."""

    def spoil(folder):
        folder.joinpath(*parts).write_bytes(b"\xff spoiled")

    return spoil


def removed(*parts):
    """Return a function that removes a file of ex05."""

    def remove(folder):
        folder.joinpath(*parts).unlink()

    return remove


HIDDEN = ("tests", "hidden", "ex05_padding")
ERRORS = {
    "no such exercise": (None, ["ex99"], 2),
    "nearly an exercise": (None, ["paddign"], 2),
    "several exercises": (None, ["show", "ex0"], 2),
    "no such language": (None, ["list", "--language", "em"], 2),
    "no language that is near": (None, ["list", "--language", "zz"], 2),
    "no argument": (None, ["new"], 2),
    "misspelt command": (None, ["hnit"], 2),
    "a command behind": (None, ["ex05", "hint"], 2),
    "two files": (None, ["ex05", "ex03", "a.py"], 2),
    "a file of no exercise": (
        lambda folder: (folder / "mine.py").write_text("x = 1\n"), ["mine.py"], 2
    ),
    "no such option": (None, ["list", "--all"], 2),
    "no number": (None, ["ex05", "--seed", "x"], 2),
    "no such sandbox": (None, ["ex05", "--sandbox", "box"], 2),
    "no solution yet": (None, ["show", "ex05", "--solution"], 2),
    "no solution": (removed("solutions", "ex03_softmax_ce.py"), ["show", "3", "--solution"], 2),
    "nobody answers": (
        lambda folder: (folder / "exercises" / "ex05_padding.py").write_text("x = 1\n"),
        ["reset", "ex05"], 2,
    ),
    "no stub": (removed(*HIDDEN, "stub.py"), ["reset", "ex05"], 2),
    "no hints": (removed(*HIDDEN, "exercise.toml"), ["hint", "ex05"], 2),
    "description": (spoiled(*HIDDEN, "exercise.toml"), ["list"], 3),
    "table": (broken_table, ["list"], 3),
    "no exercises": (no_exercises, [], 3),
    "pack": (an_edition, ["list"], 3),
    "no record": (removed("datasets", "references", "ex05_padding.record"), ["5"], 3),
    "record": (spoiled("datasets", "references", "ex05_padding.record"), ["5"], 3),
    "no suite": (removed(*HIDDEN, "test_ex05_padding.py"), ["ex05"], 3),
    "suite": (spoiled(*HIDDEN, "test_ex05_padding.py"), ["ex05"], 3),
    "no reference": (removed(*HIDDEN, "reference.py"), ["ex05", "--seed", "7"], 2),
    "all": (removed("datasets", "references", "ex05_padding.record"), ["all"], 3),
    "name of an exercise": (None, ["new", "Padding"], 2),
    "number is taken": (None, ["new", "ex05_other"], 2),
    "release into nowhere": (None, ["release", "nowhere/out.zip"], 2),
    "release of nothing": (None, ["release", "out.zip", "--no-try"], 2),
    "not proved": (removed(*HIDDEN, "mistakes.py"), ["verify", "ex05"], 1),
    "no such submissions": (None, ["batch", "nowhere", "--out", "out"], 2),
    "no such outcome": (
        None, ["batch", "nowhere", "--out", "out", "--regrade-outcome", "x"], 2
    ),
    "cluster": (
        None, ["batch", "exercises", "--out", "out", "--seed", "0", "--cluster", "nobody"], 2
    ),
    "no seed": (None, ["batch", "exercises", "--out", "out", "--seed", "x"], 2),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_error(begun, name):
    """Whatever is wrong with the course or the command line, all that is said is translated."""
    change, words, code = ERRORS[name]
    if change is not None:
        change(begun)
    result = run(*words)
    assert result.exit_code == code, result.output
    assert forgotten(result.stderr, *CLICK, r"(?m)^pad2d\b") == []


def test_outside_of_a_course(made_up, tmp_path, monkeypatch):
    """Where there is no course, that is said in the language of whoever asks."""
    monkeypatch.chdir(tmp_path)
    for words in ([], ["list"], ["ex05"], ["verify"], ["batch", "x", "--out", "y"]):
        result = run(*words)
        assert result.exit_code == 2
        assert forgotten(result.output) == []


def test_a_fault_of_the_kit(begun, monkeypatch):
    """An error that nobody foresaw is told in the reader's language too."""
    monkeypatch.setattr("grader.learn.progress.load", lambda root: 1 / 0)
    result = run("list")
    assert result.exit_code == 3
    assert "\u27e6" in result.stderr
    assert forgotten(result.stderr) == []


# Screens that hold no report: what is typed, what answers, the exit code.
SCREENS = {
    "reset": (["reset", "ex05"], None, 0),
    "reset of an answer": (["reset", "ex03", "--yes"], None, 0),
    "reset is asked for": (["reset", "ex03"], "n\n", 0),
    "drift": (["record", "--check", "ex05"], None, 0),
    "new": (["new", "ex31_trial"], None, 0),
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen(begun, name):
    """What a command prints is translated."""
    words, answer, code = SCREENS[name]
    shutil.copy(begun / "solutions" / "ex03_softmax_ce.py", begun / "exercises")
    result = run(*words, input=answer)
    assert result.exit_code == code, result.output
    assert forgotten(result.output, *CLICK) == []
    assert "\u27e6" in result.stdout


def test_broken_progress(begun):
    """That progress cannot be read is said in the reader's language."""
    (begun / ".grade" / "progress.json").write_text("{", encoding="utf-8")
    result = run("list")
    assert "\u27e6" in result.stderr
    assert forgotten(result.stderr) == []
