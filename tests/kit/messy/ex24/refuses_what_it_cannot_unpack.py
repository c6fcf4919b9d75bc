def trace_shapes(layers, input_shape):
    answer = []
    now = input_shape
    for layer in layers:
        if layer["type"] in ("conv", "maxpool"):
            n, c, *sides = now
            h, w = sides
            k = layer["kernel_size"]
            stride = layer.get("stride", k if layer["type"] == "maxpool" else 1)
            padding = layer.get("padding", 0)
            h = (h + padding - k) // stride + 1
            w = (w + padding - k) // stride + 1
            now = (n, layer.get("out_channels", c), h, w)
        if layer["type"] == "flatten":
            now = (now[0], int(np.prod(now[1:])))
        if layer["type"] == "linear":
            now = (now[0], layer["out_features"])
        answer.append(now)
    return answer
