"""Ex27: augmentation where labels change.

A network that looks at one small part only, such as the ear of a cat, fails as soon as that
part is hidden. Cutout hides a square of every image, so that all other parts have to count
as well. Cutmix covers the place with a part of another image, and mixup lays two whole
images over each other. Then two classes are in the picture, and the label must say how much
of each. In training all choices are random; here they are arguments.

Images are x (N, C, H, W). The labels y_onehot (N, K) are floats: row n has a 1.0 for the
class of image n, and 0.0 for the other K - 1 classes. perm (N,) is a permutation of
0 ... N - 1 that says where the other image comes from: the partner of image n is image
perm[n], as it is in x.

cutout sets a square of size x size cells to 0, in all channels of all images:

    rows     cy - size // 2  to  cy - size // 2 + size - 1
    columns  cx - size // 2  to  cx - size // 2 + size - 1

For an odd size its middle is (cy, cx). An even size has no middle cell: it has one row more
before cy than after it. What lies outside the image is cut off. By hand, cy = 0, cx = 2,
size = 3, which is rows -1 to 1 and columns 1 to 3:

     1  2  3  4  5              1  0  0  0  5
     6  7  8  9 10    becomes   6  0  0  0 10
    11 12 13 14 15             11 12 13 14 15

cutmix copies a box from the partner, to the same place, and mixes the labels by its area.
box is (top, left, height, width): rows top to top + height - 1, columns left to
left + width - 1. It may reach over the border on any side; what lies outside is cut off,
and at least one cell is inside.

    lam = 1 - (cells of the box inside the image) / (H * W)
    x_mixed[n] = x[perm[n]] inside the box, x[n] elsewhere
    y_mixed[n] = lam * y_onehot[n] + (1 - lam) * y_onehot[perm[n]]

By hand, H = 2, W = 4, box (-1, 2, 2, 3): of its rows -1 and 0, and its columns 2, 3 and 4,
only row 0 and columns 2 and 3 are inside. So lam = 1 - 2/8 = 0.75, and with perm = [1, 0]

    image 0   1 1 1 1   becomes   1 1 2 2     label  1 0  becomes  0.75 0.25
              1 1 1 1             1 1 1 1
    image 1   2 2 2 2   becomes   2 2 1 1     label  0 1  becomes  0.25 0.75
              2 2 2 2             2 2 2 2

mixup mixes all cells, and labels by the same numbers. lam is a float from 0 to 1:

    x_mixed[n] = lam * x[n] + (1 - lam) * x[perm[n]]
    y_mixed[n] = lam * y_onehot[n] + (1 - lam) * y_onehot[perm[n]]

Where the lecture notes and libraries differ:
- The notes say that cutmix mixes labels by ratio, but not by which. Its paper draws a ratio
  and makes a box of that area around a random cell. What the border cuts off is not pasted:
  so the ratio is calculated again, as above. The whole box would give 1 - 6/8 = 0.25.
- For an odd size the code of the cutout paper erases one row and one column less.
- The notes do not name mixup. torchvision has both; its partner is the image before in the
  batch, and lam is drawn from a beta distribution.
- Mixed labels need the cross-entropy for one-hot rows, see ex11, not that for integers.

x and y_onehot have one dtype, float32 or float64, and the results have it too. Never change
an argument, and never return one or a view of it (an array that shares its memory), not
even where nothing changes. Loops and NumPy's own functions are both fine.
"""

import numpy as np


def cutout(x, cy, cx, size):
    """x with a square of zeros around (cy, cx): x (N, C, H, W) -> (N, C, H, W).

    cy is an int from 0 to H - 1, cx an int from 0 to W - 1, size an int from 1 on.
    The labels stay as they are. Returns a new array of the dtype of x.

    >>> cutout(np.array([[[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]]]), 0, 1, 2)
    array([[[[0., 0., 3., 4.],
             [5., 6., 7., 8.]]]])
    """
    raise NotImplementedError("cutout")


def cutmix(x, y_onehot, perm, box):
    """A box of every image is replaced by its partner's: returns (x_mixed, y_mixed).

    x (N, C, H, W), y_onehot (N, K), perm (N,) int64. box is (top, left, height, width),
    four ints; height and width are 1 or more. Returns new arrays (N, C, H, W) and (N, K).

    >>> x = np.array([[[[1.0, 1.0, 1.0, 1.0]]], [[[2.0, 2.0, 2.0, 2.0]]]])
    >>> x_mixed, y_mixed = cutmix(x, np.eye(2), np.array([1, 0]), (0, 3, 1, 5))
    >>> x_mixed[0]
    array([[[1., 1., 1., 2.]]])
    >>> y_mixed
    array([[0.75, 0.25],
           [0.25, 0.75]])
    """
    raise NotImplementedError("cutmix")


def mixup(x, y_onehot, perm, lam):
    """Every image mixed with its partner: returns (x_mixed, y_mixed).

    x (N, C, H, W), y_onehot (N, K), perm (N,) int64, lam a float from 0 to 1. Returns new
    arrays (N, C, H, W) and (N, K).

    >>> x = np.array([[[[4.0, 8.0]]], [[[0.0, 4.0]]]])
    >>> x_mixed, y_mixed = mixup(x, np.eye(2), np.array([1, 0]), 0.75)
    >>> x_mixed[0]
    array([[[3., 7.]]])
    >>> y_mixed[0]
    array([0.75, 0.25])
    """
    raise NotImplementedError("mixup")
