"""Tells of this machine what a worker needs: an interpreter, NumPy, a clean environment."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path


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
