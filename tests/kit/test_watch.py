"""`grade watch` in a real terminal: screens, keys, saves of every kind, and its end.

The screens are kept in watch/. After a change that is meant, write them anew, and read
every one that changed before you keep it:

    python -m tests.kit.test_watch --write
"""

import contextlib
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from grader.judge import submission
from grader.judge.grade import grade
from grader.learn import progress
from grader.words.reading import Mark, mark_of
from tests.kit.terminal import GRADE, SECONDS, Terminal, environment
from tests.kit.workshop import ROOT, copy_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="tmux is not for Windows")

SCREENS = ROOT / "tests" / "kit" / "watch"
# Each kind of terminal: columns, rows, what it can encode, and how many screens are looked at.
KINDS = {
    "80x24": (80, 24, "utf-8", None),
    "120x30": (120, 30, "utf-8", None),
    "40x12": (40, 12, "utf-8", None),
    "ascii": (80, 24, "ascii", 6),
    "cp949": (80, 24, "cp949", 6),
}
SESSIONS = ROOT / "docs" / "sessions"
WRONG, EXCHANGED = SESSIONS / "mean_of_the_examples.py", SESSIONS / "top_and_bottom.py"
NAMES = ("ex01_delta_rule", "ex05_padding")

# What a run finds in each state of the file.
STUB = r"^Write in [^~]*and save"
FOUND_WRONG = r"^\d+ of \d+ checks, [1-9]\d* of \d+ points"
FOUND_RIGHT = r"^  pass  \d+ of \d+ checks"
FOUND_EXCHANGED = rf"^ex05[^~]*{FOUND_WRONG}"
ENDLESS = "def linear_unit(x, w, b):\n    while True:\n        pass\n"
ENDLESS_PADDING = "def same_padding(kernel_size, dilation=1):\n    while True:\n        pass\n"
UNDER_WAY = r"^asking linear_unit, call 1 of \d+ \.\.\. \d+\.[05] s"
VARYING = (
    (re.compile(r"judged at \d\d:\d\d:\d\d"), "judged at HH:MM:SS"),
    (re.compile(r"(today|yesterday) \d\d:\d\d"), "today HH:MM"),
    (re.compile(r"Watched for \d+ s"), "Watched for N s"),
    (re.compile(r"(\.\.\.|stopped after)(\s)\d+\.\d s"), r"\1\2N s"),
    (re.compile(r"\d{4}-\d\d-\d\d-\d{4}\.p(\s?)y"), r"DATE-HHMM.p\1y"),
)


def small_course(folder):
    """Return a copy of this course with two exercises."""
    folder.mkdir(exist_ok=True)
    return copy_of(folder, *NAMES)


@pytest.fixture
def course(tmp_path):
    """A fresh course of two exercises."""
    return small_course(tmp_path / "course")


@pytest.fixture
def stub(course):
    """The file of its first exercise."""
    return course.find("ex01").stub


@pytest.fixture
def terminal(course, tmp_path):
    """A terminal whose shell is in that course, with its own folder for temporary files."""
    with Terminal(course.root, TMPDIR=str(tmp_path)) as opened:
        yield opened


def save(source, target):
    """Save as plain editors do: write into the file."""
    target.write_bytes(source.read_bytes())


def solve(course, word):
    """Save the solution of an exercise."""
    exercise = course.find(word)
    save(exercise.solution, exercise.stub)


def below(pid):
    """Return the processes below a process."""
    with_children = psutil.Process(pid).children(recursive=True)
    return [child for child in with_children if child.status() != psutil.STATUS_ZOMBIE]


def watcher_of(terminal):
    """Return the process that watches."""
    return psutil.Process(terminal.shell).children()[0]


def worker_of(watcher):
    """Return the worker that is ready, once there is one."""
    deadline = time.monotonic() + SECONDS
    while not (found := below(watcher.pid)):
        assert time.monotonic() < deadline, "no worker was prepared"
        time.sleep(0.02)
    return found[0]


def gone(*processes):
    """Return the processes that are still there after a while."""
    return psutil.wait_procs(processes, timeout=SECONDS)[1]


def usual(screen):
    """Return a screen without what differs from run to run."""
    for varying, word in VARYING:
        screen = varying.sub(word, screen)
    return screen


def unhurried(exercise):
    """Give each call of an exercise so much time that no test waits for its end."""
    with open(exercise.hidden / "exercise.toml", "a", encoding="utf-8") as settings:
        settings.write("\n[limits]\ncpu_seconds = 500\n")


