"""A generator of pairs; the places of a kernel are tried one by one."""


def places(size, kernel, stride=1, padding=0):
    count = place = 0
    while place + kernel <= size + 2 * padding:
        count += 1
        place += stride
    if count == 0:
        raise ValueError(f"a kernel of {kernel} is too large for {size} cells")
    return count


def walked(layers, shape):
    for layer in layers:
        kind, count = layer["type"], 0
        if kind == "conv":
            n, c, h, w = shape
            k, o = layer["kernel_size"], layer["out_channels"]
            how = layer.get("stride", 1), layer.get("padding", 0)
            shape = n, o, places(h, k, *how), places(w, k, *how)
            count = sum(c * k**2 + bool(layer.get("bias", True)) for _ in range(o))
        elif kind == "maxpool":
            n, c, h, w = shape
            k = layer["kernel_size"]
            shape = n, c, places(h, k, layer.get("stride", k)), places(w, k, layer.get("stride", k))
        elif kind == "flatten":
            n, *rest = shape
            product = 1
            for size in rest:
                product *= size
            shape = n, product
        elif kind == "linear":
            n, d = shape
            shape = n, layer["out_features"]
            count = sum(d + bool(layer.get("bias", True)) for _ in range(shape[1]))
        elif kind != "relu":
            raise ValueError(kind)
        yield shape, count


def trace_shapes(layers, input_shape):
    return [shape for shape, _ in walked(layers, input_shape)]


def count_params(layers, input_shape):
    return sum(count for _, count in walked(layers, input_shape))
