"""Files that mean harm, judged in one batch among good neighbours, hurt nobody.

Each folder of hostile/ holds what one of them hands in, and what is expected of it. After a
change that is meant, write the expectations anew, and read each that changed:

    python -m tests.kit.test_hostile --write
"""

import contextlib
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pytest

from grader.course import Course
from tests.kit.confined import ORDINARY, as_ordinary_user, bubblewrap_without, public_folder
from tests.kit.faults.batches import BATCH
from tests.kit.workshop import ROOT, copy_of

if sys.platform != "linux":
    pytest.skip("bubblewrap runs on Linux only", allow_module_level=True)

pytestmark = pytest.mark.slow

HOSTILE = ROOT / "tests" / "kit" / "hostile"
NAMES = sorted(path.parent.name for path in HOSTILE.glob("*/ex05_padding.py"))
EXERCISES = ("ex04_conv_output_size", "ex05_padding")
# What a batch imports besides NumPy, for a user who cannot read where it lies.
PACKAGES = ("click", "jinja2", "markdown_it", "markupsafe", "mdurl", "pygments", "rich")

SECONDS = 200.0  # a deadline for the whole class
MEMORY = 100 << 10  # KiB that a trusted process may use at its peak
PORT = 47113  # where calls_the_network calls; a run listens, and is called, elsewhere
MARK = "hostile-was-here"  # the file that writes_everywhere would like to leave
# Less than usual, so that loops end soon; still so much that a busy machine decides nothing.
LIMITS = "\n[limits]\ncpu_seconds = 0.75\nwall_factor = 6\npatience_factor = 4\n"

# These answer rightly, and something else too; all others earn nothing by what they try.
SAYS = {
    name
    for name in NAMES
    if "total // 2" in (HOSTILE / name / "ex05_padding.py").read_text(encoding="utf-8")
}


def good_answers():
    """Return who hands in what: right answers in several styles, and known mistakes."""
    right = ROOT / "tests" / "kit" / "right"
    wrong = ROOT / "tests" / "kit" / "submissions"
    return {
        "good_solution": {name: ROOT / "solutions" / f"{name}.py" for name in EXERCISES},
        "good_loops": {name: right / name / "loops.py" for name in EXERCISES},
        "good_korean": {name: right / name / "korean_and_prints.py" for name in EXERCISES},
        "good_classes": {name: right / name / "fortran_and_classes.py" for name in EXERCISES},
        "mistaken": {"ex05_padding": wrong / "wrong_as_a_known_mistake" / "ex05_padding.py"},
        "unfinished": {name: ROOT / "exercises" / f"{name}.py" for name in EXERCISES},
    }


def make_class(folder, with_hostile, port=PORT):
    """Write a class into a folder: one folder for each student, who call at a port."""
    given = good_answers()
    if with_hostile:
        given |= {
            f"h_{name}": {"ex05_padding": HOSTILE / name / "ex05_padding.py"} for name in NAMES
        }
    for student, files in given.items():
        (folder / student).mkdir(parents=True)
        for exercise, path in files.items():
            shutil.copy(path, folder / student / f"{exercise}.py")
    if with_hostile:
        calling = folder / "h_calls_the_network" / "ex05_padding.py"
        text = calling.read_text(encoding="utf-8")
        for usual, own in ((f"{PORT})", f"{port})"), (r'"\0hostile"', repr(abstract(port)))):
            assert usual in text, usual
            text = text.replace(usual, own)
        calling.write_text(text, encoding="utf-8")
    return folder


def abstract(port):
    """Return the abstract socket that goes with a port."""
    return f"\0hostile-{port}"


