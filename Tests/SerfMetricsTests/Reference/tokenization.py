"""Figures of sacreBLEU 2.6.0's tokenisers (Python 3.11, regex 2026.11.15) for the tests of SerfMetrics.

    python tokenization.py > tokenization.json
"""

import json
import sys
import unicodedata

import numpy
import regex
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer
from sacrebleu.version import __version__

from edited_texts import SplitMix64, digest, odd_text

assert __version__ == "2.6.0", __version__


def runs(kind):
    """Where a property of scalars changes, in order: [first scalar, value]."""
    result = []
    for scalar in range(0x110000):
        if 0xD800 <= scalar < 0xE000:
            continue
        value = kind(chr(scalar))
        if not result or result[-1][1] != value:
            result.append([scalar, value])
    return result


def role(character):
    for name in "PSN":
        if regex.match(rf"\p{{{name}}}", character):
            return name
    return ""


def tokenized():
    """Batches of 50 strings of odd characters: one digest a batch and tokeniser."""
    for seed in range(40):
        random = SplitMix64(1000 + seed)
        texts = [odd_text(random) for _ in range(50)]
        digests = {}
        for name in ["13a", "intl", "zh", "char", "none"]:
            for lowercase in [False, True]:
                metric = BLEU(tokenize=name, lowercase=lowercase)
                value = digest("")
                for text in texts:
                    value = digest(" ".join(metric._preprocess_segment(text).split()), value)
                digests[name + ("/lc" if lowercase else "")] = f"{value:016x}"
        for mask in range(16):
            options = [bool(mask >> bit & 1) for bit in range(4)]
            tokenizer = TercomTokenizer(*options)
            value = digest("")
            for text in texts:
                value = digest(tokenizer(text.rstrip()), value)
            digests[f"tercom/{mask}"] = f"{value:016x}"
        yield {"seed": 1000 + seed, "digests": digests}


def lowered():
    """Every scalar of Unicode 14 in small letters, as one digest; sigma is a matter of its neighbours."""
    value = digest("")
    for scalar in range(0x110000):
        if 0xD800 <= scalar < 0xE000 or unicodedata.category(chr(scalar)) in ("Cn", "Co"):
            continue
        value = digest(chr(scalar).lower(), value)
    return f"{value:016x}"


def random_draws():
    for seed in [0, 1, 12345, 2**32 - 1, 2**40 + 5, 2**64 - 1]:
        yield {
            "seed": str(seed),
            "raw": [f"{int(v):016x}" for v in numpy.random.default_rng(seed).bit_generator.random_raw(4)],
            "choice": {str(n): numpy.random.default_rng(seed).choice(n, size=12).tolist() for n in [1, 2, 3, 100, 3004, 3 * 2**30]},
            "flags": numpy.random.default_rng(seed).integers(2, size=80, dtype=bool).astype(int).tolist(),
        }


json.dump({
    "roles": runs(role), "spaces": runs(str.isspace), "lowered": lowered(),
    "sigma": [[text, text.lower()] for text in [
        "\u03a3", "A\u03a3", "A\u03a3B", "A\u03a3.", "A\u03a3.B", "A.\u03a3", ".\u03a3", "A\u0301\u03a3\u0301", "A\u03a3 B", "A\u03a3\u03a3",
        "\u03a3A\u03a3", "1\u03a3", "\U00010400\u03a3", "A\u03a3\u00ad\u0345B",
    ]],
    "tokenized": list(tokenized()), "random": list(random_draws()),
}, sys.stdout, separators=(",", ":"), sort_keys=True)
print()
