"""Decides what the file system of a sandbox holds: the interpreter, NumPy, four devices.

Everything keeps its place, since interpreters and libraries find each other by it; only
NumPy and the kit's own part move to neutral folders. Other packages, and other Pythons
that lie in the same folders, are hidden under empty ones.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache
from pathlib import Path

from grader.sandbox import host

KIT, SITE = "/rt/kit", "/rt/site"
WORKER = f"{KIT}/begin.py"
PACKAGES = ("site-packages", "dist-packages")
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
# How libraries are found, and texts encoded, where the system has these.
TRIED = ("/etc/ld.so.cache", "/etc/alternatives", "/usr/lib/locale/C.utf8")


def python() -> str:
    """Return the interpreter's own file, behind environments and links."""
    return os.path.realpath(host.base_python())


@cache
def program() -> tuple[str, ...]:
    """Return the command of a worker, but for what it is to be; see `inside.worker`."""
    return python(), "-I", "-S", WORKER, numpy_parent()


def arguments() -> list[str]:
    """Return bubblewrap's arguments that fill the root; what is not named is not there."""
    libraries = _library_folders()
    wanted = [Path(python()), *_standard_library(), *libraries]
    # What lies in another wanted folder comes with it.
    bound = [path for path in wanted if not any(other in path.parents for other in wanted)]
    words: list[str] = []
    places = [
        *bound,
        *(Path(path) for path in (KIT, f"{numpy_parent()}/numpy", *DEVICES, *TRIED)),
    ]
    for folder in sorted(set(_parents(places))):
        # Folders that bubblewrap makes by itself may be closed to the worker's user.
        words += ["--perms", "0755", "--dir", str(folder)]
    for place in sorted(set(bound)):
        words += ["--ro-bind", str(place), str(place)]
    hidden = sorted(_hidden(bound))
    for folder in hidden:
        words += ["--perms", "0755", "--size", "4096", "--tmpfs", str(folder)]
    words += _numpy()
    for folder in hidden:
        words += ["--remount-ro", str(folder)]
    words += ["--ro-bind", str(Path(__file__).parents[1] / "inside"), KIT]
    for top in ("/lib", "/lib32", "/lib64", "/libx32"):
        if os.path.islink(top):
            words += ["--symlink", os.readlink(top), top]
        else:
            for loader in Path("/").glob(f"{top[1:]}/ld[-.]*so*"):
                words += ["--ro-bind", str(loader), str(loader)]
    for path in TRIED:
        words += ["--ro-bind-try", path, path]
    for device in DEVICES:
        words += ["--dev-bind", device, device]
    return words


def _parents(paths: list[Path]) -> list[Path]:
    return [parent for path in paths for parent in path.parents if parent != Path("/")]


def _standard_library() -> list[Path]:
    """Return the folders of the standard library, its compiled modules among them."""
    found = [Path(os.__file__).parent]
    dynamic = sysconfig.get_config_var("DESTSHARED")
    if dynamic and os.path.isdir(dynamic):
        found.append(Path(dynamic))
    return [path.resolve() for path in found]


def _library_folders() -> list[Path]:
    """Return the folders of the shared libraries that this process itself runs on."""
    found = {Path("/usr/lib64")} if Path("/usr/lib64").is_dir() else set()
    own = _standard_library()
    with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            mapped = Path("/" + line.rstrip("\n").partition("/")[2])
            is_library = ".so" in mapped.name and not {*PACKAGES} & {*mapped.parts}
            if is_library and not any(mine in mapped.parents for mine in own):
                found.add(mapped.parent)
    # A library may lie among somebody's own files, and one in memory seems to lie in /.
    home = Path(os.path.expanduser("~")).resolve()
    too_wide = {home, *home.parents, Path.cwd(), *Path.cwd().parents}
    return [folder for folder in map(Path.resolve, found) if folder not in too_wide]


def _hidden(bound: list[Path]) -> list[Path]:
    """Return the folders of other packages and other Pythons below what is bound."""
    own = _standard_library()[0]
    hidden = []
    for folder in bound:
        if not folder.is_dir():
            continue
        for name in PACKAGES:
            hidden += [found for found in (folder / name, *folder.glob(f"python*/{name}"))
                       if found.is_dir()]  # fmt: skip
        hidden += [
            found
            for found in folder.glob("python*")
            if found.is_dir() and found.resolve() not in (own, *own.parents)
        ]
    return hidden


def numpy_parent() -> str:
    """Return the folder in which NumPy lies inside.

    A NumPy that came with the interpreter may find its libraries by its own place.
    """
    parent = host.numpy_folder().parent
    inside = Path(sys.base_prefix).resolve() in parent.resolve().parents
    return str(parent.resolve()) if inside and sys.prefix == sys.base_prefix else SITE


def _numpy() -> list[str]:
    package = host.numpy_folder().resolve()
    words: list[str] = []
    for folder in (package, package.with_name("numpy.libs")):
        if folder.is_dir():
            words += ["--ro-bind", str(folder), f"{numpy_parent()}/{folder.name}"]
    return words
