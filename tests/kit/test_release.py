"""The edition to hand out: nothing secret is in it, and it judges as the whole course does."""

import contextlib
import functools
import io
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.author.edition import bodies, leaks
from grader.author.edition.contents import archive, edition_of
from grader.author.edition.tryout import Answers, Student, with_mistake
from grader.author.examples import public as public_suite
from grader.author.mistakes import known_mistakes
from grader.course import Course, find_course
from grader.errors import KitFault
from grader.hidden import PACK
from grader.judge import references
from tests.kit.test_docs import agrees, blocks_of, steps_of
from tests.kit.workshop import ROOT

NAME = "deep-learning-exercise-kit"
FIRST, SECOND = "ex04_conv_output_size", "ex05_padding"
GRADE = "from grader.start import main; main()"
# Above a temporary folder there may be a repository of somebody's.
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "PYTHONIOENCODING": "utf-8",
    "COLUMNS": "80",
}
COMMITTER = ("-c", "user.name=An author", "-c", "user.email=author@example.org")


def git(folder, *words):
    """Run git in a folder."""
    subprocess.run(
        ["git", *COMMITTER, *words],
        cwd=folder,
        env=ENVIRONMENT,
        check=True,
        capture_output=True,
    )


def commit(folder):
    """Commit all that is in a folder."""
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "As it is")


def grade(folder, *words, kit=ROOT, **environment):
    """Run the command line in a folder, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", GRADE, *map(str, words)],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONPATH": str(kit), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
    )


def lay_course(folder, *names):
    """Lay what an edition is made from into a folder: some exercises of this course."""
    folder.mkdir(parents=True)
    for path in ("pyproject.toml", "LICENSE", "docs/students.md", "docs/edition/README.md"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "grader", folder / "grader", ignore=ignored)
    shutil.copytree(
        ROOT / "datasets", folder / "datasets", ignore=shutil.ignore_patterns("*.record")
    )
    for name in names:
        exercise = Course(ROOT).find(name)
        for path in (exercise.stub, exercise.solution, exercise.hidden, exercise.record):
            target = folder / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                shutil.copytree(path, target, ignore=ignored)
            else:
                shutil.copy(path, target)


def committed_files(folder):
    """Return the files of a folder as `committed.read` would after a commit."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".git", "__pycache__"} & {*path.parts}
    }


def opened(path):
    """Return the files of an edition by path, and what its pack holds by name."""
    with zipfile.ZipFile(path) as outer:
        files = {name.removeprefix(f"{NAME}/"): outer.read(name) for name in outer.namelist()}
    with zipfile.ZipFile(io.BytesIO(files[PACK])) as inner:
        return files, {name: inner.read(name) for name in inner.namelist()}


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """A repository with two exercises of this course; tests clone it."""
    folder = tmp_path_factory.mktemp("origin") / "course"
    lay_course(folder, FIRST, SECOND)
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


@pytest.fixture
def course(origin, tmp_path):
    """A clone that a test may change."""
    git(tmp_path, "clone", "--quiet", str(origin), "course")
    return tmp_path / "course"


def unpacked(origin, folder, *options):
    """Make an edition, unpack it, and return its folder."""
    out = folder / "edition.zip"
    made = grade(origin, "release", out, "--no-try", *options)
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(out) as packed:
        packed.extractall(folder)
    return folder / NAME


@pytest.fixture(scope="module")
def edition(origin, tmp_path_factory):
    """An unpacked edition; tests only judge in it."""
    return unpacked(origin, tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="module")
def public_edition(origin, tmp_path_factory):
    """An unpacked edition without hidden suites."""
    return unpacked(origin, tmp_path_factory.mktemp("public"), "--public")


# Making it


