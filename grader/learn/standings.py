"""How far a student is with each exercise of a course, for lists and overviews."""

from __future__ import annotations

from grader.course import Course
from grader.errors import GradeError
from grader.learn.progress import MISSING, Progress
from grader.learn.statement import checks_of
from grader.render.overview import Listed


def listed(course: Course, held: Progress) -> list[Listed]:
    """Return all exercises of a course with the student's standing in each."""
    rows = []
    for exercise in course.exercises:
        at = held.of(exercise.name)
        try:
            checks = checks_of(exercise)
        except GradeError:  # its suite is damaged, which `grade ex05` tells
            checks = at.checks
        rows.append(
            Listed(
                name=exercise.name,
                heading=exercise.heading,
                best=at.best,
                max_score=at.max_score,
                passed=min(at.passed, checks),
                checks=checks,
                done=at.done,
                failing=at.failing,
                claim=at.claim,
                missing=at.functions.get(at.failing) == MISSING,
                when=at.when,
            )
        )
    return rows
