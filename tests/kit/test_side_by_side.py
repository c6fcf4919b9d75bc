"""Several exercises are worked on at once, and told as if they were one after the other."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from grader.author import side_by_side as module
from grader.author.record import record
from grader.author.side_by_side import side_by_side
from grader.course import Course
from grader.errors import GradeError, KitFault
from grader.sandbox.process import launch_process
from grader.words.text import draw, literal
from tests.kit.test_cli import run
from tests.kit.test_launch import gone
from tests.kit.workshop import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere one after the other")

EXERCISES = Course(ROOT).exercises[:4]


def first_last(exercise):
    """Be done with the first exercise when the others are; tell which process it was."""
    folder = Path(os.environ["MEETING"])
    (folder / exercise.id).touch()
    if exercise == EXERCISES[0]:
        while len([*folder.iterdir()]) < len(EXERCISES):
            time.sleep(0.01)
    return exercise.id, os.getpid()


def refused(exercise):
    """Refuse the second exercise."""
    if exercise == EXERCISES[1]:
        raise KitFault(literal("not this one"))
    return exercise.id


def broken(exercise):
    """Fail at the second exercise as nobody foresaw."""
    if exercise == EXERCISES[1]:
        raise ZeroDivisionError(exercise.id)
    return exercise.id


def ends(exercise):
    """End the process at the second exercise."""
    if exercise == EXERCISES[1]:
        os._exit(7)
    return exercise.id


def process_of(exercise):
    """Tell which process it is."""
    return os.getpid()


def hangs(exercise):
    """Hold a worker for ever, and a folder that nobody removes; tell of all."""
    tempfile.mkdtemp(prefix="grade-")
    worker = launch_process()
    try:
        told = f"{os.getpid()} {worker.process.pid} {worker.scratch}"
        whole = Path(os.environ["MEETING"]) / exercise.id
        whole.with_suffix(".part").write_text(told)
        whole.with_suffix(".part").rename(whole)
        time.sleep(600)
    finally:
        worker.kill()


@pytest.fixture
def meeting(tmp_path, monkeypatch):
    """Return a folder that the processes know, in which they find this module too."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    folder = tmp_path / "meeting"
    folder.mkdir()
    monkeypatch.setenv("MEETING", str(folder))
    return folder


def test_outcomes_come_in_the_order_of_the_exercises(meeting):
    """The first exercise is told first though the others are done before it."""
    told = [*side_by_side(first_last, EXERCISES, 2)]
    assert [name for name, _process in told] == [exercise.id for exercise in EXERCISES]
    assert len({process for _name, process in told} - {os.getpid()}) == 2


def test_one_exercise_needs_no_other_process():
    """Alone an exercise is worked on where it was asked for."""
    assert [*side_by_side(os.fspath, [Path("a")], 2)] == ["a"]
    assert [*side_by_side(lambda _: os.getpid(), EXERCISES[:1])] == [os.getpid()]


def test_one_exercise_can_be_worked_on_apart(meeting):
    """Where a process may not grow, one exercise too is worked on in another."""
    (told,) = side_by_side(process_of, EXERCISES[:1], apart=True)
    assert told != os.getpid()
    assert [*side_by_side(process_of, [], apart=True)] == []


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_refusal_is_told_in_its_turn(meeting, at_once):
    """An error of the kit stands in the place of its exercise, and all others go on."""
    told = [*side_by_side(refused, EXERCISES, at_once)]
    assert isinstance(told[1], KitFault)
    assert draw(told[1].message) == "not this one"
    assert told[:1] + told[2:] == [EXERCISES[at].id for at in (0, 2, 3)]


@pytest.mark.parametrize("at_once", [1, 2])
def test_what_nobody_foresaw_is_raised_in_its_turn(meeting, at_once):
    """Any other error is raised as it was, once all before it is told."""
    told = side_by_side(broken, EXERCISES, at_once)
    assert next(told) == EXERCISES[0].id
    with pytest.raises(ZeroDivisionError, match=EXERCISES[1].id) as raised:
        next(told)
    if at_once > 1:
        assert "in broken" in raised.value.__notes__[0]


