def trace_shapes(layers, input_shape):
    shapes = []
    now = list(input_shape)
    for layer in layers:
        kind = layer["type"]
        if kind == "conv" or kind == "maxpool":
            if len(now) != 4:
                raise ValueError(kind)
            k = layer["kernel_size"]
            step = layer.get("stride", 1 if kind == "conv" else k)
            pad = layer.get("padding", 0)
            for axis in range(2, 4):
                if now[axis] + 2 * pad < k:
                    raise ValueError("size")
                now[axis] = (now[axis] + 2 * pad - k) // step + 1
            if kind == "conv":
                now[1] = layer["out_channels"]
        elif kind == "flatten":
            while len(now) > 2:
                now[1] *= now.pop()
        elif kind == "linear":
            if len(now) != 2:
                raise ValueError("linear")
            now[1] = layer["out_features"]
        elif kind != "relu":
            raise ValueError(kind)
        shapes.append(now)
    return shapes
