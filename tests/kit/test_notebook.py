"""`%grade` in real notebooks, executed by a real kernel in a copy of the course."""

import contextlib
import os
import re
import subprocess
import sys
import time

import nbclient
import nbformat
import psutil
import pytest
from jupyter_client.manager import KernelManager

from tests.kit.test_html import Read
from tests.kit.workshop import ROOT, copy_of

SECONDS = 120  # nobody waits longer than this for one cell

LOAD = "%load_ext grader"
IMPORT = "import numpy as np"
SAME = """\
def same_padding(kernel_size, dilation=1):
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2
"""
PAD = """\
def pad2d(x, pad, value=0.0):
    left, right, top, bottom = pad
    n, c, h, w = x.shape
    y = np.full((n, c, top + h + bottom, left + w + right), value, dtype=x.dtype)
    y[:, :, top : top + h, left : left + w] = x
    return y
"""
UPSIDE_DOWN = PAD.replace("top : top + h", "bottom : bottom + h")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of the course with one exercise; kernels find the kit and keep to themselves."""
    for name in ("HOME", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        folder = tmp_path / ".kernel" / name
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "course").mkdir()
    return copy_of(tmp_path / "course", "ex05_padding")


def executed(folder, *sources):
    """Execute a notebook that lies in a folder; return the outputs of each cell."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    return [cell.outputs for cell in notebook.cells]


def report_in(outputs):
    """Return the words of the one report among a cell's outputs, from its HTML."""
    (page,) = [
        output["data"]["text/html"]
        for output in outputs
        if "text/html" in output.get("data", {})
    ]
    return " ".join(" ".join(Read(page).texts).split())


def screen_in(outputs):
    """Return the text that stands for the report where no HTML can be shown."""
    (text,) = [
        output["data"]["text/plain"]
        for output in outputs
        if "text/html" in output.get("data", {})
    ]
    return text


def errors_in(outputs):
    """Return what a cell says on its error stream, and the names of its exceptions."""
    told = [output.get("text", output.get("ename", "")) for output in outputs]
    return "\n".join(told)


def printed_in(outputs):
    """Return what a cell printed."""
    return "".join(output.get("text", "") for output in outputs)


def test_right_functions(course):
    """Functions of several cells get full marks, by what they need and nothing else."""
    *_, marks, rest = executed(
        course.root,
        LOAD,
        "import numpy as np\nHALF = 2",
        SAME.replace("// 2", "// HALF"),
        PAD,
        "x = np.ones((1, 1, 2, 2))\npad2d(x, (1, 1, 1, 1)).shape",
        "raise RuntimeError('a cell that fails')",
        "%grade ex05",
        "same_padding(4)",
    )
    words = report_in(marks)
    assert "ex05 padding cells 2, 3 and 4" in words
    assert "pass 10 of 10 checks, 13 of 13 points. Same answers as PyTorch on 55" in words
    assert "exercises/ex05_padding.py" in words
    assert "10 of 10 checks" in screen_in(marks)
    assert rest[0]["data"]["text/plain"] == "(1, 2)"


def test_nothing_of_the_judge_enters_the_kernel(course):
    """Neither answers nor the judge come into the kernel, and the functions run elsewhere."""
    *_, marks, found = executed(
        course.root,
        LOAD,
        IMPORT,
        SAME,
        "import os\n" + PAD.replace("    return y", "    print('process', os.getpid())"),
        "import sys\nbefore = set(globals()) | {'before'}",
        "%grade 5",
        "mine = [name for name in set(globals()) - before if not name.startswith('_')]\n"
        "judge = [name for name in sys.modules if name.startswith('grader.judge')]\n"
        "print(mine, judge, 'pytest' in sys.modules, os.getpid())",
    )
    names, judge, loaded, kernel = printed_in(found).rsplit(maxsplit=3)
    assert (names, judge, loaded) == ("[]", "[]", "False")
    worker = re.search(r"process (\d+)", report_in(marks))[1]
    assert worker != kernel
    assert not (course.root / ".grade").exists()


