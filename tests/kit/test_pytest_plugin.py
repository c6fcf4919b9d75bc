"""Under pytest a hidden suite says what `grade` says, in a course and in an edition."""

import ast
import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree

import pytest

from grader.author.edition.contents import edition_of
from grader.course import Course
from grader.hidden import PACK
from grader.judge import references, sources, suite
from grader.pytest_plugin import line_of, names_of
from tests.kit.workshop import ROOT, copy_of, course_of

FIRST, SECOND = "ex04_conv_output_size", "ex05_padding"
FILE = f"exercises/{SECOND}.py"
WRONG = (ROOT / "docs" / "sessions" / "top_and_bottom.py").read_text(encoding="utf-8")
RIGHT = (ROOT / "solutions" / f"{SECOND}.py").read_text(encoding="utf-8")
EDITOR = ROOT / "tests" / "kit" / "editor"
OUTSIDE = ("PYTEST", "COV_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "GRADE_", "LANG", "LC_")
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith(OUTSIDE)},
    "PYTHONPATH": str(ROOT),
    "PYTHONIOENCODING": "utf-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "COLUMNS": "80",
    # Their start takes longer than all else here, and nothing of it is theirs.
    "PYTEST_ADDOPTS": "-p no:hypothesispytest -p no:anyio",
}
# What a file writes down when it is loaded: by whom, and for whom.
TRACE = """
import os
with open({path!r}, "a") as trace:
    trace.write(f"{{os.getpid()}} {{os.getppid()}}\\n")
"""


@dataclasses.dataclass
class Ran:
    """How a program ended: its number as a process, exit code, and all that it wrote."""

    pid: int
    code: int
    output: str


