"""Starts workers as plain processes: the sandbox for one's own code."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Protocol

from grader.errors import GradeError, KitFault
from grader.report import Reason
from grader.sandbox.host import base_python, environment, numpy_folder
from grader.sandbox.launch import Launched
from grader.words.text import _, unbroken

WORKER = Path(__file__).parent / "inside" / "begin.py"


# Windows ends a process at once with either.
if sys.platform == "win32":
    KILL = signal.SIGTERM
else:
    KILL = signal.SIGKILL


class Plain:
    """Workers as plain processes: own session, clean environment, rlimits.

    The default for one's own code. They read files that the user can read, and the network
    is open to them; `docs/security.md` says what is bounded on which system.
    """

    def launch(self) -> Launched:
        """Start a worker."""
        return launch_process()

    def close(self) -> None:
        """Nothing is shared, so nothing is left."""


class Process(Protocol):
    """What is asked of a started program, a `subprocess.Popen` for instance."""

    pid: int
    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def kill(self) -> None: ...


class LaunchedProcess:
    """A worker that is a plain process.

    Args:
        process: the started program.
        scratch: its working directory, removed with it.
    """

    def __init__(self, process: Process, scratch: Path) -> None:
        self.process = process
        self.scratch = scratch
        self._usage: object = None
        self._killed = False

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """The process's standard input and output."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        return self.process.stdin, self.process.stdout

    def ended(self) -> bool:
        """Whether the process has ended."""
        return self.process.poll() is not None

    def excess(self) -> Reason | None:
        """Return None: what a plain process may use is bounded by rlimits alone."""
        return None

    def release(self) -> None:
        """End the process, which serves one submission only."""
        self.kill()

    def why_it_never_started(self) -> GradeError:
        """Return the error to raise."""
        return KitFault(_("the worker process does not start"), START_HINT)

    def cpu_seconds(self) -> float:
        """Return the CPU time of the process, without that of its children."""
        # Most gradings end before anyone asks, and the import takes 10 ms.
        import psutil

        try:
            if not isinstance(self._usage, psutil.Process):
                self._usage = psutil.Process(self.process.pid)
            times = self._usage.cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)

    def busy_seconds(self) -> float:
        """Return the same of the process and all below it; see `Launched`."""
        return busy_seconds([self.process.pid, *descendants(self.process.pid)])

    def kill(self, grace: float = 0.0) -> int | None:
        """End the process, its children and its group; see `Launched`.

        Another thread may have done so: then this one finds nothing to do.
        """
        if self._killed:
            return None
        self._killed = True
        own_end = self.process.poll()
        if own_end is None and grace:
            with contextlib.suppress(subprocess.TimeoutExpired):
                own_end = self.process.wait(grace)
        alive = own_end is None
        for pid in descendants(self.process.pid) if alive else _strays(self.scratch):
            with contextlib.suppress(OSError):
                os.kill(pid, KILL)
        _kill_group(self.process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        with contextlib.suppress(OSError):
            self.scratch.chmod(0o700)
        shutil.rmtree(self.scratch, ignore_errors=True)
        return own_end


def descendants(pid: int) -> list[int]:
    """Return the children of a process, their children and so on, the youngest last.

    Those in other sessions are among them, also where the process adopts orphans (see
    `worker.tie_family`).
    """
    if os.path.exists("/proc/thread-self/children"):
        # A small file for each thread; looking through all processes takes longer.
        with contextlib.suppress(OSError, ValueError):
            found, level = [], [pid]
            while level:
                level = [
                    int(child)
                    for parent in level
                    for children in Path(f"/proc/{parent}/task").glob("*/children")
                    for child in children.read_text().split()
                ]
                found += level
            return found
    import psutil

    try:
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return []


def busy_seconds(pids: Iterable[int]) -> float:
    """Return the CPU time of processes, and on Linux for how long they waited for a processor.

    Without that, whoever has to wait for others would seem to do nothing.
    """
    if sys.platform == "linux":
        return sum(map(_busy_on_linux, pids))
    import psutil

    seconds = 0.0
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            seconds += sum(psutil.Process(pid).cpu_times()[:4])  # ended children among it
    return seconds


def _busy_on_linux(pid: int) -> float:
    """Return the same of one process: exact for threads that live, else in ticks."""
    if sys.platform == "win32":
        raise NotImplementedError
    each = os.sysconf("SC_CLK_TCK")
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        user, system, *children = (int(ticks) / each for ticks in fields[11:15])
        computed = waited = 0
        for thread in os.listdir(f"/proc/{pid}/task"):
            told = Path(f"/proc/{pid}/task/{thread}/schedstat").read_text().split()
            computed += int(told[0])
            # Many that wake at once and do next to nothing wait for each other.
            waited = max(waited, int(told[1]))
        return max(user + system, computed / 1e9) + sum(children) + waited / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0  # it, or a thread of it, is gone: only growth says something


def _strays(scratch: Path) -> list[int]:
    """Return the processes that a worker left behind when it ended by itself.

    They are known by the folder that was the worker's home.
    """
    import psutil

    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            home = process.environ().get("HOME", "")
            if str(scratch) in (home, process.cwd()):
                found.append(process.pid)
    return found


def _kill_group(process: Process) -> None:
    if sys.platform != "win32":
        # The worker leads a session of its own, so its group holds its children only.
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()


def launch_process() -> LaunchedProcess:
    """Start a worker as a plain process.

    Raises:
        KitFault: the system refuses.
    """
    scratch = Path(tempfile.mkdtemp(prefix="grade-"))
    try:
        process = subprocess.Popen(
            [base_python(), "-I", "-S", str(WORKER), str(numpy_folder().parent)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=scratch,
            env=environment(str(scratch)),
            start_new_session=True,
        )
    except OSError as error:
        scratch.rmdir()
        raise KitFault(
            _("the worker process cannot be started: {error}", error=error)
        ) from error
    return LaunchedProcess(process, scratch)


START_HINT = _(
    "can this Python import NumPy?   {command}", command=unbroken("python -c 'import numpy'")
)