def test_a_mistake_is_named(course):
    """A wrong function is shown beside the right answer, with the mistake's name."""
    *_, marks = executed(course.root, LOAD, IMPORT, SAME, UPSIDE_DOWN, "%grade ex05")
    words = report_in(marks)
    assert "FAIL 0/3 pad2d puts the asked number of cells on each side" in words
    assert "yours float64 (1, 1, 4, 4)" in words
    assert "3.69 *" in words
    assert "why Top and bottom are exchanged" in words
    assert "6 of 10 checks, 7 of 13 points." in words
    assert "Stuck? A hint (1 of" in words
    assert "Edit and run cell 4, then run %grade ex05" in words
    assert "why   Top and bottom are exchanged" in screen_in(marks)


@pytest.mark.slow
def test_a_function_that_is_missing(course):
    """What is there is judged; the other is named with its reason, its first hint first."""
    *_, marks = executed(course.root, LOAD, SAME, PAD.replace("pad2d", "pad_2d"), "%grade ex05")
    words = report_in(marks)
    assert "pass 1/1 same_padding splits the sum evenly" in words
    assert "No cell that ran defines pad2d; did you mean pad_2d?" in words
    assert words.index("Only the last two axes grow") < words.index("That part begins")


def test_no_function(course):
    """Without any of its functions nothing is judged: one sentence and a hint, no traceback."""
    *_, marks = executed(course.root, LOAD, "x = 1", "%grade ex05")
    told = errors_in(marks)
    assert "nothing to judge: No cell that ran defines same_padding" in told
    assert "hint:  write the functions in a cell, run it, and try again" in told
    assert "Traceback" not in told


def test_cell_magic(course):
    """%%grade judges its own cell with what it needs from others, and then runs it."""
    *_, marks, rest = executed(
        course.root,
        LOAD,
        IMPORT,
        PAD,
        f"%%grade ex05\n{SAME}\nprint('ran', same_padding(4))\n7",
        "same_padding(3)",
    )
    assert "cells 2, 3 and 4" in report_in(marks)
    assert "10 of 10 checks" in report_in(marks)
    assert [output["output_type"] for output in marks] == [
        "display_data",
        "stream",
        "execute_result",
    ]
    assert "ran (1, 2)" in printed_in(marks)
    assert rest[0]["data"]["text/plain"] == "(1, 1)"


@pytest.mark.slow
def test_syntax_error_in_the_cell(course):
    """A cell that Python cannot read is told by its line, and does not run."""
    text = SAME.replace("dilation=1):", "dilation=1:")
    *_, marks, rest = executed(
        course.root, LOAD, f"\n%%grade ex05\n\n{text}", "'same_padding' in globals()"
    )
    words = report_in(marks)
    assert "cell 2, line 4 def same_padding(kernel_size, dilation=1:" in words
    assert "SyntaxError" in words
    assert "Nothing was judged." in words
    assert len(marks) == 1
    assert rest[0]["data"]["text/plain"] == "False"


@pytest.mark.slow
def test_lines_are_those_of_the_cells(course):
    """An exception is placed as the editor counts, below magics and empty lines too."""
    *_, marks = executed(
        course.root, LOAD, "\n\n%%time\n# a\n" + SAME.replace("// 2, ", "// 0, "), "%grade 5"
    )
    assert "cell 2, line 7 return total // 0, total - total // 2" in report_in(marks)
    assert "cell 2, line 7 return" in " ".join(screen_in(marks).split())


@pytest.mark.slow
def test_a_cell_that_ended_early(course):
    """Lines below an error never ran: the older function is in force, and is judged."""
    *_, marks = executed(
        course.root, LOAD, IMPORT + "\n" + PAD, SAME, f"1 / 0\n{UPSIDE_DOWN}", "%grade ex05"
    )
    assert "10 of 10 checks" in report_in(marks)