def python(folder, *words, **variables):
    """Run Python in a folder."""
    process = subprocess.Popen(
        [sys.executable, *map(str, words)],
        cwd=folder,
        env={**ENVIRONMENT, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    output, _ = process.communicate(timeout=120)
    return Ran(process.pid, process.returncode, output)


def pytest_in(folder, *words, **variables):
    """Run pytest in a folder."""
    return python(folder, "-m", "pytest", *words, **variables)


def reported(folder, *words):
    """Return the report of `grade` in JSON."""
    done = python(folder, "-m", "grader", *words, "--format", "json")
    return json.loads(done.output)


@dataclasses.dataclass
class Case:
    """A test as the file of `--junitxml` has it."""

    name: str
    kind: str
    text: str
    properties: dict


def cases_in(path):
    """Return all tests of a file of `--junitxml`."""
    found = []
    for case in ElementTree.parse(path).iter("testcase"):
        told = next((part for part in case if part.tag in ("failure", "error")), None)
        found.append(
            Case(
                case.get("name"),
                "passed" if told is None else told.tag,
                "" if told is None else f"{told.get('message')}\n{told.text}",
                {part.get("name"): part.get("value") for part in case.iter("property")},
            )
        )
    return found


def counted(ran):
    """Return how many tests ended in each way, as the last line of pytest has it."""
    last = [line for line in ran.output.splitlines() if re.search(r" in [\d.]+s\b", line)][-1]
    ways = re.findall(r"(\d+) (passed|failed|error|deselected)", last)
    return {way: int(number) for number, way in ways}


def due_of(report):
    """Return how many tests are to pass and to fail by a report of `grade`."""
    passed = sum(check["outcome"] == "passed" for check in report["checks"])
    return {"passed": passed, "failed": len(report["checks"]) - passed}


def checks_of(name):
    """Return the checks that the hidden suite of an exercise declares."""
    return suite.declared(sources.load("suite", sources.suite_of(Course(ROOT).find(name))))


def words_of(text):
    """Return a text on one line, since panels and paragraphs are laid out."""
    return " ".join(text.split())


def said_of(check):
    """Return what `grade` reports of a failed check, in the words that a student reads."""
    compared = check["comparison"] or {}
    texts = [diagnosis["message"] for diagnosis in check["diagnoses"]]
    texts.append(compared.get("message") or check["reason"]["message"])
    texts += [words_of(check["call"]["text"])] if check["call"] else []
    return texts


def hidden_lines(*names):
    """Return the lines of code of hidden suites, without those that a student has anyway."""
    lines = set()
    for name in names:
        exercise = Course(ROOT).find(name)
        text = exercise.suite.read_text(encoding="utf-8")
        claims = {
            number
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            for number in range(node.lineno, node.end_lineno + 1)
        }
        code = {
            line.strip()
            for number, line in enumerate(text.splitlines(), 1)
            if number not in claims
        }
        lines |= code - {line.strip() for line in exercise.stub.read_text("utf-8").splitlines()}
    return {line for line in lines if len(line) > 7}


def assert_nothing_hidden(output):
    """Fail where a line of a suite is in an output, or a traceback of the kit."""
    shown = [line for line in hidden_lines(FIRST, SECOND) if line in output]
    assert shown == []
    for secret in ("Traceback (most recent call last)", "judge/trial.py", "pytest_plugin.py:"):
        assert secret not in output


def lay_edition(folder, public=False):
    """Lay an edition of two exercises into a folder; the kit itself is this one."""
    folder.mkdir()
    wanted = re.compile(
        rf"(exercises|solutions)/({FIRST}|{SECOND})\.py|tests/hidden/({FIRST}|{SECOND})/\w+\.\w+"
        rf"|datasets/(references/({FIRST}|{SECOND})\.(record|probes)|[\w.]+)|pyproject\.toml|LICENSE"
        r"|docs/(edition/README|students)\.md"
    )
    files = {
        path.relative_to(ROOT).as_posix(): path
        for part in ("exercises", "solutions", "tests/hidden", "datasets", "docs", ".")
        for path in (ROOT / part).glob("*" if part == "." else "**/*")
        if path.is_file()
    }
    course = {name: path.read_bytes() for name, path in files.items() if wanted.fullmatch(name)}
    for name, data in edition_of(course, public).files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """An edition with a pack; a test that changes it takes a copy."""
    return lay_edition(tmp_path_factory.mktemp("edition") / "kit")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A whole course of two exercises, with this repository's settings."""
    return copy_of(tmp_path_factory.mktemp("course"), FIRST, SECOND).root


@pytest.fixture
def own_edition(edition, tmp_path):
    """An edition that a test may change."""
    return shutil.copytree(edition, tmp_path / "own")


@pytest.fixture
def own_course(course, tmp_path):
    """A whole course that a test may change."""
    return shutil.copytree(course, tmp_path / "own")


@pytest.fixture(scope="module")
def report(edition, tmp_path_factory):
    """What `grade` reports of a wrong file, of which some checks wait for another."""
    file = tmp_path_factory.mktemp("report") / "ex05.py"
    file.write_text(WRONG, encoding="utf-8")
    found = reported(edition, "ex05", file)
    codes = {check["reason"]["code"] for check in found["checks"] if check["reason"]}
    assert codes == {"wrong_value", "waits"}
    return found


@dataclasses.dataclass
class Judged:
    """A course whose second exercise was judged by pytest and by `grade`."""

    ran: Ran
    cases: list
    report: dict
    loads: list
    xml: str


@pytest.fixture(scope="module", params=["course", "edition"])
def judged(request, tmp_path_factory):
    """A wrong file, judged once by pytest with all that it can tell, and once by `grade`."""
    folder = shutil.copytree(
        request.getfixturevalue(request.param), tmp_path_factory.mktemp("judged") / "own"
    )
    trace, xml = folder / "trace.txt", folder / "junit.xml"
    (folder / FILE).write_text(WRONG + TRACE.format(path=str(trace)), encoding="utf-8")
    words = ["exercises"] if request.param == "course" else []  # an edition's own settings
    ran = pytest_in(
        folder, *words, "-k", SECOND, "-vv", "--tb=long", "--showlocals", f"--junitxml={xml}"
    )
    loads = [tuple(map(int, line.split())) for line in trace.read_text().splitlines()]
    text = xml.read_text(encoding="utf-8")
    return Judged(ran, cases_in(xml), reported(folder, "ex05"), loads, text)


def test_verdict_points_and_cause_are_those_of_grade(judged):
    """Each check has the outcome, the points and the words that `grade ex05` reports."""
    checks = judged.report["checks"]
    assert judged.ran.code == 1
    assert len(judged.cases) == len(checks)
    for case, check in zip(judged.cases, checks, strict=True):
        assert case.kind == ("passed" if check["outcome"] == "passed" else "failure")
        assert case.properties == {
            name: str(check[name]) for name in ("outcome", "points", "earned")
        }
        if case.kind == "failure":
            assert [text for text in said_of(check) if text not in words_of(case.text)] == []
    reasons = [check["reason"]["code"] if check["reason"] else "" for check in checks]
    assert {*zip((check["outcome"] for check in checks), reasons, strict=True)} == {
        ("passed", ""),
        ("failed", "wrong_value"),
        ("failed", "waits"),
    }
    assert "Top and bottom are exchanged" in judged.ran.output
    assert "ix pad2d first" in judged.ran.output


def test_claims_are_shown_as_titles_and_as_names(judged):
    """An item is named after its claim, and the claim stands above its failure."""
    name = "same_padding_splits_the_sum_evenly_for_odd_kernels"
    assert judged.cases[0].name == name
    assert f"{FILE}::{name} PASSED" in judged.ran.output
    assert re.search(r"^_+ pad2d puts the asked .* each side _+$", judged.ran.output, re.M)


def test_an_exercise_is_graded_once_and_never_in_pytests_process(judged):
    """All items load the file one time, in a process that pytest started."""
    ((worker, parent),) = judged.loads
    assert parent == judged.ran.pid
    assert worker != judged.ran.pid


def test_no_hidden_line_is_shown(judged):
    """Neither the screen with every detail nor the file of results has a line of a suite."""
    assert len(hidden_lines(SECOND)) > 40
    assert_nothing_hidden(judged.ran.output)
    assert_nothing_hidden(judged.xml)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ["--full-trace --tb=native -rA", "--tb=line -l -s", "--tb=no -vv"]
)
def test_no_way_to_print_failures_shows_a_hidden_line(own_edition, report, words):
    """Whatever traceback is asked for, the student's own message is what comes."""
    (own_edition / FILE).write_text(WRONG, encoding="utf-8")
    ran = pytest_in(own_edition, FILE, *words.split())
    assert_nothing_hidden(ran.output)
    assert counted(ran) == due_of(report)
    assert "12 of 16 values differ" in ran.output


@pytest.mark.slow
def test_the_screen_is_in_colour_where_pytest_is(own_edition):
    """Marks are painted with --color=yes, and there is no escape sequence without."""
    (own_edition / FILE).write_text(WRONG, encoding="utf-8")
    words = (FILE, "-k", "each_side")
    plain = pytest_in(own_edition, *words, "--color=no").output
    coloured = pytest_in(own_edition, *words, "--color=yes").output
    assert "\x1b" not in plain
    assert "\x1b[1;31mFAIL\x1b[0m  pad2d puts" in coloured


def test_one_item_alone_is_told_as_all_together(own_edition, report):
    """-k with one check that waits for another says so, though the other is no item then."""
    (own_edition / FILE).write_text(WRONG, encoding="utf-8")
    ran = pytest_in(own_edition, FILE, "-k", "fills_the_frame")
    (check,) = [c for c in report["checks"] if "fills the frame" in c["title"]]
    assert counted(ran) == {"failed": 1, "deselected": len(report["checks"]) - 1}
    assert check["reason"]["code"] == "waits"
    assert said_of(check)[0] in ran.output
    assert "pad2d" in said_of(check)[0]


def test_the_function_of_a_check_selects_it():
    """-k with a function takes its checks, also where the claim does not name it."""
    exercise = Course(ROOT).find("ex01")
    function_of = references.find(exercise, 0).function_of
    checks = checks_of("ex01")
    due = {c.title for c in checks if function_of(c.name) == "delta_rule_update"}
    assert not all("delta_rule_update" in title for title in due)
    listed = pytest_in(
        ROOT, "solutions/ex01_delta_rule.py", "--co", "-q", "-k", "delta_rule_update"
    )
    assert re.findall(r"::(\w+)$", listed.output, re.M) == [
        name
        for name, check in zip(names_of(c.title for c in checks), checks, strict=True)
        if check.title in due
    ]


def test_it_stops_at_the_first_failure(own_edition, report):
    """-x ends after the first check that does not pass."""
    (own_edition / FILE).write_text(WRONG, encoding="utf-8")
    ran = pytest_in(own_edition, FILE, "-x")
    outcomes = [check["outcome"] for check in report["checks"]]
    assert counted(ran) == {"failed": 1, "passed": outcomes.index("failed")}
    assert "Top and bottom are exchanged" in words_of(ran.output)


@pytest.mark.slow
def test_processes_of_xdist_grade_once_each(own_edition):
    """With -n 2 results are the same, and each process of pytest has graded at most once."""
    trace, xml = own_edition / "trace.txt", own_edition / "junit.xml"
    (own_edition / FILE).write_text(WRONG + TRACE.format(path=str(trace)), encoding="utf-8")
    ran = pytest_in(own_edition, FILE, "-n", "2", f"--junitxml={xml}")
    loads = [line.split() for line in trace.read_text().splitlines()]
    parents = [parent for _, parent in loads]
    assert len(parents) == len(set(parents)) == 2
    assert str(ran.pid) not in parents
    due = {check["title"]: check for check in reported(own_edition, "ex05")["checks"]}
    names = dict(zip(names_of(due), due.values(), strict=True))
    cases = cases_in(xml)
    assert sorted(case.name for case in cases) == sorted(names)
    for case in cases:
        assert case.properties["outcome"] == names[case.name]["outcome"]
        if case.kind == "failure":
            told = words_of(case.text)
            assert [text for text in said_of(names[case.name]) if text not in told] == []
    assert "Top and bottom are exchanged" in words_of(ran.output)
    assert_nothing_hidden(ran.output)


@pytest.mark.slow
def test_it_speaks_the_language_of_the_course(own_edition):
    """Claims, reasons and causes are drawn as `grade` draws them, to the end of the run."""
    table = own_edition / "pyproject.toml"
    text = table.read_text(encoding="utf-8")
    asked = '[tool.grade]\nlanguage = "en-XA"\n'
    table.write_text(text.replace("[tool.grade]\n", asked), encoding="utf-8")
    (own_edition / FILE).write_text(WRONG, encoding="utf-8")
    (own_edition / "test_other.py").write_text(
        "from grader.words.text import _, draw\n\n\ndef test_english():\n"
        "    assert draw(_('never')) == 'never'\n",
        encoding="utf-8",
    )
    report = reported(own_edition, "ex05")
    checks = [check for check in report["checks"] if check["outcome"] != "passed"]
    due = [text for check in checks for text in said_of(check)]
    assert any(text.startswith("\u27e6") for text in due)
    for more in ((), ("-n", "1")):
        ran = pytest_in(own_edition, FILE, "test_other.py", *more)
        assert [text for text in due if text not in words_of(ran.output)] == []
        assert re.search(r"^_+ \u27eapad2d puts the asked .* side\u27eb _+$", ran.output, re.M)
        ended = due_of(report)
        assert counted(ran) == {**ended, "passed": ended["passed"] + 1}


# Which files


def test_settings_of_an_edition_judge_its_exercises(own_edition):
    """A bare pytest judges every exercise, and no copy, module or package beside them."""
    trap = "raise SystemExit('imported')\n"
    for name in (f"{SECOND}.2026-11-21-1405", "test_mine", "__init__", f"{SECOND}_old"):
        (own_edition / "exercises" / f"{name}.py").write_text(trap, encoding="utf-8")
    ran = pytest_in(own_edition, "-v")
    assert "imported" not in ran.output
    assert set(re.findall(r"^(\S+)::", ran.output, re.M)) == {
        f"exercises/{FIRST}.py",
        FILE,
    }
    assert "passed" not in ran.output.splitlines()[-1]
    assert "pad2d is not written yet" in ran.output


@pytest.mark.parametrize("word", [f"{SECOND}.2026-11-21-1405.py", "test_mine.py"])
def test_what_is_no_exercise_is_not_imported_when_it_is_named(own_edition, word):
    """A file in exercises/ that answers no exercise is not found, in words of pytest."""
    (own_edition / "exercises" / word).write_text("raise SystemExit('imported')\n")
    ran = pytest_in(own_edition, f"exercises/{word}")
    assert ran.code == 4
    assert f"not found: {own_edition / 'exercises' / word}" in ran.output
    assert "imported" not in ran.output


def test_settings_of_the_repository_judge_its_solutions(course):
    """A bare pytest judges solutions/, collects no suite as a module, and all pass."""
    ran = pytest_in(course, "-v")
    assert ran.code == 0
    assert set(re.findall(r"^(\S+)::", ran.output, re.M)) == {
        f"solutions/{FIRST}.py",
        f"solutions/{SECOND}.py",
    }


def test_a_file_named_like_an_exercise_is_judged_where_it_lies(own_course):
    """pytest week5/ex05_padding.py judges that file, which is not imported."""
    trace = own_course / "trace.txt"
    (own_course / "week5").mkdir()
    mine = f"week5/{SECOND}.py"
    (own_course / mine).write_text(RIGHT + TRACE.format(path=str(trace)), encoding="utf-8")
    ran = pytest_in(own_course, mine)
    assert counted(ran) == {"passed": len(checks_of(SECOND))}
    ((_, parent),) = [line.split() for line in trace.read_text().splitlines()]
    assert int(parent) == ran.pid


@pytest.fixture
def handed_in(tmp_path):
    """A folder of somebody else's, with settings that must not be loaded."""
    folder = tmp_path / "kim"
    folder.mkdir()
    (folder / "conftest.py").write_text("raise SystemExit('imported')\n")
    (folder / "ex05_v2.py").write_text(WRONG, encoding="utf-8")
    (folder / "mine.py").write_text(WRONG, encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("ex05_v2.py",), ("mine.py", FILE)], ids=["by its name", "by an exercise"]
)
def test_a_submission_from_anywhere_is_judged(edition, handed_in, words):
    """--submission judges a file for the exercise in its name, or for the one that is named."""
    file, *rest = words
    ran = pytest_in(edition, *rest, f"--submission={handed_in / file}", "-v")
    report = reported(edition, "ex05", handed_in / file)
    assert report["submission"]["path"] == file
    assert 0 < report["score"] < report["max_score"]
    assert counted(ran) == due_of(report)
    told = re.findall(rf"{file}::(\w+) (?:PASSED|FAILED)", ran.output)
    assert told == [*names_of(check["title"] for check in report["checks"])]
    assert "Top and bottom are exchanged" in words_of(ran.output)
    assert "imported" not in ran.output
    assert f"{FILE}::" not in ran.output


