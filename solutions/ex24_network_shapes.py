"""Ex24: network shapes and parameter counts."""


def trace_shapes(layers, input_shape):
    """Each layer makes a new shape of the one before it."""
    shapes = []
    shape = tuple(input_shape)
    for layer in layers:
        shape = _shape_after(layer, shape)
        shapes.append(shape)
    return shapes


def count_params(layers, input_shape):
    """An output has a weight for each number that it is made from, and a bias."""
    total = 0
    shape = tuple(input_shape)
    for layer in layers:
        arriving, shape = shape, _shape_after(layer, shape)
        if layer["type"] == "conv":
            outputs = layer["out_channels"]
            inputs = arriving[1] * layer["kernel_size"] ** 2
        elif layer["type"] == "linear":
            outputs, inputs = layer["out_features"], arriving[1]
        else:
            continue
        total += outputs * (inputs + layer.get("bias", True))
    return total


def _shape_after(layer, shape):
    kind = layer["type"]
    if kind not in ("conv", "relu", "maxpool", "flatten", "linear"):
        raise ValueError(f"{kind!r} is no type of layer")
    if kind == "relu":
        return shape
    if kind == "flatten":
        features = 1
        for size in shape[1:]:
            features *= size
        return shape[0], features
    if len(shape) != (2 if kind == "linear" else 4):
        raise ValueError(f"a {kind} layer cannot take the shape {shape}")
    if kind == "linear":
        return shape[0], layer["out_features"]

    n, channels, height, width = shape
    kernel_size = layer["kernel_size"]
    if kind == "conv":
        channels = layer["out_channels"]
        stride, padding = layer.get("stride", 1), layer.get("padding", 0)
    else:
        stride, padding = layer.get("stride", kernel_size), 0
    if kernel_size > min(height, width) + 2 * padding:
        raise ValueError(f"a kernel of {kernel_size} does not fit into the shape {shape}")
    return (
        n,
        channels,
        (height + 2 * padding - kernel_size) // stride + 1,
        (width + 2 * padding - kernel_size) // stride + 1,
    )
