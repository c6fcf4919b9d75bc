"""The script of a failing call runs by itself and prints the student's wrong answer."""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

from grader import datasets
from grader.judge import show
from grader.judge.inputs import Data, read_only, strided
from grader.judge.references import Expected
from grader.learn import failing_call
from grader.report import Aspect, Diagnosis, Outcome, Reason
from tests.kit.test_report import CHECKED, SMALL
from tests.kit.workshop import ROOT, copy_of

TEXT = '''"""A submission that tells what it is given."""
import numpy as np


def f(x, w=1, value=0.5):
    if isinstance(x, np.ndarray):
        flags = (x.flags.c_contiguous, x.flags.f_contiguous, x.flags.writeable)
        return (x.dtype.name, x.shape, *flags, float(np.nansum(x * 1.0)), w, value)
    return (x, w, value)


if __name__ == "__main__":
    print("never here")
'''

LONG = np.arange(60.0).reshape(3, 20) / 16
SHORT = np.array([[0.5, -1.25]])

CALLS = {
    "inline": ((SHORT,), {}),
    "inline integers": ((np.array([3, -1]), 2), {"value": 0.25}),
    "inline float32": ((SHORT.astype("float32"),), {}),
    "inline infinities": ((np.array([np.inf, -np.inf, np.nan]), 1, float("-inf")), {}),
    "inline tuple": (((1, 2.5, "text", None, (True,)),), {}),
    "long": ((LONG,), {}),
    "long float32": ((LONG.astype("float32"), 3), {}),
    "long uint8": ((np.arange(90, dtype="uint8"),), {}),
    "long bool": ((np.arange(90) % 3 == 0,), {}),
    "strided": ((strided(SHORT),), {}),
    "long strided": ((strided(LONG),), {}),
    "fortran": ((np.asfortranarray(LONG),), {}),
    "read-only": ((read_only(SHORT),), {}),
    "long read-only": ((read_only(strided(LONG)),), {}),
    "two long ones": ((LONG, 7), {"value": 1e-300}),
    "empty": ((np.zeros((0, 3), "float32"),), {}),
}


def script_of(root, file, arguments, named, title="f is right", text=TEXT, confined=False):
    """Write the script of one failing call; return its path as shown."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    told = show.call("f", ("x", "w", "value"), arguments, named)
    check = CHECKED._replace(call=told, title=title)
    report = SMALL._replace(checks=(check,))
    return failing_call.write(root, report, file, confined=confined)


def printed(root, script):
    """Return what a script prints when it is run from the course's folder."""
    finished = subprocess.run(
        [sys.executable, script],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.rstrip("\n")


def answer(arguments, named):
    """Return what the submission answers, as it is printed."""
    names = {"__name__": "submission"}
    exec(TEXT, names)
    return repr(names["f"](*arguments, **named))


@pytest.mark.parametrize("name", CALLS)
def test_the_script_prints_the_wrong_answer(tmp_path, name):
    """Run by itself, the script asks the same call and prints the same answer."""
    arguments, named = CALLS[name]
    file = tmp_path / "exercises" / "ex01_trial.py"
    script = script_of(tmp_path, file, arguments, named)
    assert script == ".grade/failing_call.py"
    assert printed(tmp_path, script) == answer(arguments, named)


@pytest.mark.parametrize(
    "make",
    [
        lambda d: d.iris.x[:10],
        lambda d: d.digits.images[3].astype("float64") / 16,
        lambda d: d.gates.x,
    ],
)
def test_data_sets_are_imported_by_name(tmp_path, make):
    """Real data stands in the script by its name, and is imported."""
    root = copy_of(tmp_path).root
    given = make(Data(root / "datasets"))
    script = script_of(root, root / "exercises" / "ex01_trial.py", (given,), {})
    assert "from grader.datasets import" in (root / script).read_text(encoding="utf-8")
    plain = datasets.read(root / "datasets", "iris", "x")
    assert not plain.flags.writeable
    told = printed(root, script)
    assert told.startswith(repr((given.array.dtype.name, given.array.shape))[:-1])
    assert repr(float(np.nansum(given.array * 1.0))) in told


@pytest.mark.parametrize(
    "name", ["my answer.py", "\uacfc\uc81c.py", "ex01-final(2).py", "ex01.v2.py", "1st.py"]
)
def test_any_file_name_will_do(tmp_path, name):
    """A file that no import statement could name is loaded all the same."""
    script = script_of(tmp_path, tmp_path / "handed in" / name, (SHORT,), {})
    assert printed(tmp_path, script) == answer((SHORT,), {})


@pytest.mark.parametrize(
    "title", ['he said """no"""', "a back\\slash\\", 'ends with a quote"', "{braces}", "\uac00"]
)
def test_any_title_will_do(tmp_path, title):
    """A check's title cannot break the script that quotes it."""
    script = script_of(tmp_path, tmp_path / "a.py", (SHORT,), {}, title)
    assert printed(tmp_path, script) == answer((SHORT,), {})


def test_the_script_stands_beside_the_submission_it_asks(tmp_path):
    """A module that the submission's folder also holds is found by it."""
    file = tmp_path / "exercises" / "ex01_trial.py"
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "other.py").write_text("FACTOR = 3\n")
    text = "from other import FACTOR\n\n\ndef f(x, w, value=1):\n    return FACTOR * w\n"
    script = script_of(tmp_path, file, (SHORT, 5), {}, text=text)
    assert printed(tmp_path, script) == "15"


