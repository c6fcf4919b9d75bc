"""Compiles the filter of system calls that a confined worker installs before student code.

libseccomp knows the numbers of the calls on every architecture, so the filter is compiled
on the trusted side for the machine's own one and crosses as bytes.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
import tempfile
from functools import cache
from typing import Any

from grader.errors import UsageError
from grader.words.text import _, literal

assert sys.platform == "linux"

# Stands for the worker's own process number, which only the worker knows; see `warm`.
OWN_PID = 0x7E57ED51

# These fail with EPERM, whatever their arguments.
DENIED = (
    # other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease",
    "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "kcmp", "setpriority", "ioprio_set",
    "sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler",
    "migrate_pages", "move_pages",
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

# The first argument must be the worker's own process number.
TO_ITSELF = ("kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")

CLONE_THREAD = 0x00010000
# F_SETOWN, F_SETSIG, F_SETOWN_EX: a pipe can send any signal to any process of the user.
# F_SETLEASE, F_NOTIFY: who opens a file outside waits for it, or is seen.
# F_SETPIPE_SZ: a user's pipes share one budget of memory.
FCNTL = (8, 10, 15, 1024, 1026, 1031)
TIOCSTI, TIOCLINUX = 0x5412, 0x541C  # put text into a terminal's input
INT = 0xFFFFFFFF  # the kernel drops the upper half of an int, so a comparison must too

# Since 424 a call has the same number everywhere; those behind this one are newer than the
# lists above, and a libseccomp can be older than its kernel.
LAST_NUMBER = 450
SAME_NUMBERS = ("x86_64", "aarch64", "ppc64le", "s390x", "riscv64", "armv7l", "i686")
# The classic filter's instructions: load the number, jump if greater, return.
LOAD, JUMP_IF_GREATER, RETURN = 0x20, 0x25, 0x06
RETURN_ERRNO = 0x00050000


@cache
def program() -> bytes:
    """Return the filter for this machine as instructions of eight bytes.

    Raises:
        UsageError: libseccomp or its binding is not installed.
    """
    seccomp = _binding()
    filter_ = seccomp.SyscallFilter(seccomp.ALLOW)
    refused = seccomp.ERRNO(errno.EPERM)

    def deny(name: str, *arguments: Any, action: int = refused) -> None:
        # An older libseccomp does not know every call; the kernel it is built for has none.
        if seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) >= 0:
            filter_.add_rule(action, name, *arguments)

    for name in DENIED:
        deny(name)
    for name in TO_ITSELF:
        deny(name, seccomp.Arg(0, seccomp.NE, OWN_PID))
    deny("prlimit64", seccomp.Arg(0, seccomp.NE, 0))
    # The C library starts threads by clone only where clone3 is unknown; the flags of
    # clone3 lie in memory that a filter cannot read.
    deny("clone3", action=seccomp.ERRNO(errno.ENOSYS))
    flags = 1 if os.uname().machine.startswith("s390") else 0
    deny("clone", seccomp.Arg(flags, seccomp.MASKED_EQ, CLONE_THREAD, 0))
    for command in FCNTL:
        deny("fcntl", seccomp.Arg(1, seccomp.MASKED_EQ, INT, command))
    for request in (TIOCSTI, TIOCLINUX):
        deny("ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, INT, request))
    with tempfile.TemporaryFile() as stream:
        filter_.export_bpf(stream)
        stream.seek(0)
        return _newer_calls_are_unknown() + stream.read()


def _newer_calls_are_unknown() -> bytes:
    """Return the instructions that answer ENOSYS for every call behind LAST_NUMBER."""
    if os.uname().machine not in SAME_NUMBERS:
        return b""
    return b"".join(
        struct.pack("=HBBI", *instruction)
        for instruction in (
            (LOAD, 0, 0, 0),
            (JUMP_IF_GREATER, 0, 1, LAST_NUMBER),
            (RETURN, 0, 0, RETURN_ERRNO | errno.ENOSYS),
        )
    )


def _binding() -> Any:
    try:
        import pyseccomp
    except ImportError as error:
        raise UsageError(
            _("the sandbox needs the package pyseccomp, which is not installed"),
            literal("pip install 'deep-learning-exercise-kit[classroom]'"),
        ) from error
    except RuntimeError as error:
        raise UsageError(
            _("the sandbox needs libseccomp, which is not on this system"),
            _("apt install libseccomp2, or dnf install libseccomp"),
        ) from error
    return pyseccomp
