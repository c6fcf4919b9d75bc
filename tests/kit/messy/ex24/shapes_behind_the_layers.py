def count_params(layers, input_shape):
    n = 0
    shapes = trace_shapes(layers, input_shape)
    for i, layer in enumerate(layers):
        shape = shapes[i]
        if layer["type"] == "conv":
            n += shape[1] * layer["kernel_size"] ** 2 * layer["out_channels"]
        elif layer["type"] == "linear":
            n += shape[1] * layer["out_features"]
        else:
            continue
        if layer.get("bias", True):
            n += shape[1]
    return n
