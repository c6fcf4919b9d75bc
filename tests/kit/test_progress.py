"""Progress is kept in a plain file that may be edited, broken, newer or gone."""

import json
import multiprocessing
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.judge import references
from grader.learn import progress, turn
from grader.learn.progress import Progress, Standing
from grader.report import Function, Outcome, Problem
from tests.kit.test_report import CHECKED, SMALL

NAME = "ex01_trial"
PASSED = CHECKED._replace(name="test_b", outcome=Outcome.PASSED, earned=2)
MISSING = CHECKED._replace(function="g", outcome=Outcome.MISSING)


def report(*checks, score, status="failed", **others):
    """Return a report of some checks."""
    return SMALL._replace(checks=checks, score=score, max_score=4, status=status, **others)


def kept(root, data):
    """Make a course's folder hold a progress file of these bytes."""
    path = progress.path_in(root)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_report_becomes_a_standing():
    """Score, best, checks, and the first failing function with its claim are kept."""
    held = Progress().with_report(report(PASSED, CHECKED, score=2))
    at = held.of(NAME)
    assert (at.score, at.best, at.max_score, at.checks, at.passed) == (2, 2, 4, 2, 1)
    assert (at.failing, at.claim, at.done, held.last) == ("f", CHECKED.title, False, NAME)
    assert at.when.endswith("+00:00")


def test_a_function_that_is_not_written_is_said_so():
    """The function that failed first is known to be missing, whatever its check claims."""
    functions = (Function("f"), Function("g"))
    held = Progress().with_report(report(PASSED, MISSING, score=2, functions=functions))
    at = held.of(NAME)
    assert (at.failing, at.functions[at.failing]) == ("g", "missing")


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ((Outcome.PASSED, Outcome.PASSED), "passed"),
        ((Outcome.PASSED, Outcome.FAILED), "failed"),
        ((Outcome.TIMEOUT, Outcome.NOT_RUN), "failed"),
        ((Outcome.PASSED, Outcome.NOT_RUN), "not_run"),
        ((Outcome.MISSING, Outcome.MISSING), "missing"),
        ((), None),
    ],
)
def test_each_function_has_a_state(outcomes, state):
    """A function passed only if all its checks did; one that no check asks has no state."""
    checks = [CHECKED._replace(function="f", outcome=each) for each in outcomes]
    made = report(*checks, score=0, functions=(Function("f", 3),))
    assert Progress().with_report(made).of(NAME).functions.get("f") == state


def test_the_best_score_is_never_lowered():
    """A worse run changes the score, not the best, and full marks stay done."""
    full = Progress().with_report(report(PASSED, PASSED, score=4, status="passed"))
    worse = full.with_report(report(PASSED, CHECKED, score=2))
    assert (worse.of(NAME).score, worse.of(NAME).best) == (2, 4)
    assert worse.of(NAME).done
    assert full.of(NAME).failing == ""
    assert full.of(NAME).all_passed
    assert not worse.of(NAME).all_passed


def judged_by(suite, score, most):
    """Return a report of a suite that gives so many points."""
    made = report(CHECKED, score=score, versions={"suite": suite})
    return made._replace(max_score=most)


@pytest.mark.parametrize("most", [3, 4, 5])
def test_what_is_done_stays_done_under_another_suite(most):
    """A suite that loses or gains a point takes full marks from nobody, and gives none."""
    done = Progress().with_report(judged_by("a", 4, 4))
    after = done.with_report(judged_by("b", 2, most)).of(NAME)
    assert (after.best, after.max_score, after.done) == (2, most, True)
    begun = Progress().with_report(judged_by("a", 3, 4))
    after = begun.with_report(judged_by("b", 2, most)).of(NAME)
    assert (after.best, after.max_score, after.done) == (2, most, False)
    again = begun.with_report(judged_by("a", 1, 4)).of(NAME)
    assert (again.best, again.score) == (3, 1)


WORDS = '"""double doubles every value."""', '"""Each value of x comes back doubled."""'
ANSWERS = "assert value > 0", "assert value >= 0"


