"""The documentation is true: its sessions run as shown, and it leaves nothing out.

A ```console block is a terminal session in a copy of the course, one copy for each
document. Lines that begin with `$ ` are commands, the lines below are all that they
print; a line `...` stands for any lines. A comment before a block copies a file first:

    <!-- file: docs/sessions/top_and_bottom.py -> exercises/ex05_padding.py -->

What must not run here (installing, or minutes of work) stands in ```sh blocks. After a
change of the screens, write the printed lines anew, and read them before you keep them:

    python -m tests.kit.test_docs --write [DOCUMENT]...
"""

import ast
import dataclasses
import difflib
import importlib
import importlib.util
import inspect
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import types
import typing
from pathlib import Path

import click
import pytest

from grader.cli import main
from grader.course import Course, Limits, find_course
from grader.errors import UsageError
from grader.learn.progress import Standing
from grader.report import Aspect, Comparison, Diagnosis, Outcome, Panel, Reason, Report
from grader.words.conditions import CONDITIONS
from grader.words.notes import NOTES
from grader.words.reasons import SENTENCES
from tests.kit.workshop import commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EVERY_PAGE = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)

# What a session may run; everything else belongs in a ```sh block.
PROGRAMS = {"cat", "cp", "echo", "grade", "ls", "python", "rm"}
SECONDS = 240  # nobody waits longer than this for one command of a page
SLOW = {"authors.md", "instructors.md"}  # PyTorch is imported by most of their commands
COPIED = ("exercises", "solutions", "tests/hidden", "datasets", "docs/sessions")
NEEDS_TORCH = re.compile(r"^\$ grade (verify|record|batch)|^\$ grade .*--seed [1-9]", re.M)

# What differs from run to run, or from machine to machine.
VARYING = (
    (re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d[:\d]*( UTC|\+00:00)"), "TIME"),
    (re.compile(r"(today|yesterday) \d\d:\d\d$"), "TIME"),
    (re.compile(r"\.\d{4}-\d\d-\d\d-\d{4}\.py"), ".TIME.py"),
    (re.compile(r'"(seconds|idle)": [\d.e-]+'), r'"\1": TIME'),
    (re.compile(r'"\d+\.\d+\.\w+"'), "VERSION"),
    (re.compile(r'"[0-9a-f]{16,64}"'), "DIGEST"),
    (re.compile(r"[\d,]+ bytes in "), "SIZE bytes in "),
    (re.compile(r"judged, in \d+ s"), "judged, in TIME"),
    (re.compile(r"bubblewrap, \d+ at a time"), "bubblewrap, CORES at a time"),
)

SHIM = """#!/bin/sh
exec '{python}' {words} "$@"
"""
GRADE = "-c 'from grader.cli import main; main(prog_name=\"grade\")'"


def short(path):
    """Return a page's name for messages and test names."""
    return path.relative_to(ROOT).as_posix()


@dataclasses.dataclass
class Block:
    """A fenced block: its language, first line (from 0), lines, and files copied first."""

    language: str
    start: int
    lines: list
    files: list


@dataclasses.dataclass
class Step:
    """A command of a session: its line in the page, and the lines that it shall print."""

    command: str
    start: int
    printed: list


def blocks_of(text):
    """Return all fenced blocks of a page."""
    found, files, inside = [], [], None
    for number, line in enumerate(text.splitlines()):
        copied = re.fullmatch(r"<!-- file: (\S+) -> (\S+) -->", line.strip())
        if inside is not None and line.strip() == "```":
            found.append(inside)
            inside = None
        elif inside is not None:
            inside.lines.append(line)
        elif line.startswith("```"):
            inside = Block(line[3:].strip(), number + 1, [], files)
            files = []
        elif copied:
            files.append(copied.groups())
        elif line.strip():
            assert not files, f"line {number + 1}: a file is copied, but no block follows"
    assert inside is None, "a fence is never closed"
    return found


def steps_of(block):
    """Return the commands of a session with what they print."""
    steps = []
    for number, line in enumerate(block.lines, block.start):
        if line.startswith("$ "):
            steps.append(Step(line[2:], number + 1, []))
        else:
            assert steps, f"line {number + 1}: printed lines before the first command"
            steps[-1].printed.append(line)
    return steps


class Terminal:
    """A copy of the course in which the commands of one page run, one after the other."""

    def __init__(self, folder):
        # Its name appears in some messages.
        self._course = folder / "deep-learning-exercise-kit"
        for name in COPIED:
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, self._course / name, ignore=ignored)
        shutil.copy(ROOT / "pyproject.toml", self._course)
        programs = folder / "bin"
        programs.mkdir()
        for name, words in (("grade", GRADE), ("python", "")):
            path = programs / name
            path.write_text(SHIM.format(python=sys.executable, words=words))
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        self._environment = {
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "COLUMNS": "80",
        }
        self._code = 0
        self._time = 0

    def copy(self, source, target):
        """Copy a file of the course to another place in it."""
        (self._course / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self._course / source, self._course / target)
        # Each newer than the one before, also where a disk keeps coarse times.
        self._time = max(time.time_ns(), self._time + 10_000_000)
        os.utime(self._course / target, ns=(self._time, self._time))

    def run(self, command):
        """Run a command; return the lines that it prints, without trailing empty ones."""
        program = command.split()[0]
        assert program in PROGRAMS, f"{program} belongs in a ```sh block"
        done = subprocess.run(
            ["sh", "-c", f"(exit {self._code})\n{command}"],
            cwd=self._course,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=SECONDS,
        )
        self._code = done.returncode
        text = done.stdout.replace(str(self._course.resolve()), f"~/{self._course.name}")
        return [line.rstrip() for line in text.rstrip().split("\n")] if text.strip() else []


