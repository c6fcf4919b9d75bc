"""Whatever is handed in, every student has one submission per exercise, or a reason."""

import contextlib
import hashlib
import os
import socket
import stat
import sys
import tempfile
import time
import tracemalloc
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom import intake
from grader.classroom.intake import disk, names
from grader.classroom.intake.handed_in import MAX_ENTRIES
from grader.classroom.intake.layouts import folders
from grader.classroom.intake.matching import Names
from grader.classroom.intake.tree import JUNK, Entry, Kind, Refused
from grader.course import Exercise
from grader.errors import UsageError
from grader.judge.submission import MAIN, MAX_BYTES
from grader.report import Candidate, Outcome, Reason
from grader.words.reasons import sentence
from grader.words.text import draw

PADDING = Exercise("ex05_padding", "Padding", Path())
POOLING = Exercise("ex06_max_pooling", "Pooling", Path())
BOTH = (PADDING, POOLING)
TEXT = b"def pad2d(x, pad):\n    return x\n"
NOON = (2026, 3, 4, 12, 0, 0)


def open_intake(path, students=(), wrappers=()):
    """Take a class in, in a course of two exercises."""
    return intake.open_intake(path, BOTH, students, wrappers)


posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")


def put(folder, *paths, data=TEXT, at=None):
    """Write one text under several paths, each of the given age."""
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        if at is not None:
            os.utime(file, (at, at))
    return folder


def zipped(path, members, **options):
    """Write a zip of members, each a name or ZipInfo and its bytes."""
    with zipfile.ZipFile(path, "w", **options) as archive:
        for member, data in members:
            if isinstance(member, str):
                member = zipfile.ZipInfo(member, NOON)
                member.compress_type = archive.compression
            archive.writestr(member, data)
    return path


def padding_of(path, student="kim"):
    """Return what a student handed in for ex05."""
    (submission,) = open_intake(path).submissions(student, [PADDING])
    assert (submission.student, submission.exercise) == (student, "ex05_padding")
    return submission


def said(submission):
    """Return why a submission cannot be judged, as its student reads it."""
    return draw(sentence(submission.problem.reason))


def hint_of(submission):
    """Return what its student is to try, or an empty text."""
    hint = submission.problem.hint
    return draw(sentence(hint)) if hint else ""


# --- names


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("kim", "kim"),
        ("김민수", "김민수"),
        (unicodedata.normalize("NFD", "김민수"), "김민수"),
        ("=cmd()", "=cmd()"),
        ("two\nlines", r"two\nlines"),
        ("a\\b", r"a\\b"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("abc\u202edef", r"abc\u202edef"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("filled\u3164", r"filled\u3164"),
        ("\udcff", r"\udcff"),
        ("🦀", "🦀"),
    ],
)
def test_a_name_can_be_read(raw, name):
    """Letters stay, whatever cannot be seen becomes an escape."""
    assert names.readable(raw) == name


ODD = st.text(
    st.sampled_from("aA\\nx0u\n\u202e\u3164\udc80é\u0301e가\u1100\u1161~=🦀"), max_size=6
)
ANY_TEXT = st.one_of(st.text(st.characters(exclude_categories=[]), max_size=20), ODD)


@given(ANY_TEXT, ANY_TEXT)
def test_names_are_printable_and_differ_as_texts_do(one, other):
    """Two folders have one readable name only if their names are spellings of one text."""
    first, second = names.readable(one), names.readable(other)
    assert first.isprintable()
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (first == second) == same


@given(st.lists(ANY_TEXT, max_size=8))
def test_folders_are_told_apart(raws):
    """Every folder gets a printable name of its own, the same in any order."""
    named = names.tell_apart(raws)
    assert sorted(named.values()) == sorted(set(raws))
    assert all(name.isprintable() for name in named)
    assert names.tell_apart(reversed(raws)) == named


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("ex05_padding.py", 0),
        ("EX05_Padding.PY", 0),
        ("ex05.py", 0),
        ("ex05-2.py", 2),
        ("ex05_padding-1.py", 1),
        ("ex05_padding-12.py", 12),
        ("ex05_padding (3).py", 3),
        ("ex05_padding(3).py", 3),
        ("ex05_padding (1)-2.py", 2),
        ("ex05_padding - Copy.py", 0),
        ("ex05_padding - Copy (2).py", 2),
        ("ex05_padding - 복사본 (4).py", 4),
        (unicodedata.normalize("NFD", "ex05_padding 사본 2.py"), 2),
        ("ex05_padding copy 2.py", 2),
        ("ex05_padding_1.py", 1),
        ("ex05_final (2).py", 2),
        ("ex05-padding.py", 0),
        ("20261000_홍길동_ex05.py", 0),
        (unicodedata.normalize("NFD", "20261000_홍길동_ex05.py"), 0),
        ("홍길동ex05.py", 0),
        ("5주차_ex05.py", 0),
        ("6주차_ex05.py", 0),
        ("ex05_최종.py", 0),
        ("ex05(수정).py", 0),
        ("my_ex05_padding.py", 0),
        ("Padding.py", 0),
        ("ex5.py", 0),
        ("Ex 05.py", 0),
        ("ex05_padding.py.txt", 0),
        ("Copy of ex05_padding.py", 0),
        ("ex05_padding.py의 사본", 0),
        ("ex05의 사본.py", 0),
    ],
)
def test_a_changed_name_still_means_its_exercise(name, number):
    """What platforms, browsers and copies append is understood."""
    meant = Names(BOTH).meaning(name)
    assert (meant.exercise, meant.number) == ("ex05_padding", number)