def walk(terminal, course):
    """Lead through a session; yield the name of each screen and the screen."""
    first, second = course.find("ex01"), course.find("ex05")
    unhurried(second)

    def told(name, pattern):
        anywhere = pattern.replace(" ", r"\s+")  # a narrow screen breaks lines
        return name, f"{usual(terminal.until(anywhere))}\n"

    terminal.grade("watch")
    yield told("stub", STUB)
    terminal.keys("?")
    yield told("keys", r"^Escape back")
    save(WRONG, first.stub)
    yield told("wrong", FOUND_WRONG)
    terminal.keys("End")
    yield told("more", r"\| error has the shape")
    terminal.keys("Home")
    yield told("checks", r"^  pass  \d+/\d+")
    terminal.keys("Right")
    yield told("other", r"failure 2 of")
    terminal.keys("c")
    yield told("choose", r"^> FAIL")
    terminal.keys("h")
    yield told("hint", r"hint 1 of")
    terminal.keys("h")
    yield told("hints", r"hint 2 of")
    terminal.keys("l")
    yield told("list", r"^>   ex01")
    terminal.keys("Escape")
    terminal.keys("n")
    yield told("not_yet", r"n goes on once")
    first.stub.write_text("import nunpy as np\n", encoding="utf-8")
    yield told("does_not_load", r"No module named")
    first.stub.rename(first.stub.with_suffix(".old"))
    yield told("gone", r"Waiting for it")
    damaged = first.record.read_bytes()
    first.record.write_bytes(damaged[:-1])
    solve(course, "ex01")
    yield told("fault", r"are damaged")
    first.record.write_bytes(damaged)
    terminal.keys("r")
    yield told("full_marks", FOUND_RIGHT)
    terminal.keys("n")
    yield told("next", STUB)
    terminal.keys("s")
    yield told("statement", r"^Escape back")
    save(EXCHANGED, second.stub)
    yield told("exchanged", FOUND_EXCHANGED)
    second.stub.write_text(ENDLESS_PADDING, encoding="utf-8")
    yield told("slow", r"This is slow")
    terminal.keys("x")
    yield told("stopped", r"stopped after")
    terminal.keys("b")
    yield told("begin_anew", r"^y begin anew")
    terminal.keys("y")
    yield told("begun_anew", r"Your file is kept[^~]*q quit")
    solve(course, "ex05")
    yield told("all_done", r"^All exercises are done")
    terminal.keys("q")


def walked(kind):
    """Return every screen of a session in one kind of terminal, by its name."""
    columns, rows, encoding, most = KINDS[kind]
    shown = {}
    with tempfile.TemporaryDirectory() as folder:
        course = small_course(Path(folder) / "course")
        with Terminal(course.root, columns, rows, PYTHONIOENCODING=encoding) as terminal:
            for name, screen in itertools.islice(walk(terminal, course), most):
                assert len(screen.split("\n")) == rows + 1, f"{name} does not fill the screen"
                shown[name] = screen
    return shown


def kept(kind):
    """Return the screens that were kept of that session."""
    return {
        path.name.partition(".")[0]: path.read_text(encoding="utf-8")
        for path in SCREENS.glob(f"*.{kind}.txt")
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "cp949"])
def test_screens(kind):
    """Every screen of a session, from the stub to the last full marks, is as it was kept."""
    assert walked(kind) == kept(kind)


def test_a_korean_console_shows_what_an_ascii_one_does():
    """cp949 has lines that take two columns, so its screens are those of ASCII."""
    assert walked("cp949") == kept("ascii")


GUIDE = ROOT / "docs" / "watch.md"
SHOWN = re.compile(r"(?<=<!-- screen: exchanged\.80x24 -->\n```text\n).*?(?=```)", re.DOTALL)


def guide():
    """Return docs/watch.md with the screen that was kept, of a course of seven exercises."""
    screen = (SCREENS / "exchanged.80x24.txt").read_text(encoding="utf-8")
    screen = screen.replace("HH:MM:SS", "14:05:07")
    done = re.compile(r"^\[#.*exercises", re.MULTILINE)
    seven = done.sub(lambda found: "[###.................]  1 of 7 exercises", screen)
    return SHOWN.sub(lambda found: seven, GUIDE.read_text(encoding="utf-8"))


