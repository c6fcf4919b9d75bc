"""A record comes back as it was written, and whatever happened to it is noticed."""

import hashlib
import json
import subprocess
import sys
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import find_course
from grader.errors import KitFault, StaleRecord
from grader.judge import references
from grader.judge.references import Asked, Expected, Mistake, digest
from grader.sandbox.answer import Answer, Raised
from grader.words.text import draw
from tests.kit.values import equal, plain_values
from tests.kit.workshop import ROOT

X = np.array([[1.0, -2.5]])
ABOUT = {
    "exercise": "ex01_trial",
    "seed": 0,
    "versions": {"torch": "2.13.0", "numpy": "2.1"},
    "sources": {"suite": "abc"},
    "functions": {"f": "(x, n=2)", "g": "(x)"},
}


def call(check, case, ordinal, function, arguments, value, raises=None):
    """Return a recorded call."""
    guard = digest(function, arguments, {})[0]
    return Asked((check, case, ordinal), function, guard, Expected(value, raises))


def expect(record, key, function, arguments, named):
    """Return what a record expects of a call."""
    return record.expect(key, function, arguments, named, digest(function, arguments, named)[0])


CALLS = [
    call("test_f", 0, 0, "f", (X, 2), 2 * X),
    call("test_f", 0, 1, "f", (X, 3), (1, [2.5, None], "text")),
    call("test_f", 1, 0, "f", (X, -1), None, "ValueError"),
    call("test_g", 0, 0, "g", (X,), 2 * X),
]
MISTAKES = [
    Mistake("wrong", "f", "You f.", {("test_f", 0, 0): Answer(3 * X, changed=(0,))}),
    Mistake(
        "refused",
        "f",
        "You raise.",
        {
            ("test_f", 0, 1): Answer(raised=Raised("Own", ("ValueError", "Exception"))),
            ("test_f", 1, 0): Answer(float("nan"), shared=(-1, 1)),
        },
    ),
    Mistake("other", "g", "You g.", {("test_g", 0, 0): Answer("text")}),
]


@pytest.fixture
def written(tmp_path):
    """Return the path of a small record."""
    path = tmp_path / "references" / "ex01_trial.record"
    size = references.write(path, ABOUT, CALLS, MISTAKES)
    assert size == path.stat().st_size
    return path


def test_calls_come_back(written):
    """Every call comes back with key, function, digest and right answer, in order."""
    record = references.read(written, "ex01")
    assert {key: record.head[key] for key in ABOUT} == ABOUT
    assert record.functions == ABOUT["functions"]
    assert [(c.key, c.function, c.digest) for c in record.calls] == [
        (c.key, c.function, c.digest) for c in CALLS
    ]
    for mine, theirs in zip(record.calls, CALLS, strict=True):
        assert equal(mine.expected.value, theirs.expected.value)
        assert mine.expected.raises == theirs.expected.raises
    assert equal(expect(record, ("test_f", 0, 0), "f", (X, 2), {}).value, 2 * X)


def test_mistakes_come_back(written):
    """Every mistake comes back with its text and its answers, side effects included."""
    record = references.read(written, "ex01")
    assert [m.id for m in record.mistakes_of("f")] == ["wrong", "refused"]
    assert [m.id for m in record.mistakes_of("g")] == ["other"]
    assert record.mistakes_of("h") == []
    wrong, refused = record.mistakes_of("f")
    answer = wrong.answers["test_f", 0, 0]
    assert equal(answer.value, 3 * X)
    assert (answer.changed, answer.shared, answer.raised) == ((0,), (), None)
    raised = refused.answers["test_f", 0, 1].raised
    assert (raised.type_name, tuple(raised.builtins)) == ("Own", ("ValueError", "Exception"))
    assert refused.answers["test_f", 1, 0].shared == (-1, 1)
    assert (wrong.text, wrong.function) == ("You f.", "f")


@settings(max_examples=60)
@given(st.lists(plain_values(), min_size=1, max_size=4))
def test_any_answers_come_back(tmp_path_factory, values):
    """Whatever plain values the reference answers come back as they were."""
    path = tmp_path_factory.mktemp("any") / "a.record"
    calls = [call("test_f", case, 0, "f", (case,), value) for case, value in enumerate(values)]
    answers = {asked.key: Answer(asked.expected.value) for asked in calls}
    references.write(path, ABOUT, calls, [Mistake("m", "f", "You.", answers)])
    record = references.read(path, "ex01")
    (mistake,) = record.mistakes_of("f")
    for asked, value in zip(record.calls, values, strict=True):
        assert equal(asked.expected.value, value)
        assert equal(mistake.answers[asked.key].value, value)


