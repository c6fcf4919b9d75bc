"""Grading on a Dask cluster: a real scheduler and real nodes, all on this machine."""

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from grader.classroom.judging import node
from grader.classroom.judging.apart import judge_apart
from grader.classroom.judging.cluster import on_cluster
from grader.classroom.judging.engine import Engine
from grader.classroom.judging.task import Task, standard_of
from grader.classroom.judging.workforce import on_this_machine
from grader.errors import KitFault, UsageError
from grader.judge import references, sources, suite
from grader.judge.inputs import Data
from grader.judge.inquiry import Inquiry
from grader.judge.submission import MAIN, Submission
from grader.words.text import draw
from tests.kit.workshop import ROOT, NumpyOracle, answering, course_of

if sys.platform != "linux":
    pytest.skip("grade batch is tested on Linux", allow_module_level=True)

pytestmark = pytest.mark.slow

SECONDS = 60  # nobody waits longer for anything here

SUITE = '''
from grader.judge.suite import cases, points

@points(2)
@cases("n", [2, 5])
def test_doubles(agree, rng, n):
    """Every number is doubled."""
    agree("double", rng.array((n,)))
'''
RIGHT = "def double(x):\n    return 2 * x\n"
SUBMISSIONS = {
    "anna": RIGHT,
    "bela": "def double(x):\n    return 3 * x\n",
    "chen": "def double(x):\n    raise NotImplementedError\n",
    "dora": "import os\n\ndef double(x):\n    os._exit(0)\n",
    "emil": "def double(x)\n    return 2 * x\n",
}


class Cluster:
    """A scheduler and its nodes, each a process of its own below one that watches it."""

    def __init__(self, folder):
        self.folder = folder
        self.started = []
        self.nannies = []
        told = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show",
            "--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(told),
        )  # fmt: skip
        # The file is there before all of it is written.
        wait_until(lambda: told.is_file() and told.read_text().endswith("}"))
        self.address = json.loads(told.read_text())["address"]

    def node(self, threads=1, cwd=None, **variables):
        """Start a node, with environment variables of its own."""
        nanny = self._start(
            "worker", self.address, "--host", "127.0.0.1", "--nthreads", str(threads),
            "--no-dashboard", "--local-directory", str(self.folder / "dask"),
            cwd=cwd, **variables,
        )  # fmt: skip
        self.nannies.append(nanny)

    def node_of(self, pid):
        """Return the node, as a process, in which a process runs."""
        watched = {nanny.pid for nanny in self.nannies}
        chain = [psutil.Process(pid), *psutil.Process(pid).parents()]
        return next(process for process in chain if process.ppid() in watched)

    def judging(self):
        """Return the processes that judge, the templates and all below them."""
        found = [
            process
            for nanny in self.nannies
            for process in psutil.Process(nanny.pid).children(recursive=True)
        ]
        return {process.pid for process in found if is_template(process)}

    def _start(self, *words, cwd=None, **variables):
        log = (self.folder / f"{len(self.started)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            cwd=cwd or self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        self.started.append(process)
        return process

    def end(self):
        """End all that was started."""
        for process in reversed(self.started):
            with contextlib.suppress(psutil.Error):
                for below in psutil.Process(process.pid).children(recursive=True):
                    with contextlib.suppress(psutil.Error):
                        below.kill()
            process.kill()
            process.wait()


def is_template(process):
    """Whether a process is one that judging processes are forked from."""
    with contextlib.suppress(psutil.Error):
        parent = process.parent()
        above = parent.cmdline() if parent else []
        return "grader.classroom.judging.apart" in process.cmdline() and (
            "grader.classroom.judging.apart" not in above
        )
    return False


def wait_until(condition):
    """Wait for a condition, not for ever."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


@pytest.fixture
def new_cluster(tmp_path_factory):
    """Return a function that starts a scheduler without nodes."""
    with contextlib.ExitStack() as stack:

        def start():
            cluster = Cluster(tmp_path_factory.mktemp("cluster"))
            stack.callback(cluster.end)
            return cluster

        yield start


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler with two nodes of one thread; a node that is killed comes back."""
    held = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        held.node()
        held.node()
        yield held
    finally:
        held.end()


@pytest.fixture(scope="module")
def exercise(tmp_path_factory):
    """A small exercise, recorded."""
    root = tmp_path_factory.mktemp("course")
    return course_of(root, SUITE, RIGHT, {"double": "(x)"})


def task_of(exercise, student, text, sandbox="process", seed=0, record=b"", **changes):
    """Return the task of one student."""
    name = exercise.name
    handed_in = Submission(f"{name}.py", {MAIN: text.encode()}, student=student, exercise=name)
    standards = {name: standard_of(exercise, seed, record)}
    return Task(
        **{
            "root": str(exercise.root),
            "student": student,
            "submissions": (handed_in,),
            "standards": standards,
            "seed": seed,
            "sandbox": sandbox,
            **changes,
        }
    )


def carried(workforce, tasks):
    """Have tasks judged; return every report that arrived, with its student."""
    kept = []

    def keep(task, reports):
        kept.extend((task.student, report) for report in reports)

    Engine(workforce.executor, workforce.at_once, workforce.alone, keep).run(tasks)
    return kept


def without_times(value):
    """Return a report's JSON without what the clock said."""
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key not in ("seconds", "idle")}
        return {key: without_times(item) for key, item in kept.items()}
    return [without_times(item) for item in value] if isinstance(value, list | tuple) else value