@pytest.mark.parametrize(
    "name",
    [
        "ex05_padding.ipynb",
        "ex05_padding.py.bak",
        "ex05_padding.py~",
        "ex05_padding",
        "ex07_skip_connections.py",
        "ex07_padding.py",
        "ex05_max_pooling.py",
        "ex05_ex06.py",
        "complex05.py",
        "ex055.py",
        "ex0٥_padding.py",
        "test_ex05_padding.py",
        "ex05_padding_old.py",
        "ex05_padding.2026-11-21-1405.py",
        "ex05_padding" + "-1" * 30000,
    ],
    ids=lambda name: name[:30],
)
def test_a_doubtful_name_means_nothing(name):
    """A name that could be something else is not taken for an exercise."""
    assert Names(BOTH).meaning(name) is None


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("과제5.py", PADDING), (unicodedata.normalize("NFD", "과제5.py"), PADDING),
        ("hw05.py", PADDING), ("5.py", PADDING),
        ("5주차.ipynb", PADDING),
        ("pading.py", PADDING), ("pad.py", None), ("ex05.ipynb", PADDING), ("ex05", PADDING),
        ("ex05_padding.py.bak", PADDING), ("test_ex05.py", PADDING), ("complex05.py", PADDING),
        ("maxpool.py", POOLING), ("max.py", None), ("helper.py", None), ("utils5.py", None),
        ("2026-05-06.py", None), ("5.png", None), ("notes.pdf", None), ("seq5.py", None),
    ],
)  # fmt: skip
def test_a_name_near_an_exercise_is_known_as_such(name, near):
    """What a person would ask about is near; a helper, a date or a picture is not."""
    assert Names(BOTH).near(name) == ((near.name,) if near else ())


def test_a_number_that_two_exercises_share_means_neither():
    """`ex05.py` is taken only where one exercise is ex05."""
    twin = Exercise("ex05_pooling", "Pooling", Path())
    assert Names([PADDING, twin]).meaning("ex05.py") is None
    assert Names([PADDING, twin]).meaning("ex05_pooling.py").exercise == "ex05_pooling"


# --- what a student's folder holds


def test_a_file_becomes_a_submission(tmp_path):
    """A student's file is there with its path, bytes and time, and the other is missing."""
    put(tmp_path, "kim/ex05_padding.py", at=1_700_000_000)
    found, missing = open_intake(tmp_path).submissions("kim", BOTH)
    assert (found.path, found.files, found.main) == ("ex05_padding.py", {MAIN: TEXT}, MAIN)
    assert (found.received_at, found.note, found.problem) == (1_700_000_000, None, None)
    assert (missing.student, missing.exercise) == ("kim", "ex06_max_pooling")
    assert missing.outcome is Outcome.MISSING
    assert said(missing) == "No file ex06_max_pooling.py was handed in."
    assert missing.received_at is None


def test_a_file_may_lie_one_level_deeper(tmp_path):
    """A folder in the student's folder is searched; what lies deeper is named."""
    put(tmp_path, "kim/week1/ex05_padding.py", "lee/a/b/padding/a.md", "lee/notes.txt")
    assert padding_of(tmp_path).path == "week1/ex05_padding.py"
    deeper = padding_of(tmp_path, "lee")
    assert deeper.outcome is Outcome.MISSING
    assert hint_of(deeper) == "The folder holds a/b, notes.txt."


def test_hidden_folders_and_junk_are_not_searched(tmp_path):
    """What an editor, a system or a history keeps beside the work is not handed in."""
    put(tmp_path, "kim/.history/ex05_padding.py", "kim/__MACOSX/ex05_padding.py")
    put(tmp_path, "kim/Thumbs.db", "kim/._ex05_padding.py", "lee/ex05_padding.py")
    missing = padding_of(tmp_path)
    assert said(missing) == "No file ex05_padding.py was handed in."
    assert hint_of(missing) == ""


def sha(data):
    """Return the digest that a report names."""
    return hashlib.sha256(data).hexdigest()


def test_the_newest_file_wins(tmp_path):
    """Of several files in equally good places the newest is judged, and the note says so."""
    put(tmp_path, "kim/ex05_padding-2.py", "kim/ex05_padding.py", data=b"old", at=1000)
    put(tmp_path, "kim/exercises/ex05_padding-1.py", at=2000)
    found = padding_of(tmp_path)
    assert found.files == {MAIN: TEXT}
    path = "exercises/ex05_padding-1.py"
    facts = {"count": 3, "exercise": "ex05_padding", "path": path, "tie": False}
    assert found.note == Reason("newest_of", facts)
    assert found.candidates == (
        Candidate(path, sha(TEXT), counts=True),
        Candidate("ex05_padding-2.py", sha(b"old")),
        Candidate("ex05_padding.py", sha(b"old")),
    )


@pytest.mark.parametrize("place", ["", "exercises/", "Exercises/"])
def test_the_better_place_counts_before_time(tmp_path, place):
    """The folder itself and exercises/ come before any newer file elsewhere; both are told."""
    put(tmp_path, f"kim/{place}ex05_padding.py", at=1000)
    put(tmp_path, "kim/week5/ex05_padding.py", data=b"newer", at=2000)
    found = padding_of(tmp_path)
    assert found.files == {MAIN: TEXT}
    path = f"{place}ex05_padding.py"
    facts = {"count": 2, "exercise": "ex05_padding", "path": path}
    assert found.note == Reason("best_placed_of", facts)
    assert found.candidates == (
        Candidate(path, sha(TEXT), counts=True),
        Candidate("week5/ex05_padding.py", sha(b"newer")),
    )


