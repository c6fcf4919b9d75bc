"""The wire format round-trips every plain value and survives every other byte."""

import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.sandbox.inside import wire
from tests.kit.values import TEXTS, arrays, equal, plain_values

MANY = settings(max_examples=100)
PLAIN = (
    type(None), bool, int, float, complex, str, bytes, list, tuple, dict,
    np.ndarray, wire.Other,
)  # fmt: skip
LARGEST = 100 << 20  # bytes that the trusted process may take in an attack


def is_plain(value):
    """Whether a value consists of the exact types that may cross, to the last item."""
    if type(value) not in PLAIN:
        return False
    if isinstance(value, (list, tuple)):
        return all(map(is_plain, value))
    if isinstance(value, dict):
        return all(type(key) is str for key in value) and all(map(is_plain, value.values()))
    if isinstance(value, np.ndarray):
        return value.dtype in wire.DTYPES or value.dtype.kind == "U"
    return True


def decoded_or_refused(data):
    """Return what bytes decode to, checked to be plain, or None after a WireError."""
    try:
        value = wire.decode(data)
    except wire.WireError:
        return None
    assert is_plain(value)
    return value


def array_bytes(code, shape, data=b"", layout=wire.C_ORDER):
    """Return an array's bytes as a hostile sender would write them."""
    head = struct.pack("!cBBB", b"A", code, layout, len(shape))
    return head + struct.pack(f"!{len(shape)}Q", *shape) + data


def list_bytes(count, items):
    """Return the bytes of a list that claims `count` items."""
    return struct.pack("!cI", b"L", count) + items


@MANY
@given(plain_values())
def test_every_plain_value_comes_back(value):
    """Decoding gives what was encoded, in type, value, dtype and shape."""
    assert equal(wire.decode(wire.encode(value)), value)


@MANY
@given(st.one_of(arrays(), arrays(dtypes=TEXTS)))
def test_layout_and_permission_come_back(array):
    """An array keeps its layout, C, Fortran or strided, and whether it is read-only."""
    back = wire.decode(wire.encode(array))
    for flag in ("c_contiguous", "f_contiguous", "writeable"):
        assert getattr(back.flags, flag) == getattr(array.flags, flag), flag


@given(arrays(layouts=["c"]))
@MANY
def test_byte_order_is_no_difference(array):
    """A big-endian array arrives as the little-endian one of the same values."""
    swapped = array.astype(array.dtype.newbyteorder(">"))
    assert equal(wire.decode(wire.encode(swapped)), array)


@MANY
@given(arrays())
def test_decoded_arrays_are_copies(array):
    """A decoded array owns its memory or a private buffer, never the frame's."""
    frame = bytearray(wire.encode(array))
    back = wire.decode(frame)
    before = back.tobytes()
    frame[:] = b"\xff" * len(frame)
    assert back.tobytes() == before


@MANY
@given(plain_values(), st.data())
def test_every_truncation_is_refused(value, data):
    """A value that ends early is refused, wherever it ends."""
    whole = wire.encode(value)
    end = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(wire.WireError):
        wire.decode(whole[:end])


@MANY
@given(plain_values(), st.binary(min_size=1, max_size=9))
def test_bytes_after_the_value_are_refused(value, tail):
    """Exactly one value is read; anything after it is refused."""
    with pytest.raises(wire.WireError):
        wire.decode(wire.encode(value) + tail)


@settings(max_examples=250)
@given(plain_values(), st.data())
def test_damage_is_a_value_or_a_wire_error(value, data):
    """Bytes changed at random decode to a plain value or raise WireError, no other."""
    damaged = bytearray(wire.encode(value))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    decoded_or_refused(bytes(damaged))


@MANY
@given(st.binary(max_size=60))
def test_noise_is_a_value_or_a_wire_error(noise):
    """Bytes that nobody encoded decode to a plain value or raise WireError."""
    decoded_or_refused(noise)


LENGTHS = st.one_of(
    st.integers(0, 5),
    st.sampled_from([2**23, 2**31, 2**32, 2**62, 2**63, 2**64 - 1]),
)


@settings(max_examples=250)
@given(
    st.integers(0, 255),
    st.integers(0, 255),
    st.lists(LENGTHS, max_size=6),
    st.binary(max_size=64),
)
def test_forged_array_heads_are_arrays_or_wire_errors(code, layout, shape, data):
    """Whatever an array claims of dtype, layout and shape, no other error comes of it."""
    decoded_or_refused(array_bytes(code, shape, data, layout))


