"""A real worker answers in plain values, tells side effects, and stays apart from the kit."""

import ast
import os
import subprocess
import sys

import numpy as np
import pytest

from grader.course import Limits
from grader.report import Outcome
from grader.sandbox.inside import wire
from tests.kit.values import equal
from tests.kit.workshop import asked

posix = pytest.mark.skipif(os.name != "posix", reason="rlimits and descriptors are POSIX's")

FORMS = """
import collections, enum, functools, fractions
import numpy as np

Pair = collections.namedtuple("Pair", "a b")

class Level(enum.IntEnum):
    LOW = 3

class Long(list):
    pass

class Matrix(np.ndarray):
    pass

class Own:
    pass

cycle = []
cycle.append(cycle)

VALUES = {
    "int64": np.int64(-3), "uint8": np.uint8(200), "bool": np.bool_(True),
    "float64": np.float64(0.1), "float32": np.float32(0.1), "float16": np.float16(0.5),
    "longdouble": np.longdouble(1.5), "complex64": np.complex64(1 + 2j),
    "text": np.str_("abc"), "0-d": np.array(2.5), "0-d bool": np.array(False),
    "0-d int": np.array(7, "int32"), "named tuple": Pair(1, np.float64(2)),
    "enum": Level.LOW, "long list": Long([np.int8(1)]), "tuple": (np.array(1), [np.array(2.0)]),
    "ordered": collections.OrderedDict(a=np.int64(1)), "none": None,
    "fortran": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "strided": np.arange(12.0).reshape(2, 6)[:, ::2],
    "reversed": np.arange(3)[::-1],
    "broadcast": np.broadcast_to(np.float32(2), (2, 2)),
    "big endian": np.arange(3, dtype=">i4"),
    "one": np.array([5.0]),
    "matrix": np.matrix([[1.0]]), "subclass": np.zeros(2).view(Matrix),
    "masked": np.ma.array([1.0, 2.0], mask=[True, False]), "masked constant": np.ma.masked,
    "object": np.array([1, None], object), "0-d object": np.array(None, object),
    "dates": np.zeros(2, "M8[s]"), "bytes array": np.zeros(2, "S3"),
    "record": np.zeros(2, "i4,f8"), "record item": np.zeros(2, "i4,f8")[0],
    "date": np.datetime64("2020-01-01"), "set": {1}, "generator": (x for x in "ab"),
    "fraction": fractions.Fraction(1, 2), "own": Own(), "class": Own, "cycle": cycle,
    "bytes": b"abc", "range": range(3), "lambda": (lambda: 1), "keys": {1: 2},
    "huge": 1 << 5000, "large array": np.broadcast_to(np.float64(1), (4000, 4000)),
    "huge empty": np.zeros((2**40, 0)),
}

def f(name):
    return VALUES[name]
"""

PLAIN_FORMS = {
    "int64": -3,
    "uint8": 200,
    "bool": True,
    "float64": 0.1,
    "float32": float(np.float32(0.1)),
    "float16": 0.5,
    "longdouble": 1.5,
    "complex64": 1 + 2j,
    "text": "abc",
    "0-d": 2.5,
    "0-d bool": False,
    "0-d int": 7,
    "named tuple": (1, 2.0),
    "enum": 3,
    "long list": [1],
    "tuple": (1, [2.0]),
    "ordered": {"a": 1},
    "none": None,
    "fortran": np.arange(6.0).reshape(2, 3),
    "strided": np.array([[0.0, 2.0, 4.0], [6.0, 8.0, 10.0]]),
    "reversed": np.array([2, 1, 0]),
    "broadcast": np.full((2, 2), 2, "float32"),
    "big endian": np.arange(3, dtype="int32"),
    "one": np.array([5.0]),
}

OTHER_FORMS = {
    "matrix": "matrix",
    "subclass": "Matrix",
    "masked": "MaskedArray",
    "masked constant": "MaskedConstant",
    "object": "ndarray",
    "0-d object": "ndarray",
    "dates": "ndarray",
    "bytes array": "ndarray",
    "record": "ndarray",
    "record item": "void",
    "date": "ndarray",
    "set": "set",
    "generator": "generator",
    "fraction": "Fraction",
    "own": "Own",
    "class": "type",
    "cycle": "list",
    "bytes": "bytes",
    "range": "range",
    "lambda": "function",
    "keys": "dict",
    "huge": "int",
    "large array": "ndarray",
}


