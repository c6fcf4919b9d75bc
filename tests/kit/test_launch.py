"""A worker ends with all that it left behind, and starts where POSIX is not."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from grader.course import Limits
from grader.sandbox.process import WORKER, LaunchedProcess, launch_process
from tests.kit.workshop import ROOT, asked, copy_of

posix = pytest.mark.skipif(os.name != "posix", reason="forks and sessions are POSIX's")

LEAVES = """
    import os, signal, subprocess, sys, threading, time

    def sleep_on():
        for signal_number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(signal_number, signal.SIG_IGN)
        while True:
            time.sleep(0.05)

    def fork(own_session=False, keeps_pipes=True):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            if own_session:
                os.setsid()
            if not keeps_pipes:
                os.closerange(3, writing)
            os.write(writing, b"x")
            sleep_on()
        os.read(reading, 1)
        return child

    def f(what):
        if what == "child":
            return [fork()]
        if what == "child in its own session":
            return [fork(own_session=True)]
        if what == "child of a thread":
            found = []
            started, never = threading.Event(), threading.Event()

            def work():
                found.append(fork(own_session=True))
                started.set()
                never.wait()

            threading.Thread(target=work, daemon=True).start()
            started.wait()
            return found
        if what == "grandchild":
            reading, writing = os.pipe()
            if os.fork() == 0:
                os.setsid()
                os.write(writing, b"%d" % fork())
                sleep_on()
            return [int(os.read(reading, 20))]
        if what == "program":
            code = "import time; time.sleep(600)"
            return [subprocess.Popen([sys.executable, "-c", code], start_new_session=True).pid]
        if what == "thread":
            threading.Thread(target=time.sleep, args=(600,)).start()
            return []
        if what == "files":
            os.makedirs("a/b")
            with open("a/b/c", "w") as stream:
                stream.write("x")
            os.symlink("/", "a/root")
            os.chmod("a/b", 0)
            return []
        if what == "ends and leaves a child":
            with open(PLACE, "w") as stream:
                stream.write(str(fork(own_session=False)))
            os._exit(3)
        if what == "ends and leaves a session":
            with open(PLACE, "w") as stream:
                stream.write(str(fork(own_session=True)))
            os._exit(3)
        if what == "ends and leaves a session without pipes":
            with open(PLACE, "w") as stream:
                stream.write(str(fork(own_session=True, keeps_pipes=False)))
            os._exit(3)
"""


def gone(pid):
    """Whether a process has ended, within 5 seconds."""
    for _ in range(100):
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    psutil.Process(pid).kill()
    return False


def kept(launched_workers):
    """Return a launcher that also keeps what it launched."""

    def launch():
        launched_workers.append(launch_process())
        return launched_workers[-1]

    return launch


@posix
@pytest.mark.parametrize(
    "what", ["child", "child in its own session", "child of a thread", "grandchild", "program"]
)
def test_children_end_with_their_worker(what):
    """A child ends with its worker, in its own session too, and whoever started it."""
    with asked(LEAVES) as (student, _):
        children = student.call("f", (what,), {}).value
        assert all(psutil.pid_exists(child) for child in children)
    assert [child for child in children if not gone(child)] == []


@posix
@pytest.mark.parametrize(
    "what",
    [
        "ends and leaves a child",
        "ends and leaves a session",
        "ends and leaves a session without pipes",
    ],
)
def test_children_of_a_worker_that_ended_itself_end_too(tmp_path, what):
    """A child that outlives its worker, holding its pipes or not, is found and ended."""
    place = tmp_path / "pid"
    text = f"    PLACE = {str(place)!r}\n{LEAVES}"
    finished = threading.Event()

    def ask():
        with asked(text, Limits(cpu_seconds=0.3, wall_factor=2.0)) as (student, _):
            assert student.call("f", (what,), {}).stopped is not None
        finished.set()

    threading.Thread(target=ask, daemon=True).start()
    for _ in range(100):
        if place.is_file() and place.read_text():
            break
        time.sleep(0.05)
    child = int(place.read_text())
    closed, ended = finished.wait(5), gone(child)
    assert ended, "the child lives on"
    assert closed, "close() waits for the child"


def test_the_worker_and_its_folder_are_gone_after_kill():
    """kill ends the process, closes its pipes and removes its scratch folder."""
    workers = []
    with asked(LEAVES, launch=kept(workers)) as (student, _):
        (worker,) = workers
        assert worker.scratch.is_dir()
        assert student.call("f", ("thread",), {}).stopped is None
    assert worker.process.poll() is not None
    assert not worker.scratch.exists()
    assert gone(worker.process.pid)


@posix
def test_whatever_lies_in_the_scratch_folder_goes():
    """Folders without permissions go, links go without what they point to."""
    workers = []
    with asked(LEAVES, launch=kept(workers)) as (student, _):
        assert student.call("f", ("files",), {}).value == []
        assert (workers[0].scratch / "a" / "b").is_dir()
    assert not workers[0].scratch.exists()
    assert Path("/").is_dir()


def test_kill_can_come_at_any_time_and_twice():
    """A worker that has hardly started, or is dead already, is ended without an error."""
    worker = launch_process()
    assert worker.kill() is None
    assert worker.kill() is None, "the second finds an end that was not the worker's own"
    assert not worker.scratch.exists()
    assert gone(worker.process.pid)


def test_kill_tells_how_the_worker_ended_by_itself():
    """The exit code of a worker that ended by itself is told."""
    worker = launch_process()
    worker.process.stdin.close()
    assert worker.kill(grace=20) == 0


def test_cpu_time_is_told_from_outside():
    """CPU time grows with the worker's work, and is 0 once it is gone."""
    workers = []
    text = """
        import time

        def f(seconds):
            end = time.process_time() + seconds
            while time.process_time() < end:
                pass
            return time.process_time()
    """
    with asked(text, launch=kept(workers)) as (student, _):
        before = workers[0].cpu_seconds()
        used = student.call("f", (0.3,), {}).value
        after = workers[0].cpu_seconds()
        assert before + 0.2 <= after <= used + 5
    assert workers[0].cpu_seconds() == 0.0


