def trace_shapes(layers, input_shape):
    result = []
    if len(input_shape) == 4:
        N, C, H, W = input_shape
    else:
        N, D = input_shape
    flat = len(input_shape) == 2
    for layer in layers:
        kind = layer["type"]
        if kind == "conv":
            K = layer["kernel_size"]
            S = layer.get("stride", 1)
            P = layer.get("padding", 0)
            if H + 2 * P < K or W + 2 * P < K:
                raise ValueError("kernel is too large")
            C = layer["out_channels"]
            H = (H + 2 * P - K) // S + 1
            W = (W + 2 * P - K) // S + 1
            result.append((N, C, H, W))
        elif kind == "maxpool":
            K = layer["kernel_size"]
            S = layer.get("stride", K)
            if H < K or W < K:
                raise ValueError("kernel is too large")
            H = (H - K) // S + 1
            W = (W - K) // S + 1
            result.append((N, C, H, W))
        elif kind == "relu":
            result.append(result[-1])
        elif kind == "flatten":
            if not flat:
                D = C * H * W
                flat = True
            result.append((N, D))
        elif kind == "linear":
            if not flat:
                raise ValueError("flatten first")
            D = layer["out_features"]
            result.append((N, D))
        else:
            raise ValueError("unknown layer " + kind)
    return result