@pytest.fixture(scope="module")
def forms():
    """One worker that returns every form of value."""
    with asked(FORMS) as (student, loaded):
        assert loaded.raised is None, loaded.raised
        yield student


@pytest.mark.parametrize("form", PLAIN_FORMS)
def test_results_cross_in_their_simplest_form(forms, form):
    """A NumPy scalar, 0-d array, named tuple or odd layout crosses as the plain value."""
    answer = forms.call("f", (form,), {})
    assert answer.stopped is None
    assert equal(answer.value, PLAIN_FORMS[form]), answer.value


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_what_is_not_plain_crosses_as_its_name(forms, form):
    """A value that is no plain one is named with its type, and nothing of it crosses."""
    answer = forms.call("f", (form,), {})
    assert answer.stopped is None
    assert type(answer.value) is wire.Other, answer.value
    assert answer.value.type_name == OTHER_FORMS[form]


def test_an_empty_array_of_huge_axes_is_an_answer(forms):
    """np.zeros((2**40, 0)) is a wrong answer, not the end of the worker."""
    assert forms.call("f", ("huge empty",), {}).stopped is None


HOSTILE = """
class Proud(Exception):
    def __str__(self):
        raise KeyError("no text")

class Meta(type):
    @property
    def __name__(cls):
        raise OSError("no name")

class Nameless(metaclass=Meta):
    pass

class NoFloat(float):
    def __float__(self):
        raise ZeroDivisionError

def f(what):
    if what == "raises without text":
        raise Proud
    if what == "raises a long text":
        raise ValueError("x" * 10**7)
    if what == "raises a base exception":
        raise KeyboardInterrupt
    if what == "exits":
        raise SystemExit(0)
    if what == "type without a name":
        return Nameless()
    if what == "float that raises":
        return NoFloat(1)
    if what == "text of 256 MiB":
        return "x" * 2**28
    if what == "half a pair":
        return "\\ud800"
    if what == "many items":
        return [0] * 2_000_000
    if what == "nested deep":
        value = []
        for _ in range(200_000):
            value = [value]
        return value
    if what == "syntax error with a long text":
        raise SyntaxError("x" * 10**6, ("submission.py", 2**70, 1, "x"))
"""


@pytest.mark.parametrize(
    "what",
    [
        "raises without text",
        "raises a long text",
        "raises a base exception",
        "exits",
        "float that raises",
        "text of 256 MiB",
        "half a pair",
        "many items",
        "nested deep",
    ],
)
def test_odd_results_do_not_end_the_worker(odd, what):
    """Whatever a call returns or raises, the worker lives and answers the next one."""
    answer = odd.call("f", (what,), {})
    assert answer.stopped is None, answer.stopped
    if answer.raised is not None:
        assert len(answer.raised.message) <= 2048
    assert odd.call("f", ("half a pair",), {}).stopped is None


@pytest.mark.parametrize("what", ["type without a name", "syntax error with a long text"])
def test_results_made_to_confuse_cost_one_answer_at_most(what):
    """A type or an exception that lies about itself ends its own worker at worst."""
    with asked(HOSTILE) as (student, _):
        stopped = student.call("f", (what,), {}).stopped
        assert stopped is None or stopped.outcome is Outcome.CRASHED
        assert student.call("f", ("half a pair",), {}).stopped is None


@pytest.fixture(scope="module")
def odd():
    """One worker whose results are hostile."""
    with asked(HOSTILE) as (student, loaded):
        assert loaded.raised is None
        yield student


def test_a_base_exception_is_no_value_error(odd):
    """SystemExit and KeyboardInterrupt arrive as names that no suite can expect."""
    for what in ("exits", "raises a base exception"):
        raised = odd.call("f", (what,), {}).raised
        assert raised.builtins == ()
        assert not raised.is_a("ValueError")


