"""Figures of SciPy 1.17 and NumPy 2.4 for the tests of SerfMetrics.

    python significance.py > significance.json
"""

import json
import sys

import numpy
from scipy import stats

generator = numpy.random.default_rng(2108)


def sign_flips():
    samples = [[1.0, -1.0], [0.1, 0.2, 0.3], [0.5] * 6, [0.0, 0.0, 1.0], [-2.0, 1.0, 1.0, 0.5, -0.25]]
    samples += [generator.normal(0.2, 1, n).round(3).tolist() for n in [4, 7, 10, 13, 16]]
    samples += [(generator.integers(-3, 6, n) / 10).tolist() for n in [8, 12, 15]]
    for sample in samples:
        test = stats.permutation_test(
            (sample,), numpy.mean, permutation_type="samples", n_resamples=numpy.inf, alternative="two-sided")
        yield {"differences": sample, "p": float(test.pvalue)}


def effects():
    for n in [2, 3, 5, 20]:
        sample = generator.normal(0.4, 1.3, n).tolist()
        deviation = float(numpy.std(sample, ddof=1))
        yield {"differences": sample, "mean": float(numpy.mean(sample)), "deviation": deviation,
               "d": float(numpy.mean(sample)) / deviation}


def mcnemar():
    for b, c in [(0, 0), (0, 1), (1, 0), (5, 5), (0, 10), (3, 12), (12, 3), (40, 61), (1000, 1100), (50210, 49000), (0, 2000)]:
        yield {"b": b, "c": c, "p": 1.0 if b + c == 0 else float(stats.binomtest(b, b + c, 0.5).pvalue)}


def holm():
    # SciPy has no Holm; this is the definition in words: reject while p <= alpha / (m - rank), inverted by bisection.
    for p in [[0.01], [0.01, 0.04, 0.03, 0.005], [0.5, 0.5, 0.9], [0.02, 0.02, 0.02], generator.random(9).round(4).tolist()]:
        order = sorted(range(len(p)), key=lambda i: p[i])

        def rejected(alpha):
            result = set()
            for rank, i in enumerate(order):
                if p[i] > alpha / (len(p) - rank):
                    break
                result.add(i)
            return result

        adjusted = []
        for i in range(len(p)):
            low, high = 0.0, 1.0
            if i not in rejected(1.0):
                adjusted.append(1.0)
                continue
            for _ in range(200):
                middle = (low + high) / 2
                low, high = (low, middle) if i in rejected(middle) else (middle, high)
            adjusted.append(high)
        yield {"p": p, "adjusted": adjusted}


def student():
    for freedom in [1, 2, 5, 9, 49, 999]:
        for probability in [0.9, 0.975, 0.9995]:
            yield {"freedom": freedom, "probability": probability, "t": float(stats.t.ppf(probability, freedom))}


def intervals():
    for n in [2, 3, 9, 40]:
        sample = generator.normal(0.8, 0.01, n).tolist()
        low, high = stats.t.interval(0.95, n - 1, loc=numpy.mean(sample), scale=stats.sem(sample))
        yield {"values": sample, "low": float(low), "high": float(high)}


json.dump({"signFlips": list(sign_flips()), "effects": list(effects()), "mcnemar": list(mcnemar()), "holm": list(holm()),
           "student": list(student()), "intervals": list(intervals())},
          sys.stdout, separators=(",", ":"), sort_keys=True)
print()
