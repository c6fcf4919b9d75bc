"""A sandbox that the zygote joined is like one that was started anew."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

if sys.platform != "linux":
    pytest.skip("bubblewrap runs on Linux only", allow_module_level=True)

from grader.sandbox import tryout
from grader.sandbox.modes import end_joining, is_joined
from tests.kit.confined import (
    Asker,
    as_ordinary_user,
    bubblewrap_that,
    bubblewrap_without,
    public_folder,
)
from tests.kit.faults.batches import nobody_left, wait_until_gone

SANDBOX = "the same for a whole test"
# What a worker can learn of itself and of its surroundings.
FACTS = """
import gc, locale, os, resource, signal, socket, stat, sys, sysconfig, threading, time
import numpy

def read(call, *arguments):
    try:
        return repr(call(*arguments))
    except Exception as error:
        return type(error).__name__, getattr(error, "errno", None)

def descriptors():
    kinds = {}
    for number in range(64):
        try:
            about = os.fstat(number)
        except OSError:
            continue
        kinds[number] = oct(stat.S_IFMT(about.st_mode)), about.st_rdev
    return kinds

def tree(top):
    return sorted(
        (folder, oct(os.lstat(folder).st_mode), len(names), len(files))
        for folder, names, files in os.walk(top)
    )

def mounted(place):
    about = os.statvfs(place)
    return about.f_flag, about.f_blocks, about.f_files, about.f_namemax, os.stat(place).st_mode

def f():
    limits = {name: resource.getrlimit(getattr(resource, name))
              for name in dir(resource) if name.startswith("RLIMIT_")}
    calls = {
        "environment": lambda: sorted(os.environ.items()),
        "arguments": lambda: (sys.argv[:-1], sys.orig_argv[:-1]),
        "interpreter": lambda: (sys.path, sys.prefix, sys.flags, sys.executable, sys.version),
        "switches": lambda: (gc.isenabled(), gc.get_threshold(), sys.getswitchinterval(),
                             sys.getrecursionlimit(), sys.dont_write_bytecode),
        "folder": os.getcwd,
        "mask of new files": lambda: os.umask(0o22),
        "machine": lambda: (os.uname(), socket.gethostname()),
        "root": lambda: sorted(os.listdir("/")),
        "kit": lambda: tree("/rt/kit"),
        "NumPy": lambda: (numpy.__file__, tree(os.path.dirname(numpy.__file__))),
        "devices": lambda: tree("/dev"),
        "etc": lambda: tree("/etc"),
        "temporary folder": lambda: (tree("/tmp"), mounted("/tmp")),
        "mounted root": lambda: mounted("/"),
        "descriptors": descriptors,
        "limits": lambda: limits,
        "groups": lambda: (os.getgroups(), os.getresgid()),
        "session": lambda: (os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid()),
        "priority": lambda: (os.getpriority(0, 0), os.sched_getscheduler(0)),
        "processors": lambda: sorted(os.sched_getaffinity(0)),
        "signals": lambda: [(number, str(signal.getsignal(number)))
                            for number in signal.valid_signals()],
        "blocked": lambda: signal.pthread_sigmask(signal.SIG_BLOCK, []),
        "threads": lambda: (threading.active_count(), threading.stack_size()),
        "language": lambda: (locale.getlocale(), locale.setlocale(locale.LC_ALL)),
        "clock": lambda: (time.tzname, time.timezone),
        "streams": lambda: [(type(one).__name__, one.encoding, one.errors)
                            for one in (sys.stdin, sys.stdout, sys.stderr)],
        "loaded": lambda: sorted(sys.modules),
    }
    return {name: read(call) for name, call in calls.items()}
