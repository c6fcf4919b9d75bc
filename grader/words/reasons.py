"""What each reason of a report says: a function for each code, its parameters the facts.

A fact may be None: it is not known, or not for whoever reads (see `classroom.others`).
`docs/report.md` has the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from grader.report import Comparison, Reason
from grader.words.names import typed
from grader.words.text import Text, _, listed, literal, plural, unbroken

Kind = Mapping[str, Any]  # what a value is, see `judge.compare.kind_of`
Sizes = Sequence[int]

# Of a process that ended by itself, in words; other signals by their name.
SIGNALS = {
    "SIGSEGV": _("Your code ended its process: a segmentation fault (SIGSEGV)."),
    "SIGKILL": _("Your code's process was killed (SIGKILL), perhaps for want of memory."),
    "SIGXCPU": _("Your code's process used too much CPU time (SIGXCPU)."),
    "SIGABRT": _("Your code's process was aborted (SIGABRT)."),
}


def sentence(reason: Reason) -> Text:
    """Return what a reason says.

    Args:
        reason: of a report; a code that is not known, from a newer kit, stands for itself.
    """
    say = SENTENCES.get(reason.code)
    if say is None:
        return literal(reason.code)
    known = say.__code__.co_varnames[: say.__code__.co_argcount]
    return say(**{name: reason.facts.get(name) for name in known})


def how_far(comparison: Comparison) -> Text | None:
    """Return how many values differ and by how much; None where arrays were not compared."""
    count, size = comparison.differing, comparison.size
    worst, relative = comparison.worst, comparison.relative
    if count is None:
        return None
    facts = {"size": size, "worst": worst, "relative": relative}
    if worst is None:
        return plural(
            "{count} of {size} values differs",
            "{count} of {size} values differ",
            count,
            **facts,
        )
    if relative is None:
        return plural(
            "{count} of {size} values differs, by {worst:.3g}",
            "{count} of {size} values differ, the worst by {worst:.3g}",
            count,
            **facts,
        )
    return plural(
        "{count} of {size} values differs, by {worst:.3g} (relative {relative:.2g})",
        "{count} of {size} values differ, the worst by {worst:.3g} (relative {relative:.2g})",
        count,
        **facts,
    )


def shape(sizes: Sizes | None) -> Text:
    """Return a shape as NumPy prints it."""
    return literal(tuple(sizes)) if sizes is not None else literal("?")


def kind(what: Kind | None) -> Text:
    """Return what kind of thing a value is, with its article."""
    if what is None:
        return _("something else")
    name = what.get("kind")
    if name == "array":
        return _("an array of shape {shape}", shape=shape(what["shape"]))
    if name == "other":
        return _other(what)
    if name == "tuple" and "length" in what:
        return plural("a tuple of {count} item", "a tuple of {count} items", what["length"])
    return KINDS.get(str(name)) or _("something else")


KINDS = {
    "none": _("None"),
    "bool": _("a bool"),
    "int": _("an int"),
    "float": _("a float"),
    "complex": _("a complex number"),
    "str": _("a text"),
    "list": _("a list"),
    "tuple": _("a tuple"),
    "dict": _("a dictionary"),
    "whole": _("a whole number (int)"),
    "number": _("a number"),
    "withheld": _("a text, shown only to its author"),
}


def _other(what: Kind) -> Text:
    """Return what a value is that did not cross from the worker, see `sandbox.wire.Other`."""
    why, name, detail = what.get("why"), what.get("type"), what.get("detail") or ""
    if why == "subclass" and name:
        return _("an array subclass ({type})", type=name)
    if why == "raised":
        return _("{type} raised", type=name)
    if why in DETAILED and detail:
        return _detailed(str(why), detail)
    if why in OTHERS:
        return OTHERS[why]
    return _("a value of type {type}", type=name) if name else _("a value of its own type")


def _detailed(why: str, detail: str) -> Text:
    if why == "dtype":
        return _("an array of dtype {dtype}", dtype=detail)
    if why == "scalar":
        return _("a value of dtype {dtype}", dtype=detail)
    if why == "large":
        return _("an array of shape {shape}, too large", shape=detail)
    if why == "bytes":
        return _("an answer of {bytes} bytes", bytes=detail)
    return _("an integer of {bits} bits", bits=detail)


DETAILED = ("dtype", "scalar", "large", "bytes", "bits")

OTHERS = {
    "subclass": _("an array subclass"),
    "dtype": _("an array of a dtype of its own"),
    "scalar": _("a value of a dtype of its own"),
    "large": _("an answer that is too large"),
    "bytes": _("an answer that is too large"),
    "bits": _("an integer that is too large"),
    "deep": _("a value with too many levels of lists inside lists"),
    "many": _("a value with too many items"),
    "keys": _("a dictionary whose keys are not texts"),
    "text": _("a text that is too long"),
}


SENTENCES: dict[str, Callable[..., Text]] = {}


def said(say: Callable[..., Text]) -> Callable[..., Text]:
    """Make a function's name a code."""
    SENTENCES[say.__name__] = say
    return say


