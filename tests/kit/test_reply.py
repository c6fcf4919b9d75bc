"""A worker's reply is parsed only if every field has exactly its type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.sandbox import reply
from grader.sandbox.answer import Answer, Loaded, Parameter, Raised
from grader.sandbox.inside import wire
from tests.kit.values import plain_values

RAISED = (
    "Refused", ["ValueError", "Exception"], "no", 3, "f", False, "", [("x", (2, 3))], "a.py", 9,
)  # fmt: skip
CALLED = ("C", None, (1, 2.5), [0], [-1], "text", [("UserWarning", "careful")])
TAKES = ("S", [("x", False, None), ("pad", True, 2.5), ("way", True, wire.Other("list"))])
LOADED = ("L", None, [("f", 3), ("g", None)], ["g"], [("h", 7)], "text", [("f", ["g"])])


def parsed(parse, value):
    """Return what a reply is parsed to, or None where it is refused."""
    try:
        return parse(value)
    except reply.Malformed:
        return None


def is_answer(found):
    """Whether an answer holds the types that the trusted side relies on."""
    return (
        type(found) is Answer
        and (found.raised is None or is_raised(found.raised))
        and found.stopped is None
        and all(type(index) is int for index in (*found.changed, *found.shared))
        and type(found.printed) is str
        and all(type(part) is str for pair in found.warnings for part in pair)
    )


def is_raised(found):
    """Whether an exception holds the types that the trusted side relies on."""
    texts = (found.type_name, found.message, found.function, found.module, found.file)
    return (
        type(found) is Raised
        and all(type(text) is str for text in texts)
        and all(type(line) in (int, type(None)) for line in (found.line, found.calls))
        and type(found.wrong_arity) is bool
        and set(found.builtins) <= reply.BUILTIN_EXCEPTIONS
        and all(
            type(name) is str and all(type(length) is int for length in shape)
            for name, shape in found.arrays
        )
    )


def is_loaded(found):
    """Whether a loading holds the types that the trusted side relies on."""
    pairs = (*found.lines.items(), *found.names)
    return (
        type(found) is Loaded
        and all(type(name) is str and type(line) in (int, type(None)) for name, line in pairs)
        and all(type(name) is str for name in found.not_callable)
        and (found.raised is None or is_raised(found.raised))
        and type(found.printed) is str
    )


def test_honest_replies_are_parsed():
    """What an honest worker says arrives field by field."""
    answer = reply.answer(CALLED)
    assert (answer.value, answer.changed, answer.shared) == ((1, 2.5), (0,), (-1,))
    assert (answer.printed, answer.warnings) == ("text", (("UserWarning", "careful"),))
    loaded = reply.loaded(LOADED)
    assert (loaded.lines, loaded.not_callable) == ({"f": 3, "g": None}, ("g",))
    assert (loaded.names, loaded.printed) == ((("h", 7),), "text")
    raised = reply.answer(("C", RAISED, *CALLED[2:])).raised
    assert (raised.type_name, raised.line, raised.is_a("ValueError")) == ("Refused", 3, True)


@settings(max_examples=200)
@given(plain_values())
def test_any_value_is_refused_or_parsed(value):
    """An arbitrary plain value is Malformed or a whole answer, never another error."""
    for parse, holds in ((reply.answer, is_answer), (reply.loaded, is_loaded)):
        found = parsed(parse, value)
        assert found is None or holds(found)


SOMETHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.floats(0, 1),
    st.text(max_size=2),
    st.sampled_from(
        [[], (), {}, b"", [0], (0, ""), [("f", 1)], {"f": 1}, wire.Other("a", "b")]
    ),
)


@st.composite
def nearly(draw, honest):
    """Draw an honest reply with some of its parts, at any depth, exchanged."""

    def mutate(value):
        if draw(st.integers(0, 5)) == 0:
            return draw(SOMETHING)
        if isinstance(value, (list, tuple)):
            items = [mutate(item) for item in value]
            if items and draw(st.integers(0, 9)) == 0:
                items.pop()
            if draw(st.integers(0, 9)) == 0:
                items.append(draw(SOMETHING))
            return type(value)(items)
        return value

    return mutate(honest)


@settings(max_examples=150)
@given(nearly(("C", RAISED, *CALLED[2:])))
def test_nearly_honest_answers_are_refused_or_whole(value):
    """An answer with a part exchanged is Malformed or still holds only its own types."""
    found = parsed(reply.answer, value)
    assert found is None or is_answer(found)


@settings(max_examples=150)
@given(nearly(("L", RAISED, *LOADED[2:])))
def test_nearly_honest_loadings_are_refused_or_whole(value):
    """A loading with a part exchanged is Malformed or still holds only its own types."""
    found = parsed(reply.loaded, value)
    assert found is None or is_loaded(found)


def is_signature(found):
    """Whether parameters hold the types that the trusted side relies on."""
    plain = (type(None), bool, int, float, str, wire.Other)
    return found is None or all(
        type(one) is Parameter
        and type(one.name) is str
        and type(one.has_default) is bool
        and type(one.default) in plain
        and len(one.name) <= reply.MAX_NAME
        for one in found
    )


@settings(max_examples=150)
@given(nearly(TAKES))
def test_nearly_honest_parameters_are_refused_or_whole(value):
    """Parameters with a part exchanged are Malformed or still hold only their own types."""
    assert is_signature(parsed(reply.signature, value))


def test_parameters_are_bounded():
    """Names, defaults and their number are cut, and large numbers are named only."""
    many = [("x" * 9999, True, "y" * 9999)] * 500
    found = reply.signature(("S", many))
    assert len(found) == reply.MAX_PARAMETERS
    assert len(found[0].name) == len(found[0].default) == reply.MAX_NAME
    (huge,) = reply.signature(("S", [("x", True, 1 << 999)]))
    assert huge.default == wire.Other("int", "bits")
    assert reply.signature(("S", None)) is None


@pytest.mark.parametrize("shape", [(-1,), (1 << 63,), (2.0,), [2], (True,), (1,) * 40])
def test_a_shape_that_no_array_has_is_refused(shape):
    """Lengths of the arrays of an exception are whole numbers that an axis can have."""
    raised = (*RAISED[:-3], [("x", shape)], "", None)
    assert parsed(reply.answer, ("C", raised, *CALLED[2:])) is None


@pytest.mark.parametrize("place", range(len(CALLED)))
def test_every_field_of_an_answer_is_checked(place):
    """Another value in any field but the answer's own is refused."""
    wrong = list(CALLED)
    wrong[place] = {"k": 1.5}
    if place == 2:
        assert reply.answer(tuple(wrong)).value == {"k": 1.5}
    else:
        with pytest.raises(reply.Malformed):
            reply.answer(tuple(wrong))


