"""Ex12 in PyTorch: `nn.Sequential`, autograd of E, and `torch.optim.SGD`."""

import torch
from torch import nn


def forward(params, x):
    """Return the outputs of both layers."""
    network = _network(params)
    h = network[:2](x)
    return h.detach(), network[2:](h).detach()


def train_step(params, x, t, lr):
    """Return the parameters after a step of SGD, and the loss before it."""
    network = _network(params)
    loss = _step(network, torch.optim.SGD(network.parameters(), lr=lr), x, t)
    return _parameters(network), loss


def train(params, x, t, lr, steps):
    """Return the parameters after the last step of SGD, and the loss before each."""
    network = _network(params)
    optimizer = torch.optim.SGD(network.parameters(), lr=lr)
    losses = [_step(network, optimizer, x, t) for _ in range(steps)]
    return _parameters(network), losses


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


def _step(network, optimizer, x, t):
    """Take a step; return the loss before it, a number."""
    loss = 0.5 * ((network(x) - t) ** 2).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def _parameters(network):
    """Return the parameters by our names."""
    values = [parameter.detach() for parameter in network.parameters()]
    return dict(zip(("w1", "b1", "w2", "b2"), values, strict=True))
