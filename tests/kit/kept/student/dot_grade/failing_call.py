"""A call that failed: python .grade/failing_call.py

pad2d puts the asked number of cells on each side
"""

import importlib.util
import sys

import numpy as np

sys.path.insert(0, '/home/kim/course/exercises')

spec = importlib.util.spec_from_file_location("submission", '/home/kim/course/exercises/ex05_padding.py')
submission = importlib.util.module_from_spec(spec)
spec.loader.exec_module(submission)

x = np.array([[[[ 3.6875, -1.8125,  3.1875],
                [-3.6875, -0.1875,  3.1875]]]])
answer = submission.pad2d(x, (1, 0, 0, 2))
print(repr(answer))
