"""What a batch takes of a class, and what it shows before a zero that no person would give."""

import os
import re
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom import to_look_at
from grader.classroom.intake import open_intake
from grader.classroom.intake.look import KEPT, Left, Look, Taken
from grader.classroom.intake.matching import is_python
from grader.course import Course, Exercise
from grader.render.text import WIDTH, columns_of
from grader.words.catalogs import MadeUp
from grader.words.text import English, draw, use
from tests.kit.made_up import outside
from tests.kit.workshop import ROOT

SIZES = Exercise("ex04_conv_output_size", "Sizes", Path())
PADDING = Exercise("ex05_padding", "Padding", Path())
POOLING = Exercise("ex06_max_pooling", "Pooling", Path())
ALL = (SIZES, PADDING, POOLING)
BOTH = (SIZES, PADDING)  # what counts
COURSE = Course(ROOT)


def put(top, *paths):
    """Write files whose texts all differ."""
    for path in paths:
        file = top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {path}\n", encoding="utf-8")
    return top


def zipped(top):
    """Return a zip of what a folder holds."""
    path = top.with_name(f"{top.name}.zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(top.rglob("*")):
            archive.write(file, file.relative_to(top))
    return path


def looked(top, students=(), wrappers=(), only=()):
    """Return a class and what is taken of it."""
    intake = open_intake(top, ALL, students, wrappers)
    return intake, intake.look(BOTH, only)


def stops(top, **more):
    """Return what stops a batch: codes and paths, sorted."""
    return sorted((left.code, left.path) for left in looked(top, **more)[1].stopping)


GOOD = [f"student{number}/ex0{exercise}.py" for number in range(8) for exercise in (4, 5)]

STOPPING = {
    "sections": (
        ["a/kim/ex05.py", "a/lee/ex05.py", "b/ann/ex05.py", "b/bob/ex05.py"],
        [("several_people", "a"), ("several_people", "b")],
    ),
    "sections_of_numbers": (
        ["a/1/ex05.py", "a/2/ex05.py", "b/1/ex05.py", "b/2/ex05.py"],
        [("several_people", "a"), ("several_people", "b")],
    ),
    "sections_of_weeks": (
        ["a/kim/week5/ex05.py", "a/lee/week4/ex04.py", "b/ann/ex04.py", "b/bob/week5/ex05.py"],
        [
            ("near", "a/kim/week5/ex05.py"),
            ("near", "a/lee/week4/ex04.py"),
            ("near", "b/bob/week5/ex05.py"),
        ],
    ),
    "one_section_among_students": (
        [*GOOD, "late ones/kim/ex05.py", "late ones/lee/ex05.py", "late ones/ann/ex05.py"],
        [("several_people", "late ones")],
    ),
    "a_student_inside_of_another_folder": (
        [*GOOD, "late/student3/ex05.py"],
        [("several_people", "late")],
    ),
    "exercise_folders": (
        ["ex04/kim_ex04.py", "ex05_padding/kim_ex05.py", "Padding/kim.py"],
        [
            ("exercise_folder", "ex04"),
            ("exercise_folder", "ex05_padding"),
            ("nothing_taken", "Padding"),
        ],
    ),
    "one_flat_download": (
        ["download/kim_12_34_ex05.py", "download/lee_13_35_ex05.py"],
        [("several_people", "download")],
    ),
    "one_flat_korean_download": (
        ["과제/20261000_홍길동_ex05.py", "과제/20261001_김철수_ex05.py"],
        [("several_people", "과제")],
    ),
    "mail_in_one_folder": (
        ["mail/ex05.py", "mail/ex05 (1).py", "mail/ex05 (2).py", "mail/ex05 (3).py"],
        [("several_people", "mail")],
    ),
    "a_stray_folder": (
        [*GOOD, "feedback/kim.html", "feedback/lee.html"],
        [("nothing_taken", "feedback")],
    ),
    "online_text": (
        [*GOOD, "Kim_1_assignsubmission_onlinetext/onlinetext.html"],
        [("nothing_taken", "Kim_1_assignsubmission_onlinetext")],
    ),
    "notebooks": (
        [*GOOD, "kim/ex04.py", "kim/ex05.ipynb"],
        [("near", "kim/ex05.ipynb")],
    ),
    "a_number_for_a_name": (
        [*GOOD, "kim/ex04.py", "kim/과제5.py"],
        [("near", "kim/과제5.py")],
    ),
    "another_name": (
        [*GOOD, "kim/answer.py"],
        [("nothing_taken", "kim")],
    ),
    "a_zip_of_ones_own": (
        [*GOOD, "kim/homework.zip"],
        [("nothing_taken", "kim")],
    ),
    "two_courses_in_one": (
        [*GOOD, "kim/kit/exercises/ex05_padding.py", "kim/lee/kit/exercises/ex05_padding.py"],
        [
            ("near", "kim/kit/exercises/ex05_padding.py"),
            ("near", "kim/lee/kit/exercises/ex05_padding.py"),
        ],
    ),
    "two_people_in_exercises": (
        [*GOOD, "kim/exercises/lee/ex05.py", "kim/exercises/oh/ex04.py"],
        [("near", "kim/exercises/lee/ex05.py"), ("near", "kim/exercises/oh/ex04.py")],
    ),
    "two_files_too_deep": (
        [*GOOD, "kim/all/week4/ex05.py", "kim/all/week5/ex05.py"],
        [("near", "kim/all/week4/ex05.py"), ("near", "kim/all/week5/ex05.py")],
    ),
    "an_answer_among_deep_solutions_alone": (
        [*GOOD, "kim/ex04.py", "kim/kit/solutions/ex05.py"],
        [("near", "kim/kit/solutions/ex05.py")],
    ),
    "a_student_deep_inside_of_another_folder": (
        [*GOOD, "late/student3/week5/ex05.py"],
        [("several_people", "late")],
    ),
    "two_numbers_in_one_folder": (
        [*GOOD, "kim/20261000_홍길동_ex05.py", "kim/20261001_김철수_ex05.py"],
        [("several_people", "kim")],
    ),
    "numbers_that_could_be_dates": (
        ["과제/20260301_ex05.py", "과제/20260302_ex05.py"],
        [("several_people", "과제")],
    ),
    "people_beside_what_could_be_dates": (
        [
            *GOOD,
            *(
                f"mail/2026030{number}_{name}_ex05.py"
                for number, name in enumerate(("kim", "lee", "ann"), 1)
            ),
        ],
        [("several_people", "mail")],
    ),
    "what_could_be_a_date_is_another_students_number": (
        [
            *GOOD,
            "20260302_lee/ex04.py",
            "20260301_kim/20260301_ex05.py",
            "20260301_kim/20260302_ex05.py",
        ],
        [("several_people", "20260301_kim")],
    ),
    "a_date_and_two_numbers": (
        [*GOOD, "kim/20261000_ex05_20260301.py", "kim/20261200_ex05_20260301.py"],
        [("several_people", "kim")],
    ),
    "an_answer_among_solutions_alone": (
        [*GOOD, "kim/ex04.py", "kim/solutions/ex05.py"],
        [("near", "kim/solutions/ex05.py")],
    ),
    "two_exercises_in_one": (
        [*GOOD, "kim/ex04_ex05.py"],
        [("near", "kim/ex04_ex05.py")],
    ),
    "a_file_beside_the_students": (
        [*GOOD, "kim_ex05.py"],
        [("beside", "kim_ex05.py")],
    ),
    "a_zip_beside_the_students": (
        [*GOOD, "20261000_홍길동.zip"],
        [("beside", "20261000_홍길동.zip")],
    ),
    "the_root_of_nbgrader": (
        ["source/ps/ex05.ipynb", "submitted/kim/ps/ex05.py", "submitted/lee/ps/ex05.py"],
        [
            ("near", "source/ps/ex05.ipynb"),
            ("near", "submitted/kim/ps/ex05.py"),
            ("near", "submitted/lee/ps/ex05.py"),
        ],
    ),
}

PASSING = {
    "two_of_all_exercises": ["kim/ex04.py", "lee/ex05.py"],
    "nothing_handed_in": [*GOOD, "kim/.gitignore", "kim/README.md", "lee/Thumbs.db"],
    "only_other_weeks": [*GOOD, "kim/ex06.py", "kim/helper.py", "lee/ex06.ipynb"],
    "junk_of_systems": [
        *GOOD, ".DS_Store", "__MACOSX/student1/._ex05.py", "Thumbs.db", "student1/.DS_Store",
        "student1/__MACOSX/ex05.py", "kim/__pycache__/ex05.pyc", "student2/desktop.ini",
        "student1/.ipynb_checkpoints/ex05-checkpoint.py",
    ],
    "files_beside_the_work": [
        *GOOD, "README.md", "ex05_grades.xlsx", "ex05.pdf", "collect.py", "student1/report.pdf",
        "student1/data.csv", "student2/helper.py", "student2/utils/plots.py", "student3/5.png",
    ],
    "copies_of_ones_own": [
        *GOOD, "student1/ex05 (1).py", "student1/ex05_final.py", "student1/ex05_v2.py",
        "student2/week4/ex05.py", "student2/week5/ex05.py", "student3/kim_ex05.py",
        "student3/kim_ex05_최종.py", "student4/old/ex05.py", "student4/test_ex05.py",
        "student5/first_ex05.py", "student5/second_ex05.py",
    ],
    "clones_of_the_course": [
        f"{student}/{path}"
        for student in ("kim", "lee", "ann")
        for path in (
            "README.md", "exercises/ex04_conv_output_size.py", "exercises/ex05_padding.py",
            "solutions/ex04_conv_output_size.py", "solutions/ex05_padding.py",
            "tests/hidden/ex05_padding/reference.py", "grader/course.py",
            "tests/hidden/ex05_padding/test_ex05_padding.py", "docs/sessions/marks.py",
            "datasets/references/ex05_padding.record",
        )
    ],
    "repositories_named_by_the_exercise": [
        "ex05-padding-kim/ex05.py", "ex05-padding-lee/ex05.py", "20261000_홍길동_ex05/ex05.py",
    ],
    "records_and_documents": [
        *GOOD, "kim/datasets/ex05_padding.record", "kim/ex05_padding.pdf", "kim/ex04.py",
    ],
    "one_number_in_every_name": [
        *GOOD, "kim/20261000_ex05.py", "kim/20261000_ex05 (1).py", "kim/ex05 (2).py",
        "lee/lee_123456_7000001_ex05.py", "lee/lee_123456_7000002_ex05-1.py",
    ],
    "versions_with_dates": [
        *GOOD, "kim/ex05_20260301.py", "kim/ex05_20260308.py", "kim/ex05_2026-03-15 1530.py",
        "lee/20231234_ex05-2026-03-01.py", "lee/20231234_ex05-2026-03-08.py",
        "ann/260301_ex05.py", "ann/260308_ex05.py", "ann/ex05_20260308 (2).py",
    ],
    "names_of_every_kind": [
        f"student{number}/{name}"
        for number, name in enumerate([
            "20261000_홍길동_ex05.py", "ex05-padding.py", "ex05_final (2).py",
            "EX05_Padding.PY", "ex05_padding.py.txt", "5주차_ex05.py",
            unicodedata.normalize("NFD", "홍길동_ex05_최종.py"), "Copy of ex05_padding.py",
        ])
    ],
}  # fmt: skip


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("case", STOPPING)
def test_what_a_person_would_ask_about_stops(tmp_path, case, packed):
    """Files that were not taken, or are not one person's, are named; a zip is as a folder."""
    paths, due = STOPPING[case]
    top = put(tmp_path / "class", *paths)
    assert stops(zipped(top) if packed else top) == sorted(due)


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("case", PASSING)
def test_what_every_class_has_does_not_stop(tmp_path, case, packed):
    """Absent files, junk, helpers, copies and clones are no reason to ask."""
    top = put(tmp_path / "class", *PASSING[case])
    assert stops(zipped(top) if packed else top) == []


def test_every_name_of_the_list_is_taken(tmp_path):
    """Names with numbers, people, weeks and copies around the id are taken, in both forms."""
    top = put(tmp_path / "class", *PASSING["names_of_every_kind"])
    intake, look = looked(top)
    assert look.taken == {SIZES.name: 0, PADDING.name: 8}
    for student in intake.students():
        assert not intake.submissions(student, [PADDING])[0].problem


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("ex05_20260301.py", "ex05_20260308.py"),
        ("ex05_20260308.py", "ex05-2026-03-09.py"),
        ("ex05-2026-02-28.py", "260301_ex05.py"),
        ("ex05_20260308 (2).py", "ex05_20260309.py"),
        ("ex05_20260308.py", "ex05_20260308 (2).py"),
        ("ex05_20260308_0900.py", "ex05_20260308_1530.py"),
        ("ex05 (3).py", "ex05_20260308.py"),
    ],
)
@pytest.mark.parametrize("tie", [True, False])
def test_a_date_is_a_version(tmp_path, older, newer, tie):
    """Of dated files the newer one counts, and of those equally new the later date."""
    top = put(tmp_path / "class", *GOOD, f"kim/{older}", f"kim/{newer}")
    os.utime(top / "kim" / newer, (10**9, 10**9))
    os.utime(top / "kim" / older, (10**9, 10**9 + (0 if tie else 60)))
    _, look = looked(top)
    (left,) = look.of("several")
    counts = newer if tie else older  # the time decides before the date
    assert (left.path, left.why) == (f"kim/{counts}", "tie" if tie else "newest")
    (taken,) = [one for one in look.renamed if one.student == "kim"]
    assert taken.path == counts