def play(text):
    """Run all sessions of a page; yield each step with the lines that it printed."""
    sessions = [block for block in blocks_of(text) if block.language == "console"]
    if not sessions:
        return
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(Path(folder))
        for block in sessions:
            for source, target in block.files:
                terminal.copy(source, target)
            for step in steps_of(block):
                yield step, terminal.run(step.command)


def usual(line):
    """Return a line without what differs from run to run."""
    for pattern, word in VARYING:
        line = pattern.sub(word, line)
    return line.rstrip()


def without_end(lines):
    """Return lines without the empty ones at their end."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def agrees(shown, printed):
    """Whether printed lines are those that a page shows; `...` stands for any lines."""
    shown = [usual(line) for line in without_end(shown)]
    printed = [usual(line) for line in printed]
    parts = [[]]
    for line in shown:
        if line == "...":
            parts.append([])
        else:
            parts[-1].append(line)
    if len(parts) == 1:
        return parts[0] == printed
    first, *middle, last = parts
    if printed[: len(first)] != first or (last and printed[-len(last) :] != last):
        return False
    at, end = len(first), len(printed) - len(last)
    for part in middle:
        while at + len(part) <= end and printed[at : at + len(part)] != part:
            at += 1
        at += len(part)
    return at <= end


def refreshed(shown, printed):
    """Return the lines that a page shall show; those that still hold stay as they are."""
    tail = shown[len(without_end(shown)) :]
    shown = without_end(shown)
    if agrees(shown, printed):
        return shown + tail
    if not shown:
        return printed + tail
    before, after = [usual(line) for line in shown], [usual(line) for line in printed]
    kept = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            kept += shown[i1:i2]
            continue
        old, new = shown[i1:i2], printed[j1:j2]
        if "..." not in old:
            kept += new
            continue
        # As many lines stay around the dots as there were.
        head = old.index("...")
        rest = len(old) - old[::-1].index("...")
        foot = len(old) - rest
        kept += [*new[:head], "...", *(new[max(head, len(new) - foot) :] if foot else [])]
    # Where that cannot be right, show everything.
    return (kept if agrees(kept, printed) else printed) + tail


def write(pages):
    """Write the printed lines of pages anew; return the pages that changed."""
    changed = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        lines = text.split("\n")
        # From the last to the first, so that line numbers above stay true.
        for step, printed in sorted(play(text), key=lambda pair: -pair[0].start):
            end = step.start + len(step.printed)
            lines[step.start : end] = refreshed(step.printed, printed)
        written = TABLE.sub(lambda _: table_of_exercises(), "\n".join(lines))
        if written != text:
            page.write_text(written, encoding="utf-8")
            changed.append(page)
    return changed


TABLE = re.compile(r"^\| track \| exercise .*?(?=^$)", re.MULTILINE | re.DOTALL)


def table_of_exercises():
    """Return the exercises as rows of a page, in the order for learning."""
    course = find_course(ROOT)
    rows, last = ["| track | exercise | | functions |", "|---|---|---|---|"], ""
    for name in course.order:
        exercise = course.find(name)
        functions = ", ".join(f"`{one}`" for one in functions_of(exercise.stub))
        track = "" if exercise.track == last else exercise.track
        last = exercise.track
        rows.append(f"| {track} | {exercise.id} | {exercise.title} | {functions} |")
    return "".join(f"{row}\n" for row in rows)


def functions_of(stub):
    """Return the names of the functions that a stub has."""
    tree = ast.parse(stub.read_text(encoding="utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_readme_lists_every_exercise():
    """README's table has every exercise with its title and functions, in their order."""
    (shown,) = TABLE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown == table_of_exercises()