class Watch(threading.Thread):
    """Notes the peak memory of trusted processes below one, and all processes seen."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._over = threading.Event()
        self.peak = 0
        self.seen = set()

    def run(self):
        """Look every now and then until it is over."""
        while not self._over.wait(0.05):
            with contextlib.suppress(psutil.Error):
                for process in [self._root, *self._root.children(recursive=True)]:
                    self.seen.add((process.pid, process.create_time()))
                    self._look(process)

    def _look(self, process):
        with contextlib.suppress(psutil.Error, OSError):
            # What is inside a sandbox has the worker's own bounds.
            if any("bwrap" in word or "/rt/kit" in word for word in process.cmdline()):
                return
            for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    self.peak = max(self.peak, int(line.split()[1]))

    def end(self):
        """Stop looking; return the processes that are still there after a moment."""
        self._over.set()
        self.join()
        deadline = time.monotonic() + 3
        while (left := [pid for pid, since in self.seen if there(pid, since)]) and (
            time.monotonic() < deadline
        ):
            time.sleep(0.05)
        return left


def there(pid, since):
    """Whether a process that was seen still runs."""
    try:
        process = psutil.Process(pid)
        return process.create_time() == since and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def contents(folder):
    """Return the digest of all below a folder, with rights."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(f"{path} {path.lstat().st_mode}\n".encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


