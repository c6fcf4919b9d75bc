"""A worker that is started before it is needed."""

import pytest

from grader.course import Limits
from grader.sandbox.ahead import Ahead
from grader.sandbox.process import Plain
from grader.sandbox.student import Student


@pytest.fixture
def ahead():
    """A sandbox of plain workers, closed at the end."""
    sandbox = Ahead(Plain())
    yield sandbox
    sandbox.close()


def answered(sandbox, number):
    """Have a worker of the sandbox answer; return its process."""
    launched = sandbox.launch()
    student = Student(launched, sandbox.launch, Limits())
    try:
        student.load("a.py", {"a.py": f"def f():\n    return {number}".encode()}, ("f",))
        assert student.call("f", (), {}).value == number
    finally:
        student.close()
    return launched.process


def test_the_worker_that_is_ready_is_handed_out_once(ahead):
    """The prepared worker serves the next submission; each further one gets its own."""
    ahead.prepare()
    ready = ahead._ready.process
    ahead.prepare()
    assert ahead._ready.process is ready
    assert answered(ahead, 1) is ready
    assert answered(ahead, 2) is not ready


def test_a_dead_worker_is_never_handed_out(ahead):
    """A worker that died while it waited is replaced, by a launch as by a preparation."""
    ahead.prepare()
    dead = ahead._ready.process
    dead.kill()
    dead.wait()
    assert answered(ahead, 1) is not dead
    ahead.prepare()
    dead = ahead._ready.process
    dead.kill()
    dead.wait()
    ahead.prepare()
    assert ahead._ready.process is not dead


def test_closing_ends_the_worker_that_is_ready():
    """Nothing is left of a worker that nobody asked for: no process, no folder, no pipe."""
    sandbox = Ahead(Plain())
    sandbox.prepare()
    ready = sandbox._ready
    sandbox.close()
    assert ready.process.poll() is not None
    assert not ready.scratch.exists()
    assert all(pipe.closed for pipe in ready.pipes)
