"""A course is found upwards, and its exercises by every name that a student may type."""

import shutil

import pytest

from grader.course import Course, Hint, Limits, find_course
from grader.errors import KitFault, UsageError
from grader.words.text import draw

TABLE = '[project]\nname = "a"\n\n[tool.grade]\ntitle = "Trial"\n'
NAMES = ("ex01_delta_rule", "ex02_padding", "ex03_padded_pooling", "ex10_softmax", "ex11_soft")


@pytest.fixture
def course(tmp_path):
    """A course of five exercises without any content."""
    (tmp_path / "pyproject.toml").write_text(TABLE)
    for name in NAMES:
        (tmp_path / "tests" / "hidden" / name).mkdir(parents=True)
    return Course(tmp_path)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("ex01", "ex01_delta_rule"),
        ("EX01", "ex01_delta_rule"),
        ("1", "ex01_delta_rule"),
        ("01", "ex01_delta_rule"),
        ("ex01_delta_rule", "ex01_delta_rule"),
        ("ex1", "ex01_delta_rule"),
        ("ex001", "ex01_delta_rule"),
        ("ex01_delta_rule.py", "ex01_delta_rule"),
        ("exercises/ex01_delta_rule.py", "ex01_delta_rule"),
        ("..\\exercises\\ex02_padding.py", "ex02_padding"),
        ("ex01_d", "ex01_delta_rule"),
        ("delta_rule", "ex01_delta_rule"),
        ("delta", "ex01_delta_rule"),
        ("Delta", "ex01_delta_rule"),
        ("d", "ex01_delta_rule"),
        ("padding", "ex02_padding"),
        ("paddi", "ex02_padding"),
        ("10", "ex10_softmax"),
        ("softm", "ex10_softmax"),
        ("soft", "ex11_soft"),
        ("ex11_soft", "ex11_soft"),
    ],
)
def test_every_unambiguous_name_is_found(course, word, name):
    """An exercise is found by number, id, name, file and any unambiguous beginning."""
    assert course.find(word).name == name


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("pad", ["ex02_padding", "ex03_padded_pooling"]),
        ("ex0", ["ex01_delta_rule", "ex02_padding", "ex03_padded_pooling"]),
        ("so", ["ex10_softmax", "ex11_soft"]),
        ("ex", list(NAMES)),
    ],
)
def test_an_ambiguous_name_lists_what_it_could_mean(course, word, meant):
    """A beginning of several names is refused with all of them."""
    with pytest.raises(UsageError) as refused:
        course.find(word)
    assert str(refused.value) == f"{word!r} could mean {', '.join(meant)}"
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("word", "near"),
    [("ex1_delta_rule", "ex01_delta_rule"), ("paddign", "padding"), ("sofmax", "softmax"),
     ("delta-rule", "delta_rule")],
)  # fmt: skip
def test_a_wrong_name_gets_the_nearest(course, word, near):
    """A misspelt name is answered with the nearest right ones."""
    with pytest.raises(UsageError) as refused:
        course.find(word)
    assert "there is no exercise" in str(refused.value)
    assert near in draw(refused.value.hint)


@pytest.mark.parametrize(
    "word",
    ["", "99", "0", "zzzzzz", ".", "/", "ex", "\u0665", "\u00b2", "x" * 5000, "a\0b", "*"],
)
def test_any_other_word_is_a_usage_error(course, word):
    """Whatever is typed, it is refused as a name, never another error."""
    with pytest.raises(UsageError):
        course.find(word)


def test_exercises_are_in_order(course):
    """Exercises come by number."""
    assert tuple(exercise.name for exercise in course.exercises) == NAMES


def test_other_files_are_no_exercises(tmp_path):
    """Notes, caches and files of other names are not taken for exercises."""
    (tmp_path / "exercises").mkdir()
    for name in (
        "notes.txt",
        "ex1_short.py",
        "ex01_a.pyc",
        "__init__.py",
        ".ex01_b.py",
        "ex02_B.py",
    ):
        (tmp_path / "exercises" / name).write_text("")
    (tmp_path / "exercises" / "__pycache__").mkdir()
    assert Course(tmp_path).names == ()


def test_a_folder_of_a_suite_makes_an_exercise(tmp_path):
    """Copies that a student keeps beside a stub or a solution are no exercises."""
    (tmp_path / "tests" / "hidden" / "ex05_begun").mkdir(parents=True)
    for folder in ("exercises", "solutions"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ex05_begun_old.py").write_text("")
    assert Course(tmp_path).names == ("ex05_begun",)


def test_paths_of_an_exercise(course):
    """All files of an exercise are below the course, at the places of its layout."""
    exercise = course.find("2")
    relative = {
        part: getattr(exercise, part).relative_to(course.root).as_posix()
        for part in ("stub", "solution", "hidden", "suite", "reference", "mistakes", "record")
    }
    assert relative == {
        "stub": "exercises/ex02_padding.py",
        "solution": "solutions/ex02_padding.py",
        "hidden": "tests/hidden/ex02_padding",
        "suite": "tests/hidden/ex02_padding/test_ex02_padding.py",
        "reference": "tests/hidden/ex02_padding/reference.py",
        "mistakes": "tests/hidden/ex02_padding/mistakes.py",
        "record": "datasets/references/ex02_padding.record",
    }
    assert (exercise.id, exercise.heading) == ("ex02", "ex02 padding")


def described(course, text):
    """Write the description of ex02 and read it."""
    folder = course.root / "tests" / "hidden" / "ex02_padding"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "exercise.toml").write_text(text, encoding="utf-8")
    return course.find("2")


