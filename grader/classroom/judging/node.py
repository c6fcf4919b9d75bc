"""What a cluster's other machines run besides gradings: looks at what they are."""

from __future__ import annotations

import asyncio
import platform
from importlib.metadata import version
from typing import Any

from grader.classroom.judging.task import Task, prepare
from grader.errors import GradeError, KitFault, UsageError
from grader.sandbox.tryout import try_out
from grader.words.text import Text, _, listed

RETRIES = 1  # deaths of nodes that a task may outlive; with one more it is given up
SAME = _(
    "have the same Python, packages, kit and course on all machines (see {page})",
    page="docs/cluster.md",
)

_USUAL: dict[str, int] = {}  # in the scheduler: its own value, for each batch that is there


def look_here(task: Task, wanted: dict[str, str]) -> GradeError | None:
    """Return why this machine cannot judge tasks like this one, or None.

    Args:
        wanted: the versions of the machine that asks.
    """
    differ = difference(wanted, versions())
    if differ is not None:
        return UsageError(_("this machine has {versions}", versions=differ), SAME)
    try:
        prepare(task)
        try_out(task.sandbox)
    except GradeError as error:
        return error
    except OSError as error:
        return KitFault(_("this machine cannot judge: {system}", system=error), SAME)
    return None


async def give_up_early(client: str, dask_scheduler: Any) -> None:
    """Have the scheduler give up tasks whose second node died, while a client is there.

    It runs in the scheduler: the usual value comes back also where the client is killed.
    """
    usual = next(iter(_USUAL.values()), dask_scheduler.allowed_failures)
    _USUAL[client] = usual
    dask_scheduler.allowed_failures = RETRIES
    while client in dask_scheduler.clients:
        await asyncio.sleep(1)
    del _USUAL[client]
    if not _USUAL:
        dask_scheduler.allowed_failures = usual


def versions() -> dict[str, str]:
    """Return what must be the same on all machines for the same reports."""
    return {
        "Python": minor(platform.python_version()),
        "distributed": version("distributed"),
        "NumPy": version("numpy"),
    }


def minor(text: str) -> str:
    """Return the first two numbers of a version."""
    return ".".join(text.split(".")[:2])


def difference(wanted: dict[str, str], there: dict[str, str]) -> Text | None:
    """Return what differs, `Python 3.12 instead of 3.11`, or None."""
    differ = [
        _("{package} {there} instead of {wanted}", package=name, there=there[name], wanted=text)
        for name, text in wanted.items()
        if there[name] != text
    ]
    return listed(differ) if differ else None
