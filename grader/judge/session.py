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


class _Session:
    """A pytest plugin that collects nothing and does our work in place of a loop.

    Attributes:
        session: pytest's, while the work is done.
        error: what the work raised; pytest itself would only print it.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self.session: pytest.Session | None = None
        self.error: BaseException | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        session.items = []
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.session = session
        try:
            self._work()
        except BaseException as error:
            self.error = error
        return True


_running: list[_Session] = []


def run_checks(
    path: Path, checks: Sequence[Declared], ask: Callable[[Declared], Judged]
) -> None:
    """Have pytest run each check once, in order, in the session that runs or in a new one.

    Args:
        path: what the suite is called; nothing is read from it.
        ask: runs one check; what it returns or raises is the caller's to keep, since
            pytest's own outcomes and exit code decide nothing.
    """
    if not _running:
        within(lambda: run_checks(path, checks, ask))
        return
    session = _running[-1].session
    assert session is not None
    node = SuiteNode.from_parent(session, path=path, checks=checks, ask=ask)
    items = list(node.collect())
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def within(work: Callable[[], None]) -> None:
    """Do some work inside one pytest session, which all suites that are run in it share.

    Setting a session up takes as long as many a suite.

    Raises:
        Exception: what the work raises.
    """
    held = _Session(work)
    plugins: list[Any] = [held]
    options = ["-c", str(SETTINGS), "--rootdir", str(SETTINGS.parent), "--noconftest"]
    options += ["--assert=plain"]
    for name in UNUSED:
        options += ["-p", f"no:{name}"]
    if hasattr(signal, "SIGALRM"):
        # Its other method ends the whole process.
        # As a module: its name would have every installed package looked through.
        plugins.append(pytest_timeout)
        options += [f"--timeout={GUARD}"]
    _running.append(held)
    try:
        with _without_settings():
            ended = pytest.main(options, plugins=plugins)
    finally:
        _running.remove(held)
    if held.error is not None:
        raise held.error
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