# What was wrong. The sentence of each code is its documentation.


@said
def not_raised(function: str, expected: str) -> Text:
    return _(
        "{function} returned a value; expected {expected} to be raised.",
        function=function, expected=expected,
    )  # fmt: skip


@said
def exception_returned(function: str, expected: str) -> Text:
    return _(
        "{function} returned a {expected} as its value; write raise in place of return.",
        function=function, expected=expected,
    )  # fmt: skip


@said
def raised(type: str | None, builtin: str | None, message: str | None) -> Text:
    name = type or builtin or "Exception"
    return literal(f"{name}: {message}" if message else name)


@said
def raised_another(function: str, expected: str, type: str | None, builtin: str | None) -> Text:
    return _(
        "{function} raised {type}; expected {expected}.",
        function=function, type=type or builtin or "Exception", expected=expected,
    )  # fmt: skip


@said
def wrong_arity(function: str, takes: str | None, called: str) -> Text:
    if takes is None:
        return _("{function} is called as {function}{called}; yours takes other parameters.",
                 function=function, called=called)  # fmt: skip
    return _(
        "{function} takes {takes}, but is called as {function}{called}.",
        function=function, takes=takes, called=called,
    )  # fmt: skip


@said
def unwritten(function: str | None) -> Text:
    if function is None:
        return _("A function that is called here is not written yet.")
    return _("{function} is not written yet.", function=function)


@said
def earlier_unwritten(function: str | None, file: str) -> Text:
    command = unbroken(typed("grade", file[:4]))
    if function is None:
        return _("A function of {file} that is called here is not written yet. Write it first:"
                 "   {command}", file=file, command=command)  # fmt: skip
    return _("{function} of {file} is not written yet. Write it first:   {command}",
             function=function, file=file, command=command)  # fmt: skip


@said
def absent(function: str, near: str | None, near_line: int | None) -> Text:
    if near is None:
        return _("Your file has no function {function}.", function=function)
    if near_line is None:
        return _(
            "Your file has no {function}. Did you mean {near}?", function=function, near=near
        )
    return _(
        "Your file has no {function}. Did you mean {near} (line {line})?",
        function=function, near=near, line=near_line,
    )  # fmt: skip


@said
def not_callable(function: str) -> Text:
    return _(
        "{function} is not a function in your file: something is assigned to it.",
        function=function,
    )


@said
def none_returned(part: str | None, expected: Kind) -> Text:
    if part:
        return _("{part} is None; expected {expected}.", part=part, expected=kind(expected))
    return _("It returned None; expected {expected}. Is a return missing?",
             expected=kind(expected))  # fmt: skip


@said
def one_array(expected: int, names: Sequence[str] | None) -> Text:
    if names:
        return plural(
            "You returned one array. Return {count}: {names}.",
            "You returned one array. Return {count}: {names}.",
            expected,
            names=listed(names),
        )
    return plural(
        "You returned one array. Return a tuple of {count}.",
        "You returned one array. Return a tuple of {count}.",
        expected,
    )