def test_a_name_with_the_id_counts_before_a_title_alone(tmp_path):
    """A newer module padding.py beside ex05_padding.py is not judged in its place."""
    put(tmp_path, "kim/ex05_padding.py", at=1000)
    put(tmp_path, "kim/padding.py", data=b"helper", at=2000)
    found = padding_of(tmp_path)
    assert (found.files, found.note.code) == ({MAIN: TEXT}, "best_named_of")
    assert padding_of(put(tmp_path, "lee/padding.py"), "lee").files == {MAIN: TEXT}


NEVER = [
    "solutions", "Solution", "tests", "test", ".ipynb_checkpoints", "checkpoints", "backup",
    "old", "ex05_old", "정답",
]  # fmt: skip


@pytest.mark.parametrize("folder", NEVER)
def test_solutions_tests_checkpoints_and_backups_never_count(tmp_path, folder):
    """A newer file there is not judged, and alone there it is not handed in."""
    put(tmp_path, "kim/week5/ex05_padding.py", at=1000)
    put(tmp_path, f"kim/{folder}/ex05_padding.py", data=b"never", at=2000)
    found = padding_of(tmp_path)
    assert (found.files, found.candidates) == ({MAIN: TEXT}, ())
    put(tmp_path, f"lee/{folder}/ex05_padding.py", "lee/ex06_max_pooling.py")
    assert padding_of(tmp_path, "lee").outcome is Outcome.MISSING


def test_copies_of_one_text_are_no_choice(tmp_path):
    """Two files that hold the same need no look: the report names both and says nothing."""
    put(tmp_path, "kim/ex05_padding.py", "kim/week5/ex05_padding.py")
    found = padding_of(tmp_path)
    assert (found.note, len(found.candidates)) == (None, 2)


def test_of_files_equally_new_the_highest_number_wins(tmp_path):
    """A platform that loses times still numbers what is handed in again."""
    put(tmp_path, "kim/ex05_padding.py", "kim/ex05_padding-9.py", at=1000)
    put(tmp_path, "kim/ex05_padding-10.py", data=b"last", at=1000)
    found = padding_of(tmp_path)
    assert found.files == {MAIN: b"last"}
    assert (found.note.facts["path"], found.note.facts["tie"]) == ("ex05_padding-10.py", True)


def test_another_name_is_noted(tmp_path):
    """A single file under a changed name is judged, and the note says so."""
    put(tmp_path, "kim/EX05_Padding (1).py")
    found = padding_of(tmp_path)
    assert draw(sentence(found.note)) == "EX05_Padding (1).py was judged as ex05_padding.py."
    assert found.candidates == ()


def test_a_missing_file_names_what_is_near(tmp_path):
    """The hint shows names that are near, else what belongs to no exercise."""
    put(tmp_path, "kim/ex05_padding.ipynb", "kim/ex06_max_pooling.py", "kim/hw.zip")
    put(tmp_path, "lee/ex06_max_pooling.py", *(f"lee/{i}.txt" for i in range(5)))
    assert hint_of(padding_of(tmp_path)) == "The folder holds ex05_padding.ipynb."
    assert padding_of(tmp_path).candidates == (Candidate("ex05_padding.ipynb"),)
    assert padding_of(tmp_path, "lee").candidates == ()
    shown = "The folder holds 0.txt, 1.txt, 2.txt and 2 more."
    assert hint_of(padding_of(tmp_path, "lee")) == shown


def test_an_empty_folder_is_a_student(tmp_path):
    """Whoever handed in nothing is in the class, with everything missing."""
    (tmp_path / "kim").mkdir()
    here = open_intake(tmp_path).submissions("kim", BOTH)
    assert [each.outcome for each in here] == [Outcome.MISSING] * 2
    assert {hint_of(each) for each in here} == {""}


def test_a_folder_with_a_files_name_is_not_a_file(tmp_path):
    """A folder called ex05_padding.py counts as missing, unless the file lies in it."""
    put(tmp_path, "kim/ex05_padding.py/pad.py", "lee/ex05_padding.py/ex05_padding.py")
    found = padding_of(tmp_path)
    assert said(found) == "This is a folder, not a file."
    assert found.outcome is Outcome.MISSING
    assert padding_of(tmp_path, "lee").files == {MAIN: TEXT}


def test_text_is_utf_8(tmp_path):
    """A byte order mark is fine; another encoding is the problem that `grade ex05` shows."""
    put(tmp_path, "kim/ex05_padding.py", data=b"\xef\xbb\xbf" + TEXT)
    put(tmp_path, "lee/ex05_padding.py", data="x = 1\n# 한글".encode("cp949"))
    assert padding_of(tmp_path).problem is None
    refused = padding_of(tmp_path, "lee")
    assert said(refused).startswith("The file is not UTF-8")
    assert (refused.problem.line, refused.outcome) == (2, Outcome.ERROR)


def test_a_path_cannot_command_a_terminal(tmp_path):
    """Control and turning characters of a folder's name are escaped in the path."""
    put(tmp_path, "kim/\x1b[2J\u202e/ex05_padding.py", "lee/ex06.py")
    assert padding_of(tmp_path).path == r"\x1b[2J\u202e/ex05_padding.py"


def test_submissions_are_read_afresh(tmp_path):
    """A file that is handed in later is found by the next call."""
    put(tmp_path, "kim/ex06_max_pooling.py")
    intake = open_intake(tmp_path)
    assert intake.submissions("kim", [PADDING])[0].problem
    put(tmp_path, "kim/ex05_padding.py")
    assert not intake.submissions("kim", [PADDING])[0].problem


