#!/usr/bin/env python3
"""Times whole `serf-nlp score` processes beside whole sacreBLEU processes, pair by pair, and prints the ratios.

The command is built first:  swift build -c release --product serf-nlp
Usage:  Benchmarks/scoring.py PYTHON REFERENCE [--segments 10000] [--pairs 5] [--out FILE.json]
PYTHON is an interpreter that has sacreBLEU, REFERENCE a text with a segment a line. Hypotheses are made from it: of each
line a fifth of the words are replaced by others of the line.

Within a pair ours runs, then the peer, so that a slow spell of the machine hits both. Figures must agree to the fourth
digit. A ratio above 1 says that ours is faster. Standard library only.
"""
import argparse
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

COMMAND = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".build", "release", "serf-nlp")
CASES = [
    ("bleu", ["bleu"], []), ("bleu/confidence", ["bleu", "--confidence"], ["--confidence"]),
    ("chrf", ["chrf"], ["-m", "chrf"]), ("chrf/confidence", ["chrf", "--confidence"], ["-m", "chrf", "--confidence"]),
    ("ter", ["ter"], ["-m", "ter"]),
]


def changed(line, generator):
    words = line.split()
    for _ in range(max(1, len(words) // 5)):
        words[generator.randrange(len(words))] = generator.choice(words)
    return " ".join(words)


def write_texts(options, folder):
    generator = random.Random(options.seed)
    source = [line for line in open(options.reference, encoding="utf-8").read().split("\n") if line.split()]
    references = [source[i % len(source)] for i in range(options.segments)]
    for name, lines in [("ref", references), ("hyp", [changed(line, generator) for line in references])]:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def timed(command, folder):
    """Wall seconds, processor seconds, and what the process printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    out = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out


def measure(name, ours, peer, options, folder):
    runs = []
    for _ in range(options.pairs):
        mine = timed([COMMAND, "score", *ours, "--reference", "ref", "hyp", "--width", "4"], folder)
        other = timed([options.python, "-m", "sacrebleu", "ref", "-i", "hyp", "-f", "text", "-w", "4", *peer], folder)
        if mine[2].strip() != other[2].strip():
            sys.exit(f"{name}: the two disagree:\n{mine[2]}{other[2]}")
        runs.append((mine, other))

    def median(side, what):
        return statistics.median(pair[side][what] for pair in runs)

    return {
        "name": f"score/{name}/process", "segments": options.segments, "pairs": options.pairs,
        "seconds": round(median(0, 0), 4), "peer_seconds": round(median(1, 0), 4),
        "ratio": round(statistics.median(pair[1][0] / pair[0][0] for pair in runs), 1),
        "processor_seconds": round(median(0, 1), 4), "peer_processor_seconds": round(median(1, 1), 4),
        "processor_ratio": round(statistics.median(pair[1][1] / pair[0][1] for pair in runs), 1),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python")
    parser.add_argument("reference")
    parser.add_argument("--segments", type=int, default=10000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out")
    options = parser.parse_args()
    options.reference = os.path.abspath(options.reference)
    with tempfile.TemporaryDirectory() as folder:
        write_texts(options, folder)
        records = []
        for name, ours, peer in CASES:
            records.append(measure(name, ours, peer, options, folder))
            print(json.dumps(records[-1]), flush=True)
    if options.out:
        with open(options.out, "w", encoding="utf-8") as file:
            json.dump({"machine": platform.machine(), "cores": os.cpu_count(), "figures": records}, file, indent=1)
            file.write("\n")


main()
