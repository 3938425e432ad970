"""Figures of PyTorch's optimisers, for OptimizerReferenceTests.swift.

    python optimizers.py > optimizers.json

A linear classifier learns from all of its examples at every update; its weights are written after each. All in double
precision, so that the figures are those of the formulas and not of one machine's rounding.
"""

import json

import torch

torch.set_default_dtype(torch.float64)
UPDATES = 12
FEATURES = torch.tensor([
    [0.5, -1.25, 2.0], [1.5, 0.75, -0.5], [-2.0, 1.0, 0.25], [0.25, 0.5, -1.75], [-0.75, -0.5, 1.0],
    [1.0, 2.0, 0.5], [-1.5, 0.25, -1.0],
])
LABELS = torch.tensor([0, 1, 2, 1, 0, 2, 1])
WEIGHT = torch.tensor([[0.5, -0.25, 0.125], [-0.375, 0.625, 0.25], [0.75, -0.5, -0.125]])
BIAS = torch.tensor([0.0, 0.25, -0.5])


def numbers(tensor):
    return [float(f"{value:.10g}") for value in tensor.flatten().tolist()]


def sgd(rate, momentum=0.0, nesterov=False, decay=0.0, clip=None):
    return {
        "settings": {
            "optimizer": "sgd", "learning-rate": str(rate), "momentum": str(momentum),
            "nesterov": str(nesterov).lower(), "weight-decay": str(decay), "clip-norm": str(clip or "none"),
        },
        "make": lambda p: torch.optim.SGD(p, lr=rate, momentum=momentum, nesterov=nesterov, weight_decay=decay),
        "clip": clip,
    }


def adam(name, rate, betas=(0.9, 0.999), epsilon=1e-8, decay=0.0, clip=None):
    make = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[name]
    return {
        "settings": {
            "optimizer": name, "learning-rate": str(rate), "beta1": str(betas[0]), "beta2": str(betas[1]),
            "epsilon": str(epsilon), "weight-decay": str(decay), "clip-norm": str(clip or "none"),
        },
        "make": lambda p: make(p, lr=rate, betas=betas, eps=epsilon, weight_decay=decay),
        "clip": clip,
    }


def other(name, rate, decay=0.0, clip=None, **hyperparameters):
    """A method whose hyperparameters are said by PyTorch's names."""
    names = {"betas": None, "momentum_decay": "momentum-decay", "alpha": "beta2", "rho": "beta2", "eps": "epsilon",
             "momentum": "momentum"}
    settings = {
        "optimizer": name.lower(), "learning-rate": str(rate), "weight-decay": str(decay),
        "clip-norm": str(clip or "none"),
    }
    for key, value in hyperparameters.items():
        if key == "betas":
            settings.update({"beta1": str(value[0]), "beta2": str(value[1])})
        else:
            settings[names[key]] = str(value)
    return {
        "settings": settings, "clip": clip,
        "make": lambda p: getattr(torch.optim, name)(p, lr=rate, weight_decay=decay, **hyperparameters),
    }


