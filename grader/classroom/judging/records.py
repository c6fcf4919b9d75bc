"""Makes records in a process of its own: PyTorch takes more memory than all that judges."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from grader.course import Exercise
from grader.errors import GradeError, KitFault
from grader.processes import begin, die_with_parent
from grader.words.text import _

Order = tuple[Exercise, int, Path, str]  # the arguments of `ensure`


def make(orders: Sequence[Order]) -> None:
    """Make sure of records, one after the other; see `author.record.ensure`.

    Raises:
        GradeError: one cannot be made; those before it are kept.
    """
    process, channel = begin("grader.classroom.judging.records")
    try:
        channel.send(list(orders))
        error = channel.recv()
    except (OSError, EOFError) as died:
        raise KitFault(
            _("the process that records the right answers ended with {code}",
              code=process.wait()),
            _("run the same command again; if it stays so, please report it"),
        ) from died  # fmt: skip
    finally:
        process.kill()  # its workers end with it
        process.wait()
        channel.close()
    if error is not None:
        raise error


def main() -> None:
    """Make what is sent, and tell how that went; the argument is the channel's descriptor."""
    from grader.author.record import ensure

    die_with_parent()
    channel = Connection(int(sys.argv[1]))
    error: GradeError | None = None
    orders: Sequence[Order] = channel.recv()
    try:
        for order in orders:
            ensure(*order)
    except GradeError as raised:
        error = raised
    except OSError as system:
        # Without the name of the file, which holds the seed.
        error = KitFault(
            _("{folder} cannot be written: {system}",
              folder=orders[0][2].parent, system=system.strerror or ""),
            _("make space and make the folder writable, then run the same command again"),
        )  # fmt: skip
    channel.send(error)


if __name__ == "__main__":
    main()
