"""Starts worker processes: one function per degree of confinement, one way to end them."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

WORKER = Path(__file__).with_name("worker.py")

# Windows ends a process at once with either.
if sys.platform == "win32":
    KILL = signal.SIGTERM
else:
    KILL = signal.SIGKILL


@dataclass
class Launched:
    """A worker that runs: its pipes, how much CPU it used, and its end.

    Attributes:
        process: the started program; frames travel over its stdin and stdout.
        scratch: its working directory, removed with it.
    """

    process: subprocess.Popen[bytes]
    scratch: Path
    _usage: object = field(default=None, repr=False)

    def cpu_seconds(self) -> float:
        """Return the CPU time that the worker has used so far, 0.0 once it is gone."""
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
        """End the worker and every process it left behind.

        Args:
            grace: seconds to wait for an end of its own, where its pipes have closed.

        Returns:
            The exit code if the worker had ended by itself, else None.
        """
        own_end = self.process.poll()
        if own_end is None and grace:
            with contextlib.suppress(subprocess.TimeoutExpired):
                own_end = self.process.wait(grace)
        alive = own_end is None
        for pid in _descendants(self.process.pid) if alive else _strays(self.scratch):
            with contextlib.suppress(OSError):
                os.kill(pid, KILL)
        _kill_group(self.process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        with contextlib.suppress(OSError):
            self.scratch.chmod(0o700)
        shutil.rmtree(self.scratch, ignore_errors=True)
        return own_end


def _descendants(pid: int) -> list[int]:
    """Return the children and grandchildren of a process, those in other sessions too."""
    if sys.platform == "linux":
        # A small file for each thread tells that there is none, as nearly always. The
        # worker adopts the children of its children, see worker.adopt_orphans.
        lists = Path(f"/proc/{pid}/task").glob("*/children")
        with contextlib.suppress(OSError):
            if not any(children.read_text().strip() for children in lists):
                return []
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


def _environment(scratch: Path) -> dict[str, str]:
    """Return all that a worker learns from the environment: no name, no path of a user."""
    clean = {
        # Two processes import NumPy at once: its thread pools would fight for the cores.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "TMP": str(scratch),
        "TEMP": str(scratch),
        "LC_ALL": "C.UTF-8",
    }
    if sys.platform == "win32":
        # Python does not start without it there.
        clean["SYSTEMROOT"] = os.environ.get("SYSTEMROOT", r"C:\Windows")
    return clean


def launch_process() -> Launched:
    """Start a worker as a plain process: own session, clean environment, rlimits.

    The default for one's own code. It reads files that the user can read, and the network
    is open to it; `docs/security.md` says what is bounded on which system.
    """
    numpy = importlib.util.find_spec("numpy")
    assert numpy is not None
    assert numpy.origin is not None
    # The interpreter behind a virtual environment: its launcher would be a second process
    # on Windows, and the worker needs nothing of the environment but NumPy.
    python = getattr(sys, "_base_executable", None) or sys.executable
    scratch = Path(tempfile.mkdtemp(prefix="grade-"))
    process = subprocess.Popen(
        [python, "-I", "-S", str(WORKER), str(Path(numpy.origin).parents[1])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=scratch,
        env=_environment(scratch),
        start_new_session=True,
    )
    return Launched(process, scratch)


LAUNCHERS: dict[str, Callable[[], Launched]] = {"process": launch_process}