def test_modules_are_what_python_makes_of_them():
    """Dataclasses, callable instances, partials, lambdas, closures, __main__ blocks work."""
    text = """
        from __future__ import annotations
        import dataclasses, functools, pickle, sys, typing, warnings

        @dataclasses.dataclass(frozen=True)
        class Box:
            side: "typing.ClassVar[int]" = 3
            x: float = 1.0

        class Adder:
            def __call__(self, x):
                return x + Box().x

        def power(n, x):
            return x ** n

        instance = Adder()
        partial = functools.partial(power, 2)
        short = lambda x: x - 1

        @functools.lru_cache
        def cached(x):
            return x + 5

        def wrapped(function):
            @functools.wraps(function)
            def inner(*args):
                return function(*args)
            return inner

        @wrapped
        def decorated(x):
            return x * 10

        def pickled(x):
            return pickle.loads(pickle.dumps(Box(x=x))).x

        if __name__ == "__main__":
            sys.exit("never here")
    """
    names = ("instance", "partial", "short", "cached", "decorated", "pickled")
    with asked(text, functions=names) as (student, loaded):
        assert loaded.raised is None, loaded.raised
        assert loaded.not_callable == ()
        answers = [student.call(name, (4.0,), {}).value for name in names]
    assert answers == [5.0, 16.0, 3.0, 9.0, 40.0, 4.0]


SIDE_EFFECTS = """
    import numpy as np

    HELD = np.zeros(8)
    RING = np.zeros(8)

    def f(what, x):
        if what == "changes a cell":
            x[0, 0] += 1
            return x.copy()
        if what == "sorts in place":
            x.sort(axis=0)
            return 1.0
        if what == "changes the shape":
            x.shape = (x.size,)
            return 1.0
        if what == "leaves alone":
            return x + 1
        if what == "the same":
            return x
        if what == "a view":
            return x[:1]
        if what == "transposed":
            return x.T
        if what == "reversed":
            return x[::-1, ::-1]
        if what == "inside a tuple":
            return 1, {"a": [x[0]]}
        if what == "a copy":
            return x[::-1].copy()
        if what == "a slice of no cells":
            return x[:0]
        if what == "a number from it":
            return x[0, 0]
        if what == "held":
            return HELD[:2]

    turn = []

    def interleaved(x):
        turn.append(1)
        return RING[::2] if len(turn) % 2 else RING[1::2]

    def alternating(x):
        turn.append(1)
        return RING[:4] if len(turn) % 2 else RING[4:]
"""


@pytest.fixture(scope="module")
def touching():
    """One worker whose functions change and share memory."""
    names = ("f", "interleaved", "alternating")
    with asked(SIDE_EFFECTS, functions=names) as (student, loaded):
        assert loaded.raised is None
        yield student


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("changes a cell", (1,)),
        ("sorts in place", (1,)),
        ("changes the shape", (1,)),
        ("leaves alone", ()),
        ("the same", ()),
    ],
)
def test_changed_arguments_are_told(touching, what, changed):
    """The worker tells which arguments a call changed, and no other."""
    x = np.array([[3.0, 1.0], [2.0, 5.0], [0.5, 4.0]])
    assert touching.call("f", (what, x), {}).changed == changed


def test_the_trusted_array_is_never_changed(touching):
    """An argument that the worker changes stays what it was on this side."""
    x = np.ones((2, 2))
    touching.call("f", ("changes a cell", x), {})
    assert (x == 1).all()


@pytest.mark.parametrize(
    "what", ["the same", "a view", "transposed", "reversed", "inside a tuple"]
)
def test_results_that_share_with_an_argument_are_told(touching, what):
    """A view of an argument, in whatever form, shares memory with it."""
    assert touching.call("f", (what, np.ones((3, 2))), {}).shared == (1,)


@pytest.mark.parametrize("what", ["a copy", "a slice of no cells", "a number from it"])
def test_results_of_their_own_share_nothing(touching, what):
    """A copy, an empty slice and a number share memory with nobody."""
    assert touching.call("f", (what, np.ones((3, 2))), {}).shared == ()


def test_strided_arguments_share_as_others_do(touching):
    """Sharing is told for a strided argument too, and for a Fortran-ordered one."""
    for x in (np.ones((3, 4))[:, ::2], np.asfortranarray(np.ones((3, 2)))):
        assert touching.call("f", ("a view", x), {}).shared == (1,)
        assert touching.call("f", ("a copy", x), {}).shared == ()


def test_a_result_that_is_held_is_told_the_second_time(touching):
    """An array that a function keeps and returns again is shared with the earlier result."""
    x = np.ones((1, 1))
    assert touching.call("f", ("held", x), {}).shared == ()
    assert touching.call("f", ("held", x), {}).shared == (-1,)


@pytest.mark.parametrize("function", ["interleaved", "alternating"])
def test_interleaved_views_do_not_share(touching, function):
    """Results that lie between each other's cells, or beside each other, share none."""
    x = np.ones((1, 1))
    assert [touching.call(function, (x,), {}).shared for _ in range(2)] == [(), ()]
    assert touching.call(function, (x,), {}).shared == (-1,)