# --- files that are none


@posix
def test_links_are_refused(tmp_path):
    """A link in a file's or in the student's own place is refused with its reason."""
    secret = put(tmp_path, "secret/ex05_padding.py") / "secret"
    top = tmp_path / "class"
    for student in ("file", "nowhere", "week"):
        (top / student).mkdir(parents=True)
    (top / "file/ex05_padding.py").symlink_to(secret / "ex05_padding.py")
    (top / "nowhere/ex05_padding.py").symlink_to("ex05_padding.py")  # to itself
    (top / "week/week1").symlink_to(secret)
    (top / "whole").symlink_to(secret)
    for student in ("file", "nowhere"):
        refused = padding_of(top, student)
        assert refused.outcome is Outcome.ERROR
        assert said(refused) == (
            "The file cannot be read: it is a link, which is not followed."
        )
    assert hint_of(padding_of(top, "week")) == "The folder holds week1."
    whole = padding_of(top, "whole")
    assert whole.outcome is Outcome.ERROR
    assert said(whole).startswith("The student's folder cannot be read: it is a link")
    assert not any(padding_of(top, student).files for student in open_intake(top).students())


@posix
def test_a_hard_link_is_a_file(tmp_path):
    """Two names of one file are two plain files."""
    put(tmp_path, "kim/ex05_padding.py", "lee/ex06_max_pooling.py")
    os.link(tmp_path / "kim/ex05_padding.py", tmp_path / "lee/ex05_padding.py")
    assert padding_of(tmp_path, "lee").files == {MAIN: TEXT}


@posix
@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_pipes_and_sockets_are_never_waited_for(tmp_path, kind):
    """What is not a regular file is refused at once."""
    (tmp_path / "kim").mkdir()
    path = tmp_path / "kim/ex05_padding.py"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        with contextlib.chdir(path.parent), socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    refused = padding_of(tmp_path)
    assert refused.outcome is Outcome.ERROR
    assert said(refused) == "The file cannot be read: it is no ordinary file."


@posix
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_a_file_exchanged_after_it_was_found_is_refused(tmp_path, kind):
    """What is opened is looked at again, so a late exchange reads nothing else."""
    put(tmp_path, "secret.py", "kim/ex05_padding.py")
    tree = disk.Disk(tmp_path)
    (entry,) = tree.entries(("kim",), 10)
    path = tmp_path / "kim/ex05_padding.py"
    path.unlink()
    if kind == "link":
        path.symlink_to(tmp_path / "secret.py")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(Refused) as refused:
        tree.read(entry)
    assert refused.value.outcome is Outcome.ERROR


@posix
@pytest.mark.parametrize("stepwise", [True, False], ids=["descriptors", "paths"])
def test_a_folder_exchanged_for_a_link_is_refused(tmp_path, monkeypatch, stepwise):
    """No folder between the class and the file may be a link, on any system."""
    monkeypatch.setattr(disk, "STEPWISE", stepwise)
    put(tmp_path, "real/week1/ex05_padding.py")
    (tmp_path / "kim").symlink_to("real")
    tree = disk.Disk(tmp_path)
    path = ("real", "week1", "ex05_padding.py")
    assert tree.read(Entry(path, Kind.FILE)) == TEXT
    assert [entry.path for entry in tree.entries(path[:2], 10)] == [path]
    with pytest.raises(Refused):
        tree.read(Entry(("kim", "week1", "ex05_padding.py"), Kind.FILE))
    with pytest.raises(Refused):
        tree.entries(("kim", "week1"), 10)


# --- bounds


