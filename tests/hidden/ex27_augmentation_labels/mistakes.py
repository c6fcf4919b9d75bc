"""Known wrong answers of ex27, augmentation where labels change."""

import numpy as np

# cutout


def _erased(x, top, left, bottom, right, value=0.0):
    y = x.copy()
    y[:, :, max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = value
    return y


def _square(cy, cx, size):
    top, left = cy - size // 2, cx - size // 2
    return top, left, top + size, left + size


@mistake("cutout")
def odd_squares_too_small(x, cy, cx, size):
    """For an odd size your square is one row and one column too small. Count the rows:
    there are size of them."""
    half = size // 2
    return _erased(x, cy - half, cx - half, cy + half, cx + half)


@mistake("cutout")
def even_squares_too_large(x, cy, cx, size):
    """Your square is as long after the middle as before it, so an even size gets a row and a
    column too many."""
    half = size // 2
    return _erased(x, cy - half, cx - half, cy + half + 1, cx + half + 1)


@mistake("cutout")
def extra_row_after(x, cy, cx, size):
    """For an even size your extra row and column lie after (cy, cx). They lie before."""
    half = (size - 1) // 2
    return _erased(x, cy - half, cx - half, cy - half + size, cx - half + size)


@mistake("cutout")
def centre_for_the_corner(x, cy, cx, size):
    """Your square begins at (cy, cx). That is its middle: it begins size // 2 cells
    before."""
    return _erased(x, cy, cx, cy + size, cx + size)


@mistake("cutout")
def size_for_the_half(x, cy, cx, size):
    """Your square is about twice as large: it has size cells on each side of the middle. In
    all it has size rows."""
    return _erased(x, cy - size, cx - size, cy + size, cx + size)


@mistake("cutout")
def size_for_the_radius(x, cy, cx, size):
    """Your square has 2 size + 1 rows: size on each side of cy, and cy itself. In all it has
    size rows."""
    return _erased(x, cy - size, cx - size, cy + size + 1, cx + size + 1)


@mistake("cutout")
def last_row_and_column_kept(x, cy, cx, size):
    """The last row and column of your square are missing. A slice ends before its end."""
    top, left, bottom, right = _square(cy, cx, size)
    return _erased(x, top, left, bottom - 1, right - 1)


@mistake("cutout")
def one_row_and_column_more(x, cy, cx, size):
    """Your square has a row and a column too many, at its end. A slice ends before its
    end."""
    top, left, bottom, right = _square(cy, cx, size)
    return _erased(x, top, left, bottom + 1, right + 1)


@mistake("cutout")
def counted_from_one(x, cy, cx, size):
    """Your square lies one row higher and one column further left. Rows and columns are
    counted from 0."""
    return _erased(x, *_square(cy - 1, cx - 1, size))


@mistake("cutout")
def half_rounded(x, cy, cx, size):
    """You round size / 2 to the nearest number. For half of an odd size, round down."""
    half = round(size / 2)
    return _erased(x, cy - half, cx - half, cy - half + size, cx - half + size)


@mistake("cutout")
def half_rounded_up(x, cy, cx, size):
    """An odd square of yours lies one row too high and one column too far left. For half of
    an odd size, round down."""
    top, left = cy - (size + 1) // 2, cx - (size + 1) // 2
    return _erased(x, top, left, top + size, left + size)


@mistake("cutout")
def rows_and_columns_exchanged(x, cy, cx, size):
    """cy and cx are exchanged. cy counts rows, which are axis 2, and cx columns, axis 3."""
    return _erased(x, *_square(cx, cy, size))


@mistake("cutout")
def start_counted_from_behind(x, cy, cx, size):
    """Where the square begins before row or column 0, your slice begins at the far end. Its
    start has to be 0 at least."""
    top, left, bottom, right = _square(cy, cx, size)
    y = x.copy()
    y[:, :, top:bottom, left:right] = 0
    return y


@mistake("cutout")
def even_squares_too_large_from_behind(x, cy, cx, size):
    """For an even size your square is too large, and a negative start counts from the far
    end. Begin at 0 at least."""
    half = size // 2
    y = x.copy()
    y[:, :, cy - half : cy + half + 1, cx - half : cx + half + 1] = 0
    return y


@mistake("cutout")
def odd_squares_too_small_from_behind(x, cy, cx, size):
    """Your square ends at cy + size // 2, too early for an odd size, and a negative start
    counts from the far end."""
    half = size // 2
    y = x.copy()
    y[:, :, cy - half : cy + half, cx - half : cx + half] = 0
    return y


@mistake("cutout")
def counted_from_the_clipped_start(x, cy, cx, size):
    """Where the square begins before row or column 0, yours still has size rows and columns
    inside. What is outside is cut off."""
    top, left, _, _ = _square(cy, cx, size)
    top, left = max(top, 0), max(left, 0)
    return _erased(x, top, left, top + size, left + size)


@mistake("cutout")
def pushed_inside(x, cy, cx, size):
    """You push the square back into the image. It stays where it is, and what is outside is
    cut off."""
    top, left, _, _ = _square(cy, cx, size)
    top = max(min(top, x.shape[2] - size), 0)
    left = max(min(left, x.shape[3] - size), 0)
    return _erased(x, top, left, top + size, left + size)


@mistake("cutout")
def clipped_to_the_last_index(x, cy, cx, size):
    """At the lower or right border your square leaves the last row or column. A slice may
    end at H or W."""
    top, left, bottom, right = _square(cy, cx, size)
    return _erased(x, top, left, min(bottom, x.shape[2] - 1), min(right, x.shape[3] - 1))


@mistake("cutout")
def cut_off_with_h_and_w_exchanged(x, cy, cx, size):
    """You cut rows off at W and columns at H. x is (N, C, H, W): rows end at H, columns at
    W."""
    top, left, bottom, right = _square(cy, cx, size)
    return _erased(x, top, left, min(bottom, x.shape[3]), min(right, x.shape[2]))


@mistake("cutout")
def goes_on_at_the_other_side(x, cy, cx, size):
    """A square over the border goes on at the other side of your image. What is outside is
    cut off."""
    top, left, bottom, right = _square(cy, cx, size)
    y = x.copy()
    rows = np.arange(top, bottom) % x.shape[2]
    columns = np.arange(left, right) % x.shape[3]
    y[:, :, rows[:, None], columns] = 0
    return y


@mistake("cutout")
def goes_on_at_the_far_end(x, cy, cx, size):
    """A square that begins before row or column 0 goes on at the other side: a negative
    index counts from behind. Leave out cells that are outside."""
    top, left, bottom, right = _square(cy, cx, size)
    y = x.copy()
    rows = np.arange(top, min(bottom, x.shape[2]))
    columns = np.arange(left, min(right, x.shape[3]))
    y[:, :, rows[:, None], columns] = 0
    return y


@mistake("cutout")
def first_row_and_column_kept(x, cy, cx, size):
    """Row 0 and column 0 of your images are never erased. Index 0 is inside, too."""
    top, left, bottom, right = _square(cy, cx, size)
    return _erased(x, max(top, 1), max(left, 1), bottom, right)


@mistake("cutout")
def last_row_and_column_of_the_clipped_square_kept(x, cy, cx, size):
    """The last row and column of your square are missing, at the border, too. A slice ends
    before its end."""
    top, left, bottom, right = _square(cy, cx, size)
    bottom, right = min(bottom, x.shape[2]) - 1, min(right, x.shape[3]) - 1
    return _erased(x, top, left, bottom, right)


@mistake("cutout")
def start_cut_to_a_whole_number(x, cy, cx, size):
    """You cut cy - size / 2 to a whole number, so an odd square begins one row too high. Round
    half the size down first."""
    top, left = int(cy - size / 2), int(cx - size / 2)
    return _erased(x, top, left, top + size, left + size)


@mistake("cutout")
def only_if_it_is_inside(x, cy, cx, size):
    """A square over the border erases nothing in your image. The part of it that is inside
    is erased."""
    top, left, bottom, right = _square(cy, cx, size)
    h, w = x.shape[2:]
    if top < 0 or left < 0 or bottom > h or right > w:
        return x.copy()
    return _erased(x, top, left, bottom, right)


@mistake("cutout")
def refused_over_the_border(x, cy, cx, size):
    """You refuse a square over the border. It is allowed: what is outside is cut off."""
    top, left, bottom, right = _square(cy, cx, size)
    h, w = x.shape[2:]
    if top < 0 or left < 0 or bottom > h or right > w:
        raise ValueError("outside")
    return _erased(x, top, left, bottom, right)


@mistake("cutout")
def outside_erased(x, cy, cx, size):
    """You keep the square and erase all around it. The square is what is erased."""
    top, left, bottom, right = _square(cy, cx, size)
    return x - _erased(x, top, left, bottom, right)


@mistake("cutout")
def mask_returned(x, cy, cx, size):
    """You return a mask of zeros and ones. Multiply x by it."""
    return _erased(np.ones_like(x), *_square(cy, cx, size))


@mistake("cutout")
def filled_with_the_mean(x, cy, cx, size):
    """Your square holds the mean of x, as some libraries do it. Here it holds 0."""
    return _erased(x, *_square(cy, cx, size), x.mean())


@mistake("cutout")
def filled_with_the_mean_of_each_channel(x, cy, cx, size):
    """Your square holds the mean of its image and channel. Here it holds 0."""
    mean = np.zeros_like(x) + x.mean(axis=(2, 3), keepdims=True)
    return np.where(_erased(np.ones(x.shape), *_square(cy, cx, size)) > 0, x, mean)


@mistake("cutout")
def only_the_first_channel(x, cy, cx, size):
    """Only the first channel has the square. It is erased in all channels."""
    y = x.copy()
    y[:, :1] = _erased(x[:, :1], *_square(cy, cx, size))
    return y


@mistake("cutout")
def only_the_first_image(x, cy, cx, size):
    """Only the first image has the square. It is erased in all images."""
    y = x.copy()
    y[:1] = _erased(x[:1], *_square(cy, cx, size))
    return y


@mistake("cutout")
def channels_last(x, cy, cx, size):
    """You erase along axes 1 and 2, as if x were (N, H, W, C). Here the channels come
    second."""
    top, left, bottom, right = _square(cy, cx, size)
    y = x.copy()
    y[:, max(top, 0) : bottom, max(left, 0) : right] = 0
    return y


@mistake("cutout")
def whole_rows(x, cy, cx, size):
    """You erase whole rows. The square has columns, too, from cx - size // 2 on."""
    top, _, bottom, _ = _square(cy, cx, size)
    return _erased(x, top, 0, bottom, x.shape[3])


@mistake("cutout")
def whole_columns(x, cy, cx, size):
    """You erase whole columns. The square has rows, too, from cy - size // 2 on."""
    _, left, _, right = _square(cy, cx, size)
    return _erased(x, 0, left, x.shape[2], right)


@mistake("cutout")
def rows_and_columns_as_a_cross(x, cy, cx, size):
    """You erase whole rows and whole columns, a cross. Only cells in both belong to the
    square."""
    top, left, bottom, right = _square(cy, cx, size)
    return _erased(_erased(x, top, 0, bottom, x.shape[3]), 0, left, x.shape[2], right)


@mistake("cutout")
def only_the_diagonal(x, cy, cx, size):
    """You erase only the diagonal of the square: two lists of indices are read in pairs.
    Every row is to meet every column."""
    top, left, bottom, right = _square(cy, cx, size)
    y = x.copy()
    for row, column in zip(range(top, bottom), range(left, right), strict=True):
        if 0 <= row < x.shape[2] and 0 <= column < x.shape[3]:
            y[:, :, row, column] = 0
    return y


@mistake("cutout")
def nothing_erased(x, cy, cx, size):
    """Your answer is x as it was. See whether you return the array that you write into."""
    return x.copy()


@mistake("cutout")
def square_erased_in_place(x, cy, cx, size):
    """You write into x itself, so the images of your caller change. Write into a copy."""
    x[...] = _erased(x, *_square(cy, cx, size))
    return x


@mistake("cutout")
def images_erased_as_well(x, cy, cx, size):
    """x is changed as well: you write into the array of your caller. Write into a copy."""
    y = _erased(x, *_square(cy, cx, size))
    x[...] = y
    return y


@mistake("cutout")
def square_in_float64(x, cy, cx, size):
    """Your answer is float64 whatever x is. Keep the dtype of x."""
    return _erased(x, *_square(cy, cx, size)).astype("float64")


# cutmix


def _clipped(x, box):
    h, w = x.shape[2:]
    top, left, height, width = box
    return max(top, 0), max(left, 0), min(top + height, h), min(left + width, w)


def _kept(x, box):
    """Return the share of an image that stays its own."""
    first, begin, last, end = _clipped(x, box)
    return 1 - max(last - first, 0) * max(end - begin, 0) / (x.shape[2] * x.shape[3])


def _mixed(y, other, lam):
    return lam * y + (1 - lam) * other


def _pasted(x, other, corners):
    first, begin, last, end = corners
    y = x.copy()
    place = np.s_[:, :, max(first, 0) : max(last, 0), max(begin, 0) : max(end, 0)]
    y[place] = other[place]
    return y


@mistake("cutmix")
def share_of_the_whole_box(x, y_onehot, perm, box):
    """Your labels count all cells of the box, also those outside the image. Count the ones
    that are pasted."""
    lam = 1 - box[2] * box[3] / (x.shape[2] * x.shape[3])
    return _pasted(x, x[perm], _clipped(x, box)), _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def share_of_the_whole_box_limited(x, y_onehot, perm, box):
    """Your labels count cells outside the image, and the share is limited to 1. Count the
    cells that are pasted."""
    lam = max(1 - box[2] * box[3] / (x.shape[2] * x.shape[3]), 0.0)
    return _pasted(x, x[perm], _clipped(x, box)), _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def shares_exchanged(x, y_onehot, perm, box):
    """Your label gives the partner the share that stays. The partner has the box, 1 -
    lam."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    return images, _mixed(y_onehot[perm], y_onehot, _kept(x, box))


@mistake("cutmix")
def shares_of_the_whole_box_exchanged(x, y_onehot, perm, box):
    """Your label gives the partner the share that stays, and counts cells outside the image
    too. The partner has the cells that are pasted."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    lam = 1 - box[2] * box[3] / (x.shape[2] * x.shape[3])
    return images, _mixed(y_onehot[perm], y_onehot, lam)


@mistake("cutmix")
def labels_not_mixed(x, y_onehot, perm, box):
    """Your labels are as they were. A part of each image is its partner's now, so a part of
    its label is, too."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    return images, y_onehot.copy()


@mistake("cutmix")
def labels_of_the_partners(x, y_onehot, perm, box):
    """Your labels are those of the partners. Both images have a share in the label."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    return images, y_onehot[perm]


@mistake("cutmix")
def label_of_the_larger_part(x, y_onehot, perm, box):
    """Your label is that of the larger part alone. Both parts have their share."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    return images, (y_onehot if _kept(x, box) >= 0.5 else y_onehot[perm]).copy()


@mistake("cutmix")
def shares_set_one_after_the_other(x, y_onehot, perm, box):
    """Where both images are of one class, its place holds the partner's share alone. There
    both shares are added."""
    images, mixed = solution.cutmix(x, y_onehot, perm, box)
    share = 1 - _kept(x, box)
    return images, np.where(y_onehot[perm] > 0, share, mixed)


@mistake("cutmix")
def labels_rounded(x, y_onehot, perm, box):
    """Your labels are rounded to whole numbers. Shares are fractions: look at the dtype of
    the array that you fill."""
    images, mixed = solution.cutmix(x, y_onehot, perm, box)
    return images, np.floor(mixed)


@mistake("cutmix")
def only_the_own_share(x, y_onehot, perm, box):
    """Your labels have lam times their own class, and the partner's share is missing."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    return images, _kept(x, box) * y_onehot


@mistake("cutmix")
def own_label_not_weighed(x, y_onehot, perm, box):
    """Your own label keeps its 1, and the partner's share is added. Multiply the own one by
    lam."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    return images, y_onehot + (1 - _kept(x, box)) * y_onehot[perm]


@mistake("cutmix")
def brackets_of_the_share_forgotten(x, y_onehot, perm, box):
    """In your labels brackets are missing: you calculate 1 - lam * partner. The partner's
    weight is 1 - lam."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    lam = _kept(x, box)
    return images, lam * y_onehot + 1 - lam * y_onehot[perm]


@mistake("cutmix")
def partner_weighed_twice_in_the_labels(x, y_onehot, perm, box):
    """In your labels the partner has the weight lam * (1 - lam): it is multiplied by lam as
    well. Its weight is 1 - lam."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    lam = _kept(x, box)
    own = lam * y_onehot
    return images, own + (1 - lam) * own[perm]


@mistake("cutmix")
def share_of_the_sides(x, y_onehot, perm, box):
    """Your share is that of one side of the box, not of its area. Multiply rows by
    columns."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    first, _, last, _ = _clipped(x, box)
    return images, _mixed(y_onehot, y_onehot[perm], 1 - (last - first) / x.shape[2])


@mistake("cutmix")
def share_of_all_channels(x, y_onehot, perm, box):
    """You divide by C * H * W, but count the box in one channel. Divide by H * W."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    share = (1 - _kept(x, box)) / x.shape[1]
    return images, _mixed(y_onehot, y_onehot[perm], 1 - share)


@mistake("cutmix")
def share_of_a_larger_box(x, y_onehot, perm, box):
    """You count one row and one column of the box too many. An end less its start is the
    number of rows."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    first, begin, last, end = _clipped(x, box)
    share = (last - first + 1) * (end - begin + 1) / (x.shape[2] * x.shape[3])
    return images, _mixed(y_onehot, y_onehot[perm], 1 - share)


@mistake("cutmix")
def share_of_a_smaller_box(x, y_onehot, perm, box):
    """You count one row and one column of the box too few. From the first to the last one
    there is one more than their difference."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    first, begin, last, end = _clipped(x, box)
    lam = 1 - (last - first - 1) * (end - begin - 1) / (x.shape[2] * x.shape[3])
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def sides_kept_multiplied(x, y_onehot, perm, box):
    """You multiply the rows that stay by the columns that stay. What stays is all cells but
    those of the box."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    first, begin, last, end = _clipped(x, box)
    lam = (1 - (last - first) / x.shape[2]) * (1 - (end - begin) / x.shape[3])
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def labels_mixed_one_after_the_other(x, y_onehot, perm, box):
    """Some of your partners' labels were already mixed. Read all of them from y_onehot as it
    was given."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    lam, mixed = _kept(x, box), y_onehot.copy()
    for n, partner in enumerate(perm):
        mixed[n] = _mixed(mixed[n], mixed[partner], lam)
    return images, mixed


@mistake("cutmix")
def partner_label_not_weighed(x, y_onehot, perm, box):
    """You add the whole label of the partner. Its weight is 1 - lam."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    return images, _kept(x, box) * y_onehot + y_onehot[perm]


@mistake("cutmix")
def share_cut_off_at_the_start_alone(x, y_onehot, perm, box):
    """Your labels count cells below the image or right of it. A slice ends at the border by
    itself, a count does not."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    top, left, height, width = box
    rows, columns = top + height - max(top, 0), left + width - max(left, 0)
    share = rows * columns / (x.shape[2] * x.shape[3])
    return images, _mixed(y_onehot, y_onehot[perm], 1 - share)


@mistake("cutmix")
def labels_of_other_partners(x, y_onehot, perm, box):
    """Your images have the right partners, but your labels have those of the inverse
    permutation. Both go by perm[n]."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    return images, _mixed(y_onehot, y_onehot[np.argsort(perm)], _kept(x, box))


@mistake("cutmix")
def inverse_partners(x, y_onehot, perm, box):
    """Image perm[n] gets its box from image n. It is the other way round: image n gets it
    from image perm[n]."""
    return solution.cutmix(x, y_onehot, np.argsort(perm), box)


@mistake("cutmix")
def partners_from_behind(x, y_onehot, perm, box):
    """Your partners are the images in reverse order. perm says who the partner is."""
    return solution.cutmix(x, y_onehot, np.arange(len(x))[::-1], box)


@mistake("cutmix")
def image_before_is_the_partner(x, y_onehot, perm, box):
    """Your partner is always the image before, as in torchvision. perm says who the partner
    is."""
    return solution.cutmix(x, y_onehot, np.roll(np.arange(len(x)), 1), box)


@mistake("cutmix")
def first_partner_for_all(x, y_onehot, perm, box):
    """All of your images have the same partner, image perm[0]. Image n has perm[n]."""
    return solution.cutmix(x, y_onehot, np.full(len(x), perm[0]), box)


@mistake("cutmix")
def mixed_with_itself(x, y_onehot, perm, box):
    """You paste each image into itself, so nothing changes in it. The box comes from image
    perm[n]."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    return x.copy(), mixed


@mistake("cutmix")
def nothing_mixed(x, y_onehot, perm, box):
    """Images and labels are as they were. See whether you return the arrays that you write
    into."""
    return x.copy(), y_onehot.copy()


@mistake("cutmix")
def outside_pasted(x, y_onehot, perm, box):
    """You paste all around the box and keep the box. The box is what comes from the
    partner."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    return solution.cutmix(x[perm], y_onehot, np.argsort(perm), box)[0], mixed


@mistake("cutmix")
def own_box_on_the_partner(x, y_onehot, perm, box):
    """You exchange the roles: yours is the partner, with a box of image n. It is image n,
    with a box of the partner."""
    images = _pasted(x[perm], x, _clipped(x, box))
    return images, _mixed(y_onehot[perm], y_onehot, _kept(x, box))


@mistake("cutmix")
def box_set_to_0(x, y_onehot, perm, box):
    """Your box holds 0, as in cutout. It holds the partner's cells."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    return _pasted(x, np.zeros_like(x), _clipped(x, box)), mixed


@mistake("cutmix")
def box_blended(x, y_onehot, perm, box):
    """Inside the box you mix both images, as in mixup. The box holds the partner's cells
    alone."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    both = _mixed(x, x[perm], _kept(x, box))
    return _pasted(x, both, _clipped(x, box)), mixed


@mistake("cutmix")
def whole_images_blended(x, y_onehot, perm, box):
    """You mix whole images, as in mixup. In cutmix each cell comes from one image alone."""
    lam = _kept(x, box)
    return _mixed(x, x[perm], lam), _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def whole_partners(x, y_onehot, perm, box):
    """Your images are the whole partners. Only the box comes from the partner."""
    return x[perm], solution.cutmix(x, y_onehot, perm, box)[1]


@mistake("cutmix")
def corner_of_the_partner(x, y_onehot, perm, box):
    """You paste the upper left corner of the partner into the box. The cells come from the
    same place."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    first, begin, last, end = _clipped(x, box)
    images = x.copy()
    images[:, :, first:last, begin:end] = x[perm, :, : last - first, : end - begin]
    return images, mixed


@mistake("cutmix")
def pasted_onto_pasted(x, y_onehot, perm, box):
    """Some of your boxes come from an image that was already pasted on. Read all partners
    from x as it was given."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    first, begin, last, end = _clipped(x, box)
    images = x.copy()
    for n, partner in enumerate(perm):
        images[n, :, first:last, begin:end] = images[partner, :, first:last, begin:end]
    return images, mixed


@mistake("cutmix")
def pasted_and_mixed_one_by_one(x, y_onehot, perm, box):
    """Some of your partners, images and labels, were already mixed. Read them from x and
    y_onehot as they were given."""
    first, begin, last, end = _clipped(x, box)
    images, mixed, lam = x.copy(), y_onehot.copy(), _kept(x, box)
    for n, partner in enumerate(perm):
        images[n, :, first:last, begin:end] = images[partner, :, first:last, begin:end]
        mixed[n] = _mixed(mixed[n], mixed[partner], lam)
    return images, mixed


@mistake("cutmix")
def box_as_corners(x, y_onehot, perm, box):
    """You read box as (top, left, bottom, right). It is (top, left, height, width)."""
    top, left, bottom, right = box
    box = top, left, max(bottom - top, 0), max(right - left, 0)
    first, begin, last, end = _clipped(x, box)
    corners = first, begin, max(last, 0), max(end, 0)
    return _pasted(x, x[perm], corners), _mixed(y_onehot, y_onehot[perm], _kept(x, box))


@mistake("cutmix")
def box_as_corners_in_slices(x, y_onehot, perm, box):
    """You read box as (top, left, bottom, right), and never cut it off. It is (top, left,
    height, width)."""
    top, left, bottom, right = box
    images = x.copy()
    images[:, :, top:bottom, left:right] = x[perm, :, top:bottom, left:right]
    lam = 1 - (bottom - top) * (right - left) / (x.shape[2] * x.shape[3])
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def box_as_corners_columns_first(x, y_onehot, perm, box):
    """You read box as two corners, (left, top, right, bottom). It is (top, left, height,
    width)."""
    left, top, right, bottom = box
    images = x.copy()
    images[:, :, top:bottom, left:right] = x[perm, :, top:bottom, left:right]
    lam = 1 - (bottom - top) * (right - left) / (x.shape[2] * x.shape[3])
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def box_as_corners_columns_first_cut_off(x, y_onehot, perm, box):
    """You read box as (left, top, right, bottom), two corners. It is (top, left, height,
    width)."""
    left, top, right, bottom = box
    box = top, left, max(bottom - top, 0), max(right - left, 0)
    first, begin, last, end = _clipped(x, box)
    corners = first, begin, max(last, 0), max(end, 0)
    return _pasted(x, x[perm], corners), _mixed(y_onehot, y_onehot[perm], _kept(x, box))


@mistake("cutmix")
def box_around_its_middle(x, y_onehot, perm, box):
    """You read box as (cy, cx, height, width), with its middle, as in the paper. Here it
    begins at (top, left)."""
    top, left, height, width = box
    box = top - height // 2, left - width // 2, height, width
    first, begin, last, end = _clipped(x, box)
    corners = first, begin, max(last, 0), max(end, 0)
    return _pasted(x, x[perm], corners), _mixed(y_onehot, y_onehot[perm], _kept(x, box))


@mistake("cutmix")
def box_with_columns_first(x, y_onehot, perm, box):
    """You read box as (left, top, width, height). Rows come first: (top, left, height,
    width)."""
    left, top, width, height = box
    box = top, left, height, width
    first, begin, last, end = _clipped(x, box)
    corners = first, begin, max(last, 0), max(end, 0)
    return _pasted(x, x[perm], corners), _mixed(y_onehot, y_onehot[perm], _kept(x, box))


@mistake("cutmix")
def corner_with_its_column_first(x, y_onehot, perm, box):
    """You exchange top and left: box is (top, left, height, width)."""
    left, top, height, width = box
    box = top, left, height, width
    first, begin, last, end = _clipped(x, box)
    corners = first, begin, max(last, 0), max(end, 0)
    return _pasted(x, x[perm], corners), _mixed(y_onehot, y_onehot[perm], _kept(x, box))


@mistake("cutmix")
def sides_of_the_box_exchanged(x, y_onehot, perm, box):
    """You exchange the sides of the box: it is (top, left, height, width)."""
    top, left, width, height = box
    return solution.cutmix(x, y_onehot, perm, (top, left, height, width))


@mistake("cutmix")
def box_one_row_and_column_larger(x, y_onehot, perm, box):
    """Your box is one row and one column too large. A slice ends before its end."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    top, left, height, width = box
    return _pasted(x, x[perm], (top, left, top + height + 1, left + width + 1)), mixed


@mistake("cutmix")
def box_one_row_and_column_smaller(x, y_onehot, perm, box):
    """The last row and column of your box are missing. Its share is right. A slice ends before
    its end."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    first, begin, last, end = _clipped(x, box)
    return _pasted(x, x[perm], (first, begin, last - 1, end - 1)), mixed


@mistake("cutmix")
def box_and_share_larger(x, y_onehot, perm, box):
    """Your box is one row and one column too large, and so is its share. It has height rows
    and width columns."""
    top, left, height, width = box
    return solution.cutmix(x, y_onehot, perm, (top, left, height + 1, width + 1))


@mistake("cutmix")
def box_and_share_smaller(x, y_onehot, perm, box):
    """The last row and column of your box are missing, and in its share, too. It has height
    rows and width columns."""
    top, left, height, width = box
    box = top, left, height - 1, width - 1
    first, begin, last, end = _clipped(x, box)
    corners = first, begin, max(last, first), max(end, begin)
    return _pasted(x, x[perm], corners), _mixed(y_onehot, y_onehot[perm], _kept(x, box))


@mistake("cutmix")
def last_row_and_column_of_the_clipped_box_left(x, y_onehot, perm, box):
    """The last row and column of your box are missing, at the border, too. A slice ends
    before its end."""
    first, begin, last, end = _clipped(x, box)
    share = (last - first - 1) * (end - begin - 1) / (x.shape[2] * x.shape[3])
    images = _pasted(x, x[perm], (first, begin, last - 1, end - 1))
    return images, _mixed(y_onehot, y_onehot[perm], 1 - share)


@mistake("cutmix")
def box_counted_from_behind(x, y_onehot, perm, box):
    """Where the box begins before row or column 0, your slice begins at the far end. Its
    start has to be 0 at least."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    top, left, height, width = box
    images = x.copy()
    images[:, :, top : top + height, left : left + width] = x[
        perm, :, top : top + height, left : left + width
    ]
    return images, mixed


@mistake("cutmix")
def nothing_clipped(x, y_onehot, perm, box):
    """You never cut the box off: negative starts count from the far end, and labels count
    cells outside. Clip it first."""
    top, left, height, width = box
    images = x.copy()
    images[:, :, top : top + height, left : left + width] = x[
        perm, :, top : top + height, left : left + width
    ]
    lam = 1 - height * width / (x.shape[2] * x.shape[3])
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def only_the_end_of_the_box_cut_off(x, y_onehot, perm, box):
    """Where the box begins before row or column 0, you do not cut it off: your slice begins at
    the far end, and labels count cells outside."""
    top, left, height, width = box
    last, end = min(top + height, x.shape[2]), min(left + width, x.shape[3])
    images = x.copy()
    images[:, :, top:last, left:end] = x[perm, :, top:last, left:end]
    lam = 1 - (last - top) * (end - left) / (x.shape[2] * x.shape[3])
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def box_clipped_to_the_last_index(x, y_onehot, perm, box):
    """At the lower or right border your box leaves the last row or column. A slice may
    end at H or W."""
    first, begin, last, end = _clipped(x, box)
    h, w = x.shape[2:]
    last, end = max(min(last, h - 1), first), max(min(end, w - 1), begin)
    lam = 1 - (last - first) * (end - begin) / (h * w)
    images = _pasted(x, x[perm], (first, begin, last, end))
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def clipped_with_h_and_w_exchanged(x, y_onehot, perm, box):
    """You cut rows off at W and columns at H. x is (N, C, H, W): rows end at H, columns at
    W."""
    top, left, height, width = box
    w, h = x.shape[2:]
    first, begin = max(top, 0), max(left, 0)
    last, end = max(min(top + height, h), first), max(min(left + width, w), begin)
    lam = 1 - (last - first) * (end - begin) / (h * w)
    images = _pasted(x, x[perm], (first, begin, last, end))
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def box_goes_on_at_the_far_end(x, y_onehot, perm, box):
    """A box that begins before row or column 0 goes on at the other side: a negative index
    counts from behind. Leave out cells that are outside."""
    h, w = x.shape[2:]
    top, left, height, width = box
    rows = np.arange(top, min(top + height, h))
    columns = np.arange(left, min(left + width, w))
    images = x.copy()
    images[:, :, rows[:, None], columns] = x[perm][:, :, rows[:, None], columns]
    lam = 1 - len(rows) * len(columns) / (h * w)
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def first_row_and_column_left(x, y_onehot, perm, box):
    """Row 0 and column 0 of your images never come from the partner, and are not counted.
    Index 0 is inside, too."""
    first, begin, last, end = _clipped(x, box)
    first, begin = max(first, 1), max(begin, 1)
    images = _pasted(x, x[perm], (first, begin, last, end))
    lam = 1 - max(last - first, 0) * max(end - begin, 0) / (x.shape[2] * x.shape[3])
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("cutmix")
def counted_from_the_clipped_box(x, y_onehot, perm, box):
    """Where the box begins before row or column 0, yours keeps its height and width inside.
    What is outside is cut off."""
    top, left, height, width = box
    return solution.cutmix(x, y_onehot, perm, (max(top, 0), max(left, 0), height, width))


@mistake("cutmix")
def box_pushed_inside(x, y_onehot, perm, box):
    """You push the box back into the image. It stays where it is, and what is outside is cut
    off."""
    top, left, height, width = box
    top = max(min(top, x.shape[2] - height), 0)
    left = max(min(left, x.shape[3] - width), 0)
    return solution.cutmix(x, y_onehot, perm, (top, left, height, width))


@mistake("cutmix")
def box_refused(x, y_onehot, perm, box):
    """You refuse a box over the border. It is allowed: what is outside is cut off."""
    top, left, height, width = box
    if top < 0 or left < 0 or top + height > x.shape[2] or left + width > x.shape[3]:
        raise ValueError("outside")
    return solution.cutmix(x, y_onehot, perm, box)


@mistake("cutmix")
def only_the_first_channel_pasted(x, y_onehot, perm, box):
    """Only the first channel has the partner's box. It is pasted in all channels."""
    images, mixed = solution.cutmix(x, y_onehot, perm, box)
    images[:, 1:] = x[:, 1:]
    return images, mixed


@mistake("cutmix")
def pasted_channels_last(x, y_onehot, perm, box):
    """You paste along axes 1 and 2, as if x were (N, H, W, C). Here the channels come
    second."""
    _, mixed = solution.cutmix(x, y_onehot, perm, box)
    top, left, height, width = box
    place = np.s_[:, max(top, 0) : top + height, max(left, 0) : left + width]
    images = x.copy()
    images[place] = x[perm][place]
    return images, mixed


@mistake("cutmix")
def only_images_returned(x, y_onehot, perm, box):
    """You return the images alone. Return a pair, (x_mixed, y_mixed)."""
    return solution.cutmix(x, y_onehot, perm, box)[0]


@mistake("cutmix")
def both_labels_returned(x, y_onehot, perm, box):
    """You return both labels and lam, for two losses. Here the labels are mixed: return
    (x_mixed, y_mixed)."""
    images, _ = solution.cutmix(x, y_onehot, perm, box)
    return images, y_onehot.copy(), y_onehot[perm], _kept(x, box)


@mistake("cutmix")
def share_returned_as_well(x, y_onehot, perm, box):
    """You return lam as a third part. Return a pair, (x_mixed, y_mixed)."""
    return *solution.cutmix(x, y_onehot, perm, box), _kept(x, box)


@mistake("cutmix")
def share_returned_for_the_labels(x, y_onehot, perm, box):
    """You return lam in the place of the labels. They are mixed by it: return (x_mixed,
    y_mixed)."""
    return solution.cutmix(x, y_onehot, perm, box)[0], _kept(x, box)


@mistake("cutmix")
def labels_returned_first(x, y_onehot, perm, box):
    """Your pair is (y_mixed, x_mixed). The images come first."""
    images, mixed = solution.cutmix(x, y_onehot, perm, box)
    return mixed, images


@mistake("cutmix")
def pasted_in_place(x, y_onehot, perm, box):
    """You paste into x itself, so the images of your caller change. Paste into a copy."""
    x[...], mixed = solution.cutmix(x, y_onehot, perm, box)
    return x, mixed


@mistake("cutmix")
def pasted_and_labelled_in_place(x, y_onehot, perm, box):
    """You write into x and y_onehot, which belong to your caller. Make new arrays."""
    x[...], y_onehot[...] = solution.cutmix(x, y_onehot, perm, box)
    return x, y_onehot


@mistake("cutmix")
def images_pasted_on_as_well(x, y_onehot, perm, box):
    """x is changed as well: you paste into the array of your caller. Paste into a copy."""
    images, mixed = solution.cutmix(x, y_onehot, perm, box)
    x[...] = images
    return images, mixed


@mistake("cutmix")
def labels_written_over(x, y_onehot, perm, box):
    """You write the mixed labels into y_onehot, which belongs to your caller. Make a new
    array."""
    images, y_onehot[...] = solution.cutmix(x, y_onehot, perm, box)
    return images, y_onehot


@mistake("cutmix")
def everything_in_float64(x, y_onehot, perm, box):
    """Your images and labels are float64 whatever they were. Keep their dtype."""
    images, mixed = solution.cutmix(x, y_onehot, perm, box)
    return images.astype("float64"), mixed.astype("float64")


@mistake("cutmix")
def labels_in_float64(x, y_onehot, perm, box):
    """Your labels are float64 whatever y_onehot is: look at the dtype of lam and of new
    arrays."""
    images, mixed = solution.cutmix(x, y_onehot, perm, box)
    return images, mixed.astype("float64")


# mixup


@mistake("mixup")
def weights_exchanged(x, y_onehot, perm, lam):
    """You give lam to the partner, in images and labels. It is the weight of the image
    itself."""
    return solution.mixup(x, y_onehot, perm, 1 - lam)


@mistake("mixup")
def weights_of_images_exchanged(x, y_onehot, perm, lam):
    """In the images lam is the weight of the partner, in the labels that of the image
    itself. The labels are right."""
    return _mixed(x[perm], x, lam), _mixed(y_onehot, y_onehot[perm], lam)


@mistake("mixup")
def weights_of_labels_exchanged(x, y_onehot, perm, lam):
    """In the labels lam is the weight of the partner, in the images that of the image
    itself. The images are right."""
    return _mixed(x, x[perm], lam), _mixed(y_onehot[perm], y_onehot, lam)


@mistake("mixup")
def same_labels_as_before(x, y_onehot, perm, lam):
    """Your labels are as they were. They are mixed by the same weights as the images."""
    return _mixed(x, x[perm], lam), y_onehot.copy()


@mistake("mixup")
def partners_labels_alone(x, y_onehot, perm, lam):
    """Your labels are those of the partners. They are mixed by the same weights as the
    images."""
    return _mixed(x, x[perm], lam), y_onehot[perm]


@mistake("mixup")
def all_in_equal_parts(x, y_onehot, perm, lam):
    """You take the mean of both, whatever lam is. The weights are lam and 1 - lam."""
    return (x + x[perm]) / 2, (y_onehot + y_onehot[perm]) / 2


@mistake("mixup")
def label_of_the_larger_weight(x, y_onehot, perm, lam):
    """Your label is that of the larger weight alone. Both labels are mixed."""
    return _mixed(x, x[perm], lam), (y_onehot if lam >= 0.5 else y_onehot[perm]).copy()


@mistake("mixup")
def weights_set_one_after_the_other(x, y_onehot, perm, lam):
    """Where both images are of one class, its place holds the partner's weight alone. There
    both weights are added."""
    images, mixed = solution.mixup(x, y_onehot, perm, lam)
    return images, np.where(y_onehot[perm] > 0, 1 - lam, mixed)


@mistake("mixup")
def labels_cut_to_whole_numbers(x, y_onehot, perm, lam):
    """Your labels have lost their fractions. Look at the dtype of the array that you fill."""
    return _mixed(x, x[perm], lam), np.floor(_mixed(y_onehot, y_onehot[perm], lam))


@mistake("mixup")
def partner_of_labels_missing(x, y_onehot, perm, lam):
    """Your labels have lam times their own class, and the partner's share is missing."""
    return _mixed(x, x[perm], lam), lam * y_onehot


@mistake("mixup")
def partner_missing(x, y_onehot, perm, lam):
    """You multiply images and labels by lam, and the partner's share is missing."""
    return lam * x, lam * y_onehot


@mistake("mixup")
def partner_not_weighed(x, y_onehot, perm, lam):
    """You add the whole partner. Its weight is 1 - lam, in images and labels."""
    return lam * x + x[perm], lam * y_onehot + y_onehot[perm]


@mistake("mixup")
def own_one_not_weighed(x, y_onehot, perm, lam):
    """You add the whole image itself. Its weight is lam, in images and labels."""
    return x + (1 - lam) * x[perm], y_onehot + (1 - lam) * y_onehot[perm]


@mistake("mixup")
def brackets_forgotten(x, y_onehot, perm, lam):
    """You calculate 1 - lam * partner: brackets are missing. The partner's weight is 1 -
    lam."""
    return lam * x + 1 - lam * x[perm], lam * y_onehot + 1 - lam * y_onehot[perm]


@mistake("mixup")
def lam_for_both(x, y_onehot, perm, lam):
    """Both have the weight lam. The partner has 1 - lam."""
    return lam * (x + x[perm]), lam * (y_onehot + y_onehot[perm])


@mistake("mixup")
def nothing_mixed_at_all(x, y_onehot, perm, lam):
    """Images and labels are as they were. See whether you return what you have mixed."""
    return x.copy(), y_onehot.copy()


@mistake("mixup")
def partners_alone(x, y_onehot, perm, lam):
    """Your images are the partners', not mixed. The image itself has the weight lam."""
    return x[perm], _mixed(y_onehot, y_onehot[perm], lam)


@mistake("mixup")
def larger_weight_for_the_own(x, y_onehot, perm, lam):
    """Where lam is below one half you use 1 - lam in its place. lam is to be used as it is
    given."""
    return solution.mixup(x, y_onehot, perm, max(lam, 1 - lam))


@mistake("mixup")
def partners_by_the_inverse(x, y_onehot, perm, lam):
    """Image perm[n] is mixed with image n. It is the other way round: image n is mixed with
    image perm[n]."""
    return solution.mixup(x, y_onehot, np.argsort(perm), lam)


@mistake("mixup")
def labels_by_the_inverse(x, y_onehot, perm, lam):
    """Your images have the right partners, but your labels those of the inverse permutation.
    Both go by perm[n]."""
    images, _ = solution.mixup(x, y_onehot, perm, lam)
    return images, _mixed(y_onehot, y_onehot[np.argsort(perm)], lam)


@mistake("mixup")
def last_image_is_the_first_partner(x, y_onehot, perm, lam):
    """Your partners are the images in reverse order. perm says who the partner is."""
    return solution.mixup(x, y_onehot, np.arange(len(x))[::-1], lam)


@mistake("mixup")
def partner_is_the_next_one(x, y_onehot, perm, lam):
    """Your partner is always the next image. perm says who the partner is."""
    return solution.mixup(x, y_onehot, np.roll(np.arange(len(x)), -1), lam)


@mistake("mixup")
def partner_is_the_one_before(x, y_onehot, perm, lam):
    """Your partner is always the image before, as in torchvision. perm says who the partner
    is."""
    return solution.mixup(x, y_onehot, np.roll(np.arange(len(x)), 1), lam)


@mistake("mixup")
def mixed_one_after_the_other(x, y_onehot, perm, lam):
    """Some of your partners were already mixed. Read all of them from x and y_onehot as they
    were given."""
    images, mixed = x.copy(), y_onehot.copy()
    for n, partner in enumerate(perm):
        images[n] = _mixed(images[n], images[partner], lam)
        mixed[n] = _mixed(mixed[n], mixed[partner], lam)
    return images, mixed


@mistake("mixup")
def images_mixed_one_after_the_other(x, y_onehot, perm, lam):
    """Some of your partners' images were already mixed. Read all of them from x as it was
    given."""
    images = x.copy()
    for n, partner in enumerate(perm):
        images[n] = _mixed(images[n], images[partner], lam)
    return images, _mixed(y_onehot, y_onehot[perm], lam)


@mistake("mixup")
def partner_weighed_twice(x, y_onehot, perm, lam):
    """Your partner has the weight lam * (1 - lam): it is multiplied by lam as well. Its weight
    is 1 - lam."""
    images, mixed = lam * x, lam * y_onehot
    return images + (1 - lam) * images[perm], mixed + (1 - lam) * mixed[perm]


@mistake("mixup")
def partner_weighed_twice_in_the_images(x, y_onehot, perm, lam):
    """In your images the partner has the weight lam * (1 - lam): it is multiplied by lam as
    well. Its weight is 1 - lam."""
    images = lam * x
    return images + (1 - lam) * images[perm], _mixed(y_onehot, y_onehot[perm], lam)


@mistake("mixup")
def only_the_first_image_mixed(x, y_onehot, perm, lam):
    """Only the first image is mixed. All images are, each with its partner."""
    images, mixed = solution.mixup(x, y_onehot, perm, lam)
    images[1:], mixed[1:] = x[1:], y_onehot[1:]
    return images, mixed


@mistake("mixup")
def images_alone(x, y_onehot, perm, lam):
    """You return the images alone. Return a pair, (x_mixed, y_mixed)."""
    return solution.mixup(x, y_onehot, perm, lam)[0]


@mistake("mixup")
def both_labels_and_lam(x, y_onehot, perm, lam):
    """You return both labels and lam, for two losses. Here the labels are mixed: return
    (x_mixed, y_mixed)."""
    images, _ = solution.mixup(x, y_onehot, perm, lam)
    return images, y_onehot.copy(), y_onehot[perm], lam


@mistake("mixup")
def labels_before_images(x, y_onehot, perm, lam):
    """Your pair is (y_mixed, x_mixed). The images come first."""
    images, mixed = solution.mixup(x, y_onehot, perm, lam)
    return mixed, images


@mistake("mixup")
def mixed_in_place(x, y_onehot, perm, lam):
    """You write into x and y_onehot, which belong to your caller. Make new arrays."""
    x[...], y_onehot[...] = solution.mixup(x, y_onehot, perm, lam)
    return x, y_onehot


@mistake("mixup")
def images_mixed_in_place(x, y_onehot, perm, lam):
    """You mix x in its own memory, so the images of your caller change. Make a new array."""
    x[...], mixed = solution.mixup(x, y_onehot, perm, lam)
    return x, mixed


@mistake("mixup")
def arguments_themselves_for_1(x, y_onehot, perm, lam):
    """Where lam is 1 you return x and y_onehot themselves. Return arrays of their own."""
    return (x, y_onehot) if lam == 1 else solution.mixup(x, y_onehot, perm, lam)


@mistake("mixup")
def mixed_in_float64(x, y_onehot, perm, lam):
    """Your images and labels are float64 whatever they were. Keep their dtype."""
    images, mixed = solution.mixup(x, y_onehot, perm, lam)
    return images.astype("float64"), mixed.astype("float64")


@mistake("mixup")
def mixed_labels_in_float64(x, y_onehot, perm, lam):
    """Your labels are float64 whatever y_onehot is. Keep its dtype."""
    images, mixed = solution.mixup(x, y_onehot, perm, lam)
    return images, mixed.astype("float64")
