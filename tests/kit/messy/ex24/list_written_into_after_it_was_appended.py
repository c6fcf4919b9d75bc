def trace_shapes(layers, input_shape):
    result = []
    shape = list(input_shape)
    for layer in layers:
        if layer["type"] == "conv":
            shape[1] = layer["out_channels"]
            for i in (2, 3):
                total = shape[i] + 2 * layer.get("padding", 0)
                shape[i] = (total - layer["kernel_size"]) // layer.get("stride", 1) + 1
        elif layer["type"] == "maxpool":
            k = layer["kernel_size"]
            for i in (2, 3):
                shape[i] = (shape[i] - k) // layer.get("stride", k) + 1
        elif layer["type"] == "flatten":
            shape = [shape[0], np.prod(shape[1:])]
        elif layer["type"] == "linear":
            shape[-1] = layer["out_features"]
        result.append(shape)
    return result