CASES = {
    "sgd": sgd(0.5),
    "sgd with decay": sgd(0.25, decay=0.1),
    "sgd with momentum": sgd(0.1, momentum=0.9),
    "sgd with Nesterov's momentum": sgd(0.1, momentum=0.8, nesterov=True),
    "sgd with Nesterov's momentum and decay": sgd(0.125, momentum=0.9, nesterov=True, decay=0.05),
    "sgd, clipped": sgd(0.5, momentum=0.5, clip=0.25),
    "adam": adam("adam", 0.05),
    "adam, other hyperparameters": adam("adam", 0.02, betas=(0.8, 0.95), epsilon=1e-3, decay=0.1),
    "adam, clipped": adam("adam", 0.05, betas=(0.7, 0.9), clip=0.125),
    "adamw": adam("adamw", 0.05, decay=0.01),
    "adamw, other hyperparameters": adam("adamw", 0.03, betas=(0.5, 0.98), epsilon=1e-4, decay=0.5),
    "nadam": other("NAdam", 0.05, betas=(0.9, 0.999), momentum_decay=0.004, eps=1e-8),
    "nadam, other hyperparameters": other(
        "NAdam", 0.03, decay=0.1, betas=(0.7, 0.95), momentum_decay=0.5, eps=1e-3),
    "nadam, clipped": other("NAdam", 0.04, clip=0.125, betas=(0.8, 0.99), momentum_decay=0.0, eps=1e-6),
    "rmsprop": other("RMSprop", 0.02, alpha=0.99, eps=1e-8, momentum=0.0),
    "rmsprop with decay": other("RMSprop", 0.03, decay=0.1, alpha=0.9, eps=1e-3, momentum=0.0),
    "rmsprop with momentum": other("RMSprop", 0.01, decay=0.05, clip=0.5, alpha=0.95, eps=1e-6, momentum=0.8),
    "adagrad": other("Adagrad", 0.1, eps=1e-10),
    "adagrad with decay, clipped": other("Adagrad", 0.2, decay=0.1, clip=0.25, eps=1e-4),
    "adadelta": other("Adadelta", 1.0, rho=0.9, eps=1e-6),
    "adadelta, other hyperparameters": other("Adadelta", 0.5, decay=0.1, clip=0.5, rho=0.7, eps=1e-3),
}


def run(case):
    weight, bias = WEIGHT.clone().requires_grad_(), BIAS.clone().requires_grad_()
    optimizer = case["make"]([weight, bias])
    steps = []
    for _ in range(UPDATES):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(FEATURES @ weight.T + bias, LABELS).backward()
        if case["clip"]:
            torch.nn.utils.clip_grad_norm_([weight, bias], case["clip"])
        optimizer.step()
        steps.append(numbers(weight) + numbers(bias))
    return steps


# Row-sparse: logits are the mean of a bag's rows; an update sees two bags, so that it touches few rows.
TABLE = [[0.1 * row - 0.05 * column * (row % 3) for column in range(3)] for row in range(8)]
BAGS = [[0, 1], [1, 2, 1], [3], [4, 0, 5], [5, 5, 2], [6, 1]]


def run_sparse(make, is_lazy):
    """SparseAdam steps touched rows alone; SGD without momentum does so by nature."""
    table = torch.nn.Embedding(8, 3, sparse=is_lazy)
    table.weight.data = torch.tensor(TABLE)
    optimizer = make(table.parameters())
    steps = []
    for update in range(UPDATES):
        bags = [(2 * update + place) % 6 for place in range(2)]
        logits = torch.stack([table(torch.tensor(BAGS[bag])).mean(0) for bag in bags])
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(logits, LABELS[bags]).backward()
        optimizer.step()
        steps.append(numbers(table.weight))
    return steps


print(json.dumps({
    "torch": torch.__version__.split("+")[0],
    "features": numbers(FEATURES), "labels": LABELS.tolist(), "weight": numbers(WEIGHT), "bias": numbers(BIAS),
    "cases": [{"name": name, "settings": case["settings"], "steps": run(case)} for name, case in CASES.items()],
    "table": numbers(torch.tensor(TABLE)), "bags": BAGS,
    "sparse": [
        {
            "name": "row-sparse sgd", "settings": {"optimizer": "sgd", "momentum": "0", "weight-decay": "0"},
            "rate": 0.5, "steps": run_sparse(lambda p: torch.optim.SGD(p, lr=0.5), False),
        },
        {
            "name": "row-sparse adam", "settings": {"optimizer": "adam", "weight-decay": "0", "beta2": "0.99"},
            "rate": 0.05, "steps": run_sparse(lambda p: torch.optim.SparseAdam(p, lr=0.05, betas=(0.9, 0.99)), True),
        },
    ],
}, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"'))
