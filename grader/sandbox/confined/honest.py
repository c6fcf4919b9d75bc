"""Uses what exercises may use of the standard library, in place of a submission.

A sandbox that hurts any of it would turn right answers into zeros, so it is loaded into one
before others are judged (see `tryout`). Every function is asked for the module of
its name; what stands in a function calls the system in the ways of that module.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy.random  # noqa: F401 - a part that is imported when it is first used

assert sys.platform == "linux"

# Imported only: they compute, or read files as the others do.
COMPUTE = (
    "abc", "array", "base64", "binascii", "bisect", "bz2", "calendar", "cmath", "collections",
    "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "difflib", "enum",
    "fractions", "functools", "gzip", "hashlib", "heapq", "hmac", "inspect", "itertools",
    "json", "locale", "lzma", "math", "numbers", "operator", "pickle", "pprint", "re",
    "statistics", "string", "struct", "textwrap", "timeit", "types", "typing", "unicodedata",
    "unittest", "warnings", "weakref", "zlib",
    "numpy.fft", "numpy.linalg", "numpy.ma", "numpy.polynomial", "numpy.random",
)  # fmt: skip


def tried() -> list[tuple[str, str, str]]:
    """Return (module, name of the error, its text) of all that does not work here."""
    failed = []
    for name, use in [*((name, import_module) for name in COMPUTE), *USES.items()]:
        try:
            os.chdir(tempfile.mkdtemp())  # nobody else's files are there
            use(name)
        except Exception as error:
            line = traceback.extract_tb(error.__traceback__)[1].lineno
            missing = getattr(error, "name", None) or ""
            text = missing if type(error) is ModuleNotFoundError else f"{error} (line {line})"
            failed.append((name, type(error).__name__, text))
    return failed


def use_concurrent_futures(_: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(abs, range(-9, 9))) == 81


def use_ctypes(_: str) -> None:
    import ctypes

    libc = ctypes.CDLL(None)
    order = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.POINTER(ctypes.c_int)] * 2)
    numbers = (ctypes.c_int * 3)(3, 1, 2)
    libc.qsort(numbers, 3, 4, order(lambda a, b: a[0] - b[0]))
    assert list(numbers) == [1, 2, 3]


def use_io(_: str) -> None:
    with open("a", "w+", encoding="utf-8") as file:
        assert not file.isatty()
        file.write("text\n" * 5000)
        file.flush()
        file.seek(0)
        assert len(file.readlines()) == 5000
        file.truncate(5)
        os.fsync(file.fileno())
    with open(os.devnull, "w", encoding="utf-8") as nothing:
        print("text", file=nothing, flush=True)
    with open("/dev/urandom", "rb", 0) as device:
        assert device.read(4)


def use_logging(_: str) -> None:
    import logging.handlers

    handler = logging.handlers.RotatingFileHandler("log", maxBytes=40, backupCount=2)
    for number in range(9):
        handler.emit(logging.LogRecord("name", 40, "path", number, "message %s", (1,), None))
    handler.close()
    assert os.path.exists("log.1")


def use_mmap(_: str) -> None:
    import mmap

    with open("m", "wb+") as file:
        file.write(bytes(mmap.PAGESIZE))
        file.flush()
        with mmap.mmap(file.fileno(), 0) as mapped:
            mapped.resize(4 * mmap.PAGESIZE)
            mapped[0] = 1
            mapped.flush()
            mapped.madvise(mmap.MADV_WILLNEED)


def use_numpy(_: str) -> None:
    import numpy as np

    x = np.random.default_rng(0).normal(size=(30, 30))
    assert np.random.default_rng().normal(size=3).shape == (3,)
    assert np.allclose(np.linalg.inv(x) @ x, np.eye(30))
    assert np.zeros((3000, 1000)).sum() == 0  # huge pages are asked for
    np.save("x.npy", x)
    np.savez_compressed("x.npz", x=x)
    np.savetxt("x.txt", x)
    x.tofile("x")
    mapped = np.load("x.npy", mmap_mode="r+")
    mapped.flush()
    for again in (mapped, np.load("x.npz")["x"], np.loadtxt("x.txt")):
        assert np.allclose(again, x)
    assert (np.fromfile("x").reshape(x.shape) == x).all()


def use_os(_: str) -> None:
    os.makedirs("a/b")
    os.chdir("a")
    assert os.path.basename(os.getcwd()) == "a"
    file = os.open("b/c", os.O_RDWR | os.O_CREAT)
    assert os.pwrite(file, b"text", 0) == os.write(file, b"more") == 4
    assert os.pread(file, 4, 0) == b"more"
    os.writev(file, [b"a", b"b"])
    os.lseek(file, 0, os.SEEK_SET)
    os.readv(file, [bytearray(2), bytearray(2)])
    os.posix_fallocate(file, 0, 100)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_SEQUENTIAL)
    os.ftruncate(file, 3)
    os.fdatasync(file)
    os.fchmod(file, 0o600)
    assert os.fstat(os.dup(file)).st_size == os.stat("b/c").st_size == 3
    assert os.fstatvfs(file).f_bsize == os.statvfs(".").f_bsize
    os.dup2(file, 40)
    os.close(file)
    os.closerange(3 + file, 41)
    os.truncate("b/c", 2)
    os.chmod("b/c", 0o644)
    os.utime("b/c", (1, 2))
    os.symlink("c", "b/link")
    assert os.readlink("b/link") == "c"
    os.link("b/c", "b/twin")
    os.unlink("b/twin")
    os.rename("b/c", "b/other")
    os.replace("b/other", "b/c")
    os.mkfifo("b/pipe")
    assert os.access("b/c", os.R_OK)
    assert {entry.name for entry in os.scandir("b")} == {"c", "link", "pipe"}
    folder = os.open("b", os.O_RDONLY)
    os.stat("c", dir_fd=folder)
    os.mkdir("d", dir_fd=folder)
    os.rmdir("d", dir_fd=folder)
    for name in os.listdir("b"):
        os.unlink(name, dir_fd=folder)
    os.fchdir(folder)
    os.close(folder)
    os.chdir("../..")
    os.removedirs("a/b")
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    os.set_blocking(reader, False)
    os.close(writer)
    os.close(reader)
    os.umask(os.umask(0o22))
    assert os.cpu_count()
    assert os.getuid() == os.geteuid()
    assert os.getpid() != os.getppid()
    assert os.getgid() == os.getegid()
    assert os.getpgrp() >= 0
    assert os.times().elapsed > 0
    assert os.uname().nodename
    assert os.sched_getaffinity(0)
    assert len(os.urandom(9)) == 9


def use_pathlib(_: str) -> None:
    from glob import glob
    from pathlib import Path

    path = Path("folder/file.txt")
    path.parent.mkdir()
    path.touch()
    path.touch()
    path.write_text("text", encoding="utf-8")
    assert path.resolve().read_text(encoding="utf-8") == "text"
    assert list(Path(".").rglob("*.txt")) == [path]
    assert glob("**/*.txt", recursive=True) == [str(path)]
    if sys.version_info >= (3, 14):
        path.copy("other")
    path.rename("moved").unlink()
    path.parent.rmdir()


def use_platform(_: str) -> None:
    import platform

    assert platform.python_version()
    assert platform.uname().system == "Linux"


def use_queue(_: str) -> None:
    import queue
    import threading

    waiting: queue.Queue[int] = queue.Queue(1)
    threading.Thread(target=lambda: list(map(waiting.put, range(5)))).start()
    assert [waiting.get(timeout=30) for _ in range(5)] == [0, 1, 2, 3, 4]
    try:
        waiting.get(timeout=0.001)
    except queue.Empty:
        return
    raise AssertionError


def use_random(_: str) -> None:
    import random
    import secrets
    import uuid

    assert random.Random(1).random() < 1
    assert random.SystemRandom().random() < 1
    assert secrets.token_hex(4)
    assert uuid.uuid4() != uuid.uuid1()


def use_resource(_: str) -> None:
    import resource

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert resource.getrlimit(resource.RLIMIT_AS)


def use_selectors(_: str) -> None:
    import select
    import selectors

    reader, writer = os.pipe()
    os.write(writer, b"x")
    with selectors.DefaultSelector() as selector:
        selector.register(reader, selectors.EVENT_READ)
        assert len(selector.select(1)) == 1
    poll = select.poll()
    poll.register(reader)
    assert poll.poll(1)
    assert select.select([reader], [], [], 1)[0]
    os.close(reader)
    os.close(writer)


def use_shelve(_: str) -> None:
    import shelve

    with shelve.open("shelf") as shelf:
        shelf["key"] = [1, 2]
    with shelve.open("shelf") as shelf:
        assert shelf["key"] == [1, 2]


def use_shutil(_: str) -> None:
    import shutil

    os.makedirs("a/b")
    with open("a/b/c", "wb") as file:
        file.write(bytes(100_000))
    shutil.copy("a/b/c", "a/d")
    shutil.copy2("a/b/c", "a/e")
    shutil.copytree("a", "f")
    shutil.move("f", "g")
    assert shutil.disk_usage(".").free
    assert shutil.get_terminal_size().columns
    shutil.unpack_archive(shutil.make_archive("archive", "gztar", "a"), "h")
    shutil.unpack_archive(shutil.make_archive("archive", "zip", "a"), "i")
    for name in "aghi":
        assert os.path.getsize(f"{name}/b/c") == 100_000
        shutil.rmtree(name)


def use_signal(_: str) -> None:
    import signal
    import time

    came = []
    before = {kind: signal.signal(kind, lambda kind, _: came.append(kind))
              for kind in (signal.SIGALRM, signal.SIGUSR1)}  # fmt: skip
    signal.raise_signal(signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    time.sleep(0.01)
    signal.alarm(0)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
    os.kill(os.getpid(), signal.SIGUSR2)
    assert signal.sigpending() == {signal.SIGUSR2}
    assert signal.sigwait([signal.SIGUSR2]) == signal.SIGUSR2
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR2])
    for kind, handler in before.items():
        signal.signal(kind, handler)
    assert came == [signal.SIGUSR1, signal.SIGUSR1, signal.SIGALRM]


def use_sqlite3(_: str) -> None:
    import sqlite3

    for journal in ("delete", "wal"):
        for number in (1, 2):
            with sqlite3.connect("a.sqlite") as database:
                database.execute(f"pragma journal_mode={journal}")
                database.execute(f"create table {journal}{number} (a)")
                database.execute(f"insert into {journal}{number} values (7)")
            database.close()
    with sqlite3.connect("a.sqlite") as database:
        assert database.execute("select wal2.a from delete1, wal2").fetchone() == (7,)
    database.close()


def use_tempfile(_: str) -> None:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as file:
        file.write(b"x")
        with tempfile.NamedTemporaryFile(dir=folder) as named:
            assert os.path.exists(named.name)
        with tempfile.SpooledTemporaryFile(1) as spooled:
            spooled.write(b"text")
        os.close(tempfile.mkstemp(dir=folder)[0])


def use_threading(_: str) -> None:
    import threading
    import time

    local = threading.local()
    done = threading.Event()
    condition = threading.Condition()
    timer = threading.Timer(0.001, done.set)
    timer.name = "timer"
    timer.start()
    assert done.wait(30)
    timer.join()
    barrier = threading.Barrier(3, timeout=30)
    threads = [threading.Thread(target=barrier.wait, name="waits") for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with condition:
        assert not condition.wait(0.001)
    with threading.Semaphore(2):
        local.value = threading.get_native_id()
    time.sleep(0)


def use_time(_: str) -> None:
    import time
    import zoneinfo

    for clock in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        assert time.get_clock_info(clock).resolution > 0
        assert getattr(time, clock)() > 0
    time.sleep(0.001)
    assert time.strftime("%Y", time.localtime(0)) in ("1969", "1970")
    zoneinfo.available_timezones()


def use_tracemalloc(_: str) -> None:
    import faulthandler
    import tracemalloc

    tracemalloc.start()
    tracemalloc.take_snapshot()
    tracemalloc.stop()
    with open(os.devnull, "w", encoding="utf-8") as nothing:
        faulthandler.enable(nothing)
        faulthandler.dump_traceback(nothing)
        faulthandler.dump_traceback_later(5, file=nothing)
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()


def use_zipfile(_: str) -> None:
    import tarfile
    import zipfile

    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("name", "text")
    with zipfile.ZipFile("a.zip") as archive:
        assert archive.read("name") == b"text"
        archive.extractall("from zip")
    with tarfile.open("a.tar.gz", "w:gz") as packed:
        packed.add("from zip/name")
    with tarfile.open("a.tar.gz") as packed:
        assert packed.getnames()


USES: dict[str, Callable[[str], Any]] = {
    name.removeprefix("use_").replace("concurrent_", "concurrent."): use
    for name, use in list(globals().items())
    if name.startswith("use_")
}