ANSWER = "import numpy as np\n\n\ndef pad2d(x, padding):\n    return np.pad(x, padding)\n"
NAMES_OF_ANY_KIND = [
    "ex0506.py", "exercise_five.py", "main.py", "패딩.py", "week/Untitled.ipynb", "answer.txt",
    "a/b/solution.py",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES_OF_ANY_KIND)
def test_a_file_with_a_lacking_function_stops(tmp_path, name):
    """Whatever its name, a file that defines what its student has no file for is looked at."""
    top = put(tmp_path / "class", *GOOD, "kim/ex04.py", f"kim/{name}")
    (top / "kim" / name).write_text(ANSWER, encoding="utf-8")
    assert stops(top) == [("holds", f"kim/{name}")]
    put(top, "kim/ex05.py")
    assert stops(top) == []


def test_a_file_with_the_functions_of_two_exercises_stops(tmp_path):
    """One file for everything is judged for one exercise only, so somebody is to look."""
    top = put(tmp_path / "class", *GOOD, "kim/ex04.py")
    (top / "kim" / "ex04.py").write_text(ANSWER, encoding="utf-8")
    assert stops(top) == []  # a helper may be called so
    both = f"{ANSWER}\n\ndef same_padding(kernel):\n    return 0, 0\n"
    (top / "kim" / "ex04.py").write_text(both, encoding="utf-8")
    assert stops(top) == [("holds", "kim/ex04.py")]