def test_a_description_sets_title_limits_and_hints(course):
    """exercise.toml gives title, limits and hints; what it leaves out is the default."""
    exercise = described(
        course,
        'title = "Padding of images"\n[limits]\ncpu_seconds = 5.0\n[hints]\nf = ["a", "b"]\n',
    )
    assert exercise.heading == "ex02 padding of images"
    assert exercise.hints == {"f": (Hint("a"), Hint("b"))}
    assert exercise.after == ""
    assert exercise.limits == Limits(cpu_seconds=5.0)
    assert exercise.limits.wall_seconds == 50.0
    assert course.find("1").limits == Limits()


def test_a_hint_may_name_the_checks_that_it_is_about(course):
    """A hint is a text, or a table with a text and names of checks; both may be mixed."""
    exercise = described(
        course,
        "after = '''\nIt leads on.\n'''\n"
        '[hints]\nf = ["a", { text = "b", checks = ["test_x", "test_y"] }, { text = "c" }]\n'
        '[[hints.g]]\ntext = "d"\nchecks = ["test_z"]\n',
    )
    assert exercise.hints == {
        "f": (Hint("a"), Hint("b", ("test_x", "test_y")), Hint("c")),
        "g": (Hint("d", ("test_z",)),),
    }
    assert exercise.after == "It leads on."


@pytest.mark.parametrize(
    "text",
    [
        "title = ",
        "after = 3",
        '[hints]\nf = [{ checks = ["test_x"] }]\n',
        '[hints]\nf = [{ text = "a", checks = [1] }]\n',
        '[hints]\nf = [{ text = "a", about = "b" }]\n',
        "[hints]\nf = [3]\n",
        '[hints]\nf = [["a"]]\n',
        "[limits]\nseconds = 1\n",
        "\x00",
        'limits = "much"\n',
        'hints = "none"\n',
        "[hints]\nf = 3\n",
        '[limits]\ncpu_seconds = "many"\n',
    ],
)
def test_a_wrong_description_is_the_kits_fault(course, text):
    """A description that cannot be read, or says what it may not, is named."""
    with pytest.raises(KitFault) as refused:
        described(course, text)
    assert "exercise.toml of ex02_padding" in str(refused.value)


def test_a_course_is_found_from_a_file_or_folder_inside(course, tmp_path_factory):
    """The first start that lies in a course decides."""
    inside = course.root / "a" / "b"
    inside.mkdir(parents=True)
    outside = tmp_path_factory.mktemp("outside")
    for starts in ((inside,), (course.root,), (outside, inside), (inside / "not_there.py",)):
        assert find_course(*starts).root == course.root.resolve()


def test_the_nearest_course_is_found(course):
    """A course inside another is found first."""
    inner = course.root / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text(TABLE)
    assert find_course(inner).root == inner.resolve()


@pytest.mark.parametrize(
    "text",
    ['[project]\nname = "a"\n', "", "# [tool.grade]\n", "[tool.grader]\nx = 1\n", "tool = 1"],
)
def test_another_project_is_no_course(tmp_path, text):
    """A pyproject.toml without the table is passed by."""
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(UsageError, match="no course"):
        find_course(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        '[tool.grade]\ntitle = "first in the file"\n',
        '[project]\r\nname = "a"\r\n\r\n[tool.grade]\r\n',
        "[tool.grade]",
    ],
)
def test_the_table_may_stand_anywhere(tmp_path, text):
    """The table may begin the file, end it, and have any line ends."""
    (tmp_path / "pyproject.toml").write_bytes(text.encode())
    assert find_course(tmp_path).root == tmp_path.resolve()


def test_a_settings_file_that_is_not_utf8_is_no_crash(course):
    """A pyproject.toml that cannot be read as text is no course, or a clear error."""
    inner = course.root / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_bytes(b"\xff\xfe\n[tool.grade]\n")
    try:
        found = find_course(inner).root
    except (UsageError, KitFault):
        return
    assert found in (inner.resolve(), course.root.resolve())


def test_outside_of_a_course_says_where_to_go(tmp_path):
    """Without a course the error names the folder and what to do."""
    shutil.rmtree(tmp_path / "none", ignore_errors=True)
    with pytest.raises(UsageError) as refused:
        find_course(tmp_path)
    assert str(tmp_path.resolve()) in str(refused.value)
    assert "exercises/" in draw(refused.value.hint)
