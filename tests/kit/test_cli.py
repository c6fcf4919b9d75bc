"""The command line: what it prints, where, and with which exit code."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile

import click
import pytest
from click.testing import CliRunner

from grader import command
from grader.cli import STUDENTS, main
from tests.kit.workshop import ROOT, commands, copy_of, written_to

COMMANDS = sorted(commands())
WRONG = """
def same_padding(kernel_size, dilation=1):
    return (1, 1)


def pad2d(x, pad, value=0.0):
    print("\uc548\ub155")
    raise KeyError("\ud55c\uae00")
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A copy of this course with two exercises."""
    root = tmp_path_factory.mktemp("original")
    return copy_of(root, "ex04_conv_output_size", "ex05_padding").root


@pytest.fixture
def folder(original, tmp_path, monkeypatch):
    """A fresh copy of those two exercises, and the working directory."""
    root = tmp_path / "course"
    shutil.copytree(original, root)
    (root / "wrong.py").write_text(WRONG, encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return root


def run(*words):
    """Run a command in this process; return the result with stdout and stderr apart."""
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), (
        result.exception
    )
    return result


def started(folder, *words, **variables):
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "grader", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        timeout=120,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    """Every command explains itself, and all of its options, in full sentences."""
    result = run(name, "--help")
    assert result.exit_code == 0
    command = commands()[name]
    assert command.help.strip()
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    """Every command is named in the README or in a page of docs/ as it is typed."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages if page.is_file())
    typed = r"grade ex\d\d" if name == "judge" else rf"grade {name}\b"
    assert re.search(typed, text), f"grade {name} is in no page"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name):
    """Every option of a command is named in the README or in a page of docs/."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages if page.is_file())
    options = [p for p in commands()[name].params if isinstance(p, click.Option)]
    assert [p.opts[0] for p in options if p.opts[0] not in text] == []


def test_the_group_lists_its_commands():
    """`grade --help` lists every command with a line about it; --version tells one."""
    told = run("--help").stdout
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\w", told, re.M), name
    assert run("-h").stdout == told
    assert re.fullmatch(r"grade, version \d+\.\d+\.\d+\n", run("--version").stdout)


def test_full_marks_exit_with_0(folder):
    """A solution passes: exit code 0, and nothing on stderr."""
    result = run("ex05", "solutions/ex05_padding.py")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Same answers as PyTorch" in result.stdout


@pytest.mark.parametrize(
    "file", ["wrong.py", "not_there.py", "exercises", "exercises/ex05_padding.py"]
)
def test_anything_else_of_a_student_exits_with_1(folder, file):
    """A wrong, missing or untouched file is a finding: exit code 1, nothing on stderr."""
    result = run("ex05", file)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "Traceback" not in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("ex99",),
        ("paddign",),
        ("ex",),
        ("show", "ex99"),
        ("hint", "ex99"),
        ("hint", "ex05", "2"),
        ("hnit",),
        ("show", "ex05", "--solution"),
        ("reset", "ex99", "--yes"),
        ("ex05", "--format", "yaml"),
        ("ex05", "--sandbox", "none"),
        ("ex05", "--seed", "-1"),
        ("ex05", "a.py", "b.py"),
        ("--nonsense",),
        ("new", "ex04_again"),
        ("new", "Perceptron"),
        ("new", "ex08_../../x"),
        ("verify", "ex99"),
        ("record", "ex99"),
    ],
)
def test_wrong_usage_exits_with_2(folder, words):
    """A command that cannot be carried out says why on stderr: exit code 2."""
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("words", [(), ("list",), ("ex05",), ("show", "5"), ("all",)])
def test_outside_of_a_course_is_wrong_usage(tmp_path, monkeypatch, words):
    """Outside of a course every command says where to go: exit code 2."""
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no course" in result.stderr
    assert "exercises/" in result.stderr


def test_a_file_elsewhere_is_judged_from_the_course(folder, tmp_path):
    """A file outside of every course is judged by the one of the working directory."""
    file = tmp_path / "handed_in.py"
    shutil.copy(folder / "solutions" / "ex05_padding.py", file)
    report = json.loads(run("ex05", str(file), "--format", "json").stdout)
    assert report["status"] == "passed"
    assert report["submission"]["path"] == "handed_in.py"


def test_a_named_course_judges_from_anywhere(folder, tmp_path, monkeypatch):
    """--course names the course from outside; its file is shown without outer parts."""
    monkeypatch.chdir(tmp_path)
    file = folder / "solutions" / "ex05_padding.py"
    result = run("padding", str(file), "--course", str(folder), "--format", "json")
    report = json.loads(result.stdout)
    assert report["status"] == "passed"
    assert report["submission"]["path"] == "solutions/ex05_padding.py"


DAMAGES = {
    "record absent": lambda record: record.unlink(),
    "record empty": lambda record: record.write_bytes(b""),
    "record cut": lambda record: record.write_bytes(record.read_bytes()[:-10]),
    "record of another version": lambda record: record.write_bytes(b"grade record 9\n" * 50),
    "length damaged": lambda record: record.write_bytes(
        record.read_bytes()[:20] + b"\0\x01\0" + record.read_bytes()[23:]
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_record_exits_with_3(folder, name):
    """Without a whole record nothing is marked: exit code 3 and the command that fixes it."""
    DAMAGES[name](folder / "datasets" / "references" / "ex05_padding.record")
    result = run("ex05", "wrong.py")
    assert result.exit_code == 3
    assert "grade record ex05" in result.stderr
    assert "points" not in result.stdout


def test_a_stale_record_exits_with_3(folder):
    """A suite that asks otherwise than its record is the kit's fault: exit code 3."""
    suite = folder / "tests" / "hidden" / "ex05_padding" / "test_ex05_padding.py"
    text = suite.read_text(encoding="utf-8")
    assert "ODD = [range(3, 4)" in text
    text = text.replace("ODD = [range(3, 4)", "ODD = [range(9, 10)")
    suite.write_text(text, encoding="utf-8")
    result = run("ex05", "wrong.py")
    assert result.exit_code == 3
    assert "newer than its record" in result.stderr
    assert "grade record ex05" in result.stderr