@pytest.mark.parametrize(
    ("changed", "best"),
    [
        ({}, 8),
        ({"suite": WORDS}, 8),
        ({"suite": ("{value}", "no less than {value}")}, 8),
        ({"suite": ANSWERS}, 0),
        ({"suite": ("@points(2)", "@points(1)")}, 0),
        ({"limits": "[limits]\ncpu_seconds = 1.0\n"}, 0),
        ({"record": True}, 8),
    ],
    ids=["nothing", "claim", "message", "assert", "points", "limits", "known mistakes"],
)
def test_the_best_is_held_by_what_points_rest_on(recorded_course, monkeypatch, changed, best):
    """Other words take the best from nobody; what is judged otherwise begins a best anew."""
    exercise, root = recorded_course.exercise, recorded_course.root
    monkeypatch.chdir(root)
    right, stub = exercise.solution.read_bytes(), exercise.stub.read_bytes()
    exercise.stub.write_bytes(right)
    assert turn.take("ex01", None) == 0
    assert progress.load(root).of(exercise.name).best == 8
    hidden = exercise.suite.parent
    if "suite" in changed:
        old, new = changed["suite"]
        assert old in exercise.suite.read_text()
        exercise.suite.write_text(exercise.suite.read_text().replace(old, new))
    if "limits" in changed:
        (hidden / "exercise.toml").write_text('title = "Scaling"\n' + changed["limits"])
    if "record" in changed:
        record = references.read(exercise.record, "ex01")
        references.write(exercise.record, record.head, record.calls, [])
    exercise.stub.write_bytes(stub)
    assert turn.take("ex01", None) == 1
    at = progress.load(root).of(exercise.name)
    assert (at.best, at.score, at.done) == (best, 0, True)


@pytest.mark.parametrize(("most", "best"), [(4, 3), (3, 2)])
def test_an_older_file_knows_its_suite_by_the_points(tmp_path, most, best):
    """The best of a file without a suite stays, unless the points show that it is another."""
    old = {"score": 3, "best": 3, "max_score": 4, "checks": 2, "passed": 1}
    kept(tmp_path, json.dumps({"schema": 1, "exercises": {NAME: old}}).encode())
    at = progress.load(tmp_path).with_report(judged_by("a", 2, most)).of(NAME)
    assert (at.best, at.done) == (best, False)


def test_without_points_all_checks_are_full_marks():
    """Where an edition gives no points, an exercise is done when all its checks passed."""
    assert Standing(checks=3, passed=3).done
    assert not Standing(checks=3, passed=2).done


def test_a_fault_of_the_kit_changes_nothing():
    """A grading without a score leaves the progress as it was."""
    before = Progress().with_report(report(PASSED, CHECKED, score=2))
    assert before.with_report(report(CHECKED, score=None, status="internal")) is before


def test_a_file_that_does_not_load_forgets_no_function():
    """A slip of the keyboard does not send a student back to the first function's hints."""
    stuck = CHECKED._replace(function="second")
    functions = (Function("f", 3), Function("second", 9))
    held = Progress().with_report(report(PASSED, stuck, score=2, functions=functions))
    broken = report(MISSING, MISSING, score=0, problem=Problem("SyntaxError"))
    at = held.with_report(broken).of(NAME)
    assert (at.failing, at.claim, at.passed) == ("second", "", 0)
    assert at.functions == {"f": "passed", "second": "failed"}


def test_progress_comes_back(tmp_path):
    """What is saved is loaded again, beside what other exercises have."""
    held = Progress().with_standing("ex02_a", Standing(1, 2, 3, 4, 5, "g", hints={"g": 2}))
    held = held.with_report(report(PASSED, score=2))
    assert progress.save(tmp_path, held)
    assert progress.load(tmp_path) == held
    assert progress.load(tmp_path).of("ex02_a").hints == {"g": 2}
    assert [path.name for path in (tmp_path / ".grade").iterdir()] == ["progress.json"]


def test_names_of_any_language_are_readable(tmp_path):
    """The file holds text as it is, so that a person can read it; half a letter is no fault."""
    for text in ("\uac00", "\ud800"):
        progress.save(tmp_path, Progress().with_standing("ex01_a", Standing(failing=text)))
        assert progress.load(tmp_path).of("ex01_a").failing == text
    progress.save(tmp_path, Progress().with_standing("ex01_a", Standing(failing="\uac00")))
    assert "\uac00" in progress.path_in(tmp_path).read_text(encoding="utf-8")