@said
def wrong_type(part: str | None, yours: Kind | None, expected: Kind) -> Text:
    if part:
        return _("{part} is {yours}; expected {expected}.",
                 part=part, yours=kind(yours), expected=kind(expected))  # fmt: skip
    return _("The result is {yours}; expected {expected}.",
             yours=kind(yours), expected=kind(expected))  # fmt: skip


@said
def wrong_length(part: str | None, yours: int, expected: int) -> Text:
    if part:
        return plural("{part} has {count} item, expected {expected}.",
                      "{part} has {count} items, expected {expected}.",
                      yours, part=part, expected=expected)  # fmt: skip
    return plural("The result has {count} item, expected {expected}.",
                  "The result has {count} items, expected {expected}.",
                  yours, expected=expected)  # fmt: skip


@said
def wrong_keys(part: str | None, yours: Sequence[str] | None, expected: Sequence[str]) -> Text:
    due = literal(list(expected))
    if yours is None:
        return _("The keys differ; expected {expected}.", expected=due)
    if part:
        return _("{part} has the keys {yours}, expected {expected}.",
                 part=part, yours=literal(list(yours)), expected=due)  # fmt: skip
    return _("The result has the keys {yours}, expected {expected}.",
             yours=literal(list(yours)), expected=due)  # fmt: skip


@said
def wrong_shape(part: str | None, yours: Sizes, expected: Sizes) -> Text:
    if part:
        return _("{part} has shape {yours}, expected {expected}.",
                 part=part, yours=shape(yours), expected=shape(expected))  # fmt: skip
    return _("The result has shape {yours}, expected {expected}.",
             yours=shape(yours), expected=shape(expected))  # fmt: skip


@said
def wrong_dtype(part: str | None, yours: str | None, expected: str) -> Text:
    yours = yours or "?"
    if part:
        return _("{part} has dtype {yours}, expected {expected}.",
                 part=part, yours=yours, expected=expected)  # fmt: skip
    return _("The result has dtype {yours}, expected {expected}.",
             yours=yours, expected=expected)  # fmt: skip


@said
def not_finite(part: str | None, count: int) -> Text:
    if part:
        return plural("{part} has {count} value that is not finite.",
                      "{part} has {count} values that are not finite.",
                      count, part=part)  # fmt: skip
    return plural("The result has {count} value that is not finite.",
                  "The result has {count} values that are not finite.", count)  # fmt: skip


@said
def not_a_finite_number(part: str | None, value: str | None) -> Text:
    value = value or "?"
    if part:
        return _("{part} is {value}, not a finite number.", part=part, value=value)
    return _("The result is {value}, not a finite number.", value=value)


@said
def too_many_bits(part: str | None, bits: int) -> Text:
    if part:
        return _("{part} is a number of {bits} bits.", part=part, bits=bits)
    return _("The result is a number of {bits} bits.", bits=bits)


@said
def wrong_value(function: str) -> Text:
    return _("{function} returned another value than expected.", function=function)


@said
def wrong_beside(function: str) -> Text:
    return _(
        "The value of {function} is wrong in this call. No other check counts that, so this "
        "one does.",
        function=function,
    )


@said
def unstable(function: str) -> Text:
    return _(
        "{function} answered this call rightly before, and now otherwise: its result depends "
        "on earlier calls.",
        function=function,
    )


@said
def drew_otherwise(function: str) -> Text:
    return _(
        "{function} was given the same generator twice, and drew other numbers. All of them "
        "must come from it.",
        function=function,
    )


@said
def claim(text: str | None) -> Text:
    if text is None:
        return _("The claim does not hold for your answer.")
    return literal(text)


@said
def argument_changed(function: str, arguments: Sequence[str]) -> Text:
    return plural(
        "{function} changed its argument {names}. Work on a copy.",
        "{function} changed its arguments {names}. Work on copies.",
        len(arguments),
        function=function,
        names=listed(arguments),
    )


