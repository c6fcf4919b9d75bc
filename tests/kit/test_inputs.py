"""Arguments are drawn as the same bytes on every machine, and are short to paste."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import KitFault
from grader.judge.inputs import PCG64, Data, Draw, read_only, strided
from tests.kit.workshop import ROOT

MANY = settings(max_examples=100)
SHAPES = st.lists(st.integers(0, 5), max_size=4).map(tuple)
SEEDS = st.integers(0, 2**64)
CASES = st.integers(0, 50)


def digest(*arrays):
    """Return a short digest of arrays: dtype, shape and bytes."""
    held = hashlib.sha256()
    for array in arrays:
        array = np.asarray(array)
        little = array.astype(array.dtype.newbyteorder("<"))
        held.update(f"{little.dtype.str}{little.shape}".encode() + little.tobytes("C"))
    return held.hexdigest()[:16]


def drawn(seed, check, case):
    """Draw one of everything."""
    rng = Draw(seed, check, case)
    return (
        rng.array((2, 3)),
        rng.array(4, "float32"),
        rng.integers(-3, 9, (2, 2)),
        rng.permutation(7),
        rng.choice(range(100)),
        rng.array((1, 5)),
    )


GOLDEN = {
    (0, "test_largest_value", 0): "7a43c59527ccb965",
    (0, "test_largest_value", 1): "1cbb652f06d0c99b",
    (1, "test_largest_value", 0): "1f961e49416ee170",
    (0, "test_other", 0): "43136467f0664c43",
    (123456789, "test_korean_\uac00", 17): "8f029988cd9b8bb1",
}


@pytest.mark.parametrize("key", GOLDEN)
def test_draws_are_these_bytes(key):
    """A draw for a given seed, check and case is byte for byte what it was when recorded."""
    assert digest(*drawn(*key)) == GOLDEN[key]


def test_the_first_values_are_these():
    """The first array of seed 0 reads as it did when the records were made."""
    rng = Draw(0, "test_cells", 0)
    assert rng.array((2, 2)).tolist() == [[0.9375, 3.0625], [-2.1875, 3.5625]]
    assert rng.integers(0, 10, 5).tolist() == [3, 5, 4, 6, 0]
    assert rng.permutation(5).tolist() == [3, 1, 0, 4, 2]


@MANY
@given(SEEDS, CASES)
def test_seed_check_and_case_all_matter(seed, case):
    """Another seed, check or case draws other values; the same draws the same."""
    mine = digest(*drawn(seed, "test_a", case))
    assert mine == digest(*drawn(seed, "test_a", case))
    others = [(seed + 1, "test_a", case), (seed, "test_b", case), (seed, "test_a", case + 1)]
    assert mine not in {digest(*drawn(*key)) for key in others}


@MANY
@given(SEEDS, CASES, SHAPES, st.sampled_from(["float64", "float32", "float16"]))
def test_arrays_are_odd_sixteenths(seed, case, shape, dtype):
    """Every value is an odd number of sixteenths in [-4, 4], exact in the asked dtype."""
    array = Draw(seed, "test_a", case).array(shape, dtype)
    assert array.dtype == dtype
    assert array.shape == shape
    sixteenths = array.astype("float64") * 16
    assert (sixteenths % 2 == 1).all()
    assert (np.abs(array) <= 4).all()
    assert (array == Draw(seed, "test_a", case).array(shape)).all()


@MANY
@given(SEEDS, SHAPES, st.integers(-100, 100), st.integers(1, 200))
def test_integers_are_in_their_range(seed, shape, low, count):
    """Integers are int64, at least low, below high."""
    array = Draw(seed, "test_a", 0).integers(low, low + count, shape)
    assert (array.dtype, array.shape) == (np.dtype("int64"), shape)
    assert ((low <= array) & (array < low + count)).all()


def test_integers_reach_both_ends():
    """All integers of the range come up, and no value is much more frequent."""
    counts = np.bincount(Draw(3, "test_a", 0).integers(0, 7, 7000), minlength=7)
    assert len(counts) == 7
    assert 850 < counts.min() <= counts.max() < 1150


def test_all_sixteenths_come_up():
    """All 64 odd sixteenths of [-4, 4] are drawn."""
    array = Draw(0, "test_a", 0).array(5000)
    assert np.unique(array).size == 64
    assert (array.min(), array.max()) == (-63 / 16, 63 / 16)


@MANY
@given(SEEDS, st.integers(0, 30))
def test_a_permutation_has_every_number_once(seed, size):
    """A permutation holds 0 to size-1, each once, as int64."""
    order = Draw(seed, "test_a", 0).permutation(size)
    assert order.dtype == np.int64
    assert sorted(order.tolist()) == list(range(size))


def test_all_permutations_come_up():
    """All six orders of three numbers are drawn, none much more often."""
    rng = Draw(5, "test_a", 0)
    orders = [tuple(rng.permutation(3).tolist()) for _ in range(1200)]
    counts = {order: orders.count(order) for order in set(orders)}
    assert len(counts) == 6
    assert 140 < min(counts.values()) <= max(counts.values()) < 260


@MANY
@given(SEEDS, st.lists(st.text(max_size=3), min_size=1, max_size=9))
def test_a_choice_is_one_of_the_sequence(seed, sequence):
    """A choice is an element of its sequence."""
    assert Draw(seed, "test_a", 0).choice(sequence) in sequence


@MANY
@given(SEEDS, st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple))
def test_layouts_keep_the_values(seed, shape):
    """strided and read_only are the same values in memory of their own."""
    array = Draw(seed, "test_a", 0).array(shape)
    before = array.copy()
    skipping, fixed = strided(array), read_only(array)
    for other in (skipping, fixed):
        assert (other == array).all()
        assert other.dtype == array.dtype
        assert not np.shares_memory(other, array)
    assert skipping.strides[-1] == 2 * array.itemsize
    assert not fixed.flags.writeable
    assert (array == before).all()
    assert array.flags.writeable


def test_data_is_read_only_and_named():
    """Real data comes by name, cannot be written into, and knows how it was cut."""
    data = Data(ROOT / "datasets")
    named = data.iris.x[2:4, ::2]
    assert named.text == "iris.x[2:4, ::2]"
    assert named.array.tolist() == [[4.7, 1.3], [4.6, 1.5]]
    assert not data.iris.x.array.flags.writeable
    assert (data.digits.images[3] / 16).array.max() <= 1


@pytest.mark.parametrize("name", ["iris.y", "flowers.x"])
def test_data_that_is_not_there_is_the_kits_fault(name):
    """A data set or array that does not exist is named."""
    first, second = name.split(".")
    with pytest.raises(KitFault, match=f"the data {name} cannot be read"):
        getattr(getattr(Data(ROOT / "datasets"), first), second)


@given(st.integers(0, 2**300), st.lists(st.integers(0, 40), max_size=4))
def test_the_bits_are_those_of_numpy(seed, sizes):
    """Every number is NumPy's own, from any seed and over several draws."""
    mine, theirs = PCG64(seed), np.random.PCG64(seed)
    for size in sizes:
        assert mine.raw(size) == theirs.random_raw(size).tolist()


def test_drawing_does_not_import_numpys_generators():
    """numpy.random, which takes as long to import as a suite takes to draw, is not imported."""
    program = (
        "import sys; from grader.judge.inputs import Draw; "
        "Draw(0, 'a', 0).array((3, 4)); print('numpy.random' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "False\n"