@pytest.mark.parametrize(
    "shape",
    [
        (2**62, 4, 0),
        (0, 2**62, 4),
        (2**32, 2**32),
        (2**63, 2),
        (2**64 - 1, 2**64 - 1, 0),
        (2**23, 2**23, 2**23, 0),
        (2**23,) * 15 + (0,),
        (0, *(2**23,) * 7),
    ],
)
@pytest.mark.parametrize("layout", [wire.C_ORDER, wire.FORTRAN, wire.STRIDED])
def test_shapes_whose_product_overflows_are_refused(shape, layout):
    """A shape that NumPy could not multiply out is refused before NumPy sees it."""
    with pytest.raises(wire.WireError):
        wire.decode(array_bytes(wire.CODES[np.dtype("f8")], shape, layout=layout))


@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3)])
def test_text_of_no_characters_is_an_array_or_refused(shape):
    """An array of texts without a character has cells that need no byte."""
    data = array_bytes(wire.UNICODE, shape)
    value = decoded_or_refused(data)
    assert value is None or value.shape == shape


@pytest.mark.parametrize("code", [code for code in range(256) if not code < len(wire.DTYPES)])
def test_no_byte_stands_for_objects(code):
    """Every byte that is no dtype's is refused, or is text: never dtype object."""
    data = array_bytes(code, (1,), bytes(4 * max(0, code - wire.UNICODE)))
    value = decoded_or_refused(data)
    assert value is None or value.dtype.kind == "U"


def test_object_arrays_are_not_encoded():
    """An array of objects, a structured one or one of dates has no bytes."""
    for array in (
        np.array([None, 1], object),
        np.zeros(2, "i4,f8"),
        np.zeros(2, "M8[s]"),
        np.zeros(2, "S3"),
        np.zeros(2, np.longdouble).astype("g"),
    ):
        if array.dtype.itemsize == 8 and array.dtype.kind == "f":
            continue  # a system whose long double is a double
        with pytest.raises(wire.WireError):
            wire.encode(array)


@pytest.mark.parametrize("make", [list, tuple, dict])
def test_depth_is_limited(make):
    """A value 32 deep crosses, one deeper is refused on both sides."""
    wrap = (lambda x: {"k": x}) if make is dict else (lambda x: make([x]))
    value = 1
    for _ in range(wire.MAX_DEPTH):
        value = wrap(value)
    assert equal(wire.decode(wire.encode(value)), value)
    with pytest.raises(wire.WireError):
        wire.encode(wrap(value))
    head = wire.encode(wrap(1))[: -len(wire.encode(1))]
    with pytest.raises(wire.WireError):
        wire.decode(head + wire.encode(value))


def test_a_nest_of_two_hundred_thousand_is_refused():
    """Bytes nested 200,000 deep are refused without exhausting the stack."""
    with pytest.raises(wire.WireError):
        wire.decode(list_bytes(1, b"") * 200_000)


def test_items_are_limited():
    """A list of more items than are allowed is refused on both sides."""
    with pytest.raises(wire.WireError):
        wire.encode([None] * (wire.MAX_ITEMS + 1))
    with pytest.raises(wire.WireError):
        wire.decode(list_bytes(wire.MAX_ITEMS + 1, b"N" * (wire.MAX_ITEMS + 1)))


def test_integers_are_limited():
    """An integer of 4000 bits crosses, one of 4200 is refused on both sides."""
    assert wire.decode(wire.encode(-(1 << 4000))) == -(1 << 4000)
    with pytest.raises(wire.WireError):
        wire.encode(1 << 4200)
    with pytest.raises(wire.WireError):
        wire.decode(struct.pack("!cH", b"I", 526) + bytes(526))
    with pytest.raises(wire.WireError):
        wire.decode(struct.pack("!cH", b"I", 0))


def test_texts_are_limited():
    """A text of 64 KiB crosses, one of a byte more is refused on both sides."""
    longest = "a" * wire.MAX_TEXT
    assert wire.decode(wire.encode(longest)) == longest
    with pytest.raises(wire.WireError):
        wire.encode(longest + "a")
    data = (longest + "a").encode()
    with pytest.raises(wire.WireError):
        wire.decode(struct.pack("!cI", b"S", len(data)) + data)


