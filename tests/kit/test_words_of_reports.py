"""No text of a report is forgotten: every drawer draws it in the made-up language."""

import html
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from grader.course import find_course
from grader.judge.grade import grade
from grader.judge.submission import of_bytes
from grader.notebook.cells import Cell, whole
from grader.notebook.shown import bundle
from grader.words.catalogs import MadeUp
from grader.words.text import use
from tests.kit.made_up import forgotten, run
from tests.kit.workshop import ROOT

SITUATIONS = ROOT / "tests" / "kit" / "submissions"
# What Python itself says, and code: names of what is wrong, values given to a call.
CODE = (
    r"\b[A-Z]\w*(Error|Exit|Interrupt|Warning|Quit|Wrong)\b(: .*)?",
    r"(?m)^ *\w+ = .*$",
    r"\b(same_padding|pad2d|np|x|kernel_size|logits|labels)\b",
)
# Submissions that differ in what is said of them.
KINDS = (
    "changes_its_argument", "depends_on_earlier_calls", "exception_at_import",
    "exception_in_a_call", "exits_at_import", "exits_in_a_call",
    "exits_where_an_error_is_asked", "file_empty", "file_in_cp949", "file_in_utf16",
    "file_is_a_folder", "file_of_another_exercise", "file_untouched",
    "import_another_exercise", "import_matplotlib", "import_missing_package",
    "import_misspelt_numpy", "import_misspelt_part_of_numpy", "import_the_solution",
    "import_torch", "korean_names", "loops_at_import", "name_absent",
    "name_in_wrong_case", "name_inside_a_class", "name_misspelt", "name_of_a_number",
    "name_undefined_at_import", "not_written_at_import", "not_written_in_one_of_two",
    "os_exit_at_import", "os_exit_in_a_call", "os_exit_in_every_function",
    "parameters_too_few", "parameters_too_many", "plt_show_left_in", "prints_only",
    "quits_in_a_call", "raises_another_exception", "raises_keyboardinterrupt",
    "raises_systemexit", "recursion_without_end", "returns_a_float_for_a_count",
    "returns_a_huge_array", "returns_a_huge_number", "returns_a_list",
    "returns_a_masked_array", "returns_a_matrix", "returns_an_array_for_a_count",
    "returns_an_object_array", "returns_float32_for_float64", "returns_float64_for_float32",
    "returns_its_argument", "returns_itself_inside", "returns_nan", "returns_nothing",
    "returns_one_item_too_many", "returns_shape_1_for_a_number", "returns_the_same_buffer",
    "returns_where_an_error_is_asked", "returns_wrong_shape", "segmentation_fault",
    "syntax_error_bracket", "syntax_error_colon", "syntax_error_indent", "typeerror_inside",
    "warnings_as_errors", "wrong_as_a_known_mistake",
)  # fmt: skip