@said
def memory_shared(function: str, argument: str) -> Text:
    return _(
        "The result of {function} shares memory with its argument {argument}: whoever writes "
        "into one changes the other. Return a new array.",
        function=function, argument=argument,
    )  # fmt: skip


@said
def earlier_result_shared(function: str) -> Text:
    return _(
        "The result of {function} shares memory with the result of an earlier call, which "
        "therefore changes. Return a new array each time.",
        function=function,
    )


@said
def cpu_time(seconds: float) -> Text:
    return _(
        "Stopped after {seconds:g} seconds of CPU time. It loops without end, or takes far "
        "too long.",
        seconds=seconds,
    )


@said
def clock_time(seconds: float, idle: bool | None) -> Text:
    if idle is None:  # an older kit did not say
        return _(
            "Stopped after {seconds:.0f} seconds. It loops or waits without end, or takes far "
            "too long.",
            seconds=seconds,
        )
    if idle:
        return _(
            "Stopped after {seconds:.0f} seconds in which it computed nothing. It waits for "
            "something that does not come.",
            seconds=seconds,
        )
    return _(
        "Stopped after {seconds:.0f} seconds, still computing. It loops without end, or takes "
        "far too long.",
        seconds=seconds,
    )


@said
def idle_time(seconds: float) -> Text:
    return _(
        "Stopped: in this grading your code has waited for {seconds:g} seconds in all and "
        "computed nothing.",
        seconds=seconds,
    )


@said
def idle_used_up() -> Text:
    return _("Not asked: in earlier calls your code waited too long and computed nothing.")


@said
def idle_elsewhere() -> Text:
    return _(
        "Not judged: other files of the same student waited too long and computed nothing."
    )


@said
def time_used_up() -> Text:
    return _("Not asked: earlier calls used up the time of the whole grading.")


@said
def stopped_twice(function: str) -> Text:
    return _("{function} was stopped twice already, so it was not asked again.",
             function=function)  # fmt: skip


@said
def ended_itself() -> Text:
    return _("Your code ended its process without an answer.")


@said
def died(signal: str) -> Text:
    return SIGNALS.get(signal) or _("Your code's process was ended by {signal}.", signal=signal)


@said
def broke_protocol() -> Text:
    return _("Your code's process answered something that no call asked for.")


@said
def not_handled(type: str, place: str | None) -> Text:
    return _(
        "The grader could not compare or show what your code answered ({type} at {place}).",
        type=type, place=place or "?",
    )  # fmt: skip


@said
def too_many_files(most: int) -> Text:
    return _("Your code made more than {most:,} files in the temporary folder.", most=most)


@said
def died_too_often() -> Text:
    return _("Your code's process died too often before, so it was not asked again.")


@said
def failed_second_load(type: str | None, builtin: str | None) -> Text:
    return _("Loaded a second time, the file raised {type}.",
             type=type or builtin or "Exception")  # fmt: skip


@said
def waits(function: str, written: bool) -> Text:
    if written:
        return _("Fix {function} first.", function=function)
    return _("Write {function} first.", function=function)


@said
def kit_failed(type: str, place: str | None) -> Text:
    if place is None:
        return _("The grader failed, not your code; nothing was marked ({type}).", type=type)
    return _(
        "The grader failed, not your code; nothing was marked ({type} at {place}).",
        type=type, place=place,
    )  # fmt: skip


@said
def kit_error(text: str) -> Text:
    return _("The grader failed, not your code; nothing was marked: {text}",
             text=literal(text))  # fmt: skip


@said
def not_alone() -> Text:
    return _("The grader failed, not this file: no answer came, and it was not alone.")


@said
def judge_died(times: int) -> Text:
    return plural(
        "The grader failed, not this file: its process ended.",
        "The grader failed, not this file: its process ended {count} times.",
        times,
    )


@said
def judge_too_slow(times: int) -> Text:
    return plural(
        "The grader failed, not this file: it took too long.",
        "The grader failed, not this file: it took too long, {count} times.",
        times,
    )