def test_a_file_of_1_gib_is_not_read(tmp_path):
    """A huge file is refused by its size, in little memory."""
    put(tmp_path, "kim/ex05_padding.py", "lee/ex05_padding.py", data=b"")
    os.truncate(tmp_path / "kim/ex05_padding.py", 1 << 30)
    os.truncate(tmp_path / "lee/ex05_padding.py", MAX_BYTES)
    tracemalloc.start()
    refused = padding_of(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said(refused) == (
        "The file cannot be read: it has 1,073,741,824 bytes, at most 1,048,576 count."
    )
    assert (refused.outcome, peak < 1 << 20) == (Outcome.ERROR, True)
    assert padding_of(tmp_path, "lee").problem is None


def test_ten_thousand_files_are_searched_and_not_more(tmp_path):
    """The search of one student ends, and says where."""
    put(tmp_path, "kim/ex05_padding.py", "lee/ex05_padding.py")
    for number in range(MAX_ENTRIES // 2 - 1):
        (tmp_path / f"kim/{number}").touch()
        (tmp_path / f"lee/{number}").touch()
    (tmp_path / "kim/more").mkdir()
    (tmp_path / "lee/more").mkdir()
    for number in range(MAX_ENTRIES // 2 - 1):
        (tmp_path / f"kim/more/{number}").touch()
        (tmp_path / f"lee/more/{number}").touch()
    (tmp_path / "lee/more/last").touch()
    found = padding_of(tmp_path)
    assert found.files == {MAIN: TEXT}
    (tmp_path / "kim/ex05_padding.py").unlink()
    hint = hint_of(padding_of(tmp_path))
    assert hint == f"The folder holds 0, 1, 10 and {MAX_ENTRIES - 5} more."
    refused = padding_of(tmp_path, "lee")
    assert refused.outcome is Outcome.ERROR
    assert said(refused) == (
        "The student's folder cannot be read: it holds more than 10,000 entries."
    )


def test_a_deep_tree_is_not_descended(tmp_path):
    """Depth costs nothing: only one level is searched."""
    put(tmp_path, "kim/ex05_padding.py", "/".join(["kim", *"d" * 400, "x"]))
    began = time.perf_counter()
    assert padding_of(tmp_path).files == {MAIN: TEXT}
    assert time.perf_counter() - began < 1


@contextlib.contextmanager
def ordinary_user():
    """Act as a user whom permissions bind, also where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@posix
@pytest.mark.parametrize(
    ("closed", "what"),
    [
        ("kim", "The folder kim"),
        ("kim/week1", "The folder kim/week1"),
        ("kim/week1/ex05_padding.py", "The file kim/week1/ex05_padding.py"),
    ],
)
def test_what_the_system_does_not_let_read_costs_no_mark(closed, what):
    """A folder or file without permission is an internal outcome that says what to do."""
    with tempfile.TemporaryDirectory() as name:  # tmp_path is for its owner only
        top = Path(name)
        top.chmod(0o755)
        put(top, "kim/week1/ex05_padding.py", "lee/ex05_padding.py")
        mode = (top / closed).stat().st_mode
        (top / closed).chmod(0)
        with ordinary_user():
            intake = open_intake(top)
            (refused,) = intake.submissions("kim", [PADDING])
            (neighbour,) = intake.submissions("lee", [PADDING])
        (top / closed).chmod(mode)
        assert refused.outcome is Outcome.INTERNAL
        # Shown relative to the class: the path of the machine is nobody's business.
        assert said(refused) == f"{what} cannot be read: Permission denied."
        assert "chmod -R u+rX" in hint_of(refused)
        assert neighbour.files == {MAIN: TEXT}


# --- students


ODD_NAMES = [
    "two\nlines", "=cmd()", "-rf", "🦀", "김민수", "e" * 255, "Kim", "kim", "a b", 'quote"',
    "\u202eabc",
]  # fmt: skip


def test_a_class_has_a_bound(tmp_path, monkeypatch):
    """A folder with far too many entries is no class, before any of them is opened."""
    monkeypatch.setattr(folders, "MAX_STUDENTS", 5)
    put(tmp_path, *(f"{number}/ex05_padding.py" for number in range(5)))
    assert len(open_intake(tmp_path).students()) == 5
    (tmp_path / "one more").mkdir()
    with pytest.raises(UsageError, match="holds more than 5 entries"):
        open_intake(tmp_path)


@posix
def test_odd_names_are_students(tmp_path):
    """Newlines, formulas, emoji, Korean, 255 bytes, other case: each is one student."""
    put(tmp_path, *(f"{name}/ex05_padding.py" for name in ODD_NAMES))
    broken = os.fsdecode(b"\xff\xfe") if sys.platform == "linux" else "plain"
    put(tmp_path, f"{broken}/ex05_padding.py")
    intake = open_intake(tmp_path)
    assert len(intake.students()) == len(ODD_NAMES) + 1
    for student in intake.students():
        assert student.isprintable()
        assert intake.submissions(student, [PADDING])[0].files == {MAIN: TEXT}


def test_two_spellings_of_one_name_are_two_students(tmp_path):
    """A name in composed and in decomposed letters: each keeps its own files."""
    raw = unicodedata.normalize("NFD", "김")
    zipped(tmp_path / "a.zip", [(f"{raw}/ex05.py", b"apart"), ("김/ex05.py", b"together")])
    intake = open_intake(tmp_path / "a.zip")
    plain, told_apart = intake.students()
    assert plain == "김"
    assert told_apart.startswith("김\\~")
    assert padding_of(tmp_path / "a.zip", plain).files == {MAIN: b"together"}
    assert padding_of(tmp_path / "a.zip", told_apart).files == {MAIN: b"apart"}
    assert any("a digest tells them apart" in draw(note) for note in intake.notes)


FOLDER_NAMES = st.one_of(
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), max_size=30),
    st.binary(max_size=30).map(lambda raw: os.fsdecode(raw.translate(None, b"/\0"))),
    st.sampled_from(
        ["week1", "kim", "ex05_padding.py", "김", unicodedata.normalize("NFD", "김")]
    ),
).filter(lambda name: name and not name.startswith(".") and name.lower() not in JUNK)
INNER = st.lists(
    st.tuples(FOLDER_NAMES, st.sampled_from(["file", "folder", "link"])), max_size=4
)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse some of the names")
@given(st.dictionaries(FOLDER_NAMES, INNER, min_size=2, max_size=6))
def test_any_tree_gives_each_student_once(tree):
    """However folders are named and filled, each is one student with one submission each."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        for student, inner in tree.items():
            (top / student).mkdir()
            for entry, kind in inner:
                path = top / student / entry
                if path.exists() or path.is_symlink():
                    continue
                if kind == "file":
                    path.write_bytes(student.encode("utf-8", "surrogateescape"))
                elif kind == "folder":
                    path.mkdir()
                else:
                    path.symlink_to("/")
        intake = open_intake(top)
        students = list(intake.students())
        assert len(students) == len(set(students)) == len(tree)
        assert students == sorted(students)
        for student in students:
            here = intake.submissions(student, BOTH)
            assert [each.exercise for each in here] == ["ex05_padding", "ex06_max_pooling"]
            assert all(bool(each.files) != bool(each.problem) for each in here)


# --- the top


def test_a_wrapper_is_entered_and_noted(tmp_path):
    """A single folder that only holds the class is entered, whatever junk lies around."""
    put(tmp_path, "class/kim/ex05_padding.py", "class/lee/week1/ex05_padding.py")
    put(tmp_path, "class/readme.txt", "__MACOSX/class/._kim", ".DS_Store", "class/Thumbs.db")
    intake = open_intake(tmp_path)
    assert intake.students() == ["kim", "lee"]
    assert intake.submissions("lee", [PADDING])[0].path == "week1/ex05_padding.py"
    assert list(map(draw, intake.notes)) == [
        "class holds everything: the folders in it are the students",
        "not in a student's folder, so not judged: readme.txt",
    ]


@pytest.mark.parametrize(
    ("paths", "students"),
    [
        (["kim/ex05_padding.py"], ["kim"]),
        (["kim/ex05_padding.py", "kim/old/ex05_padding.py"], ["kim"]),
        (["kim/notes.txt"], ["kim"]),
        (["kim/week1/ex05_padding.py"], ["kim"]),
        (["kim/week1/ex05_padding.py", "kim/week2/ex06.py"], ["kim"]),
        (["kim/exercises/ex05_padding.py", "kim/docs/page.md"], ["kim"]),
        (["class/kim/week1/ex05_padding.py", "class/lee/notes.txt"], ["kim", "lee"]),
        (["class/kim/week1/ex05_padding.py", "lee/ex05_padding.py"], ["class", "lee"]),
    ],
)
def test_which_single_folder_is_a_student(tmp_path, paths, students):
    """A single folder wraps the class if it holds only folders that could be people."""
    assert open_intake(put(tmp_path, *paths)).students() == students


def test_what_lies_beside_students_is_named(tmp_path):
    """Files and hidden folders at the top are told, in bounded words."""
    put(tmp_path, "kim/ex05_padding.py", ".lee/ex05_padding.py", "desktop.ini")
    put(tmp_path, *(f"{number:03}{'x' * 200}" for number in range(500)))
    intake = open_intake(tmp_path)
    assert intake.students() == ["kim"]
    beside, hidden = map(draw, intake.notes)
    assert beside.startswith("not in a student's folder, so not judged: 000xxx")
    assert beside.endswith(" and 495 more")
    assert len(beside) < 500
    assert hidden == "hidden, so not taken for students: .lee"


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (None, "No such file", "check its name"),
        (b"", "is not a zip", "give a zip, or a folder"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(100), "is not a zip", "give a zip, or a folder"),
        (
            b"PK\x03\x04" + bytes(100),
            "is a zip that is cut off or damaged",
            "download it again",
        ),
        (b"PK\x05\x06" + bytes(18), "there is no student's folder", "one folder per student"),
    ],
    ids=["absent", "empty", "rar", "cut_off", "empty_zip"],
)
def test_what_cannot_be_a_class_is_refused(tmp_path, data, message, hint):
    """Neither a folder nor a sound zip: the message says what it is and what to give."""
    path = tmp_path / "class.zip"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError) as refused:
        open_intake(path)
    assert message in str(refused.value)
    assert hint in draw(refused.value.hint)


