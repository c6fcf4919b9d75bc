"""The program inside the sandbox: loads one submission and answers calls about it.

Run as `python -I -S worker.py NUMPY_PARENT`. The contract:

- Frames (see `wire`) are read from what was standard input and written to what was
  standard output; student code sees an empty input and a bounded buffer instead.
- First the worker sends `H` (hello); then every request gets one reply with its number.
- `L(main name, files, function names)` loads the submission, `C(function, arguments,
  named)` calls a function of it. A reply holds plain values only.
- Nothing here knows an expected value, a check, a seed or a verdict.

Only the standard library and NumPy can be imported by a submission.
"""

from __future__ import annotations

import builtins
import io
import os
import sys
import types
import warnings

wire: types.ModuleType  # set by main, before student code is near
np: types.ModuleType

MAX_PRINTED = 64 << 10  # bytes
MAX_MESSAGE = 2 << 10  # characters
MAX_WARNINGS = 5
KEPT_RESULTS = 4  # earlier results of a function that a new one is compared with
MAX_NAMES = 300
ADDRESS_SPACE = 2 << 30  # bytes
FILE_SIZE = 16 << 20
OPEN_FILES = 64
STACK = 8 << 20
CPU_SECONDS = 600  # a last resort: the trusted side measures each call


class Printed(io.RawIOBase):
    """Keeps the first MAX_PRINTED bytes that are written, counts the others away."""

    def __init__(self):
        super().__init__()
        self.kept = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.kept += memoryview(data)[: MAX_PRINTED - len(self.kept)]
        return len(data)

    def take(self):
        text = self.kept.decode("utf-8", "replace")
        self.kept = bytearray()
        return text


class Submission:
    """The loaded module, and what is remembered between calls."""

    def __init__(self, printed):
        self.module = None
        self.printed = printed
        self.warnings = []
        self.results = {}  # function -> arrays of its last results
        self.files = ()

    def load(self, main, files, functions):
        """Execute the main file; return the reply's fields."""
        self.files = tuple(files)
        install_siblings(main, files)
        module = types.ModuleType(main.removesuffix(".py"))
        module.__file__ = main
        # Dataclasses and pickles look their module up.
        sys.modules[module.__name__] = module
        self.module = module
        raised = None
        try:
            text = files[main].decode("utf-8-sig")
            exec(compile(text, main, "exec", dont_inherit=True), module.__dict__)
        except BaseException as error:
            raised = describe(error, self.files, None, (), {})
        found = {name: vars(module)[name] for name in functions if name in vars(module)}
        lines = [(name, line_of(value)) for name, value in found.items()]
        dead = [name for name, value in found.items() if not callable(value)]
        names = [
            (name, line_of(value))
            for name, value in list(vars(module).items())[:MAX_NAMES]
            if callable(value) and not name.startswith("_") and name not in found
            and getattr(value, "__module__", None) == module.__name__
        ]
        return (raised, lines, dead, names, self.printed.take())

    def call(self, name, arguments, named):
        """Call a function; return the reply's fields."""
        before = [wire.encode(argument) for argument in arguments]
        self.warnings.clear()
        function = None
        value = raised = None
        try:
            function = vars(self.module)[name]
            value = function(*arguments, **named)
        except BaseException as error:
            raised = describe(error, self.files, function, arguments, named)
        changed = [
            index
            for index, argument in enumerate(arguments)
            if encoded_or_none(argument) != before[index]
        ]
        shared = [] if raised else self.sharing(name, value, arguments)
        plain = None if raised else flatten(value)
        printed = self.printed.take()
        return (raised, plain, changed, shared, printed, self.warnings[:MAX_WARNINGS])

    def sharing(self, name, value, arguments):
        """Return which arguments, or -1 for an earlier result, `value` shares memory with."""
        mine = arrays_in(value)
        shared = [
            index
            for index, argument in enumerate(arguments)
            if any(overlap(a, b) for a in mine for b in arrays_in(argument))
        ]
        earlier = self.results.setdefault(name, [])
        if any(overlap(a, b) for a in mine for old in earlier for b in old):
            shared.append(-1)
        earlier.append(mine)
        del earlier[:-KEPT_RESULTS]
        return shared


