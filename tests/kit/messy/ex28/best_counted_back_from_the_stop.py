def early_stopping(val_losses, patience, min_delta=0.0):
    best = float("inf")
    counter = 0
    for epoch, loss in enumerate(val_losses):
        if best - loss > min_delta:
            best = loss
            best_epoch = epoch
            counter = 0
        else:
            counter += 1
        if counter == patience:
            return epoch, epoch - counter + 1
    return epoch, best_epoch
