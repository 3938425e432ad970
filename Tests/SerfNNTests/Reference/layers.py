"""Figures of PyTorch's layers, for LayerReferenceTests.swift.

    python layers.py > layers.json

Each case has the weights under our names, an input of packed sequences, a gradient that flows into the output, and what
PyTorch makes of it: the output and every gradient. All in double precision.
"""

import json

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.manual_seed(2108)


def matrix(tensor):
    rows = tensor if tensor.dim() == 2 else tensor.reshape(1, -1)
    return {
        "rows": rows.shape[0], "columns": rows.shape[1],
        "values": [float(f"{value:.9g}") for value in rows.flatten().tolist()],
    }


def random_weights(module):
    """All of them, biases and gains too: a zero hides a mistake."""
    for name, parameter in module.named_parameters():
        is_gain = "norm" in name and name.endswith("weight")
        parameter.data = 0.4 * torch.randn_like(parameter) + (1 if is_gain else 0)


def case(name, x, upstream, output, parameters, **more):
    output.backward(upstream)
    return {
        "name": name, "input": matrix(x), "upstream": matrix(upstream), "output": matrix(output),
        "inputGradient": matrix(x.grad),
        "parameters": [
            {"name": key, "values": matrix(value), "gradient": matrix(value.grad)}
            for key, value in parameters.items()
        ], **more,
    }


WIDTH, HEADS, INNER, LENGTHS = 6, 2, 9, [3, 1, 4]


def starts(lengths):
    return [sum(lengths[:count]) for count in range(len(lengths) + 1)]


def each_alone(x, body):
    return torch.cat([body(part.unsqueeze(0)).squeeze(0) for part in x.split(LENGTHS)])


def attention_names(attention, prefix=""):
    return {
        prefix + "input.weight": attention.in_proj_weight, prefix + "input.bias": attention.in_proj_bias,
        prefix + "output.weight": attention.out_proj.weight, prefix + "output.bias": attention.out_proj.bias,
    }


def attention_case():
    attention = nn.MultiheadAttention(WIDTH, HEADS, batch_first=True)
    random_weights(attention)
    x, upstream = torch.randn(8, WIDTH, requires_grad=True), torch.randn(8, WIDTH)
    output = each_alone(x, lambda part: attention(part, part, part)[0])
    return case("attention", x, upstream, output, attention_names(attention), heads=HEADS, starts=starts(LENGTHS))


def encoder_case(is_pre_norm, activation, layers):
    layer = nn.TransformerEncoderLayer(
        WIDTH, HEADS, INNER, dropout=0, activation=activation, batch_first=True, norm_first=is_pre_norm)
    encoder = nn.TransformerEncoder(
        layer, layers, norm=nn.LayerNorm(WIDTH) if is_pre_norm else None, enable_nested_tensor=False)
    random_weights(encoder)
    x, upstream = torch.randn(8, WIDTH, requires_grad=True), torch.randn(8, WIDTH)
    names = {}
    for index, block in enumerate(encoder.layers):
        names |= attention_names(block.self_attn, f"{index}.attention.")
        parts = {
            "attention_norm": block.norm1, "feed_forward.inner": block.linear1, "feed_forward.outer": block.linear2,
            "feed_forward_norm": block.norm2,
        }
        for part, module in parts.items():
            names |= {f"{index}.{part}.weight": module.weight, f"{index}.{part}.bias": module.bias}
    if is_pre_norm:
        names |= {"final_norm.weight": encoder.norm.weight, "final_norm.bias": encoder.norm.bias}
    return case(
        f"encoder, {'pre' if is_pre_norm else 'post'}-norm, {activation}, {layers} blocks", x, upstream,
        each_alone(x, encoder), names, heads=HEADS, starts=starts(LENGTHS), layers=layers, activation=activation,
        norm="pre" if is_pre_norm else "post", innerWidth=INNER)


def lstm_case(layers, is_bidirectional):
    lengths, width, hidden = [4, 3, 3, 1], 3, 2
    lstm = nn.LSTM(width, hidden, layers, bidirectional=is_bidirectional)
    random_weights(lstm)
    names = {}
    for index in range(layers):
        for direction, suffix in [("forward", ""), ("reverse", "_reverse")][: 2 if is_bidirectional else 1]:
            # Ours has one bias.
            getattr(lstm, f"bias_hh_l{index}{suffix}").data.zero_()
            for ours, theirs in [("input_weight", "weight_ih"), ("recurrent_weight", "weight_hh"), ("bias", "bias_ih")]:
                names[f"{index}.{direction}.{ours}"] = getattr(lstm, f"{theirs}_l{index}{suffix}")
    # The rows of a packed sequence lie step after step, longest sequence first: our order.
    x = torch.randn(sum(lengths), width, requires_grad=True)
    steps = [sum(length > step for length in lengths) for step in range(max(lengths))]
    packed = nn.utils.rnn.PackedSequence(x, torch.tensor(steps))
    output = lstm(packed)[0].data
    return case(
        f"LSTM, {layers} layers, {'both directions' if is_bidirectional else 'forward'}", x, torch.randn_like(output),
        output, names, starts=starts(steps), layers=layers, hiddenWidth=hidden, isBidirectional=is_bidirectional)


print(json.dumps({
    "torch": torch.__version__.split("+")[0],
    "attention": attention_case(),
    "encoders": [
        encoder_case(True, "gelu", 1), encoder_case(False, "gelu", 1), encoder_case(True, "relu", 2),
        encoder_case(False, "gelu", 2),
    ],
    "lstms": [lstm_case(1, False), lstm_case(2, False), lstm_case(2, True)],
}, separators=(",", ":")).replace('{"name"', '\n{"name"'))
