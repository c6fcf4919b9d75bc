def trace_shapes(layers, input_shape):
    shapes = []
    shape = input_shape
    for layer in layers:
        if layer["type"] in ("conv", "maxpool"):
            n, c, h, w = shape
            k = layer["kernel_size"]
            if layer["type"] == "conv":
                c = layer["out_channels"]
                stride = layer.get("stride", 1)
                padding = layer.get("padding", 0)
            else:
                stride = layer.get("stride", k)
                padding = 0
            if k > h + 2 * padding or k > w + 2 * padding:
                raise ValueError("kernel too large")
            h = (h + 2 * padding - k) // stride + 1
            w = (w + 2 * padding - k) // stride + 1
            shape = (n, c, h, w)
        elif layer["type"] == "flatten":
            shape = (shape[0], int(np.prod(shape[1:])))
        elif layer["type"] == "linear":
            shape = (shape[0], layer["out_features"])
        elif layer["type"] == "relu":
            pass
        else:
            raise ValueError("unknown")
        shapes.append(shape)
    return shapes
