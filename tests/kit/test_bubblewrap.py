"""A confined worker has no right, no neighbour and no way out, whoever starts it."""

import fcntl
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

if sys.platform != "linux":
    pytest.skip("bubblewrap runs on Linux only", allow_module_level=True)

from grader.sandbox.confined import filesystem
from grader.sandbox.inside import warm
from grader.sandbox.tryout import HONEST
from tests.kit.confined import NOT_ALLOWED, Asker, as_ordinary_user, fill, public_folder
from tests.kit.workshop import ROOT

SOON = 2.0  # seconds for a killed sandbox to be gone
MAIN = "main"  # most claims share a sandbox: they are forks, which share nothing

EPERM, ENOSYS, EOPNOTSUPP = 1, 38, 95
LIBC = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

def syscall(number, *arguments):
    ctypes.set_errno(0)
    got = libc.syscall(ctypes.c_long(number), *map(ctypes.c_ulong, arguments))
    return ctypes.get_errno() if got == -1 else 0

def refused(call, *arguments, **named):
    try:
        call(*arguments, **named)
    except OSError as error:
        return error.errno
    return 0
"""


def number_of(name):
    """Return the number of a system call on this machine."""
    import pyseccomp

    return pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)


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


@pytest.fixture(scope="module", params=["anew", pytest.param("joined", marks=pytest.mark.slow)])
def joined(request):
    """Whether a zygote joins the sandboxes, or each starts NumPy anew."""
    return request.param == "joined"


@pytest.fixture(scope="module")
def ask(command, joined, folder):
    """Ask confined workers as one of two users, in one of two ways."""
    asker = Asker(command, folder, joined=joined)
    yield asker
    asker.close()


def inside_of(pid):
    """Return the processes below one."""
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def runs(pid):
    """Whether a process is there that has not ended."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until_gone(pids):
    """Fail unless all processes end soon."""
    deadline = time.monotonic() + SOON
    while left := [pid for pid in pids if runs(pid)]:
        assert time.monotonic() < deadline, f"{left} are left"
        time.sleep(0.02)


# Who a worker is


def test_it_is_asked_in_both_ways(ask, joined):
    """What is claimed here is tried in sandboxes that are joined, and in others."""
    assert ask("def f(): return 1", sandbox=MAIN)["joined"] is joined


def test_user_is_nobody(ask):
    """A worker is neither root nor in any group but nobody's."""
    users = ask.value(
        "import os\ndef f(): return [*os.getresuid(), *os.getresgid()], os.getgroups()",
        sandbox=MAIN,
    )
    assert 0 not in users[0]
    assert users[0][3:] == [65534] * 3
    assert users[1] == []


def test_an_ordinary_user_whom_a_namespace_calls_root_is_confined(folder):
    """Inside `unshare -r` everybody is user 0, and nobody else is there to become."""
    words = as_ordinary_user(folder)
    before_python = -3 if os.getuid() == 0 else 0
    words[before_python:before_python] = ["unshare", "-r"]
    asker = Asker(words, folder)
    try:
        users = asker.value("import os\ndef f(): return os.getresuid()", sandbox=MAIN)
    finally:
        asker.close()
    assert 0 not in users