def test_a_folder_without_students_is_refused(tmp_path):
    """A folder of loose files is no class."""
    with pytest.raises(UsageError, match="there is no student's folder"):
        open_intake(tmp_path)
    with pytest.raises(UsageError) as refused:
        open_intake(put(tmp_path, "ex05_padding.py"))
    assert "kim/ex05_padding.py" in draw(refused.value.hint)


@posix
def test_a_pipe_is_no_class(tmp_path):
    """A pipe in the class's place is not waited for."""
    os.mkfifo(tmp_path / "class")
    with pytest.raises(UsageError, match="neither a folder nor a zip"):
        open_intake(tmp_path / "class")


# --- zips


def member(name, mode=0, **attributes):
    """Return a description of a member, with a Unix mode."""
    info = zipfile.ZipInfo(name, NOON)
    info.create_system = 3
    info.external_attr = mode << 16
    for key, value in attributes.items():
        setattr(info, key, value)
    return info


def test_a_zip_gives_what_its_folder_gives(tmp_path):
    """One class as a folder and as a zip: the same students, files, notes and problems."""
    top = put(
        tmp_path / "class",
        "kim/ex05_padding.py", "kim/ex05_padding-1.py", "kim/hw.txt", "김/week1/EX05.py",
        "lee/a/b/ex05_padding.py", "park/.ex05_padding.py", "readme.txt",
    )  # fmt: skip
    put(top, "choi/ex05_padding.py", data=b"\xff")
    put(top, "oh/ex05_padding.py", data=bytes(MAX_BYTES + 1))
    for path in top.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(top.rglob("*")):
            archive.write(path, path.relative_to(top))
    folder, archive = open_intake(top), open_intake(tmp_path / "class.zip")
    assert folder.students() == archive.students()
    assert folder.notes == archive.notes
    for student in folder.students():
        assert folder.submissions(student, BOTH) == archive.submissions(student, BOTH)


ESCAPING = [
    "../kim/ex05.py",
    "/kim/ex05.py",
    "kim/../../x.py",
    "C:/kim/ex05.py",
    "kim/../lee/ex05.py",
]


def test_members_that_lead_out_are_ignored_and_noted(tmp_path):
    """A path that leaves the zip is nobody's file, and the instructor hears of it."""
    path = zipped(
        tmp_path / "a.zip", [("kim/ex06.py", TEXT), *((each, TEXT) for each in ESCAPING)]
    )
    intake = open_intake(path)
    assert intake.students() == ["kim"]
    assert said(padding_of(path)) == "No file ex05_padding.py was handed in."
    assert list(map(draw, intake.notes)) == [
        f"ignored, because they lead out of the zip: {', '.join(sorted(ESCAPING))}"
    ]


