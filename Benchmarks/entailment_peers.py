#!/usr/bin/env python3
"""Training throughput of entailment classifiers in PyTorch, pairs a second: the peers of `benchmarks entailment-training`.

Usage:  entailment_peers.py --network siamese-lstm|cross-transformer|pictures [--threads 2] [--seconds 6] [--packed] [--compile]

The sizes are the defaults of `train-entailment` for these networks, and the pairs have the lengths of the Swift program's.
Both texts of a pair, and both pictures, go through an encoder at once; patches lie in memory as floats; batches are
made beforehand, of pairs of like length. Needs torch alone.
"""
import argparse
import json
import math
import random
import resource
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH, HEADS, CLASSES, BATCH, BATCHES, LONGEST = 128, 4, 3, 32, 64, 256
RATE, CLIP = 1e-3, 1.0
PATCHES, PATCH_WIDTH, PICTURES = 9, 12 * 12 * 3, 256
VOCABULARY = {"siamese-lstm": 2400, "cross-transformer": 2400, "pictures": 300}
PADDING, SEPARATOR = 0, 1


def serf(x):
    return x * torch.erf(F.softplus(x))


# MARK: Networks

def pool(states, mask):
    """Maximum and mean of the rows that a mask [B, T, 1] shows."""
    highest = states.masked_fill(~mask, -1e9).amax(1)
    return torch.cat([highest, (states * mask).sum(1) / mask.sum(1)], 1)


def features(u, v):
    return torch.cat([u, v, (u - v).abs(), u * v], 1)


class Head(nn.Module):
    """Dropout, dense layers with the activation, each with dropout behind it, and the output."""

    def __init__(self, width, inner, layers, dropout):
        super().__init__()
        self.dense = nn.ModuleList(nn.Linear(inner if i else width, inner) for i in range(layers))
        self.out, self.dropout = nn.Linear(inner, CLASSES), dropout

    def forward(self, x):
        x = F.dropout(x, self.dropout, self.training)
        for layer in self.dense:
            x = F.dropout(serf(layer(x)), self.dropout, self.training)
        return self.out(x)


class SiameseLSTM(nn.Module):
    def __init__(self, vocabulary, packed):
        super().__init__()
        self.embed = nn.Embedding(vocabulary, WIDTH, padding_idx=PADDING)
        self.lstm = nn.LSTM(WIDTH, WIDTH, batch_first=True, bidirectional=True)
        self.head, self.dropout, self.packed = Head(4 * 4 * WIDTH, 128, 1, 0.2), 0.2, packed

    def forward(self, batch):
        ids, lengths = batch["texts"], batch["lengths"]
        x = F.dropout(self.embed(ids), self.dropout, self.training)
        if self.packed:
            rows = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            x, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(rows)[0], batch_first=True)
        else:
            x, _ = self.lstm(x)
        u, v = pool(F.dropout(x, self.dropout, self.training), (ids != PADDING).unsqueeze(-1)).chunk(2)
        return self.head(features(u, v))


class Words(nn.Module):
    """Token, place in its text, and kind: of which text, and whether it stands in both."""

    def __init__(self, vocabulary):
        super().__init__()
        self.embed = nn.Embedding(vocabulary, WIDTH, padding_idx=PADDING)
        self.place, self.kind = nn.Embedding(LONGEST + 1, WIDTH), nn.Embedding(4, WIDTH)

    def forward(self, batch):
        return self.embed(batch["joined"]) + self.place(batch["places"]) + self.kind(batch["kinds"])


def body(layers, inner, dropout):
    layer = nn.TransformerEncoderLayer(WIDTH, HEADS, inner, dropout, serf, batch_first=True, norm_first=True)
    return nn.TransformerEncoder(layer, layers, nn.LayerNorm(WIDTH), enable_nested_tensor=False)


