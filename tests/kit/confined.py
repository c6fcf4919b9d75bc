"""Asks confined workers on behalf of a test, as whatever user it was started.

Run as a program it reads one JSON object a line and answers each with another one; it
imports nothing of the tests, so that a copy of it runs for a user who cannot see them.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ORDINARY = 12345  # a user, where the tests run as root

# Stands for the calls that no argument makes work, for a worker that tries them all.
NOT_ALLOWED = "[name, number, what it answers] of each"
# uretprobe and uprobe on x86-64: newer kernels let no filter see these, and end the program.
UNFILTERED = (335, 336)


def serve(*how):
    """Answer requests until there are none; with `joined` sandboxes are joined."""
    import resource

    from grader.sandbox.confined import bubblewrap

    open_, held = {}, []
    assert not how or bubblewrap.begin_zygote()
    # As in a batch: who judges has less than who began the zygote.
    resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, 1 << 30))
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = ask(open_, held, **request)
        except Exception as error:
            hint = getattr(error, "hint", "")
            answer = {"error": [type(error).__name__, str(error), hint]}
        print(json.dumps(answer), flush=True)
    for sandbox in open_.values():
        sandbox.close()


def ask(open_, held, text, sandbox="", calls=((),), limits=None, keep=False, bind=()):
    """Load a text in a worker and call its function `f`.

    Args:
        sandbox: which one; the empty name means one of its own.
        calls: the arguments of each call.
        keep: leave the worker as it is, alive, until the end.
        bind: more files for the sandbox, (outside, inside).
    """
    from grader.course import Limits
    from grader.sandbox.confined import bubblewrap, filesystem
    from grader.sandbox.student import Student

    usual = filesystem.arguments
    words = [word for pair in bind for word in ("--ro-bind", *pair)]
    filesystem.arguments = lambda: usual() + words
    bubblewrap.command.cache_clear()
    try:
        box = open_.get(sandbox) or bubblewrap.Bubblewrap()
    finally:
        filesystem.arguments = usual
    if sandbox:
        open_[sandbox] = box
    start = time.monotonic()
    student = Student(box.launch(), box.launch, Limits(**(limits or {})))
    loaded = student.load("submission.py", {"submission.py": text.encode()}, ("f",))
    answers = [told(loaded)] if loaded.raised or loaded.stopped else []
    answers += [told(student.call("f", tuple(map(plain, given)), {})) for given in calls]
    about = {"seconds": time.monotonic() - start, "answers": answers}
    parent = box._parent
    about["pid"] = parent.process.pid
    about["inside"] = parent.inside()
    about["joined"] = parent.joined
    if keep:
        held.append(student)
        return about
    student.close()
    if not sandbox:
        box.close()
    return about


def plain(given):
    """Return an argument of a call, with a placeholder filled in."""
    return not_allowed() if given == NOT_ALLOWED else given


def not_allowed():
    """Return the calls that no argument makes work; those that nobody knows have no name."""
    import errno

    import pyseccomp

    from grader.sandbox.confined import seccomp

    answers = dict.fromkeys(seccomp.REFUSED, errno.EPERM)
    answers |= {name: error for error, names in seccomp.ANSWERS.items() for name in names}
    others = {*seccomp.ALLOWED, *seccomp.AS_IF_DONE, *seccomp.BY_ARGUMENTS}
    found = []
    for number in {*range(600)}.difference(UNFILTERED):
        try:
            name = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, number).decode()
        except ValueError:
            name = ""
        if name not in others:
            found.append([name, number, answers.get(name, errno.ENOSYS)])
    return found


def told(answer):
    """Return an answer as JSON can hold it."""
    if answer.stopped:
        reason = answer.stopped.reason
        return {"stopped": [str(answer.stopped.outcome), reason.code, *reason.facts.values()]}
    if answer.raised:
        return {"raised": [answer.raised.type_name, answer.raised.message]}
    return {"value": getattr(answer, "value", None)}


class Asker:
    """The program, as some user with some interpreter.

    Args:
        command: starts the interpreter.
        folder: holds this program and, in `lib`, all that it imports.
        path: where bubblewrap is looked for first.
        joined: whether a zygote joins the sandboxes.
    """

    def __init__(self, command, folder, path="", joined=False):
        self.process = subprocess.Popen(
            [*command, str(folder / "confined.py"), *["joined"] * joined],
            cwd=folder,
            env={
                "PYTHONPATH": str(folder / "lib"),
                "PATH": path + os.pathsep + os.environ["PATH"],
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def send(self, text, **request):
        """Send a request without waiting for its answer."""
        json.dump({"text": text, **request}, self.process.stdin)
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def __call__(self, text, **request):
        """Return what a worker answered to all calls, and about it."""
        self.send(text, **request)
        return json.loads(self.process.stdout.readline())

    def value(self, text, *arguments, **request):
        """Return the value of one call."""
        answer = self(text, calls=[arguments], **request)
        assert "value" in answer.get("answers", [{}])[-1], answer
        return answer["answers"][-1]["value"]

    def stopped(self, text, **request):
        """Return outcome, code and facts of a call that has no answer."""
        answer = self(text, **request)
        assert "stopped" in answer.get("answers", [{}])[-1], answer
        return answer["answers"][-1]["stopped"]

    def close(self):
        """End the program and all that it started."""
        self.process.stdin.close()
        self.process.stdout.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def as_ordinary_user(folder):
    """Return the start of a command that an ordinary user runs with Python.

    Where the tests run as root, their interpreter may lie where nobody else can go.
    """
    if os.getuid() != 0:
        return [sys.executable]
    become = ["setpriv", f"--reuid={ORDINARY}", f"--regid={ORDINARY}", "--clear-groups"]
    usual = f"/usr/bin/python3.{sys.version_info.minor}"
    for python in (os.path.realpath(sys.executable), usual, "/usr/bin/python3"):
        words = [*become, python, "-S", "-P"]
        # setpriv itself can start what the user could not.
        check = "import os, sys; open(os.__file__); open(sys.executable); "
        check += f"sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
        tried = subprocess.run([*words, "-c", check], cwd=folder, capture_output=True)
        if tried.returncode == 0:
            return words
    raise AssertionError(
        f"no Python 3.{sys.version_info.minor} that an ordinary user can run: as root these "
        f"tests need one outside of closed folders, such as {usual}"
    )


def bubblewrap_without(word, folder):
    """Return a new folder with a bubblewrap that does not know one of its options."""
    return bubblewrap_that("exit 1", word, folder)


def bubblewrap_that(does, word, folder):
    """Return a new folder with a bubblewrap that does something where it is given a word."""
    place = Path(tempfile.mkdtemp(dir=folder))
    place.chmod(0o755)
    script = place / "bwrap"
    script.write_text(
        f'#!/bin/sh\ncase " $* " in *" {word} "*) {does};; esac\n'
        f'exec {shutil.which("bwrap")} "$@"\n'
    )
    script.chmod(0o755)
    return place


def public_folder(*more):
    """Return a new folder that every user can read, with all that an asker imports.

    Args:
        more: names of packages that something else imports there.
    """
    folder = Path(tempfile.mkdtemp(prefix="confined-", dir="/tmp"))
    folder.chmod(0o755)
    shutil.copy(__file__, folder / "confined.py")
    fill(folder / "lib", *more)
    return folder


def fill(target, *more):
    """Put the kit, what its sandbox needs and more into a folder, without copying bytes."""
    import numpy
    import psutil
    import pyseccomp

    import grader

    target.mkdir(exist_ok=True, parents=True)
    libraries = Path(numpy.__file__).parent.with_name("numpy.libs")
    packages = [numpy, psutil, grader, *map(importlib.import_module, more)]
    for package in (*map(folder_of, packages), libraries):
        if package.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "tests")
            shutil.copytree(package, target / package.name, ignore=ignored, copy_function=link)
    link(pyseccomp.__file__, target / "pyseccomp.py")


def folder_of(package):
    """Return where a package lies."""
    return Path(package.__file__).parent


def link(source, target):
    """Make a file appear in a second place, by a copy where that is on another disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


if __name__ == "__main__":
    serve(*sys.argv[1:])