def test_the_guide_shows_a_screen():
    """The screen in docs/watch.md is the one that the session above comes to."""
    assert SHOWN.search(GUIDE.read_text(encoding="utf-8"))
    assert GUIDE.read_text(encoding="utf-8") == guide()


def test_colour_can_be_left_out(course):
    """The failing mark is coloured in a terminal, and with NO_COLOR nothing is."""
    save(WRONG, course.find("ex01").stub)
    for variables, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        with Terminal(course.root, **variables) as terminal:
            terminal.grade("watch")
            terminal.until(FOUND_WRONG)
            assert ("\x1b[1m\x1b[31mFAIL" in terminal.screen(colour=True)) is coloured
            assert ("\x1b" in terminal.screen(colour=True)) is coloured


def test_next_only_after_full_marks_and_only_by_its_key(course, stub, terminal):
    """Full marks lead nowhere by themselves; n leads to the next unfinished exercise."""
    terminal.grade("watch", "ex01")
    terminal.until(STUB)
    terminal.keys("n")
    assert terminal.until("n goes on once").startswith("ex01")
    solve(course, "ex01")
    terminal.until(FOUND_RIGHT)
    time.sleep(1.5)  # as long as it likes
    assert terminal.until("n goes on to ex05 padding").startswith("ex01")
    terminal.keys("n")
    terminal.until(r"^ex05 padding")
    assert "n next" not in terminal.until(STUB)


def test_next_skips_what_is_done(course, terminal):
    """After the last exercise n leads back to an earlier one that is not done."""
    solve(course, "ex05")
    terminal.grade("watch", "ex05")
    terminal.until("n goes on to ex01 delta rule")
    terminal.keys("n")
    assert terminal.until(STUB).startswith("ex01")


def test_begins_at_the_first_that_is_not_done(course, terminal):
    """Without a name it watches the first unfinished exercise; if none is left it says so."""
    for word in ("ex01", "ex05"):
        solve(course, word)
    terminal.grade("ex01")
    terminal.until_shell()
    terminal.grade("watch")
    terminal.until(rf"^ex05 padding[^$]*{FOUND_RIGHT}")
    terminal.keys("q")
    terminal.until_shell()
    terminal.grade("watch")
    assert "All exercises are done. To watch one again, name it" in terminal.until_shell()


def test_an_exercise_that_is_not_there(terminal):
    """A wrong name is refused in a sentence, with code 2, and the terminal stays as it is."""
    terminal.grade("watch", "ex99")
    assert "there is no exercise 'ex99'" in terminal.until_shell()
    terminal.command("echo", "code", "is")
    terminal.until_shell()


def test_progress_is_that_of_the_plain_command(course, stub, terminal):
    """A run of watch mode is remembered exactly as `grade ex01` remembers it."""
    save(WRONG, stub)
    terminal.grade("ex01")
    terminal.until_shell()
    plain = json.loads(progress.path_in(course.root).read_text(encoding="utf-8"))
    shutil.rmtree(course.root / ".grade")
    terminal.grade("watch")
    terminal.until(r"judged at")
    watched = json.loads(progress.path_in(course.root).read_text(encoding="utf-8"))
    for held in (plain, watched):
        held["exercises"]["ex01_delta_rule"].pop("when")
    assert watched == plain
    assert (course.root / ".grade" / "failing_call.py").exists()


def test_progress_that_cannot_be_written(course, terminal):
    """Where nothing can be kept, n still goes on after full marks."""
    (course.root / ".grade").write_text("a file where a folder should be\n")
    solve(course, "ex01")
    terminal.grade("watch")
    terminal.until(FOUND_RIGHT)
    terminal.keys("n")
    terminal.until(r"^ex05 padding")


def test_hints_go_on_from_one_to_the_next(course, stub, terminal):
    """Each press of h shows the next hint, also after another run, until there is none."""
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    terminal.keys("h")
    terminal.until("hint 1 of 4")
    terminal.keys("r")
    terminal.until(FOUND_WRONG)
    terminal.keys("h")
    for number in (2, 3, 4):
        terminal.until(rf"hint {number - 1} of 4[^~]*^h next hint")
        terminal.keys("h")
    terminal.until(r"hint 4 of 4")
    terminal.keys("h")
    terminal.until("All 4 hints for delta_rule_update were shown")


# How editors save.
def in_place(source, target):
    """Empty the file, wait a little, and write."""
    with open(target, "wb") as stream:
        time.sleep(0.05)
        stream.write(source.read_bytes())