def install_siblings(main, files):
    """Make the other files of a submission importable by their names."""
    import importlib.abc
    import importlib.util

    class Siblings(importlib.abc.MetaPathFinder, importlib.abc.Loader):
        def find_spec(self, name, path=None, target=None):
            if f"{name}.py" not in files or f"{name}.py" == main:
                return None
            return importlib.util.spec_from_loader(name, self, origin=f"{name}.py")

        def exec_module(self, module):
            file = f"{module.__name__}.py"
            text = files[file].decode("utf-8-sig")
            exec(compile(text, file, "exec", dont_inherit=True), module.__dict__)

    if len(files) > 1:
        sys.meta_path.append(Siblings())


def line_of(value):
    """Return the line where a function begins, or None."""
    code = getattr(getattr(value, "__wrapped__", value), "__code__", None)
    line = getattr(code, "co_firstlineno", None)
    return line if type(line) is int else None


def describe(error, files, function, arguments, named):
    """Return an exception as plain values: the fields of `answer.Raised`."""
    names = [
        kind.__name__
        for kind in type(error).__mro__
        if getattr(builtins, kind.__name__, None) is kind
    ]
    try:
        message = str(error)[:MAX_MESSAGE]
    except BaseException:
        message = "(its text could not be made)"
    line, inside = None, ""
    trace = error.__traceback__
    wrong_arity = (
        isinstance(error, TypeError)
        and trace is not None
        and trace.tb_next is None
        and function is not None
        and not fits(function, arguments, named)
    )
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in files:
            line, inside = trace.tb_lineno, trace.tb_frame.f_code.co_name
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and error.filename in files:
        line, message = error.lineno, str(error.msg)
    if wrong_arity:
        message = signature(function)
    module = getattr(error, "name", None) if isinstance(error, ImportError) else None
    return (
        str(type(error).__name__)[:MAX_MESSAGE],
        names,
        message,
        line if type(line) is int else None,
        inside,
        wrong_arity,
        module if type(module) is str else "",
    )


def fits(function, arguments, named):
    """Whether the function's parameters take these arguments; True where unknown."""
    import inspect

    try:
        inspect.signature(function).bind(*arguments, **named)
    except TypeError:
        return False
    except BaseException:
        pass
    return True


def signature(function):
    """Return the parameters as the student wrote them, such as `(x, pad)`."""
    import inspect

    return str(inspect.signature(function))[:MAX_MESSAGE]


def flatten(value):
    """Return the plain value that crosses: the same answer in its simplest form."""
    try:
        plain = simplest(value, 0)
        if len(wire.encode(plain)) < wire.MAX_FRAME - wire.MAX_TEXT * 4:
            return plain
        return wire.Other(type(value).__name__, "an answer of more than 8 MB")
    except wire.WireError as error:
        return wire.Other(str(type(value).__name__)[:100], str(error))
    except BaseException:
        return wire.Other(str(type(value).__name__)[:100], "an object of its own class")