@pytest.mark.slow
def test_items_of_a_submission_can_be_chosen(own_edition):
    """The ids that a run with --submission shows select its items, also with xdist."""
    (own_edition / "mine").mkdir()
    (own_edition / "mine" / "ex05.py").write_text(WRONG, encoding="utf-8")
    listed = pytest_in(own_edition, "--submission", "mine/ex05.py", "--collect-only", "-q")
    ids = re.findall(r"^mine/ex05\.py::\w+$", listed.output, re.M)
    assert len(ids) == len(checks_of(SECOND))
    (wanted,) = [one for one in ids if one.endswith("_on_each_side")]
    for more in ((), ("-n", "1")):
        ran = pytest_in(own_edition, "--submission", "mine/ex05.py", wanted, *more)
        assert counted(ran) == {"failed": 1}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("mine.py",), "there is no exercise 'mine'"),
        (("nowhere/ex17.py",), "there is no exercise 'ex17'"),
        (("mine.py", FILE, f"exercises/{FIRST}.py"), "mine.py cannot answer several exercises"),
    ],
)
def test_a_submission_for_no_exercise_is_refused(edition, handed_in, words, told):
    """Where it is not certain which exercise a file answers, pytest says so and ends."""
    file, *rest = words
    ran = pytest_in(edition, *rest, f"--submission={handed_in / file}")
    assert ran.code == 4
    assert told in ran.output.partition("ERROR: ")[2]
    assert_nothing_hidden(ran.output)


