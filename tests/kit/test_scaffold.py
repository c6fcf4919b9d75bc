"""`grade new` writes an exercise that `grade verify` leads its author through."""

import pytest

from grader.author.record import record
from grader.author.scaffold import scaffold
from grader.author.verify import verify
from grader.errors import GradeError, UsageError
from grader.judge import submission
from grader.judge.grade import grade


def test_all_files_are_written(small_course):
    """A new exercise has stub, solution, reference, suite, mistakes, probes, description."""
    written = scaffold(small_course.course, "ex08_new_thing")
    exercise = small_course.course.find("ex08")
    files = {exercise.stub, exercise.solution, exercise.reference, exercise.suite,
             exercise.mistakes, exercise.probes, exercise.hidden / "exercise.toml"}  # fmt: skip
    assert set(written) == files
    assert exercise.title == "New thing"


def test_the_new_exercise_works_at_once(small_course):
    """Its example can be recorded and judged: the solution passes, the stub earns 0."""
    scaffold(small_course.course, "ex08_new_thing")
    exercise = small_course.course.find("new_thing")
    record(exercise)
    right = grade(exercise, submission.read(exercise.solution, exercise))
    untouched = grade(exercise, submission.read(exercise.stub, exercise))
    assert (right.status, right.score, untouched.score) == ("passed", 5, 0)
    assert untouched.untouched


def test_verify_leads_the_author_step_by_step(small_course):
    """Every TODO that is done brings the next thing that is missing, to the last."""
    scaffold(small_course.course, "ex08_new_thing")
    exercise = small_course.course.find("ex08")
    told = []
    for path in (exercise.stub, exercise.solution, exercise.reference, exercise.suite,
                 exercise.mistakes, exercise.probes,
                 exercise.hidden / "exercise.toml"):  # fmt: skip
        with pytest.raises(GradeError) as missing:
            verify(exercise)
        told.append(str(missing.value))
        assert path.name in str(missing.value)
        path.write_text(path.read_text().replace("TODO", "done"))
    with pytest.raises(GradeError, match="double has 1 hint;"):
        verify(small_course.course.find("ex08"))
    assert len(set(told)) == 7


@pytest.mark.parametrize(
    ("name", "told"),
    [("padding", "no name"), ("ex8_x", "no name"), ("ex01_again", "is taken by ex01_scaling"),
     ("ex08_../../evil", "no name"), ("ex08_Upper", "no name")],
)  # fmt: skip
def test_a_wrong_name_writes_nothing(small_course, name, told):
    """A name of another form, or a number that is taken, is refused before any file."""
    before = sorted(small_course.root.rglob("*"))
    with pytest.raises(UsageError, match=told):
        scaffold(small_course.course, name)
    assert sorted(small_course.root.rglob("*")) == before
