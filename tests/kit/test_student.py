"""A student's worker is replaced after it died, stopped when it is late, never mistaken."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from grader.course import Limits
from grader.errors import GradeError
from grader.judge.compare import Tolerance, compare
from grader.judge.references import Expected
from grader.report import Outcome, Reason
from grader.sandbox.answer import Stopped
from grader.sandbox.inside import wire
from grader.sandbox.process import LaunchedProcess, launch_process
from grader.sandbox.student import Student
from tests.kit.workshop import asked


class Call(NamedTuple):
    """A call that will be asked."""

    function: str
    arguments: tuple[str, ...]
    call: bytes


BRIEF = Limits(cpu_seconds=0.3, wall_factor=3.0)
PATIENT = Limits(cpu_seconds=0.3, wall_factor=200.0)  # CPU time counts, however busy it is

TEXT = """
    import os, signal, sys, time

    calls = 0

    def f(what):
        global calls
        calls += 1
        if what == "ends":
            os._exit(0)
        if what == "raises":
            raise ValueError("as asked")
        if what == "loops":
            while True:
                pass
        if what == "sleeps":
            time.sleep(600)
        if what == "aborts":
            os.abort()
        if what == "segmentation":
            import ctypes
            ctypes.string_at(0)
        if what == "closes":
            os.closerange(0, 64)
        if what == "noise":
            for number in range(3, 64):
                try:
                    os.write(number, bytes(100))
                except OSError:
                    pass
        return calls
"""


def test_a_new_worker_answers_after_a_crash():
    """The call after a crash is answered by a fresh worker that has loaded the file anew."""
    with asked(TEXT) as (student, _):
        assert [student.call("f", ("counts",), {}).value for _ in range(2)] == [1, 2]
        assert student.call("f", ("ends",), {}).stopped.outcome is Outcome.CRASHED
        assert student.call("f", ("counts",), {}).value == 1


@pytest.mark.parametrize("restarts", [0, 2])
def test_workers_are_replaced_a_few_times_only(restarts):
    """After `restarts` replaced workers nothing is launched or asked any more."""
    launched = []

    def launch():
        launched.append(launch_process())
        return launched[-1]

    with asked(TEXT, Limits(restarts=restarts), launch) as (student, _):
        outcomes = [student.call("f", ("ends",), {}).stopped.outcome for _ in range(5)]
    died = 1 + restarts
    assert outcomes == [Outcome.CRASHED] * died + [Outcome.NOT_RUN] * (5 - died)
    assert len(launched) == died
    assert not any(worker.scratch.exists() for worker in launched)


def test_a_loop_is_stopped_by_its_cpu_time():
    """A call that computes for ever is stopped by the CPU time that it used."""
    with asked(TEXT, PATIENT) as (student, _):
        start = time.monotonic()
        stopped = student.call("f", ("loops",), {}).stopped
        assert time.monotonic() - start < 30
        assert stopped.outcome is Outcome.TIMEOUT
        assert stopped.reason == Reason("cpu_time", {"seconds": 0.3})
        assert student.call("f", ("counts",), {}).value == 1


def test_a_sleeping_call_is_stopped_by_the_clock():
    """A call that waits for ever uses no CPU time and is stopped by the clock."""
    with asked(TEXT, BRIEF) as (student, _):
        stopped = student.call("f", ("sleeps",), {}).stopped
    assert stopped.outcome is Outcome.TIMEOUT
    assert stopped.reason.code == "clock_time"
    assert stopped.reason.facts["seconds"] == pytest.approx(0.9, abs=0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="what is idle is seen on POSIX")
@pytest.mark.parametrize(("what", "idle"), [("sleeps", True), ("loops", False)])
def test_what_the_clock_stops_was_seen_idle_or_computing(what, idle):
    """The reason says whether the call computed anything in the time that it had."""
    with asked(TEXT, Limits(cpu_seconds=60.0, wall_factor=1 / 50)) as (student, _):
        stopped = student.call("f", (what,), {}).stopped
    assert stopped.reason.code == "clock_time"
    assert stopped.reason.facts["idle"] is idle


def test_time_that_others_used_up_is_blamed_on_nobody():
    """Once a grading's patience is at its end, what is left was not asked, and not late."""
    limits = Limits(cpu_seconds=0.3, wall_factor=3.0, patience_factor=1.0)
    with asked(TEXT, limits) as (student, _):
        assert student.call("f", ("sleeps",), {}).stopped.outcome is Outcome.TIMEOUT
        stopped = student.call("f", ("counts",), {}).stopped
    assert stopped == Stopped(Outcome.NOT_RUN, Reason("time_used_up"))


