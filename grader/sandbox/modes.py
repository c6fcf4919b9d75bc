"""Opens a sandbox by its name."""

from __future__ import annotations

import sys
from typing import Any

from grader.errors import UsageError
from grader.sandbox.launch import Sandbox
from grader.sandbox.process import Plain
from grader.words.text import _, listed, unbroken

# Each is stricter than the one before it.
MODES = ("process", "bubblewrap")


def is_grouped(mode: str) -> bool:
    """Whether the memory of each sandbox is bounded as a whole on this machine."""
    if mode != "bubblewrap" or sys.platform != "linux":
        return False
    from grader.sandbox.confined.group import can_be_made

    return can_be_made()


def is_joined(mode: str) -> bool:
    """Whether sandboxes of this process are joined by a zygote, see `confined.zygote`."""
    if mode == "bubblewrap" and sys.platform == "linux":
        from grader.sandbox.confined.bubblewrap import has_zygote

        return has_zygote()
    return False


def begin_joining(mode: str) -> bool:
    """Have them joined from now on, those of forks too; whether that works here.

    Raises:
        UsageError: no sandbox of this mode works here.
    """
    if mode == "bubblewrap" and sys.platform == "linux":
        from grader.sandbox.confined.bubblewrap import begin_zygote

        return begin_zygote()
    return False


def lend_joining(mode: str) -> tuple[Any, tuple[int, int]] | None:
    """Return what another process of this machine needs to `take_joining`, if they are joined.

    Returns:
        What it is told, and two descriptors.
    """
    if mode == "bubblewrap" and sys.platform == "linux":
        from grader.sandbox.confined.bubblewrap import lend_zygote

        return lend_zygote()
    return None


def take_joining(lent: Any, first: int, second: int) -> None:
    """Have sandboxes of this process and its forks joined as those of who lent it."""
    if sys.platform == "linux":
        from grader.sandbox.confined.bubblewrap import take_zygote

        take_zygote(lent, first, second)


def end_joining(mode: str) -> None:
    """Have each start by itself again."""
    if mode == "bubblewrap" and sys.platform == "linux":
        from grader.sandbox.confined.bubblewrap import end_zygote

        end_zygote()


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
            from grader.sandbox.confined.bubblewrap import Bubblewrap

            return Bubblewrap()
        raise UsageError(
            _("bubblewrap runs on Linux only, and this is {system}", system=sys.platform),
            _(
                "use a Linux machine, or for files that you trust: {option}",
                option=unbroken("--sandbox process"),
            ),
        )
    raise UsageError(
        _("there is no sandbox {name!r}", name=mode),
        _("choose from {names}", names=listed(MODES)),
    )