def test_a_backslash_separates_only_where_nothing_else_does(tmp_path):
    """Old Windows zips work; elsewhere a backslash is a letter of the name."""
    old = zipped(tmp_path / "old.zip", [(r"kim\ex05_padding.py", TEXT), (r"..\x\ex05.py", b"")])
    assert padding_of(old).files == {MAIN: TEXT}
    assert len(open_intake(old).notes) == 1
    mixed = zipped(
        tmp_path / "b.zip", [("kim/ex06.py", b""), (r"kim/x\..\ex05_padding.py", b"")]
    )
    assert open_intake(mixed).students() == ["kim"]
    assert padding_of(mixed).path == r"x\\..\\ex05_padding.py"


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        (stat.S_IFLNK | 0o777, "it is a link, which is not followed"),
        (stat.S_IFCHR | 0o666, "it is no ordinary file"),
        (stat.S_IFIFO | 0o666, "it is no ordinary file"),
    ],
    ids=["link", "device", "pipe"],
)
def test_a_special_member_is_refused(tmp_path, mode, reason):
    """A link, device or pipe in a zip is its student's row, with the reason."""
    path = zipped(
        tmp_path / "a.zip",
        [(member("kim/ex05_padding.py", mode), "/etc/passwd"), ("lee/ex05.py", TEXT)],
    )
    refused = padding_of(path)
    assert (refused.outcome, refused.files) == (Outcome.ERROR, {})
    assert said(refused) == f"The file cannot be read: {reason}."
    assert padding_of(path, "lee").problem is None


def test_a_link_in_a_students_place_in_a_zip_is_refused(tmp_path):
    """A link for a student's folder is refused, unless the zip holds that folder too."""
    link = member("kim", stat.S_IFLNK | 0o777)
    path = zipped(tmp_path / "a.zip", [(link, "/etc"), ("lee/ex05.py", TEXT)])
    assert padding_of(path).outcome is Outcome.ERROR
    both = zipped(tmp_path / "b.zip", [("kim/ex05.py", TEXT), (link, "/etc")])
    assert padding_of(both).files == {MAIN: TEXT}


HEADERS = {"local": (b"PK\x03\x04", 0), "central": (b"PK\x01\x02", 2)}


def patched(path, offset, value, where=("local", "central")):
    """Overwrite bytes at an offset, as in the local header, in headers of the first member."""
    data = bytearray(path.read_bytes())
    for name in where:
        magic, shift = HEADERS[name]
        start = data.index(magic) + offset + shift
        data[start : start + len(value)] = value
    path.write_bytes(data)
    return path


def test_an_encrypted_member_is_refused(tmp_path):
    """A password is asked of nobody."""
    path = patched(zipped(tmp_path / "a.zip", [("kim/ex05.py", TEXT)]), 6, b"\x01\x00")
    refused = padding_of(path)
    assert refused.outcome is Outcome.ERROR
    assert said(refused) == "The file cannot be read: it is encrypted."


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_without_bound_is_refused(tmp_path, compression):
    """bzip2 and LZMA could blow up, so they are not read."""
    path = zipped(tmp_path / "a.zip", [("kim/ex05.py", TEXT)], compression=compression)
    assert said(padding_of(path)).endswith("it is compressed in an unusual way.")


def test_bombs_are_refused_in_little_memory(tmp_path):
    """A member that unpacks to 64 MiB is refused, also if it claims to be small."""
    bomb = [("kim/ex05.py", bytes(64 << 20))]
    honest = zipped(tmp_path / "a.zip", bomb, compression=zipfile.ZIP_DEFLATED)
    lying = zipped(tmp_path / "b.zip", bomb, compression=zipfile.ZIP_DEFLATED)
    patched(lying, 22, (1000).to_bytes(4, "little"))
    tracemalloc.start()
    refused, damaged = padding_of(honest), padding_of(lying)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said(refused).endswith("it has 67,108,864 bytes, at most 1,048,576 count.")
    assert said(damaged).endswith("it is damaged in the zip.")
    assert {refused.outcome, damaged.outcome} == {Outcome.ERROR}
    assert peak < 4 << 20


def test_a_small_member_in_a_huge_packing_is_refused(tmp_path):
    """Packing can hold millions of empty blocks: time is bounded too."""
    blocks = b"\0\0\0\xff\xff" * 500_000 + b"\1\0\0\xff\xff"
    path = zipped(tmp_path / "a.zip", [("kim/ex05.py", blocks)])
    patched(path, 8, b"\x08\0")  # the blocks are what deflate would have written
    patched(path, 14, bytes(4))
    patched(path, 22, bytes(4))
    refused = padding_of(path)
    assert said(refused).endswith("it is packed into more bytes than it can need.")


def test_a_member_that_does_not_match_its_checksum_is_refused(tmp_path):
    """A damaged file is not judged as if it were the student's."""
    path = zipped(tmp_path / "a.zip", [("kim/ex05.py", TEXT), ("lee/ex05.py", TEXT)])
    patched(path, 14, b"\0\0\0\0", ["central"])
    refused = padding_of(path)
    assert said(refused) == "The file cannot be read: it is damaged in the zip."
    assert refused.outcome is Outcome.ERROR
    assert padding_of(path, "lee").files == {MAIN: TEXT}