"""
SAME_STATUS = ("Umask", "Groups", "CapPrm", "CapEff", "CapAmb", "NoNewPrivs", "Seccomp",
               "Seccomp_filters", "SigBlk", "SigIgn", "SigCgt", "Threads")  # fmt: skip
FEWER_STATUS = ("CapInh", "CapBnd")
SAME_FILES = ("limits", "environ", "oom_score_adj", "personality", "coredump_filter",
              "timerslack_ns", "loginuid", "comm")  # fmt: skip


BEGIN = """
import psutil
from grader.sandbox.confined import bubblewrap
print(bubblewrap.begin_zygote(), psutil.Process().children())
"""


@pytest.fixture(scope="module")
def folder():
    """A folder with all that an asker needs, open to every user."""
    made = public_folder()
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module", params=["root", "ordinary"])
def command(request, folder):
    """The start of a command that runs Python as one of two users."""
    if request.param == "ordinary":
        return as_ordinary_user(folder)
    if os.getuid() != 0:
        pytest.skip("the tests run as an ordinary user, so nothing runs as root")
    return [sys.executable]


@pytest.fixture
def ask(command, folder):
    """Ask workers in sandboxes that are joined."""
    asker = Asker(command, folder, joined=True)
    yield asker
    asker.close()


@pytest.fixture
def anew(command, folder):
    """Ask workers in sandboxes that start NumPy for themselves."""
    asker = Asker(command, folder)
    yield asker
    asker.close()


def seen_from_outside(pid):
    """Return what the kernel says of a process."""
    place = Path(f"/proc/{pid}")
    status = dict(
        line.split(":\t", 1)
        for line in (place / "status").read_text().splitlines()
        if ":\t" in line
    )
    mounts = []
    for line in (place / "mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        _number, _parent, _device, root, target, options, *_more = before.split()
        mounts.append((target, root, options, *after.split()))
    found = {name: status.get(name) for name in SAME_STATUS}
    for name in SAME_FILES:
        if (place / name).exists():
            found[name] = (place / name).read_text()
    found["depth of process namespaces"] = len(status["NSpid"].split())
    found["mounts"] = sorted(mounts)
    found["namespaces of its own"] = sorted(
        name.name
        for name in (place / "ns").iterdir()
        if os.readlink(name) != os.readlink(f"/proc/self/ns/{name.name}")
    )
    rights = {name: int(status[name], 16) for name in FEWER_STATUS}
    return found, rights, [int(number) for number in status["Uid"].split()]


def test_inside_both_are_alike(ask, anew):
    """Forty facts, seen from inside and by the kernel, are the same; no right is left over."""
    found = []
    for asker in (anew, ask):
        told = asker(FACTS, keep=True, sandbox=SANDBOX, limits={"cpu_seconds": 20.0})
        found.append((told["answers"][0]["value"], *seen_from_outside(told["inside"][-1])))
    (inside, outside, rights, users), (inside_2, outside_2, rights_2, users_2) = found
    loaded, loaded_2 = (
        set(re.findall(r"'([\w.]+)'", one.pop("loaded"))) for one in (inside, inside_2)
    )
    # Parts of NumPy that it would import when they are used, and what these need.
    assert {name for name in loaded_2 - loaded if name.startswith("numpy.")}
    assert not [name for name in loaded_2 if name.startswith("grader")]
    assert loaded <= loaded_2
    assert len(inside) + len(outside) > 40
    assert inside_2 == inside
    assert outside_2 == outside
    for name, right in rights_2.items():
        assert right & ~rights[name] == 0
    assert 0 not in users + users_2


def test_nothing_of_an_earlier_student_is_in_memory(ask):
    """What one student's worker held, no page of the next student's holds."""
    if os.getuid() != 0:
        pytest.skip("only root reads another user's memory")
    text = "held = []\ndef f(word):\n    held.extend(word * n for n in range(2000, 2400))\n"
    text += "    return len(held[-1])"
    word = "canary of a student "
    first = ask(text, calls=[[word]], keep=True, sandbox="first")
    assert first["answers"] == [{"value": len(word) * 2399}]
    assert held_in(first["inside"][-1], word.encode()) > 100
    second = ask("def f(): return 1", keep=True, sandbox="second")
    assert second["answers"] == [{"value": 1}]
    assert first["inside"][-1] != second["inside"][-1]
    for pid in second["inside"][-2:]:
        assert held_in(pid, word.encode()) == 0


def held_in(pid, word):
    """Return how often a word stands in the memory of a process."""
    count = 0
    with open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            first, last = (int(end, 16) for end in line.split()[0].split("-"))
            if line.split()[1].startswith("r") and "[v" not in line:
                memory.seek(first)
                count += (memory.read(last - first) or b"").count(word)
    return count


def zygote_of(asker):
    """Return the process whose forks join the sandboxes of an asker."""
    (found,) = (
        child
        for child in psutil.Process(asker.process.pid).children(recursive=True)
        if child.cmdline()[-1:] == ["joins"] and child.parent().cmdline()[0].endswith("bwrap")
    )
    return found


def lives(process):
    """Whether a process still runs."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


def test_no_path_of_this_machine_is_in_its_memory(ask, folder):
    """What a worker could read of its own memory names no folder of who judges."""
    if os.getuid() != 0:
        pytest.skip("only root reads another user's memory")
    told = ask("def f(): return 1", keep=True)
    assert held_in(told["inside"][-1], b"/rt/site/numpy") > 100
    assert held_in(told["inside"][-1], str(folder).encode()) == 0