def test_no_file_is_a_fresh_start(tmp_path):
    """Before the first run nothing is done, and nothing is broken."""
    held = progress.load(tmp_path)
    assert held == Progress()
    assert held.of("ex01_a") == Standing()
    assert not held.of("ex01_a").done
    assert not held.broken


def test_a_file_of_the_first_version_is_read(tmp_path):
    """Keys that came later are empty in an older file."""
    old = {"score": 4, "best": 9, "max_score": 13, "checks": 9, "passed": 3, "failing": "pad2d"}
    text = json.dumps({"schema": 1, "last": NAME, "exercises": {NAME: old}})
    kept(tmp_path, text.encode())
    at = progress.load(tmp_path).of(NAME)
    assert (at.best, at.failing, at.hints, at.claim) == (9, "pad2d", {}, "")


def test_an_editor_may_write_a_byte_order_mark(tmp_path):
    """A file that Windows' Notepad saved is read."""
    kept(tmp_path, b'\xef\xbb\xbf{"last": "ex01_a"}')
    assert progress.load(tmp_path).last == "ex01_a"


BROKEN = [
    b"", b"{", b"[]", b"null", b"3", b'"text"', b"\xff\xfe", b'{"exercises": []}',
    b'{"exercises": 3}', b'{"exercises": null}', b"[" * 100_000,
    b'{"exercises": {"a": {"score": ' + b"9" * 5000 + b"}}}",
]  # fmt: skip
ODD = [
    b"{}", b'{"exercises": {"a": 1}}', b'{"exercises": {"a": {"hints": {"f": "two"}}}}',
    b'{"exercises": {"a": {"score": "much", "best": null, "when": 3}}}',
    b'{"exercises": {"a": {"score": 1e400, "best": true}}, "last": [1]}',
    b'{"exercises": {"a": {"best": -5, "max_score": -9}}}',
]  # fmt: skip


@pytest.mark.parametrize("data", [*BROKEN, *ODD])
def test_whatever_the_file_holds_the_next_run_is_saved(tmp_path, data):
    """Whatever the file holds, progress can be loaded, added to and saved."""
    path = kept(tmp_path, data)
    held = progress.load(tmp_path)
    assert not held.of("a").done
    assert progress.save(tmp_path, held.with_report(report(PASSED, score=2)))
    assert progress.load(tmp_path).of(NAME).score == 2
    aside = path.with_name("progress-broken.json")
    assert held.broken is aside.exists() is (data in BROKEN)
    assert not aside.exists() or aside.read_bytes() == data


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["exercises", "last", "schema", "a", NAME, *Standing._fields]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=100)
@given(JSON)
def test_any_json_is_loaded_or_a_fresh_start(tmp_path_factory, value):
    """Any JSON gives standings whose fields have their types."""
    root = tmp_path_factory.mktemp("any")
    kept(root, json.dumps(value).encode())
    held = progress.load(root)
    assert type(held.last) is str
    for name in ("a", NAME):
        for value, default in zip(held.of(name), Standing(), strict=True):
            assert type(value) is type(default)
        assert {*map(type, held.of(name).hints.values())} <= {int}


def without_ours(document):
    """Return a document without the keys that a grading of one exercise may change."""
    exercises = document.get("exercises", {})
    item = exercises.get(NAME)
    rest = {key: value for key, value in document.items() if key not in ("schema", "last")}
    others = {name: value for name, value in exercises.items() if name != NAME}
    foreign = item if isinstance(item, dict) else {}
    ours = Standing._fields
    foreign = {key: value for key, value in foreign.items() if key not in ours}
    return {**rest, "exercises": {**others, NAME: foreign}}