@said
def machines_died(type: str) -> Text:
    return _(
        "The grader failed, not this file: two machines that judged it died ({type}).",
        type=type,
    )


@said
def load_cpu_time(seconds: float) -> Text:
    return _("The file did not finish loading: stopped after {seconds:g} seconds of CPU time.",
             seconds=seconds)  # fmt: skip


@said
def load_clock_time(seconds: float, idle: bool | None) -> Text:
    if idle:
        return _("The file did not finish loading: stopped after {seconds:.0f} seconds in "
                 "which it computed nothing.", seconds=seconds)  # fmt: skip
    return _("The file did not finish loading: stopped after {seconds:.0f} seconds.",
             seconds=seconds)  # fmt: skip


@said
def load_ended() -> Text:
    return _("The file ended its process while it was loaded.")


@said
def load_died(signal: str) -> Text:
    return _("The file's process died while it was loaded ({signal}).", signal=signal)


@said
def no_file() -> Text:
    return _("There is no such file.")


@said
def is_a_folder() -> Text:
    return _("This is a folder, not a file.")


@said
def cannot_be_read(what: str | None, path: str | None, system: str | None) -> Text:
    if path is None:
        return _("The file cannot be read: {system}.", system=system)
    if what == "folder":
        return _("The folder {path} cannot be read: {system}.", path=path, system=system)
    return _("The file {path} cannot be read: {system}.", path=path, system=system)


@said
def not_regular(what: str | None) -> Text:
    if what == "folder":
        return _("The student's folder cannot be read: it is no ordinary folder.")
    return _("The file cannot be read: it is no ordinary file.")


@said
def link_leads_out(name: str) -> Text:
    return _("{name} is a link that leads out of its folder, so nothing was read.", name=name)


@said
def too_large(bytes: int, most: int) -> Text:
    return _("The file cannot be read: it has {bytes:,} bytes, at most {most:,} count.",
             bytes=bytes, most=most)  # fmt: skip


@said
def not_utf8(byte: int) -> Text:
    return _("The file is not UTF-8: byte 0x{byte:02x} in this line.", byte=byte)


@said
def not_handed_in(file: str) -> Text:
    return _("No file {file} was handed in.", file=file)


@said
def is_a_link(what: str | None) -> Text:
    if what == "folder":
        return _("The student's folder cannot be read: it is a link, which is not followed.")
    return _("The file cannot be read: it is a link, which is not followed.")


@said
def too_many_entries(most: int) -> Text:
    return _(
        "The student's folder cannot be read: it holds more than {most:,} entries.", most=most
    )


@said
def encrypted() -> Text:
    return _("The file cannot be read: it is encrypted.")


@said
def unusual_compression() -> Text:
    return _("The file cannot be read: it is compressed in an unusual way.")


@said
def packed_too_large() -> Text:
    return _("The file cannot be read: it is packed into more bytes than it can need.")


@said
def damaged_in_zip() -> Text:
    return _("The file cannot be read: it is damaged in the zip.")


@said
def exchanged(path: str) -> Text:
    return _("{path} cannot be read: it was replaced while it was read.", path=path)


# How a file was found.


@said
def judged_as(path: str, file: str) -> Text:
    return _("{path} was judged as {file}.", path=path, file=file)


@said
def newest_of(count: int, exercise: str, path: str, tie: bool) -> Text:
    if tie:
        return _("{count} files for {exercise}: {path}, as new as another, was judged.",
                 count=count, exercise=exercise, path=path)  # fmt: skip
    return _("{count} files for {exercise}: the newest, {path}, was judged.",
             count=count, exercise=exercise, path=path)  # fmt: skip


@said
def best_placed_of(count: int, exercise: str, path: str) -> Text:
    return _("{count} files for {exercise}: {path}, in the better place, was judged.",
             count=count, exercise=exercise, path=path)  # fmt: skip