def pages():
    """Parametrize a test over the pages for users."""
    return pytest.mark.parametrize("page", PAGES, ids=short)


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[pytest.mark.slow] * (page.name in SLOW)) for page in PAGES],
    ids=short,
)
def test_sessions_run_as_shown(page):
    """Every command of a terminal session prints what its page shows."""
    if shutil.which("sh") is None:
        pytest.skip("sessions are written for a POSIX shell")
    text = page.read_text(encoding="utf-8")
    if NEEDS_TORCH.search(text) and importlib.util.find_spec("torch") is None:
        pytest.skip("this page asks PyTorch")
    wrong = []
    for step, printed in play(text):
        if not agrees(step.printed, printed):
            shown = without_end(step.printed)
            told = difflib.unified_diff(shown, printed, "shown", "printed", lineterm="")
            wrong.append(f"{short(page)}:{step.start}: $ {step.command}\n" + "\n".join(told))
    cure = "\n\nread the difference; then: python -m tests.kit.test_docs --write"
    assert not wrong, "\n\n".join(wrong) + cure


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b", ""], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "..."], ["a", "b"], True),
        (["a", "...", "c"], ["a", "b", "b", "c"], True),
        (["...", "b", "...", "d"], ["a", "b", "c", "d"], True),
        (["...", "x", "...", "d"], ["a", "b", "c", "d"], False),
        (["a", "...", "a"], ["a"], False),
        (['"seconds": 0.25'], ['"seconds": 1e-05'], True),
        (["12 of 16"], ["13 of 16"], False),
    ],
)
def test_comparison_tells_a_changed_line(shown, printed, same):
    """A session fails where a line changed, and only dots and what varies are free."""
    assert agrees(shown, printed) is same


def test_writing_keeps_dots_and_what_varies():
    """Writing a session anew keeps its dots, and lines that differ in what varies only."""
    shown = ["one", "...", '"seconds": 0.25', "old", ""]
    printed = ["one", "two", "three", '"seconds": 0.5', "new"]
    assert refreshed(shown, printed) == ["one", "...", '"seconds": 0.25', "new", ""]
    assert refreshed([], printed) == printed