@pytest.mark.slow
def test_a_loop_without_end(course):
    """A function that never ends is stopped where it runs; the kernel lives."""
    limits = "\n[limits]\ncpu_seconds = 0.5\n"
    with open(course.find("ex05").hidden / "exercise.toml", "a", encoding="utf-8") as stream:
        stream.write(limits)
    text = "def same_padding(kernel_size, dilation=1):\n    while True:\n        pass"
    *_, marks, rest = executed(
        course.root, LOAD, f"{IMPORT}\n{PAD}\n{text}", "%grade ex05", "1 + 1"
    )
    words = report_in(marks)
    assert "Stopped after 0.5 seconds of CPU time." in words
    assert "pass 1/1 pad2d leaves x as it was" in words
    assert rest[0]["data"]["text/plain"] == "2"


def test_outside_of_a_course(course, tmp_path):
    """A notebook that lies in no course learns where to put it."""
    *_, marks = executed(tmp_path, LOAD, SAME, "%grade ex05")
    assert "there is no course in" in errors_in(marks)
    assert "keep the notebook in the folder that holds exercises/" in errors_in(marks)


def test_bad_usage(course):
    """A wrong line is answered by one sentence and a hint."""
    _, *answers = executed(course.root, LOAD, "%grade", "%grade ex05 ex06", "%grade ex99")
    messages = ("name one exercise", "name one exercise", "there is no exercise 'ex99'")
    for outputs, message in zip(answers, messages, strict=True):
        told = errors_in(outputs)
        assert f"UsageError: {message}" in told
        assert "hint:" in told
        assert "Traceback" not in told


def test_a_fault_of_the_kit(course):
    """Without its record an exercise is not judged, and the student is not blamed."""
    course.find("ex05").record.unlink()
    *_, marks = executed(course.root, LOAD, SAME, "%grade ex05")
    assert "the recorded references of ex05 are missing" in errors_in(marks)
    assert "Traceback" not in errors_in(marks)


def test_a_fault_in_the_kernel(course):
    """Where the magic itself fails, nobody sees its traceback: it is kept in a file."""
    broken = "import grader.notebook.magic as magic\nmagic.judge = None"
    *_, marks = executed(course.root, LOAD, SAME, broken, "%grade ex05")
    told = errors_in(marks)
    assert "the grader failed, not your code; nothing was marked" in told
    assert "Traceback" not in told
    kept = re.search(r"\.grade/fault-\w+\.txt", told)[0]
    assert "TypeError" in (course.root / kept).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_line_among_others(course):
    """%grade in a cell judges what stands above it; what stands below has not run yet."""
    *_, marks = executed(course.root, LOAD, f"{IMPORT}\n{PAD}\n%grade ex05\n{SAME}")
    words = report_in(marks)
    assert "pass 1/1 pad2d adds nothing where the padding is zero" in words
    assert "same_padding is in cell 2, line 10, but was deleted, or that line did not" in words


@pytest.mark.slow
def test_hostile_words(course):
    """What a function prints or raises is text in the notebook, never markup."""
    evil = "</pre></div><script>alert(1)</script>"
    *_, marks = executed(
        course.root,
        LOAD,
        f"def same_padding(kernel_size, dilation=1):\n    print({evil!r})\n"
        f"    raise ValueError({evil!r})",
        "%grade ex05",
    )
    page = next(output["data"]["text/html"] for output in marks if "data" in output)
    assert "<script" not in page
    assert evil in Read(page).text


@pytest.mark.slow
def test_a_file_beside_the_notebook_hides_nothing(course):
    """A random.py in the course is not imported by the judge."""
    for name in ("random.py", "json.py", "grader.py"):
        (course.root / name).write_text("raise RuntimeError('the wrong module')\n")
    (course.root / "notebooks").mkdir()
    *_, marks = executed(course.root / "notebooks", LOAD, IMPORT, SAME + PAD, "%grade ex05")
    assert "10 of 10 checks" in report_in(marks)