def test_root_without_other_users_is_refused():
    """Root in `unshare -r` stays root outside and cannot give it up: words, and no sandbox."""
    if os.getuid() != 0:
        pytest.skip("only root is root outside of the namespace too")
    code = "from grader.sandbox.modes import open_sandbox; open_sandbox('bubblewrap')"
    ended = subprocess.run(
        ["unshare", "-r", sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode != 0
    told = ended.stderr.splitlines()[-1]
    assert "UsageError: root in a user namespace without other users" in told


def test_no_capability_is_left(ask):
    """No capability is effective, permitted or ambient, and none can come back.

    What the inheritable and the bounding set still name only matters for a file that is
    executed, which the filter and no_new_privs both forbid.
    """
    pids = ask("def f(): return 1", keep=True)["inside"]
    inside = [Path(f"/proc/{below}/status").read_text() for below in pids]
    parent, worker = inside[-2:]
    for status in (parent, worker):
        sets = dict(re.findall(r"^Cap(\w+):\t(\w+)$", status, re.MULTILINE))
        assert {int(sets[name], 16) for name in ("Eff", "Prm", "Amb")} == {0}
    assert "NoNewPrivs:\t1" in worker
    assert "Seccomp:\t2" in worker


def test_root_cannot_come_back(ask):
    """No call makes a worker another user again."""
    got = ask.value(
        LIBC
        + """
def f():
    calls = (os.setuid, 0), (os.seteuid, 0), (os.setgid, 0), (os.setgroups, [0])
    return [refused(call, *given) for call, *given in calls]
""",
        sandbox=MAIN,
    )
    assert 0 not in got


def test_private_file_of_root_cannot_be_read(ask, tmp_path_factory):
    """A file of root's own that is bound stays closed; one for everybody opens."""
    if os.getuid() != 0:
        pytest.skip("only root can make a file that belongs to root")
    place = public = Path(tmp_path_factory.mktemp("private"))
    bind = []
    for name, mode in (("private", 0o600), ("public", 0o644)):
        path = place / name
        path.write_text("the answers")
        path.chmod(mode)
        bind.append((str(path), f"/rt/{name}"))
    for public in (place, *place.parents):
        if public != Path("/tmp") and public != Path("/"):
            public.chmod(public.stat().st_mode | 0o011)
    got = ask.value(
        LIBC + "def f(): return [refused(open, '/rt/private'), open('/rt/public').read()]",
        bind=bind,
    )
    assert got == [13, "the answers"]


# Processes, threads, signals

THREADS = """
import threading, time
def f(wanted):
    started = 0
    try:
        for _ in range(wanted):
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
            started += 1
    except RuntimeError:
        pass
    return started
"""


def test_thread_bomb_hurts_only_itself(ask):
    """Threads end at 64, and another sandbox has all of its own meanwhile."""
    bomb = ask(THREADS, calls=[[1000]], keep=True, sandbox="bomb")
    assert 20 <= bomb["answers"][0]["value"] <= 64
    assert ask.value(THREADS, 20) == 20


def test_no_new_process(ask):
    """Neither a fork nor a program starts, and the C library's threads do."""
    got = ask.value(
        LIBC
        + """
import subprocess, threading
def f(clone, clone3):
    ran = []
    thread = threading.Thread(target=ran.append, args=(1,))
    thread.start()
    thread.join()
    return [
        refused(os.fork),
        refused(os.posix_spawn, "/rt/kit/worker.py", ["x"], {}),
        refused(os.execv, "/rt/kit/worker.py", ["x"]),
        refused(subprocess.run, ["true"]),
        syscall(clone, 17, 0, 0, 0, 0),
        syscall(clone, 1 << 32 | 17, 0, 0, 0, 0),
        syscall(clone3, 0, 0),
        ran,
    ]
""",
        number_of("clone"),
        number_of("clone3"),
        sandbox=MAIN,
    )
    assert got == [EPERM] * 6 + [ENOSYS, [1]]


def test_no_process_of_outside_is_seen(ask):
    """There is no /proc, and no signal reaches the parent, the first or any other process."""
    got = ask.value(
        LIBC
        + """
import signal
def f(outside):
    own = os.getpid()
    others = [pid for pid in (outside, -1, 0, *range(1, 200)) if pid != own]
    sent = {refused(os.kill, pid, 0) for pid in others}
    sent |= {refused(os.kill, pid, signal.SIGSTOP) for pid in (os.getppid(), 1, -1)}
    os.kill(own, 0)
    return [os.path.exists("/proc"), sorted(sent)]
""",
        os.getpid(),
        sandbox=MAIN,
    )
    assert got == [False, [EPERM]]


def test_parent_cannot_be_stopped_or_killed(ask):
    """No call that can carry a signal or a limit reaches the parent, which then serves on."""
    first = ask("def f(): return 1", sandbox=MAIN)
    before, outside = first["pid"], first["inside"][-1]
    numbers = {
        name: number_of(name)
        for name in ("kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
                     "prlimit64", "ptrace", "fcntl")
    }  # fmt: skip
    got = ask.value(
        LIBC
        + """
import fcntl, struct
def f(numbers, outside):
    parent = os.getppid() or outside  # one that joined has no number inside
    information = (ctypes.c_int * 32)(9, 0, -1)
    reader, writer = os.pipe()
    tried = {
        "owner": refused(fcntl.fcntl, reader, fcntl.F_SETOWN, parent),
        "signal": refused(fcntl.fcntl, reader, fcntl.F_SETSIG, 9),
        "owner by struct": refused(fcntl.fcntl, reader, 15, struct.pack("ii", 1, parent)),
        "owner, high bits": syscall(numbers["fcntl"], reader, 1 << 32 | fcntl.F_SETOWN, parent),
        "limit": syscall(numbers["prlimit64"], parent, 0, 0, 0),
        "limit, high bits": syscall(numbers["prlimit64"], 1 << 32 | parent, 0, 0, 0),
        "attach": syscall(numbers["ptrace"], 16, parent, 0, 0),
        "seize": syscall(numbers["ptrace"], 0x4206, parent, 0, 0),
        "queue": syscall(numbers["rt_sigqueueinfo"], parent, 9, ctypes.addressof(information)),
    }
    for high in (0, 1 << 32):
        tried[f"kill {high}"] = syscall(numbers["kill"], high | parent, 9)
        tried[f"kill thread {high}"] = syscall(numbers["tkill"], high | parent, 9)
        tried[f"kill in group {high}"] = syscall(numbers["tgkill"], high | parent, parent, 9)
    os.set_blocking(reader, False)
    fcntl.fcntl(reader, fcntl.F_SETFL, os.O_ASYNC)
    os.write(writer, b"a signal for its owner, who is nobody")
    return tried
""",
        numbers,
        outside,
        sandbox=MAIN,
    )
    assert set(got.values()) == {EPERM}, got
    assert ask("def f(): return 1", sandbox=MAIN)["pid"] == before


# System calls


def test_what_is_not_on_the_list_is_refused(ask):
    """No call works but those that are allowed: each of 600 answers as it should."""
    got = ask.value(
        LIBC + "def f(calls): return [[*call, syscall(call[1], *[0] * 6)] for call in calls]",
        NOT_ALLOWED,
        sandbox=MAIN,
    )
    expected = [call[2] for call in got]
    assert expected.count(EPERM) > 80
    assert expected.count(ENOSYS) > 300
    assert [call for call in got if call[3] != call[2]] == []


def test_what_matters_fails_with_real_arguments(ask):
    """Calls that could work here if they were let through are refused."""
    got = ask.value(
        LIBC
        + """
import fcntl, mmap, socket
def f():
    pipe = os.pipe()[1]
    return {
        "memory file": refused(os.memfd_create, "x"),
        "socket": refused(socket.socket),
        "unix socket": refused(socket.socket, socket.AF_UNIX),
        "netlink": refused(socket.socket, socket.AF_NETLINK, socket.SOCK_RAW),
        "crypto": refused(socket.socket, socket.AF_ALG, socket.SOCK_SEQPACKET),
        "pair": refused(socket.socketpair),
        "process": refused(os.pidfd_open, os.getpid()),
        "pipe size": refused(fcntl.fcntl, pipe, 1031, 1 << 20),
        "pipe size, high bits": syscall(72, pipe, 1 << 32 | 1031, 1 << 20) or 1,
        "terminal": refused(fcntl.ioctl, 0, 0x5412, b"x"),
        "lease": refused(fcntl.fcntl, 0, 1024, 0),
        "priority": refused(os.setpriority, os.PRIO_PROCESS, 0, 19),
        "cores": refused(os.sched_setaffinity, 0, {0}),
    }
""",
        sandbox=MAIN,
    )
    assert set(got.values()) == {EPERM}, got


def test_files_have_no_attributes_and_copies_do_not_miss_them(ask):
    """No attribute can be set on a file, by whatever call; a copy with all it has succeeds."""
    got = ask.value(
        LIBC
        + """
import shutil
def f():
    open("/tmp/a", "w").close()
    file = os.open("/tmp/a", os.O_RDWR)
    set_ = [refused(os.setxattr, place, "user.x", b"x") for place in ("/tmp/a", file, "/tmp")]
    shutil.copy2("/tmp/a", "/tmp/b")
    return [set_, refused(os.listxattr, "/tmp"), os.path.exists("/tmp/b")]
""",
        sandbox=MAIN,
    )
    assert got == [[EOPNOTSUPP] * 3, EOPNOTSUPP, True]


def test_pending_signals_are_few(ask):
    """Signals that a worker sends itself and does not take wait in small numbers only."""
    waiting = ask.value(
        """
import os, signal
def f():
    signal.pthread_sigmask(signal.SIG_BLOCK, [40])
    for _ in range(20_000):
        os.kill(os.getpid(), 40)
    taken = 0
    while signal.sigtimedwait([40], 0):
        taken += 1
    return taken
""",
        limits={"cpu_seconds": 20.0},
        sandbox=MAIN,
    )
    assert 1 <= waiting <= warm.PENDING + 1  # one is remembered without being counted


def test_threads_share_their_open_files(ask):
    """No call gives a thread a table of descriptors of its own, nor starts it with one."""
    got = ask.value(
        LIBC
        + """
def f(clone, close_range):
    thread, unshare = 0x00010F00 | 0x00040000, 2
    return [
        syscall(close_range, 1000, 1001, unshare),
        syscall(close_range, 1000, 1001, 1 << 32 | unshare),
        syscall(clone, thread & ~0x400, 0, 0, 0, 0),
        syscall(clone, thread & ~0x200, 0, 0, 0, 0),
        syscall(clone, thread | 0x20000, 0, 0, 0, 0),
        syscall(close_range, 1000, 1001, 0),
    ]
""",
        number_of("clone"),
        number_of("close_range"),
        sandbox=MAIN,
    )
    assert got == [ENOSYS] * 5 + [0]


DEVICE = """
import fcntl, struct, time
def f(utimensat):
    file = os.open("/dev/null", os.O_RDWR)
    locks = [refused(lock, file, fcntl.LOCK_EX) for lock in (fcntl.flock, fcntl.lockf)]
    now = (1 << 30) - 1
    times = ctypes.create_string_buffer(struct.pack("4q", 0, now, 0, now))
    path = ctypes.create_string_buffer(b"/dev/null")
    given = ctypes.addressof(path), ctypes.addressof(times)
    here = (1 << 64) - 100
    tried = [syscall(utimensat, here, given[0], 0, 0), syscall(utimensat, here, *given, 0)]
    tried += [refused(os.utime, file), refused(os.utime, "/dev/null", (1, 2))]
    globals()["kept"] = file
    return locks, tried
"""


def test_devices_are_nobodys(ask):
    """A worker leaves the times of a device as they are, and its locks to others."""
    before = os.stat("/dev/null")
    locks, _ = ask.value(LIBC + DEVICE, number_of("utimensat"), keep=True)
    assert locks == [0, 0]  # honest code, which locks its own files, goes on
    after = os.stat("/dev/null")
    assert (after.st_mtime_ns, after.st_atime_ns) == (before.st_mtime_ns, before.st_atime_ns)
    with open("/dev/null", "r+b") as device:
        fcntl.flock(device, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.lockf(device, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.skipif(platform.machine() != "x86_64", reason="x86-64 has two more call tables")
def test_other_call_tables_are_closed(ask):
    """A call by the numbers of x32 does not exist, and one of 32 bits ends the worker."""
    assert ask.value(LIBC + "def f(): return syscall(0x40000000 | 39)", sandbox=MAIN) == ENOSYS
    text = """
import ctypes, mmap
def f():
    memory = mmap.mmap(-1, 4096, prot=7)
    memory.write(bytes.fromhex("b802000000cd80c3"))  # mov eax, fork; int 0x80; ret
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    return ctypes.CFUNCTYPE(ctypes.c_int)(address)()
"""
    outcome, *_ = ask.stopped(text, sandbox=MAIN)
    assert outcome == "crashed"


# The network


def test_no_network(ask):
    """Listeners outside, on loopback and on abstract sockets, are never reached."""
    with (
        socket.create_server(("127.0.0.1", 0)) as loopback,
        socket.socket(socket.AF_UNIX) as unix,
    ):
        name = f"\0confined-{os.getpid()}"
        unix.bind(name)
        unix.listen()
        got = ask.value(
            LIBC
            + """
import socket
def f(port, name, create, connect):
    place = b"\\x02\\x00" + port.to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    kept = ctypes.create_string_buffer(place)
    address = ctypes.addressof(kept)
    return [
        refused(socket.create_connection, ("127.0.0.1", port), 1),
        refused(lambda: socket.socket(socket.AF_UNIX).connect(name)),
        syscall(create, 2, 1, 0),
        [syscall(connect, descriptor, address, 16) for descriptor in range(10)].count(0),
    ]
""",
            loopback.getsockname()[1],
            name,
            number_of("socket"),
            number_of("connect"),
            sandbox=MAIN,
        )
        assert got == [EPERM, EPERM, EPERM, 0]
        for listener in (loopback, unix):
            listener.settimeout(0.1)
            with pytest.raises(TimeoutError):
                listener.accept()


# The file system

SEARCH = """
import os, re
def f():
    found = {"top": sorted(os.listdir("/")), "writable": [], "packages": [], "suspects": []}
    found["dev"] = sorted(os.listdir("/dev"))
    found["etc"] = sorted(os.listdir("/etc")) if os.path.exists("/etc") else []
    for root, folders, files in os.walk("/"):
        try:
            os.close(os.open(root + "/made", os.O_CREAT | os.O_WRONLY))
            os.unlink(root + "/made")
            found["writable"].append(root)
        except OSError:
            pass
        if os.path.basename(root) in ("site-packages", "dist-packages"):
            found["packages"] += [root + "/" + name for name in (*folders, *files)]
        found["suspects"] += [
            root + "/" + name for name in (*folders, *files)
            if name.endswith(".record") or re.match(r"(test_)?ex[0-9]", name)
            or name in ("solutions", "passwd", "shadow", "pytest", "torch", "mistakes.py")
            or name.startswith(".") and "ssh" in name
        ]
    found["places"] = [
        path for path in ("/proc", "/sys", "/home", "/run", "/var", "/etc/passwd", "/dev/fd",
                          "/dev/shm", "/dev/tty", "/dev/pts", "/tmp/.X11-unix")
        if os.path.lexists(path)
    ]
    return found
"""


def test_file_system_holds_the_interpreter_and_numpy_alone(ask):
    """Only expected names are there, only /tmp can be written, and nothing of a course."""
    found = ask.value(SEARCH, limits={"cpu_seconds": 20.0}, sandbox=MAIN)
    prefix = Path(os.path.realpath(sys.executable)).parts[1]
    assert set(found["top"]) <= {"dev", "etc", "lib", "lib32", "lib64", "libx32", "rt",
                                 "tmp", "usr", prefix}  # fmt: skip
    assert found["dev"] == ["null", "random", "urandom", "zero"]
    assert set(found["etc"]) <= {"ld.so.cache", "alternatives"}
    assert found["writable"] == ["/tmp"]
    assert [path for path in found["packages"] if "numpy" not in path] == []
    assert found["suspects"] == []
    assert found["places"] == []


def test_files_cannot_be_changed(ask):
    """Neither contents nor rights nor names of what is bound can be changed, nor deleted."""
    got = ask.value(
        LIBC
        + """
import numpy
def f():
    places = (os.__file__, numpy.__file__, "/rt/kit/worker.py", "/rt/kit", "/rt", "/", "/dev")
    tried = [refused(call, place, *given) for place in places for call, *given in (
        (os.open, os.O_RDWR), (os.chmod, 0o777), (os.utime,), (os.rename, "/tmp/x"),
        (os.link, "/tmp/x"), (os.chown, os.getuid(), os.getgid()),
        (os.setxattr, "user.x", b"x"),
    )]
    return [tried.count(0), refused(os.symlink, "x", "/rt/x"), refused(os.mkdir, "/new")]
""",
        sandbox=MAIN,
    )
    assert got == [0, 30, 30]


def test_environment_and_arguments_name_nobody(ask):
    """What a worker knows of its surroundings names no user, student or course."""
    text = ask.value(
        "import os, sys\ndef f(): return repr((dict(os.environ), sys.argv, sys.orig_argv, "
        "sys.path, os.uname().nodename))",
        sandbox=MAIN,
    )
    for word in ("SUDO", "USER", "LOGNAME", str(Path.cwd()), "course", "submissions"):
        assert word not in text
    assert "'grader'" in text


# Memory


def test_memory_is_bounded(ask):
    """Neither memory, nor files in memory, nor a written file grow past their bounds."""
    got = ask.value(
        LIBC
        + """
import mmap
def f():
    try:
        mmap.mmap(-1, 3 << 30)
        large = "mapped"
    except OSError as error:
        large = error.errno
    written, full = 0, 0
    block = bytes(1 << 20)
    try:
        for number in range(20):
            with open(f"/tmp/{number}", "wb", buffering=0) as file:
                for _ in range(8):
                    written += file.write(block)
    except OSError as error:
        full = error.errno
    for name in os.listdir("/tmp"):
        os.unlink("/tmp/" + name)
    with open("/tmp/long", "wb", buffering=0) as file:
        try:
            while True:
                file.write(block)
        except OSError as error:
            return [large, written <= 64 << 20, full, file.tell(), error.errno]
""",
        sandbox=MAIN,
    )
    assert got == [12, True, 28, 16 << 20, 27]


MANY_FILES = """
import ctypes, itertools, os, threading
def fill():
    os.mkdir("/tmp/many")
    for number in itertools.count():
        os.symlink("x", f"/tmp/many/{number}")
def f(how):
    if how == "main thread":
        fill()
    threading.Thread(target=fill).start()
    ctypes.CDLL(None).syscall(EXIT, 0)
"""


@pytest.mark.parametrize("how", ["main thread", "a thread that is left alone"])
def test_many_files_end_the_worker(ask, how):
    """More than 10,000 files cost the worker its life, also where its main thread is dead."""
    text = MANY_FILES.replace("EXIT", str(number_of("exit")))
    answer = ask(text, calls=[[how]], limits={"cpu_seconds": 5.0})
    told = ["crashed", "too_many_files", 10_000]
    assert answer["answers"][0]["stopped"] == told


# Honest code


def test_honest_code_is_not_hurt(ask):
    """What exercises may use of the standard library and NumPy works inside."""
    text = HONEST.read_text(encoding="utf-8") + "\n\nf = tried\n"
    assert ask.value(text, limits={"cpu_seconds": 20.0}) == []


# A fork for each exercise

TRACES = """
import math, os, stat, sys
def f():
    kinds = {}
    for descriptor in range(2048):
        try:
            about = os.fstat(descriptor)
        except OSError:
            continue
        null = about.st_rdev == os.stat("/dev/null").st_rdev
        pipe = stat.S_ISFIFO(about.st_mode)
        kinds[str(descriptor)] = "null" if null else "pipe" if pipe else "?"
    left = [os.listdir("/tmp"), hasattr(math, "mark"), "mine" in sys.modules]
    return [left, sorted(kinds.values()), [kinds[word] for word in "012"]]
"""
LEAVE = """
import math, os, sys, types
def f():
    math.mark = "from the first"
    sys.modules["mine"] = types.ModuleType("mine")
    os.makedirs("/tmp/a/b/c")
    for name in ("/tmp/a/b/c/file", "/tmp/.hidden", "/tmp/read only"):
        open(name, "w").write("from the first")
        os.chmod(name, 0)
    os.symlink("/", "/tmp/root")
    os.symlink("/tmp", "/tmp/a/loop")
    os.mkfifo("/tmp/pipe")
    open("/tmp/kept open", "w")
"""
FRESH = [[[], False, False], ["null"] * 4 + ["pipe"] * 2, ["null"] * 3]  # and sys.stdin


def test_second_exercise_sees_nothing_of_the_first(ask):
    """A file, a module and an open descriptor of one exercise are gone in the next."""
    first = ask(LEAVE, sandbox="two")
    assert first["answers"] == [{"value": None}]
    second = ask(TRACES, sandbox="two")
    assert second["answers"] == [{"value": FRESH}]
    assert second["pid"] == first["pid"]


CLINGING = {
    "folder that cannot be listed": "os.makedirs('/tmp/a/b'); os.chmod('/tmp/a', 0o300)",
    "folder without rights": "os.makedirs('/tmp/a/b'); os.chmod('/tmp/a', 0)",
    "folder that cannot be written": "os.makedirs('/tmp/a/b'); os.chmod('/tmp/a', 0o500)",
    "deep tree": "[(os.mkdir('d' * 200), os.chdir('d' * 200)) for _ in range(3000)]",
    "temporary folder that cannot be listed": "open('/tmp/a', 'w'); os.chmod('/tmp', 0o300)",
    "temporary folder that cannot be written": "open('/tmp/a', 'w'); os.chmod('/tmp', 0o500)",
}


@pytest.mark.parametrize("how", CLINGING)
def test_what_cannot_be_emptied_is_not_shared(ask, how):
    """Where a folder resists, the next exercise gets another sandbox, never its contents."""
    text = (
        f"import os\ndef f():\n    try: {CLINGING[how]}\n    except OSError: return 'refused'"
    )
    first = ask(text, sandbox="clinging")
    assert "value" in first["answers"][0], first
    assert ask.value(TRACES, sandbox="clinging") == FRESH


def test_crashes_are_told_and_cost_no_sandbox(ask):
    """An exit, a kill and a segmentation fault are told apart; the next fork is as good."""
    first = ask("def f(): return 1", sandbox="crashes")["pid"]
    for text, told in (
        ("os._exit(3)", ["ended_itself"]),
        ("os.kill(os.getpid(), 11)", ["died", "SIGSEGV"]),
        ("ctypes.string_at(0)", ["died", "SIGSEGV"]),
        ("os.abort()", ["died", "SIGABRT"]),
    ):
        answer = ask(f"import ctypes, os\ndef f(): {text}", sandbox="crashes")
        assert answer["answers"] == [{"stopped": ["crashed", *told]}]
        assert answer["pid"] == first
    assert ask("def f(): return 1", sandbox="crashes")["pid"] == first


HANGS = {
    "loops": "[0 for _ in iter(int, 1)]",
    "sleeps": "time.sleep(60)",
    "stops itself": "os.kill(os.getpid(), 19)",
    "loops in a thread": "threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start(); "
    "libc.syscall(EXIT, 0)",
    "closes its pipes": "os.closerange(0, 100); [0 for _ in iter(int, 1)]",
}


@pytest.mark.slow
@pytest.mark.parametrize("how", HANGS)
def test_after_a_hang_nothing_is_left(ask, how):
    """Whatever hangs is gone with its whole sandbox, and the next worker is a new one."""
    text = "import ctypes, os, threading, time\nlibc = ctypes.CDLL(None)\n"
    text += f"def f(): {HANGS[how]}".replace("EXIT", str(number_of("exit")))
    first = ask("def f(): return 1", sandbox="hangs", keep=False)
    inside = [first["pid"], *first["inside"]]
    assert len(inside) > 2
    answer = ask(text, sandbox="hangs", limits={"cpu_seconds": 0.3, "wall_factor": 3.0})
    assert "stopped" in answer["answers"][0]
    wait_until_gone(inside)
    assert answer["seconds"] < 10
    assert ask.value("def f(): return 1", sandbox="hangs") == 1


def test_killed_judge_leaves_nothing(command, joined, folder):
    """When the trusted process is killed in the middle of a call, its sandbox ends with it."""
    asker = Asker(command, folder, joined=joined)
    asker.value("def f(): return 1", sandbox="held")
    asker.send("def f():\n    while True: pass", sandbox="held", limits={"cpu_seconds": 60.0})
    deadline = time.monotonic() + 10
    # bubblewrap twice, parent, worker; with a zygote bubblewrap for it, and itself
    while len(inside := inside_of(asker.process.pid)) < 4 + 2 * joined:
        assert time.monotonic() < deadline, inside
        time.sleep(0.05)
    asker.process.kill()
    wait_until_gone(inside)
    asker.close()


@pytest.mark.slow
def test_slow_start_is_no_fault_and_no_gift(command, joined, folder):
    """Where bubblewrap needs long to start, nothing is blamed, and CPU time still counts."""
    place = folder / "slow"
    place.mkdir(exist_ok=True)
    script = place / "bwrap"
    script.write_text(f'#!/bin/sh\nsleep 0.7\nexec {shutil.which("bwrap")} "$@"\n')
    script.chmod(0o755)
    asker = Asker(command, folder, path=str(place), joined=joined)
    answer = asker("def f():\n    while True: pass", limits={"cpu_seconds": 0.3})
    asker.close()
    told = ["timeout", "cpu_time", 0.3]
    assert answer["answers"] == [{"stopped": told}]


# Interpreters

ABOUT = "import sys, numpy\ndef f(): return [sys.prefix, numpy.__file__, sys.version_info[1]]"


def pythons(folder):
    """Return interpreters of several kinds, and where each finds NumPy."""
    base = os.path.realpath(sys.executable)
    found = {"base": base}
    usual = "/usr/bin/python3"
    check = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    if subprocess.run([usual, "-c", check], capture_output=True).returncode == 0:
        found["system"] = usual
    environment = folder / "environment"
    subprocess.run([base, "-m", "venv", "--without-pip", environment], check=True)
    found["environment"] = str(environment / "bin" / "python")
    return found


def test_several_interpreters(folder):
    """The interpreter alone, the system's and a virtual environment's all start a worker."""
    for kind, python in pythons(folder).items():
        asker = Asker([python, "-P"], folder)
        prefix, numpy, minor = asker.value(ABOUT)
        asker.close()
        assert (numpy.startswith("/rt/site/"), minor) == (True, sys.version_info[1]), kind
        assert str(folder) not in prefix


def test_interpreter_that_holds_numpy_itself(folder):
    """An interpreter with NumPy among its own packages starts a worker, without the others."""
    base = Path(os.path.realpath(sys.executable))
    library = Path(os.__file__).resolve().parent
    place = Path(
        subprocess.check_output(["mktemp", "-d", "/var/tmp/own-XXXXXX"], text=True).strip()
    )
    try:
        place.chmod(0o755)
        python = place / "bin" / base.name
        python.parent.mkdir()
        shutil.copy(base, python)
        ignored = shutil.ignore_patterns(
            "__pycache__", "site-packages", "dist-packages", "test", "tests", "config-*"
        )
        shutil.copytree(library, place / "lib" / library.name, ignore=ignored)
        for shared in (base.parents[1] / "lib").glob("libpython*.so*"):
            shutil.copy(shared, place / "lib")
        where = "import sysconfig; print(sysconfig.get_path('purelib'))"
        words = [python, "-I", "-c", where]
        packages = Path(subprocess.check_output(words, text=True).strip())
        assert place in packages.parents
        fill(packages)
        shutil.copy(folder / "confined.py", place)
        asker = Asker([str(python)], place)
        prefix, numpy, _ = asker.value(ABOUT)
        others = asker.value(
            f"import os\ndef f(): return sorted(os.listdir({str(packages)!r}))"
        )
        asker.close()
        assert prefix == str(place)
        assert numpy == str(packages / "numpy" / "__init__.py")
        assert set(others) <= {"numpy", "numpy.libs"}
    finally:
        shutil.rmtree(place)


def test_every_folder_on_the_way_to_numpy_is_open(monkeypatch):
    """Where NumPy came with the system's Python, the worker's user can read it in its place."""
    monkeypatch.setattr(filesystem, "numpy_parent", lambda: "/usr/lib/python3/dist-packages")
    words = filesystem.arguments()
    opened = {words[i + 3] for i, word in enumerate(words[:-3])
              if word == "--perms" and words[i + 1 : i + 3] == ["0755", "--dir"]}  # fmt: skip
    assert {"/usr/lib/python3", "/usr/lib/python3/dist-packages"} <= opened