@pytest.mark.slow
@pytest.mark.parametrize("how", ["killed", "stopped", "full"])
def test_without_a_zygote_it_goes_on(command, folder, how):
    """Where the zygote is killed, hangs or cannot fork, sandboxes are started anew."""
    asker = Asker(command, folder, joined=True)
    try:
        assert asker("def f(): return 1")["joined"]
        zygote = zygote_of(asker)
        if how == "killed":
            zygote.kill()
        elif how == "stopped":
            zygote.suspend()
        elif zygote.uids().real == 0:
            pytest.skip("no number of processes is too many for root")
        else:
            # Whoever has its user may lower it.
            code = f"resource.prlimit({zygote.pid}, resource.RLIMIT_NPROC, (1, 1))"
            subprocess.run([*command, "-c", f"import resource; {code}"], check=True)
        told = asker("def f(): return 1")
        assert (told["answers"], told["joined"]) == ([{"value": 1}], False)
        assert lives(zygote) is (how == "full")
    finally:
        asker.close()


@pytest.mark.slow
@pytest.mark.parametrize("who", ["holder", "parent", "worker"])
def test_one_sandbox_that_is_killed_costs_no_other(ask, who):
    """Whoever of a sandbox is killed, the next worker and other sandboxes are fine."""
    first = ask("def f(): return 1", keep=True, sandbox="killed")
    other = ask("def f(): return 1", sandbox="other")
    place = {"holder": 0, "parent": -2, "worker": -1}[who]
    os.kill(first["inside"][place], signal.SIGKILL)
    told = ask("def f(): return 1", sandbox="killed")
    assert (told["answers"], told["joined"]) == ([{"value": 1}], True)
    told = ask("def f(): return 1", sandbox="other")
    assert (told["answers"], told["pid"]) == ([{"value": 1}], other["pid"])


@pytest.mark.slow
def test_its_time_is_counted(ask):
    """A worker of a joined sandbox is stopped by its CPU time and by how long it idles."""
    spins = "def f():\n    while True: pass"
    assert ask.stopped(spins, limits={"cpu_seconds": 0.3}) == ["timeout", "cpu_time", 0.3]
    sleeps = "import time\ndef f(): time.sleep(60)"
    told = ask.stopped(sleeps, limits={"cpu_seconds": 0.3, "wall_factor": 3.0})
    assert told[0] == "timeout"


def test_where_right_answers_fail_in_it_nothing_is_joined(monkeypatch, tmp_path):
    """What works in a sandbox that was started anew alone has every sandbox started so."""
    monkeypatch.setattr(tryout, "HONEST", tmp_path / "honest.py")
    monkeypatch.setattr(tryout, "_cold", set())
    failed = [("os", "OSError", "its parent is not there")]
    text = f"import os\ndef tried(): return [] if os.getppid() else {failed}"
    tryout.HONEST.write_text(text)
    assert tryout.try_out("bubblewrap") is False
    assert tryout.keep_warm("bubblewrap") is False
    assert not is_joined("bubblewrap")
    tryout.HONEST.write_text("def tried(): return []")
    monkeypatch.setattr(tryout, "_cold", set())
    assert tryout.try_out("bubblewrap") is True
    assert is_joined("bubblewrap")  # a batch lends it to its other processes
    end_joining("bubblewrap")


@pytest.mark.parametrize("word", ["--info-fd", "--block-fd"])
def test_where_it_cannot_join_nothing_is_left_of_it(command, folder, word):
    """Where the zygote, or a holder, cannot be made, that shows at once and leaves nobody."""
    ended = subprocess.run(
        [*command, "-c", BEGIN],
        cwd=folder,
        env={
            "PYTHONPATH": str(folder / "lib"),
            "PATH": f"{bubblewrap_without(word, folder)}{os.pathsep}{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
    )
    assert ended.stdout == "False []\n", ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize("word", ["joins", "--block-fd"])
def test_who_begins_it_may_be_killed_before_it_began(command, folder, word):
    """Nobody is left of a zygote, or of a sandbox, whose starter is gone when it begins."""
    killing = bubblewrap_that(
        "kill -9 $PPID; while kill -0 $PPID 2> /dev/null; do :; done", word, folder
    )
    with nobody_left() as alive:
        ended = subprocess.run(
            [*command, "-c", BEGIN],
            cwd=folder,
            env={
                "PYTHONPATH": str(folder / "lib"),
                "PATH": f"{killing}{os.pathsep}{os.environ['PATH']}",
            },
        )
        assert ended.returncode == -signal.SIGKILL
        wait_until_gone(alive)


@pytest.mark.slow
def test_a_zygote_ends_with_who_began_it(command, folder):
    """When the trusted process is killed, no zygote and nobody who joined is left."""
    asker = Asker(command, folder, joined=True)
    asker("def f(): return 1", keep=True)
    below = psutil.Process(asker.process.pid).children(recursive=True)
    assert len(below) >= 6  # bubblewrap twice, the zygote and its own, a parent, a worker
    asker.process.kill()
    deadline = time.monotonic() + 5
    while left := [*filter(lives, below)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.02)
    asker.close()
