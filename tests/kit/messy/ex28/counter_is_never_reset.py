def early_stopping(val_losses, patience, min_delta=0.0):
    best_loss, best_epoch, counter = np.inf, 0, 0
    for epoch, val_loss in enumerate(val_losses):
        if best_loss - val_loss > min_delta:
            best_loss = val_loss
            best_epoch = epoch
        else:
            counter += 1
        if counter >= patience:
            return epoch, best_epoch
    return epoch, best_epoch
