def parameters_saved(channels, reduced, filters, kernel_size):
    before = kernel_size * kernel_size * channels * filters
    after = channels * reduced + kernel_size * kernel_size * reduced * filters
    return before - after