def test_after_a_confined_run_nothing_runs_unasked(tmp_path):
    """A stranger's file is loaded only by whoever read what would run, and said so."""
    trace = tmp_path / "trace"
    text = f"open({str(trace)!r}, 'w')\n\n\ndef f(x, w, value=1):\n    return w\n"
    shown = script_of(tmp_path, tmp_path / "a b.py", (SHORT, 5), {}, text=text, confined=True)

    def run(*words):
        return subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    for words in (
        (shown,),
        (shown, "--walk"),
        ("-c", f"import runpy; runpy.run_path({shown!r})"),
    ):
        told = run(*words)
        assert told.returncode == 2
        assert f"This would load {tmp_path / 'a b.py'} and call f(" in told.stdout
        assert "Nothing was run." in told.stdout
        assert f"python {shown} --run" in told.stdout
        assert not trace.exists()
    assert run(shown, "--run").stdout == "5\n"
    assert trace.exists()


def test_without_a_failing_call_there_is_no_script(tmp_path):
    """After full marks the old script is removed and none is named."""
    script = script_of(tmp_path, tmp_path / "a.py", (SHORT,), {})
    assert (tmp_path / script).is_file()
    passed = CHECKED._replace(call=None, outcome=Outcome.PASSED)
    report = SMALL._replace(checks=(passed,))
    assert failing_call.write(tmp_path, report, tmp_path / "a.py") == ""
    assert not (tmp_path / script).exists()
    assert failing_call.write(tmp_path, report, tmp_path / "a.py") == ""


def test_the_first_failing_call_is_the_one(tmp_path):
    """Of several failing checks the first that shows a call is written."""
    first = CHECKED._replace(call=None, outcome=Outcome.MISSING)
    second = CHECKED._replace(call=show.call("f", ("x",), (1,), {}))
    third = CHECKED._replace(call=show.call("f", ("x",), (2,), {}))
    report = SMALL._replace(checks=(first, second, third))
    failing_call.write(tmp_path, report, tmp_path / "a.py")
    text = (tmp_path / ".grade" / "failing_call.py").read_text(encoding="utf-8")
    assert "submission.f(1)" in text
    assert "submission.f(2)" not in text


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap runs on Linux only")
@pytest.mark.parametrize(
    "text", ["def pad2d(", "def pad2d(x, pad, value=0.0):\n    return x\n"]
)
def test_the_command_to_go_on_with_is_as_confined(tmp_path, text):
    """After `--sandbox bubblewrap` no command of the screen judges that file without it."""
    (tmp_path / "course").mkdir()
    root = copy_of(tmp_path / "course", "ex05_padding").root
    foreign = shutil.copytree(root, tmp_path / "other") / "handed_in.py"
    for path in (tmp_path / "handed_in.py", foreign):
        path.write_text(text)
        done = subprocess.run(
            [sys.executable, "-m", "grader", "ex05", path, "--sandbox", "bubblewrap"],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        told = done.stdout + done.stderr
        again = [line for line in told.splitlines() if f"grade ex05 {path}" in line]
        assert again, told
        assert all("--sandbox bubblewrap" in line for line in again), told


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path):
    """Where nothing can be written no script is named, and judging goes on."""
    (tmp_path / ".grade").write_text("a file where the folder should be")
    assert script_of(tmp_path, tmp_path / "a.py", (SHORT,), {}) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap runs on Linux only")
