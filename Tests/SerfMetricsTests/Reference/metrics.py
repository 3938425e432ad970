"""Figures of sacreBLEU 2.6.0 (Python 3.11, regex 2026.11.15, NumPy 2.4.6) for the tests of SerfMetrics.

    SERF_CORPORA=… python metrics.py > metrics.json

Only figures are stored; the tests read the same texts from SERF_CORPORA, or make them (edited_texts.py).
"""

import json
import os
import sys
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest
from sacrebleu.version import __version__

from edited_texts import SplitMix64, edited

assert __version__ == "2.6.0", __version__
CORPORA = Path(os.environ["SERF_CORPORA"])
KINDS = {"bleu": BLEU, "chrf": CHRF, "ter": TER}

BLEU_OPTIONS = [
    {}, {"tokenize": "intl"}, {"tokenize": "zh"}, {"tokenize": "char"}, {"tokenize": "none"},
    {"lowercase": True}, {"tokenize": "intl", "lowercase": True}, {"tokenize": "zh", "lowercase": True},
    {"tokenize": "char", "lowercase": True},
    {"smooth_method": "none"}, {"smooth_method": "floor"}, {"smooth_method": "add-k"},
    {"smooth_method": "add-k", "smooth_value": 0.25, "max_ngram_order": 7}, {"max_ngram_order": 1},
    {"max_ngram_order": 9, "effective_order": True}, {"max_ngram_order": 9, "smooth_method": "floor", "smooth_value": 0.5},
]
CHRF_OPTIONS = [
    {}, {"word_order": 2}, {"word_order": 1, "char_order": 4}, {"beta": 3}, {"beta": 1, "lowercase": True},
    {"whitespace": True}, {"eps_smoothing": True}, {"word_order": 2, "eps_smoothing": True, "whitespace": True},
    {"char_order": 0, "word_order": 3}, {"char_order": 10, "word_order": 2, "lowercase": True},
]
TER_OPTIONS = [
    {name: True for bit, name in enumerate(["normalized", "no_punct", "asian_support", "case_sensitive"]) if mask >> bit & 1}
    for mask in range(16)
]
ALL = {"bleu": BLEU_OPTIONS, "chrf": CHRF_OPTIONS, "ter": TER_OPTIONS}

FOLDERS = {
    "flores101-en-ko": ["ref.ko"], "ted-sk-en": ["ref.en"], "wmt15-en-ru": ["ref.ru"], "wmt17-en-de": ["ref.de"],
    "wmt21-de-en": ["ref.A.en", "ref.B.en"], "wmt21-en-ja": ["ref.A.ja"], "wmt21-en-zh": ["ref.A.zh", "ref.B.zh"],
    "wmt21-hi-bn": ["ref.A.bn"],
}


def lines(path):
    return [line.rstrip() for line in open(CORPORA / path, encoding="utf-8", newline="\n")]


def figures(metric, score):
    """Full digits, and what the score is made of."""
    result = {"score": float(score.score), "signature": str(metric.get_signature()), "name": score.name}
    if isinstance(metric, BLEU):
        result |= {"counts": list(map(int, score.counts)), "totals": list(map(int, score.totals)),
                   "lengths": [score.sys_len, score.ref_len], "bp": score.bp, "precisions": score.precisions}
        if metric.smooth_method == "add-k":  # sacreBLEU adds k to what it reports, too.
            del result["counts"], result["totals"]
    if isinstance(metric, TER):
        result |= {"edits": score.num_edits, "length": float(score.ref_length)}
    return result


def case(kind, options, hypotheses, references, /, **names):
    metric = KINDS[kind](**options)
    result = figures(metric, metric.corpus_score(hypotheses, references))
    return names | {"metric": kind, "options": options} | result


def corpus_cases():
    for folder, refs in FOLDERS.items():
        references = [lines(f"metrics/{folder}/{name}") for name in refs]
        systems = sorted(path.name for path in (CORPORA / "metrics" / folder).glob("hyp.*"))
        for number, system in enumerate(systems):
            if system == "hyp.google.moses-tok.ru":
                continue
            hypotheses = lines(f"metrics/{folder}/{system}")
            names = {"folder": folder, "hypotheses": system, "references": refs}
            for kind, all_options in ALL.items():
                # One system a folder gets every combination, the others the defaults. sacreBLEU's TER takes minutes.
                some = all_options[::5] if kind == "ter" and len(hypotheses) > 500 else all_options
                for options in some if number == 0 else all_options[:1]:
                    print(folder, system, kind, options, file=sys.stderr)
                    yield case(kind, options, hypotheses, references, **names)
            if len(refs) > 1 and number == 0:
                for kind in ALL:
                    yield case(kind, {}, hypotheses, references[1:], **(names | {"references": refs[1:]}))
                    # Every third segment lacks the second reference, some others the first.
                    first = [None if i % 3 and i % 5 == 1 else text for i, text in enumerate(references[0])]
                    second = [None if i % 3 == 0 else text for i, text in enumerate(references[1])]
                    yield case(kind, {}, hypotheses, [first, second], **names, missing=True)