PRINTS = """
    import os, sys, warnings
    import numpy as np
    print("loading")

    def f(what):
        if what == "much":
            print("a" * 10_000_000)
        if what == "korean":
            print("\\uac00" * 100_000)
        if what == "no text":
            sys.stdout.buffer.write(b"\\xff" * 100_000)
        if what == "half a pair":
            print("\\ud800 half")
        if what == "streams":
            print("out"); print("err", file=sys.stderr); sys.__stdout__ and os.write(1, b"raw")
        if what == "flush":
            print("now", flush=True); sys.stdout.flush()
        if what == "many times":
            for _ in range(200_000):
                print("line")
        if what == "closed":
            sys.stdout.close()
        if what == "warn":
            for number in range(20):
                warnings.warn(f"warning {number} " + "x" * 1000, RuntimeWarning)
        if what == "numpy":
            return np.log(np.zeros(2))
        if what == "error":
            warnings.simplefilter("error")
            np.log(np.zeros(2))
        return 1.0
"""


@pytest.fixture
def printing():
    """A worker that prints and warns."""
    with asked(PRINTS) as (student, loaded):
        assert loaded.printed == "loading\n"
        yield student


def test_printed_text_is_bounded(printing):
    """At most 64 KiB of what a call prints is kept, and the answer comes all the same."""
    for what in ("much", "many times"):
        answer = printing.call("f", (what,), {})
        assert answer.value == 1.0
        assert 60_000 < len(answer.printed) <= 65_536


def test_printed_text_is_cut_between_characters(printing):
    """100,000 printed Korean characters are cut, and the answer comes all the same."""
    answer = printing.call("f", ("korean",), {})
    assert answer.stopped is None
    assert len(answer.printed.encode()) <= wire.MAX_TEXT


def test_printed_bytes_that_are_no_text_are_bounded(printing):
    """100,000 printed bytes that are not UTF-8 cost no answer."""
    answer = printing.call("f", ("no text",), {})
    assert answer.stopped is None
    assert answer.value == 1.0


def test_printed_text_belongs_to_its_call(printing):
    """Text of both streams is kept for the call that printed it, raw writes are not."""
    assert printing.call("f", ("streams",), {}).printed == "out\nerr\n"
    assert printing.call("f", ("nothing",), {}).printed == ""
    assert printing.call("f", ("flush",), {}).printed == "now\n"
    assert printing.call("f", ("half a pair",), {}).printed == "? half\n"


def test_closing_the_output_costs_nothing(printing):
    """A submission that closes its own output still answers."""
    assert printing.call("f", ("closed",), {}).value == 1.0
    assert printing.call("f", ("nothing",), {}).value == 1.0


def test_warnings_are_told_and_bounded(printing):
    """A warning is told with its category, the first five of them, in short."""
    told = printing.call("f", ("warn",), {}).warnings
    assert len(told) == 5
    assert all(kind == "RuntimeWarning" and len(text) <= 200 for kind, text in told)
    (kind, text), *rest = printing.call("f", ("numpy",), {}).warnings
    assert (kind, rest) == ("RuntimeWarning", [])
    assert "divide by zero" in text


def test_warnings_are_no_errors_and_come_again(printing):
    """The same warning is told for every call."""
    for _ in range(2):
        answer = printing.call("f", ("numpy",), {})
        assert answer.raised is None
        assert len(answer.warnings) == 1


ARITY = """
    import functools

    def f(x):
        return len(x)

    def default(x, y=1):
        return y

    def inner(x, y):
        return f(x, y)

    def star(*args):
        return args

    partial = functools.partial(default, 1)

    class Call:
        def __call__(self):
            return 1
    instance = Call()
"""


@pytest.mark.parametrize(
    ("function", "arguments", "wrong", "told"),
    [
        ("f", (1, 2), True, "(x)"),
        ("f", (), True, "(x)"),
        ("f", (1,), False, "object of type 'int' has no len()"),
        ("default", (1, 2, 3), True, "(x, y=1)"),
        ("inner", (1, 2), False, "f() takes 1 positional argument but 2 were given"),
        ("partial", (1, 2), True, "(y=1)"),
        ("instance", (1,), True, "()"),
    ],
)
def test_a_call_that_does_not_fit_is_told_from_other_errors(
    arities, function, arguments, wrong, told
):
    """A wrong number of parameters is told with the parameters as they are written."""
    raised = arities.call(function, arguments, {}).raised
    assert raised.type_name == "TypeError"
    assert raised.wrong_arity is wrong
    assert raised.message == told