def judged(folder, situation, *words):
    """Judge a file that is wrong in some way, in a process of its own."""
    (source,) = (SITUATIONS / situation).glob("ex*.py")
    target = folder / "exercises" / source.name
    target.unlink(missing_ok=True)
    copy = shutil.copytree if source.is_dir() else shutil.copy
    copy(source, target)
    return subprocess.run(
        [sys.executable, "-m", "grader", source.stem, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "500"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.mark.parametrize(
    "words", ["", "list", "show ex05", "hint ex05", "hint ex05 --again", "hint ex03"]
)
def test_where_a_student_is(begun, words):
    """Overview, list, statement and hints are translated."""
    result = run(*words.split())
    assert result.exit_code == 0
    assert "\u27e6" in result.stdout
    assert forgotten(result.output) == []


def lines_of(situation):
    """Return a pattern for each line of a submission: what it quotes is the student's."""
    (source,) = (SITUATIONS / situation).glob("ex*.py")
    text = source.read_bytes().decode("utf-8", "replace") if source.is_file() else ""
    return [re.escape(line.strip()) for line in text.splitlines() if len(line.strip()) > 5]


@pytest.mark.slow
@pytest.mark.parametrize("situation", KINDS)
def test_judged(begun, situation):
    """Whatever is wrong with a file, all that is said of it is translated."""
    done = judged(begun, situation)
    assert done.returncode in (0, 1)
    assert "\u27e6" in done.stdout
    assert forgotten(done.stdout + done.stderr, *lines_of(situation), *CODE) == []


def sentences_in(value):
    """Yield every sentence in a report's JSON."""
    if isinstance(value, dict):
        yield from (item for key, item in value.items() if key == "message" and item)
        value = [item for key, item in value.items() if key != "facts"]
    if isinstance(value, list):
        for item in value:
            yield from sentences_in(item)


@pytest.mark.parametrize(
    "situation", ["name_misspelt", "wrong_as_a_known_mistake", "import_torch", "returns_nan"]
)
def test_sentences_in_json(begun, situation):
    """`--format json` has its sentences in the reader's language, and facts for programs."""
    report = json.loads(judged(begun, situation, "--format", "json").stdout)
    told = list(sentences_in(report))
    assert told
    for sentence in told:
        assert forgotten(sentence, *CODE) == []
    assert "\u27e6" not in json.dumps([report["exercise"], report["status"]])


@pytest.mark.parametrize("name", ["solution", "returns_wrong_shape"])
def test_all(begun, name):
    """One line for each exercise is translated, whatever became of it."""
    if name == "solution":
        shutil.copy(begun / "solutions" / "ex05_padding.py", begun / "exercises")
    else:
        shutil.copy(SITUATIONS / name / "ex05_padding.py", begun / "exercises")
    result = run("all")
    assert forgotten(result.output, cut=True) == []
    assert "\u27e6" in result.stdout


def test_watch(begun):
    """The view of watch mode is translated."""
    shutil.copy(
        SITUATIONS / "wrong_as_a_known_mistake" / "ex05_padding.py",
        begun / "exercises",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "watch", "ex05"],
        cwd=begun,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        told = ""
        while "of 3 exercises" not in told:
            told += process.stdout.readline()
    finally:
        process.terminate()
        told += process.communicate()[0]
    lines = lines_of("wrong_as_a_known_mistake")
    assert forgotten(told, *lines, *CODE) == []


@pytest.mark.parametrize(
    "situation", ["wrong_as_a_known_mistake", "import_torch", "name_absent"]
)
def test_notebook(begun, situation):
    """What a notebook shows, as HTML and as text, is translated."""
    exercise = find_course(begun).find("ex05")
    text = (SITUATIONS / situation / "ex05_padding.py").read_text(encoding="utf-8")
    cells = whole(Cell(3, text))
    report = grade(exercise, of_bytes("cell 3", text.encode()))
    use(MadeUp())
    shown = bundle(exercise, report, cells, "%grade ex05")
    page = re.sub(r"(?s)<style>.*?</style>|<[^>]*>", " ", shown["text/html"])
    for screen in (html.unescape(page), shown["text/plain"]):
        assert "\u27e6" in screen
        assert forgotten(screen, *lines_of(situation), *CODE) == []


@pytest.mark.skipif(sys.platform == "win32", reason="batch runs where processes can fork")
def test_batch(begun, tmp_path):
    """The screens of a batch are translated: the first run, and one with nothing to do."""
    for student, situation in (("ada", "returns_wrong_shape"), ("ben", "import_torch")):
        (tmp_path / "class" / student).mkdir(parents=True)
        shutil.copy(SITUATIONS / situation / "ex05_padding.py", tmp_path / "class" / student)
    words = ["batch", str(tmp_path / "class"), "--out", str(tmp_path / "out"), "--seed", "0"]
    for code in (0, 0):
        done = subprocess.run(
            [sys.executable, "-m", "grader", *words, "--sandbox", "process"],
            cwd=begun,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "300"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == code, done.stderr
        assert "\u27e6" in done.stdout
        told = (done.stdout + done.stderr).replace(str(tmp_path), "")
        # The first sentence goes over two lines; of what comes after it titles are cut.
        first, rest = told[: (end := told.index("\u27e7\n") + 2)], told[end:]
        assert forgotten(first) == []
        assert forgotten(rest, r"\bprocess\b", r"/out(/\S+)?", cut=True) == []