@pytest.fixture
def two_courses(tmp_path):
    """Two courses with an exercise of the same name, which each judges in its own way."""
    text = """
from grader.judge.suite import points

@points(1)
def test_one(agree):
    '''{claim}.'''
    agree("f", 1)
"""
    for name, factor in (("one", 2), ("two", 3)):
        answer = f"def f(x):\n    return {factor} * x\n"
        course_of(tmp_path / name, text.format(claim=f"f times {factor}"), answer, {"f": "(x)"})
    return tmp_path


@pytest.mark.parametrize("way", ["argument", "submission"])
def test_no_course_judges_beside_a_file(two_courses, way):
    """What lies in another course than pytest was started in is refused, and both are named."""
    file = two_courses / "two" / "exercises" / "ex01_trial.py"
    words = [file] if way == "argument" else [f"--submission={file}"]
    ran = pytest_in(two_courses / "one", "-p", "grader.pytest_plugin", "-v", *words)
    assert ran.code in (2, 4)
    told = words_of(ran.output)
    assert "lies in another course" in told
    assert f"{two_courses / 'two'}; the course here is {two_courses / 'one'}" in told
    assert "run pytest in the folder of the course" in told


def test_outside_of_all_courses_nothing_is_judged(two_courses):
    """Started above two courses, pytest takes neither for the one that judges."""
    folders = ("one/exercises", "two/exercises")
    words = ("-p", "grader.pytest_plugin", "-v", "--rootdir=.", *folders)
    ran = pytest_in(two_courses, *words)
    assert ran.code == 2
    told = words_of(ran.output)
    assert told.count("there is no course in") == 2
    assert told.count("run pytest in the folder of the course") == 2


