"""Shows a batch while it runs: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import json as json_module
import sys
import time
from collections.abc import Sequence

import click

from grader.classroom.task import Task
from grader.render import batch
from grader.report import Report

EVERY = 10.0  # seconds between two lines of a log
OFTEN = 0.1  # seconds between two pictures of the bar


class Screen:
    """What the instructor sees.

    Args:
        json: whether only one JSON object is printed, at the end.
    """

    def __init__(self, json: bool) -> None:
        self._total = 0
        self._json = json
        self._done = 0
        self._started = time.monotonic()
        self._shown = self._started
        self._bar = not json and sys.stdout.isatty()

    def open(self, notes: Sequence[str], opening: batch.Opening) -> None:
        """Say what is about to be done; the time counts from here."""
        self._total = opening.left
        self._shown = self._started = time.monotonic()
        if self._json:
            return
        for note in notes:
            click.echo(f"  note: {note}")
        click.echo(batch.opening(opening))
        if self._total:
            self._draw()

    def told(self, task: Task, reports: list[Report]) -> None:
        """Count gradings that were kept."""
        self._done += len(reports)
        now = time.monotonic()
        pause = OFTEN if self._bar else EVERY
        if not self._json and (now - self._shown >= pause or self._done == self._total):
            self._draw()

    def stopped(self, command: str) -> None:
        """Say what is kept, and how to go on."""
        self._end_bar()
        click.echo(batch.stopped(self._done, self._total, command), err=self._json)

    def close(
        self,
        tallies: Sequence[batch.ExerciseTally],
        files: Sequence[str],
        command: str,
        seed: int,
        students: int,
    ) -> None:
        """Show the marks, the files and what to do next."""
        seconds = time.monotonic() - self._started
        if self._json:
            told = batch.summary(tallies, students, seed, self._done, seconds)
            click.echo(json_module.dumps(told, indent=1))
        else:
            self._end_bar()
            click.echo(batch.table(tallies, files, command))

    def _draw(self) -> None:
        self._shown = time.monotonic()
        seconds = self._shown - self._started
        if self._bar:
            line = batch.progress(self._done, self._total, seconds)
            # To the left edge, the line, and nothing of the old one behind it.
            click.echo(f"\r{line}\x1b[K", nl=False)
            sys.stdout.flush()
        elif self._done:
            click.echo(batch.progress_in_a_log(self._done, self._total, seconds))

    def _end_bar(self) -> None:
        if self._bar and self._total:
            click.echo()
