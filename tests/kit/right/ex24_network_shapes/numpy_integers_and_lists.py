"""NumPy integers inside, lists for tuples, match for the types."""

import numpy as np


def trace_shapes(layers, input_shape):
    shapes = [np.array(input_shape)]
    for layer in layers:
        old = shapes[-1]
        match layer, len(old):
            case {"type": "relu"}, _:
                new = old.copy()
            case {"type": "flatten"}, _:
                new = np.array([old[0], np.prod(old[1:])])
            case {"type": "linear", "out_features": features}, 2:
                new = np.array([old[0], features])
            case {"type": "conv", "out_channels": channels, "kernel_size": k}, 4:
                free = old[2:] + 2 * layer.get("padding", 0) - k
                new = np.append([old[0], channels], free // layer.get("stride", 1) + 1)
            case {"type": "maxpool", "kernel_size": k}, 4:
                free = old[2:] - k
                new = np.append(old[:2], free // layer.get("stride", k) + 1)
            case _:
                raise ValueError(f"{layer} cannot take {old.tolist()}")
        if new.min() < 1:
            raise ValueError(f"nothing is left after {layer}")
        shapes.append(new)
    return [list(shape) for shape in shapes[1:]]


def count_params(layers, input_shape):
    shapes = [input_shape, *trace_shapes(layers, input_shape)]
    counts = np.zeros(len(layers), int)
    for place, layer in enumerate(layers):
        c = shapes[place][1]
        if layer["type"] == "conv":
            counts[place] = layer["out_channels"] * c * layer["kernel_size"] ** 2
        if layer["type"] == "linear":
            counts[place] = layer["out_features"] * c
        if counts[place] and layer.get("bias", True):
            counts[place] += shapes[place + 1][1]
    return counts.sum()
