"""What each reason of a report says: a function for each code, its parameters the facts.

A fact may be None: it is not known, or not for whoever reads (see `classroom.others`).
`docs/report.md` has the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from grader.report import Comparison, Reason
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
def unstable(function: str) -> Text:
    return _(
        "{function} answered this call rightly before, and now otherwise: its result depends "
        "on earlier calls.",
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
def clock_time(seconds: float) -> Text:
    return _(
        "Stopped after {seconds:.0f} seconds. It loops or waits without end, or takes far too "
        "long.",
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
def load_clock_time(seconds: float) -> Text:
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
    return _("Remove breakpoint() or pdb, or debug with .grade/failing_call.py.")


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
def only_numpy() -> Text:
    return _("Only NumPy and the standard library can be imported.")