def by_renaming(source, target):
    """Write another file, and rename it over the old one."""
    other = target.with_name(f".{target.name}.tmp")
    shutil.copy(source, other)
    os.replace(other, target)


def with_a_backup(source, target):
    """Rename the old file away, and only then write the new one."""
    os.replace(target, target.with_name(f"{target.name}~"))
    time.sleep(0.05)
    shutil.copy(source, target)


def in_pieces(source, target):
    """Write the first half, and the rest a little later."""
    data = source.read_bytes()
    with open(target, "wb", buffering=0) as stream:
        stream.write(data[: len(data) // 2])
        time.sleep(0.1)
        stream.write(data[len(data) // 2 :])


def in_a_new_folder(source, target):
    """Put another folder in place of the one that holds the file."""
    folder = target.parent
    folder.rename(folder.with_name("before"))
    shutil.copytree(folder.with_name("before"), folder)
    shutil.copy(source, target)


@pytest.mark.parametrize("options", [[], ["--poll"]], ids=["told", "polled"])
@pytest.mark.parametrize(
    "how", [save, in_place, by_renaming, with_a_backup, in_pieces, in_a_new_folder]
)
def test_every_way_to_save_is_noticed(course, stub, terminal, how, options):
    """However an editor saves, the new content is judged: the first time and the second."""
    terminal.grade("watch", *options)
    terminal.until(STUB)
    how(WRONG, stub)
    terminal.until(FOUND_WRONG)
    shutil.rmtree(course.root / "before", ignore_errors=True)
    how(course.find("ex01").solution, stub)
    terminal.until(FOUND_RIGHT)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_polling_asks_the_system_for_nothing(course, terminal):
    """With --poll no change is asked from the system, which otherwise tells of each."""

    def asks(watcher):
        links = Path(f"/proc/{watcher.pid}/fd").iterdir()
        return any("inotify" in os.readlink(link) for link in links if link.is_symlink())

    terminal.grade("watch", "--poll")
    terminal.until(STUB)
    worker_of(watcher_of(terminal))
    assert not asks(watcher_of(terminal))
    terminal.keys("q")
    terminal.until_shell()
    terminal.grade("watch")
    terminal.until(STUB)
    deadline = time.monotonic() + SECONDS
    while not asks(watcher_of(terminal)):
        assert time.monotonic() < deadline, "nothing was asked from the system"
        time.sleep(0.02)


def test_same_content_is_not_judged_again(course, stub, terminal):
    """A save that changes nothing leads to no run; r does."""
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    watcher = watcher_of(terminal)
    worker = worker_of(watcher)
    save(WRONG, stub)
    by_renaming(WRONG, stub)
    stub.touch()
    time.sleep(1.5)  # longer than it ever takes to look
    assert worker_of(watcher).pid == worker.pid  # each run takes another one
    terminal.keys("r")
    assert gone(worker) == []
    terminal.until(FOUND_WRONG)


def test_the_last_of_quick_saves_is_judged(course, stub, terminal):
    """Of many saves in a row the last one decides what is shown."""
    terminal.grade("watch")
    terminal.until(STUB)
    for number in range(30):
        save(WRONG if number % 2 else course.find("ex01").solution, stub)
        time.sleep(0.01)
    save(course.find("ex01").solution, stub)
    terminal.until(FOUND_RIGHT)
    time.sleep(1.5)  # whatever was still to come has come
    terminal.until(FOUND_RIGHT)


@pytest.fixture
def hanging(course, terminal, stub):
    """A terminal in which a file that hangs for minutes is being judged; its worker."""
    unhurried(course.find("ex01"))
    terminal.grade("watch")
    terminal.until(STUB)
    stub.write_text(ENDLESS, encoding="utf-8")
    terminal.until(UNDER_WAY)
    return worker_of(watcher_of(terminal))


def remembered(course):
    """Return how the last run of the first exercise is remembered."""
    return progress.load(course.root).of("ex01_delta_rule")


def test_a_save_gives_up_the_run_that_hangs(course, stub, terminal, hanging):
    """Saved while a file hangs for minutes, the new content is judged, the other never."""
    save(WRONG, stub)
    terminal.until(FOUND_WRONG)
    assert gone(hanging) == []
    assert remembered(course).score > 0
    terminal.keys("q")
    screen = terminal.until_shell()
    assert re.search(rf"judged 2 times\. Best: ex01 {remembered(course).score}/\d+\.", screen)


def test_keys_and_sizes_while_a_run_hangs(terminal, hanging):
    """While a file hangs, statement, list and hints can be read, and the size can change."""
    terminal.keys("s")
    assert "Ex01: the delta rule" in terminal.until(r"^Escape back")
    terminal.keys("l")
    terminal.until(r"^>   ex01")
    terminal.keys("h")
    terminal.until(r"hint 1 of 3")
    terminal.resize(60, 20)
    screen = terminal.until(r"\Aex01 delta rule(.*\n){19}.*q quit\Z")
    assert "hint 1 of 3" in screen
    assert re.search(UNDER_WAY, screen, re.M)
    assert hanging.is_running()


def test_a_slow_run_tells_what_is_asked_and_how_to_stop_it(course, terminal, hanging):
    """It says call and seconds, after three that it is slow; x stops it, and r begins again."""
    screen = terminal.until(r"This is slow\. x stops it")
    assert re.search(UNDER_WAY, screen, re.M)
    assert screen.rpartition("\n")[2].startswith("x stop  ")
    terminal.keys("x")
    stopped = terminal.until(r"^asking linear_unit.* stopped after [3-9]\.\d s")
    assert "Nothing was judged" in stopped
    assert "x stop" not in stopped
    assert gone(hanging) == []
    assert set(remembered(course).functions.values()) == {progress.MISSING}  # of the stub
    terminal.keys("r")
    terminal.until(UNDER_WAY)


def test_a_file_that_hangs_while_it_is_loaded(course, stub, terminal):
    """Before the first call it says that the file is being loaded."""
    unhurried(course.find("ex01"))
    stub.write_text("while True:\n    pass\n", encoding="utf-8")
    terminal.grade("watch")
    terminal.until(r"^loading your file \.\.\. \d\.\d s")


def test_another_exercise_gives_up_a_run(course, terminal, hanging):
    """An exercise that is chosen from the list is judged although another one hangs."""
    terminal.keys("l")
    terminal.until(r"^>   ex01")
    terminal.keys("Down")
    terminal.until(r"^>   ex05")
    terminal.keys("Enter")
    assert terminal.until(STUB).startswith("ex05")
    assert gone(hanging) == []
    terminal.keys("l")
    terminal.until(r"^>   ex05")
    terminal.keys("Up", "Enter")
    assert terminal.until(UNDER_WAY).startswith("ex01")


def test_a_run_that_is_suspended_begins_again(course, stub, terminal):
    """What ran when Ctrl-Z was pressed is judged anew after fg: its time did not go on."""
    unhurried(course.find("ex01"))
    stub.write_text(ENDLESS, encoding="utf-8")
    terminal.command("set", "-m")
    terminal.until_shell()
    terminal.grade("watch")
    terminal.until(UNDER_WAY)
    worker = worker_of(watcher_of(terminal))
    terminal.keys("C-z")
    terminal.until_shell()
    assert gone(worker) == []
    save(WRONG, stub)
    terminal.command("fg")
    terminal.until(FOUND_WRONG)


def claims(course, path, mark):
    """Return how the checks with a mark begin, for a file of the first exercise."""
    read = submission.read(path, course.find("ex01"))
    checks = grade(course.find("ex01"), read).checks
    return [re.escape(one.title[:20]) for one in checks if mark_of(one) is mark]


def test_a_failing_check_is_chosen(course, stub, terminal):
    """Right and left lead through the failing checks; any check is chosen from their list."""
    failing = claims(course, WRONG, Mark.FAIL)
    passing = claims(course, WRONG, Mark.PASS)
    assert len(failing) > 1
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    keys = ["Right"] * len(failing) + ["Left"]
    numbers = [*range(len(failing)), 0, -1]
    for key, number in zip(["", *keys], numbers, strict=True):
        terminal.keys(*[key] * bool(key))
        screen = terminal.until(rf"^FAIL  {failing[number]}")
        assert f"failure {number % len(failing) + 1} of {len(failing)}" in screen
    terminal.keys("c")
    terminal.until(rf"^> FAIL  {failing[-1]}")
    terminal.keys("Home")
    terminal.until(rf"^> pass  {passing[0]}")
    terminal.keys("Enter")
    terminal.until(rf"^pass  {passing[0]}")
    terminal.keys("c", "Down", "Enter")
    terminal.until(rf"^pass  {passing[1]}")


def test_a_chosen_failure_stays_chosen_while_it_fails(stub, terminal):
    """After a save the check that was looked at is shown again, if it still fails."""
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    terminal.keys("Right")
    terminal.until(r"failure 2 of")
    watcher = watcher_of(terminal)
    worker = worker_of(watcher)
    stub.write_text(stub.read_text(encoding="utf-8") + "# again\n", encoding="utf-8")
    assert gone(worker) == []
    worker_of(watcher)
    terminal.until(r"failure 2 of")


def test_scrolling_both_ways(stub, terminal):
    """Arrows move by a line, Page Up and Page Down by a screen, Home and End to the ends."""
    save(WRONG, stub)
    terminal.grade("watch")
    screen = terminal.until(r"lines \d+ to \d+ of")
    first, last, total = map(int, re.search(r"lines (\d+) to (\d+) of (\d+)", screen).groups())
    assert 2 < first < last < total - 1
    room = last - first + 1
    end = total - room + 1
    for key, line in (
        *(("Down", first + 1), ("Up", first), ("Home", 1), ("Up", 1), ("j", 2), ("k", 1)),
        *(("PageDown", room), ("PageUp", 1), ("End", end), ("Down", end), ("Space", 1)),
        *(("Space", room), ("BSpace", 1)),
    ):
        terminal.keys(key)
        line = min(line, end)
        terminal.until(rf"lines {line} to {line + room - 1} of {total}")


def test_hints_so_far_are_read_without_a_new_one(course, stub, terminal):
    """The key h first shows the hints that were given; only pressed again it gives another."""
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    terminal.keys("h")
    terminal.until(r"hint 1 of \d")
    terminal.keys("Escape")
    terminal.until(FOUND_WRONG)
    terminal.keys("h")
    assert "hint 2 of" not in terminal.until(r"hint 1 of \d")
    assert sum(remembered(course).hints.values()) == 1
    terminal.keys("h")
    assert "hint 1 of" in terminal.until(r"hint 2 of \d")


def test_begin_anew_asks_first(course, stub, terminal):
    """Only y begins an exercise anew: the file is kept, and the fresh one is judged."""
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    terminal.keys("b")
    terminal.until(r"^y begin anew")
    terminal.keys("n")
    terminal.until(FOUND_WRONG)
    assert stub.read_bytes() == WRONG.read_bytes()
    terminal.keys("b")
    terminal.until(r"^y begin anew")
    terminal.keys("y")
    assert "Two functions to write" in terminal.until(r"Your file is kept[^~]*judged at")
    [copy] = set(stub.parent.glob("ex01*.py")) - {stub}
    assert copy.read_bytes() == WRONG.read_bytes()
    terminal.keys("b")
    terminal.until(r"^exercises/ex01_delta_rule\.py is as the course came with it")


def test_a_terminal_that_is_too_small_can_grow(stub, terminal):
    """A small terminal says what it needs, still judges, and shows it once there is room."""
    terminal.grade("watch")
    terminal.until(STUB)
    terminal.resize(39, 10)
    terminal.until(r"^This terminal is 39 wide and 10\s+high")
    save(WRONG, stub)
    terminal.resize(40, 12)
    terminal.until(FOUND_WRONG)


def test_the_last_line_says_what_was_done(course, stub, terminal):
    """On leaving, one line stands below the command: for how long, how often, best points."""
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    solve(course, "ex01")
    terminal.until(FOUND_RIGHT)
    save(WRONG, stub)
    terminal.until(FOUND_WRONG)
    terminal.keys("l")
    terminal.until(r"^>   ex01")
    terminal.keys("Down", "Enter")
    terminal.until(STUB)
    terminal.keys("q")
    screen = terminal.until_shell()
    best = r"ex01 (\d+)/\1, ex05 0/\d+"
    said = rf"^Watched for \d+ s: judged 4 times\. Best: {best}\.\n\$ *$"
    assert re.search(said, screen, re.M)


def test_a_file_that_is_gone_is_waited_for(stub, terminal):
    """A file that vanishes is waited for, and said so; when it is back the screen is too."""
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    stub.rename(stub.with_suffix(".away"))
    terminal.until(r"is gone, or empty\. Waiting for it")
    stub.with_suffix(".away").rename(stub)
    assert "Waiting" not in terminal.until(FOUND_WRONG)


def test_a_file_that_is_gone_from_the_start(stub, terminal):
    """A file that is not there at first is waited for as well."""
    stub.unlink()
    terminal.grade("watch")
    assert "checking" not in terminal.until(r"Waiting for it")
    save(WRONG, stub)
    terminal.until(FOUND_WRONG)


def test_another_size_is_another_layout_and_no_run(stub, terminal):
    """A resized terminal is redrawn to its size, and nothing is judged for it."""
    save(WRONG, stub)
    terminal.grade("watch")
    screen = terminal.until(FOUND_WRONG)
    watcher = watcher_of(terminal)
    worker = worker_of(watcher)
    terminal.resize(80, 45)
    assert "space for more" not in terminal.until(r"^  pass  \d+/\d+")
    terminal.resize(50, 12)
    narrow = terminal.until(r"failure 1 of \d+   ")
    assert narrow.startswith("ex01 delta rule")
    assert len(narrow.split("\n")) == 12
    terminal.resize(80, 24)
    assert terminal.until(rf"{FOUND_WRONG}.* Try it yourself") == screen
    assert worker_of(watcher).pid == worker.pid


def test_suspended_and_back(stub, terminal):
    """Ctrl-Z gives the terminal back to the shell, and fg the screen back to the watcher."""
    save(WRONG, stub)
    terminal.command("set", "-m")
    terminal.until_shell()
    terminal.grade("watch")
    screen = terminal.until(FOUND_WRONG)
    terminal.keys("C-z")
    terminal.until_shell()
    terminal.command("stty", "-a")
    assert re.search(r" icanon", terminal.until_shell())
    terminal.command("fg")
    assert terminal.until(FOUND_WRONG) == screen
    terminal.keys("l")
    terminal.until("not begun")
    terminal.keys("C-z")
    terminal.until_shell()
    watcher = watcher_of(terminal)
    terminal.keys("kill -TERM %1; fg", "Enter")
    assert gone(watcher) == []


SETTINGS = "before=$(stty -g)"
COMPARED = 'code=$?; [ "$before" = "$(stty -g)" ] && echo "code $code, as it was"'


@pytest.mark.parametrize(
    ("end", "code"),
    [("q", 0), ("C-c", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
@pytest.mark.parametrize("content", ["wrong", "endless"])
def test_every_end_leaves_nothing(stub, terminal, tmp_path, end, code, content):
    """However it ends, idle or at work, it leaves no process, and the terminal as it was."""
    if content == "wrong":
        save(WRONG, stub)
    else:
        stub.write_text(ENDLESS, encoding="utf-8")
    terminal.keys(SETTINGS, "Enter")
    terminal.until_shell()
    terminal.grade("watch")
    terminal.until(FOUND_WRONG if content == "wrong" else "checking ...")
    watcher = watcher_of(terminal)
    worker = worker_of(watcher)
    if isinstance(end, str):
        terminal.keys(end)
    else:
        watcher.send_signal(end)
    assert gone(watcher, worker) == []
    terminal.until_shell()
    terminal.keys(COMPARED, "Enter")
    terminal.until(rf"^code {code}, as it was")
    assert below(terminal.shell) == []
    assert list(tmp_path.glob("grade-*")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a worker may outlive its parent")
@pytest.mark.parametrize("content", ["wrong", "endless"])
def test_killed_it_leaves_no_worker(stub, terminal, content):
    """Also kill -9 leaves no worker: neither one that is ready, nor one that hangs."""
    if content == "wrong":
        save(WRONG, stub)
    else:
        stub.write_text(ENDLESS, encoding="utf-8")
    terminal.grade("watch")
    terminal.until(FOUND_WRONG if content == "wrong" else "checking ...")
    watcher = watcher_of(terminal)
    worker = worker_of(watcher)
    watcher.kill()
    assert gone(watcher, worker) == []


def test_a_terminal_that_is_closed(stub, course):
    """When its terminal is closed, the watcher and its worker end."""
    save(WRONG, stub)
    with Terminal(course.root) as terminal:
        terminal.grade("watch")
        terminal.until(FOUND_WRONG)
        watcher = watcher_of(terminal)
        worker = worker_of(watcher)
    assert gone(watcher, worker) == []


def test_a_prepared_worker_that_died_is_replaced(course, stub, terminal):
    """If the worker that was ready dies, the next run does not notice."""
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    worker = worker_of(watcher_of(terminal))
    worker.kill()
    deadline = time.monotonic() + SECONDS
    while below(watcher_of(terminal).pid):
        assert time.monotonic() < deadline, "it did not die"
    save(course.find("ex01").solution, stub)
    terminal.until(FOUND_RIGHT)


def test_a_changed_suite_is_judged_by(course, stub, terminal):
    """A suite that changes while it is watched is the one that the next run is judged by."""
    save(WRONG, stub)
    terminal.grade("watch")
    terminal.until(FOUND_WRONG)
    suite = course.find("ex01").suite
    total = remembered(course).max_score
    text = suite.read_text(encoding="utf-8")
    more = 2 * text.count("@points(3)")
    assert more > 0
    suite.write_text(text.replace("@points(3)", "@points(5)"), encoding="utf-8")
    terminal.keys("r")
    terminal.until(rf"^\d+ of \d+ checks, \d+ of {total + more} points")


@contextlib.contextmanager
def without_terminal(course, *before):
    """Run `grade watch` behind some words, without a terminal, on a wrong answer."""
    save(WRONG, course.find("ex01").stub)
    with subprocess.Popen(
        [*before, *GRADE, "watch"],
        cwd=course.root,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        yield process
        process.kill()


def read_until(process, word):
    """Return what a process prints, up to the line that begins with a word."""
    text = ""
    while not text.rpartition("\n")[0].rpartition("\n")[2].startswith(word):
        line = process.stdout.readline()
        assert line, f"it ended:\n{text}"
        text += line
    return text


def printed_without_terminal(course):
    """Return what is printed for a wrong answer, a file that is gone, and a right answer."""
    stub = course.find("ex01").stub
    with without_terminal(course) as watcher:
        text = read_until(watcher, "[")
        stub.rename(stub.with_suffix(".away"))
        text += read_until(watcher, "exercises/ex01_delta_rule.py is gone")
        solve(course, "ex01")
        text += read_until(watcher, "[")
        watcher.send_signal(signal.SIGTERM)
        assert watcher.wait(SECONDS) == 143
        return usual(text + watcher.stdout.read())


def test_without_a_terminal(course):
    """Without a terminal it prints plain lines for each run, until it is stopped."""
    kept = (SCREENS / "no_terminal.txt").read_text(encoding="utf-8")
    assert printed_without_terminal(course) == kept


@pytest.mark.slow
def test_without_a_terminal_a_slow_run_is_told_once(course, stub):
    """Where nobody can press a key, a run that hangs is said to be slow, with what ends it."""
    unhurried(course.find("ex01"))
    with without_terminal(course) as watcher:
        read_until(watcher, "[")
        stub.write_text(ENDLESS, encoding="utf-8")
        text = read_until(watcher, "This is slow. Ctrl-C stops it.")
        assert re.search(rf"{UNDER_WAY}\n", text, re.M)
        save(WRONG, stub)
        assert text.count("This is slow") == 1
        assert "This is slow" not in read_until(watcher, "[")


def test_what_is_ignored_stays_ignored(course):
    """Under nohup a hang-up does not end it."""
    with without_terminal(course, "nohup") as watcher:
        read_until(watcher, "[")
        watcher.send_signal(signal.SIGHUP)
        solve(course, "ex01")
        read_until(watcher, "  pass  ")
        watcher.send_signal(signal.SIGTERM)
        assert watcher.wait(SECONDS) == 143


def test_a_terminal_that_can_only_print(course, stub):
    """A terminal that obeys no escape sequences gets plain lines; Ctrl-C ends it."""
    save(WRONG, stub)
    with Terminal(course.root, rows=60, TERM="dumb") as terminal:
        terminal.grade("watch")
        screen = terminal.until(r"^\[")
        assert "watch" in screen.partition("ex01 delta rule")[0]  # nothing was cleared
        terminal.keys("C-c")
        terminal.until(r"^Watched for \d+ s: judged 1 time\.[^~]*\n\$ *$")
        terminal.keys("echo code $?", "Enter")
        terminal.until(r"^code 130")


def write():
    """Write all screens anew."""
    for kind in KINDS:
        if kind == "cp949":
            continue
        for path in SCREENS.glob(f"*.{kind}.txt"):
            path.unlink()
        for name, screen in walked(kind).items():
            path = SCREENS / f"{name}.{kind}.txt"
            path.write_text(screen, encoding="utf-8", newline="\n")
    with tempfile.TemporaryDirectory() as folder:
        text = printed_without_terminal(small_course(Path(folder) / "course"))
        (SCREENS / "no_terminal.txt").write_text(text, encoding="utf-8", newline="\n")
    GUIDE.write_text(guide(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    write()
