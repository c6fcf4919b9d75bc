"""Explains why bubblewrap does not run on this system, and what to do about it."""

from __future__ import annotations

import re
from pathlib import Path

from grader.errors import GradeError, KitFault, UsageError
from grader.words.text import _, literal, sentences, unbroken

DOCKER = (
    "--security-opt seccomp=unconfined --security-opt apparmor=unconfined --cap-add SYS_ADMIN"
)

TRUST = _("Or, for files that you trust: {option}", option=unbroken("--sandbox process"))
INSTALL = sentences(
    _(
        "on Debian and Ubuntu: {apt}; on Fedora: {dnf}.",
        apt=unbroken("apt install bubblewrap libseccomp2"),
        dnf=unbroken("dnf install bubblewrap libseccomp"),
    ),
    TRUST,
)

# What the kernel or the distribution has switched off: setting, value, what to say and do.
SWITCHES = (
    (
        "kernel/apparmor_restrict_unprivileged_userns",
        "1",
        _("AppArmor does not let ordinary users make user namespaces"),
        _("{command}, or better an AppArmor profile for bwrap that has the rule userns.",
          command=unbroken("sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0")),
    ),
    (
        "kernel/unprivileged_userns_clone",
        "0",
        _("this kernel does not let ordinary users make user namespaces"),
        _("{command}.", command=unbroken("sudo sysctl -w kernel.unprivileged_userns_clone=1")),
    ),
    (
        "user/max_user_namespaces",
        "0",
        _("user namespaces are switched off"),
        _("{command}.", command=unbroken("sudo sysctl -w user.max_user_namespaces=10000")),
    ),
)  # fmt: skip


def explain(complaint: str, settings: Path = Path("/proc/sys")) -> GradeError:
    """Return the error for a sandbox that did not start.

    Args:
        complaint: what bubblewrap, or Python inside it, wrote to its standard error.
        settings: the folder of the kernel's settings.
    """
    said = complaint.splitlines()[-1][:300] if complaint else ""
    complained = literal(said) if said else _("it said nothing")
    if "nknown option" in complaint:
        return UsageError(
            _("this bubblewrap is too old for the kit: {error}", error=complained),
            sentences(
                _(
                    "version 0.8 or newer is needed ({command}).",
                    command=unbroken("bwrap --version"),
                ),
                TRUST,
            ),
        )
    if re.search(r"amespace|uid map|ermission|ermitted|loopback|\bproc\b|mount", said):
        for name, value, why, what_to_do in SWITCHES:
            if _setting(settings / name) == value:
                return UsageError(
                    _("bubblewrap cannot make a sandbox: {why} ({error})",
                      why=why, error=complained),
                    sentences(what_to_do, TRUST),
                )  # fmt: skip
        return UsageError(
            _("bubblewrap cannot make a sandbox here: {error}", error=complained),
            sentences(
                _(
                    "a container must allow namespaces (Docker: {options}).",
                    options=unbroken(DOCKER),
                ),
                TRUST,
            ),
        )
    return KitFault(
        _("the worker does not start inside bubblewrap: {error}", error=complained),
        sentences(
            _(
                "can this Python import NumPy?   {command}.",
                command=unbroken("python -c 'import numpy'"),
            ),
            TRUST,
        ),
    )


def _setting(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
