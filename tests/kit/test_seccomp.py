"""The filter's own instructions decide each call as its lists say, on two architectures."""

import errno
import fcntl
import struct
import sys
import termios

import pytest

if sys.platform != "linux":
    pytest.skip("seccomp is a part of Linux", allow_module_level=True)

import pyseccomp

from grader.sandbox.confined import seccomp

ARCHITECTURES = {"x86_64": pyseccomp.Arch.X86_64, "aarch64": pyseccomp.Arch.AARCH64}
ALLOWED, ENDED, FAILED = 0x7FFF0000, 0, 0x00050000  # what a filter returns
THREAD = 0x003D0F00  # how glibc starts one; musl adds CLONE_DETACHED
HIGH = 1 << 32

# Calls that a newer architecture has instead of those of another name.
TWINS = {
    "open": "openat", "creat": "openat", "dup2": "dup3", "pipe": "pipe2", "select": "pselect6",
    "poll": "ppoll", "stat": "newfstatat", "lstat": "newfstatat", "access": "faccessat",
    "readlink": "readlinkat", "getdents": "getdents64", "mkdir": "mkdirat",
    "rmdir": "unlinkat", "unlink": "unlinkat", "rename": "renameat", "link": "linkat",
    "symlink": "symlinkat", "mknod": "mknodat", "chmod": "fchmodat", "getpgrp": "getpgid",
    "pause": "ppoll", "alarm": "setitimer", "time": "clock_gettime",
}  # fmt: skip


def decided(program, architecture, number, *arguments):
    """Return what a filter decides for a call, as the kernel runs its instructions."""
    given = [argument % (1 << 64) for argument in (*arguments, *[0] * 6)][:6]
    data = struct.pack("=iIQ6Q", number, architecture, 0, *given)
    at = accumulator = 0
    while True:
        code, if_true, if_false, k = struct.unpack_from("=HBBI", program, 8 * at)
        at += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, k)
        elif code == 0x54:
            accumulator &= k
        elif code == 0x05:
            at += k
        elif code == 0x06:
            return k
        else:
            holds = {0x15: accumulator == k, 0x25: accumulator > k, 0x35: accumulator >= k}
            at += if_true if holds[code] else if_false


@pytest.fixture(params=ARCHITECTURES)
def decide(request):
    """Ask the filter of one architecture about a call by its name, None if it has none."""
    architecture = ARCHITECTURES[request.param]
    program = seccomp.program(request.param)

    def ask(name, *arguments):
        number = pyseccomp.resolve_syscall(architecture, name)
        return None if number < 0 else decided(program, architecture, number, *arguments)

    return ask


def test_names_are_known_and_listed_once():
    """No name of the lists is misspelt, and none stands in two of them."""
    names = [*seccomp.ALLOWED, *seccomp.REFUSED, *seccomp.AS_IF_DONE, *seccomp.BY_ARGUMENTS]
    names += [name for several in seccomp.ANSWERS.values() for name in several]
    assert len(set(names)) == len(names)
    native = pyseccomp.Arch.NATIVE
    unknown = {name for name in names if pyseccomp.resolve_syscall(native, name) == -1}
    assert unknown <= {"statmount", "listmount"}  # newer than some libseccomp


def test_names_mean_what_the_lists_say(decide):
    """Allowed calls pass, refused ones are not permitted, and all others are unknown."""
    for names, expected in (
        (seccomp.ALLOWED, ALLOWED),
        (seccomp.REFUSED, FAILED | errno.EPERM),
        (seccomp.AS_IF_DONE, FAILED),
        *((names, FAILED | error) for error, names in seccomp.ANSWERS.items()),
        (
            ("vmsplice", "splice", "tee", "timer_create", "timerfd_create", "epoll_create1",
             "eventfd2", "signalfd4", "landlock_create_ruleset", "seccomp", "clone3", "capget",
             "setxattrat", "mincore", "readahead", "set_mempolicy"),
            FAILED | errno.ENOSYS,
        ),
    ):  # fmt: skip
        wrong = {name for name in names if decide(name) not in (expected, None)}
        assert wrong == set()


def test_no_architecture_lacks_a_way():
    """For each allowed call that aarch64 does not have, the one it has instead is allowed."""
    aarch64 = ARCHITECTURES["aarch64"]
    lacking = {name for name in seccomp.ALLOWED if pyseccomp.resolve_syscall(aarch64, name) < 0}
    assert lacking == TWINS.keys()
    assert set(TWINS.values()) <= {*seccomp.ALLOWED} - lacking


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (("kill", seccomp.OWN_PID, 9), ALLOWED),
        (("kill", seccomp.OWN_PID + 1, 9), FAILED | errno.EPERM),
        (("kill", HIGH | seccomp.OWN_PID, 9), FAILED | errno.EPERM),
        (("tgkill", 1, seccomp.OWN_PID, 9), FAILED | errno.EPERM),
        (("prlimit64", 0), ALLOWED),
        (("prlimit64", 1), FAILED | errno.EPERM),
        (("clone", THREAD), ALLOWED),
        (("clone", THREAD | 0x00400000), ALLOWED),
        (("clone", THREAD & ~0x400), FAILED | errno.ENOSYS),
        (("clone", THREAD | 0x10000000), FAILED | errno.ENOSYS),
        (("clone", 17), FAILED | errno.EPERM),
        (("clone", 0x4111), FAILED | errno.EPERM),
        (("close_range", 3, 9, 4), ALLOWED),
        (("close_range", 3, 9, 2), FAILED | errno.ENOSYS),
        (("fcntl", 3, fcntl.F_SETFL), ALLOWED),
        (("fcntl", 3, fcntl.F_GETLK), ALLOWED),
        (("fcntl", 3, fcntl.F_SETLKW), FAILED),
        (("fcntl", 3, HIGH | 1031), FAILED | errno.EPERM),
        (("fcntl", 3, 1033), FAILED | errno.ENOSYS),
        (("ioctl", 3, termios.FIOCLEX), ALLOWED),
        (("ioctl", 3, HIGH | termios.TIOCSTI), FAILED | errno.EPERM),
        (("ioctl", 3, seccomp.FICLONE), FAILED | errno.EOPNOTSUPP),
        (("ioctl", 3, termios.TCSETS), FAILED | errno.ENOSYS),
        (("madvise", 0, 0, 14), ALLOWED),
        (("madvise", 0, 0, 12), FAILED | errno.ENOSYS),
        (("prctl", 15), ALLOWED),
        (("prctl", 22), FAILED | errno.ENOSYS),
        (("utimensat", -100, 1, 0), FAILED | errno.EPERM),
        (("utimensat", -100, 1, HIGH), FAILED),
    ],
    ids=lambda call: " ".join(map(str, call)) if type(call) is tuple else "",
)
def test_arguments_decide(decide, call, expected):
    """Calls of many uses are let through for the harmless ones, whatever the upper bits are."""
    assert decide(*call) == expected


def test_another_table_of_calls_ends_the_worker():
    """A call of 32 bits ends the program; one by the numbers of x32 does not exist."""
    program = seccomp.program("x86_64")
    assert decided(program, pyseccomp.Arch.X86, 20) == ENDED
    x32 = seccomp.X32 | 39
    assert decided(program, ARCHITECTURES["x86_64"], x32) == FAILED | errno.ENOSYS
