"""Judges files for one exercise, a line each: python marks.py EXERCISE FILE..."""

import sys
from pathlib import Path

from grader.course import find_course
from grader.judge import submission
from grader.judge.grade import grade

course = find_course(Path.cwd())
exercise = course.find(sys.argv[1])
for path in map(Path, sys.argv[2:]):
    report = grade(exercise, submission.read(path, exercise))
    reasons = sorted({one.id for check in report.checks for one in check.diagnoses})
    # An empty score is not a zero: the kit failed, and the file is to be judged again.
    score = "" if report.score is None else report.score
    print(f"{path.name},{report.status},{score},{report.max_score},{' '.join(reasons)}")
