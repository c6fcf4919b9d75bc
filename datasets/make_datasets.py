"""Writes the data sets beside this file: one .npy per array, the same bytes every time.

    python datasets/make_datasets.py          write, print the table of README.md
    python datasets/make_datasets.py --check  write nothing, exit 1 on a difference

Needs the extra `datasets` (scikit-learn). Nothing else in the project imports it.
"""

import argparse
import hashlib
import io
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent


def iris():
    from sklearn.datasets import load_iris

    source = load_iris()
    return {
        "iris.x": source.data.astype("<f8"),
        "iris.labels": source.target.astype("<i8"),
    }


def digits():
    from sklearn.datasets import load_digits

    source = load_digits()
    images = source.images.astype("u1")
    if not np.array_equal(images, source.images):
        raise ValueError("a digit has a value that uint8 cannot hold")
    return {"digits.images": images, "digits.labels": source.target.astype("<i8")}


def gates():
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype="<f8")
    ones = x.sum(axis=1, keepdims=True)
    return {
        "gates.x": x,
        "gates.t_and": (ones == 2).astype("<f8"),
        "gates.t_or": (ones >= 1).astype("<f8"),
        "gates.t_nand": (ones < 2).astype("<f8"),
        "gates.t_xor": (ones == 1).astype("<f8"),
    }


def npy_bytes(array):
    stream = io.BytesIO()
    np.save(stream, np.ascontiguousarray(array), allow_pickle=False)
    return stream.getvalue()


def table_row(file_name, content):
    array = np.load(io.BytesIO(content), allow_pickle=False)
    digest = hashlib.sha256(content).hexdigest()
    return f"| `{file_name}` | {array.shape} | {array.dtype} | `{digest}` |"


def differences(files):
    """Yield one line for each way in which the folder is not what would be written."""
    readme = (HERE / "README.md").read_text(encoding="utf-8").splitlines()
    for file_name, content in files.items():
        path = HERE / file_name
        if not path.exists():
            yield f"{file_name}: is missing"
        elif path.read_bytes() != content:
            yield f"{file_name}: differs from what would be written"
        if table_row(file_name, content) not in readme:
            yield f"{file_name}: README.md lacks its row, or has another checksum"
    for path in sorted(HERE.glob("*.npy")):
        if path.name not in files:
            yield f"{path.name}: is not a file that this script writes"


def main():
    parser = argparse.ArgumentParser(description="Write or check the data sets.")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    arguments = parser.parse_args()

    try:
        arrays = iris() | digits() | gates()
    except ModuleNotFoundError as missing:
        print(f"{missing}; nothing was written or compared", file=sys.stderr)
        print("hint: pip install -e '.[datasets]'", file=sys.stderr)
        return 2
    files = {f"{name}.npy": npy_bytes(array) for name, array in arrays.items()}

    if arguments.check:
        found = list(differences(files))
        for line in found:
            print(line, file=sys.stderr)
        if found:
            print("hint: python datasets/make_datasets.py", file=sys.stderr)
            return 1
        print(f"{len(files)} files are as they would be written.")
        return 0

    for file_name, content in files.items():
        (HERE / file_name).write_bytes(content)
        print(table_row(file_name, content))
    return 0


if __name__ == "__main__":
    sys.exit(main())
