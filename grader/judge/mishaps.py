"""Says what a submission raised, lacks or imports, and what to try where one is sure."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from grader.judge.submission import Submission
from grader.report import Outcome, Problem, Reason, Shape
from grader.sandbox.answer import Loaded, Parameter, Raised

SHORTCUTS = {"torch", "scipy", "tensorflow", "keras", "sklearn", "jax", "autograd"}
PLOTS = {"matplotlib", "seaborn", "plotly", "cv2", "PIL"}

# What a reason of a call is called where it was the loading of the file.
WHILE_LOADING = {
    "cpu_time": "load_cpu_time",
    "clock_time": "load_clock_time",
    "ended_itself": "load_ended",
    "died": "load_died",
}


def fault_of(error: BaseException) -> Reason:
    """Return that the kit or a suite failed: which exception, and where it was raised."""
    return Reason("kit_failed", _where(error))


def not_handled(error: Exception) -> Reason:
    """Return that something failed over what the submission answered: that is its own doing.

    What the kit does with an answer is tried with right ones before anybody is judged.
    """
    return Reason("not_handled", _where(error))


def _where(error: BaseException) -> dict[str, str | None]:
    trace = error.__traceback__
    place = None
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return {"type": type(error).__name__, "place": place}


def problem_of(
    submission: Submission, loaded: Loaded, imports: Collection[str] = ()
) -> tuple[Problem, Outcome]:
    """Return why a file could not be loaded, and what its checks become.

    Args:
        loaded: what the loading came to: an exception, or no answer.
        imports: the exercises whose files it may import.
    """
    if loaded.stopped is not None:
        outcome, (code, facts) = loaded.stopped.outcome, loaded.stopped.reason
        late = outcome is Outcome.TIMEOUT
        reason = Reason(WHILE_LOADING.get(code, code), facts)
        return Problem(reason, hint=Reason("end_the_loop_outside") if late else None), outcome
    raised = loaded.raised
    assert raised is not None
    return (
        Problem(
            Reason("raised", raised.facts),
            line=raised.line,
            source=submission.line(raised.line, raised.file),
            hint=hint_for(raised, imports),
            printed=loaded.printed,
            file=raised.file,
        ),
        Outcome.MISSING if raised.is_a("NotImplementedError") else Outcome.ERROR,
    )


def hint_for(raised: Raised, imports: Collection[str] = ()) -> Reason | None:
    """Return what to try after an exception, or None where nothing is sure.

    Args:
        imports: the exercises whose files may be imported.
    """
    if raised.module in imports and raised.type_name == "ModuleNotFoundError":
        return Reason("earlier_file_absent", {"file": f"{raised.module}.py"})
    if raised.module in imports:
        return Reason("earlier_name_absent", {"file": f"{raised.module}.py"})
    if raised.module:
        return _hint_for_module(raised.module, imports)
    code = _hint_code(raised)
    return Reason(code) if code else None


def _hint_code(raised: Raised) -> str:
    # What is looked at is Python's own text, never a sentence of the kit.
    name, text = raised.type_name, raised.message
    if name == "NameError" and any(f"'{word}'" in text for word in ("exit", "quit")):
        return "remove_exit"
    if name == "NameError" and "'plt'" in text:
        return "remove_plots"
    if name == "BdbQuit" or "breakpoint() was called" in text:
        return "remove_breakpoint"
    if "read-only" in text:
        return "copy_before_writing"
    if name in ("SyntaxError", "IndentationError", "TabError"):
        return "put_a_colon" if text == "expected ':'" else "look_at_the_line_before"
    return {
        "EOFError": "remove_input",
        "SystemExit": "remove_exit",
        "RecursionError": "ends_in_itself",
        "MemoryError": "look_at_the_shapes",
        "UnboundLocalError": "assigned_in_some_branches",
    }.get(name, "")


def _hint_for_module(module: str, imports: Collection[str]) -> Reason:
    top = module.partition(".")[0]
    if top == "numpy":
        return Reason("misspelt_part_of_numpy")
    if top in SHORTCUTS:
        return Reason("shortcut", {"module": top})
    if top in PLOTS:
        return Reason("remove_plot_module", {"module": top})
    if top[:2] == "ex" and top[2:4].isdigit():
        near = difflib.get_close_matches(top, imports, n=1, cutoff=0.5)
        if near:
            return Reason("did_you_mean", {"name": near[0]})
        return Reason("judged_alone")
    known = sorted({"numpy", *sys.stdlib_module_names})
    near = difflib.get_close_matches(top, known, n=3, cutoff=0.75)
    if near and top not in near:
        return Reason("did_you_mean", {"name": "numpy" if "numpy" in near else near[0]})
    return Reason("only_numpy")


def missing(function: str, loaded: Loaded) -> Reason:
    """Return that a file lacks a function, and the name that may be meant."""
    if function in loaded.not_callable:
        return Reason("not_callable", {"function": function})
    lines = dict(loaded.names)
    near = difflib.get_close_matches(function, lines, n=1, cutoff=0.6)
    if not near:
        low = {name.lower().replace("_", ""): name for name in lines}
        alike = low.get(function.lower().replace("_", ""))
        near = [alike] if alike else []
    name = near[0] if near else None
    facts = {"function": function, "near": name, "near_line": lines[name] if name else None}
    return Reason("absent", facts)


def explained(raised: Raised, source: str, due: str | None) -> Reason | None:
    """Return what an exception of Python's or NumPy's comes from, or None where that is open.

    Args:
        source: the line of the submission that raised.
        due: the exception that the call is to raise, or None where a value is due.
    """
    if raised.is_a("AssertionError"):
        return Reason("assert_for_error", {"due": due}) if due else Reason("assert_stopped")
    if source.lstrip().startswith("raise"):
        return None  # the words are the student's own
    line = Line(source, dict(raised.arrays))
    for type_name, pattern, read in EXPLAINED:
        found = re.match(pattern, raised.message)
        if found and (raised.type_name == type_name or raised.is_a(type_name)):
            reason = read(line, found)
            if reason is not None:
                return reason
    return None


class Line(NamedTuple):
    """A line that raised, and the shapes of the arrays of its function by name.

    Nothing of it is understood: it is only looked for the names of arrays.
    """

    text: str
    shapes: Mapping[str, Shape]

    def named(self, word: str) -> tuple[str, Shape] | None:
        """Return an array by its name, `x` or `x.T`, with its shape."""
        name = word.removesuffix(".T")
        if name not in self.shapes:
            return None
        return word, self.shapes[name][:: -1 if word.endswith(".T") else 1]

    def operands(self) -> tuple[tuple[str, Shape], tuple[str, Shape]] | None:
        """Return the two arrays of the only matrix product in the line, or None."""
        word = r"([^\W\d]\w*(?:\.T)?)"
        pairs = re.findall(rf"(?<![\w.]){word} *@ *{word}(?![\w.(\[])", self.text)
        pairs += re.findall(rf"\b(?:dot|matmul)\({word}, *{word}\)", self.text)
        products = self.text.count("@") + len(re.findall(r"\b(?:dot|matmul)\(", self.text))
        if len(pairs) != 1 or products != 1:
            return None
        one, two = map(self.named, pairs[0])
        return (one, two) if one is not None and two is not None else None


def _unpacked(line: Line, found: re.Match[str]) -> Reason | None:
    wanted, got = int(found["wanted"]), found.groupdict().get("got")
    names = re.findall(r"([^\W\d]\w*)\.shape\b(?!\[)", line.text)
    if len(names) == 1 and (named := line.named(names[0])):
        name, shape = named
        fits = len(shape) == int(got) if got else len(shape) > wanted
        if fits:
            return Reason("unpacked_shape", {"name": name, "shape": shape, "wanted": wanted})
    return Reason("unpacked_too_few", {"wanted": wanted, "got": int(got)}) if got else None


def _product(line: Line, found: re.Match[str]) -> Reason | None:
    pair = line.operands()
    if pair is None:
        return None
    (one, first), (two, second) = pair
    facts = {"one": one, "first": first, "two": two, "second": second}
    if not first or not second or first[-1] == second[max(len(second) - 2, 0)]:
        return None
    if len(first) == len(second) == 2 and first[1] == second[1]:
        return Reason("product_needs_transpose", facts)
    return Reason("product_does_not_fit", facts)


def _broadcast(line: Line, found: re.Match[str]) -> Reason | None:
    shapes = [_shape(text) for text in re.findall(r"\(([\d, ]*)\)", found["shapes"])]
    if len(shapes) != 2:
        return None
    one, two = shapes
    facts: dict[str, Any] = {"first": one, "second": two}
    if (
        len(one) == len(two) == 2
        and one[1] == two[0]
        and re.fullmatch(r"[^-+/*@#]*\*[^-+/*@#]*|[^-+/*@#]*\bmultiply\([^-+/*@#]*", line.text)
    ):
        return Reason("star_for_product", facts)
    long, short = (one, two) if len(one) > len(two) else (two, one)
    if len(long) == 2 and len(short) == 1 and long[0] == short[0]:
        return Reason("rows_lie_along_columns", {"whole": long, "rows": short})
    return Reason("does_not_broadcast", facts)


def _shape(text: str) -> Shape:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def _padded(line: Line, found: re.Match[str]) -> Reason | None:
    if ".pad(" not in line.text or found["pair"] != "2":
        return None
    return Reason(
        "pairs_of_padding", {"pairs": int(found["pairs"]), "axes": int(found["axes"])}
    )


def _no_integer(line: Line, found: re.Match[str]) -> Reason | None:
    made = re.search(r"\b(zeros|ones|empty|full)\(([^\W\d]\w*)[,)]", line.text)
    if made and (named := line.named(made[2])):
        facts = {"function": made[1], "name": named[0], "shape": named[1]}
        return Reason("array_for_a_shape", facts)
    return Reason(
        "array_for_an_integer" if found[0].startswith("only") else "float_for_an_integer"
    )


def _bars(line: Line, found: re.Match[str]) -> Reason | None:
    """Read `p < 0 | p > 1`, which is a chain of p, 0 | p and 1."""
    side = r"[\w.\[\]]+(?:\([^()]*\))?"
    chain = re.search(rf"[<>=]=? *{side} *([|&]) *{side} *[<>=!]", line.text)
    return Reason("bars_before_comparisons", {"sign": chain[1]}) if chain else None


def _plain(code: str) -> Callable[[Line, re.Match[str]], Reason | None]:
    """Return what makes a reason of the numbers in Python's text."""

    def read(line: Line, found: re.Match[str]) -> Reason:
        facts = found.groupdict()
        return Reason(
            code,
            {
                name: int(fact) if fact.lstrip("-").isdecimal() else fact
                for name, fact in facts.items()
            },
        )

    return read