def test_the_course_of_pytests_own_settings_judges(two_courses):
    """An editor that was opened above a course names the course's folder as pytest's root."""
    root = two_courses / "one"
    words = ("-p", "grader.pytest_plugin", f"--rootdir={root}", "one/exercises")
    assert "1 passed" in pytest_in(two_courses, *words).output


def test_what_was_collected_is_what_is_judged(own_course):
    """A file that is exchanged after its lines were read is judged as it was read."""
    (own_course / "conftest.py").write_text(
        "import pathlib\n\n\ndef pytest_collection_finish(session):\n"
        f"    pathlib.Path({str(own_course / FILE)!r}).write_text('')\n",
        encoding="utf-8",
    )
    (own_course / FILE).write_text(RIGHT, encoding="utf-8")
    assert counted(pytest_in(own_course, FILE)) == {"passed": len(checks_of(SECOND))}


def test_a_public_edition_is_judged_by_its_examples(tmp_path):
    """Without hidden suites the examples are items, worth no points."""
    folder, xml = lay_edition(tmp_path / "kit", public=True), tmp_path / "junit.xml"
    (folder / FILE).write_text(WRONG, encoding="utf-8")
    ran = pytest_in(folder, FILE, f"--junitxml={xml}")
    passed, failed = cases_in(xml)
    assert (passed.kind, failed.kind) == ("passed", "failure")
    assert failed.name == "pad2d_answers_the_examples_of_its_statement"
    assert failed.properties == {"outcome": "failed", "points": "0", "earned": "0"}
    assert "pad2d(" in failed.text
    assert_nothing_hidden(ran.output)