def walk(folder):
    """Type what the edition's README says, in one shell; return what `grade` printed last."""
    readme = (folder / "README.md").read_text(encoding="utf-8")
    (typed,) = re.findall(r"^```sh\n(.*?)^```$", readme, flags=re.M | re.S)
    done = subprocess.run(
        ["sh", "-e", "-c", f'alias python="{sys.executable}"\n{typed}'],
        cwd=folder,
        env={key: value for key, value in ENVIRONMENT.items() if key != "PYTHONPATH"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def first_minutes(folder):
    """Do what the guide's first section says, command by command; check what is printed."""
    page = (ROOT / "docs" / "students.md").read_text(encoding="utf-8")
    section = page.partition("\n## The first five minutes\n")[2].partition("\n## ")[0]
    programs = folder / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    environment = {key: value for key, value in ENVIRONMENT.items() if key != "PYTHONPATH"}
    environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"
    commands = []
    for block in blocks_of(section):
        for source, target in block.files:
            shutil.copy(ROOT / source, folder / target)
        for step in steps_of(block) if block.language == "console" else ():
            done = subprocess.run(
                ["sh", "-c", step.command],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )
            printed = [line.rstrip() for line in done.stdout.rstrip().split("\n")]
            assert agrees(step.printed, printed), f"{step.command}\n{done.stdout}"
            commands.append(step.command)
    return commands


@pytest.mark.slow
def test_an_edition_is_installed_and_used_before_it_is_written(tmp_path):
    """Every step holds for the real course, in real environments without PyTorch.

    And a student who unpacks it, types what the README says and then what the guide says
    sees what they show, from the untouched stub to the first full marks.
    """
    lay_course(tmp_path / "course", *Course(ROOT).names)
    git(tmp_path / "course", "init", "--quiet")
    commit(tmp_path / "course")
    made = grade(tmp_path / "course", "release", tmp_path / "edition.zip")
    assert made.returncode == 0, made.stderr
    told = [line for line in made.stdout.splitlines() if line.startswith("ok")]
    assert len(told) == 7, made.stdout
    assert "installed in a fresh environment, without PyTorch" in told[2]
    assert "every solution laid in place passes" in told[4]
    assert "a known mistake of every exercise is named" in told[5]
    assert made.stdout.splitlines()[-1].startswith("wrote ")
    without = grade(tmp_path / "course", "release", tmp_path / "other.zip", "--no-try")
    assert "not tried: --no-try" in without.stdout
    assert (tmp_path / "edition.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    if shutil.which("sh") is not None:
        with zipfile.ZipFile(tmp_path / "edition.zip") as packed:
            packed.extractall(tmp_path)
        assert f"0/{len(find_course(ROOT).names)} exercises" in walk(tmp_path / NAME)
        commands = first_minutes(tmp_path / NAME)
        assert commands[:2] == ["grade", "grade ex01"]
        assert commands[-2:] == ["grade ex01", "grade list"]


@pytest.mark.slow
def test_the_same_commit_gives_the_same_bytes(origin, tmp_path):
    """Neither the clone, nor its times, nor the umask change a byte."""
    made = []
    for name, mask, when in (("one", 0o022, 1), ("two", 0o077, 2_000_000_000)):
        git(tmp_path, "clone", "--quiet", str(origin), name)
        for path in (tmp_path / name).rglob("*"):
            if ".git" not in path.parts:
                os.utime(path, (when, when))
        before = os.umask(mask)
        try:
            done = grade(tmp_path / name, "release", tmp_path / f"{name}.zip", "--no-try")
        finally:
            os.umask(before)
        assert done.returncode == 0, done.stderr
        made.append((tmp_path / f"{name}.zip").read_bytes())
    assert made[0] == made[1]


@pytest.mark.slow
def test_what_is_not_committed_is_not_in_it(course, tmp_path):
    """A stub that the author filled in is handed out as committed, and the screen names it."""
    stub = course / "exercises" / f"{SECOND}.py"
    before = stub.read_bytes()
    stub.write_bytes((course / "solutions" / f"{SECOND}.py").read_bytes())
    (course / "notes.txt").write_text("nothing that an edition is made from\n")
    made = grade(course, "release", tmp_path / "edition.zip", "--no-try")
    assert made.returncode == 0, made.stderr
    files, packed = opened(tmp_path / "edition.zip")
    assert files[f"exercises/{SECOND}.py"] == packed[f"{SECOND}/stub.py"] == before
    assert f"changes that are not committed: exercises/{SECOND}.py\n" in made.stdout


def test_an_answer_that_was_committed_is_not_handed_out(course, tmp_path):
    """A stub with a written function is refused, though its lines are then the stub's own."""
    stub, solution = (course / folder / f"{SECOND}.py" for folder in ("exercises", "solutions"))
    stub.write_bytes(solution.read_bytes())
    commit(course)
    refused = grade(course, "release", tmp_path / "edition.zip", "--no-try")
    assert (refused.returncode, (tmp_path / "edition.zip").exists()) == (3, False)
    assert f"exercises/{SECOND}.py was committed with an answer in it" in refused.stderr


@pytest.mark.slow
def test_only_what_is_listed_gets_in(course, tmp_path):
    """Files that nobody thought of are left out, also when they are committed."""
    for path in ("exercises/ex05_padding.bak.py", "exercises/notes.txt", "docs/secret.md",
                 ".env", "datasets/marks.csv", "docs/sessions/right.py"):  # fmt: skip
        (course / path).parent.mkdir(parents=True, exist_ok=True)
        (course / path).write_text("nobody shall read this\n")
    commit(course)
    assert grade(course, "release", tmp_path / "edition.zip", "--no-try").returncode == 0
    files, packed = opened(tmp_path / "edition.zip")
    assert not [name for name, data in files.items() if b"nobody shall" in data]
    assert {name for name in files if not name.startswith(("grader/", "datasets/"))} == {
        "LICENSE", "README.md", "pyproject.toml", "docs/students.md",
        f"exercises/{FIRST}.py", f"exercises/{SECOND}.py",
    }  # fmt: skip
    assert {name.partition("/")[2] for name in packed if name.startswith(SECOND)} == {
        "exercise.toml", "probes.py", "stub.py", f"test_{SECOND}.py",
    }  # fmt: skip


@pytest.mark.slow
def test_only_data_sets_that_are_used_get_in(course, tmp_path):
    """A set that neither a suite nor a stub names stays out, with all its arrays."""
    assert grade(course, "release", tmp_path / "edition.zip", "--no-try").returncode == 0
    files, _ = opened(tmp_path / "edition.zip")
    sets = {path.split("/")[1].split(".")[0] for path in files if path.endswith(".npy")}
    assert sets == {"digits", "gates"}


def test_students_install_what_the_kit_needs_and_no_more():
    """The edition's pyproject.toml has the course's dependencies, without PyTorch or tools."""
    files = edition_of(committed_files_of_root(), public=False).files
    theirs = tomllib.loads(files["pyproject.toml"].decode())
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for key in ("name", "version", "requires-python", "dependencies", "scripts"):
        assert theirs["project"][key] == ours["project"][key]
    assert set(theirs["project"]["optional-dependencies"]) == {"notebook"}
    assert theirs["tool"]["setuptools"] == ours["tool"]["setuptools"]
    assert theirs["tool"]["grade"] == ours["tool"]["grade"]
    assert set(theirs["tool"]) == {"setuptools", "grade", "pytest"}


def committed_files_of_root():
    """Return the files of this course that an edition is made from."""
    wanted = ("exercises", "solutions", "tests/hidden", "datasets", "grader", "docs")
    files = {path: (ROOT / path).read_bytes() for path in ("pyproject.toml", "LICENSE")}
    for folder in wanted:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                files[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    return files


def test_links_in_the_edition_lead_somewhere():
    """Every relative link of a page leads to a file that is handed out with it."""
    files = edition_of(committed_files_of_root(), public=False).files
    pages = [path for path in files if path.endswith(".md")]
    assert {"README.md", "docs/students.md"} <= set(pages)
    for page in pages:
        for link in re.findall(r"\]\(([^)\s#]+)[^)]*\)", files[page].decode()):
            if not re.match(r"[a-z]+:", link):
                target = os.path.normpath(Path(page).parent / link).replace(os.sep, "/")
                assert target in files, f"{page}: {link}"


# What must not be in it


def plant(course, path, lines):
    """Put some lines into a file of the course, and commit it."""
    target = course / path
    text = target.read_text(encoding="utf-8")
    if path.endswith(".toml"):
        quoted = json.dumps("\n".join(lines))
        text = text.replace("pad2d = [", f"pad2d = [\n  {quoted},")
    elif path.endswith(".py"):
        text += f"\n\nPLANTED = {chr(10).join(lines)!r}\n"
    else:
        text += "\n\n> ".join(["", *[f"\t{line}  # so" for line in lines]]).replace("> ", "")
    target.write_text(text, encoding="utf-8")
    commit(course)


PLANTED = [
    ("solutions/{}.py", "docs/students.md"),
    ("solutions/{}.py", f"exercises/{FIRST}.py"),
    ("solutions/{}.py", "tests/hidden/{}/exercise.toml"),
    ("tests/hidden/{}/mistakes.py", "grader/learn/statement.py"),
    ("tests/hidden/{}/mistakes.py", "tests/hidden/{}/test_{}.py"),
    ("tests/hidden/{}/reference.py", "docs/students.md"),
    ("tests/hidden/{}/reference.py", "tests/hidden/{}/test_{}.py"),
]


def passage(course, source):
    """Return the first lines of a source that are a secret, and where they stand."""
    data = (course / source).read_bytes()
    found = next(
        item
        for item in leaks.secrets_of({source: data} | stub_of(course))
        if item.path == source
    )
    lines = data.decode().split("\n")[found.first - 1 : found.last]
    return [line.strip() for line in lines if line.strip()], found


def stub_of(course):
    """Return the stub of the second exercise by its path."""
    path = f"exercises/{SECOND}.py"
    return {path: (course / path).read_bytes()}


@pytest.mark.slow
@pytest.mark.parametrize(("source", "place"), PLANTED)
def test_planted_lines_are_refused(course, tmp_path, source, place):
    """Four lines of a secret source are found wherever they are; the old file stays."""
    source, place = source.format(SECOND), place.format(SECOND, SECOND)
    out = tmp_path / "edition.zip"
    out.write_bytes(b"the last edition")
    lines, found = passage(course, source)
    plant(course, place, lines)
    refused = grade(course, "release", out, "--no-try")
    assert refused.returncode == 3, refused.stdout
    assert f"lines {found.first} to {found.last} of {source}" in refused.stderr
    assert (PACK if "hidden" in place else place) in refused.stderr
    assert out.read_bytes() == b"the last edition"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["course", "edition.zip"]


@pytest.mark.slow
def test_a_hidden_suite_may_only_be_in_its_pack(course, tmp_path):
    """Lines of a suite outside of the pack are refused as those of a solution are."""
    suite = course / "tests" / "hidden" / SECOND / f"test_{SECOND}.py"
    lines = suite.read_text(encoding="utf-8").split("\n")
    start = lines.index("@points(3)")
    plant(course, "docs/students.md", lines[start : start + 6])
    refused = grade(course, "release", tmp_path / "edition.zip", "--no-try")
    assert (refused.returncode, (tmp_path / "edition.zip").exists()) == (3, False)
    told = " ".join(refused.stderr.split())
    assert f"of tests/hidden/{SECOND}/test_{SECOND}.py would be in the edition" in told


@pytest.mark.slow
def test_this_course_can_be_handed_out():
    """Nothing of this course's solutions, references and mistakes is in its edition."""
    course = committed_files_of_root()
    secrets, suites = leaks.secrets_of(course), leaks.suites_of(course)
    assert {item.path.partition("/")[0] for item in secrets} == {"solutions", "tests"}
    assert len({item.path for item in secrets}) == 3 * len(Course(ROOT).names)
    names = Course(ROOT).names
    functions = bodies.functions_of(course[f"exercises/{name}.py"] for name in names)
    assert {"same_padding", "pad2d", "sigmoid"} < functions
    for public in (False, True):
        data = archive(edition_of(course, public).files, zipfile.ZIP_STORED)
        secret = secrets + (suites if public else [])
        looked_at = leaks.refuse(data, secret, suites, functions, [str(ROOT)])
        assert looked_at > 2 * len(data) - 100_000


LINE = st.integers(0, 10**6).map(lambda number: f"value_{number} = f({number})")
NOISE = st.lists(st.sampled_from(["", "   ", "# so", "\t# and so"]), max_size=2)


@settings(max_examples=60)
@given(
    code=st.lists(LINE, min_size=4, max_size=12, unique=True),
    start=st.integers(0, 8),
    indent=st.sampled_from(["", "    ", "\t"]),
    ends=st.sampled_from(["\n", "\r\n", "\\n"]),
    noise=st.lists(NOISE, min_size=12, max_size=12),
    packing=st.sampled_from(["plain", "zip", "deep", "zlib"]),
)
def test_any_four_lines_are_found_and_three_are_not(code, start, indent, ends, noise, packing):
    """Wherever four consecutive lines begin, and however they lie and are packed."""
    import zlib

    start = min(start, len(code) - 4)
    secrets = leaks.secrets_of({"solutions/a.py": "\n".join(code).encode()})

    def planted(count):
        lines = ["begin"]
        for line, between in zip(code[start : start + count], noise, strict=False):
            lines += [*between, f"{indent}{line}"]
        text = ends.join([*lines, "end"]).encode()
        if packing == "zlib":
            return archive({"a": b"head" + zlib.compress(text)}, zipfile.ZIP_STORED)
        inner = {"plain": text, "zip": archive({"b": text}, zipfile.ZIP_BZIP2)}
        inner["deep"] = archive({"c": inner["zip"]}, zipfile.ZIP_BZIP2)
        return archive({"a": inner[packing]}, zipfile.ZIP_STORED)

    leaks.refuse(planted(3), secrets, [])
    with pytest.raises(leaks.Leak):
        leaks.refuse(planted(4), secrets, [])


def test_what_the_stub_has_is_no_secret():
    """Lines that a solution shares with its stub are known to everyone; with another's not."""
    text = b"import numpy as np\nA = 1\nB = 2\nC = 3\n"
    data = archive({"a": text}, zipfile.ZIP_STORED)
    shared = {"solutions/a.py": text, "exercises/a.py": b'"""Doc."""\n' + text}
    leaks.refuse(data, leaks.secrets_of(shared), [])
    with pytest.raises(leaks.Leak, match="lines 1 to 4 of solutions/a.py"):
        leaks.refuse(data, leaks.secrets_of({**shared, "exercises/a.py": b""}), [])


def test_a_docstring_between_the_lines_hides_nothing():
    """A function's lines are found with and without the docstring among them."""
    bare = "def f(x):\n    a = x\n    b = a\n    return b\n"
    told = bare.replace("(x):\n", '(x):\n    """Return x,\n    as it is."""\n')
    for secret in (bare, told):
        found = leaks.secrets_of({"solutions/a.py": secret.encode()})
        for text in (bare, told):
            with pytest.raises(leaks.Leak):
                leaks.refuse(archive({"a.py": text.encode()}, 0), found, [])
    with pytest.raises(leaks.Leak):
        leaks.refuse(archive({"a.md": b"So:\n\n" + told.encode()}, 0), found, [])


@functools.cache
def short_bodies():
    """Return all bodies of this course's secret functions that are two or three lines long."""
    found = [
        item
        for item in leaks.secrets_of(committed_files_of_root())
        if isinstance(item, bodies.Body) and item.last - item.first < 3
    ]
    assert {"solutions", "tests"} == {item.path.partition("/")[0] for item in found}
    return found


def code_of(body):
    """Return the lines of a body as its author wrote them, without their indent."""
    lines = (ROOT / body.path).read_text(encoding="utf-8").split("\n")
    return textwrap.dedent("\n".join(lines[body.first - 1 : body.last]))


def renamed(code):
    """Return some code with every name that is not Python's own exchanged for another one."""
    changed, last = [], ""
    for word in re.split(r"(\w+)", code):
        is_name = word.isidentifier() and word not in bodies.KEPT and not last.endswith(".")
        changed.append(f"other_{word}" if is_name else word)
        last = word
    return "".join(changed)


def notebook_of(code):
    """Return a notebook with a cell of some code, as Jupyter keeps it."""
    lines = [f"    {line}  # so\n" for line in code.split("\n")]
    cell = {"cell_type": "code", "source": ["%%grade ex05\n", "def f(x):\n", *lines]}
    return json.dumps({"cells": [cell], "nbformat": 4}, indent=1)


def indented(code, before):
    """Return code with something before each line."""
    return "".join(f"{before}{line}\n" for line in code.split("\n"))


HIDINGS = {
    "docs/page.md": lambda code: f"So:\n\n```python\ndef f(x):\n{indented(code, '    ')}```\n",
    "docs/session.md": lambda code: f"def f(x):\n{indented(code, '...     ')}",
    "docs/quoted.md": lambda code: indented(code, "> "),
    "exercises/statement.py": lambda code: f'''"""Say:\n\n{indented(code, "    ")}\n"""\n''',
    "grader/kit.py": lambda code: f'def f(x):\n    "It."\n{indented(code, "    ")}\n',
    "grader/template.py": lambda code: f"TEXT = {code!r}\n",
    "hint.toml": lambda code: f"hints = [{json.dumps(code)}]\n",
    "lesson.ipynb": notebook_of,
}


@pytest.mark.slow
@pytest.mark.parametrize("place", HIDINGS)
@pytest.mark.parametrize("names", ["the same names", "other names"])
def test_every_short_function_is_found(place, names):
    """A body of two lines and more is found in every kind of file, whatever its names are.

    Each is hidden in four of the sixteen ways, some of each source in every way.
    """
    missed = []
    for body in short_bodies()[[*HIDINGS].index(place) % 4 :: 4]:
        code = code_of(body)
        text = HIDINGS[place](renamed(code) if names == "other names" else code)
        try:
            leaks.refuse(archive({place: text.encode()}, zipfile.ZIP_STORED), [body], [])
            missed.append(f"{body.path}, line {body.first}")
        except leaks.Leak:
            pass
    assert missed == []


def test_code_that_only_looks_alike_is_no_leak():
    """Two names for one, one name for two, or another number is other code."""
    secret = b"def f(a, b):\n    c = a + b * 2\n    return c - a\n"
    found = leaks.secrets_of({"solutions/a.py": secret})
    for text, leaks_it in (
        ("z = x + y * 2\nreturn z - x", True),
        ("z = x + y * 2\nreturn z - y", False),
        ("z = x + x * 2\nreturn z - x", False),
        ("z = x + y * 3\nreturn z - x", False),
        ("z = x + y * 2", False),
    ):
        packed = archive({"a.md": text.encode()}, zipfile.ZIP_STORED)
        with pytest.raises(leaks.Leak) if leaks_it else contextlib.nullcontext():
            leaks.refuse(packed, found, [])


@pytest.mark.parametrize(
    ("page", "held"),
    [
        ("```python\n%%grade ex05\ndef f(x):\n    return 2 * x\n```\n", True),
        ("```python\ndef f(x):\n    raise NotImplementedError\n```\n", False),
        ("```python\ndef f(x):\n    ...\n```\n", False),
        ("```python\ndef g(x):\n    return 2 * x\n```\n", False),
        ("> ```\n> def f(x):\n>     return 2 * x\n> ```\n", True),
        ("Call it as f(x) or define f.\n", False),
    ],
)
def test_no_page_writes_what_students_are_to_write(page, held):
    """An answer in other words than the solution's is an answer too."""
    with pytest.raises(leaks.Leak, match="f is written") if held else contextlib.nullcontext():
        leaks.refuse(archive({"docs/a.md": page.encode()}, 0), [], [], {"f"})
    if held and "%%" in page:
        cell = page.split("\n", 1)[1].rpartition("```")[0]
        packed = archive({"a.ipynb": json.dumps({"cells": [{"source": cell}]}).encode()}, 0)
        with pytest.raises(leaks.Leak):
            leaks.refuse(packed, [], [], {"f"})


@pytest.mark.parametrize("kind", ["compiled", "record", "text", "json"])
def test_no_path_of_the_authors_machine_gets_out(kind):
    """What was compiled or recorded does not tell in which folder."""
    import marshal
    import zlib

    place = "/home/somebody/course"
    data = {
        "compiled": b"head" + marshal.dumps(compile("x = 1", f"{place}/a.py", "exec")),
        "record": b"grade record 1\n" + zlib.compress(f"ValueError: {place}/a.py".encode()),
        "text": f"see {place}/a.py".encode(),
        "json": json.dumps({"path": "C:\\Users\\kim\\a.py"}).encode(),
    }[kind]
    machine = [place, "C:\\Users\\kim"]
    with pytest.raises(leaks.Leak, match="would tell of"):
        leaks.refuse(archive({"a": data}, 0), [], [], (), machine)
    leaks.refuse(archive({"a": data}, 0), [], [], (), ["/home/some", "C:\\Users\\ki"])


@pytest.mark.slow
def test_compiled_files_do_not_get_in(course, tmp_path):
    """A .pyc that was committed by mistake stays at home, and with it what it tells."""
    compiled = course / "grader" / "__pycache__" / "version.cpython-311.pyc"
    compiled.parent.mkdir()
    compiled.write_bytes(str(course).encode())
    git(course, "add", "--force", str(compiled))
    commit(course)
    made = grade(course, "release", tmp_path / "edition.zip", "--no-try")
    assert made.returncode == 0, made.stderr
    assert not [name for name in opened(tmp_path / "edition.zip")[0] if name.endswith(".pyc")]


def test_a_source_that_cannot_be_read_stops_the_release():
    """A solution that is no Python cannot be looked for, so nothing is handed out."""
    with pytest.raises(KitFault, match=r"solutions/a\.py is no Python"):
        leaks.secrets_of({"solutions/a.py": b"def f(:"})


def test_the_pack_does_not_read_as_text(edition):
    """No line of a suite, and no hint, can be found in the pack as it lies there."""
    data = (edition / PACK).read_bytes()
    for name in (FIRST, SECOND):
        for path in (ROOT / "tests" / "hidden" / name).iterdir():
            if path.suffix in (".py", ".toml"):
                for line in path.read_bytes().split(b"\n"):
                    assert len(line) < 12 or line.strip() not in data


# What cannot be made


def test_without_a_commit_there_is_no_edition(tmp_path):
    """A course that is in no repository, or in an empty one, is refused with the cure."""
    lay_course(tmp_path / "course", FIRST)
    ceiling = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    for prepare in (lambda: None, lambda: git(tmp_path / "course", "init", "--quiet")):
        prepare()
        refused = grade(tmp_path / "course", "release", tmp_path / "edition.zip", **ceiling)
        assert refused.returncode == 2
        assert "nothing is committed in course" in refused.stderr
        assert "hint:  commit the course with git" in refused.stderr
    assert not (tmp_path / "edition.zip").exists()


def test_without_git_there_is_no_edition(course, tmp_path):
    """Where git is not installed, the message says so."""
    refused = grade(course, "release", tmp_path / "edition.zip", PATH=str(tmp_path))
    assert refused.returncode == 2
    assert "git is not installed" in refused.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        f"exercises/{SECOND}.py",
        f"datasets/references/{SECOND}.record",
        f"datasets/references/{SECOND}.probes",
        f"tests/hidden/{SECOND}/exercise.toml",
        f"tests/hidden/{SECOND}/test_{SECOND}.py",
        "docs/edition/README.md",
    ],
)
def test_a_file_that_belongs_into_it_must_be_committed(course, tmp_path, path):
    """A file that was never added is named; that it lies in the folder is not enough."""
    git(course, "rm", "--cached", "--quiet", path)
    git(course, "commit", "--quiet", "--message", "Forgotten")
    refused = grade(course, "release", tmp_path / "edition.zip", "--no-try")
    assert refused.returncode == 3
    assert f"{path} is not committed" in refused.stderr
    assert f"git add {path}" in refused.stderr


def test_a_place_that_cannot_be_written_is_refused_at_once(course, tmp_path):
    """A folder that does not exist, or a folder itself, is no place for an edition."""
    for out in (tmp_path / "nowhere" / "edition.zip", tmp_path):
        refused = grade(course, "release", out)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "cannot be written" in " ".join(refused.stderr.split())


# Trying it


@pytest.fixture
def student(edition, tmp_path):
    """A student's machine whose programs are those of this one: installing is slow."""
    if shutil.which("sh") is None:
        pytest.skip("the programs are scripts for a POSIX shell")
    shutil.copytree(edition, tmp_path / NAME)
    programs = tmp_path / "venv" / "bin"
    programs.mkdir(parents=True)
    script = (
        f'#!/bin/sh\nPYTHONPATH="{tmp_path / NAME}" exec "{sys.executable}" -c "{GRADE}" "$@"\n'
    )
    (programs / "grade").write_text(script)
    (programs / "grade").chmod(0o755)
    return Student(tmp_path / NAME, tmp_path / "venv")


def answers_of(name, wrong_id=""):
    """Return what an exercise is tried with."""
    exercise = Course(ROOT).find(name)
    solution = exercise.solution.read_text(encoding="utf-8")
    known = next(k for k in known_mistakes(exercise) if k.id.startswith(wrong_id))
    wrong = with_mistake(known, solution, exercise.mistakes.read_text(encoding="utf-8"))
    return Answers(exercise.name, solution, wrong, known.id)


def test_an_edition_that_works_passes_every_trial(student):
    """Stub, solution, mistake and commands are as they should be, and the stub stays."""
    stub = (ROOT / "exercises" / f"{SECOND}.py").read_bytes()
    student.fails_untouched(SECOND)
    student.passes(answers_of(SECOND))
    student.is_named(answers_of(SECOND))
    assert "grade hint" in student.commands(SECOND)
    assert (student.root / "exercises" / f"{SECOND}.py").read_bytes() == stub


@pytest.mark.slow
def test_a_trial_says_what_does_not_work(student):
    """A filled stub, a wrong solution, another mistake and a broken command are found."""
    right, other = answers_of(SECOND), answers_of(FIRST)
    with pytest.raises(KitFault, match="judging the solution ended with exit code 1"):
        student.passes(Answers(SECOND, right.wrong))
    with pytest.raises(KitFault, match="the known mistake .* is not named"):
        student.is_named(Answers(SECOND, right.solution, right.wrong, other.mistake))
    stub = student.root / "exercises" / f"{SECOND}.py"
    stub.write_text(right.solution, encoding="utf-8")
    with pytest.raises(KitFault, match="judging the stub ended with exit code 0"):
        student.fails_untouched(SECOND)
    (student.root / "datasets" / "suites.pack").unlink()
    with pytest.raises(KitFault, match="grade fails: .* no exercises"):
        student.commands(SECOND)


# Using it


def judged(folder, text, *options, kit=None):
    """Judge a text for the second exercise; return the report without what varies."""
    file = folder / "exercises" / f"{SECOND}.py"
    before = file.read_bytes()
    file.write_text(text, encoding="utf-8")
    try:
        done = grade(folder, "ex05", "--format", "json", *options, kit=kit or folder)
    finally:
        file.write_bytes(before)
    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    del report["seconds"], report["idle"]
    for check in report["checks"]:
        del check["seconds"]
    return report


@pytest.mark.parametrize("which", ["stub", "solution", "wrong"])
def test_an_edition_judges_as_the_whole_course_does(origin, edition, which):
    """Stub, solution and a known mistake get the same report, from the edition's own kit."""
    trial = answers_of(SECOND)
    stub = (ROOT / "exercises" / f"{SECOND}.py").read_text(encoding="utf-8")
    text = {"stub": stub, "solution": trial.solution, "wrong": trial.wrong}[which]
    theirs, ours = judged(edition, text), judged(origin, text)
    assert theirs == ours
    assert theirs["status"] == ("passed" if which == "solution" else "failed")


def test_small_commands_work_in_an_edition(edition):
    """Overview, list, statement and hint are there, and import neither NumPy nor pytest."""
    for words in ([], ["list"], ["show", "5"], ["hint", "5"]):
        done = grade(edition, *words, kit=edition)
        assert (done.returncode, done.stderr) == (0, "")
        assert "padding" in done.stdout.lower() or "convolution" in done.stdout.lower()
    code = (
        "import sys\nfrom grader.cli import main\n"
        "try:\n    main(['list'])\nexcept SystemExit:\n    print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=edition,
        env={**ENVIRONMENT, "PYTHONPATH": str(edition)},
        capture_output=True,
        encoding="utf-8",
    )
    assert not {"numpy", "pytest", "psutil"} & set(done.stdout.split())


@pytest.mark.parametrize(
    "words",
    [
        ["verify"],
        ["record", "ex05"],
        ["new", "ex09_dropout"],
        ["release", "again.zip"],
        ["batch", "exercises", "--out", "marks"],
    ],
    ids=lambda words: words[0],
)
def test_commands_of_authors_refuse_in_an_edition(edition, words):
    """What needs solutions and sources says so, and writes nothing."""
    before = committed_files(edition)
    refused = grade(edition, *words, kit=edition)
    assert refused.returncode == 2
    assert f"grade {words[0]} needs the whole course" in refused.stderr
    assert "hint:" in refused.stderr
    assert committed_files(edition).keys() - before.keys() == set()


def test_another_seed_is_refused_in_an_edition(edition):
    """Other inputs need the author's rooms, which students do not have."""
    refused = grade(edition, "ex05", "--seed", "3", kit=edition)
    assert refused.returncode == 2
    assert "needs the whole course" in refused.stderr


@pytest.mark.parametrize("how", ["cut", "turned"])
def test_a_damaged_pack_is_a_fault_of_the_kit(edition, tmp_path, how):
    """A pack that was damaged on its way is named, with the cure; no mark is given."""
    shutil.copytree(edition, tmp_path / NAME)
    pack = tmp_path / NAME / PACK
    data = bytearray(pack.read_bytes())
    if how == "cut":
        del data[len(data) // 2 :]
    else:
        with zipfile.ZipFile(pack) as held:
            at = held.getinfo(f"{SECOND}/test_{SECOND}.py").header_offset
        data[at + 200] ^= 0xFF
    pack.write_bytes(bytes(data))
    done = grade(tmp_path / NAME, "ex05", kit=tmp_path / NAME)
    assert done.returncode == 3
    assert f"{PACK} is damaged" in done.stderr
    assert "fresh copy" in done.stderr


def test_a_lost_pack_is_named(edition, tmp_path):
    """Without pack and suites there are no exercises, and the message says what is missing."""
    shutil.copytree(edition, tmp_path / NAME)
    (tmp_path / NAME / PACK).unlink()
    done = grade(tmp_path / NAME, "ex05", kit=tmp_path / NAME)
    assert done.returncode == 3
    assert PACK in done.stderr


# Without the hidden suites


def test_a_public_edition_holds_nothing_of_the_hidden_suites(public_edition):
    """Neither a passage of a suite nor a recorded answer to it is there, even packed."""
    packed = archive(committed_files(public_edition), zipfile.ZIP_STORED)
    suites = leaks.suites_of(committed_files_of_root())
    leaks.refuse(packed, suites, [])
    assert not list(public_edition.rglob("*.probes"))
    for name in (FIRST, SECOND):
        theirs = references.read(
            public_edition / "datasets" / "references" / f"{name}.record", name
        )
        assert theirs.head["mistakes"] == []
        whole = {asked.digest for asked in references.find(Course(ROOT).find(name), 0).calls}
        asked = [asked for asked in theirs.calls if asked.digest in whole]
        # same_padding(3) and its like are asked by both.
        assert not [one for one in asked if one.function == "pad2d"]


@pytest.mark.slow
def test_hidden_passages_in_a_public_edition_are_refused(course, tmp_path):
    """What may be in the pack of the one edition is refused in the other."""
    suite = course / "tests" / "hidden" / SECOND / f"test_{SECOND}.py"
    lines = suite.read_text(encoding="utf-8").split("\n")
    start = lines.index("@points(3)")
    plant(course, f"tests/hidden/{SECOND}/exercise.toml", lines[start : start + 6])
    out = tmp_path / "edition.zip"
    assert grade(course, "release", out, "--no-try").returncode == 0
    out.unlink()
    refused = grade(course, "release", out, "--no-try", "--public")
    assert (refused.returncode, out.exists()) == (3, False)
    assert PACK in refused.stderr


@pytest.mark.parametrize("which", ["stub", "solution", "wrong"])
def test_a_public_edition_judges_the_examples_without_points(public_edition, which):
    """Examples pass or fail as any call does; there are no points and no named mistakes."""
    trial = answers_of(SECOND, "top_and_bottom")
    stub = (ROOT / "exercises" / f"{SECOND}.py").read_text(encoding="utf-8")
    text = {"stub": stub, "solution": trial.solution, "wrong": trial.wrong}[which]
    report = judged(public_edition, text)
    assert (report["score"], report["max_score"], report["calls"]) == (0, 0, 5)
    outcomes = [check["outcome"] for check in report["checks"]]
    assert (
        outcomes
        == {
            "stub": ["missing", "missing"],
            "solution": ["passed", "passed"],
            "wrong": ["passed", "failed"],
        }[which]
    )
    assert report["status"] == ("passed" if which == "solution" else "failed")
    diagnoses = [one for check in report["checks"] for one in check["diagnoses"]]
    assert all(diagnosis["kind"] == "note" for diagnosis in diagnoses)


@pytest.mark.slow
def test_a_public_edition_says_that_it_gives_no_points(public_edition, tmp_path):
    """Every screen speaks of checks only, and who judges the rest; all passed is done."""
    root = tmp_path / NAME
    shutil.copytree(public_edition, root)
    trial, stub = answers_of(SECOND, "top_and_bottom"), root / "exercises" / f"{SECOND}.py"
    for text in ("", trial.wrong, trial.solution):
        if text:
            stub.write_text(text, encoding="utf-8")
        screen = grade(root, "ex05", kit=root).stdout
        assert "Your instructor judges the rest." in " ".join(screen.split())
        assert "2 checks." in screen
        assert not re.search(r"\d/0|of 0|points?[,.]? \d", screen)
    assert "1 of 2 exercises" in screen
    for words in ([], ["list"], ["all"]):
        screen = grade(root, *words, kit=root).stdout
        assert not re.search(r"/0|\d points", screen)
    assert re.search(r"^ *ex05 padding +done ", grade(root, "list", kit=root).stdout, re.M)


STATEMENT = '''"""A statement."""

import numpy as np


def double(x, times=1):
    """Twice, some times.

    >>> double(np.array([[0.0, np.log(3.0)]])).shape
    (1, 2)
    >>> print(double(double(1), times=2))
    8
    >>> x = np.array([1, 2], dtype="int32")
    >>> for _ in range(2):
    ...     total = double(x).sum()
    >>> double(int(total))
    12
    """
    raise NotImplementedError("double")


def half(x):
    """Half of an even number.

    >>> half(np.zeros((0, 2))).shape
    (0, 2)
    >>> half(3)
    Traceback (most recent call last):
    ValueError: odd
    """
    raise NotImplementedError("half")


def quiet(x):
    """A function without an example."""
    raise NotImplementedError("quiet")
'''
ANSWER = """
import numpy as np

def double(x, times=1):
    return x if not times else double(2 * x, times - 1)

def half(x):
    if np.any(np.asarray(x) % 2):
        raise ValueError("odd")
    return x / 2

def quiet(x):
    return x
"""
HEAD = {
    "exercise": "ex01_double",
    "seed": 0,
    "versions": {"torch": "none", "numpy": "2"},
    "sources": {},
    "functions": {"double": "(x, times=1)", "half": "(x)", "quiet": "(x)"},
    "calls": [],
    "mistakes": [],
}


def test_examples_become_calls_with_their_answers():
    """Every call of an exercise's function is heard: nested, named, printed, in a loop."""
    made = public_suite("ex01_double", STATEMENT, ANSWER, references.Record(HEAD, b""))
    asked = references.parse(made.record, "a", "ex01").calls
    calls = re.findall(r'agree\("(\w+)", (.*)\)', made.suite)
    assert [asked.function for asked in asked] == [name for name, _ in calls]
    assert [arguments for _, arguments in calls] == [
        "np.array([[0.                , 1.0986122886681098]])",
        "1",
        "2, times=2",
        "np.array([1, 2], dtype='int32')",
        "np.array([1, 2], dtype='int32')",
        "6",
        "np.zeros((0, 2), dtype='float64')",
        "3",
    ]
    assert [one.expected.value for one in asked[1:3]] == [2, 8]
    assert asked[-1].expected.raises == "ValueError"
    assert [one.key for one in asked][5:7] == [("test_double", 0, 5), ("test_half", 0, 0)]
    assert "test_quiet" not in made.suite


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    8\n", "    9\n", "an example of double is not true"),
        (">>>", "In:", "no example that calls a function"),
    ],
)
def test_examples_that_prove_nothing_are_refused(old, new, message):
    """An example that is not true, or a statement without any, makes no public edition."""
    record = references.Record(HEAD, b"")
    with pytest.raises(KitFault, match=message):
        public_suite("ex01_double", STATEMENT.replace(old, new), ANSWER, record)