def at_work(process):
    """Return the CPU seconds of each process below one that has not ended."""
    seconds = []
    for child in process.children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE:
                seconds.append(sum(child.cpu_times()[:2]))
    return seconds


@pytest.mark.skipif(sys.platform == "win32", reason="a kernel is interrupted by a signal")
def test_stop_button(course):
    """The interrupt of the notebook ends the judging, and leaves no process behind."""
    with open(course.find("ex05").hidden / "exercise.toml", "a", encoding="utf-8") as stream:
        stream.write("\n[limits]\ncpu_seconds = 100\n")
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(course.root))
    try:
        client = manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=SECONDS)
        kernel = psutil.Process(manager.provisioner.pid)
        text = "def same_padding(kernel_size, dilation=1):\n    while True:\n        pass"
        for source in (LOAD, text):
            client.execute_interactive(source, timeout=SECONDS, output_hook=lambda _: None)
        client.execute("%grade ex05")
        # The judge and its worker are there, and the worker is at work.
        while len(busy := at_work(kernel)) < 2 or busy[-1] < 0.5:
            assert kernel.is_running()
            time.sleep(0.05)
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=SECONDS)["content"]
        assert reply["status"] == "error"
        assert "stopped before it was judged" in reply["evalue"]
        assert at_work(kernel) == []
        client.execute_interactive("1 + 1", timeout=SECONDS, output_hook=lambda _: None)
        client.stop_channels()
    finally:
        manager.shutdown_kernel(now=True)


@pytest.mark.slow
def test_a_console_gets_the_screen(course):
    """IPython in a terminal shows the report as text."""
    cells = [LOAD, IMPORT, f"exec('')\n{SAME}", "%grade ex05", "exit"]
    finished = subprocess.run(
        [sys.executable, "-m", "IPython", "--simple-prompt", "--no-banner", "--colors=NoColor"],
        input="\n".join([*cells, ""]).replace("\n\n", "\n\n\n"),
        cwd=course.root,
        env={**os.environ, "TERM": "dumb"},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert "pass  1/1  same_padding splits the sum evenly for odd kernels" in finished.stdout
    assert "<div" not in finished.stdout


def test_only_the_wrong_cell_is_named(course):
    """What to edit is the cell of what failed, or that in which the exception was raised."""
    wrong_value, raised, unwritten = executed(
        course.root,
        LOAD,
        IMPORT,
        "def grid(n, c, h, w):\n    return np.zeros((n, c, h, w))",
        SAME,
        UPSIDE_DOWN,
        "%grade ex05",
        PAD.replace("np.full((n, c, top + h + bottom, left + w + right), value", "grid(3"),
        "%grade ex05",
        "def pad2d(x, pad, value=0.0):\n    raise NotImplementedError",
        "%grade ex05",
    )[5::2]
    assert "Edit and run cell 5, then run   %grade ex05" in screen_in(wrong_value)
    assert re.search("Edit and run cell [37], then run", screen_in(raised))
    assert "Edit and run cell 9, then run   %grade ex05" in screen_in(unwritten)


def test_without_a_name_the_last_exercise_is_judged_again(course):
    """`%grade` alone repeats; where nothing was judged it asks for a name."""
    nothing, _same, _pad, first, again, cell = executed(
        course.root,
        f"{LOAD}\n{IMPORT}\n%grade",
        SAME,
        PAD,
        "%grade padding",
        "%grade",
        f"%%grade\n{UPSIDE_DOWN}",
    )
    assert "name one exercise" in errors_in(nothing)
    assert "10 of 10 checks" in screen_in(first)
    assert screen_in(again) == screen_in(first)
    assert "FAIL" in screen_in(cell)
