"""Compiles the filter of system calls that a confined worker installs before student code.

libseccomp knows the numbers of the calls on every architecture, so the filter is compiled
on the trusted side for the machine's own one and crosses as bytes.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from functools import cache
from typing import Any

from grader.errors import UsageError

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
)  # fmt: skip

# The first argument must be the worker's own process number.
TO_ITSELF = ("kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")

CLONE_THREAD = 0x00010000
F_SETPIPE_SZ = 1031  # a user's pipes share one budget of memory
TIOCSTI, TIOCLINUX = 0x5412, 0x541C  # put text into a terminal's input
INT = 0xFFFFFFFF  # the kernel drops the upper half of an int, so a comparison must too


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
    deny("fcntl", seccomp.Arg(1, seccomp.MASKED_EQ, INT, F_SETPIPE_SZ))
    for request in (TIOCSTI, TIOCLINUX):
        deny("ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, INT, request))
    with tempfile.TemporaryFile() as stream:
        filter_.export_bpf(stream)
        stream.seek(0)
        return stream.read()


def _binding() -> Any:
    try:
        import pyseccomp
    except ImportError as error:
        raise UsageError(
            "the sandbox needs the package pyseccomp, which is not installed",
            "pip install 'deep-learning-exercise-kit[classroom]'",
        ) from error
    except RuntimeError as error:
        raise UsageError(
            "the sandbox needs libseccomp, which is not on this system",
            "apt install libseccomp2, or dnf install libseccomp",
        ) from error
    return pyseccomp