@said
def best_named_of(count: int, exercise: str, path: str) -> Text:
    return _("{count} files for {exercise}: {path}, which has the better name, was judged.",
             count=count, exercise=exercise, path=path)  # fmt: skip


@said
def begun_of(count: int, exercise: str, path: str) -> Text:
    return _("{count} files for {exercise}: {path} was judged; the rest is the untouched stub.",
             count=count, exercise=exercise, path=path)  # fmt: skip


# What to try.


@said
def end_the_loop_outside() -> Text:
    return _("Look for a loop outside of every function.")


@said
def did_you_mean(name: str) -> Text:
    return _("Did you mean {name}?", name=name)


@said
def check_the_name() -> Text:
    return _("Check the name, or take the file from a fresh copy.")


@said
def name_the_file() -> Text:
    return _("Name the file itself.")


@said
def name_where_it_lies() -> Text:
    return _("Put the file itself there, or name it where it lies.")


@said
def hand_in_the_file() -> Text:
    return _("Hand in the file itself.")


@said
def save_as_utf8() -> Text:
    return _("Save it with the encoding UTF-8.")


@said
def folder_holds(names: Sequence[str], more: int) -> Text:
    if more:
        return plural("The folder holds {names} and {count} more.",
                      "The folder holds {names} and {count} more.",
                      more, names=listed(names))  # fmt: skip
    return _("The folder holds {names}.", names=listed(names))


@said
def hand_in_no_links() -> Text:
    return _("Hand in no links.")


@said
def hand_in_fewer() -> Text:
    return _("Hand in only the files of the exercises.")


@said
def hand_in_unencrypted() -> Text:
    return _("Hand it in without a password.")


@said
def use_the_usual_zip() -> Text:
    return _("Use the usual zip.")


@said
def download_again() -> Text:
    return _("Download the zip again.")


@said
def make_readable() -> Text:
    return _("Make it readable with {command}, then run the same command again.",
             command=unbroken("chmod -R u+rX"))  # fmt: skip


@said
def check_the_disk() -> Text:
    return _("See that its disk works and that you may read it, then run the same command "
             "again.")  # fmt: skip


@said
def remove_exit() -> Text:
    return _("Remove exit() or sys.exit(): a function returns its answer.")


@said
def remove_input() -> Text:
    return _("Remove input(): the judge calls your functions with arguments.")


@said
def remove_breakpoint() -> Text:
    return _("Remove breakpoint() or pdb:   grade debug   stops in your function.")


@said
def remove_plots() -> Text:
    return _("Remove what draws: a function returns its answer.")


@said
def remove_plot_module(module: str | None) -> Text:
    return _("Remove {module} and what draws: only NumPy and the standard library are there.",
             module=module or "the import")  # fmt: skip


@said
def ends_in_itself() -> Text:
    return _("A function called itself about 1,000 deep: it never stops, or needs a level for "
             "each cell.")  # fmt: skip


@said
def look_at_the_shapes() -> Text:
    return _("The arguments are small: look at the shapes that you make.")


@said
def assigned_in_some_branches() -> Text:
    return _("The name is assigned in only some of the branches before it is used.")


@said
def copy_before_writing() -> Text:
    return _("An argument is yours to read only: write into a copy of it.")


@said
def look_at_the_line_before() -> Text:
    return _("Python could not read this line; the line before may be the cause.")


@said
def put_a_colon() -> Text:
    return _("Put ':' at the end of this line.")


@said
def misspelt_part_of_numpy() -> Text:
    return _("NumPy has no such part; look for a misspelling.")


@said
def shortcut(module: str) -> Text:
    return _(
        "{module} does what the exercise asks for: write it with NumPy. Only NumPy and the "
        "standard library can be imported.",
        module=module,
    )


@said
def judged_alone() -> Text:
    return _("Each exercise is judged alone: copy what you need into this file.")


@said
def earlier_file_absent(file: str) -> Text:
    return _("Your {file} must lie beside this file, under that name.", file=file)


@said
def earlier_name_absent(file: str) -> Text:
    return _("Look at the names in your {file}: it has no such function.", file=file)


