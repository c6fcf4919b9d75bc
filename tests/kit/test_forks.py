"""A forked worker is like one that was started by itself: nothing of another is in it."""

import sys
import tempfile

import psutil
import pytest

from grader.course import Limits
from grader.report import Outcome
from grader.sandbox.forks import Forks
from grader.sandbox.process import Plain
from tests.kit.test_launch import gone
from tests.kit.workshop import asked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")

TELLS = """
    import os, sys, numpy, tempfile
    def f(what):
        if what == "ends":
            os._exit(3)
        if what == "hangs":
            while True:
                pass
        if what == "changes":
            numpy.seterr(all="raise")
            numpy.mine = sys.modules["mine"] = os.environ["MINE"] = "mine"
            open("mine", "w").close()
        return {
            "pid": os.getpid(), "home": os.environ["HOME"], "here": os.getcwd(),
            "temporary": tempfile.gettempdir(), "files": os.listdir("."),
            "argument": sys.argv[2:], "names": sorted(os.environ), "group": os.getpgid(0),
            "errors": numpy.geterr(), "mine": hasattr(numpy, "mine") or "mine" in sys.modules,
        }
"""


@pytest.fixture
def forks():
    """Return what forks workers, and end it."""
    held = Forks()
    yield held
    held.close()


def told(launch, what="tells", limits=None):
    """Return what a fresh worker answers."""
    with asked(TELLS, limits, launch) as (student, _):
        return student.call("f", (what,), {})


def test_it_looks_like_any_other_worker(forks):
    """Its folder, its environment, its session and its NumPy are as where nothing is forked."""
    one, other = told(forks.launch).value, told(Plain().launch).value
    for answer in (one, other):
        assert answer["home"] == answer["here"] == answer["temporary"]
        assert answer["pid"] == answer["group"]
        assert not answer["files"]
    for same in ("names", "errors", "mine"):
        assert one[same] == other[same]


def test_nothing_of_one_is_in_the_next(forks):
    """What a worker changes of NumPy, its modules, environment or folder ends with it."""
    before = told(forks.launch).value
    changed = told(forks.launch, "changes").value
    assert changed["mine"]
    assert "mine" in changed["files"]
    after = told(forks.launch).value
    assert after["here"] not in (before["here"], changed["here"])
    for same in ("files", "names", "errors", "mine"):
        assert after[same] == before[same]


@pytest.mark.parametrize("what", ["ends", "hangs"])
def test_its_end_is_told_as_of_any_other_worker(forks, what):
    """A worker that dies or hangs is the same fault of its file, and another one is forked."""
    limits = Limits(cpu_seconds=0.2)
    one, other = (told(launch, what, limits) for launch in (forks.launch, Plain().launch))
    assert one.stopped == other.stopped
    assert one.stopped.outcome in (Outcome.CRASHED, Outcome.TIMEOUT)
    assert told(forks.launch).value["pid"]


def test_a_worker_beside_another_is_started_by_itself(forks):
    """Two workers may live at once: the second waits for nobody."""
    with asked(TELLS, launch=forks.launch) as (student, _):
        beside = told(forks.launch).value["pid"]
        mine = student.call("f", ("tells",), {}).value["pid"]
    assert beside != mine


def test_all_end_and_leave_nothing(forks, tmp_path, monkeypatch):
    """With what forks, its workers end, and no folder of theirs is left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with asked(TELLS, launch=forks.launch) as (student, _):
        worker = student.call("f", ("tells",), {}).value["pid"]
        parent = psutil.Process(worker).ppid()
        forks.close()
        assert gone(worker)
        assert gone(parent)
    assert not [*tmp_path.iterdir()]