def test_a_record_is_the_same_bytes_each_time(written, tmp_path):
    """Recording twice gives the same bytes, and leaves no temporary file."""
    references.write(tmp_path / "again.record", ABOUT, CALLS, MISTAKES)
    assert (tmp_path / "again.record").read_bytes() == written.read_bytes()
    assert [path.name for path in written.parent.iterdir()] == [written.name]


def test_damage_of_any_byte_is_noticed(written):
    """A single changed byte anywhere makes the record damaged, and never another error."""
    whole = written.read_bytes()
    for at in range(len(whole)):
        for change in (1, 0x80):
            damaged = bytearray(whole)
            damaged[at] ^= change
            written.write_bytes(damaged)
            with pytest.raises(KitFault) as refused:
                references.read(written, "ex01")
            assert "damaged" in str(refused.value), at
            assert "grade record ex01" in draw(refused.value.hint)


def test_every_truncation_is_noticed(written):
    """A record that ends early, at any byte, is damaged; so is one with a byte more."""
    whole = written.read_bytes()
    for end in (*range(0, len(whole), 3), len(whole) - 1):
        written.write_bytes(whole[:end])
        with pytest.raises(KitFault, match="damaged"):
            references.read(written, "ex01")
    written.write_bytes(whole + b"\0")
    with pytest.raises(KitFault, match="damaged"):
        references.read(written, "ex01")


def rewritten(whole, change):
    """Return a record with another head, and a checksum that is right for it."""
    start = len(references.MAGIC) + 40
    size = int.from_bytes(whole[start - 40 : start - 32], "big")
    head = json.loads(zlib.decompress(whole[start : start + size]))
    head = zlib.compress(json.dumps(change(head)).encode())
    rest = head + whole[start + size :]
    length = len(head).to_bytes(8, "big")
    return references.MAGIC + length + hashlib.sha256(length + rest).digest() + rest


@pytest.mark.parametrize(
    "change",
    [
        *(
            lambda head, key=key: {name: head[name] for name in head if name != key}
            for key in (
                "calls",
                "exercise",
                "functions",
                "mistakes",
                "seed",
                "sources",
                "versions",
            )
        ),
        lambda head: {**head, "versions": {"numpy": "2"}},
        lambda head: {**head, "versions": None},
        lambda head: {**head, "calls": [["test_a", 0]]},
        lambda head: {**head, "calls": 5},
        lambda head: {**head, "mistakes": [{"id": "squared"}]},
        lambda head: [],
    ],
)
def test_an_incomplete_head_is_damage(written, change):
    """A record whose checksum is right but whose head lacks something is damaged."""
    whole = written.read_bytes()
    written.write_bytes(rewritten(whole, lambda head: head))
    assert references.read(written, "ex01").calls
    written.write_bytes(rewritten(whole, change))
    with pytest.raises(KitFault, match="damaged") as refused:
        references.read(written, "ex01")
    assert "grade record ex01" in draw(refused.value.hint)


def test_a_missing_record_is_named_with_its_cure(tmp_path):
    """A record that is absent, or a folder, is missing, with the command that makes it."""
    (tmp_path / "folder.record").mkdir()
    for name in ("absent.record", "folder.record"):
        with pytest.raises(KitFault) as refused:
            references.read(tmp_path / name, "ex07")
        assert "ex07 are missing" in str(refused.value)
        assert "grade record ex07" in draw(refused.value.hint)
        assert refused.value.exit_code == 3


@pytest.mark.parametrize(
    ("key", "function", "arguments", "named"),
    [
        (("test_f", 0, 2), "f", (X, 2), {}),
        (("test_new", 0, 0), "f", (X, 2), {}),
        (("test_f", 0, 0), "g", (X, 2), {}),
        (("test_f", 0, 0), "f", (X, 3), {}),
        (("test_f", 0, 0), "f", (X,), {"n": 2}),
        (("test_f", 0, 0), "f", (X + 1e-15, 2), {}),
        (("test_f", 0, 0), "f", (X.astype("float32"), 2), {}),
        (("test_f", 0, 0), "f", (np.asfortranarray(np.ones((2, 2))), 2), {}),
        (("test_f", 0, 0), "f", (X, 2.0), {}),
    ],
)
def test_a_call_that_was_not_recorded_is_stale(written, key, function, arguments, named):
    """Another key, function, argument, dtype or layout is a stale record, never a mark."""
    record = references.read(written, "ex01")
    with pytest.raises(StaleRecord) as stale:
        expect(record, key, function, arguments, named)
    assert "newer than its record" in str(stale.value)
    assert draw(stale.value.hint).endswith("run   grade record ex01")


