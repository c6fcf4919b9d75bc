"""One number at a time, with Python floats, math and nested lists."""

import math

import numpy as np


def squeeze(z, activation):
    if activation == "sigmoid":
        s = 1 / (1 + math.exp(-z))
        return s, s * (1 - s)
    if activation == "tanh":
        return math.tanh(z), 1 / math.cosh(z) ** 2
    return (z, 1.0) if z > 0 else (0.0, 0.0)


def layer(row, weight, activation):
    return [squeeze(sum(w * v for w, v in zip(ws, row)), activation) for ws in weight.tolist()]


def gradient_norms(x, weights, activation, skip=False):
    d = x.shape[1]
    squares = [0.0] * len(weights)
    for row in x.tolist():
        slopes = []
        for weight in weights:
            both = layer(row, weight, activation)
            slopes.append([slope for _, slope in both])
            row = [out + (v if skip else 0) for (out, _), v in zip(both, row)]
        grad = [1.0] * d
        for number in range(len(weights) - 1, -1, -1):
            weight, slope = weights[number].tolist(), slopes[number]
            new = []
            for i in range(d):
                total = grad[i] if skip else 0.0
                for j in range(d):
                    total += grad[j] * slope[j] * weight[j][i]
                new.append(total)
            grad = new
            squares[number] += sum(g * g for g in grad)
    return np.array([math.sqrt(square) for square in squares], dtype=x.dtype)


def init_std(fan_in, fan_out, kind):
    if kind not in ("xavier", "he"):
        raise ValueError
    fans = {"xavier": fan_in + fan_out, "he": fan_in}
    return math.sqrt(2) / math.sqrt(fans[kind])


def activation_stds(x, weights, activation):
    rows = x.tolist()
    answer = np.zeros(len(weights), dtype=x.dtype)
    for number, weight in enumerate(weights):
        rows = [[out for out, _ in layer(row, weight, activation)] for row in rows]
        entries = [v for row in rows for v in row]
        mean = math.fsum(entries) / len(entries)
        answer[number] = math.sqrt(math.fsum((v - mean) ** 2 for v in entries) / len(entries))
    return answer