def test_every_command_and_option_is_documented():
    """Every command and every option of the command line is named in the pages."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    # click keeps the first help option that it makes of a command.
    context = click.Context(main, **main.context_settings)
    asked = {"grade": main} | {f"grade {name}": command for name, command in commands().items()}
    words = [*asked]
    for command in asked.values():
        assert command.help, f"{command.name} has no help"
        words += [
            option
            for parameter in command.get_params(context)
            for option in parameter.opts
            if option.startswith("-")
        ]
    absent = [word for word in words if not re.search(rf"(?<![\w-]){word}(?![\w-])", text)]
    assert not absent


@pages()
def test_named_commands_exist(page):
    """Every `grade ...` in the text is a command, or names an exercise, or its path."""
    for word in re.findall(r"`grade ([a-z][\w/]*(?:\.py)?)", page.read_text(encoding="utf-8")):
        if word not in commands() and not re.fullmatch(r"ex(\d\d|NN)", word):
            try:
                Course(ROOT).find(word)
            except UsageError:
                pytest.fail(f"there is no command: grade {word}")


def anchors_of(page):
    """Return the anchors that the headings of a page become."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {words.strip().replace(" ", "-") for words in plain}


@pytest.mark.parametrize("page", EVERY_PAGE, ids=short)
def test_links_lead_somewhere(page):
    """Every relative link leads to a file or folder, and its anchor to a heading."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    text = re.sub(r"`[^`\n]*`", "", text)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in anchors_of(target), f"{short(target)} has no heading {anchor}"


def first_cells(page, heading=""):
    """Return the code spans in the first column of the tables below a heading."""
    text = page.read_text(encoding="utf-8")
    if heading:
        assert heading in text, f"{short(page)} has no heading {heading!r}"
        text = re.split(r"^#", text.partition(heading)[2], maxsplit=1, flags=re.M)[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
    return [word for cell in rows for word in re.findall(r"`([^`]+)`", cell)]


def rows_of(page, heading, level):
    """Return the code spans of each cell of the tables below a heading of some level."""
    text = page.read_text(encoding="utf-8")
    assert heading in text, f"{short(page)} has no heading {heading!r}"
    below = re.split(rf"^#{{1,{level}}} ", text.partition(heading)[2], maxsplit=1, flags=re.M)
    lines = [line.split("|")[1:-1] for line in below[0].splitlines() if line.startswith("|")]
    spans = [[re.findall(r"`([^`]+)`", cell) for cell in cells] for cells in lines]
    return [cells for cells in spans if cells[0]]


# Records that stand in several places: each has a table of its own.
SHARED = {Panel: "## Panels", Reason: "## Reasons"}
SAID = (Diagnosis, Comparison, Panel, Reason)  # with a message beside their facts


def keys_of(kind, lead=""):
    """Return the dotted paths of all keys that a record has as JSON."""
    found = {f"{lead}message"} if kind in SAID else set()
    for name, hint in typing.get_type_hints(kind).items():
        found.add(lead + name)
        many = typing.get_origin(hint) is tuple
        options = typing.get_args(hint) if many else (hint,)
        if isinstance(hint, types.UnionType):
            options = typing.get_args(hint)
        for option in options:
            if hasattr(option, "_fields") and option not in SHARED:
                found |= keys_of(option, f"{lead}{name}{'[]' if many else ''}.")
    return found


@pytest.fixture(scope="module")
def real_report():
    """A report as the command line prints it."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "grader.cli",
            "ex04",
            "solutions/ex04_conv_output_size.py",
            "--format",
            "json",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    return json.loads(done.stdout)


def test_report_is_described_key_by_key(real_report):
    """docs/report.md describes every key of the JSON report, and no other."""
    described = first_cells(ROOT / "docs" / "report.md", "## Key by key")
    versions = {f"versions.{name}" for name in real_report["versions"]}
    assert len(described) == len(set(described))
    assert set(described) == keys_of(Report) | versions
    assert set(real_report) == {key for key in described if "." not in key}


def test_outcomes_are_described():
    """docs/report.md and docs/instructors.md list every outcome of a check, and no other."""
    for name in ("report.md", "instructors.md"):
        assert first_cells(ROOT / "docs" / name, "## Outcomes") == [*Outcome]