@said
def only_numpy() -> Text:
    return _("Only NumPy and the standard library can be imported.")


# What an exception of Python's or NumPy's comes from. A name of the student's, and what it
# holds, may be None: not for whoever reads.


@said
def assert_for_error(due: str) -> Text:
    return _("An assert raises AssertionError. Asked for is {due}: test with if, and raise "
             "{due}(...).", due=due)  # fmt: skip


@said
def assert_stopped() -> Text:
    return _("An assert of your own stopped this call, which has an answer.")


@said
def unpacked_shape(name: str | None, shape: Sizes | None, wanted: int | None) -> Text:
    if name is None or shape is None or wanted is None:
        return _("An array has another number of axes than you unpack.")
    return plural("{name} has {count} axis, {shape}, and you unpack {wanted}.",
                  "{name} has {count} axes, {shape}, and you unpack {wanted}.",
                  len(shape), name=name, shape=_sizes(shape), wanted=wanted)  # fmt: skip


@said
def unpacked_too_few(wanted: int | None, got: int | None) -> Text:
    if wanted is None or got is None:
        return _("You unpack more values than there are.")
    return _("You unpack {wanted} values, and there are {got}.", wanted=wanted, got=got)


@said
def product_needs_transpose(
    one: str | None, first: Sizes | None, two: str | None, second: Sizes | None
) -> Text:
    if one is None or two is None or first is None or second is None:
        return _("In a matrix product the columns of the first must be as many as the rows of "
                 "the second: transpose the second (.T).")  # fmt: skip
    return _(
        "{one} is {first} and {two} is {second}: a matrix product needs as many columns in "
        "{one} as rows in {two}. Transposed (.T), {two} fits.",
        one=one, first=_sizes(first), two=two, second=_sizes(second),
    )  # fmt: skip


@said
def product_does_not_fit(
    one: str | None, first: Sizes | None, two: str | None, second: Sizes | None
) -> Text:
    if one is None or two is None or first is None or second is None:
        return _("In a matrix product the last axis of the first must be as long as the first "
                 "axis of the second.")  # fmt: skip
    return _("{one} is {first} and {two} is {second}: a matrix product needs as many columns "
             "in {one} as rows in {two}.",
             one=one, first=_sizes(first), two=two, second=_sizes(second))  # fmt: skip


@said
def star_for_product(first: Sizes | None, second: Sizes | None) -> Text:
    return _("Element by element, {first} and {second} do not fit. As a matrix product they "
             "do: write @, not *.", first=shape(first), second=shape(second))  # fmt: skip


@said
def rows_lie_along_columns(whole: Sizes | None, rows: Sizes | None) -> Text:
    if not rows:
        return _(
            "One value for each row lies along the columns: keep its axis (keepdims=True)."
        )
    return _("One value for each of {count} rows, shape {rows}, lies along the columns of "
             "{whole}. Keep the axis (keepdims=True): ({count}, 1).",
             count=rows[0], rows=shape(rows), whole=shape(whole))  # fmt: skip


@said
def does_not_broadcast(first: Sizes | None, second: Sizes | None) -> Text:
    return _("The shapes {first} and {second} do not fit element by element: counted from the "
             "end, lengths must be equal or 1.",
             first=shape(first), second=shape(second))  # fmt: skip


@said
def pairs_of_padding(pairs: int | None, axes: int | None) -> Text:
    if pairs is None or axes is None:
        return _("np.pad takes a pair for each axis.")
    return plural(
        "np.pad takes a pair for each axis. There are {axes} axes, and you give {count} pair.",
        "np.pad takes a pair for each axis. There are {axes} axes, and you give {count} pairs.",
        pairs, axes=axes,
    )  # fmt: skip


@said
def array_for_a_shape(function: str, name: str | None, shape: Sizes | None) -> Text:
    if name is None or shape is None:
        return _("np.{function} takes a shape, and you give an array: take its shape.",
                 function=function)  # fmt: skip
    return _("np.{function} takes a shape, and {name} is an array of shape {shape}. Write "
             "np.{function}({name}.shape).",
             function=function, name=name, shape=_sizes(shape))  # fmt: skip