def texts_of(kept):
    """Return reports as text, by student."""
    assert len({student for student, _ in kept}) == len(kept)
    return {student: json.dumps(without_times(report.to_dict())) for student, report in kept}


@pytest.mark.parametrize("sandbox", ["process", "bubblewrap"])
def test_reports_are_those_of_this_machine(cluster, exercise, sandbox):
    """A cluster's reports are those of this machine, byte for byte but for times."""
    tasks = [task_of(exercise, *item, sandbox) for item in SUBMISSIONS.items()]
    with on_this_machine(1, sandbox) as workforce:
        here = carried(workforce, tasks)
    with on_cluster(cluster.address) as workforce:
        there = carried(workforce, tasks)
    assert texts_of(there) == texts_of(here)
    assert {report.status for _, report in here} == {"passed", "failed"}
    assert len(here) == len(SUBMISSIONS)


def test_threads_keep_their_templates(new_cluster, exercise):
    """Each thread of a node has a template of its own, and keeps it from batch to batch."""
    cluster = new_cluster()
    cluster.node(threads=2)
    slow = "import time\n\ndef double(x):\n    time.sleep(0.3)\n    return 2 * x\n"
    tasks = [task_of(exercise, f"s{number}", slow) for number in range(6)]
    seen = []
    for _ in range(2):
        with on_cluster(cluster.address) as workforce:
            kept = carried(workforce, tasks)
        assert [report.status for _, report in kept] == ["passed"] * 6
        seen.append(cluster.judging())
        time.sleep(1.2)  # longer than a thread of Dask waits for its next task
    assert len(seen[0]) == 2
    assert seen[0] == seen[1]


class Killer:
    """Kills the node that runs a marked submission, so many times."""

    def __init__(self, cluster, folder, times):
        self.source = (
            "import os, time\n"
            "def double(x):\n"
            f"    with open({str(folder)!r} + '/' + str(os.getpid()), 'w'):\n"
            "        time.sleep(2)\n"
            "    return 2 * x\n"
        )
        self.killed = []
        self.left = []
        self._cluster, self._folder, self._times = cluster, folder, times
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._kill)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _kill(self):
        met = set()
        while len(self.killed) < self._times and not self._over.wait(0.02):
            for mark in set(os.listdir(self._folder)) - met:
                met.add(mark)
                with contextlib.suppress(psutil.Error, StopIteration):
                    node = self._cluster.node_of(int(mark))
                    self.left += node.children(recursive=True)
                    node.kill()
                    self.killed.append(node.pid)


def test_a_node_is_killed_in_the_middle(cluster, exercise, tmp_path):
    """A node dies by SIGKILL: every grading arrives once and right, and nothing is left."""
    with Killer(cluster, tmp_path, 1) as killer:
        tasks = [task_of(exercise, "victim", killer.source)]
        tasks += [task_of(exercise, f"s{number}", RIGHT) for number in range(8)]
        with on_cluster(cluster.address) as workforce:
            kept = carried(workforce, tasks)
    assert len(killer.killed) == 1
    assert sorted(student for student, _ in kept) == sorted(task.student for task in tasks)
    assert {report.status for _, report in kept} == {"passed"}
    assert killer.left
    wait_until(lambda: not any(process.is_running() for process in killer.left))


def test_a_task_that_kills_every_node_is_given_up(cluster, exercise, tmp_path):
    """Two nodes die of a task: it ends as internal, no third one dies, the rest is judged."""
    with Killer(cluster, tmp_path, 9) as killer:
        tasks = [task_of(exercise, "killer", killer.source)]
        tasks += [task_of(exercise, f"s{number}", RIGHT) for number in range(8)]
        with on_cluster(cluster.address) as workforce:
            kept = dict(carried(workforce, tasks))
    assert len(killer.killed) == 2
    assert kept.pop("killer").status == "internal"
    assert {report.status for report in kept.values()} == {"passed"}
    assert len(kept) == 8


