"""Judges on a Dask cluster: every thread of its nodes carries one task at a time.

    engine -> Nodes (those that wait) -> scheduler -> a node's thread -> apart.judge_apart
                 ^                                                            |
                 `-- reports; or what stands in the way; or two nodes died <--'

Dask is never given more tasks than the nodes have threads. When a node dies, Dask blames
every task that was there, also those that only waited for their turn.
"""

from __future__ import annotations

import contextlib
import logging
import re
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from grader.classroom.judging import node
from grader.classroom.judging.node import SAME
from grader.classroom.judging.task import Task
from grader.classroom.judging.workforce import Workforce, alone
from grader.console import say
from grader.errors import GradeError, KitFault, UsageError
from grader.words.text import Text, _, plural, unbroken

CONNECT = 3.0  # seconds for the scheduler to be reached, and the same again to answer
LOOK = 0.5  # seconds between looks at which nodes there are
SILENCE = 3.0  # seconds without any node before somebody is told
ROOM = 64  # tasks at least to have in hand, so that nodes that join find work

ADDRESS = re.compile(r"(tcp|tls)://\S+:\d+")

P = ParamSpec("P")
T = TypeVar("T")
Tell = Callable[[Text], None]


def _on_stderr(text: Text) -> None:
    say(text, err=True)


@contextlib.contextmanager
def on_cluster(address: str, tell: Tell = _on_stderr) -> Iterator[Workforce]:
    """Give the threads of a Dask cluster's nodes.

    Waits for the first node as long as it takes. What still runs there when the work is
    stopped runs to its end, and its results are dropped.

    Args:
        address: the scheduler's, `tcp://host:8786`. For `tls://` the certificates are those
            of Dask's own configuration.
        tell: is given a line where nodes are waited for.

    Raises:
        UsageError: Dask is not installed, no scheduler answers, or it does not fit.
    """
    client = _connect(address)
    try:
        _check_scheduler(client, address)
        nodes = Nodes(client, address, tell)
    except BaseException:
        _leave(client)
        raise
    try:
        threads = nodes.wait_for_one()
        yield Workforce(nodes, max(2 * threads, ROOM), alone(threads))
    finally:
        nodes.close()


