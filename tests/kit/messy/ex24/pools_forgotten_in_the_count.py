def count_params(layers, input_shape):
    total = 0
    c = input_shape[1]
    h = input_shape[2] if len(input_shape) > 2 else 1
    w = input_shape[3] if len(input_shape) > 2 else 1
    trace_shapes(layers, input_shape)
    for layer in layers:
        if layer["type"] == "conv":
            k = layer["kernel_size"]
            total += c * k * k * layer["out_channels"]
            if layer.get("bias", True):
                total += layer["out_channels"]
            c = layer["out_channels"]
            s, p = layer.get("stride", 1), layer.get("padding", 0)
            h = (h + 2 * p - k) // s + 1
            w = (w + 2 * p - k) // s + 1
        elif layer["type"] == "flatten":
            c = c * h * w
            h = w = 1
        elif layer["type"] == "linear":
            total += c * layer["out_features"]
            if layer.get("bias", True):
                total += layer["out_features"]
            c = layer["out_features"]
    return total