def test_the_command_knows_how_it_judged(tmp_path):
    """`grade --sandbox bubblewrap` writes the careful script, and `grade` the quick one."""
    root = copy_of(tmp_path, "ex05_padding").root
    wrong = (
        "def same_padding(kernel_size, dilation=1):\n    return 1, 1\n\n\n"
        "def pad2d(x, pad, value=0.0):\n    return x\n"
    )
    (root / "wrong.py").write_text(wrong)
    for sandbox, code in (("bubblewrap", 2), ("process", 1)):
        for words in (
            ["-m", "grader", "ex05", "wrong.py", "--sandbox", sandbox],
            [".grade/failing_call.py"],
        ):
            done = subprocess.run(
                [sys.executable, *words],
                cwd=root,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                encoding="utf-8",
                timeout=120,
            )
            assert done.returncode == (1 if "-m" in words else code), done.stderr


RIGHT = {
    "a number": (3, "3", 4),
    "a float": (0.1 + 0.2, "0.3", 0.31),
    "a tuple": ((1, 2), "(1, 2)", (2, 1)),
    "an array": (np.arange(3.0), "np.arange(3.0)", np.arange(3.0) + 1),
    "float32": (
        np.ones(2, "float32"),
        "np.ones(2, 'float32') * np.float32(1 + 1e-6)",
        np.ones(2, "float32") * np.float32(1.1),
    ),
    "several": ((np.ones(2), np.zeros(3)), "[np.ones(2), np.zeros(3)]", (np.ones(2), 0)),
}


