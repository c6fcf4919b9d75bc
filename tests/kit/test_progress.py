"""Progress is kept in a plain file that may be edited, broken or gone."""

import dataclasses
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.learn import progress
from grader.learn.progress import Progress, Standing
from grader.report import Outcome
from tests.kit.test_report import CHECKED, SMALL

PASSED = dataclasses.replace(CHECKED, name="test_b", outcome=Outcome.PASSED, earned=2)


def report(*checks, score, status="failed"):
    """Return a report of some checks."""
    return dataclasses.replace(SMALL, checks=checks, score=score, max_score=4, status=status)


def test_a_report_becomes_a_standing():
    """Score, best, number of checks and the first failing function are kept."""
    held = Progress().with_report(report(PASSED, CHECKED, score=2))
    at = held.of("ex01_trial")
    assert (at.score, at.best, at.max_score, at.checks, at.passed) == (2, 2, 4, 2, 1)
    assert (at.failing, at.done, held.last) == ("f", False, "ex01_trial")
    assert at.when.endswith("+00:00")


def test_the_best_score_is_never_lowered():
    """A worse run changes the score, not the best, and full marks stay done."""
    full = Progress().with_report(report(PASSED, PASSED, score=4, status="passed"))
    worse = full.with_report(report(PASSED, CHECKED, score=2))
    assert (worse.of("ex01_trial").score, worse.of("ex01_trial").best) == (2, 4)
    assert worse.of("ex01_trial").done
    assert full.of("ex01_trial").failing == ""


def test_a_fault_of_the_kit_changes_nothing():
    """A grading without a score leaves the progress as it was."""
    before = Progress().with_report(report(PASSED, CHECKED, score=2))
    assert before.with_report(report(CHECKED, score=None, status="internal")) is before


def test_progress_comes_back(tmp_path):
    """What is saved is loaded again, beside what other exercises have."""
    held = Progress({"ex02_a": Standing(1, 2, 3, 4, 5, "g", "now")}, "ex02_a")
    held = held.with_report(report(PASSED, score=2))
    progress.save(tmp_path, held)
    assert progress.load(tmp_path) == held
    assert [path.name for path in (tmp_path / ".grade").iterdir()] == ["progress.json"]


def test_names_of_any_language_are_readable(tmp_path):
    """The file holds text as it is, so that a person can read it."""
    progress.save(tmp_path, Progress({"ex01_a": Standing(failing="\uac00")}))
    assert "\uac00" in progress.path_in(tmp_path).read_text(encoding="utf-8")


def test_no_file_is_a_fresh_start(tmp_path):
    """Before the first run nothing is done."""
    held = progress.load(tmp_path)
    assert held == Progress()
    assert held.of("ex01_a") == Standing()
    assert not held.of("ex01_a").done


BROKEN = [
    b"", b"{", b"[]", b"null", b"3", b'"text"', b"\xff\xfe", b"{}", b'{"exercises": []}',
    b'{"exercises": 3}', b'{"exercises": null}', b'{"exercises": {"a": 1}}',
    b'{"exercises": {"a": {"score": "much", "best": null, "when": 3}}}',
    b'{"exercises": {"a": {"score": 1e400, "best": true}}, "last": [1]}',
    b'{"exercises": {"a": {"best": -5, "max_score": -9}}}',
    b"[" * 100_000,
    b'{"exercises": {"a": {"score": ' + b"9" * 5000 + b"}}}",
]  # fmt: skip


@pytest.mark.parametrize("data", BROKEN)
def test_a_broken_file_is_a_fresh_start(tmp_path, data):
    """Whatever the file holds, progress can be loaded, added to and saved."""
    (tmp_path / ".grade").mkdir()
    progress.path_in(tmp_path).write_bytes(data)
    held = progress.load(tmp_path)
    assert not held.of("a").done
    progress.save(tmp_path, held.with_report(report(PASSED, score=2)))
    assert progress.load(tmp_path).of("ex01_trial").score == 2


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["exercises", "last", "schema", "a", *Standing.__dataclass_fields__]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_any_json_is_loaded_or_a_fresh_start(tmp_path_factory, value):
    """Any JSON gives standings whose fields have their types."""
    root = tmp_path_factory.mktemp("any")
    (root / ".grade").mkdir()
    progress.path_in(root).write_text(json.dumps(value), encoding="utf-8")
    held = progress.load(root)
    assert type(held.last) is str
    for name, standing in held.exercises.items():
        assert type(name) is str
        for field in dataclasses.fields(Standing):
            assert type(getattr(standing, field.name)).__name__ == field.type


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path):
    """Progress that cannot be saved costs nothing but the progress."""
    (tmp_path / ".grade").write_text("a file where the folder should be")
    progress.save(tmp_path, Progress())
    assert progress.load(tmp_path) == Progress()