# What cannot be judged


@pytest.mark.slow
def test_a_file_that_cannot_be_loaded_says_why_in_every_item(own_edition):
    """A syntax error is told with its line, a missing file by its name; all checks fail."""
    (own_edition / FILE).write_text("def pad2d(x:\n    return x\n", encoding="utf-8")
    (own_edition / f"exercises/{FIRST}.py").unlink()
    xml = own_edition / "junit.xml"
    ran = pytest_in(own_edition, f"--junitxml={xml}")
    due = {name: reported(own_edition, name) for name in ("ex04", "ex05")}
    cases = cases_in(xml)
    assert len(cases) == sum(len(report["checks"]) for report in due.values())
    assert {case.kind for case in cases} == {"failure"}
    for number, case in enumerate(cases):
        report = due["ex04" if number < len(due["ex04"]["checks"]) else "ex05"]
        for part in ("reason", "hint"):
            assert report["problem"][part]["message"] in words_of(case.text)
    assert "line 1   def pad2d(x:" in ran.output
    assert_nothing_hidden(ran.output)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["cut", "lost"])
def test_a_damaged_pack_is_told_in_words(own_edition, how):
    """Without a pack that can be read, collection fails with the kit's message and hint."""
    pack = own_edition / PACK
    if how == "cut":
        pack.write_bytes(pack.read_bytes()[:1000])
    else:
        pack.unlink()
    for words in ((), (FILE, "--tb=long", "-vv", "--full-trace")):
        ran = pytest_in(own_edition, *words)
        assert ran.code in (2, 4)
        assert PACK in ran.output
        assert "hint: take the folder datasets/ from a fresh copy" in ran.output
        assert_nothing_hidden(ran.output)


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), (FILE,), ("--submission=ex05.py",)])
def test_settings_that_cannot_be_are_told_in_words(own_edition, words):
    """A mistake in the course's own table is told as `grade` tells it."""
    table = own_edition / "pyproject.toml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("[tool.grade]\n", "[tool.grade]\ntitel = 1\n"), "utf-8")
    ran = pytest_in(own_edition, *words, "--tb=long")
    assert ran.code in (2, 4)
    assert "the table [tool.grade] has no key titel\nhint: did you mean title?" in ran.output
    assert_nothing_hidden(ran.output)


@pytest.mark.parametrize("how", ["stale", "missing"])
def test_a_record_that_does_not_fit_is_an_error_in_words(own_course, how):
    """A suite that is newer than its record, or has none, gives errors, not failed checks."""
    exercise = Course(own_course).find(SECOND)
    if how == "missing":
        exercise.record.unlink()
    else:
        with exercise.suite.open("a", encoding="utf-8") as more:
            more.write('    agree("same_padding", 3)\n')  # one more call of the last check
    ran = pytest_in(own_course, f"solutions/{SECOND}.py", "--tb=long", "--showlocals")
    assert counted(ran) == {"error": len(checks_of(SECOND))}
    assert "run   grade record ex05" in ran.output
    assert_nothing_hidden(ran.output)


def test_a_suite_that_cannot_be_read_is_told_in_words(own_course):
    """A syntax error in a suite is an error of its file, with name and line."""
    exercise = Course(own_course).find(SECOND)
    exercise.suite.write_text('"""A suite."""\n\ndef test_x(:\n', encoding="utf-8")
    ran = pytest_in(own_course, "solutions", "--tb=long")
    assert ran.code == 2
    assert f"test_{SECOND}.py, line 3: SyntaxError" in ran.output
    assert_nothing_hidden(ran.output)


def test_a_fault_of_a_suite_is_an_error_and_said_to_be_the_kits(own_course):
    """A check whose suite fails is an error without a mark; the others are as ever."""
    exercise = Course(own_course).find(SECOND)
    with exercise.suite.open("a", encoding="utf-8") as more:
        more.write("    1 / 0\n")  # the end of the last check
    xml = own_course / "junit.xml"
    words = (f"solutions/{SECOND}.py", "--tb=long", "-vv", "-l", f"--junitxml={xml}")
    ran = pytest_in(own_course, *words)
    report = reported(own_course, "ex05", f"solutions/{SECOND}.py")
    (check,) = [check for check in report["checks"] if check["outcome"] == "internal"]
    assert counted(ran) == {"passed": len(report["checks"]) - 1, "error": 1}
    assert "not your code" in said_of(check)[0]
    assert said_of(check)[0] in words_of(ran.output)
    (error,) = [case for case in cases_in(xml) if case.kind == "error"]
    assert error.properties == {"outcome": "internal", "points": str(check["points"])}
    assert_nothing_hidden(ran.output)
    assert "1 / 0" not in ran.output