def test_a_process_that_ends_is_a_fault_of_the_kit(meeting):
    """Only its own exercise is lost, in words that say how it ended."""
    told = [*side_by_side(ends, EXERCISES, 2)]
    assert isinstance(told[1], KitFault)
    assert draw(told[1].message) == f"the process that worked on {EXERCISES[1].id} ended with 7"
    assert told[:1] + told[2:] == [EXERCISES[at].id for at in (0, 2, 3)]


def test_a_process_that_never_begins_is_no_loop(monkeypatch):
    """Where a process ends before it is ready, there is an error and not another process."""
    begun = module.begin
    monkeypatch.setattr(module, "begin", lambda _: begun("grader.version"))
    with pytest.raises(KitFault, match="ended with"):
        next(side_by_side(refused, EXERCISES, 2))


def workers(meeting):
    """Return what `hangs` told, once two exercises are worked on."""
    deadline = time.monotonic() + 60
    while len(found := [path for path in meeting.iterdir() if not path.suffix]) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return [path.read_text().split() for path in found]


def nothing_left(told):
    """Whether the processes, their workers and the workers' folders are gone."""
    return all(
        gone(int(process)) and gone(int(worker)) and not Path(scratch).exists()
        for process, worker, scratch in told
    )


PROGRAM = """
import signal, sys
from tests.kit import test_side_by_side as test
# Whatever runs the tests in the background may have it ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    [*test.side_by_side(test.hangs, test.EXERCISES, 2)]
except KeyboardInterrupt:
    sys.exit(5)
"""


def test_an_interrupt_ends_all_and_leaves_nothing(meeting, tmp_path, monkeypatch):
    """After Ctrl-C no process, no worker and no folder is left, and nothing is complained."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    command = [sys.executable, "-c", PROGRAM]
    program = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    try:
        told = workers(meeting)
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does
        _out, complained = program.communicate(timeout=60)
    finally:
        with contextlib.suppress(OSError):
            os.killpg(program.pid, signal.SIGKILL)
    assert (program.returncode, complained) == (5, b"")
    assert nothing_left(told)
    assert not [*temporary.iterdir()]


@pytest.fixture(scope="module")
def three(record_of_small_course, tmp_path_factory):
    """Return a course of three exercises, of which the second is broken."""
    root = tmp_path_factory.mktemp("three") / "course"
    shutil.copytree(record_of_small_course, root)
    first = Course(root).exercises[0]
    for number in (2, 3):
        name = f"ex{number:02}_scaling"
        for path in [*root.rglob(f"*{first.name}*")]:
            if path.is_file():
                target = Path(str(path).replace(first.name, name))
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
        for path in first.hidden.iterdir():
            if first.name not in path.name and path.is_file():
                shutil.copy(path, root / "tests" / "hidden" / name)
    for exercise in Course(root).exercises[1:]:
        record(exercise)
    second = Course(root).exercises[1]
    text = second.mistakes.read_text(encoding="utf-8")
    second.mistakes.write_text(text.replace("You squared", "The student squared"))
    return root


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code"), [(["verify"], 1), (["record", "--check"], 1), (["record"], 0)]
)
def test_commands_say_the_same_side_by_side(three, tmp_path, monkeypatch, words, code):
    """Output and exit code of a command are those of one exercise after the other."""
    monkeypatch.setattr(module, "begin", begun := Begun())
    said = []
    for cores in (1, 2):
        root = tmp_path / str(cores) / "course"
        shutil.copytree(three, root)
        monkeypatch.chdir(root)
        monkeypatch.setattr(module, "cores", lambda cores=cores: cores)
        result = run(*words)
        said.append((result.exit_code, result.stdout, result.stderr))
    assert said[0] == said[1]
    assert said[0][0] == code
    assert said[0][1].count("scaling") == 3
    assert begun.count == 2


class Begun:
    """Counts the processes that are begun."""

    def __init__(self):
        self.count = 0
        self._begin = module.begin

    def __call__(self, name):
        """Begin a process."""
        self.count += 1
        return self._begin(name)


def test_errors_of_the_kit_cross_whole():
    """Every error that a process can send comes out with its words and its exit code."""
    import pickle

    from grader.author.verify import NotProved

    for error in (KitFault(literal("a"), literal("b")), NotProved(literal("a"), literal("b"))):
        other = pickle.loads(pickle.dumps(error))
        assert isinstance(other, GradeError)
        assert (other.message, other.hint) == (error.message, error.hint)
        assert other.exit_code == error.exit_code