def test_axes_are_limited():
    """An array of 16 axes crosses, one of 17 is refused on both sides."""
    deep = np.ones((1,) * wire.MAX_AXES)
    assert equal(wire.decode(wire.encode(deep)), deep)
    with pytest.raises(wire.WireError):
        wire.encode(deep[np.newaxis])
    with pytest.raises(wire.WireError):
        wire.decode(array_bytes(0, (1,) * (wire.MAX_AXES + 1), b"\1"))


def test_frames_are_limited():
    """A body of more than 8 MiB has no frame."""
    assert wire.frame(1, bytes(4))[-4:] == bytes(4)
    with pytest.raises(wire.WireError):
        wire.frame(1, bytes(wire.MAX_FRAME + 1))


def test_large_arrays_are_not_encoded():
    """A broadcast array of 8 bytes that stands for 80 GB is refused before it is copied."""
    tracemalloc.start()
    try:
        with pytest.raises(wire.WireError):
            wire.encode(np.broadcast_to(np.float64(1), (100_000, 100_000)))
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("shape", [(2**40, 0), (0, 2**24), (9_000_000, 0)])
def test_what_is_encoded_can_be_decoded(shape):
    """An empty array that is encoded is also decoded, however long its axes claim to be."""
    try:
        data = wire.encode(np.zeros(shape))
    except wire.WireError:
        return
    assert wire.decode(data).shape == shape


def test_a_key_that_comes_twice_is_refused():
    """A dictionary has each key once."""
    pair = wire.encode("a")[1:] + b"N"
    with pytest.raises(wire.WireError):
        wire.decode(struct.pack("!cI", b"M", 2) + pair * 2)


@pytest.mark.parametrize("text", [b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80"])
def test_text_that_is_not_utf8_is_refused(text):
    """A text is UTF-8 in its one right form, without halves of pairs."""
    with pytest.raises(wire.WireError):
        wire.decode(struct.pack("!cI", b"S", len(text)) + text)


def test_characters_beyond_unicode_are_refused():
    """An array of text has no character beyond the last of Unicode."""
    data = struct.pack("<I", 0x110000)
    with pytest.raises(wire.WireError):
        wire.decode(array_bytes(wire.UNICODE + 1, (1,), data))


def test_booleans_have_two_values():
    """A byte that is neither 0 nor 1 arrives as the one True that NumPy knows."""
    back = wire.decode(array_bytes(0, (3,), b"\0\1\xff"))
    assert back.tobytes() == b"\0\1\1"


@pytest.mark.parametrize("count", [2**32 - 1, 10**6, 1000])
@pytest.mark.parametrize("kind", [b"L", b"U", b"M"])
def test_a_claimed_count_allocates_nothing(kind, count):
    """A container that claims more items than bytes follow is refused at once."""
    tracemalloc.start()
    try:
        with pytest.raises(wire.WireError):
            wire.decode(struct.pack("!cI", kind, count) + b"N" * 10)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("shape", [(2**20,), (2**30,), (2**10, 2**10, 2**10)])
def test_a_claimed_shape_allocates_nothing(shape):
    """An array that claims more bytes than follow is refused at once."""
    tracemalloc.start()
    try:
        with pytest.raises(wire.WireError):
            wire.decode(array_bytes(wire.CODES[np.dtype("f8")], shape, bytes(16)))
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


SMALLEST = {
    "empty lists": list_bytes(0, b""),
    "empty dictionaries": struct.pack("!cI", b"M", 0),
    "numbers in arrays": array_bytes(0, (), b"\1"),
    "empty strided arrays": array_bytes(0, (0,), layout=wire.STRIDED),
    "strided arrays of one": array_bytes(0, (1,), b"\1", wire.STRIDED),
    "other values": b"X" + bytes(8),
}


@pytest.mark.parametrize("kind", SMALLEST)
def test_a_full_frame_of_small_things_is_bounded(kind):
    """A frame of the smallest items needs less than 100 MiB once decoded, or is refused."""
    item = SMALLEST[kind]
    whole = min((wire.MAX_FRAME - 5) // len(item), wire.MAX_ITEMS - 1)
    data = list_bytes(whole, item * whole)
    tracemalloc.start()
    try:
        decoded_or_refused(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < LARGEST, f"{peak >> 20} MiB"
