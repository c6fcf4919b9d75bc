"""A real terminal for tests: tmux runs a command in it, types, and tells what is seen."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import uuid

from tests.kit.workshop import ROOT

SECONDS = 20  # nobody waits longer than this for a screen
GRADE = [sys.executable, "-c", "from grader.cli import main; main(prog_name='grade')"]


def environment(**variables):
    """Return what the kit needs to run in a copy of the course."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), **variables}


class Terminal:
    """A shell in a terminal of its own; a context manager that ends it."""

    def __init__(self, folder, columns=80, rows=24, **variables):
        assert shutil.which("tmux"), "tmux is absent: apt install tmux"
        self._socket = f"grade-{uuid.uuid4().hex[:12]}"
        variables = {"TERM": "screen", "PS1": "$ ", **environment(**variables)}
        self._tmux(
            *("new-session", "-d", "-x", columns, "-y", rows, "-c", folder),
            *("env", "-i", *(f"{k}={v}" for k, v in variables.items())),
            "sh",
        )
        self.until_shell()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._tmux("kill-server")

    def _tmux(self, *words):
        finished = subprocess.run(
            ["tmux", "-u", "-L", self._socket, "-f", os.devnull, *map(str, words)],
            capture_output=True,
            encoding="utf-8",
        )
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    def keys(self, *keys):
        """Press keys, named as tmux names them: `q`, `Space`, `C-c`."""
        self._tmux("send-keys", *keys)

    def command(self, *words):
        """Type a command and Enter."""
        self._tmux("send-keys", "-l", shlex.join(map(str, words)))
        self.keys("Enter")

    def grade(self, *words):
        """Type a command of the kit and Enter."""
        self.command(*GRADE, *words)

    def resize(self, columns, rows):
        """Give the window another size."""
        self._tmux("resize-window", "-x", columns, "-y", rows)

    def screen(self, colour=False):
        """Return what is seen now, where asked with the escape sequences of its colours."""
        return self._tmux("capture-pane", "-p", *["-e"] * colour).removesuffix("\n")

    def until(self, pattern):
        """Return the first screen with a pattern on it, once all of it is drawn."""
        deadline = time.monotonic() + SECONDS
        before, screen = None, self.screen()
        while before != screen or not re.search(pattern, screen, re.M):
            assert time.monotonic() < deadline, f"{pattern} never came:\n{screen}"
            time.sleep(0.03)
            before, screen = screen, self.screen()
        return screen

    def until_shell(self):
        """Wait until the shell is ready for a command; return the screen."""
        return self.until(r"^\$ *\n*\Z")

    @property
    def shell(self):
        """The shell's process number."""
        return int(self._tmux("display-message", "-p", "#{pane_pid}"))
