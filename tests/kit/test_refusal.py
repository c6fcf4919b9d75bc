"""Where a sandbox cannot be made, the kit says why and what to do, and judges nothing."""

import os
import subprocess
import sys

import pytest

from grader.errors import KitFault, UsageError
from grader.sandbox import modes, tryout
from grader.sandbox.confined.refusal import INSTALL, TRUST, explain
from grader.words.text import draw
from tests.kit.workshop import ROOT, copy_of

linux = pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap runs on Linux only")

# What bubblewrap writes on systems that refuse it.
NOT_ALLOWED = "bwrap: setting up uid map: Permission denied"
NO_SPACE = "bwrap: Creating new namespace failed: No space left on device"
NOT_SUPPORTED = (
    "bwrap: No permissions to create new namespace, likely because the kernel does not allow "
    "non-privileged user namespaces. On e.g. debian this can be enabled with 'sysctl "
    "kernel.unprivileged_userns_clone=1'."
)
IN_CONTAINERS = (
    "bwrap: Creating new namespace failed: Operation not permitted",
    "bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted",
    "bwrap: Can't mount proc on /newroot/proc: Operation not permitted",
    "bwrap: pivot_root: Operation not permitted",
    "PermissionError: [Errno 1] Operation not permitted",
)
NO_NUMPY = """Traceback (most recent call last):
  File "/rt/kit/worker.py", line 208, in <module>
    main()
  File "/opt/multiprocessing/mount.py", line 1, in import_inside
ModuleNotFoundError: No module named 'numpy'"""


def settings_of(folder, **values):
    """Write kernel settings into a folder, as /proc/sys has them."""
    for name, value in values.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{value}\n")
    return folder


@pytest.mark.parametrize(
    ("complaint", "settings", "why", "what_to_do"),
    [
        (
            NOT_ALLOWED,
            {"kernel__apparmor_restrict_unprivileged_userns": 1},
            "AppArmor does not let ordinary users",
            "kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        (
            NOT_SUPPORTED,
            {"kernel__unprivileged_userns_clone": 0},
            "this kernel does not let ordinary users",
            "kernel.unprivileged_userns_clone=1",
        ),
        (
            NO_SPACE,
            {"user__max_user_namespaces": 0},
            "user namespaces are switched off",
            "user.max_user_namespaces=10000",
        ),
    ],
)
def test_switch_that_is_off(tmp_path, complaint, settings, why, what_to_do):
    """A setting that forbids namespaces is named, with the command that changes it."""
    error = explain(complaint, settings_of(tmp_path, **settings))
    assert (type(error), error.exit_code) == (UsageError, 2)
    assert why in str(error)
    assert complaint[:300] in str(error)
    assert what_to_do in draw(error.hint)
    assert draw(error.hint).endswith(draw(TRUST))


@pytest.mark.parametrize("complaint", IN_CONTAINERS)
def test_container(tmp_path, complaint):
    """Where no setting is in the way it is a container, and the hint says what it needs."""
    harmless = {
        "kernel__apparmor_restrict_unprivileged_userns": 0,
        "user__max_user_namespaces": 95000,
    }
    error = explain(complaint, settings_of(tmp_path, **harmless))
    assert (type(error), error.exit_code) == (UsageError, 2)
    assert str(error) == f"bubblewrap cannot make a sandbox here: {complaint}"
    assert "--security-opt" in draw(error.hint)
    assert "--sandbox process" in draw(error.hint)


def test_old_bubblewrap():
    """An option that bubblewrap does not know means an old version."""
    error = explain("bwrap: Unknown option --size")
    assert (type(error), error.exit_code) == (UsageError, 2)
    assert "too old" in str(error)
    assert "0.8 or newer" in draw(error.hint)


@pytest.mark.parametrize(
    ("complaint", "said"),
    [(NO_NUMPY, "No module named 'numpy'"), ("", "it said nothing")],
)
def test_worker_that_does_not_start(complaint, said):
    """What fails behind bubblewrap is the kit's fault, whatever words the trace has."""
    error = explain(complaint)
    assert (type(error), error.exit_code) == (KitFault, 3)
    assert said in str(error)
    assert "import numpy" in draw(error.hint)


def test_long_complaint_is_cut():
    """A complaint of any length gives a message that fits a screen."""
    assert len(str(explain("mount " * 10_000))) < 400


def test_not_on_linux(monkeypatch):
    """Another system is named, and nothing of lesser strength takes the sandbox's place."""
    monkeypatch.setattr(modes.sys, "platform", "darwin")
    with pytest.raises(UsageError, match="Linux only, and this is darwin") as caught:
        modes.open_sandbox("bubblewrap")
    assert "--sandbox process" in draw(caught.value.hint)