def test_a_fault_of_the_kit_is_kept_and_not_shown(own_edition):
    """An exception of the kit becomes one sentence and a file for the instructor."""
    broken = "import grader.judge.grade as g\ng.grade = lambda *a, **k: [][1]\n"
    (own_edition / "conftest.py").write_text(broken, encoding="utf-8")
    ran = pytest_in(own_edition, FILE, "--tb=long", "-l")
    assert counted(ran) == {"error": len(checks_of(SECOND))}
    assert "the grader failed, not your code; nothing was marked" in ran.output
    (kept,) = set(re.findall(r"\.grade/fault-\w+\.txt", ran.output))
    assert "IndexError" in (own_edition / kept).read_text(encoding="utf-8")
    assert "IndexError" not in ran.output
    assert_nothing_hidden(ran.output)


# Time limits

ENDLESS = "\n\ndef pad2d(x, pad, value=0.0):\n    while True:\n        pass\n"


@pytest.mark.slow
def test_a_call_without_end_is_a_failed_check(own_course):
    """The kit's own limit for a call ends it, and the message says so as `grade` does."""
    described = own_course / "tests" / "hidden" / SECOND / "exercise.toml"
    limits = "\n[limits]\ncpu_seconds = 0.2\n"
    described.write_text(described.read_text(encoding="utf-8") + limits, encoding="utf-8")
    (own_course / FILE).write_text(RIGHT + ENDLESS, encoding="utf-8")
    ran = pytest_in(own_course, FILE)
    report = reported(own_course, "ex05")
    assert counted(ran) == due_of(report)
    checks = report["checks"]
    late = [said_of(check) for check in checks if check["outcome"] == "timeout"]
    assert "0.2 seconds" in late[0][-2]
    assert [text for text in late[0] if text not in words_of(ran.output)] == []


@pytest.mark.skipif(sys.platform == "win32", reason="pytest-timeout ends the process there")
def test_pytest_timeout_ends_a_grading(own_edition):
    """A limit of pytest-timeout ends the grading at once, and every item says so."""
    (own_edition / FILE).write_text(f"import time\ntime.sleep(15)\n{RIGHT}", encoding="utf-8")
    ran = pytest_in(own_edition, FILE, "--timeout=1", "--tb=long", "--durations=1", "-l")
    items = len(checks_of(SECOND))
    assert counted(ran) == {"error": items}
    assert ran.output.count("Timeout (>1.0s) from pytest-timeout.\n") >= items
    assert "he grading was ended, and nothing was marked" in ran.output
    assert 0.9 < float(re.search(r"([\d.]+)s setup", ran.output)[1]) < 5
    assert_nothing_hidden(ran.output)


def test_pytest_timeout_shows_no_hidden_line_when_it_ends_the_process(own_edition):
    """--timeout-method=thread prints where every thread is, and no line of a suite."""
    (own_edition / FILE).write_text(
        RIGHT.replace("def pad2d(", "def pad2d(x, *_):\n    __import__('time').sleep(15)\n"
                      "def other("),
        encoding="utf-8",
    )  # fmt: skip
    ran = pytest_in(own_edition, FILE, "--timeout=1", "--timeout-method=thread")
    assert ran.code == 1
    assert "Timeout" in ran.output
    assert [line for line in hidden_lines(SECOND) if line in ran.output] == []


# Names and places


def test_names_of_all_suites_are_fit_for_ids():
    """Every claim becomes a word of its own that no shell and no id splits."""
    for exercise in Course(ROOT).exercises:
        checks = checks_of(exercise.name)
        names = [*names_of(check.title for check in checks)]
        assert len(set(names)) == len(checks)
        assert all(re.fullmatch(r"\w+", name) for name in names)


@pytest.mark.parametrize(
    ("claims", "names"),
    [
        (["a b", "a, b", "a_b_2"], ["a_b", "a_b_2", "a_b_2_2"]),
        (["f::g [x/y] is\tone\nline"], ["f_g_x_y_is_one_line"]),
        (["-1 < x <= 1", "...", "!"], ["1_x_1", "_2", "_3"]),
        (["\ub2e8\uc704\ub294 \ud558\ub098"], ["\ub2e8\uc704\ub294_\ud558\ub098"]),
    ],
)
def test_claims_become_names(claims, names):
    """Whatever is no part of a word parts words; what would be the same gets a number."""
    assert [*names_of(claims)] == names


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("import x\n\ndef f(x):\n", 2),
        ("def f2(x): ...\nasync  def f (x): ...\n", 1),
        ("def f(x): ...\nclass A:\n    def f(self): ...\n", 0),
        ("def f(x): ...\ndef f(x): ...\n", 1),
        ("f = lambda x: x\n", 0),
        ("", 0),
    ],
)
def test_the_line_of_a_function_is_found_in_the_text(text, line):
    """It is that of its last definition outside of classes, or the first line of the file."""
    assert line_of("f", text.splitlines()) == line