def test_data_that_is_missing_exits_with_3(folder):
    """A data set that the suite asks for and the course lacks is the kit's fault."""
    for path in (folder / "datasets").glob("*.npy"):
        path.unlink()
    result = run("ex05", "solutions/ex05_padding.py")
    assert result.exit_code == 3
    assert "fresh copy of the course" in result.stderr


@pytest.mark.parametrize(
    ("file", "code"),
    [("solutions/ex05_padding.py", 0), ("wrong.py", 1), ("not_there.py", 1)],
)
def test_json_is_exactly_one_object(folder, file, code):
    """--format json prints one JSON object on stdout and nothing else anywhere."""
    result = run("ex05", file, "--format", "json")
    assert (result.exit_code, result.stderr) == (code, "")
    report = json.loads(result.stdout)
    assert report["schema"] == 2
    assert report["exercise"] == "ex05_padding"
    assert all(letter.isprintable() or letter == "\n" for letter in result.stdout)
    assert str(folder) not in result.stdout


def test_json_of_a_failure_is_nothing_on_stdout(folder):
    """Where there is no report, stdout stays empty and stderr says why."""
    result = run("ex99", "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("words", [("ex05",), ("5",), ("padding",), ("judge", "ex05")])
def test_the_name_of_an_exercise_is_a_command(folder, words):
    """`grade ex05` judges the stub; `judge` can be left out."""
    result = run(*words)
    assert result.exit_code == 1
    assert result.stdout.startswith("ex05 padding   exercises/ex05_padding.py\n")
    assert "start here" in result.stdout


def test_the_heading_is_printed_before_judging(folder):
    """What is judged stands on the first line, before anything can take long."""
    (folder / "slow.py").write_text("import time; time.sleep(600)")
    toml = folder / "tests" / "hidden" / "ex05_padding" / "exercise.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(
        text + "\n[limits]\ncpu_seconds = 1.0\nwall_factor = 2.0\n", encoding="utf-8"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "ex05", "slow.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdout.readline() == b"ex05 padding   slow.py\n"
        early = process.poll()
        rest = process.stdout.read()
    assert early is None
    assert b"did not finish loading" in rest


def test_progress_follows_the_stub_only(folder):
    """The stub's own grading is remembered; another file's is not, nor another seed's."""
    run("ex05", "solutions/ex05_padding.py")
    assert not (folder / ".grade" / "progress.json").exists()
    shutil.copy(folder / "solutions" / "ex05_padding.py", folder / "exercises")
    assert "1 of 2 exercises" in run("ex05").stdout
    assert "done" in run("list").stdout
    assert "Next: ex04 convolution output size" in run().stdout


def test_the_command_to_go_on_with_judges_the_same(recorded_course, tmp_path, monkeypatch):
    """The last lines repeat file, seed and course: typed again they ask the same calls."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my try.py").write_text("def double(x):\n    return 3 * x\n")
    words = ["ex01", "my try.py", "--seed", "7", "--course", str(recorded_course.root)]
    first = run(*words)
    assert first.exit_code == 1
    told = " ".join(first.stdout.split())
    typed = told.partition(", then run ")[2].partition(" Stuck?")[0]
    assert shlex.split(typed) == ["grade", *words]
    assert run(*shlex.split(typed)[1:]).stdout == first.stdout
    assert "--seed" not in run("ex01", "my try.py", *words[4:]).stdout


def test_a_whole_way_through_the_course(folder):
    """Bare grade, show, hint, a wrong answer, full marks and all lead to the end."""
    assert "Begin with ex04" in run().stdout
    assert "Functions to write" in run("show", "4").stdout
    stub = folder / "exercises" / "ex04_conv_output_size.py"
    text = stub.read_text(encoding="utf-8")
    stub.write_text(text.replace('raise NotImplementedError("conv_output_size")', "return 1.5"))
    assert run("4").exit_code == 1
    assert "You are at ex04" in run().stdout
    first, second = run("hint", "4").stdout, run("hint", "4").stdout
    assert first.startswith("ex04 conv_output_size, hint 1 of")
    assert second.startswith("ex04 conv_output_size, hint 2 of")
    for name in ("ex04_conv_output_size", "ex05_padding"):
        shutil.copy(folder / "solutions" / f"{name}.py", folder / "exercises")
    result = run("all")
    assert result.exit_code == 0
    assert result.stdout.count("pass  ") == 2
    assert "All exercises are done." in run().stdout
    solution = (folder / "solutions" / "ex05_padding.py").read_text(encoding="utf-8")
    shown = run("show", "5", "--solution")
    assert shown.stdout == solution  # alone: it can be written into a file
    assert "Max pooling" in shown.stderr


def test_all_in_json_is_one_list(folder):
    """`grade all --format json` prints one list of reports, the worst exit code counts."""
    result = run("all", "--format", "json")
    assert result.exit_code == 1
    assert [report["exercise"] for report in json.loads(result.stdout)] == [
        "ex04_conv_output_size", "ex05_padding",
    ]  # fmt: skip


def test_all_judges_the_others_where_one_is_damaged(folder):
    """An exercise whose record is damaged costs the others nothing in `grade all`."""
    (folder / "datasets" / "references" / "ex04_conv_output_size.record").write_bytes(b"")
    result = run("all")
    assert result.exit_code == 3
    assert "ex05 padding" in result.stdout


def test_the_failing_call_can_be_run(folder):
    """The script that the screen names runs from there and shows the student's error."""
    assert "python .grade/failing_call.py" in run("ex05", "wrong.py").stdout
    finished = subprocess.run(
        [sys.executable, ".grade/failing_call.py"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert finished.stdout.startswith("(1, 1)\n"), finished.stderr
    assert finished.returncode == 1


@pytest.mark.parametrize(("encoding", "letters"), [("utf-8", True), ("cp949", False)])
def test_json_has_letters_where_it_is_utf8(folder, encoding, letters):
    """`--format json` writes a name as it is read on UTF-8, and escapes it elsewhere."""
    (folder / "숙제.py").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "grader", "padding", "숙제.py", "--format", "json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0",
             "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert ('"숙제.py"'.encode() in done.stdout) == letters
    assert json.loads(done.stdout)["submission"]["path"] == "숙제.py"


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp949", "ascii", "latin-1", "utf-8", "cp437:strict"])
def test_no_console_is_too_narrow(folder, encoding):
    """Korean text on any console costs its letters at most, never the screen."""
    finished = started(folder, "ex05", "wrong.py", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert finished.returncode == 1, finished.stderr
    assert finished.stderr == b""
    screen = finished.stdout.decode(encoding.partition(":")[0], "replace")
    assert "KeyError" in screen
    assert "Edit wrong.py, then run   grade ex05 wrong.py" in screen
    if encoding in ("cp949", "utf-8"):
        assert "\ud55c\uae00" in screen


def test_an_error_on_a_narrow_console_is_told(folder):
    """Names that the console cannot print are replaced in errors as well."""
    finished = started(folder, "\ud55c\uae00", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert finished.returncode == 2
    assert b"there is no exercise" in finished.stderr
    assert b"Traceback" not in finished.stderr


def test_a_reader_that_goes_away_is_no_traceback(folder):
    """`grade ex05 | head -1` ends without a traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "ex05", "wrong.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    process.wait(60)
    assert errors == b""
    assert not list((folder / ".grade").glob("fault-*"))


def on_a_terminal(folder, **variables):
    """Return what `grade ex05 wrong.py` writes to a terminal."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "ex05", "wrong.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **variables},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    told = written_to(ours)
    process.wait(60)
    return told


@pytest.mark.skipif(os.name != "posix", reason="pseudo terminals are POSIX's")
def test_colour_is_for_terminals_that_want_it(folder):
    """A terminal gets colour, NO_COLOR and a pipe get none, and the words are the same."""
    # On a busy machine a line about what is asked comes and goes.
    gone = re.compile(rb"(?:\r[^\r\n]+)+\r")
    coloured = gone.sub(b"", on_a_terminal(folder))
    bare = gone.sub(b"", on_a_terminal(folder, NO_COLOR="1"))
    assert b"\x1b[" in coloured
    assert b"\x1b" not in bare
    assert re.sub(rb"\x1b\[[\d;]*m", b"", coloured) == bare
    assert b"\x1b" not in started(folder, "ex05", "wrong.py").stdout


def test_a_program_may_be_told_errors_as_json(folder):
    """With GRADE_ERRORS=json standard output is one object also where nothing was judged."""
    told = started(folder, "ex99", "--format", "json", GRADE_ERRORS="json")
    error = json.loads(told.stdout)["error"]
    assert (told.returncode, told.stderr) == (2, b"")
    assert set(error) == {"exit_code", "message", "hint"}
    assert (error["exit_code"], "ex99" in error["message"]) == (2, True)
    usual = started(folder, "ex99", "--format", "json")
    assert (usual.returncode, usual.stdout) == (2, b"")
    assert usual.stderr.startswith(b"error: ")


@pytest.mark.parametrize("part", ["reference.py", "mistakes.py", "solution"])
def test_judging_needs_no_source_of_the_authors(folder, part):
    """Without references, mistakes or solutions a file is judged and explained as with them."""
    file = "exercises/../wrong.py"
    due = json.loads(run("ex05", file, "--format", "json").stdout)
    hidden = folder / "tests" / "hidden" / "ex05_padding"
    (folder / "solutions" / "ex05_padding.py" if part == "solution" else hidden / part).unlink()
    report = json.loads(run("ex05", file, "--format", "json").stdout)
    assert [(c["outcome"], c["reason"], c["diagnoses"]) for c in report["checks"]] == [
        (c["outcome"], c["reason"], c["diagnoses"]) for c in due["checks"]
    ]


WITHOUT_TORCH = "import sys; sys.modules['torch'] = None; from grader.cli import main; main()"


@pytest.mark.parametrize(
    "words", [("ex05", "--seed", "7"), ("verify",), ("record", "5"), ("record", "--check")]
)
def test_without_pytorch_one_sentence_says_so(folder, words):
    """What needs PyTorch says so and how to install it: exit code 2, no traceback."""
    finished = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert finished.returncode == 2
    assert "needs PyTorch, which is not installed" in finished.stderr
    assert "pip install torch==" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_another_seed_without_references_is_wrong_usage(folder):
    """Where a course ships no references another seed cannot be judged: exit code 2."""
    (folder / "tests" / "hidden" / "ex05_padding" / "reference.py").unlink()
    result = run("ex05", "--seed", "7")
    assert result.exit_code == 2
    assert "this seed has no record" in result.stderr


def test_new_writes_an_exercise_that_verify_leads_through(folder):
    """`grade new` writes the files, and a second time refuses to."""
    result = run("new", "ex08_perceptron")
    assert result.exit_code == 0
    assert result.stdout.count("wrote ") == 7
    assert "grade verify ex08" in result.stdout
    assert run("show", "8").exit_code == 0
    assert run("new", "ex08_other").exit_code == 2


@pytest.fixture(scope="module")
def for_students(tmp_path_factory):
    """The kit without the rooms of authors and of instructors."""
    folder = tmp_path_factory.mktemp("kit")
    left_out = shutil.ignore_patterns("author", "classroom", "__pycache__")
    shutil.copytree(ROOT / "grader", folder / "grader", ignore=left_out)
    return folder


# Nothing is found where the kit was installed from.
WITHOUT_INSTALLATION = (
    "import sys; sys.meta_path[:] = [f for f in sys.meta_path if 'Editable' not in str(f)]; "
    "from grader.cli import main; main(prog_name='grade')"
)


def as_student(kit, folder, *words):
    """Run a command of a kit that lies in a folder, and of nothing else."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_INSTALLATION, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(kit)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def test_an_edition_lists_what_it_has(folder, for_students):
    """Without the other rooms --help lists the students' commands, and they work."""
    told = as_student(for_students, folder, "--help").stdout
    listed = re.findall(r"^  (\w+)  ", told.partition("Commands:")[2], re.M)
    assert listed == ["all", "debug", "hint", "judge", "list", "reset", "show", "watch"]
    assert as_student(for_students, folder, "list").returncode == 0


def test_in_an_edition_help_lists_what_works(folder):
    """A course with a pack in place of sources has no command that needs the sources."""
    shutil.rmtree(folder / "tests" / "hidden")
    with zipfile.ZipFile(folder / "datasets" / "suites.pack", "w") as pack:
        pack.writestr("ex05_padding/exercise.toml", 'title = "Padding"')
    listed = re.findall(r"^  (\w+)  ", run("--help").stdout.partition("Commands:")[2], re.M)
    assert listed == ["all", "debug", "hint", "judge", "list", "reset", "show", "watch"]


@pytest.mark.parametrize("name", ["batch", "new", "record", "release", "verify"])
def test_what_an_edition_lacks_says_so(folder, for_students, name):
    """A command that an edition does not have is named, and taken for no exercise."""
    result = as_student(for_students, folder, name, "ex05")
    assert (result.returncode, result.stdout) == (2, "")
    assert f"grade {name} needs the whole course" in result.stderr


@pytest.mark.parametrize(
    "words", [["--language", "em", "list"], ["list", "--language", "em"], ["--language=em"]]
)
def test_an_unknown_language_is_an_error(folder, words):
    """--language tells which languages there are, and the nearest; exit code 2."""
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no language 'em'" in result.stderr
    assert "did you mean en?" in result.stderr


def test_a_language_is_chosen_before_or_after_the_command(folder, monkeypatch):
    """--language may stand anywhere, and wins over the course and the environment."""
    for words in (
        ["--language", "en-XA", "reset", "ex05"],
        ["reset", "ex05", "--language", "en-XA"],
        ["reset", "--language=en-XA", "ex05", "--language=en-XA"],
    ):
        assert "\u27e6Nothing was changed.\u27e7" in run(*words).stdout
    assert "\u27e6" in run("ex99", "--language", "en-XA").stderr
    monkeypatch.setenv("GRADE_LANGUAGE", "en-XA")
    assert "\u27e6Nothing was changed.\u27e7" in run("reset", "ex05").stdout
    assert "\u27e6" not in run("reset", "ex05", "--language", "en").stdout
    assert "\u27e6" in run("--language", "en-XA", "--help").stdout


def test_the_course_chooses_where_nobody_else_does(folder, monkeypatch):
    """`language` in the course's table is spoken in it, also where it is named from outside."""
    table = folder / "pyproject.toml"
    text = table.read_text(encoding="utf-8")
    table.write_text(
        text.replace("[tool.grade]", '[tool.grade]\nlanguage = "en-XA"'), encoding="utf-8"
    )
    assert "\u27e6" not in run("reset", "ex05").stdout
    monkeypatch.delenv("GRADE_LANGUAGE")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "\u27e6Nothing was changed.\u27e7" in run("reset", "ex05").stdout
    monkeypatch.chdir(folder.parent)
    file = folder / "exercises" / "ex05_padding.py"
    assert "\u27e6" in run("ex99", str(file), "--course", str(folder)).stderr
    monkeypatch.setenv("GRADE_LANGUAGE", "no such language")
    assert "\u27e6" not in run("ex99", str(file)).stderr


WAYS = [
    "ex5",
    "5",
    "padding",
    "exercises/ex05_padding.py",
    "ex05_padding.py",
    "./exercises/ex05_padding.py",
]


@pytest.mark.parametrize("word", WAYS)
def test_an_exercise_is_named_as_one_likes(folder, word):
    """A number, a part of the name and the path of its file all judge the course's own file."""
    shutil.copy(folder / "solutions" / "ex05_padding.py", folder / "exercises")
    result = run(word)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("ex05 padding   exercises/ex05_padding.py\n")
    assert "1 of 2 exercises" in result.stdout  # it counts as progress


def test_a_path_of_another_file_is_judged_for_the_exercise_in_its_name(folder):
    """`grade ex05_my_try.py` judges that file; a name without an exercise is asked for one."""
    shutil.copy(folder / "wrong.py", folder / "ex05_my_try.py")
    result = run("ex05_my_try.py")
    assert result.exit_code == 1
    assert result.stdout.startswith("ex05 padding   ex05_my_try.py\n")
    assert "grade ex05 ex05_my_try.py" in result.stdout
    refused = run("wrong.py")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "the name of wrong.py does not begin with an exercise" in refused.stderr
    assert "grade ex05 wrong.py" in refused.stderr


@pytest.mark.parametrize(
    "words",
    [("ex04", "ex05"), ("4", "padding"),
     ("exercises/ex04_conv_output_size.py", "exercises/ex05_padding.py")],
)  # fmt: skip
def test_several_exercises_are_judged_one_line_each(folder, words):
    """`grade ex04 ex05` is a line for each, then how to see all about the first wrong one."""
    shutil.copy(folder / "solutions" / "ex04_conv_output_size.py", folder / "exercises")
    result = run(*words)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line[:10] for line in lines[:2]] == ["pass  ex04", "----  ex05"]
    assert lines[2:] == ["", "All about one:   grade ex05"]
    report = json.loads(run(*words, "--format", "json").stdout)
    assert [one["exercise"][:4] for one in report] == ["ex04", "ex05"]


def test_several_files_are_refused(folder):
    """Another file than the course's own is judged alone, and that is said."""
    result = run("ex04", "ex05", "wrong.py")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "judge it alone:   grade ex04 wrong.py" in result.stderr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["hnit", "ex05"], "grade hint ex05"),
        (["shwo", "ex05", "--solution"], "grade show ex05 --solution"),
        (["lst"], "grade list"),
        (["help"], "grade --help"),
        (["version"], "grade --version"),
        (["ex05", "hint"], "grade hint ex05"),
        (["verfy", "ex05"], "grade verify ex05"),
    ],
)
def test_a_misspelt_command_is_named(folder, words, meant):
    """A word that is nearly a command, or stands behind the exercise, is answered with it."""
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"did you mean   {meant}\n" in result.stderr