def test_named_arguments_are_passed_by_name(arities):
    """A parameter with a default can be named, a wrong name is a wrong call."""
    assert arities.call("default", (1,), {"y": 7}).value == 7
    assert arities.call("default", (1,), {"z": 7}).raised.wrong_arity
    assert arities.call("star", (1, 2), {}).value == (1, 2)


@pytest.fixture(scope="module")
def arities():
    """One worker with functions of several parameters."""
    names = ("f", "default", "inner", "star", "partial", "instance")
    with asked(ARITY, functions=names) as (student, loaded):
        assert loaded.raised is None
        yield student


def test_lines_of_errors_are_the_submissions_own():
    """An exception's line is the submission's last one, also inside NumPy or a helper."""
    text = "import numpy as np\n\n\ndef f(x):\n    return helper(x)\n\n\ndef helper(x):\n"
    text += "    return np.zeros(3) + np.zeros(4)\n"
    with asked(text) as (student, loaded):
        assert loaded.lines == {"f": 4}
        assert loaded.names == (("helper", 8),)
        raised = student.call("f", (1,), {}).raised
    assert (raised.line, raised.function, raised.type_name) == (9, "helper", "ValueError")


INSIDE = """
    import builtins, importlib, os, sys
    import numpy as np

    def f(what):
        if what == "path":
            return sys.path
        if what == "environment":
            return dict(os.environ)
        if what == "where":
            return os.getcwd()
        if what == "names":
            return (__name__, __file__, f.__code__.co_filename, f.__module__,
                    sys.modules["submission"].f is f)
        if what == "modules":
            return sorted(name for name in sys.modules)
        if what == "numpy":
            return {name: type(value).__name__ for name, value in vars(np).items()}
        if what == "documented":
            names = {"array": np.array, "exp": np.exp, "linalg.norm": np.linalg.norm}
            return {name: bool(value.__doc__) for name, value in names.items()}
        if what == "input":
            return (sys.stdin.read(), os.read(0, 10) == b"")
        if what == "limits":
            import resource
            names = "CORE MEMLOCK FSIZE NOFILE STACK AS CPU".split()
            return {name: list(resource.getrlimit(getattr(resource, "RLIMIT_" + name)))
                    for name in names}
        if what == "session":
            return (os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid())
        if what == "memory":
            return len(bytearray(8 << 30))
        if what == "file":
            with open("big", "wb") as stream:
                for _ in range(40):
                    stream.write(bytes(1 << 20))
            return 1

    def find(name):
        return importlib.import_module(name).__name__
"""


@pytest.fixture(scope="module")
def inside():
    """One worker that looks around."""
    with asked(INSIDE, functions=("f", "find")) as (student, loaded):
        assert loaded.raised is None
        yield student


@pytest.mark.parametrize(
    "name",
    [
        "pytest", "click", "grader", "grader.sandbox.inside.wire", "wire", "respond", "making",
        "plain",
        "worker", "torch", "pip", "hypothesis", "scipy", "sklearn", "psutil", "setuptools",
        "_pytest", "_distutils_hack", "sitecustomize", "exercises", "solutions", "tests",
    ],
)  # fmt: skip
def test_nothing_else_can_be_imported(inside, name):
    """Neither the kit nor any installed package but NumPy can be imported inside."""
    answer = inside.call("find", (name,), {})
    assert answer.raised is not None, answer.value
    assert answer.raised.type_name == "ModuleNotFoundError"
    assert answer.raised.module == name.partition(".")[0]


@pytest.mark.parametrize(
    "name", ["numpy.linalg", "numpy.lib.stride_tricks", "dataclasses", "math", "numpy.fft"]
)
def test_numpy_and_the_standard_library_can_be_imported(inside, name):
    """All of NumPy and of the standard library is there."""
    assert inside.call("find", (name,), {}).value == name