@settings(max_examples=100)
@given(
    st.dictionaries(st.sampled_from(["schema", "last", "theme", "later"]), JSON, max_size=4),
    st.dictionaries(
        st.sampled_from([NAME, "ex02_a"]),
        JSON | st.dictionaries(st.sampled_from(["best", "hints", "stars"]), JSON),
        max_size=2,
    ),
)
def test_what_is_not_known_survives(tmp_path_factory, document, exercises):
    """Keys of a newer version, and what other exercises have, stay as they are."""
    root = tmp_path_factory.mktemp("newer")
    document = {**document, "exercises": exercises}
    kept(root, json.dumps(document).encode())
    progress.update(root, lambda held: held.with_report(report(PASSED, score=2)))
    after = json.loads(progress.path_in(root).read_text(encoding="utf-8"))
    assert without_ours(after) == without_ours(document)
    assert after["exercises"][NAME]["score"] == 2


@pytest.mark.parametrize(
    ("schema", "after"), [(0, 1), (1, 1), (7, 7), ("2", 1), (True, 1), (None, 1)]
)
def test_a_newer_version_keeps_its_number(schema, after):
    """The number of a newer format stays, so that the newer version knows its own keys."""
    held = Progress({"schema": schema}).with_report(report(PASSED, score=2))
    assert held.document["schema"] == after


RUNS = st.lists(st.tuples(st.sampled_from([NAME, "ex02_a"]), st.integers(0, 4)), max_size=8)


@settings(max_examples=60)
@given(RUNS)
def test_the_best_is_the_best_of_all_runs(runs):
    """After any runs the best score of an exercise is the highest, the score the last."""
    held = Progress()
    for name, score in runs:
        held = held.with_report(report(CHECKED, score=score, exercise=name))
    for name in {name for name, _ in runs}:
        scores = [score for other, score in runs if other == name]
        assert (held.of(name).best, held.of(name).score) == (max(scores), scores[-1])
    assert held.last == (runs[-1][0] if runs else "")


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from("fgh"), st.integers(1, 9)), RUNS)
def test_runs_forget_no_hint(hints, runs):
    """Whatever is judged after a hint, the hints that were shown stay remembered."""
    held = Progress()
    for function, number in hints.items():
        held = held.with_hints(NAME, function, list(range(number)))
    for name, score in runs:
        held = held.with_report(report(CHECKED, score=score, exercise=name))
    assert held.of(NAME).hints == hints


def test_an_update_sees_what_was_written_meanwhile(tmp_path):
    """A run that began before another one ended does not undo it."""
    progress.update(tmp_path, lambda held: held.with_report(report(PASSED, score=1)))
    long_run = report(CHECKED, score=0)
    progress.update(tmp_path, lambda held: held.with_report(report(PASSED, score=4)))
    progress.update(tmp_path, lambda held: held.with_report(long_run))
    assert progress.load(tmp_path).of(NAME).best == 4


def _many_runs(root, name):
    for score in range(20):
        made = report(CHECKED, score=score, exercise=name)
        progress.update(root, lambda held, made=made: held.with_report(made))


@pytest.mark.slow
def test_many_at_once_never_make_it_unreadable(tmp_path):
    """While four processes save, every look at the file finds a whole one."""
    kept(tmp_path, b"{}")
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=_many_runs, args=(tmp_path, f"ex0{number}_a"))
        for number in range(4)
    ]
    for writer in writers:
        writer.start()
    looks = 0
    while any(writer.is_alive() for writer in writers):
        assert not progress.load(tmp_path).broken
        looks += 1
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert looks
    assert [path.name for path in (tmp_path / ".grade").iterdir()] == ["progress.json"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path):
    """Progress that cannot be saved costs nothing but the progress."""
    (tmp_path / ".grade").write_text("a file where the folder should be")
    assert not progress.save(tmp_path, Progress())
    assert progress.load(tmp_path) == Progress(broken=True)
    assert not progress.update(tmp_path, lambda held: held).last


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a full disk to try")
def test_a_full_disk_keeps_the_old_file(tmp_path, monkeypatch):
    """Where the new file cannot be written, the old one stays whole."""
    progress.update(tmp_path, lambda held: held.with_report(report(PASSED, score=2)))
    before = progress.path_in(tmp_path).read_bytes()
    monkeypatch.setattr(os, "getpid", lambda: 7)
    (tmp_path / ".grade" / ".progress.json.7").symlink_to("/dev/full")
    held = progress.load(tmp_path).with_report(report(PASSED, PASSED, score=4))
    assert not progress.save(tmp_path, held)
    assert progress.path_in(tmp_path).read_bytes() == before
