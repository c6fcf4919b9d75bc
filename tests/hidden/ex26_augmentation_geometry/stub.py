"""Ex26: augmentation by geometry.

A network that sees the same few images in every epoch learns them by heart. Augmentation
shows it others that mean the same: mirrored, turned, cut out, resized. In training chance
decides what is done; validation images stay as they are. Here an argument decides.

Images are x (N, C, H, W): N images of C channels, H rows and W columns. All of them are
treated alike, and images and channels are never exchanged or mixed.

rescale: grey values are stored as uint8, from 0 to 255. A network wants small floats:

    out[n, c, i, j] = x[n, c, i, j] / 255        as float32, from 0 to 1

hflip, the horizontal flip, exchanges left and right; the rows stay where they are:

    out[n, c, i, j] = x[n, c, i, W - 1 - j]

crop cuts out a window of height rows and width columns, from row top and column left on:

    out[n, c, i, j] = x[n, c, top + i, left + j]  for i < height, j < width

A window may touch the border or be the whole image. ValueError if any part lies outside.

resize_nearest makes images of H_out rows and W_out columns. Each output cell takes one
cell of x. floor rounds down; multiply before you divide, because floats round H / H_out:

    out[n, c, i, j] = x[n, c, floor(i * H / H_out), floor(j * W / W_out)]

From 5 columns to 3, columns 0, 1, 2 take floor(0/3), floor(5/3), floor(10/3): 0, 1, 3.
From 2 columns to 5, columns 0 to 4 take 0, 0, 0, 1, 1.

rot90 turns every image by k quarter turns against the clock. The top row becomes the left
column, read upwards. k is any int: -1 is one turn with the clock, 5 is the same as 1. An
odd k exchanges H and W. By hand:

    x = 1 2 3     hflip  3 2 1     rot90, k = 1  3 6     k = -1  4 1
        4 5 6            6 5 4                   2 5             5 2
                                                 1 4             6 3

Loops and NumPy's own functions are both fine. rescale gives float32; all others keep the
dtype of x: uint8, float32 or float64. Never change x. Results are new arrays, also where
nothing changes: never x itself or a view of it (an array that shares its memory).

Where the lecture notes and libraries differ:
- Notes say that convolutional networks stand shifted, scaled and turned images. A convolution
  moves along with a shift: equivariant, not invariant. Scaled or turned ones it must have seen.
- The notes use Keras, with images (N, H, W, C): RandomFlip; RandomRotation(0.1), up to a
  tenth of a full turn either way; RandomZoom(0.2); Rescaling(1/255), also in validation.
- torchvision's crop fills what lies outside with zeros. OpenCV and Pillow take a size as
  (width, height), and Pillow goes by the centres of cells, floor((i + 0.5) * H / H_out).
  resize_nearest is PyTorch's F.interpolate(mode="nearest").
"""

import numpy as np


def rescale(x):
    """Grey values from 0 to 1: x (N, C, H, W) uint8 -> (N, C, H, W) float32.

    >>> rescale(np.array([[[[0, 51, 255]]]], dtype=np.uint8))
    array([[[[0. , 0.2, 1. ]]]], dtype=float32)
    """
    raise NotImplementedError("rescale")


def hflip(x):
    """Left and right exchanged: x (N, C, H, W) -> a new array (N, C, H, W), dtype of x.

    >>> hflip(np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]]))
    array([[[[3., 2., 1.],
             [6., 5., 4.]]]])
    """
    raise NotImplementedError("hflip")


def crop(x, top, left, height, width):
    """A window of every image: x (N, C, H, W) -> (N, C, height, width), dtype of x.

    top and left are any ints, height and width ints from 1 on. Raises ValueError if any
    part of the window lies outside the image.

    >>> crop(np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]]), 0, 1, 1, 2)
    array([[[[2., 3.]]]])
    """
    raise NotImplementedError("crop")


def resize_nearest(x, size):
    """Other sizes by the nearest cell: x (N, C, H, W) -> (N, C, H_out, W_out), dtype of x.

    size is (H_out, W_out), two ints from 1 on.

    >>> resize_nearest(np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]]), (3, 2))
    array([[[[1., 2.],
             [1., 2.],
             [4., 5.]]]])
    """
    raise NotImplementedError("resize_nearest")


def rot90(x, k):
    """k quarter turns against the clock: x (N, C, H, W) -> a new array, dtype of x.

    k is any int. The result is (N, C, H, W), or (N, C, W, H) where k is odd.

    >>> rot90(np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]]), 1)
    array([[[[3., 6.],
             [2., 5.],
             [1., 4.]]]])
    """
    raise NotImplementedError("rot90")