@pytest.mark.parametrize("kind", SHARED)
def test_shared_records_are_described(kind):
    """docs/report.md has a table with the keys of a reason and of a panel, and no other."""
    rows = rows_of(ROOT / "docs" / "report.md", SHARED[kind], 3)
    assert {name for (name,), *_ in rows} == keys_of(kind)
    assert len(rows) == len(keys_of(kind))


def test_aspects_are_described():
    """docs/report.md lists every aspect of an answer that can be wrong, and no other."""
    described = first_cells(ROOT / "docs" / "report.md", "## Aspects")
    assert described == [aspect for aspect in Aspect if aspect]


def facts_of(say):
    """Return the names of the facts that a sentence is made of."""
    return list(inspect.signature(say).parameters)


def described_with_facts(heading, level):
    """Return names and facts in the tables of docs/report.md below a heading."""
    rows = rows_of(ROOT / "docs" / "report.md", heading, level)
    return [(name, facts) for (name,), facts, *_ in rows if name not in ("code", "facts")]


def test_reasons_are_described():
    """docs/report.md describes every code of a reason with its facts, and no other."""
    rows = described_with_facts("## Reasons", 2)
    described = [row for row in rows if row[0] != "message"]
    due = [(code, facts_of(say)) for code, say in SENTENCES.items()]
    assert sorted(described) == sorted(due)


def test_notes_are_described():
    """docs/report.md describes every note with its facts, in order, and no other."""
    described = described_with_facts("## Diagnoses", 2)
    assert described == sorted((name, facts_of(say)) for name, say in NOTES.items())


def test_conditions_are_described():
    """docs/report.md describes every condition, in order, and no other."""
    described = [name for name, _ in described_with_facts("## Conditions", 2)]
    assert [name for name in described if name != "condition"] == sorted(CONDITIONS)


def test_progress_is_described_key_by_key():
    """docs/progress.md describes every key of progress.json, and no other."""
    described = first_cells(ROOT / "docs" / "progress.md", "## Key by key")
    each = {f"exercises.*.{name}" for name in Standing._fields}
    assert set(described) == {"schema", "last", "exercises"} | each


JUDGING_ROOMS = ("sandbox", "judge", "classroom")
UNITS = {
    "": 1,
    "s": 1,
    "characters": 1,
    "bytes": 1,
    "KiB": 1 << 10,
    "MiB": 1 << 20,
    "GiB": 1 << 30,
}


def test_limits_are_those_of_the_code():
    """Every limit in the tables of docs/security.md is the number in the code."""
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|[^|]*\| ([\d.,]+) ?(\w*) \| `(\w+)\.(\w+)` \|$", text, re.M)
    for amount, unit, place, name in rows:
        held = Limits() if place == "Limits" else _module(place)
        said = float(amount.replace(",", "")) * UNITS.get(unit, 1)
        assert getattr(held, name) == said, f"{place}.{name}"
    named = {(place, name) for _, _, place, name in rows}
    assert {("Limits", name) for name in Limits._fields} <= named


def _module(name):
    rooms = [(ROOT / "grader" / room).rglob(f"{name}.py") for room in JUDGING_ROOMS]
    (file,) = [path for paths in rooms for path in paths]
    return importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))


@pytest.mark.parametrize("name", ["authors.md", "instructors.md"])
def test_python_blocks_compile(name):
    """Every Python block of the pages for authors and instructors compiles."""
    page = ROOT / "docs" / name
    blocks = blocks_of(page.read_text(encoding="utf-8"))
    sources = [block for block in blocks if block.language == "python"]
    assert sources, f"{name} has no Python block"
    for block in sources:
        compile("\n" * block.start + "\n".join(block.lines), name, "exec")


if __name__ == "__main__":
    if sys.argv[1:2] != ["--write"]:
        sys.exit(__doc__)
    named = [Path(word).resolve() for word in sys.argv[2:]]
    for changed_page in write(named or PAGES):
        print(f"wrote {short(changed_page)}")