def simplest(value, depth):
    if depth > wire.MAX_DEPTH:
        raise wire.WireError(f"a value nested more than {wire.MAX_DEPTH} deep")
    kind = type(value)
    if value is None or kind in (bool, int, float, complex, str):
        return value
    if isinstance(value, np.generic) and not isinstance(value, np.void):
        return simplest_number(np.asarray(value))
    if kind is np.ndarray:
        if value.dtype.kind == "O":
            return wire.Other("ndarray", "an array of dtype object")
        if wire.dtype_code(value.dtype) is None:
            return wire.Other("ndarray", f"an array of dtype {value.dtype}")
        if value.ndim == 0:
            return simplest_number(value)
        if value.nbytes > wire.MAX_FRAME:
            return wire.Other("ndarray", f"an array of shape {value.shape}, too large")
        return np.array(value, order="C", subok=False)
    for plain in (bool, int, float, complex, str):
        if isinstance(value, plain):
            return plain(value)
    if isinstance(value, (list, tuple)):
        items = [simplest(item, depth + 1) for item in value]
        return items if isinstance(value, list) else tuple(items)
    if isinstance(value, dict):
        return {key: simplest(item, depth + 1) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return wire.Other(kind.__name__, f"an array subclass ({kind.__name__})")
    return wire.Other(kind.__name__[:100], f"a value of type {kind.__name__[:100]}")


def simplest_number(array):
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        return float(array)
    if array.dtype.kind in "biufcU":
        return array.item()
    return wire.Other("ndarray", f"a value of dtype {array.dtype}")


def arrays_in(value, depth=0):
    """Return the arrays of a value, also those inside containers."""
    if isinstance(value, np.ndarray):
        return [value] if value.ndim and value.size else []
    if depth > 4:
        return []
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [array for item in value[:1000] for array in arrays_in(item, depth + 1)]
    return []


def overlap(a, b):
    try:
        return np.may_share_memory(a, b) and np.shares_memory(a, b, max_work=100_000)
    except BaseException:
        return True  # too hard to tell apart: they interleave


def encoded_or_none(value):
    try:
        return wire.encode(value)
    except BaseException:
        return None


def limit_resources():
    """Bound this process where the system can."""
    try:
        import resource
    except ImportError:
        return
    for name, amount in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_MEMLOCK", 0),
        ("RLIMIT_FSIZE", FILE_SIZE),
        ("RLIMIT_NOFILE", OPEN_FILES),
        ("RLIMIT_STACK", STACK),
        ("RLIMIT_AS", ADDRESS_SPACE),
        ("RLIMIT_CPU", CPU_SECONDS),
    ):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        try:
            hard = resource.getrlimit(kind)[1]
            if hard != resource.RLIM_INFINITY:
                amount = min(amount, hard)
            resource.setrlimit(kind, (amount, amount))
        except (OSError, ValueError):
            continue  # macOS refuses some; docs/security.md says what is not bounded


def private_channel():
    """Take over standard input and output; leave student code an empty one."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(incoming, os.O_BINARY)
        msvcrt.setmode(outgoing, os.O_BINARY)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")


def prepare_streams(submission):
    """Redirect what student code prints, warns and waits for."""
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for the whole life
    sys.stdout = sys.stderr = io.TextIOWrapper(
        submission.printed, encoding="utf-8", errors="replace", write_through=True
    )

    def keep(message, category, *where):
        if len(submission.warnings) < MAX_WARNINGS:
            submission.warnings.append((category.__name__[:100], str(message)[:200]))

    def refuse(*arguments, **named):
        raise RuntimeError("breakpoint() was called, and nobody is there to debug")

    warnings.simplefilter("always")
    warnings.showwarning = keep
    sys.breakpointhook = refuse


def serve(incoming, outgoing, submission):
    """Answer requests until the other side closes the channel."""
    mine = os.getpid()
    head = wire.FRAME_HEAD

    def send(request, fields):
        data = wire.frame(request, wire.encode(fields))
        if os.getpid() != mine:
            os._exit(0)  # a fork of student code that came back here
        outgoing.write(data)
        outgoing.flush()

    send(0, ("H", np.__version__))
    while True:
        start = incoming.read(head.size)
        if len(start) < head.size:
            return
        request, length = head.unpack(start)
        kind, *fields = wire.decode(incoming.read(length))
        if kind == "L":
            send(request, ("L", *submission.load(*fields)))
        else:
            send(request, ("C", *submission.call(*fields)))


def main():
    global wire, np
    incoming, outgoing = private_channel()
    path = list(sys.path)
    sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), sys.argv[1]]
    import numpy
    import wire as the_wire

    # What was imported stays; nothing else of those two folders can be.
    sys.path[:] = path
    sys.modules.pop("wire")
    wire, np = the_wire, numpy
    limit_resources()
    submission = Submission(Printed())
    prepare_streams(submission)
    serve(incoming, outgoing, submission)
    os._exit(0)  # threads of student code must not keep the process alive


if __name__ == "__main__":
    main()
