"""Shells complete commands and the names of exercises, quickly and without a word of error."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.kit.test_docs import GRADE, SHIM
from tests.kit.workshop import ROOT, copy_of

NAMES = ["ex04_conv_output_size", "ex05_padding"]
COMPLETED = """
eval "$(_GRADE_COMPLETE=bash_source grade)"
COMP_WORDS=({words})
COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
# What Tab calls is what `complete` registered; it needs no terminal but for compopt.
compopt() {{ printf 'option %s %s\n' "$@"; }}
$(complete -p grade | sed 's/.*-F \\([^ ]*\\) .*/\\1/') grade
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A course of two exercises, with the command `grade` beside it."""
    root = tmp_path_factory.mktemp("completion")
    copy_of(root, *NAMES)
    program = root / "bin" / "grade"
    program.parent.mkdir()
    words = GRADE.replace("from grader", 'import sys; sys.argv[0] = "grade"; from grader')
    program.write_text(SHIM.format(python=sys.executable, words=words))
    program.chmod(0o755)
    return root


def environment(folder, **variables):
    """Return the variables of a shell that finds `grade`."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), **variables}


def in_bash(folder, words):
    """Return what Tab offers in bash after these words; the last one may be empty."""
    done = subprocess.run(
        ["bash", "--norc", "-c", COMPLETED.format(words=words)],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


def protocol(folder, shell, words, last):
    """Return what `grade` answers when a shell's script asks it."""
    return subprocess.run(
        [str(folder / "bin" / "grade")],
        cwd=folder,
        env=environment(
            folder, COMP_WORDS=words, COMP_CWORD=last, _GRADE_COMPLETE=f"{shell}_complete"
        ),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("grade ex0", NAMES),
        ("grade ex05", ["ex05_padding"]),
        ("grade pad", ["padding"]),
        ("grade show ex0", NAMES),
        ("grade hint ''", NAMES),
        ("grade reset conv", ["conv_output_size"]),
        ("grade judge ex05", ["ex05_padding"]),
        ("grade verify ex04 ex05", ["ex05_padding"]),
        ("grade batch submissions ex05", ["ex05_padding"]),
        ("grade sh", ["show"]),
        ("grade show --s", ["--solution"]),
        ("grade ex05 --fo", ["--format"]),
        ("grade ex05 --format j", ["json"]),
        ("grade ex05 solutions/", ["option -o default", ""]),
        ("grade show nothing", [""]),
    ],
)
def test_bash_completes(folder, words, offered):
    """In a real bash, with the script that `grade` itself gives, Tab offers what fits."""
    assert in_bash(folder, words) == offered


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_first_word_is_a_command_or_an_exercise(folder):
    """An empty first word offers all commands, then all exercises."""
    offered = in_bash(folder, "grade ''")
    assert offered[-2:] == NAMES
    assert {"all", "hint", "list", "reset", "show"} <= set(offered)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_script(folder, shell):
    """`grade` prints a script for each of the three shells that asks it by name."""
    done = subprocess.run(
        [str(folder / "bin" / "grade")],
        cwd=folder,
        env=environment(folder, _GRADE_COMPLETE=f"{shell}_source"),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_GRADE_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.parametrize(
    ("shell", "last"), [("bash", "2"), ("zsh", "2"), ("fish", "ex0")], ids=str
)
def test_every_shell_is_answered(folder, shell, last):
    """Whichever shell's script asks, the exercises are in the answer, and no error."""
    done = protocol(folder, shell, "grade show ex0", last)
    assert (done.returncode, done.stderr) == (0, "")
    assert [name in done.stdout for name in NAMES] == [True, True]


def test_outside_of_a_course_nothing_is_offered(folder, tmp_path):
    """Tab in another folder offers no exercise and prints no error."""
    done = subprocess.run(
        [str(folder / "bin" / "grade")],
        cwd=tmp_path,
        env=environment(
            folder, COMP_WORDS="grade show ex0", COMP_CWORD="2", _GRADE_COMPLETE="bash_complete"
        ),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


MODULES = (
    "import sys; sys.argv[0] = 'grade'\n"
    "from grader.cli import main\n"
    "try:\n    main(prog_name='grade')\n"
    "finally:\n    print(*sys.modules)\n"
)


def test_completion_imports_neither_numpy_nor_pytest(folder):
    """A person who presses Tab does not wait for what only judging needs."""
    done = subprocess.run(
        [sys.executable, "-c", MODULES],
        cwd=folder,
        env=environment(
            folder, COMP_WORDS="grade ex0", COMP_CWORD="1", _GRADE_COMPLETE="bash_complete"
        ),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "plain,ex05_padding" in done.stdout
    modules = set(done.stdout.split("\n")[-2].split())
    assert "grader.cli" in modules
    assert not modules & {"numpy", "pytest", "psutil", "rich", "pygments", "watchfiles"}