def test_what_is_nearer_to_an_exercise_is_none_of_a_command(folder):
    """A misspelt exercise is still answered with exercises, and an exercise wins."""
    assert "did you mean one of these: padding" in run("paddign").stderr
    assert run("conv").exit_code == 1  # judged


def test_all_commands_of_students_are_known_behind_an_exercise():
    """The list of words that are commands in the wrong place is that of the commands."""
    assert set(command.COMMANDS) == STUDENTS.keys() - {"judge"}


def test_python_can_run_the_kit_as_a_module(folder):
    """`python -m grader` is `grade`."""
    done = subprocess.run(
        [sys.executable, "-m", "grader", "list"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert b"ex05 padding" in done.stdout


def test_bare_commands_mean_the_exercise_one_is_at(folder):
    """Without a name `show`, `hint` and `reset` are about the exercise at hand."""
    assert "Ex04" in run("show").stdout  # the first that is not done
    assert run("ex05").exit_code == 1
    assert "Ex05" in run("show").stdout  # the one judged last
    assert run("hint").stdout.startswith("ex05 ")
    stub = folder / "exercises" / "ex05_padding.py"
    text = stub.read_text(encoding="utf-8")
    stub.write_text(text + "# mine\n", encoding="utf-8")
    assert "exercises/ex05_padding.py" in run("reset", "--yes").stdout
    assert stub.read_text(encoding="utf-8") == text


def test_a_bare_solution_is_that_of_the_last_one_done(folder):
    """`grade show --solution` shows what was just reached; before, that none is done."""
    refused = run("show", "--solution")
    assert refused.exit_code == 2
    assert "no exercise is done yet" in refused.stderr
    for name in ("ex05_padding", "ex04_conv_output_size"):
        shutil.copy(folder / "solutions" / f"{name}.py", folder / "exercises")
        assert run(name).exit_code == 0
    assert run("show", "--solution").stdout.startswith('"""Ex04')
    nothing = run("show")
    assert (nothing.exit_code, nothing.stdout) == (2, "")
    assert "all exercises are done" in nothing.stderr


def test_a_missing_file_is_put_back_by_reset(folder):
    """Where the course's own file is gone, the screen says how to get it back."""
    stub = folder / "exercises" / "ex05_padding.py"
    stub.unlink()
    told = run("ex05").stdout
    assert told.rstrip().endswith("Put the course's file there:   grade reset ex05")
    assert run("reset", "ex05").exit_code == 0
    assert stub.is_file()
    assert "grade reset" not in run("ex05", "not_there.py").stdout


def test_an_emptied_file_is_offered_a_new_beginning(folder):
    """A file with none of the functions is told of `grade reset`."""
    (folder / "exercises" / "ex05_padding.py").write_text("x = 1\n")
    assert "Begin anew:  grade reset ex05" in run("ex05").stdout


@pytest.mark.parametrize("words", [("ex05",), ("all",), ("ex04", "ex05")])
def test_progress_that_is_not_kept_is_said(folder, words):
    """In a folder that cannot be written to the verdict is told, and that nothing is kept."""
    shutil.copy(folder / "solutions" / "ex05_padding.py", folder / "exercises")
    (folder / ".grade").write_text("a file where the folder should be")
    result = run(*words)
    assert "pass  " in result.stdout
    assert result.stderr == (
        "note:  progress is not kept: .grade/progress.json cannot be written here\n"
    )
    (folder / ".grade").unlink()
    assert run(*words).stderr == ""


def test_what_a_solution_shows_is_told_once(folder):
    """The first full marks bring a paragraph, later ones the command that shows it."""
    shutil.copy(folder / "solutions" / "ex05_padding.py", folder / "exercises")
    first, second = run("ex05").stdout, run("ex05").stdout
    assert "one slice instead of four strips" in " ".join(first.split())
    assert "The solution:   grade show ex05 --solution" in first
    assert "four strips" not in second
    assert "The solution, and what it shows:   grade show ex05 --solution" in second
    assert "four strips" in run("show", "ex05").stdout
    assert "four strips" not in run("show", "ex04").stdout


def test_without_a_solution_the_paragraph_is_with_the_statement(folder):
    """An edition has no solutions: there `grade show` has what was told once."""
    (folder / "solutions" / "ex05_padding.py").replace(folder / "exercises" / "ex05_padding.py")
    first, second = run("ex05").stdout, run("ex05").stdout
    assert "four strips" in " ".join(first.split())
    assert "--solution" not in first + second
    assert "What it shows:   grade show ex05\n" in second