def test_the_first_function_of_a_check_is_known(written):
    """A check is told by the function that it asks first."""
    record = references.read(written, "ex01")
    assert [record.function_of(name) for name in ("test_f", "test_g", "none")] == ["f", "g", ""]


COURSE = find_course(ROOT)


@pytest.mark.parametrize("name", COURSE.names)
def test_the_courses_records_are_whole_and_small(name):
    """Every recorded exercise is readable, asks its functions, and is under 300 KB."""
    exercise = COURSE.find(name)
    record = references.find(exercise, 0)
    assert record.head["exercise"] == name
    assert exercise.record.stat().st_size <= 300_000
    assert {asked.function for asked in record.calls} == set(record.functions)
    for function in record.functions:
        assert record.mistakes_of(function)


def test_all_records_together_are_under_10_mb():
    """datasets/ with everything in it is under 10 MB."""
    files = (path for path in (ROOT / "datasets").rglob("*") if path.is_file())
    assert sum(path.stat().st_size for path in files) < 10_000_000


def test_records_are_read_without_pytorch_or_extras():
    """Reading calls and mistakes imports neither PyTorch nor pytest nor any extra."""
    code = f"""
import json, sys
for name in ("torch", "pytest", "hypothesis", "sklearn", "scipy", "click"):
    sys.modules[name] = None
from pathlib import Path
from grader.judge import references
path = Path({str(ROOT)!r}) / "datasets" / "references" / "ex05_padding.record"
record = references.read(path, "ex05")
print(json.dumps([len(record.calls), len(record.mistakes_of("pad2d"))]))
"""
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert finished.returncode == 0, finished.stderr
    calls, mistakes = json.loads(finished.stdout)
    assert calls > 20
    assert mistakes > 5


def test_what_an_older_kit_wrote_is_read():
    """A record of format 1, mistakes and all, says what it did."""
    old = ROOT / "tests/kit/kept/marks/references/ex05_padding.seed7.record"
    assert old.read_bytes().startswith(references.OLDER[0])
    record = references.read(old, "ex05")
    extra = next(one for one in record.mistakes_of("same_padding") if "before" in one.id)
    answers = {key: tuple(answer.value) for key, answer in extra.answers.items()}
    right = {
        asked.key: tuple(asked.expected.value) for asked in record.calls if asked.key in answers
    }
    assert answers == {key: value[::-1] for key, value in right.items()}


def test_a_head_that_is_not_compressed_is_read(written):
    """A record of format 2 says what the same record says today."""
    whole = written.read_bytes()
    start = len(references.MAGIC) + 40
    size = int.from_bytes(whole[start - 40 : start - 32], "big")
    head = zlib.decompress(whole[start : start + size])
    rest, length = head + whole[start + size :], len(head).to_bytes(8, "big")
    checksum = hashlib.sha256(length + rest).digest()
    old = references.parse(references.OLDER[1] + length + checksum + rest, "old", "ex01")
    new = references.read(written, "ex01")
    assert old.head == new.head
    for asked in new.calls:
        same = next(one for one in old.calls if one.key == asked.key)
        assert equal(same.expected, asked.expected)
    assert [one.id for one in old.mistakes_of("f")] == [one.id for one in new.mistakes_of("f")]


def test_a_head_that_never_ends_is_damaged(written):
    """A head that would fill the memory is read up to a bound, and is none."""
    whole = rewritten(written.read_bytes(), lambda head: {**head, "more": " " * (8 << 20)})
    assert len(whole) < 100_000
    with pytest.raises(KitFault, match="damaged"):
        references.parse(whole, "bomb", "ex01")


def test_an_answer_is_decoded_when_it_is_asked_for(written, monkeypatch):
    """Which calls a mistake is wrong with is known without decoding what it answers."""
    record = references.read(written, "ex01")
    wrong, refused = record.mistakes_of("f")
    decoded = []
    monkeypatch.setattr(references, "_answer", lambda fields: decoded.append(fields) or fields)
    assert len(refused.answers) == 2
    assert wrong.answers.keys() == {("test_f", 0, 0)}
    assert {("test_f", 0, 1)} & refused.answers.keys() == {("test_f", 0, 1)}
    assert decoded == []
    assert wrong.answers["test_f", 0, 0] == wrong.answers["test_f", 0, 0]
    assert len(decoded) == 1