def test_one_knows_which_call_of_how_many_is_asked():
    """While a call is asked the student tells its function, its number and how many come."""
    with asked(TEXT) as (student, _):
        assert (student.asking, student.asked, student.foreseen) == ("", 0, 0)
        call = wire.encode(("f", ("counts",), {}))
        calls = [Call("f", ("counts",), call), Call("f", ("counts",), call)]
        student.foresee(calls)
        student.call("f", calls[0].arguments, {})
        assert (student.asking, student.asked, student.foreseen) == ("f", 1, 2)
        student.call("g", ("counts",), {})
        assert (student.asking, student.asked, student.foreseen) == ("g", 2, 2)


@pytest.mark.parametrize("line", ["while True: pass", "import time; time.sleep(600)"])
def test_a_file_that_never_loads_is_stopped(line):
    """A loop outside of every function ends the loading with a timeout."""
    with asked(line, BRIEF) as (_, loaded):
        assert loaded.stopped.outcome is Outcome.TIMEOUT


def test_many_short_calls_are_no_timeout():
    """CPU time is counted for each call by itself."""
    text = """
        import time

        def f():
            end = time.process_time() + 0.12
            while time.process_time() < end:
                pass
    """
    with asked(text, Limits(cpu_seconds=0.3, wall_factor=100.0)) as (student, _):
        assert [student.call("f", (), {}).stopped for _ in range(5)] == [None] * 5


@pytest.mark.parametrize(
    ("what", "code", "facts"),
    [
        ("ends", "ended_itself", {}),
        ("aborts", "died", {"signal": "SIGABRT"}),
        ("segmentation", "died", {"signal": "SIGSEGV"}),
        ("closes", None, None),
        ("noise", "broke_protocol", {}),
        ("loops", None, None),
        ("sleeps", "clock_time", None),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals have names on POSIX")
def test_a_dead_worker_is_no_value_error(what, code, facts):
    """However a worker ends, the suite that expects ValueError is not satisfied."""
    refusal = Expected(None, "ValueError")
    with asked(TEXT, PATIENT if what == "loops" else BRIEF) as (student, _):
        good = student.call("f", ("raises",), {})
        assert compare(refusal, good, Tolerance(), "f") is None
        answer = student.call("f", (what,), {})
        assert answer.raised is None
        assert code is None or answer.stopped.reason.code == code
        assert facts is None or answer.stopped.reason.facts == facts
        found = compare(refusal, answer, Tolerance(), "f")
        assert found.outcome is answer.stopped.outcome
        assert found.outcome in (Outcome.CRASHED, Outcome.TIMEOUT)


def test_a_file_that_raises_the_second_time_is_told(tmp_path):
    """A file that loads once only is told so when its worker is replaced."""
    text = f"""
        import os
        if os.path.exists({str(tmp_path / "seen")!r}):
            raise KeyError("again")
        open({str(tmp_path / "seen")!r}, "w").close()

        def f(what):
            os._exit(0)
    """
    with asked(text) as (student, loaded):
        assert loaded.raised is None
        student.call("f", ("ends",), {})
        stopped = student.call("f", ("ends",), {}).stopped
    assert stopped.outcome is Outcome.CRASHED
    facts = {"type": "KeyError", "builtin": "KeyError"}
    assert stopped.reason == Reason("failed_second_load", facts)


def test_the_workers_numpy_is_known():
    """The worker says which NumPy it runs: the same as on this side."""
    with asked(TEXT) as (student, _):
        assert student.numpy_version == np.__version__


def test_arguments_of_megabytes_pass_both_ways():
    """Arrays far larger than a pipe's buffer are sent and answered."""
    x = np.arange(400_000.0)
    with asked("def f(x):\n    return x * 2\n") as (student, _):
        assert (student.call("f", (x,), {}).value == 2 * x).all()


def test_a_request_that_nobody_reads_is_stopped():
    """A worker that no longer reads cannot make the sender wait for ever."""
    text = """
        import os, threading, time

        def f(x):
            threading.Thread(target=stop, daemon=True).start()
            return 1

        def stop():
            import signal
            os.kill(os.getpid(), signal.SIGSTOP)
    """
    if sys.platform == "win32":
        pytest.skip("there is no SIGSTOP")
    with asked(text, BRIEF) as (student, _):
        student.call("f", (1,), {})
        time.sleep(0.2)
        stopped = student.call("f", (np.zeros(500_000),), {}).stopped
    assert stopped.outcome is Outcome.TIMEOUT


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "import time; time.sleep(600)"])
def test_a_worker_that_cannot_start_is_not_the_students_fault(program):
    """A worker that dies or hangs before any student code is the kit's fault, no mark."""

    def launch():
        scratch = Path(tempfile.mkdtemp(prefix="grade-"))
        command = [sys.executable, "-I", "-S", "-c", program]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, cwd=scratch, start_new_session=True
        )
        return LaunchedProcess(process, scratch)

    student = Student(launch(), launch, Limits(start_seconds=1.0))
    try:
        loaded = student.load("submission.py", {"submission.py": b""}, ("f",))
    except GradeError:
        return
    finally:
        student.close()
    assert loaded.stopped.outcome is Outcome.INTERNAL


