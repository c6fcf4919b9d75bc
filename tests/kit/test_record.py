"""Records: written with PyTorch, kept by seed, and compared with what is answered today."""

import re
import shutil

import pytest

from grader.author import oracle
from grader.author import record as recording
from grader.author.mistakes import known_mistakes
from grader.errors import KitFault, StaleRecord, UsageError
from grader.judge import references, submission
from grader.judge.grade import grade
from grader.report import Outcome
from grader.words.text import draw


def test_recording_twice_writes_the_same_bytes(small_course):
    """A record depends on its sources alone, so a repository sees no idle change."""
    first = recording.record(small_course.exercise).path.read_bytes()
    assert recording.record(small_course.exercise).path.read_bytes() == first


def test_a_fresh_record_has_not_drifted(recorded_course):
    """Comparing right after recording finds nothing."""
    assert recording.drift(recorded_course.exercise) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("reference", "return x + x", "return x + x + 1e-6", "PyTorch answers otherwise"),
        ("mistakes", "return x * x", "return x * x * x", "squared answers otherwise"),
        ("mistakes", "def squared", "def cubed", "cubed is not recorded"),
        ("solution", "return 2 * x", "return x * 2", "the solution is newer"),
        ("stub", "Double every value", "Twice every value", "not the one that grade reset"),
    ],
)
def test_drift_names_what_changed(recorded_course, file, old, new, told):
    """A reference or a mistake that answers otherwise than recorded is reported."""
    recorded_course.edit(file, old, new)
    assert any(told in draw(change) for change in recording.drift(recorded_course.exercise))


def test_what_the_suite_lets_pass_is_no_mistake(small_course):
    """Where a suite compares loosely, a mistake that passes there is still recognised."""
    loose = 'agree("double", rng.array(shape), rtol=1e-2)'
    small_course.edit("suite", 'agree("double", rng.array(shape))', loose)
    small_course.edit("mistakes", "return x * x\n", "return 2.001 * x\n")
    exercise = small_course.exercise
    recording.record(exercise)
    (known,) = [one for one in known_mistakes(exercise) if one.id == "squared"]
    checks = {check.name: check for check in grade(exercise, known.submission).checks}
    assert checks["test_double"].outcome is Outcome.PASSED
    why = checks["test_double_layout"].diagnoses[0]
    assert (why.kind, why.id) == ("mistake", "squared")
    assert recording.drift(exercise) == []


def test_an_answer_in_the_stub_is_never_kept_as_the_stub(recorded_course):
    """Whoever tries an exercise and records it does not hand out the answer."""
    before = recorded_course.exercise.pristine.read_bytes()
    recorded_course.edit("stub", 'raise NotImplementedError("double")', "return x + x")
    with pytest.raises(KitFault, match="double is written in exercises/ex01_scaling.py"):
        recording.record(recorded_course.exercise)
    assert recorded_course.exercise.pristine.read_bytes() == before


def test_a_suite_that_asks_more_is_stale(recorded_course):
    """A suite with a case that the record lacks judges nobody."""
    recorded_course.edit("suite", "[(1, 2), (3, 4)]", "[(1, 2), (3, 4), (5, 6)]")
    exercise = recorded_course.exercise
    right = submission.read(exercise.solution, exercise)
    with pytest.raises(StaleRecord, match="newer than its record"):
        grade(exercise, right)


def test_another_seed_asks_other_arguments(recorded_course):
    """`ensure` records for a seed once, and the suite then draws other arguments."""
    exercise = recorded_course.exercise
    recording.ensure(exercise, 7)
    path = references.path_for(exercise, 7)
    before = path.stat().st_mtime_ns
    recording.ensure(exercise, 7)
    assert path.stat().st_mtime_ns == before
    first = {asked.digest for asked in references.find(exercise, 0).calls}
    other = {asked.digest for asked in references.find(exercise, 7).calls}
    assert not first & other
    right = submission.read(exercise.solution, exercise)
    assert grade(exercise, right, seed=7).score == 8


def test_a_cached_record_follows_its_sources(small_course):
    """A record for a seed is made anew once the suite changes, or when it is damaged."""
    exercise = small_course.exercise
    recording.ensure(exercise, 7)
    small_course.edit("suite", "[(1, 2), (3, 4)]", "[(1, 2), (3, 5)]")
    recording.ensure(exercise, 7)
    right = submission.read(exercise.solution, exercise)
    assert grade(exercise, right, seed=7).score == 8
    references.path_for(exercise, 7).write_bytes(b"nonsense")
    recording.ensure(exercise, 7)
    assert grade(exercise, right, seed=7).score == 8


def test_a_seed_without_references_is_one_sentence(small_course):
    """Where the references' sources are absent, another seed is refused with a reason."""
    small_course.exercise.reference.unlink()
    with pytest.raises(UsageError, match="no references to make one") as refused:
        recording.ensure(small_course.exercise, 7)
    assert refused.value.exit_code == 2


def test_a_seed_without_pytorch_is_one_sentence(small_course, monkeypatch):
    """Where PyTorch is absent, another seed is refused with the command that installs it."""
    monkeypatch.setattr(oracle.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="needs PyTorch") as refused:
        recording.ensure(small_course.exercise, 7)
    assert (refused.value.exit_code, "pip install" in draw(refused.value.hint)) == (2, True)


def test_float32_answers_are_rounded_float64(small_course):
    """A float32 call is answered in float64 and rounded once, in the dtype asked for."""
    import numpy as np

    small_course.edit("reference", "return x.square().mean()", "return x.cumsum(0)")
    reference = oracle.Reference(small_course.exercise)
    x = np.random.default_rng(0).normal(size=(5000, 2)).astype("float32")
    answer = reference.ask("mean_square", (x,), {}).value
    assert answer.dtype == np.float32
    exact = np.cumsum(x.astype("float64"), axis=0).astype("float32")
    assert np.array_equal(answer, exact)


def test_every_record_of_the_course_is_small():
    """Each exercise's record is under 300 KB, and all of datasets/ under 10 MB."""
    from pathlib import Path

    root = Path(__file__).parents[2]
    records = sorted((root / "datasets" / "references").glob("*.record"))
    assert len(records) >= 7
    assert all(path.stat().st_size < 300_000 for path in records)
    whole = sum(path.stat().st_size for path in (root / "datasets").rglob("*"))
    assert whole < 10_000_000


def test_a_record_holds_no_source(recorded_course):
    """A record carries answers and the mistakes' sentences, not a line of any source."""
    data = recorded_course.exercise.record.read_bytes()
    for path in (recorded_course.exercise.mistakes, recorded_course.exercise.reference):
        for line in path.read_text().splitlines():
            if re.match(r"\s+(return|if|x \*)", line):
                assert line.strip().encode() not in data


def test_judging_needs_only_suite_and_record(recorded_course):
    """Solution, reference and mistakes may be absent when a submission is judged."""
    exercise = recorded_course.exercise
    copy = exercise.root / "mine.py"
    shutil.copy(exercise.solution, copy)
    for path in (exercise.solution, exercise.reference, exercise.mistakes):
        path.unlink()
    assert grade(exercise, submission.read(copy, exercise)).passed
