"""PyTorch's answers to ex28: its splitting, its two schedulers, and its softmax."""

import torch
import torch.nn.functional as F
from torch.optim.lr_scheduler import ReduceLROnPlateau, StepLR


def kfold_indices(n, k):
    """`torch.tensor_split` cuts as `np.array_split` does."""
    if not 2 <= k <= n:
        raise ValueError(f"{n} examples, {k} folds")
    folds = torch.arange(n).tensor_split(k)
    return [(torch.cat(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]


def early_stopping(val_losses, patience, min_delta=0.0):
    """The epoch in which a rate would first fall on the plateau of the losses.

    `ReduceLROnPlateau` acts when more than its patience of epochs were not better.
    """
    optimizer = _optimizer(1.0)
    plateau = ReduceLROnPlateau(
        optimizer, patience=patience - 1, threshold=min_delta, threshold_mode="abs"
    )
    best_epoch = epoch = 0
    for epoch, loss in enumerate(val_losses):
        before = plateau.best
        plateau.step(loss)
        if plateau.best != before:
            best_epoch = epoch
        if optimizer.param_groups[0]["lr"] < 1:
            break
    return epoch, best_epoch


def step_lr(base_lr, epoch, step_size, gamma):
    optimizer = _optimizer(base_lr)
    scheduler = StepLR(optimizer, step_size, gamma)
    for _ in range(epoch):
        optimizer.step()
        scheduler.step()
    return optimizer.param_groups[0]["lr"]


def ensemble_predict(logits_list):
    probabilities = [F.softmax(logits, dim=1) for logits in logits_list]
    return torch.stack(probabilities).mean(dim=0).argmax(dim=1)


def _optimizer(lr):
    return torch.optim.SGD([torch.zeros(1)], lr=lr)