@pytest.mark.parametrize("place", range(len(RAISED)))
def test_every_field_of_an_exception_is_checked(place):
    """Another value in any field of an exception is refused."""
    wrong = list(RAISED)
    wrong[place] = 2.5
    with pytest.raises(reply.Malformed):
        reply.answer(("C", tuple(wrong), *CALLED[2:]))


def test_a_number_for_a_truth_is_refused():
    """1 is not True, and True is not a line number."""
    for place, value in ((5, 1), (3, True)):
        wrong = list(RAISED)
        wrong[place] = value
        with pytest.raises(reply.Malformed):
            reply.answer(("C", tuple(wrong), *CALLED[2:]))


@pytest.mark.parametrize(
    "name",
    ["SystemExit", "KeyboardInterrupt", "BaseException", "GeneratorExit", "Skipped",
     "SkipTest", "print", "__import__", "CaseEnded"],
)  # fmt: skip
def test_names_that_are_no_exceptions_are_dropped(name):
    """Only names of built-in exceptions are kept among an exception's bases."""
    raised = ("Own", [name, "ValueError"], "", None, "", False, "", [], "", None)
    assert reply.answer(("C", raised, *CALLED[2:])).raised.builtins == ("ValueError",)


def test_a_long_message_is_cut_or_refused():
    """A forged exception text of 60,000 characters is no longer than an honest one."""
    raised = ("Own", ["ValueError"], "x" * 60_000, None, "", False, "", [], "", None)
    found = parsed(reply.answer, ("C", raised, *CALLED[2:]))
    assert found is None or len(found.raised.message) <= 2048


def test_long_lists_are_cut_or_refused():
    """A forged reply cannot fill a report with a million positions or warnings."""
    many = [*CALLED]
    many[3], many[4], many[6] = [0] * 5000, [-1] * 5000, [("a", "b")] * 5000
    found = parsed(reply.answer, tuple(many))
    assert found is None or len(found.changed + found.shared + found.warnings) < 1000


def test_another_kind_of_reply_is_refused():
    """The reply to a call is none to loading, and the other way round."""
    with pytest.raises(reply.Malformed):
        reply.answer(LOADED)
    with pytest.raises(reply.Malformed):
        reply.loaded(CALLED)


def test_what_is_parsed_can_have_crossed():
    """The honest replies of this file are plain values themselves."""
    for value in (CALLED, LOADED):
        assert repr(wire.decode(wire.encode(value))) == repr(value)