@pytest.mark.parametrize("name", ["solutions/mine.py", "test_mine.py", "backup/a.py"])
def test_what_never_counts_is_not_looked_into(tmp_path, name):
    """Functions in solutions, tests and backups are no answers."""
    top = put(tmp_path / "class", *GOOD, "kim/ex04.py", f"kim/{name}")
    (top / "kim" / name).write_text(ANSWER, encoding="utf-8")
    assert stops(top) == []


def test_members_that_lead_out_of_a_zip_stop(tmp_path):
    """A file whose path leads out of the zip is nobody's, and is named."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("kim/ex05.py", "../lee/ex05.py", "../notes.txt"):
            archive.writestr(name, "")
    assert stops(path) == [("leads_out", "../lee/ex05.py")]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such links")
def test_a_students_folder_that_cannot_be_read_stops(tmp_path):
    """A link in a student's place is zeros for everything: somebody should look."""
    top = put(tmp_path / "class", *GOOD)
    (top / "kim").symlink_to(top / "student1")
    assert stops(top) == [("not_read", "kim")]


def test_what_was_seen_does_not_stop_again(tmp_path):
    """Somebody who went on as shown is asked again only for what is new."""
    top = put(tmp_path / "class", *GOOD, "kim/answer.py")
    look = looked(top)[1]
    seen = {left.key for left in look.stopping}
    put(top, "lee/answer.py")
    again = open_intake(top, ALL).look(BOTH, seen=seen)
    assert [left.path for left in again.stopping] == ["lee"]
    # A batch that stops names the new one alone, one that goes on names it first.
    assert "kim (it holds" not in "".join(to_look_at.shown(again))
    lines = [line for line in to_look_at.told(again, ()) if "it holds" in line]
    assert [line.split()[0] for line in lines] == ["lee", "kim"]