def edit_cases():
    """Edits of Multi30k against the text itself, and against it and another edit of it."""
    for language in ["en", "de"]:
        for seed in range(2):
            references = lines(f"multi30k/test_2016_flickr.{language}")
            random = SplitMix64(seed)
            hypotheses = [edited(line, random) for line in references]
            others = [edited(line, random) for line in references]
            for kind, all_options in ALL.items():
                for options in all_options:
                    print(language, seed, kind, options, file=sys.stderr)
                    names = {"language": language, "seed": seed}
                    yield case(kind, options, hypotheses, [references], **names, reference_count=1)
                    if seed == 0:
                        yield case(kind, options, hypotheses, [references, others], **names, reference_count=2)


def sentence_cases():
    """Each of the first edits of Multi30k by itself: the scores in a row."""
    references = lines("multi30k/test_2016_flickr.en")
    random = SplitMix64(7)
    hypotheses = [edited(line, random) for line in references]
    for kind, options in [
        ("bleu", {"effective_order": True}), ("bleu", {"effective_order": True, "smooth_method": "floor"}),
        ("bleu", {}), ("chrf", {}), ("chrf", {"word_order": 2}), ("ter", {}),
    ]:
        metric = KINDS[kind](**options)
        scores = [metric.sentence_score(h, [r]).score for h, r in zip(hypotheses[:100], references)]
        yield {"metric": kind, "options": options, "seed": 7, "scores": scores}


def resampling_cases():
    for folder, systems, bs, ar in [
        ("wmt17-en-de", ["hyp.uedin-nmt.de", "hyp.online-B.de", "hyp.LMU-nmt-single.de", "hyp.PROMT-Rule-based.de"], 1000, 1000),
        ("ted-sk-en", ["hyp.sys1.en", "hyp.sys2.en"], 1000, 10000),
        ("wmt21-de-en", ["hyp.Facebook-AI.en", "hyp.Online-G.en", "hyp.happypoet.en"], 300, 500),
        ("wmt15-en-ru", ["hyp.google.ru", "hyp.google.moses-tok.ru"], 100, 100),
    ]:
        refs = FOLDERS[folder]
        references = [lines(f"metrics/{folder}/{name}") for name in refs]
        named = [(name, lines(f"metrics/{folder}/{name}")) for name in systems]
        for kind, options in [("bleu", {}), ("chrf", {}), ("chrf", {"word_order": 2, "eps_smoothing": True}), ("ter", {}),
                              ("bleu", {"smooth_method": "add-k", "max_ngram_order": 6})]:
            if kind == "ter" and folder == "wmt17-en-de":
                continue
            print(folder, kind, options, file=sys.stderr)
            result = {"folder": folder, "references": refs, "systems": systems, "metric": kind, "options": options}
            metric = KINDS[kind](**options, references=references)
            single = metric.corpus_score(named[0][1], None, n_bootstrap=bs)
            result |= {"resamples": bs, "trials": ar, "mean": float(single._mean), "ci": float(single._ci),
                       "signature": str(metric.get_signature())}
            for test, count in [("bs", bs), ("ar", ar)]:
                metric = KINDS[kind](**options, references=references)
                signatures, scores = PairedTest(named, {kind: metric}, None, test, count)()
                name = list(signatures)[0]
                result[test] = {
                    "signature": str(signatures[name]),
                    "systems": [{"score": float(r.score), "p": r.p_value, "mean": None if r.mean is None else float(r.mean),
                                 "ci": None if r.ci is None else float(r.ci)} for r in scores[name]],
                }
            yield result


json.dump({
    "corpora": list(corpus_cases()), "edits": list(edit_cases()), "sentences": list(sentence_cases()),
    "resampling": list(resampling_cases()),
}, sys.stdout, separators=(",", ":"), sort_keys=True)
print()