def test_the_scheduler_is_left_as_it_was(cluster):
    """Only while a batch is there does the scheduler give tasks up early."""
    from distributed import Client

    def allowed(dask_scheduler):
        return dask_scheduler.allowed_failures

    with Client(cluster.address, set_as_default=False) as client:
        wait_until(lambda: client.run_on_scheduler(allowed) == 3)
        with on_cluster(cluster.address):
            wait_until(lambda: client.run_on_scheduler(allowed) == node.RETRIES)
        wait_until(lambda: client.run_on_scheduler(allowed) == 3)


def test_another_kit_is_refused(cluster, exercise):
    """With another version of the kit on the nodes nothing is judged, and both are named."""
    task = task_of(exercise, "anna", RIGHT, kit="9.9 judging 9")
    kept = []
    with on_cluster(cluster.address) as workforce, pytest.raises(UsageError) as caught:
        kept += carried(workforce, [task])
    assert kept == []
    assert re.search(r"node tcp://\S+: .* kit \S+ judging \d+, .* 9\.9", str(caught.value))
    assert caught.value.hint


def test_another_suite_is_refused(new_cluster, exercise, tmp_path):
    """A node whose course has another suite is named, and nothing is judged."""
    changed = tmp_path / "changed"
    shutil.copytree(exercise.root, changed)
    other = changed / exercise.suite.relative_to(exercise.root)
    other.write_text(other.read_text().replace("[2, 5]", "[2, 6]"))
    cluster = new_cluster()
    cluster.node(cwd=exercise.root)
    with on_cluster(cluster.address) as workforce:
        # There is no such folder on the nodes, so each uses the course it was started in.
        task = task_of(exercise, "anna", RIGHT, root=str(tmp_path / "elsewhere"))
        assert carried(workforce, [task])[0][1].status == "passed"
        cluster.node(cwd=changed)
        kept = []
        with pytest.raises(UsageError, match="ex01 by another suite"):
            judge_for_ever(workforce, task, kept)
    assert {report.status for _, report in kept} <= {"passed"}
    with (
        on_cluster(cluster.address) as workforce,
        pytest.raises(UsageError, match=r"node tcp://\S+: .* by another suite") as caught,
    ):
        kept = carried(workforce, [task])
    assert str(changed) in draw(caught.value.hint)


def judge_for_ever(workforce, task, kept):
    """Have a task judged again and again, and keep the reports."""
    while True:
        kept += carried(workforce, [task])


def test_errors_cross_with_their_hint(cluster, exercise):
    """What stands in the way in a judging process arrives with its message and its hint."""
    with on_cluster(cluster.address) as workforce:
        carried(workforce, [task_of(exercise, "anna", RIGHT)])
        unfit = task_of(exercise, "anna", RIGHT, kit="9.9 judging 9")
        error = workforce.executor.submit(judge_apart, unfit).exception(SECONDS)
    assert isinstance(error, UsageError)
    assert "9.9 judging 9" in str(error)
    assert "same version" in draw(error.hint)


def test_records_travel_and_nodes_need_no_torch(new_cluster, exercise, tmp_path):
    """A record for another seed goes with the task; the nodes have neither it nor PyTorch."""
    from distributed import Client

    path = tmp_path / "seed7.record"
    oracle = NumpyOracle(RIGHT)
    inquiry = Inquiry(answering(RIGHT), oracle)
    for check in suite.declared(sources.load(exercise.suite.name, SUITE)):
        suite.run(check, inquiry, 7, Data(tmp_path))
    about = {
        "exercise": exercise.name,
        "seed": 7,
        "versions": {"torch": "none", "numpy": "2"},
        "sources": {},
        "functions": {"double": "(x)"},
    }
    references.write(path, about, oracle.calls, ())
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "torch.py").write_text("raise ImportError('no PyTorch here')\n")
    cluster = new_cluster()
    cluster.node(PYTHONPATH=f"{blocked}{os.pathsep}{ROOT}")
    text = RIGHT.replace("2 *", "2.5 *")
    tasks = [
        task_of(exercise, student, source, seed=7, record=path.read_bytes())
        for student, source in (("anna", RIGHT), ("bela", text))
    ]
    with on_cluster(cluster.address) as workforce:
        kept = dict(carried(workforce, tasks))
    assert {student: report.status for student, report in kept.items()} == {
        "anna": "passed",
        "bela": "failed",
    }
    assert {report.seed for report in kept.values()} == {7}
    with Client(cluster.address, set_as_default=False) as client:
        (found,) = client.run(imports_torch, on_error="return").values()
    assert isinstance(found, ImportError)


def imports_torch():
    """Fail where there is no PyTorch."""
    import torch  # noqa: F401