def test_something_new_in_a_folder_that_was_seen_stops(tmp_path):
    """Going on with a folder of notes says nothing of a file that comes into it later."""
    top = put(tmp_path / "class", *GOOD, "kim/notes.txt")
    seen = {left.key for left in looked(top)[1].stopping}
    assert open_intake(top, ALL).look(BOTH, seen=seen).stopping == []
    put(top, "kim/main.py")
    again = open_intake(top, ALL).look(BOTH, seen=seen)
    assert [(left.code, left.path) for left in again.stopping] == [("nothing_taken", "kim")]


@pytest.mark.parametrize(
    ("better", "newer"),
    [
        ("ex05_padding.py", "ex05_plot.py"),
        ("ex05 (2).py", "ex05_helpers.py"),
        ("padding.py", "padding_plot.py"),
    ],
)
def test_a_helper_never_beats_an_answer(tmp_path, better, newer):
    """Of two files with the exercise's name the one that has nothing beside it is judged."""
    top = put(tmp_path / "class", f"kim/{better}", f"kim/{newer}", "lee/ex05.py")
    os.utime(top / "kim" / better, (1, 1))
    intake, look = looked(top)
    (submission,) = intake.submissions("kim", [PADDING])
    assert submission.source.path.endswith(better)
    assert [left.path for left in look.of("several")] == [f"kim/{better}"]