class Batch:
    """A class that was judged by the real command, and what was seen meanwhile.

    Args:
        python: starts the interpreter.
        library: where it finds the kit.
        joined: whether a zygote joins the sandboxes.
    """

    def __init__(
        self,
        folder,
        with_hostile,
        port=PORT,
        python=(sys.executable,),
        library=str(ROOT),
        joined=True,
    ):
        self.course = folder / "course"
        self.course.mkdir(parents=True)
        copied: Course = copy_of(self.course, *EXERCISES)
        for exercise in copied.exercises:
            with open(exercise.hidden / "exercise.toml", "r+", encoding="utf-8") as stream:
                text = stream.read()
                before, table, after = text.partition("\n[hints]")
                stream.seek(0)
                stream.write(before + LIMITS + table + after)
        self.students = make_class(folder / "class", with_hostile, port)
        self.out = folder / "out"
        searched = [os.environ["PATH"]]
        if not joined:
            searched.insert(0, str(bubblewrap_without("--info-fd", folder)))
        if len(python) > 1:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, ORDINARY, ORDINARY)
        before = contents(self.course), contents(self.students)
        start = time.monotonic()
        # With a terminal or files as its output nothing here would wait for a pipe.
        with open(folder / "output", "w+", encoding="utf-8") as output:
            words = [*BATCH, self.students, *EXERCISES, "--out", self.out, "--jobs", "2"]
            process = subprocess.Popen(
                [*python, "-m", "grader", *map(str, words)],
                cwd=self.course,
                env={
                    **os.environ,
                    "PATH": os.pathsep.join(searched),
                    "PYTHONPATH": f"{library}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            watch = Watch(process.pid)
            watch.start()
            try:
                self.code = process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.terminate()
                process.wait(10)
                self.code = None
            self.left = watch.end()
            output.seek(0)
            self.output = output.read()
        self.peak = watch.peak
        self.seconds = time.monotonic() - start
        self.changed = before != (contents(self.course), contents(self.students))

    def report(self, student, exercise="ex05_padding"):
        """Return a student's report."""
        folder = self.out / "reports" / student
        return json.loads((folder / f"{exercise}.json").read_text(encoding="utf-8"))

    def marks(self):
        """Return the rows of grades.csv of those who mean well."""
        rows = (self.out / "grades.csv").read_text(encoding="utf-8").splitlines()
        return [row for row in rows if not row.startswith("h_")]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The good ones judged without anybody else."""
    return Batch(tmp_path_factory.mktemp("alone"), with_hostile=False)


@pytest.fixture(scope="module")
def listeners():
    """Listeners that nobody may reach: on loopback, and on an abstract socket."""
    with (
        socket.create_server(("127.0.0.1", 0)) as loopback,
        socket.socket(socket.AF_UNIX) as unix,
    ):
        unix.bind(abstract(loopback.getsockname()[1]))
        unix.listen()
        yield loopback, unix


@pytest.fixture(scope="module", params=["anew", "joined"])
def joined(request):
    """Whether a zygote joins the sandboxes, or each starts NumPy anew."""
    return request.param == "joined"


@pytest.fixture(scope="module", params=["root", "ordinary"])
def together(request, joined, tmp_path_factory, listeners):
    """The good ones judged among all hostile ones, by one of two users, in one of two ways."""
    port = listeners[0].getsockname()[1]
    if os.getuid() != 0 and request.param == "root":
        pytest.skip("the tests run as an ordinary user, so nothing runs as root")
    if os.getuid() != 0 or request.param == "root":
        folder = tmp_path_factory.mktemp("together")
        yield Batch(folder, with_hostile=True, port=port, joined=joined)
        return
    public = public_folder(*PACKAGES)
    (public / "judged").mkdir()
    yield Batch(
        public / "judged",
        with_hostile=True,
        port=port,
        python=as_ordinary_user(public),
        library=str(public / "lib"),
        joined=joined,
    )
    shutil.rmtree(public)


def told(report):
    """Return the parts of a report that are the same whenever it is made."""
    return {
        "status": report["status"],
        "score": report["score"],
        "outcomes": [check["outcome"] for check in report["checks"]],
    }


def test_the_screen_says_how_sandboxes_begin(together, joined):
    """Where no sandbox can be joined a word on the screen says so."""
    assert ("NumPy starts anew in each sandbox here" in together.output) is not joined


@pytest.mark.parametrize("name", NAMES)
def test_hostile_file(together, name):
    """A hostile file gets the expected outcomes, and no mark that its answers do not earn."""
    got = told(together.report(f"h_{name}"))
    assert got == json.loads((HOSTILE / name / "expected.json").read_text(encoding="utf-8"))


def test_no_attack_earns_a_mark():
    """Points are expected only for files that hold right answers."""
    for name in NAMES:
        expected = json.loads((HOSTILE / name / "expected.json").read_text(encoding="utf-8"))
        assert expected["status"] in ("passed", "failed"), name
        assert name in SAYS or expected["score"] == 0, name


def test_marks_of_the_good_ones_are_those_they_get_alone(alone, together):
    """No neighbour's mark changes, and every one's report says the same."""
    assert (alone.code, together.code) == (0, 0), together.output
    assert together.marks() == alone.marks()
    for student, files in good_answers().items():
        for exercise in files:
            mine = [batch.report(student, exercise) for batch in (alone, together)]
            assert told(mine[0]) == told(mine[1])


def test_times_of_the_good_ones_stay(alone, together):
    """No neighbour waits much longer than alone; the whole class ends in time."""
    assert together.seconds < SECONDS
    for student, files in good_answers().items():
        for exercise in files:
            before, among = (one.report(student, exercise) for one in (alone, together))
            assert among["seconds"] < 5 * before["seconds"] + 2.0, (student, exercise)


def test_nothing_outside_is_changed(together):
    """Neither course nor class is touched, and no file is left anywhere else."""
    assert not together.changed
    for folder in (
        "/",
        "/tmp",
        "/var/tmp",
        "/dev",
        "/dev/shm",
        "/root",
        "/home",
        str(Path.home()),
    ):
        with contextlib.suppress(PermissionError, FileNotFoundError):
            assert MARK not in os.listdir(folder), folder
    assert [path.name for path in together.out.rglob("*") if path.is_symlink()] == []


def test_no_listener_is_reached(together, listeners):
    """Nobody came by loopback or by an abstract socket."""
    for listener in listeners:
        listener.settimeout(0.1)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_no_process_is_left(together):
    """Every process that the batch had is gone soon after it."""
    assert together.left == []


def test_memory_of_the_judge_stays_small(together):
    """No trusted process needs 100 MiB at its peak, whatever is sent to it."""
    assert 10 << 10 < together.peak < MEMORY


def test_nothing_hostile_reaches_the_screen(together):
    """Output and files of the batch hold no control character that a student wrote."""
    texts = [
        together.output,
        *(path.read_text(encoding="utf-8") for path in together.out.rglob("*.json")),
    ]
    for text in texts:
        assert [letter for letter in text if letter in "\x1b\x07\u202e\u2066"] == []
        assert "\\u001b" not in text


def write():
    """Write all expectations anew."""
    with tempfile.TemporaryDirectory() as folder:
        batch = Batch(Path(folder).resolve(), with_hostile=True)
        print(batch.output, batch.seconds, batch.peak, batch.left)
        for name in NAMES:
            text = json.dumps(told(batch.report(f"h_{name}"))) + "\n"
            (HOSTILE / name / "expected.json").write_text(text, encoding="utf-8")
            print(name, text, end="")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    write()