def test_numpy_has_all_but_some_docstrings():
    """NumPy inside is what it is outside, but for docstrings that take time to make."""
    code = (
        "import numpy\n"
        "print({name: type(value).__name__ for name, value in vars(numpy).items()})"
    )
    outside = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    later = ("ma", "random", "polynomial", "testing", "char", "ctypeslib", "matlib", "rec")
    with asked(INSIDE, functions=("f", "find")) as (student, _loaded):
        assert student.call("f", ("numpy",), {}).value == ast.literal_eval(outside.stdout)
        documented = student.call("f", ("documented",), {}).value
        assert documented == {"array": False, "exp": True, "linalg.norm": True}
        for name in later:
            assert student.call("find", (f"numpy.{name}",), {}).value == f"numpy.{name}"


def test_the_import_path_is_the_standard_librarys(inside):
    """The import path holds only folders of the interpreter itself."""
    path = inside.call("f", ("path",), {}).value
    assert path
    for folder in path:
        assert folder.startswith((sys.base_prefix, sys.base_exec_prefix)), folder
        assert "site-packages" not in folder
        assert "dist-packages" not in folder


def test_no_module_of_the_kit_is_loaded_inside(inside):
    """sys.modules inside has the submission, NumPy, and nothing of the kit by name."""
    names = inside.call("f", ("modules",), {}).value
    tops = {name.partition(".")[0] for name in names}
    assert "submission" in tops
    foreign = tops - set(sys.stdlib_module_names) - {"numpy", "submission", "__main__"}
    assert not {name for name in foreign if not name.startswith("_")}


def test_the_environment_names_nobody(inside, monkeypatch):
    """The environment inside has no user's name and no path but the scratch folder."""
    held = inside.call("f", ("environment",), {}).value
    scratch = inside.call("f", ("where",), {}).value
    assert set(held) <= {
        "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "HOME", "TMPDIR",
        "TMP", "TEMP", "LC_ALL", "LC_CTYPE", "SYSTEMROOT",
    }  # fmt: skip
    for name, value in held.items():
        if os.sep in value and name != "SYSTEMROOT":
            assert os.path.realpath(value) == os.path.realpath(scratch), name


def test_the_source_has_a_neutral_name(inside):
    """Inside, the file is called submission.py and its module submission."""
    names = inside.call("f", ("names",), {}).value
    assert names == ("submission", "submission.py", "submission.py", "submission", True)


def test_there_is_no_input(inside):
    """Standard input is empty, for Python and for the system."""
    assert inside.call("f", ("input",), {}).value == ("", True)


@posix
def test_resources_are_limited(inside):
    """The limits that the system has are set, hard and soft."""
    if sys.platform == "darwin":
        pytest.skip("macOS refuses some of them")
    limits = inside.call("f", ("limits",), {}).value
    most = {"CORE": 0, "MEMLOCK": 0, "FSIZE": 16 << 20, "NOFILE": 64, "STACK": 8 << 20}
    most |= {"AS": 2 << 30, "CPU": 600}
    for name, amount in most.items():
        soft, hard = limits[name]
        assert 0 <= soft <= hard <= amount, name


@posix
def test_the_worker_leads_a_session_of_its_own(inside):
    """The worker leads its session and its process group."""
    assert inside.call("f", ("session",), {}).value == (True, True)


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not bound memory")
def test_memory_is_limited(inside):
    """An allocation of 8 GiB is a MemoryError of the submission."""
    assert inside.call("f", ("memory",), {}).raised.type_name == "MemoryError"


@posix
def test_files_are_limited(inside):
    """A file of 40 MiB cannot be written, and the worker lives on."""
    answer = inside.call("f", ("file",), {})
    assert answer.raised is not None
    assert answer.raised.type_name == "OSError"


def test_files_of_a_submission_import_each_other():
    """The other files of a submission are modules, also those that import back."""
    text = """
        import layers
        from layers import scale

        BASE = 10

        def f(x):
            return scale(x) + layers.shifted(x)
    """
    layers = """
        import math
        import tools

        def scale(x):
            return tools.FACTOR * x

        def shifted(x):
            import submission
            return submission.BASE + x + math.floor(0.5)
    """
    with asked(text, layers=layers, tools="FACTOR = 3\n") as (student, loaded):
        assert loaded.raised is None, loaded.raised
        assert student.call("f", (2,), {}).value == 18