@pytest.mark.parametrize("name", ["ex\uff10\uff15.py", "\uff45\uff5805_padding.py"])
def test_full_width_letters_are_the_same(tmp_path, name):
    """A name that an East Asian keyboard wrote in full width is that of the exercise."""
    top = put(tmp_path / "class", f"kim/{name}", "lee/ex05.py")
    assert looked(top)[1].taken["ex05_padding"] == 2


@pytest.mark.parametrize(
    "name", ["ex04,05.py", "ex04to06.py", "ex04~5.py", "ex(5).py", "제5주.py"]
)
def test_a_name_of_several_exercises_or_of_none_for_sure_stops(tmp_path, name):
    """A list or a range, and a number in an unusual place, is near and never a silent zero."""
    top = put(
        tmp_path / "class", f"kim/{name}", "kim/ex05_old.py", "lee/ex05.py", "lee/ex04.py"
    )
    assert ("near", f"kim/{name}") in stops(top)


def test_what_is_new_is_never_cut_away(tmp_path):
    """Behind a thousand things that were seen, each new one is named; nothing hides it."""
    old = [f"{number:04}/answer.py" for number in range(KEPT + 5)]
    top = put(tmp_path / "class", *GOOD, *old)
    first = looked(top)[1]
    assert len(first.stopping) == len(old)
    lines = to_look_at.shown(first)
    assert sum("it holds" in line for line in lines) == to_look_at.MOST
    assert "    and 985 more" in lines
    new = [f"z{number:02}" for number in range(to_look_at.MOST + 5)]
    put(top, *(f"{name}/answer.py" for name in new))
    seen = {left.key for left in first.stopping}
    again = open_intake(top, ALL).look(BOTH, seen=seen)
    assert [left.path for left in again.stopping] == new
    for lines in to_look_at.shown(again), to_look_at.told(again, ()):
        shown = [line.split()[0] for line in lines if "it holds" in line]
        assert shown[: len(new)] == new


def test_files_are_grouped_by_folder(tmp_path):
    """A folder has three lines and one for its rest, a clone of the course a single one."""
    kit = [f"lee/kit/grader/code{number}.py" for number in range(190)]
    put(tmp_path, "kim/ex04.py", "lee/kit/exercises/ex05.py", *kit)
    put(tmp_path, *(f"kim/plots/{number}.py" for number in "abcdefgh"))
    top = put(tmp_path, *(f"ann/exercise sheets/ex05 {letter}.ipynb" for letter in "abcde"))
    lines = [line.strip() for line in to_look_at.shown(looked(top)[1])]
    assert "lee/kit: 190 files of a copy of the course" in lines
    assert [line for line in lines if line.startswith("kim/plots")] == [
        *(f"kim/plots/{letter}.py" for letter in "abc"),
        "kim/plots: 5 more files",
    ]
    assert "ann/exercise sheets: 2 more files" in lines
    everything = to_look_at.shown(open_intake(top, ALL).look(BOTH, everything=True))
    text = "\n".join(everything)
    assert "more" not in text
    assert all(path in text for path in kit)


