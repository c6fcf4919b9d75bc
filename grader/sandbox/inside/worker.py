"""The program inside the sandbox: a channel, bounds, and a loop that answers requests.

Run as `python -I -S begin.py NUMPY_PARENT` it serves one submission on standard input and
output; with a user's number behind it, or `forks`, it forks such a worker for every exercise
(see `warm`); with `joins` it forks parents of them for others' sandboxes (see `join`). The
contract:

- Frames (see `wire`) are read from what was standard input and written to what was
  standard output; student code sees an empty input and a bounded buffer instead.
- First the worker sends `H` (hello); then every request gets one reply with its number.
- `L(main name, files, function names)` loads the submission, `C(function, arguments,
  named)` calls a function of it, `S(function)` asks for its parameters. A reply holds plain
  values only.
- Nothing here knows an expected value, a check, a seed or a verdict.

Only the standard library and NumPy can be imported by a submission.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import types
import warnings
from importlib import import_module
from typing import IO, Any

MAX_PRINTED = 64 << 10  # bytes
ADDRESS_SPACE = 2 << 30  # bytes
DATA = 1 << 30  # bytes of it that are not mapped from files
FILE_SIZE = 16 << 20  # bytes
OPEN_FILES = 64
STACK = 8 << 20  # bytes
CPU_SECONDS = 600  # a last resort: the trusted side measures each call
# They only write docstrings to what NumPy has in C: a fifteenth of the start of a worker.
DOCSTRINGS = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")


class Printed(io.RawIOBase):
    """Keeps the first MAX_PRINTED bytes that are written, and drops the others."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = bytearray()

    def writable(self) -> bool:
        """Return True: it takes everything."""
        return True

    def write(self, data: Any) -> int:
        """Keep what there is room for; everything counts as written."""
        self._kept += memoryview(data)[: MAX_PRINTED - len(self._kept)]
        return len(data)

    def take(self) -> str:
        """Return what was kept since the last time."""
        # What is no text becomes a longer sign, so the length is bounded once more.
        text = self._kept.decode("utf-8", "replace").encode()[:MAX_PRINTED]
        self._kept = bytearray()
        return text.decode("utf-8", "ignore")


def private_channel() -> tuple[IO[bytes], IO[bytes]]:
    """Take over standard input and output; leave student code an empty one."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(incoming, os.O_BINARY)
        msvcrt.setmode(outgoing, os.O_BINARY)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")


def import_inside(numpy_parent: str, *names: str) -> list[Any]:
    """Import NumPy and neighbours of this file, and leave no way to import anything else.

    Some of NumPy's functions have no docstring then.

    Returns:
        The modules of this folder that were named.
    """
    path = list(sys.path)
    sys.path.insert(0, numpy_parent)
    sys.modules.update({name: types.ModuleType(name) for name in DOCSTRINGS})
    modules = [import_module(f"{__package__}.{name}") for name in names]
    sys.path[:] = path  # what was imported stays
    for name in [name for name in sys.modules if name.partition(".")[0] == "grader"]:
        del sys.modules[name]
    return modules


def limit_resources() -> None:
    """Bound this process where the system can."""
    if sys.platform == "win32":
        return
    try:
        import resource
    except ImportError:
        return
    for name, amount in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_MEMLOCK", 0),
        ("RLIMIT_FSIZE", FILE_SIZE),
        ("RLIMIT_NOFILE", OPEN_FILES),
        ("RLIMIT_STACK", STACK),
        ("RLIMIT_AS", ADDRESS_SPACE),
        ("RLIMIT_DATA", DATA),
        ("RLIMIT_CPU", CPU_SECONDS),
    ):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        try:
            hard = resource.getrlimit(kind)[1]
            if hard != resource.RLIM_INFINITY:
                amount = min(amount, hard)
            resource.setrlimit(kind, (amount, amount))
        except (OSError, ValueError):
            continue  # macOS refuses some; docs/security.md says what is not bounded


def tie_family() -> None:
    """Have this process end with its parent, and orphans below it become its own (Linux).

    Whoever ends it then finds them all, and nobody is left when the judge is killed.
    """
    if sys.platform == "linux":
        import ctypes
        import signal

        set_parent_death_signal, set_child_subreaper = 1, 36
        libc = ctypes.CDLL(None)
        libc.prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)
        libc.prctl(set_child_subreaper, 1, 0, 0, 0)


def prepare_streams(printed: Printed, submission: Any) -> None:
    """Redirect what student code prints, warns and waits for."""
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for the whole life
    sys.stdout = sys.stderr = io.TextIOWrapper(
        printed,  # a raw stream will do: nothing is buffered
        encoding="utf-8",
        errors="replace",
        write_through=True,
    )

    def keep(message: Any, category: type[Warning], *_: Any, **__: Any) -> None:
        # A stop for memory's sake; the reply holds fewer.
        if len(submission.warnings) < 100:
            submission.warnings.append((category.__name__[:100], str(message)[:200]))

    def refuse(*_: Any, **__: Any) -> None:
        raise RuntimeError("breakpoint() was called, and nobody is there to debug")

    warnings.simplefilter("always")
    warnings.showwarning = keep
    sys.breakpointhook = refuse


def serve(incoming: IO[bytes], outgoing: IO[bytes], wire: Any, submission: Any) -> None:
    """Answer requests until the other side closes the channel."""
    mine = os.getpid()
    head = wire.FRAME_HEAD

    def send(request: int, fields: tuple[Any, ...]) -> None:
        data = wire.frame(request, wire.encode(fields))
        if os.getpid() != mine:
            os._exit(0)  # a fork of student code that came back here
        outgoing.write(data)
        outgoing.flush()

    answers = {"L": submission.load, "C": submission.call, "S": submission.signature}
    send(0, ("H", sys.modules["numpy"].__version__))
    while True:
        start = incoming.read(head.size)
        if len(start) < head.size:
            return
        request, length = head.unpack(start)
        kind, *fields = wire.decode(incoming.read(length), made=True)
        send(request, (kind, *answers[kind](*fields)))


def main(numpy_parent: str, *forks: str) -> None:
    """Serve one submission, or fork workers that do.

    Args:
        numpy_parent: the folder in which NumPy lies.
        forks: the number of the user that workers become, `forks` for plain ones, or `joins`
            for those of many sandboxes; without it there is but one.
    """
    channel = None if forks else private_channel()
    # What is imported stays: looking for garbage in it takes a tenth of the time.
    gc.disable()
    more = {(): (), ("joins",): ("warm", "join")}.get(forks, ("warm",))
    wire, respond, *parts = import_inside(numpy_parent, "wire", "respond", *more)
    gc.freeze()
    gc.enable()

    def serve_one(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        limit_resources()
        printed = Printed()
        submission = respond.Submission(printed.take)
        prepare_streams(printed, submission)
        serve(incoming, outgoing, wire, submission)

    def serve_alone(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        tie_family()
        serve_one(incoming, outgoing)

    if channel is not None:
        serve_alone(*channel)
    elif forks == ("forks",):
        tie_family()
        parts[0].fork_plain(serve_alone)
    elif forks == ("joins",):
        parts[1].join_sandboxes(serve_one)
    else:
        parts[0].drop_root(int(forks[0]))
        parts[0].fork_workers(serve_one)
    os._exit(0)  # without waiting for threads that were left