HIDDEN = """
import sys
for name in ("resource", "fcntl", "pwd", "grp", "termios", "tty", "pty", "syslog"):
    sys.modules[name] = None
import runpy
program, numpy_parent = sys.argv[1:]
sys.argv = [program, numpy_parent]
runpy.run_path(program, run_name="__main__")
"""


def launch_without_posix():
    """Start the worker program in an interpreter without the POSIX-only modules."""
    numpy_parent = Path(np.__file__).parents[1]
    scratch = Path(tempfile.mkdtemp(prefix="grade-"))
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", HIDDEN, str(WORKER), str(numpy_parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=scratch,
        start_new_session=True,
    )
    return LaunchedProcess(process, scratch)


def test_the_worker_answers_without_posix():
    """Without resource, fcntl, pwd and termios the worker loads, answers and is ended."""
    text = """
        import numpy as np

        def f(x):
            return np.asarray(x) * 2

        def imported(name):
            return __import__(name).__name__
    """
    names = ("f", "imported")
    with asked(text, launch=launch_without_posix, functions=names) as (student, loaded):
        assert loaded.stopped is None, loaded.stopped
        assert student.call("imported", ("resource",), {}).raised is not None
        answer = student.call("f", (np.arange(3.0),), {})
        assert answer.value.tolist() == [0.0, 2.0, 4.0]
        assert student.call("f", (), {}).raised.wrong_arity


def test_the_trusted_side_imports_without_posix():
    """The whole kit can be imported where the POSIX-only modules are absent."""
    code = HIDDEN.partition("import runpy")[0] + (
        "import grader.cli, grader.judge.trial, grader.learn.failing_call\n"
        "import grader.author.scaffold, grader.render.terminal, grader.sandbox.student\n"
        "print('imported')\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60
    )
    assert finished.stdout == "imported\n", finished.stderr


def grade(folder, word, setting="pass"):
    """Run `grade WORD` in a course of one exercise; return what ended, and what lies left."""
    course, left = folder / "course", folder / "left"
    course.mkdir()
    left.mkdir()
    copy_of(course, "ex05_padding")
    finished = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; {setting}; from grader.start import main; main()",
            word,
        ],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(left)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return finished, list(left.iterdir())


def test_a_worker_that_cannot_be_started_is_told(tmp_path):
    """The worker is launched before anything can be told of it, and what stopped it is told."""
    setting = "sys._base_executable = '/no/such/python'"
    finished, left = grade(tmp_path, "ex05", setting)
    assert finished.returncode == 3
    told = finished.stderr.replace("\n" + " " * len("error: "), " ")  # wrapped to a terminal
    assert told.startswith("error: the worker process cannot be started: ")
    assert told.count("\n") == 1
    assert left == []


def test_a_worker_that_was_not_needed_is_ended(tmp_path):
    """An exercise that is not there leaves no folder of the worker that was launched for it."""
    finished, left = grade(tmp_path, "ex99")
    assert finished.returncode == 2
    assert "ex99" in finished.stderr
    assert left == []