# Through the real command, with programs that stand in for bubblewrap


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course of one exercise, and a class of one student who solved it."""
    root = tmp_path_factory.mktemp("course")
    solution = copy_of(root, "ex05_padding").find("ex05").solution
    student = root / "class" / "kim"
    student.mkdir(parents=True)
    (student / "ex05_padding.py").write_bytes(solution.read_bytes())
    return root


def run(course, *words, before="", **variables):
    """Run the command line; return its exit code, output and errors."""
    program = f"{before}\nfrom grader.cli import main\nmain(prog_name='grade')"
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=course,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
            **variables,
        },
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


ONE = ("ex05", "solutions/ex05_padding.py", "--sandbox", "bubblewrap", "--format", "json")


def stand_in(folder, text):
    """Write a program called bwrap that ends at once; return its folder."""
    folder.mkdir(exist_ok=True)
    program = folder / "bwrap"
    program.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{text}\nEND\nexit 1\n")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@linux
@pytest.mark.parametrize(
    "words",
    [ONE, ("batch", "class", "--out", "out", "--seed", "0")],
    ids=["one", "batch"],
)
def test_not_installed(course, tmp_path, words):
    """Without bubblewrap the command ends with code 2, says what to install, marks nothing."""
    code, output, errors = run(course, *words, PATH=str(tmp_path))
    assert code == 2
    assert "error: bubblewrap is not installed" in errors
    assert draw(INSTALL) in " ".join(errors.split())
    assert "passed" not in output
    assert not list((course / "out").glob("reports/*/*")) if words[0] == "batch" else not output


@linux
@pytest.mark.parametrize(
    ("complaint", "expected_code", "message"),
    [
        ("bwrap: Unknown option --size", 2, "this bubblewrap is too old"),
        (IN_CONTAINERS[0], 2, "bubblewrap cannot make a sandbox"),
        (NO_NUMPY, 3, "the worker does not start inside bubblewrap"),
    ],
)
def test_bubblewrap_that_refuses(course, tmp_path, complaint, expected_code, message):
    """What bubblewrap says reaches the screen with a hint, and nothing is judged."""
    path = stand_in(tmp_path / "bin", complaint)
    code, output, errors = run(course, *ONE, PATH=path)
    assert (code, output) == (expected_code, "")
    assert f"error: {message}" in errors
    assert complaint.splitlines()[-1] in " ".join(errors.split())
    assert "hint: " in errors
    assert "Traceback" not in errors


@linux
def test_bubblewrap_that_never_starts_anything(course, tmp_path):
    """A program that ends without a word is a fault of the kit, not of the file."""
    path = stand_in(tmp_path / "bin", "")
    code, output, errors = run(course, *ONE, PATH=path)
    assert (code, output) == (3, "")
    assert "it said nothing" in errors


@linux
@pytest.mark.parametrize(
    ("before", "message", "hint"),
    [
        (
            "import sys; sys.modules['pyseccomp'] = None",
            "the sandbox needs the package pyseccomp",
            "deep-learning-exercise-kit[classroom]",
        ),
        (
            "import ctypes.util; ctypes.util.find_library = lambda name: None",
            "the sandbox needs libseccomp",
            "apt install libseccomp2",
        ),
    ],
)
def test_no_filter_no_sandbox(course, before, message, hint):
    """Without libseccomp or its binding nothing is judged, and the way to it is told."""
    code, output, errors = run(course, *ONE, before=before)
    assert (code, output) == (2, "")
    assert f"error: {message}" in errors
    assert hint in errors


WITHOUT = """
from grader.sandbox.confined import seccomp
seccomp.ALLOWED = tuple(name for name in seccomp.ALLOWED if name not in {names!r})
"""


@pytest.mark.slow
@linux
@pytest.mark.parametrize(
    ("names", "module"),
    [
        (("rename", "renameat", "renameat2"), "logging"),
        (("pipe2",), "os"),
        (("sched_getaffinity",), "os"),
        (("mremap",), "mmap"),
        (("clock_nanosleep", "nanosleep"), "signal"),
    ],
)
def test_sandbox_that_hurts_right_answers(course, names, module):
    """A filter without a call that right answers may need judges no class: exit code 3."""
    words = ("batch", "class", "--out", "out", "--seed", "0")
    code, output, errors = run(course, *words, before=WITHOUT.format(names=names))
    assert code == 3
    said = " ".join(errors.split())
    assert f"right answers could fail, for {module} does not work: " in said
    assert "hint: this is a fault of the kit" in said
    assert "--sandbox process" in said
    assert "judged" not in output
    assert not list((course / "out").glob("reports/*/*"))


@linux
def test_sandbox_in_which_right_answers_die(monkeypatch, tmp_path):
    """Where what is tried has no answer at all, that refuses the sandbox too."""
    monkeypatch.setattr(tryout, "HONEST", tmp_path / "honest.py")
    tryout.HONEST.write_text("import os\ndef tried(): os.abort()")
    with pytest.raises(KitFault, match="numpy does not work: died: SIGABRT"):
        tryout.try_out("bubblewrap")


@linux
def test_modules_that_this_python_was_built_without(monkeypatch, tmp_path):
    """What a Python lacks at home too refuses no batch; what it has and is not found does."""
    monkeypatch.setattr(tryout, "HONEST", tmp_path / "honest.py")
    failed = ("sqlite3", "ModuleNotFoundError", "_sqlite3")
    tryout.HONEST.write_text(f"def tried(): return [{failed!r}]")
    with pytest.raises(KitFault, match="sqlite3 does not work"):
        tryout.try_out("bubblewrap")
    monkeypatch.setattr(tryout.importlib.util, "find_spec", lambda name: None)
    tryout.try_out("bubblewrap")


@linux
def test_python_below_tmp(monkeypatch):
    """A Python that a sandbox's own /tmp would hide is refused before it is tried."""
    from grader.sandbox.confined import bubblewrap, filesystem

    monkeypatch.setattr(filesystem, "python", lambda: "/tmp/env/bin/python3")
    bubblewrap.command.cache_clear()
    with pytest.raises(UsageError, match="lies below /tmp"):
        bubblewrap.command()
    bubblewrap.command.cache_clear()
