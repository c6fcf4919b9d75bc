def count_params(layers, input_shape):
    total = 0
    bias = True
    shape = input_shape
    for layer, after in zip(layers, trace_shapes(layers, input_shape), strict=True):
        if "bias" in layer:
            bias = layer["bias"]
        if layer["type"] == "conv":
            weights = layer["kernel_size"] ** 2 * shape[1] * layer["out_channels"]
            total += weights + layer["out_channels"] * bias
        elif layer["type"] == "linear":
            weights = shape[1] * layer["out_features"]
            total += weights + layer["out_features"] * bias
        shape = after
    return total
