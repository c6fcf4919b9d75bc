"""The kit's types hold on systems that the tests do not run on."""

import importlib.util
import subprocess
import sys

import pytest

from tests.kit.workshop import ROOT


@pytest.mark.slow
@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_types_hold_on(platform):
    """mypy in strict mode finds nothing in grader/ for this platform."""
    if importlib.util.find_spec("mypy") is None:
        pytest.fail("mypy is absent: pip install -e '.[dev]'")
    finished = subprocess.run(
        [
            sys.executable, "-m", "mypy", "--strict", "--platform", platform,
            "--cache-dir", f".mypy_cache/{platform}", "grader",
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stdout + finished.stderr