def test_nodes_are_waited_for(new_cluster, exercise):
    """Without a node the batch says that it waits; a node that joins takes part."""
    cluster = new_cluster()
    told = []

    def tell(text):
        told.append(draw(text))
        if len(told) == 1:
            cluster.node()

    with on_cluster(cluster.address, tell) as workforce:
        kept = carried(workforce, [task_of(exercise, "anna", RIGHT)])
    assert [report.status for _, report in kept] == ["passed"]
    assert "no node at tcp://" in told[0]
    assert "dask worker" in told[0]


def test_a_batch_lets_go_at_once(cluster, exercise, tmp_path):
    """Stopping takes under two seconds, also while submissions run; the next batch works."""
    with Killer(cluster, tmp_path, 0) as marks:
        task = task_of(exercise, "slow", marks.source)
        with on_cluster(cluster.address) as workforce:
            futures = [workforce.executor.submit(judge_apart, task) for _ in range(5)]
            wait_until(lambda: os.listdir(tmp_path))
            started = time.monotonic()
        assert time.monotonic() - started < 2
    assert sum(future.cancelled() for future in futures) == 3
    with on_cluster(cluster.address) as workforce:
        kept = carried(workforce, [task_of(exercise, "anna", RIGHT)])
    assert [report.status for _, report in kept] == ["passed"]


def test_a_scheduler_that_goes_ends_the_batch(new_cluster, exercise, tmp_path):
    """The scheduler dies: the batch ends with what to do, and what was judged is kept."""
    cluster = new_cluster()
    cluster.node()
    kept = []

    def keep(task, reports):
        kept.extend(report.status for report in reports)
        cluster.scheduler.send_signal(signal.SIGKILL)

    with Killer(cluster, tmp_path, 0) as marks, on_cluster(cluster.address) as workforce:
        tasks = [task_of(exercise, "anna", RIGHT), task_of(exercise, "slow", marks.source)]
        with pytest.raises(KitFault, match="scheduler at .* is gone") as caught:
            Engine(workforce.executor, workforce.at_once, workforce.alone, keep).run(tasks)
    assert kept == ["passed"]
    assert "run the same command again" in draw(caught.value.hint)


def silent():
    """Return a listener that never says a word."""
    listener = socket.create_server(("127.0.0.1", 0))
    return listener, f"tcp://127.0.0.1:{listener.getsockname()[1]}"


def test_no_scheduler():
    """Where no scheduler answers, a message says within ten seconds how to start one."""
    listener, mute = silent()
    closed, free = silent()
    closed.close()
    with listener:
        for address in (free, mute):
            started = time.monotonic()
            with pytest.raises(UsageError, match="no Dask scheduler answers at") as caught:
                on_cluster(address).__enter__()
            assert time.monotonic() - started < 10
            assert address in str(caught.value)
            assert "dask scheduler" in draw(caught.value.hint)


@pytest.mark.parametrize("address", ["host", "host:8786", "http://host:8786", "", "tcp://"])
def test_no_address(address):
    """What is no address is refused at once, with one that would be."""
    with pytest.raises(UsageError) as caught:
        on_cluster(address).__enter__()
    assert "tcp://host:8786" in draw(caught.value.hint)


def test_dask_absent(monkeypatch):
    """Without Dask the message names the extra to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="not installed") as caught:
        on_cluster("tcp://127.0.0.1:8786").__enter__()
    assert "[cluster]" in draw(caught.value.hint)


@pytest.mark.parametrize("name", ["Python", "distributed", "NumPy"])
def test_other_versions_are_refused(cluster, exercise, monkeypatch, name):
    """Scheduler or nodes with other versions are refused, and what differs is named."""
    ours = {**node.versions(), name: "0.1"}
    monkeypatch.setattr(node, "versions", lambda: ours)
    with pytest.raises(UsageError, match=f"{name} .* instead of 0.1"):  # noqa: SIM117
        with on_cluster(cluster.address) as workforce:
            carried(workforce, [task_of(exercise, "anna", RIGHT)])


def test_the_page_starts_a_cluster(exercise, tmp_path):
    """The commands of docs/cluster.md for one machine start a cluster that judges."""
    page = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if re.match(r"dask \w+ .*127\.0\.0\.1", line)]
    assert [line.split()[1] for line in lines] == ["scheduler", "worker"]
    listener, address = silent()
    listener.close()
    words = [line.replace("8786", address.rpartition(":")[2]).split("#")[0] for line in lines]
    started = Cluster.__new__(Cluster)
    started.folder, started.started, started.nannies = tmp_path, [], []
    try:
        for line in words:
            started._start(*shlex.split(line.strip().removesuffix("&"))[1:])
        wait_until(lambda: b"Scheduler at" in Path(tmp_path / "0.log").read_bytes())
        with on_cluster(address) as workforce:
            kept = carried(workforce, [task_of(exercise, "anna", RIGHT, "bubblewrap")])
    finally:
        started.end()
    assert [report.status for _, report in kept] == ["passed"]