def compared(root, expected, returned, **fields):
    """Run the script of a call with a right answer; return it with what it prints."""
    text = f"import numpy as np\n\n\ndef f(x, w=1, value=0.5):\n    {returned}\n"
    file = root / "exercises" / "ex01_trial.py"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    told = show.call("f", ("x", "w", "value"), (1,), {}, expected)
    check = CHECKED._replace(call=told, title="f is right", **fields)
    shown = failing_call.write(root, SMALL._replace(checks=(check,)), file)
    return subprocess.run(
        [sys.executable, shown],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize("name", RIGHT)
def test_the_script_compares_with_the_right_answer(tmp_path, name):
    """It holds the expected value: it says where yours differs, and its exit code tells."""
    expected, right, wrong = RIGHT[name]
    same = compared(tmp_path, Expected(expected), f"return {right}")
    assert (same.returncode, same.stderr) == (0, "")
    assert same.stdout.endswith("The value is the expected one.\n")
    other = compared(tmp_path, Expected(expected), f"return {show.source(wrong)}")
    assert (other.returncode, other.stderr) == (1, "")
    assert "expected" in other.stdout
    assert "yours" in other.stdout


def test_the_script_says_what_else_differs(tmp_path):
    """Of another shape or type it says the sentence of the screen."""
    done = compared(tmp_path, Expected(np.ones((2, 1))), "return np.ones(2)")
    assert done.returncode == 1
    assert "The result has shape (2,), expected (2, 1)." in done.stdout


def test_the_script_expects_an_exception(tmp_path):
    """Where an exception is due the script passes when it is raised, and else says so."""
    due = Expected(raises="ValueError")
    raised = compared(tmp_path, due, "raise ValueError('too small')")
    assert (raised.returncode, raised.stdout) == (0, "ValueError('too small')\n")
    returned = compared(tmp_path, due, "return 3")
    assert (returned.returncode, returned.stdout) == (1, "3\n")
    assert returned.stderr == "f returned a value; expected ValueError to be raised.\n"
    another = compared(tmp_path, due, "raise KeyError('x')")
    assert another.returncode == 1
    assert "KeyError: 'x'" in another.stderr


def test_the_script_says_what_was_wrong_beside_the_value(tmp_path):
    """A changed argument is no other value: the script says that it was that."""
    reason = Reason("argument_changed", {"function": "f", "arguments": ("x",)})
    done = compared(tmp_path, Expected(3), "return 3", aspect=Aspect.ARGUMENTS, reason=reason)
    assert done.returncode == 0
    assert "f changed its argument x. Work on a copy." in done.stdout


def test_the_script_says_why(tmp_path):
    """The cause on the screen stands at its top."""
    why = Diagnosis("why", "mistake", "one", text="You add one.")
    compared(tmp_path, Expected(3), "return 4", diagnoses=(why,))
    text = (tmp_path / ".grade" / "failing_call.py").read_text(encoding="utf-8")
    assert "f is right\n\nYou add one.\n" in text.partition("import sys")[0]


@pytest.mark.slow
def test_a_right_answer_that_is_too_long_is_left_out(tmp_path):
    """The script of a very large answer only prints: it stays readable."""
    done = compared(tmp_path, Expected(np.arange(1e5)), "return 3")
    assert (done.returncode, done.stdout) == (0, "3\n")


def test_a_file_named_like_a_module_of_the_kit_hides_nothing(tmp_path):
    """The course's folder and the student's come behind what the script imports."""
    (tmp_path / "exercises").mkdir()
    for name in ("random.py", "numpy.py", "re.py", "grader.py"):
        (tmp_path / "exercises" / name).write_text("1 / 0\n")
    done = compared(tmp_path, Expected(3), "return 3")
    assert done.returncode == 0, done.stderr


WRONG = """\
import numpy as np


def linear_unit(x, w, b):
    total = x @ w.T
    return total + b


def delta_rule_update(x, t, w, b, lr):
    error = t - linear_unit(x, w, b)
    return w + lr * error.T @ x / len(x), b + lr * error.mean(axis=0)
"""


@pytest.fixture
def debugged(tmp_path):
    """A course with a wrong answer that was judged, and what runs a command in it."""
    root = copy_of(tmp_path, "ex01_delta_rule").root
    shutil.copy(ROOT / ".pdbrc", root)
    (root / "exercises" / "ex01_delta_rule.py").write_text(WRONG)

    def run(*words, typed=""):
        return subprocess.run(
            [sys.executable, *words],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    assert run("-m", "grader", "ex01").returncode == 1
    return run


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "stops"),
    [
        ("b exercises/ex01_delta_rule.py:6", "ex01_delta_rule.py(6)linear_unit()"),
        ("b linear_unit", "ex01_delta_rule.py(5)linear_unit()"),
        ("b delta_rule_update", "ex01_delta_rule.py(10)delta_rule_update()"),
        ("tbreak linear_unit", "ex01_delta_rule.py(5)linear_unit()"),
    ],
)
def test_breakpoints_are_found_from_the_first_line_on(debugged, command, stops):
    """Under pdb a line of the file and a function's name stop there, also in inner calls."""
    told = debugged(
        "-m", "pdb", ".grade/failing_call.py", typed=f"{command}\nc\np x.shape\nq\n"
    )
    assert stops in told.stdout, told.stdout
    assert "(3, 2)" in told.stdout
    assert "not found" not in told.stdout


def test_debug_stops_where_the_failing_call_begins(debugged):
    """`grade debug` says what failed and why, and stops in the first line of the function."""
    told = debugged("-m", "grader", "debug", "ex01", typed="p lr\nc\nq\n").stdout
    assert "why   You divide by the number of examples." in told
    assert "ex01_delta_rule.py(10)delta_rule_update()" in told
    assert told.index("(10)delta_rule_update()") < told.index("0.5")
    assert "values differ" in told  # after c, the script compares
    assert "delta_rule_update()" in debugged("-m", "grader", "debug", typed="q\n").stdout


@pytest.mark.slow
@pytest.mark.parametrize(("text", "said"), [
    ("def linear_unit(", "The file cannot be judged."),
    ("x = 1\n", "Begin anew"),
    ((ROOT / "solutions" / "ex01_delta_rule.py").read_text(), "7 of 7 checks"),
])  # fmt: skip
def test_debug_without_a_failing_call_says_what_there_is(debugged, text, said):
    """Where nothing can be debugged the screen of `grade ex01` comes instead."""
    from pathlib import Path

    done = debugged("-c", "import os; print(os.getcwd())")
    Path(done.stdout.strip(), "exercises", "ex01_delta_rule.py").write_text(text)
    told = debugged("-m", "grader", "debug", "ex01")
    assert said in " ".join(told.stdout.split())
    assert told.returncode == (0 if "7 of 7" in said else 1)
    assert "(Pdb)" not in told.stdout