def test_only_students_who_are_judged_are_looked_at(tmp_path):
    """With `--student` nobody else's files stop the batch."""
    top = put(tmp_path / "class", *GOOD, "kim/answer.py")
    assert stops(top, only=("student1",)) == []
    assert stops(top, only=("kim",)) == [("nothing_taken", "kim")]


def test_different_files_for_one_exercise_are_told(tmp_path):
    """Both are named, the one that counts first; copies of one text are not."""
    top = put(tmp_path / "class", "kim/ex05.py", "kim/week5/ex05.py", "lee/ex05.py")
    (top / "lee/week5").mkdir()
    (top / "lee/week5/ex05.py").write_bytes((top / "lee/ex05.py").read_bytes())
    (told,) = looked(top)[1].of("several")
    assert (told.path, told.others) == ("kim/ex05.py", ("kim/week5/ex05.py",))


def test_a_course_inside_of_a_folder_stands_for_it(tmp_path):
    """An unpacked course one folder down is taken; so is a single file at any depth."""
    kit = "deep-learning-exercise-kit"
    top = put(
        tmp_path / "class", f"kim/{kit}/exercises/ex05_padding.py",
        f"kim/{kit}/solutions/ex05_padding.py", f"kim/{kit}/tests/hidden/ex05/reference.py",
        f"kim/{kit}/datasets/references/ex05_padding.record", "kim/ex04.py",
        f"kim/{kit}/exercises/ex04_conv_output_size.py", "lee/submission/week5/ex04.py",
        "oh/week4/ex04.py", "oh/submission/week5/ex05.py", "yun/exercises/week5/ex05.py",
    )  # fmt: skip
    for place in top, zipped(top):
        intake, look = looked(place)
        assert look.stopping == []
        kim, lee = (intake.submissions(student, BOTH) for student in ("kim", "lee"))
        assert [each.path for each in kim] == ["ex04.py", f"{kit}/exercises/ex05_padding.py"]
        assert lee[0].path == "submission/week5/ex04.py"
        assert look.taken == {SIZES.name: 3, PADDING.name: 3}
        # A task asks for a part of the exercises, and gets the same.
        assert intake.submissions("kim", [PADDING]) == kim[1:]


STUB = (ROOT / "exercises" / "ex05_padding.py").read_bytes()


@pytest.mark.parametrize(
    ("stub", "written"),
    [
        ("exercises/ex05_padding.py", "week5/ex05.py"),
        ("ex05_padding.py", "ex05_이영희 완성.py"),
        ("ex05_padding.py", "padding.py"),
        ("ex05_padding.py", "kit/exercises/ex05_padding.py"),
        ("exercises/ex05_padding.py", "submission/week5/ex05.py"),
    ],
)
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_an_untouched_stub_beats_no_file(tmp_path, stub, written, ends):
    """However well it is placed, named or new, the stub does not count beside an answer."""
    top = put(tmp_path, f"kim/{written}", "lee/ex04.py")
    put(top, f"kim/{stub}")
    (top / "kim" / stub).write_bytes(STUB.replace(b"\r\n", b"\n").replace(b"\n", ends))
    os.utime(top / "kim" / written, (1_000_000_000,) * 2)
    intake = open_intake(top, COURSE.exercises)
    padding = COURSE.find("ex05")
    (submission,) = intake.submissions("kim", [padding])
    assert (submission.path, submission.note.code) == (written, "begun_of")
    look = intake.look([padding])
    (several,) = look.of("several")
    assert (several.path, several.why) == (f"kim/{written}", "begun")
    lines = " ".join(" ".join(to_look_at.told(look, ())).split())
    assert "(the rest is the untouched stub)" in lines
    # Alone it is what was handed in.
    (top / "kim" / written).unlink()
    assert open_intake(top, COURSE.exercises).submissions("kim", [padding])[0].path == stub


def test_unsettled_files_beside_a_stub_are_asked_about(tmp_path):
    """Where only the stub could count, and two answers lie too deep, the batch stops."""
    top = put(tmp_path, "kim/a/week5/ex05.py", "kim/b/week5/ex05.py", "lee/ex05.py")
    (top / "kim/ex05.py").write_bytes(STUB)
    look = open_intake(top, COURSE.exercises).look([COURSE.find("ex05")])
    assert sorted(left.path for left in look.stopping) == [
        "kim/a/week5/ex05.py",
        "kim/b/week5/ex05.py",
    ]