def test_a_sibling_that_does_not_load_is_an_error_with_its_line():
    """A syntax error in another file of the submission ends the loading, named."""
    with asked("import other\n", other="x = 1\nif x\n    pass\n") as (_, loaded):
        assert loaded.raised.type_name == "SyntaxError"
        assert loaded.raised.line == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (b"\xef\xbb\xbfdef f(x):\r\n    return x\r\n", None),
        (b"def f(x):\r    return x\r", None),
        (b"", None),
        (b"# -*- coding: cp949 -*-\ndef f(x):\n    return 1\n", None),
        (b"def f(x):\n\treturn 1\n        return 2\n", "TabError"),
        (b"f(\0)", "SyntaxError"),
        (b"-" * 60_000 + b"1", ("MemoryError", "RecursionError", "SyntaxError")),
        (b"(" * 100_000, ("MemoryError", "RecursionError", "SyntaxError")),
        (b"import sys; sys.exit(0)", "SystemExit"),
        (b"1/0", "ZeroDivisionError"),
    ],
)
def test_every_text_loads_or_is_an_error(text, kind):
    """Byte order mark, line ends, NUL bytes and endless expressions are just texts."""
    from grader.sandbox.process import launch_process
    from grader.sandbox.student import Student

    student = Student(launch_process(), launch_process, Limits())
    try:
        loaded = student.load("submission.py", {"submission.py": text}, ("f",))
    finally:
        student.close()
    assert loaded.stopped is None
    if kind is None:
        assert loaded.raised is None, loaded.raised
    else:
        assert loaded.raised.type_name in (kind if isinstance(kind, tuple) else (kind,))


FORGERY = """
    import os, struct, sys

    def ends():
        found = []
        for number in range(3, 64):
            try:
                os.fstat(number)
            except OSError:
                continue
            found.append(number)
        return found

    def frame(number, body):
        return struct.pack("!IQ", number, len(body)) + body

    def everywhere(data):
        for number in ends():
            try:
                os.write(number, data)
            except OSError:
                pass

    def text(words):
        return struct.pack("!I", len(words)) + words

    def right_answer(value):
        # ("C", None, value, [], [], "", [])
        empty = b"L" + bytes(4)
        return (b"U" + struct.pack("!I", 7) + b"S" + text(b"C") + b"N" + value
                + empty + empty + b"S" + text(b"") + empty)

    def number_now():
        depth = sys._getframe()
        while depth is not None:
            if "request" in depth.f_locals:
                return depth.f_locals["request"]
            depth = depth.f_back
        return 2

    def f(what):
        if what == "right number":
            everywhere(frame(number_now(), right_answer(b"D" + struct.pack("!d", 42.0))))
        if what == "wrong number":
            everywhere(frame(77, right_answer(b"D" + struct.pack("!d", 42.0))))
        if what == "noise":
            everywhere(bytes(range(256)) * 4)
        if what == "huge frame":
            everywhere(struct.pack("!IQ", number_now(), 1 << 40))
        if what == "no reply":
            everywhere(frame(number_now(), b"N"))
        if what == "object array":
            everywhere(frame(number_now(), b"A" + bytes([99, 0, 0])))
        if what == "no characters":
            head = b"A" + bytes([100, 0, 1]) + struct.pack("!Q", 5)
            everywhere(frame(number_now(), right_answer(head)))
        if what == "huge shape":
            head = b"A" + bytes([11, 0, 4]) + struct.pack("!4Q", 1 << 23, 1 << 23, 1 << 23, 0)
            everywhere(frame(number_now(), right_answer(head)))
        if what == "closed":
            os.closerange(3, 64)
        if what == "ends":
            os._exit(0)
        return 1.0
"""


@posix
@pytest.mark.parametrize(
    "what",
    [
        "wrong number", "noise", "huge frame", "no reply", "object array", "no characters",
        "huge shape", "closed", "ends",
    ],
)  # fmt: skip
def test_forged_frames_are_crashes(what):
    """Frames that student code writes end its worker; the next call has a new one."""
    with asked(FORGERY) as (student, loaded):
        assert loaded.raised is None
        answer = student.call("f", (what,), {})
        assert answer.stopped is not None
        assert answer.stopped.outcome is Outcome.CRASHED
        assert student.call("f", ("nothing",), {}).value == 1.0


@pytest.mark.slow
@posix
def test_a_forged_answer_is_only_an_answer():
    """A frame with the right number is what the function says, and the one after a crash."""
    with asked(FORGERY) as (student, _):
        answer = student.call("f", ("right number",), {})
        assert answer.value == 42.0
        assert student.call("f", ("nothing",), {}).stopped.outcome is Outcome.CRASHED
        assert student.call("f", ("nothing",), {}).value == 1.0
