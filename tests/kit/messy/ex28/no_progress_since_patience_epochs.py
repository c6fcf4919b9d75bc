def early_stopping(val_losses, patience, min_delta=0.0):
    history = []
    for loss in val_losses:
        history.append(loss)
        if len(history) <= patience:
            continue
        # did the last epochs bring anything?
        if history[-patience - 1] - history[-1] <= min_delta:
            break
    return len(history) - 1, int(np.argmin(history))