TAKES = {
    "def f(x, pad, value=0.0): pass": [
        ("x", False, None),
        ("pad", False, None),
        ("value", True, 0.0),
    ],
    "def f(x=1, *, y=-2, z): pass": [("x", True, 1), ("y", True, -2), ("z", False, None)],
    "def f(x, y=None, z='same'): pass": [
        ("x", False, None),
        ("y", True, None),
        ("z", True, "same"),
    ],
    "f = lambda a, b=True: a": [("a", False, None), ("b", True, True)],
    "def f(x, y=[1]): pass": [("x", False, None), ("y", True, wire.Other("list"))],
    "def f(x, y=1 << 70): pass": [("x", False, None), ("y", True, wire.Other("int"))],
    "def f(*everything): pass": [],
    "def f(x, **named): pass": [],
    "class f: pass": [],
    "f = print": [],
    "def f(): pass": [],
}


@pytest.mark.parametrize("text", TAKES)
def test_a_function_says_what_it_takes(text):
    """Parameters cross with their plain defaults; what takes anything has none."""
    with asked(text + "\n") as (student, _):
        assert [tuple(one) for one in student.takes("f")] == TAKES[text]
        assert student.takes("g") == ()


def test_a_wrapped_function_says_what_the_inner_one_takes():
    """A decorator that names what it wraps does not hide its parameters."""
    text = """
    import functools
    def loud(inner):
        @functools.wraps(inner)
        def outer(*a, **k): return inner(*a, **k)
        return outer
    @loud
    def f(x, y=2): return x
    """
    with asked(text) as (student, _):
        assert [one.name for one in student.takes("f")] == ["x", "y"]


def test_a_lying_function_takes_nothing_and_goes_on():
    """What pretends to have parameters tells none, and the worker answers on."""
    text = """
    class Liar:
        __code__ = 7
        def __call__(self, x): return x
    f = Liar()
    """
    with asked(text) as (student, _):
        assert student.takes("f") == ()
        assert student.call("f", (3,), {}).value == 3


def test_a_file_loaded_anew_has_forgotten_everything():
    """Neither the file nor what it imports from beside it keeps anything."""
    text = """
    import beside
    def f():
        beside.kept.append(1)
        return len(beside.kept)
    """
    with asked(text, beside="kept = []\n") as (student, _):
        assert [student.call("f", (), {}).value for _ in range(2)] == [1, 2]
        anew = student.aside("f", [((), {}), ((), {})], anew=True)
        assert [one.value for one in anew] == [1, 2]


def test_what_raises_has_its_arrays_by_name():
    """An exception carries the shapes of the arrays where it was raised, and of no others."""
    text = """
    import numpy as np
    def inner(a):
        b, c = a.T.copy(), 7
        return a @ a
    def f(x): return inner(x)
    """
    with asked(text) as (student, _):
        raised = student.call("f", (np.ones((2, 3)),), {}).raised
        assert raised.arrays == (("a", (2, 3)), ("b", (3, 2)))
        assert raised.function == "inner"


LAZY = """
    class Lazy:
        @property
        def __class__(self):
            raise RuntimeError("not bound yet")

        def __call__(self):
            return 2

    two = Lazy()

    def f(x):
        return two() * x
"""


def test_an_object_that_is_no_type_yet_keeps_no_file_from_being_loaded():
    """A right file with a proxy that raises when it is asked for its class is judged."""
    with asked(LAZY) as (student, loaded):
        assert (loaded.stopped, loaded.raised, loaded.calls) == (None, None, {})
        assert student.call("f", (3,), {}).value == 6
