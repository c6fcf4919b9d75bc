"""Twenty messy first tries, two to four faults each, and what the screen says of them.

Each folder of first_tries/ holds one: the file, its faults (written down before anybody saw
what the rules say), and the screen of `grade exNN` in 80 columns. After a change that is
meant, write the screens anew, and read each that changed beside its faults:

    python -m tests.kit.test_first_tries --write [TRY]...
"""

import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

from grader.course import Course
from grader.judge.grade import grade
from grader.judge.submission import MAIN, Submission
from tests.kit.test_situations import ROOT, copy_course, run, settled

TRIES = ROOT / "tests" / "kit" / "first_tries"
NAMES = sorted(path.parent.name for path in TRIES.glob("*/faults.txt"))
COURSE = Course(ROOT)

# The causes that are told of each try, in the order of its checks: names of mistakes and
# codes of rules. Somebody has compared each with the faults, and found it true.
TOLD = {
}


def parts(name):
    """Return the full name of a try's exercise, its text, and its faults."""
    exercise, *faults = (TRIES / name / "faults.txt").read_text(encoding="utf-8").splitlines()
    return exercise, (TRIES / name / f"{exercise}.py").read_text(encoding="utf-8"), faults


@cache
def judged(name):
    """Return the report about a try."""
    exercise, text, _ = parts(name)
    submission = Submission(f"exercises/{MAIN}", {MAIN: text.encode()})
    return grade(COURSE.find(exercise), submission)


def told_of(report):
    """Return the causes in a report, each once."""
    told = [one.id for check in report.checks for one in check.diagnoses]
    return list(dict.fromkeys(told))


def screen(course, name):
    """Return what `grade exNN` writes about a try."""
    exercise, text, _ = parts(name)
    (course / "exercises" / f"{exercise}.py").write_text(text, encoding="utf-8")
    code, output, errors = run(course, exercise[:4])
    assert (code, errors) == (1, "")
    return settled(output)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course."""
    return copy_course(tmp_path_factory.mktemp("tries"))


def test_there_are_twenty():
    """Twenty tries have two to four faults each, over all seven exercises."""
    assert len(NAMES) == 20
    assert {parts(name)[0] for name in NAMES} == {one.name for one in COURSE.exercises[:7]}
    assert all(2 <= len(parts(name)[2]) <= 4 for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_causes(name):
    """What is told of a try is what somebody has found true; nothing else is told."""
    assert told_of(judged(name)) == TOLD[name]


def test_nearly_all_get_a_true_cause():
    """At least 17 of 20 are told a cause, and at most one try is told nothing at all."""
    assert sum(bool(causes) for causes in TOLD.values()) >= 19


@pytest.mark.parametrize("name", NAMES)
def test_screen(course, name):
    """The screen is as it was read, and says why under the title of the failure."""
    shown = screen(course, name)
    assert shown == (TRIES / name / "expected.txt").read_text(encoding="utf-8")
    assert max(map(len, shown.splitlines())) <= 80


if __name__ == "__main__":
    if sys.argv[1:2] != ["--write"]:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        copied = copy_course(Path(folder))
        for each in sys.argv[2:] or NAMES:
            (TRIES / each / "expected.txt").write_text(screen(copied, each), encoding="utf-8")
            print(f'    "{each}": {told_of(judged(each))},')
