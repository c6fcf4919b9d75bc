"""Ex12 in PyTorch: `nn.Sequential`, autograd of E, and `torch.optim.SGD`."""

import torch
from torch import nn


def forward(params, x):
    """Return the outputs of both layers."""
    network = _network(params)
    h = network[:2](x)
    return h.detach(), network[2:](h).detach()


def loss(params, x, t):
    """Return E, a number."""
    return _error(_network(params), x, t).item()


def train_step(params, x, t, lr):
    """Return the parameters after a step of SGD."""
    return train(params, x, t, lr, 1)


def train(params, x, t, lr, steps):
    """Return the parameters after the last step of SGD."""
    network = _network(params)
    optimizer = torch.optim.SGD(network.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        _error(network, x, t).backward()
        optimizer.step()
    values = [parameter.detach() for parameter in network.parameters()]
    return dict(zip(("w1", "b1", "w2", "b2"), values, strict=True))


def _network(params):
    """Return a network of two layers with copies of these parameters."""
    hidden, inputs = params["w1"].shape
    network = nn.Sequential(
        nn.Linear(inputs, hidden), nn.Sigmoid(), nn.Linear(hidden, 1), nn.Sigmoid()
    )
    network.to(params["w1"].dtype)
    names = {"0.weight": "w1", "0.bias": "b1", "2.weight": "w2", "2.bias": "b2"}
    network.load_state_dict({theirs: params[ours] for theirs, ours in names.items()})
    return network


def _error(network, x, t):
    """Return E, half the summed squared error."""
    return 0.5 * ((network(x) - t) ** 2).sum()
