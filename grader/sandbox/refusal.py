"""Explains why bubblewrap does not run on this system, and what to do about it."""

from __future__ import annotations

import re
from pathlib import Path

from grader.errors import GradeError, KitFault, UsageError

INSTALL = (
    "on Debian and Ubuntu: apt install bubblewrap libseccomp2; on Fedora: dnf install "
    "bubblewrap libseccomp. Or, for files that you trust: --sandbox process"
)
TRUST = "Or, for files that you trust: --sandbox process"

# What the kernel or the distribution has switched off: setting, value, what to say.
SWITCHES = (
    (
        "kernel/apparmor_restrict_unprivileged_userns",
        "1",
        "AppArmor keeps ordinary users from making user namespaces",
        "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or better an AppArmor "
        "profile for bwrap that has the rule userns",
    ),
    (
        "kernel/unprivileged_userns_clone",
        "0",
        "this kernel keeps ordinary users from making user namespaces",
        "sudo sysctl -w kernel.unprivileged_userns_clone=1",
    ),
    (
        "user/max_user_namespaces",
        "0",
        "user namespaces are switched off",
        "sudo sysctl -w user.max_user_namespaces=10000",
    ),
)


def explain(complaint: str, settings: Path = Path("/proc/sys")) -> GradeError:
    """Return the error for a sandbox that did not start.

    Args:
        complaint: what bubblewrap, or Python inside it, wrote to its standard error.
        settings: the folder of the kernel's settings.
    """
    said = complaint.splitlines()[-1][:300] if complaint else "it said nothing"
    if "nknown option" in complaint:
        return UsageError(
            f"this bubblewrap is too old for the kit: {said}",
            f"version 0.8 or newer is needed (bwrap --version). {TRUST}",
        )
    if re.search(r"amespace|uid map|ermission|ermitted|loopback|\bproc\b|mount", said):
        for name, value, why, what_to_do in SWITCHES:
            if _setting(settings / name) == value:
                return UsageError(
                    f"bubblewrap cannot make a sandbox: {why} ({said})",
                    f"{what_to_do}. {TRUST}",
                )
        return UsageError(
            f"bubblewrap cannot make a sandbox here: {said}",
            "a container must allow namespaces (Docker: --security-opt seccomp=unconfined "
            f"--security-opt apparmor=unconfined --cap-add SYS_ADMIN). {TRUST}",
        )
    return KitFault(
        f"the worker does not start inside bubblewrap: {said}",
        f"can this Python import NumPy?   python -c 'import numpy'. {TRUST}",
    )


def _setting(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