@dataclass(frozen=True)
class _Call:
    """A call that somebody waits for."""

    future: Future[Any]
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class Nodes(Executor):
    """Calls functions on nodes that come and go.

    Args:
        client: of `distributed`, connected.
        address: the scheduler's.
        tell: is given a line where nodes are waited for.
    """

    def __init__(self, client: Any, address: str, tell: Tell) -> None:
        self._client = client
        self._address = address
        self._tell = tell
        # The same task twice is two calls. A retry after an exception is for the engine.
        self._dask = client.get_executor(pure=False, retries=0)
        self._lock = threading.RLock()
        self._waiting: deque[_Call] = deque()
        self._running: set[Future[Any]] = set()
        self._threads = 0
        self._sample: Task | None = None
        self._fit: set[str] = set()
        self._fault: GradeError | None = None
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="grade-nodes", daemon=True).start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a function called on some node.

        The first task that is submitted shows whether the nodes can judge it; those that
        join later are looked at when they do.

        Raises:
            UsageError: a node cannot judge.
            KitFault: the scheduler is gone.
        """
        if self._sample is None:
            self._sample = next((item for item in args if isinstance(item, Task)), None)
            try:
                self._look()
            except OSError as error:
                raise self._lost() from error
        future: Future[T] = Future()
        with self._lock:
            self._waiting.append(_Call(future, fn, args, kwargs))
        self._feed()
        return future

    def wait_for_one(self) -> int:
        """Wait for the first node; return how many threads there are then.

        Raises:
            KitFault: the scheduler is gone.
        """
        while not self._threads:
            if self._fault is not None:
                raise self._fault
            time.sleep(0.05)
        return self._threads

    def close(self) -> None:
        """Take back what waits, forget what runs, and leave the cluster."""
        self._closed.set()
        with self._lock:
            while self._waiting:
                self._waiting.popleft().future.cancel()
        _leave(self._client)

    def _feed(self) -> None:
        """Give the nodes as many calls as they have threads."""
        with self._lock:
            while self._waiting and (self._fault or len(self._running) < self._threads):
                call = self._waiting.popleft()
                if not call.future.set_running_or_notify_cancel():
                    continue
                if self._fault is not None:
                    call.future.set_exception(self._fault)
                    continue
                inner = self._dask.submit(call.function, *call.args, **call.kwargs)
                self._running.add(inner)
                inner.add_done_callback(lambda inner, call=call: self._done(call, inner))

    def _done(self, call: _Call, inner: Future[Any]) -> None:
        with self._lock:
            self._running.discard(inner)
        if inner.cancelled():
            # Nobody here cancels one: Dask forgets them all when the scheduler goes.
            call.future.set_exception(self._lost())
        elif (error := inner.exception()) is not None:
            call.future.set_exception(error)
        else:
            call.future.set_result(inner.result())
        if not self._closed.is_set():
            self._feed()

    def _watch(self) -> None:
        """Look from time to time who is there, and say so when nobody is."""
        last, waiting = time.monotonic(), False
        while self._fault is None and not self._closed.wait(LOOK if self._threads else 0.1):
            try:
                self._look()
            except GradeError as fault:
                self._fault = fault
            except Exception:
                if self._client.status not in ("running", "connecting"):
                    self._fault = self._lost()
            if self._threads:
                last = time.monotonic()
                if waiting:
                    self._tell(_going_on(self._threads, self._address))
                waiting = False
            elif not waiting and time.monotonic() - last > SILENCE:
                self._tell(_no_node(self._address))
                waiting = True
            if not self._closed.is_set():
                self._feed()

    def _look(self) -> None:
        """Count the threads of the nodes; look closely at nodes that are new.

        Raises:
            UsageError: one of them cannot judge.
            OSError: the scheduler does not answer.
        """
        there: dict[str, int] = self._client.nthreads()
        new = sorted(there.keys() - self._fit)
        if self._sample is not None and new:
            looked = self._client.run(
                node.look_here, self._sample, node.versions(), workers=new, on_error="return"
            )
            for address, found in looked.items():
                if isinstance(found, GradeError):
                    raise UsageError(
                        _("the node {address}: {fault}", address=address, fault=found.message),
                        found.hint,
                    )
                # With an OSError it is gone again already.
                if isinstance(found, Exception) and not isinstance(found, OSError):
                    raise UsageError(
                        _(
                            "the node {address} cannot judge: {exception}",
                            address=address, exception=_in_python(found),
                        ),
                        SAME,
                    )  # fmt: skip
            self._fit |= looked.keys()
        self._threads = sum(there.values())

    def _lost(self) -> GradeError:
        return KitFault(
            _("the Dask scheduler at {address} is gone", address=self._address),
            _("what was judged is kept: start the scheduler and run the same command again"),
        )


def _going_on(threads: int, address: str) -> Text:
    return plural(
        "{count} thread at {address}: going on",
        "{count} threads at {address}: going on",
        threads,
        address=address,
    )


def _no_node(address: str) -> Text:
    return _(
        "no node at {address}: waiting for one. Start it with {command}; Ctrl-C stops and "
        "keeps what is done",
        address=address, command=unbroken("dask worker"),
    )  # fmt: skip


def _connect(address: str) -> Any:
    """Return a client of the scheduler."""
    if not ADDRESS.fullmatch(address):
        raise UsageError(
            _("{address!r} is no address of a scheduler", address=address),
            _(
                "write it as   {one}   or   {other}",
                one="tcp://host:8786",
                other="tls://host:8786",
            ),
        )
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            _("{option} needs Dask's distributed, which is not installed", option="--cluster"),
            _(
                "{command}, here and on every node",
                command=unbroken("pip install -e '.[cluster]'"),
            ),
        ) from error
    # What it would write there is said in our own words.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    made: Future[Any] = Future()

    def make() -> None:
        try:
            made.set_result(Client(address, timeout=CONNECT, set_as_default=False))
        except BaseException as error:
            made.set_exception(error)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Apart, because Dask waits for ever for one that listens but says nothing.
            threading.Thread(target=make, daemon=True).start()
            return made.result(2 * CONNECT)
    except Exception as error:
        raise UsageError(
            _("no Dask scheduler answers at {address}", address=address),
            _(
                "start one with   {command}   (see {page})",
                command=unbroken("dask scheduler"), page="docs/cluster.md",
            ),
        ) from error  # fmt: skip


def _leave(client: Any) -> None:
    # A scheduler that no longer answers must not hold up Ctrl-C.
    with contextlib.suppress(Exception):
        client.close(timeout=1)


def _check_scheduler(client: Any, address: str) -> None:
    """Compare the scheduler with this machine; have it give up tasks as we want it.

    Raises:
        UsageError: it does not fit.
    """
    theirs = client.get_versions()["scheduler"]["packages"]
    # It calculates nothing, so NumPy's version does not matter there.
    differ = node.difference(
        {name: text for name, text in node.versions().items() if name != "NumPy"},
        {"Python": node.minor(theirs["python"]), "distributed": theirs["distributed"]},
    )
    if differ is not None:
        raise UsageError(
            _(
                "the Dask scheduler at {address} has {versions}",
                address=address, versions=differ,
            ),
            SAME,
        )  # fmt: skip
    try:
        client.run_on_scheduler(node.give_up_early, client.id, wait=False)
    except Exception as error:
        raise UsageError(
            _(
                "the Dask scheduler at {address} does not fit: {exception}",
                address=address, exception=_in_python(error),
            ),
            SAME,
        ) from error  # fmt: skip


def _in_python(error: BaseException) -> str:
    """Return an exception as Python prints it."""
    return f"{type(error).__name__}: {error}"
