"""The memory of a whole sandbox is bounded by a group of the kernel, where one can be made."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("groups are Linux's", allow_module_level=True)

from grader.judge.grade import grade
from grader.judge.submission import of_bytes
from grader.report import Outcome
from grader.sandbox.confined import group
from grader.sandbox.confined.group import Group

needs_a_group = pytest.mark.skipif(
    not group.can_be_made(), reason="no group can be made here: not root, or not passed on"
)
# Far below the limit of its address space, and far above the group's in these tests.
HUNGRY = b"""
import numpy as np

held = np.ones(50_000_000)


def double(x):
    return 2 * x


def mean_square(x):
    if x.size < 2:
        raise ValueError("one value")
    return float((x**2).mean())
"""


def groups():
    """Return the groups of this process that are there."""
    return {*group._home().folder.glob(f"{group.NAME}{os.getpid()}-*")}


@needs_a_group
def test_what_no_other_limit_counts_ends_the_sandbox(recorded_course, monkeypatch):
    """A worker that takes more than the group may is ended, and its neighbours are not."""
    hungry = of_bytes("ex01_scaling.py", HUNGRY)
    modest = of_bytes("ex01_scaling.py", HUNGRY.replace(b"50_000_000", b"5"))
    free = grade(recorded_course.exercise, hungry, sandbox="bubblewrap")
    assert not {check.outcome for check in free.checks} & {Outcome.CRASHED}
    monkeypatch.setattr(group, "MEMORY", 200 << 20)
    bound = grade(recorded_course.exercise, hungry, sandbox="bubblewrap")
    assert {check.outcome for check in bound.checks} == {Outcome.CRASHED}
    beside = grade(recorded_course.exercise, modest, sandbox="bubblewrap")
    assert beside.checks[0].outcome is free.checks[0].outcome


@needs_a_group
def test_groups_are_gone_with_their_sandboxes(recorded_course):
    """Nothing of a group is left, nor of one whose process was killed before it removed it."""
    before = groups()
    grade(recorded_course.exercise, of_bytes("ex01_scaling.py", HUNGRY), sandbox="bubblewrap")
    deadline = time.monotonic() + 10  # on a busy machine a process ends late
    while not groups() <= before and time.monotonic() < deadline:
        Group().remove()
    assert groups() <= before
    code = (
        "import os\nfrom grader.sandbox.confined.group import Group\n"
        "print(Group().folder)\nos._exit(1)\n"
    )
    left = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert Path(left.stdout.strip()).is_dir()
    Group().remove()
    assert not Path(left.stdout.strip()).exists()


@needs_a_group
def test_a_group_that_could_not_be_removed_goes_with_the_next():
    """Where its last process takes longer to end, nothing stays for good."""
    busy = Group()
    folder = busy.folder
    process = subprocess.Popen(
        busy.command("sh", "-c", "echo; exec sleep 60"), stdout=subprocess.PIPE
    )
    with process:
        process.stdout.readline()
        busy.remove()
        assert folder.is_dir()
        process.kill()
    Group().remove()
    assert not folder.exists()


def test_where_none_can_be_made_the_command_is_as_it_was(monkeypatch, tmp_path):
    """Without a group a sandbox starts as ever."""
    monkeypatch.setattr(group, "_home", lambda: None)
    assert Group().command("bwrap", "--version") == ["bwrap", "--version"]
    assert not group.can_be_made()
    monkeypatch.setattr(
        group, "_home", lambda: group.Home(tmp_path / "absent", "memory.max", "cgroup.procs")
    )
    assert not group.can_be_made()


def test_who_cannot_join_runs_without(tmp_path):
    """A group that takes nobody in never keeps a command from running."""
    done = subprocess.run(
        [*group.JOIN, str(tmp_path / "absent" / "cgroup.procs"), "echo", "a b"],
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "a b\n", "")
