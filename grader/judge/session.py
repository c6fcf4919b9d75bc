"""Runs the checks of a suite under pytest, untouched by anyone's pytest settings."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_timeout

from grader.judge.suite import Declared, Judged, SuiteNode

SETTINGS = Path(__file__).with_name("pytest.ini")

# Parts of pytest that a suite cannot use; each costs time to set up.
UNUSED = (
    "cacheprovider", "terminal", "terminalprogress", "junitxml", "pastebin", "doctest",
    "unittest", "nose", "faulthandler", "setuponly", "setupplan", "stepwise", "debugging",
    "capture", "logging", "recwarn", "monkeypatch", "tmpdir", "threadexception",
    "unraisableexception", "warnings", "legacypath", "skipping", "pytester", "python",
    "freeze_support", "reports", "subtests",
)  # fmt: skip

# Outer guard of one check, seconds: no check of an honest kit comes near it, since every
# call has a deadline of its own.
GUARD = 300


class _OneSuite:
    """A pytest plugin that collects one suite and nothing else."""

    def __init__(
        self, path: Path, checks: Sequence[Declared], ask: Callable[[Declared], Judged]
    ) -> None:
        self._path = path
        self._checks = checks
        self._ask = ask

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        node = SuiteNode.from_parent(
            session, path=self._path, checks=self._checks, ask=self._ask
        )
        session.items = list(node.collect())
        session.testscollected = len(session.items)
        return True


def run_checks(
    path: Path, checks: Sequence[Declared], ask: Callable[[Declared], Judged]
) -> None:
    """Have pytest run each check once, in order.

    Args:
        path: what the suite is called; nothing is read from it.
        ask: runs one check; what it returns or raises is the caller's to keep, since
            pytest's own outcomes and exit code decide nothing.
    """
    plugins: list[Any] = [_OneSuite(path, checks, ask)]
    options = ["-c", str(SETTINGS), "--rootdir", str(SETTINGS.parent), "--noconftest"]
    options += ["--assert=plain"]
    for name in UNUSED:
        options += ["-p", f"no:{name}"]
    if hasattr(signal, "SIGALRM"):
        # Its other method ends the whole process.
        # As a module: its name would have every installed package looked through.
        plugins.append(pytest_timeout)
        options += [f"--timeout={GUARD}"]
    with _without_settings():
        ended = pytest.main(options, plugins=plugins)
    if ended == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt


@contextlib.contextmanager
def _without_settings() -> Iterator[None]:
    """Hide what the environment tells pytest: options, and plugins that happen to be there."""
    hidden = {name: os.environ.pop(name, None) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")}
    hidden["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        for name, value in hidden.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