Read = Callable[[Line, re.Match[str]], Reason | None]
# The type, the beginning of its text, and what is read from it. The last that may fit is last.
EXPLAINED: tuple[tuple[str, str, Read], ...] = (
    ("ValueError", r"too many values to unpack \(expected (?P<wanted>\d+)", _unpacked),
    (
        "ValueError",
        r"not enough values to unpack \(expected (?:at least )?(?P<wanted>\d+), "
        r"got (?P<got>\d+)",
        _unpacked,
    ),
    ("ValueError", r"matmul: Input operand 1 has a mismatch", _product),
    ("ValueError", r"shapes \([\d,]*\) and \([\d,]*\) not aligned", _product),
    (
        "ValueError",
        r"operands could not be broadcast together with remapped shapes .*: "
        r"\((?P<pairs>\d+),(?P<pair>\d+)\) +and requested shape \((?P<axes>\d+),2\)",
        _padded,
    ),
    (
        "ValueError",
        r"operands could not be broadcast together with shapes (?P<shapes>\([\d, ()]*\))",
        _broadcast,
    ),
    ("TypeError", r"'(?:numpy\.)?float\d*' object cannot be interpreted", _no_integer),
    ("TypeError", r"only integer scalar arrays can be converted", _no_integer),
    ("TypeError", r"expected a sequence of integers or a single integer", _no_integer),
    ("TypeError", r"slice indices must be integers", _plain("float_for_an_integer")),
    ("IndexError", r"only integers, slices|arrays used as indices must be of integer",
     _plain("float_for_an_index")),
    ("ValueError", r"setting an array element with a sequence.*inhomogeneous",
     _plain("lists_of_unlike_lengths")),
    (
        "IndexError",
        r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) "
        r"with size (?P<size>\d+)",
        _plain("index_beyond_the_end"),
    ),
    (
        "IndexError",
        r"too many indices for array: array is (?P<axes>\d+)-dimensional, but (?P<given>\d+)",
        _plain("too_many_indices"),
    ),
    (
        "ValueError",
        r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<axes>\d+)",
        _plain("no_such_axis"),
    ),
    (
        "ValueError",
        r"cannot reshape array of size (?P<size>\d+) into shape \((?P<shape>[\d,]+)\)",
        _plain("other_number_of_cells"),
    ),
    ("ValueError", r"The truth value of an array", _plain("array_for_a_condition")),
    ("TypeError", r"'NoneType' object is not|unsupported operand.*'NoneType'"
     r"|cannot unpack non-iterable NoneType", _plain("none_used")),
    ("AttributeError", r"'NoneType' object has no attribute", _plain("none_used")),
    (
        "TypeError",
        r"(?P<function>[^\W\d]\w*)\(\) missing \d+ required positional argument",
        _plain("argument_missing"),
    ),
    ("TypeError", r"Cannot cast ufunc '\w+' output from dtype\('float\d+'\) to dtype\('u?int",
     _plain("fractions_into_integers")),
    ("TypeError", r"unsupported operand type\(s\) for [|&]: |ufunc 'bitwise_(?:or|and)' not",
     _bars),
    ("NameError", r"name 'np' is not defined", _plain("import_numpy")),
)  # fmt: skip


def parameters_differ(
    statement: Sequence[Parameter], takes: Sequence[Parameter]
) -> Reason | None:
    """Return what makes a call not fit, where the parameters are not those of the statement."""
    if not statement or not takes:
        return None
    due, yours = [one.name for one in statement], [one.name for one in takes]
    missing = tuple(name for name in due if name not in yours)
    extra = tuple(one.name for one in takes if one.name not in due and not one.has_default)
    if len(due) == len(yours) and missing:
        at = [index for index, name in enumerate(due) if name not in yours]
        pairs = {"yours": tuple(yours[index] for index in at), "expected": missing}
        if not set(pairs["yours"]) & set(due):
            return Reason("parameters_renamed", pairs)
    if missing and not extra and len(yours) < len(due):
        return Reason("parameters_missing", {"names": missing})
    if extra and not missing:
        return Reason("parameters_extra", {"names": extra})
    return None
