def trace_shapes(layers, input_shape):
    result = []
    shape = list(input_shape)
    for layer in layers:
        t = layer["type"]
        if t in ("conv", "maxpool"):
            if len(shape) != 4:
                raise ValueError("need 4 numbers, got " + str(shape))
            k = layer["kernel_size"]
            s = layer.get("stride", 1)
            p = layer.get("padding", 0)
            if t == "conv":
                shape[1] = layer["out_channels"]
            for i in (2, 3):
                if shape[i] + 2 * p < k:
                    raise ValueError("kernel too big")
                shape[i] = (shape[i] + 2 * p - k) // s + 1
        elif t == "flatten":
            total = 1
            for size in shape[1:]:
                total = total * size
            shape = [shape[0], total]
        elif t == "linear":
            if len(shape) != 2:
                raise ValueError("flatten first")
            shape = [shape[0], layer["out_features"]]
        elif t != "relu":
            raise ValueError("unknown layer " + t)
        result.append(tuple(shape))
    return result
