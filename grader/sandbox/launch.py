"""Starts workers: what a sandbox is, and the plain one, a process of its own."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from grader.errors import GradeError, KitFault, UsageError
from grader.report import Reason
from grader.words.text import _, listed

WORKER = Path(__file__).with_name("worker.py")

# Windows ends a process at once with either.
if sys.platform == "win32":
    KILL = signal.SIGTERM
else:
    KILL = signal.SIGKILL


class Launched(Protocol):
    """A worker that runs, and its end."""

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """The pipe towards the worker and the one from it; frames travel over them."""

    def ended(self) -> bool:
        """Whether the worker is known to have ended."""

    def cpu_seconds(self) -> float:
        """Return the CPU time that the worker has used so far, 0.0 once it is gone."""

    def excess(self) -> Reason | None:
        """Return what the worker has too much of, where no system limit bounds it."""

    def release(self) -> None:
        """Let go of a worker that answered all it was asked; its pipes close after this."""

    def kill(self, grace: float = 0.0) -> int | None:
        """End the worker and every process it left behind.

        Args:
            grace: seconds to wait for an end of its own, where its pipes have closed.

        Returns:
            The exit code if the worker had ended by itself, else None.
        """

    def why_it_never_started(self) -> GradeError:
        """Return the error to raise for a worker that was killed before its first word."""


class Sandbox(Protocol):
    """Confines workers in one way; those of one sandbox may share what it set up."""

    def launch(self) -> Launched:
        """Start a worker.

        Raises:
            GradeError: it cannot be started here.
        """

    def close(self) -> None:
        """End all that is left of it."""


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


# Each is stricter than the one before it.
MODES = ("process", "bubblewrap")


def open_sandbox(mode: str) -> Sandbox:
    """Return a new sandbox.

    Args:
        mode: one of MODES.

    Raises:
        UsageError: there is none of this name, or it cannot work on this system.
    """
    if mode == "process":
        return Plain()
    if mode == "bubblewrap":
        if sys.platform == "linux":
            from grader.sandbox.bubblewrap import Bubblewrap

            return Bubblewrap()
        raise UsageError(
            _("bubblewrap runs on Linux only, and this is {system}", system=sys.platform),
            _("use a Linux machine, or for files that you trust: --sandbox process"),
        )
    raise UsageError(
        _("there is no sandbox {name!r}", name=mode),
        _("choose from {names}", names=listed(MODES)),
    )


@dataclass
class LaunchedProcess:
    """A worker that is a plain process.

    Attributes:
        process: the started program.
        scratch: its working directory, removed with it.
    """

    process: subprocess.Popen[bytes]
    scratch: Path
    _usage: object = field(default=None, repr=False)

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

    def kill(self, grace: float = 0.0) -> int | None:
        """End the process, its children and its group; see `Launched`."""
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


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        # The worker leads a session of its own, so its group holds its children only.
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()


def environment(scratch: str) -> dict[str, str]:
    """Return all that a worker learns from the environment: no name, no path of a user."""
    clean = {
        # Two processes import NumPy at once: its thread pools would fight for the cores.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "HOME": scratch,
        "TMPDIR": scratch,
        "TMP": scratch,
        "TEMP": scratch,
        "LC_ALL": "C.UTF-8",
    }
    if sys.platform == "win32":
        # Python does not start without it there.
        clean["SYSTEMROOT"] = os.environ.get("SYSTEMROOT", r"C:\Windows")
    return clean


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


def base_python() -> str:
    """Return the interpreter behind a virtual environment.

    Its launcher would be a second process on Windows, and the worker needs nothing of the
    environment but NumPy.
    """
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def numpy_folder() -> Path:
    """Return the folder of the package NumPy."""
    numpy = importlib.util.find_spec("numpy")
    assert numpy is not None
    assert numpy.origin is not None
    return Path(numpy.origin).parent


START_HINT = _("can this Python import NumPy?   {command}", command="python -c 'import numpy'")