@pytest.mark.parametrize(
    ("paths", "why"),
    [
        (("kim/exercises/ex05.py", "kim/week5/ex05.py"), "placed"),
        (("kim/ex05.py", "kim/padding.py"), "named"),
        (("kim/ex05_b.py", "kim/ex05_a.py"), "tie"),
    ],
)
def test_why_the_first_counts_is_told(tmp_path, paths, why):
    """Of several different files the line says what is better about the first."""
    top = put(tmp_path, *paths, "lee/ex05.py")
    for path in paths:
        os.utime(top / path, (1_700_000_000,) * 2)
    (several,) = (look := looked(top)[1]).of("several")
    assert (several.path, several.why) == (paths[0], why)
    assert draw(to_look_at.WHY[why]) in " ".join(" ".join(to_look_at.told(look, ())).split())


def test_what_is_not_taken_is_not_called_worse_where_it_is_not(tmp_path):
    """Solutions and copies of one text have a reason of their own."""
    top = put(tmp_path, "kim/ex05.py", "kim/solutions/ex05.py", "kim/ex05_old.py")
    put(top, "kim/과제5.py", "kim/week5/ex05.py", "lee/ex05.py")
    (top / "kim/week5/ex05.py").write_bytes((top / "kim/ex05.py").read_bytes())
    look = looked(top)[1]
    assert [left.path for left in look.of("spare")] == ["kim/과제5.py"]
    assert {left.path for left in look.of("set_aside")} == {
        "kim/solutions/ex05.py",
        "kim/ex05_old.py",
    }
    ((path, others),) = [(left.path, left.others) for left in look.of("same")]
    assert {path, *others} == {"kim/ex05.py", "kim/week5/ex05.py"}


def test_three_names_are_not_all_where_there_are_more(tmp_path):
    """A folder's examples end with "and others" where it holds more than three."""
    top = put(tmp_path, *(f"kim/{name}.py" for name in "abc"), "lee/ex05.py")
    assert any("a.py, b.py, c.py)" in line for line in to_look_at.shown(looked(top)[1]))
    put(top, "kim/d.py")
    lines = " ".join(to_look_at.shown(looked(top)[1]))
    assert "a.py, b.py, c.py and others)" in lines


def test_an_exercise_that_nobody_handed_in_is_told(tmp_path):
    """It stops nothing, and the screen says it of the whole class only."""
    top = put(tmp_path, "kim/ex05.py", "lee/ex05.py")
    look = looked(top)[1]
    assert look.stopping == []
    assert "  Nobody handed in ex04." in to_look_at.told(look, ())
    assert looked(top, only=("kim",))[1].of("nobody") == []


def test_every_word_of_what_is_shown_can_be_translated():
    """In a language of brackets nothing but paths is outside of them, in eighty columns."""
    look = Look(["kim", *"abcdefghij"], {SIZES.name: 0, PADDING.name: 2})
    look.renamed = [Taken("kim", PADDING.name, f"{number}.py") for number in range(7)]
    for code in to_look_at.HEADS:
        for number in range(to_look_at.MOST + 2):
            why = [*to_look_at.WHY][number % len(to_look_at.WHY)]
            others = ("/",) * (number % 7)
            look.add(Left(code, f"/{number}", "kim", (PADDING.name,), others, why))
    use(MadeUp())
    try:
        for lines in to_look_at.shown(look), to_look_at.told(look, "abcdefgh"):
            assert max(map(columns_of, lines)) <= WIDTH
            assert not re.search(r"[^\W\d_]", outside("\n".join(lines)))
    finally:
        use(English())


# A wrapper around the class


LATE = "late/ann/kim/ex04.py", "late/ann/lee/ex04.py"


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize(
    "known", [("kim",), ("lee", "bob"), ("ann",)], ids=["inside", "inside_too", "itself"]
)
def test_a_wrapper_with_a_known_student_is_not_entered(tmp_path, known, packed):
    """The one folder of a late student gives no file to the students its folders name."""
    top = put(tmp_path, *LATE) / "late"
    intake, look = looked(zipped(top) if packed else top, students=known)
    assert intake.students() == ["ann"]
    assert intake.wrapper == ""
    assert [left.path for left in look.stopping] == ["ann"]


