"""Real data that exercises use, by name: `from grader.datasets import iris; iris.x[:10]`.

Each array is one file of the course, `datasets/<set>.<array>.npy`; `datasets/README.md`
says where they come from.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.course import find_course
from grader.errors import KitFault
from grader.words.text import _

if TYPE_CHECKING:
    import numpy as np


class Dataset:
    """The arrays of one data set as attributes, each read when it is first asked for."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name

    def __getattr__(self, array: str) -> np.ndarray[Any, Any]:
        if array.startswith("_"):
            raise AttributeError(array)
        return read(self._folder, self._name, array)


@cache
def read(folder: Path, name: str, array: str) -> np.ndarray[Any, Any]:
    """Return one array, read-only.

    Raises:
        KitFault: there is no such file, or it is damaged.
    """
    import numpy as np

    path = folder / f"{name}.{array}.npy"
    try:
        values: np.ndarray[Any, Any] = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise KitFault(
            _("the data {name}.{array} cannot be read: {error}",
              name=name, array=array, error=error),
            _("take the folder datasets/ from a fresh copy of the course"),
        ) from error  # fmt: skip
    values.flags.writeable = False
    return values


def __getattr__(name: str) -> Dataset:
    if name.startswith("_"):
        raise AttributeError(name)
    return Dataset(find_course(Path.cwd(), Path(__file__)).root / "datasets", name)
