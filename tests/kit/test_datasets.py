"""The data sets are what their README says, and can be made again byte for byte."""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

DATASETS = Path(__file__).resolve().parents[2] / "datasets"

EXPECTED = {
    "iris.x": ((150, 4), "<f8"),
    "iris.labels": ((150,), "<i8"),
    "digits.images": ((1797, 8, 8), "|u1"),
    "digits.labels": ((1797,), "<i8"),
    "gates.x": ((4, 2), "<f8"),
    "gates.t_and": ((4, 1), "<f8"),
    "gates.t_or": ((4, 1), "<f8"),
    "gates.t_nand": ((4, 1), "<f8"),
    "gates.t_xor": ((4, 1), "<f8"),
}


def load(name):
    return np.load(DATASETS / f"{name}.npy", allow_pickle=False)


def own_files(folder):
    """Return the files of the folder itself, without those in references/."""
    return [path for path in folder.iterdir() if path.is_file()]


def run_script(folder, *arguments):
    if importlib.util.find_spec("sklearn") is None:
        pytest.fail("scikit-learn is absent: pip install -e '.[dev]'")
    return subprocess.run(
        [sys.executable, folder / "make_datasets.py", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def copied(tmp_path):
    for path in own_files(DATASETS):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_readme_lists_every_file_with_its_checksum():
    """The README's table has exactly the .npy files, each with its SHA-256."""
    readme = (DATASETS / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\S+\.npy)` \|.*\| `([0-9a-f]{64})` \|$", readme, re.M)
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in DATASETS.glob("*.npy")
    }
    assert len(rows) == len(dict(rows))
    assert dict(rows) == files


def test_files_are_those_of_the_three_sets():
    """The folder has the nine arrays of iris, digits and gates and no other."""
    assert {path.name.removesuffix(".npy") for path in DATASETS.glob("*.npy")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_shape_dtype_and_layout(name):
    """Each array loads without pickle, in its shape and dtype, in C order."""
    array = load(name)
    assert (array.shape, array.dtype.str) == EXPECTED[name]
    assert array.flags.c_contiguous


def test_iris_has_fifty_of_each_species_in_order():
    """iris.labels is fifty 0, fifty 1, fifty 2, in that order."""
    assert load("iris.labels").tolist() == [0] * 50 + [1] * 50 + [2] * 50


def test_iris_follows_fishers_paper():
    """Rows 34 and 37 of iris.x are Fisher's, not those of UCI's file."""
    assert load("iris.x")[[34, 37]].tolist() == [
        [4.9, 3.1, 1.5, 0.2],
        [4.9, 3.6, 1.4, 0.1],
    ]


def test_iris_measurements_are_lengths_in_centimetres():
    """Each column of iris.x has the range that its description gives."""
    x = load("iris.x")
    assert x.min(axis=0).tolist() == [4.3, 2.0, 1.0, 0.1]
    assert x.max(axis=0).tolist() == [7.9, 4.4, 6.9, 2.5]


def test_digits_use_the_whole_range_of_pixels():
    """digits.images has the values 0 to 16, each of them at least once."""
    assert np.unique(load("digits.images")).tolist() == list(range(17))


def test_digits_have_every_digit():
    """digits.labels counts between 174 and 183 images of each of the ten digits."""
    counts = np.bincount(load("digits.labels"))
    assert (len(counts), counts.min(), counts.max()) == (10, 174, 183)


@pytest.mark.parametrize(
    ("name", "truth"),
    [
        ("t_and", lambda a, b: a and b),
        ("t_or", lambda a, b: a or b),
        ("t_nand", lambda a, b: not (a and b)),
        ("t_xor", lambda a, b: a != b),
    ],
)
def test_gates_are_truth_tables(name, truth):
    """Each gate's column is its truth table over the four different rows of gates.x."""
    x = load("gates.x")
    assert len({tuple(row) for row in x.tolist()}) == 4
    expected = [[float(truth(bool(a), bool(b)))] for a, b in x.tolist()]
    assert load(f"gates.{name}").tolist() == expected


def test_data_sets_are_small():
    """The data sets, their script and README together are under 1 MB."""
    assert sum(path.stat().st_size for path in own_files(DATASETS)) < 1_000_000


@pytest.mark.slow
def test_check_passes_on_the_files_as_they_are():
    """make_datasets.py --check finds no difference and exits with 0."""
    finished = run_script(DATASETS, "--check")
    assert (finished.returncode, finished.stderr) == (0, "")


@pytest.mark.slow
def test_writing_again_gives_the_same_bytes(copied):
    """make_datasets.py writes the same bytes and prints the rows of the README."""
    for path in copied.glob("*.npy"):
        path.unlink()
    finished = run_script(copied)
    assert finished.returncode == 0, finished.stderr
    for name in EXPECTED:
        file_name = f"{name}.npy"
        written = (copied / file_name).read_bytes()
        assert written == (DATASETS / file_name).read_bytes(), file_name
    assert finished.stdout in (DATASETS / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_check_reports_a_changed_file(copied):
    """--check names a file with one changed byte and exits with 1, and leaves it so."""
    path = copied / "gates.t_and.npy"
    changed = path.read_bytes()[:-1] + b"\x01"
    path.write_bytes(changed)
    finished = run_script(copied, "--check")
    assert finished.returncode == 1
    assert "gates.t_and.npy: differs" in finished.stderr
    assert path.read_bytes() == changed


@pytest.mark.slow
def test_check_reports_a_changed_checksum(copied):
    """--check names a file with another checksum in the README and exits with 1."""
    readme = copied / "README.md"
    digest = hashlib.sha256((copied / "iris.x.npy").read_bytes()).hexdigest()
    text = readme.read_text(encoding="utf-8")
    readme.write_text(text.replace(digest, "0" * 64), encoding="utf-8")
    finished = run_script(copied, "--check")
    assert finished.returncode == 1
    assert "iris.x.npy: README.md lacks its row" in finished.stderr


@pytest.mark.slow
def test_check_reports_missing_and_unknown_files(copied):
    """--check names a missing file and one that it does not write, and exits with 1."""
    (copied / "iris.x.npy").rename(copied / "iris.y.npy")
    finished = run_script(copied, "--check")
    assert finished.returncode == 1
    assert "iris.x.npy: is missing" in finished.stderr
    assert "iris.y.npy: is not a file" in finished.stderr