def test_a_wrapper_beside_a_known_student_is_not_entered(tmp_path):
    """A known student's name beside the folder is enough."""
    top = put(tmp_path, *LATE) / "late"
    (top / "bob").touch()
    assert looked(top, students=["bob"])[0].students() == ["ann"]
    assert looked(top, students=["zoe"])[0].students() == ["kim", "lee"]


def test_a_wrapper_that_was_entered_is_entered_again(tmp_path):
    """The same command again judges the same class: its wrapper is remembered by name."""
    top = put(tmp_path / "x", "class/kim/ex05.py", "class/lee/ex05.py")
    intake, look = looked(top)
    assert (intake.students(), intake.wrapper) == (["kim", "lee"], "class")
    again = looked(top, students=["kim", "lee"], wrappers=["class"])
    assert again[0].students() == ["kim", "lee"]
    assert again[1].stopping == look.stopping == []
    # Somebody who is called as the wrapper is somebody all the same.
    assert looked(top, students=["class"], wrappers=["class"])[0].students() == ["class"]


TREES = st.lists(
    st.lists(
        st.sampled_from([
            "kim", "lee", "late", "week5", "exercises", "solutions", "tests", "old", "ex05",
            "ex05_padding", "ex05.py", "ex05_padding.py", "ex04.py", "padding.py", "과제5.py",
            unicodedata.normalize("NFD", "홍길동_ex05.py"), "lee_ex05.py", "helper.py",
            "ex06_max_pooling.py", "test_ex05.py", "ex05_old.py", "notes.pdf", "ex05.ipynb",
            "ex05 (1).py", "a.PY", "ex05.py.txt", "ex04_ex05.py",
        ]),
        min_size=1, max_size=5,
    ).map(tuple),
    max_size=14,
)  # fmt: skip


def planted(top, tree):
    """Write a tree as far as it can be; return the paths of its Python files, composed."""
    for path in tree:
        file = top.joinpath(*path)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("/".join(path), encoding="utf-8")
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            continue
    return {
        unicodedata.normalize("NFC", file.relative_to(top).as_posix())
        for file in top.rglob("*")
        if file.is_file() and is_python(file.name)
    }


@pytest.mark.slow
@given(TREES)
@settings(max_examples=300)
def test_every_python_file_is_taken_once_or_listed(tree):
    """No file is left in silence: it is one student's for one exercise, or it is named."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        python = planted(top, [*tree, ("ann", "ex04.py"), ("zoe", "ex04.py")])
        intake, look = looked(top)
        taken = []
        for student in intake.students():
            for each in intake.submissions(student, BOTH):
                if each.files:
                    taken.append(f"{student}/{each.path}")
                    held = each.files[each.main].decode()
                    assert unicodedata.normalize("NFC", held) == taken[-1]
        assert len(taken) == len({*taken}) == sum(look.taken.values())
        listed = {left.path for left in look.left if left.code != "several"}
        listed |= {path for left in look.of("several") for path in left.others}
        assert {*taken} | {path for path in listed if path in python} == python
        assert not {*taken} & listed


@given(TREES)
@settings(max_examples=60)
def test_a_zip_is_looked_at_as_its_folder_is(tree):
    """Whatever lies in a class, a zip of it has the same students, files and doubts."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name) / "class"
        planted(top, [*tree, ("ann", "ex04.py"), ("zoe", "ex04.py")])
        for path in top.rglob("*"):
            os.utime(path, (1_700_000_000, 1_700_000_000))  # zips know even seconds only
        (_, folder), (_, packed) = looked(top), looked(zipped(top))
        assert folder.taken == packed.taken
        assert sorted(folder.left) == sorted(packed.left)


@given(TREES)
@settings(max_examples=200)
def test_no_path_gives_a_file_to_another_student(tree):
    """Whatever somebody hands in, alone and late, no known student gets a file of it."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        (top / "late").mkdir()
        planted(top, [("late", *path) for path in tree])
        intake = open_intake(top, ALL, {"kim", "lee"})
        assert not {"kim", "lee"} & {*intake.students()}
