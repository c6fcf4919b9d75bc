def early_stopping(val_losses, patience, min_delta=0.0):
    min_loss = np.inf
    counter = 0
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < min_loss:
            min_loss = loss
            best = epoch
            counter = 0
        elif loss > min_loss + min_delta:
            counter += 1
        if counter >= patience:
            return epoch, best
    return epoch, best