def test_a_pytest_that_judges_nothing_imports_no_numpy(tmp_path):
    """Loading the plugin costs a run of other tests neither NumPy nor the judge."""
    (tmp_path / "test_other.py").write_text(
        "import sys\n\n\ndef test_modules():\n"
        "    assert 'grader.pytest_plugin' in sys.modules\n"
        "    assert not {'numpy', 'grader.judge', 'grader.sandbox'} & set(sys.modules)\n",
        encoding="utf-8",
    )
    ran = pytest_in(tmp_path, "-p", "grader.pytest_plugin", "test_other.py")
    assert "1 passed" in ran.output


# An editor


def editor(folder, *words, **variables):
    """Run Python with the editor's plugin in a folder; return what it was told."""
    pipe = folder / "told"
    os.mkfifo(pipe)
    told = []

    def listen():
        while "end" not in told:
            with open(pipe, encoding="utf-8") as stream:
                told.extend(line.strip() for line in stream)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    variables["PYTHONPATH"] = os.pathsep.join([str(EDITOR), str(ROOT)])
    try:
        ran = python(folder, *words, TEST_RUN_PIPE=str(pipe), **variables)
    finally:
        pipe.write_text("end\n")
        listener.join(10)
        pipe.unlink()
    return ran, [json.loads(line) for line in told if line != "end"]


def leaves_of(tree):
    """Return all tests of a tree, each with its path of folders."""
    for child in tree["children"]:
        if "children" in child:
            yield from leaves_of(child)
        else:
            yield tree, child


needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")


@needs_fifo
@pytest.mark.parametrize("place", ["course", "edition"])
def test_an_editor_discovers_every_check_at_its_function(request, place):
    """The tree has the files of exercises/ with their claims, each at a line to click on."""
    root = request.getfixturevalue(place)
    words = ("-m", "pytest", "-p", "vscode_pytest", "--collect-only", f"--rootdir={root}")
    ran, told = editor(root, *words, "exercises")
    assert ran.code == 0
    ((tree,),) = [told_one.values() for told_one in told]
    assert tree["path"] == str(root)
    found = list(leaves_of(tree))
    checks = [check for name in (FIRST, SECOND) for check in reported(root, name)["checks"]]
    function_of = {check["title"]: check["function"] for check in checks}
    assert sorted(test["shown"] for _, test in found) == sorted(function_of)
    assert len({test["runID"] for _, test in found}) == len(found) == len(checks)
    for above, test in found:
        assert test["path"] == test["parent"] == above["path"]
        assert Path(test["path"]).parent == root / "exercises"
        assert not test["parametrized"]
        assert re.fullmatch(r"\w+", test["name"])
        assert test["id"] == f"exercises/{above['name']}::{test['name']}"
        written = Path(test["path"]).read_text(encoding="utf-8").splitlines()
        line = written[int(test["lineno"]) - 1]
        assert line.startswith(f"def {function_of[test['shown']]}(")


@needs_fifo
@pytest.mark.parametrize("place", ["own_course", "own_edition"])
def test_an_editor_runs_the_tests_that_it_names(request, place):
    """Ids in a file, one a line, run these and no others, with the words of `grade`."""
    root = request.getfixturevalue(place)
    (root / FILE).write_text(WRONG, encoding="utf-8")
    wanted = [
        f"{root / FILE}::{name}"
        for name in (
            "pad2d_adds_nothing_where_the_padding_is_zero",
            "pad2d_puts_the_asked_number_of_cells_on_each_side",
        )
    ]
    asked = root / "ids.txt"
    asked.write_text("\n".join(wanted), encoding="utf-8")
    script = EDITOR / "vscode_pytest.py"
    ran, told = editor(root, script, f"--rootdir={root}", RUN_TEST_IDS_PIPE=str(asked))
    assert [one["test"] for one in told] == wanted
    assert [one["outcome"] for one in told] == ["success", "failure"]
    assert "Top and bottom are exchanged" in words_of(told[1]["message"])
    assert "1 failed, 1 passed" in ran.output
    assert_nothing_hidden(json.dumps(told) + ran.output)


@needs_fifo
def test_an_editor_is_told_what_cannot_be_collected(own_edition):
    """A damaged pack reaches the editor in words, with the hint."""
    (own_edition / PACK).write_bytes(b"PK")
    words = ("-m", "pytest", "-p", "vscode_pytest", "--collect-only", "--rootdir=.")
    _, told = editor(own_edition, *words)
    (error,) = [one for one in told if "error" in one]
    assert f"{PACK} is damaged" in error["error"]
    assert "hint: take the folder datasets/ from a fresh copy" in error["traceback"]
    assert_nothing_hidden(json.dumps(told))