@said
def array_for_an_integer() -> Text:
    return _("An array stands where one whole number is due, such as a length, a shape or the "
             "index of a list.")  # fmt: skip


@said
def float_for_an_integer() -> Text:
    return _("A float stands where a whole number is due, such as a length or a shape. / "
             "always gives a float, // keeps whole numbers whole.")  # fmt: skip


@said
def float_for_an_index() -> Text:
    return _(
        "An index is no whole number. / always gives a float, // keeps whole numbers whole."
    )


@said
def lists_of_unlike_lengths() -> Text:
    return _("np.array was given lists of unlike lengths: an array needs rows of one length.")


@said
def index_beyond_the_end(index: int | None, axis: int | None, size: int | None) -> Text:
    if index is None or axis is None or size is None:
        return _("You ask for an index beyond the end of an axis; counting begins at 0.")
    return plural("Axis {axis} has {count} cell, counted from 0, and you ask for {index}.",
                  "Axis {axis} has {count} cells, counted from 0, and you ask for {index}.",
                  size, axis=axis, index=index)  # fmt: skip


@said
def too_many_indices(axes: int | None, given: int | None) -> Text:
    if axes is None or given is None:
        return _("You give more indices than the array has axes.")
    return plural("The array has {count} axis, and you give {given} indices.",
                  "The array has {count} axes, and you give {given} indices.",
                  axes, given=given)  # fmt: skip


@said
def no_such_axis(axis: int | None, axes: int | None) -> Text:
    if axis is None or axes is None:
        return _("The array has no such axis; they are numbered from 0.")
    return plural("The array has {count} axis, numbered from 0; there is no axis {axis}.",
                  "The array has {count} axes, numbered from 0; there is no axis {axis}.",
                  axes, axis=axis)  # fmt: skip


@said
def other_number_of_cells(size: int | None) -> Text:
    if size is None:
        return _("The new shape has another number of cells than the array.")
    return _("The new shape has another number of cells than the array, which has {size}.",
             size=size)  # fmt: skip


@said
def array_for_a_condition() -> Text:
    return _("if, and, or, max and min take one truth, and an array has many: use np.where, "
             "np.maximum or np.minimum.")  # fmt: skip


@said
def none_used() -> Text:
    return _("A value here is None: a parameter that was left out, or what a function "
             "without return gives.")  # fmt: skip


@said
def argument_missing(function: str | None) -> Text:
    if function is None:
        return _("A function is called with fewer arguments than it takes.")
    return _("{function} is called with fewer arguments than it takes.", function=function)


@said
def fractions_into_integers() -> Text:
    return _("Fractions do not fit into an array of integers: make it one of floats first.")


@said
def bars_before_comparisons(sign: str) -> Text:
    return _("{sign} is done before < and >: put brackets around each comparison.", sign=sign)


@said
def import_numpy() -> Text:
    return _("Put   import numpy as np   at the top of the file.")


@said
def parameters_renamed(yours: Sequence[str] | None, expected: Sequence[str]) -> Text:
    if yours is None:
        return _("Parameters have other names; the statement says {expected}.",
                 expected=listed(expected))  # fmt: skip
    return _("You call it {yours}; the statement says {expected}.",
             yours=listed(yours), expected=listed(expected))  # fmt: skip


@said
def parameters_missing(names: Sequence[str]) -> Text:
    return plural("The parameter {names} is missing.", "The parameters {names} are missing.",
                  len(names), names=listed(names))  # fmt: skip


@said
def parameters_extra(names: Sequence[str] | None) -> Text:
    if names is None:
        return _("You ask for more parameters than the statement has.")
    return plural("The statement has no parameter {names}.",
                  "The statement has no parameters {names}.",
                  len(names), names=listed(names))  # fmt: skip


# `shape` by another name, where a parameter is called so.
_sizes = shape
