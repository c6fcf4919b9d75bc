"""Compiles the filter of system calls that a confined worker installs before student code.

It is a list of what is allowed: what CPython and NumPy were seen to call while right
answers ran, and the modules that `honest` uses. Whatever is not on it does not exist, for
libraries then take another way. libseccomp knows the numbers of the calls on every
architecture, so the filter is compiled on the trusted side and crosses as bytes.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import sys
import tempfile
import termios
from functools import cache
from typing import Any

from grader.errors import UsageError
from grader.sandbox.inside.warm import OWN_PID
from grader.words.text import _, unbroken

assert sys.platform == "linux"

# Newer architectures have only the newer of twins, the ones with "at" among them; some C
# libraries call only the older. A name that an architecture lacks is left out there.
ALLOWED = (
    # open files
    "open", "openat", "creat", "close", "dup", "dup2", "dup3", "pipe", "pipe2", "lseek",
    "read", "readv", "pread64", "preadv", "preadv2",
    "write", "writev", "pwrite64", "pwritev", "pwritev2",
    "truncate", "ftruncate", "fallocate",
    "select", "pselect6", "poll", "ppoll",
    # what lies in folders
    "stat", "lstat", "fstat", "newfstatat", "statx", "statfs", "fstatfs",
    "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getdents", "getdents64",
    "getcwd", "chdir", "fchdir", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat",
    "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat",
    "mknod", "mknodat", "chmod", "fchmod", "fchmodat", "fchmodat2", "umask",
    # memory
    "brk", "mmap", "munmap", "mremap", "mprotect",
    # threads, and the end
    "futex", "set_robust_list", "rseq", "set_tid_address", "sched_yield",
    "sched_getaffinity", "getcpu", "exit", "exit_group", "wait4",
    # who it is, and where
    "getpid", "getppid", "gettid", "getpgrp", "getpgid", "getsid", "getuid", "geteuid",
    "getgid", "getegid", "getresuid", "getresgid", "getgroups", "getrusage", "sysinfo",
    "uname", "getrandom",
    # signals
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigtimedwait",
    "rt_sigsuspend", "sigaltstack", "restart_syscall", "pause", "alarm", "setitimer",
    "getitimer",
    # time
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time",
    "times",
)  # fmt: skip

# These say that they are not permitted: a library that is told so gives up, and its message
# tells a reader more than that of a call which does not exist.
REFUSED = (
    # other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease",
    "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "kcmp", "setpriority", "ioprio_set",
    "sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler",
    "migrate_pages", "move_pages", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
    # new processes and programs
    "fork", "vfork", "execve", "execveat",
    # memory that RLIMIT_AS does not count
    "shmget", "shmat", "shmctl", "shmdt", "memfd_create", "memfd_secret", "msgget", "msgsnd",
    "msgctl", "semget", "semctl", "mq_open", "io_setup", "userfaultfd", "mlock", "mlock2",
    "mlockall", "remap_file_pages",
    # namespaces, mounts, roots
    "unshare", "setns", "mount", "umount", "umount2", "pivot_root", "chroot", "move_mount",
    "open_tree", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "statmount",
    "listmount", "name_to_handle_at", "open_by_handle_at", "quotactl", "quotactl_fd",
    # the network and other channels
    "socket", "socketpair", "socketcall", "io_uring_setup", "io_uring_enter",
    "io_uring_register", "inotify_init", "inotify_init1", "fanotify_init",
    # the kernel
    "bpf", "perf_event_open", "keyctl", "add_key", "request_key", "init_module",
    "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot", "swapon",
    "swapoff", "acct", "syslog", "personality", "modify_ldt", "lookup_dcookie", "vhangup",
    "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname",
    "setdomainname", "iopl", "ioperm", "nfsservctl", "uselib", "vm86", "ustat", "sysfs",
    "_sysctl",
    # writes what other processes left unwritten, for as long as that takes
    "sync", "syncfs",
)  # fmt: skip

# These succeed without being done, since nothing would come of it: the one place to write is
# in memory, and nobody else is there to lock a file against. On a device or a library, which
# are everybody's, something would.
AS_IF_DONE = ("flock", "fsync", "fdatasync", "msync", "fadvise64")

# What a library takes another way for, where only this very error makes it do so.
ANSWERS = {
    errno.EOPNOTSUPP: (  # attributes of files: memory that nothing counts
        "setxattr", "lsetxattr", "fsetxattr", "getxattr", "lgetxattr", "fgetxattr",
        "listxattr", "llistxattr", "flistxattr",
        "removexattr", "lremovexattr", "fremovexattr",
    ),
    # Both can leave pages of a deleted file in a pipe, as splice does.
    errno.EXDEV: ("copy_file_range",),
    errno.ENOTSOCK: ("sendfile",),
}  # fmt: skip

# The rest depends on arguments.
BY_ARGUMENTS = (
    "kill", "tkill", "tgkill", "prlimit64", "clone", "close_range", "fcntl", "ioctl",
    "madvise", "prctl", "utimensat",
)  # fmt: skip

# Threads as the C libraries start them. One with open files of its own could open as many
# again, and so on.
CLONE_THREAD = 0x00010000
CLONE_SHARED = CLONE_THREAD | 0x00000F00 | 0x00040000  # memory, folder, files, signals; undo
CLONE_FREE = 0x01000000 | 0x00200000 | 0x00100000 | 0x00080000 | 0x00400000  # where to note it

CLOSE_RANGE_UNSHARE = 2

FILE_COMMANDS = (
    fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC, fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL,
    fcntl.F_SETFL, fcntl.F_GETLK,
)  # fmt: skip
# Each range that is locked would take memory. As flock above.
LOCKS = (fcntl.F_SETLK, fcntl.F_SETLKW, 37, 38)  # and F_OFD_SETLK, F_OFD_SETLKW
# F_SETOWN, F_SETSIG, F_SETOWN_EX: a pipe can send any signal to any process of the user.
# F_SETLEASE, F_NOTIFY: who opens a file outside waits for it, or is seen.
# F_SETPIPE_SZ: a user's pipes share one budget of memory.
REFUSED_COMMANDS = (8, 10, 15, 1024, 1026, 1031)

DEVICE_REQUESTS = (
    termios.TCGETS, 0x802C542A,  # TCGETS2
    termios.TIOCGWINSZ, termios.FIONREAD, termios.FIONBIO, termios.FIOCLEX,
    termios.FIONCLEX,
)  # fmt: skip
FICLONE = 0x40049409
REFUSED_REQUESTS = (termios.TIOCSTI, termios.TIOCLINUX)  # put text into a terminal's input

# All that frees memory, and huge pages; not the merging of equal pages, which is work for
# the kernel and tells what others hold. DONTNEED and FREE, HUGEPAGE and NOHUGEPAGE, both
# DUMPs, and the guards of new stacks.
ADVICE = (0, 1, 2, 3, 4, 8, 14, 15, 16, 17, 102, 103)
PROCESS_OPTIONS = (15, 16)  # PR_SET_NAME, PR_GET_NAME: of a thread

INT = 0xFFFFFFFF  # the kernel drops the upper half of an int, so a comparison must too

# libseccomp ends a program that calls by the numbers of x32; here they do not exist.
X32 = 0x40000000
# The classic filter's instructions: load the number, jump if not less, return.
LOAD, JUMP_IF_NOT_LESS, RETURN = 0x20, 0x35, 0x06
RETURN_ERRNO = 0x00050000


@cache
def program(machine: str | None = None) -> bytes:
    """Return the filter as instructions of eight bytes.

    Args:
        machine: whose calls, as its kernel names it; None is this one.

    Raises:
        UsageError: libseccomp or its binding is not installed.
    """
    seccomp = _binding()
    filter_ = seccomp.SyscallFilter(seccomp.ERRNO(errno.ENOSYS))
    architecture = seccomp.Arch.NATIVE
    if machine is not None:
        architecture = getattr(seccomp.Arch, machine.upper())
        filter_.remove_arch(seccomp.Arch.NATIVE)
        filter_.add_arch(architecture)
    machine = machine or os.uname().machine
    allowed, refused, done = seccomp.ALLOW, seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(0)

    def rule(action: int, name: str, *arguments: Any) -> None:
        # An older libseccomp does not know every call; the kernel it is built for has none.
        if seccomp.resolve_syscall(architecture, name) >= 0:
            filter_.add_rule(action, name, *arguments)

    def among(action: int, name: str, argument: int, values: tuple[int, ...]) -> None:
        for value in values:
            rule(action, name, seccomp.Arg(argument, seccomp.MASKED_EQ, INT, value))

    for name in ALLOWED:
        rule(allowed, name)
    for name in REFUSED:
        rule(refused, name)
    for name in AS_IF_DONE:
        rule(done, name)
    for number, names in ANSWERS.items():
        for name in names:
            rule(seccomp.ERRNO(number), name)
    for name in ("kill", "tkill", "tgkill"):
        rule(allowed, name, seccomp.Arg(0, seccomp.EQ, OWN_PID))
        rule(refused, name, seccomp.Arg(0, seccomp.NE, OWN_PID))
    rule(allowed, "prlimit64", seccomp.Arg(0, seccomp.EQ, 0))
    rule(refused, "prlimit64", seccomp.Arg(0, seccomp.NE, 0))
    # The C library starts threads by clone only where clone3 is unknown, as it is here: the
    # flags of clone3 lie in memory that a filter cannot read.
    flags = 1 if machine.startswith("s390") else 0
    rule(allowed, "clone",
         seccomp.Arg(flags, seccomp.MASKED_EQ, INT & ~CLONE_FREE, CLONE_SHARED))  # fmt: skip
    rule(refused, "clone", seccomp.Arg(flags, seccomp.MASKED_EQ, CLONE_THREAD, 0))
    rule(allowed, "close_range", seccomp.Arg(2, seccomp.MASKED_EQ, CLOSE_RANGE_UNSHARE, 0))
    among(allowed, "fcntl", 1, FILE_COMMANDS)
    among(done, "fcntl", 1, LOCKS)
    among(refused, "fcntl", 1, REFUSED_COMMANDS)
    among(allowed, "ioctl", 1, DEVICE_REQUESTS)
    among(refused, "ioctl", 1, REFUSED_REQUESTS)
    among(seccomp.ERRNO(errno.EOPNOTSUPP), "ioctl", 1, (FICLONE,))
    among(allowed, "madvise", 2, ADVICE)
    among(allowed, "prctl", 0, PROCESS_OPTIONS)
    # Times of a device are everybody's. Copies of files keep theirs by times that they give,
    # and must not fail; where none is given, `Path.touch` has another way.
    rule(refused, "utimensat", seccomp.Arg(2, seccomp.EQ, 0))
    rule(done, "utimensat", seccomp.Arg(2, seccomp.NE, 0))
    with tempfile.TemporaryFile() as stream:
        filter_.export_bpf(stream)
        stream.seek(0)
        return _x32_is_unknown(machine) + stream.read()


def _x32_is_unknown(machine: str) -> bytes:
    """Return the instructions that answer ENOSYS for a call by the numbers of x32."""
    if machine != "x86_64":
        return b""
    return b"".join(
        struct.pack("=HBBI", *instruction)
        for instruction in (
            (LOAD, 0, 0, 0),
            (JUMP_IF_NOT_LESS, 0, 1, X32),
            (RETURN, 0, 0, RETURN_ERRNO | errno.ENOSYS),
        )
    )


def _binding() -> Any:
    try:
        import pyseccomp
    except ImportError as error:
        raise UsageError(
            _("the sandbox needs the package pyseccomp, which is not installed"),
            unbroken("pip install 'deep-learning-exercise-kit[classroom]'"),
        ) from error
    except RuntimeError as error:
        raise UsageError(
            _("the sandbox needs libseccomp, which is not on this system"),
            _(
                "{apt}, or {dnf}",
                apt=unbroken("apt install libseccomp2"),
                dnf=unbroken("dnf install libseccomp"),
            ),
        ) from error
    return pyseccomp
