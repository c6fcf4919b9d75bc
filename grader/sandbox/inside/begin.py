"""Begins the program inside the sandbox: makes its neighbours known to Python, starts `worker`.

Run as `python -I -S begin.py NUMPY_PARENT`, see there. It is short, for Python compiles the
file that it is given each time, and keeps what it compiled of all others.
"""

import os
import sys
import types
from importlib import import_module

PACKAGE = "grader.sandbox.inside"


def main() -> None:
    """Import this folder alone as a part of the kit, and run the worker."""
    for name in ("grader", "grader.sandbox", PACKAGE):
        package = types.ModuleType(name)
        # The kit around it is not needed here, and not there in a sandbox.
        package.__path__ = [os.path.dirname(os.path.abspath(__file__))] * (name == PACKAGE)
        sys.modules[name] = package
    import_module(f"{PACKAGE}.worker").main(*sys.argv[1:])


if __name__ == "__main__":
    main()