@posix
def test_a_disk_that_fails_under_a_zip_costs_no_mark(tmp_path):
    """What the system cannot read in a sound zip is an internal outcome."""
    path = zipped(tmp_path / "a.zip", [("kim/ex05.py", os.urandom(1 << 17)), ("lee/", b"")])
    intake = open_intake(path)
    folder = os.open(tmp_path, os.O_RDONLY)
    os.dup2(folder, intake._tree._zip.fp.fileno())  # from now on, reading it fails
    os.close(folder)
    (refused,) = intake.submissions("kim", [PADDING])
    assert refused.outcome is Outcome.INTERNAL
    assert said(refused).startswith("The file kim/ex05.py cannot be read: ")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_of_one_name_the_last_counts(tmp_path):
    """A name that the zip holds twice is two files: the newer, then the later one counts."""
    path = zipped(tmp_path / "a.zip", [("kim/ex05.py", b"1"), ("kim/ex05.py", b"2")])
    found = padding_of(path)
    assert found.files == {MAIN: b"2"}
    assert found.note.facts["count"] == 2
    assert found.candidates == (
        Candidate("ex05.py", sha(b"2"), counts=True),
        Candidate("ex05.py", sha(b"1")),
    )


def test_dates_that_do_not_exist_are_unknown(tmp_path):
    """A zip may say month 0: the file is judged, its time is not known."""
    path = zipped(tmp_path / "a.zip", [("kim/ex05.py", TEXT), ("kim/ex06.py", TEXT)])
    patched(path, 12, b"\0\0")
    padding, pooling = open_intake(path).submissions("kim", BOTH)
    assert (padding.files, padding.received_at) == ({MAIN: TEXT}, None)
    assert time.localtime(pooling.received_at)[:6] == NOON


@pytest.mark.parametrize(
    ("students", "encoding", "note"),
    [
        (["김민수", "kim"], "utf-8", None),
        (["김민수", "kim"], "cp949", "cp949"),
        (["철", "김민수"], "cp949", "cp949"),  # alone, the first one looks like UTF-8
        (["Ä", "kim"], "cp437", "several"),
    ],
)
def test_names_without_an_encoding_are_understood(tmp_path, students, encoding, note):
    """UTF-8 as macOS writes it, cp949 as Korean Windows does, cp437 as the standard says."""
    raws = [student.encode(encoding) for student in students]
    stand_ins = [bytes([65 + index]) * len(raw) for index, raw in enumerate(raws)]
    path = tmp_path / "a.zip"
    zipped(path, [(f"{each.decode()}/ex05.py", TEXT) for each in stand_ins])
    data = path.read_bytes()
    for stand_in, raw in zip(stand_ins, raws, strict=True):
        data = data.replace(stand_in + b"/", raw + b"/")
    path.write_bytes(data)
    intake = open_intake(path)
    assert intake.students() == sorted(students)
    assert all(padding_of(path, student).files for student in students)
    assert len(intake.notes) == (note is not None)
    assert all(note in draw(each) for each in intake.notes)


def test_a_list_of_members_without_end_is_refused(tmp_path):
    """A directory of more than 16 MiB costs no memory, and the hint tells the way around."""
    path = tmp_path / "a.zip"
    zipped(path, [("kim/ex05.py", TEXT)])
    end = bytearray(path.read_bytes()[-22:])
    end[12:20] = (1 << 30).to_bytes(4, "little") + bytes(4)
    with open(path, "r+b") as stream:
        stream.seek(1 << 30)
        stream.write(end)
    tracemalloc.start()
    with pytest.raises(UsageError, match="lists too many files") as refused:
        open_intake(path)
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()
    assert draw(refused.value.hint) == "unpack it and give the folder"


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The bytes of a small sound zip."""
    folder = tmp_path_factory.mktemp("sound")
    some = [("kim/ex05_padding.py", TEXT), ("kim/", b""), ("김/week1/ex06-1.py", TEXT * 50)]
    path = zipped(folder / "a.zip", some, compression=zipfile.ZIP_DEFLATED)
    return path.read_bytes()


def survives(path, data):
    """Take a mangled zip in, and ask for everything in it."""
    path.write_bytes(data)
    try:
        intake = open_intake(path)
    except UsageError:
        return
    for student in intake.students():
        assert student.isprintable()
        for each in intake.submissions(student, BOTH):
            assert bool(each.files) != bool(each.problem)
            # Never judged as something else: what is read is what was packed.
            assert set(each.files.values()) <= {TEXT, TEXT * 50, b""}


def test_a_zip_cut_off_anywhere_is_refused(tmp_path, sound):
    """However short a download ended, it is an error that says so."""
    for length in range(len(sound)):
        (tmp_path / "a.zip").write_bytes(sound[:length])
        with pytest.raises(UsageError) as refused:
            open_intake(tmp_path / "a.zip")
        assert refused.value.hint
        if length > 1:
            assert "cut off or damaged" in str(refused.value)


@given(st.data())
@settings(max_examples=300)
def test_a_mangled_zip_is_refused_or_gives_problems(sound, tmp_path_factory, data):
    """Bytes changed anywhere end in a usage error or in problems, never in another error."""
    mangled = bytearray(sound)
    at = st.integers(0, len(sound) - 1)
    for position, value in data.draw(st.lists(st.tuples(at, st.integers(0, 255)), max_size=6)):
        mangled[position] = value
    survives(tmp_path_factory.getbasetemp() / "mangled.zip", bytes(mangled))


def test_a_zip_with_any_one_bit_turned_is_survived(tmp_path, sound):
    """Every single bit of a small zip, turned: a usage error or problems."""
    for position in range(len(sound)):
        mangled = bytearray(sound)
        mangled[position] ^= 1 << (position % 8)
        survives(tmp_path / "a.zip", bytes(mangled))