class CrossTransformer(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.words, self.body, self.dropout = Words(vocabulary), body(2, 256, 0.3), 0.3
        self.head = Head(4 * 2 * WIDTH, 256, 2, 0.3)

    def forward(self, batch):
        x = F.dropout(self.words(batch), self.dropout, self.training)
        states = self.body(x, src_key_padding_mask=batch["joined"] == PADDING)
        return self.head(features(pool(states, batch["premise"]), pool(states, batch["hypothesis"])))


class CrossModal(nn.Module):
    """Words and patches as one sequence."""

    def __init__(self, vocabulary):
        super().__init__()
        self.words, self.body = Words(vocabulary), body(1, 512, 0.0)
        self.projection = nn.Linear(PATCH_WIDTH, WIDTH)
        self.patch, self.side = nn.Embedding(PATCHES, WIDTH), nn.Embedding(2, WIDTH)
        self.head = Head(4 * 4 * 2 * WIDTH, 512, 1, 0.0)

    def forward(self, batch):
        shown = self.projection(batch["patches"]) + self.patch.weight + self.side.weight.unsqueeze(1)
        rows = torch.cat([self.words(batch), shown.flatten(1, 2)], 1)
        states = self.body(rows, src_key_padding_mask=batch["hidden"])
        texts, patches = states[:, :-2 * PATCHES], states[:, -2 * PATCHES:].unflatten(1, (2, PATCHES))
        premise, hypothesis = pool(texts, batch["premise"]), pool(texts, batch["hypothesis"])
        first, second = torch.cat([patches.amax(2), patches.mean(2)], 2).unbind(1)
        pairs = [(premise, first), (hypothesis, second), (hypothesis, first), (first, second)]
        return self.head(torch.cat([features(u, v) for u, v in pairs], 1))


# MARK: Pairs

def lengths(count, mean, seed):
    """Sentence lengths like those of short sentences: log-normal, at least 3."""
    r = random.Random(seed)
    return [max(3, min(50, int(r.lognormvariate(math.log(mean) - 0.1, 0.45)))) for _ in range(count)]


def pair_lengths(network):
    """Tokens of premise and hypothesis: like SICK's, or like the bundled captions'."""
    drawn = zip(lengths(BATCH * BATCHES, 10, 1), lengths(BATCH * BATCHES, 10, 2))
    if network == "pictures":
        return [(6 + p % 2, 7 + q % 5) for p, q in drawn]
    return [(p, (p + q) // 2) for p, q in drawn]


def padded(rows):
    return nn.utils.rnn.pad_sequence([torch.tensor(r) for r in rows], batch_first=True, padding_value=PADDING)


def make_batch(pairs, pictures):
    """Everything that a network needs of some pairs of ids. A label hangs on the hypothesis' first word."""
    premises, hypotheses = [p for p, _ in pairs], [h for _, h in pairs]
    texts = premises + hypotheses
    sides = padded([[1] * (len(p) + 1) + [2] * len(h) for p, h in pairs]).unsqueeze(-1)
    joined = padded([p + [SEPARATOR] + h for p, h in pairs])
    return {
        "texts": padded(texts), "lengths": torch.tensor([len(t) for t in texts]), "joined": joined,
        "places": padded([list(range(len(p) + 1)) + list(range(len(h))) for p, h in pairs]),
        "kinds": padded([[int(w in h) for w in p] + [0] + [2 + int(w in p) for w in h] for p, h in pairs]),
        "premise": sides == 1, "hypothesis": sides == 2,
        "hidden": torch.cat([joined == PADDING, torch.zeros(len(pairs), 2 * PATCHES, dtype=torch.bool)], 1),
        "patches": pictures[torch.randint(0, PICTURES, (len(pairs), 2))],
        "labels": torch.tensor([h[0] % CLASSES for h in hypotheses]),
    }


def make_batches(network):
    vocabulary = VOCABULARY[network]
    words = lambda count: torch.randint(2, vocabulary, (count,)).tolist()
    pairs = [(words(p), words(h)) for p, h in sorted(pair_lengths(network), key=sum)]
    pictures = torch.randn(PICTURES, PATCHES, PATCH_WIDTH)
    return [make_batch(pairs[i:i + BATCH], pictures) for i in range(0, len(pairs), BATCH)]


# MARK: Measuring

def emit(name, value, unit, **settings):
    print(json.dumps({"name": name, "value": round(float(value), 6), "unit": unit, **settings}), flush=True)


def median_rate(step, seconds):
    """The median of pairs a second over steps, for about so many seconds."""
    for _ in range(3):
        step()
    rates, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(rates) < 3:
        start = time.perf_counter()
        rates.append(step() / (time.perf_counter() - start))
    return sorted(rates)[len(rates) // 2]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--network", choices=VOCABULARY, default="siamese-lstm")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seconds", type=float, default=6.0)
    p.add_argument("--packed", action="store_true", help="pack the LSTM's sequences rather than pad them")
    p.add_argument("--compile", action="store_true")
    a = p.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(a.threads)
    vocabulary = VOCABULARY[a.network]
    model = {"siamese-lstm": lambda: SiameseLSTM(vocabulary, a.packed), "cross-transformer": lambda: CrossTransformer(vocabulary),
             "pictures": lambda: CrossModal(vocabulary)}[a.network]()
    run = torch.compile(model, dynamic=True) if a.compile else model
    optimizer = torch.optim.Adam(model.parameters(), RATE, fused=True)
    batches = make_batches(a.network)
    order, losses = torch.randperm(len(batches)).tolist(), []

    def step():
        """Eight updates; returns their pairs."""
        total = 0.0
        for update in range(8):
            batch = batches[order[len(losses) * 8 % len(order) + update]]
            optimizer.zero_grad(set_to_none=True)
            loss = F.cross_entropy(run(batch), batch["labels"])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            total += loss.item()
        losses.append(total / 8)
        return 8 * BATCH

    rate = median_rate(step, 3 * a.seconds)
    quarter = (len(losses) + 3) // 4
    first, last = sum(losses[:quarter]) / quarter, sum(losses[-quarter:]) / quarter
    if not last < first:
        raise SystemExit(f"the mean loss went from {first} to {last}")
    emit(f"train/{a.network}", rate, "pairs/s", threads=a.threads, batch=BATCH,
         parameters=sum(p.numel() for p in model.parameters()), first_loss=first, last_loss=last)
    emit(f"train/{a.network}/peak_memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, "bytes")


if __name__ == "__main__":
    main()
