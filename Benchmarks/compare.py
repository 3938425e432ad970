#!/usr/bin/env python3
"""Runs our benchmarks and the PyTorch peers in turn, pair by pair, and prints the ratios.

The program is built first:  swift build -c release --package-path Benchmarks
Usage:  Benchmarks/compare.py PYTHON PEERS [--pairs 5] [--only activations bilstm transformer d256 decoding …] [--out FILE.json]
PYTHON is an interpreter that has torch (and ctranslate2, for decoding), PEERS the folder with activation.py,
train_sentiment.py, train_translation.py and decode.py; the peers of entailment lie beside this script.

Within a pair ours runs, then the peer, so that a slow spell of the machine hits both. A ratio above 1 says that ours is
faster (or smaller, for bytes). Standard library only.
"""
import argparse
import json
import os
import platform
import statistics
import subprocess
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
# Read by OpenBLAS when it is loaded; they would make it run kernels that are not the processor's own.
OVERRIDES = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
# A figure of ours belongs to a peer's with the same name and the same of these settings.
KEYS = ("size", "threads")
HIGHER_IS_BETTER = ("tokens/s", "target tokens/s", "sentences/s", "pairs/s")
# How far the numbers of parameters may be apart where both say theirs: a peer of another size is none.
SIZE_TOLERANCE = 0.01
# What a peer calls a figure of ours.
PEER_NAMES = {"decode/ctranslate2/float32/beam": "decode/beam"}
TRANSLATION_SIZES = ("d128", "d256", "d512")
ENTAILMENT_NETWORKS = ("siamese-lstm", "cross-transformer", "pictures")
# The peer of decoding does not say its threads, which are those that it was given; our figures of translation have their
# size in their names.
KEYS_OF = {"decoding": ("size",), **{size: ("threads",) for size in TRANSLATION_SIZES}}
FAMILIES = ("activations", "bilstm", "transformer", *TRANSLATION_SIZES, "decoding", *ENTAILMENT_NETWORKS)


def commands(family, options):
    """Our command and the peer's for one family of figures."""
    program = os.path.join(FOLDER, ".build", "release", "benchmarks")
    seconds, threads = str(options.seconds), str(options.threads)
    if family == "activations":
        return ([program, "activations", "--only", "serf,relu,gelu,swish,mish", "--seconds", seconds, "--workers", threads],
                [options.python, "activation.py", "--seconds", seconds, "--threads", threads])
    if family in TRANSLATION_SIZES:
        return ([program, "translation-training", "--size", family, "--no-products", "--seconds", seconds, "--workers", threads],
                [options.python, "train_translation.py", "--size", family, "--seconds", seconds, "--threads", threads])
    if family in ENTAILMENT_NETWORKS:
        return ([program, "entailment-training", "--network", family, "--seconds", seconds, "--workers", threads],
                [options.python, os.path.join(FOLDER, "entailment_peers.py"), "--network", family, "--seconds", seconds,
                 "--threads", threads])
    if family == "decoding":
        return ([program, "decoding", "--seconds", seconds, "--workers", threads],
                [options.python, "decode.py", "--seconds", seconds, "--threads", threads])
    return ([program, "training", "--architecture", family, "--no-products", "--shards", str(options.shards),
             "--seconds", seconds, "--workers", threads],
            [options.python, "train_sentiment.py", "--architecture", family, "--seconds", seconds, "--threads", threads])


def run(command, folder, keys):
    """The figures that a command prints, by name and key settings."""
    environment = {k: v for k, v in os.environ.items() if k not in OVERRIDES}
    out = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if out.returncode != 0:
        sys.exit(f"{os.path.basename(command[0])} failed with status {out.returncode}:\n{out.stderr[-2000:]}")
    figures = {}
    for line in out.stdout.splitlines():
        if line.startswith("{"):
            figure = json.loads(line)
            for theirs, name in PEER_NAMES.items():
                figure["name"] = figure["name"].replace(theirs, name)
            figures[(figure["name"],) + tuple(figure.get(k) for k in keys)] = figure
    return figures


def ratio(ours, peer, unit):
    return ours / peer if unit in HIGHER_IS_BETTER else peer / ours


def check_sizes(ours, peer):
    """Ends the program where the networks of a figure are not of one size."""
    first, second = ours.get("parameters"), peer.get("parameters")
    if first and second and abs(first - second) > SIZE_TOLERANCE * second:
        sys.exit(f"{ours['name']}: {first} parameters beside the peer's {second}; bring the peer to our size")


def measure(family, options):
    """All pairs of a family: one record for each figure that both have."""
    ours_command, peer_command = commands(family, options)
    runs, keys = [], KEYS_OF.get(family, KEYS)
    for pair in range(options.pairs):
        print(f"{family}: pair {pair + 1} of {options.pairs}", file=sys.stderr)
        runs.append((run(ours_command, FOLDER, keys), run(peer_command, options.peers, keys)))
        # Told at once: a run that is stopped has said what it found.
        ours, peer = runs[-1]
        for key in ours.keys() & peer.keys():
            check_sizes(ours[key], peer[key])
            print(f"  {ours[key]['name']}: {ours[key]['value']:.5g} and {peer[key]['value']:.5g} {ours[key]['unit']}",
                  file=sys.stderr)
    records = []
    for key, figure in runs[0][0].items():
        # Figures without threads (memory) are compared by name alone.
        if not all(key in ours and key in peer for ours, peer in runs):
            continue
        ours = [o[key]["value"] for o, _ in runs]
        peer = [p[key]["value"] for _, p in runs]
        ratios = [ratio(o, p, figure["unit"]) for o, p in zip(ours, peer)]
        settings = {k: v for k, v in figure.items() if k not in ("name", "value", "unit")}
        records.append({
            "name": figure["name"], "unit": figure["unit"], **settings, "ours": ours, "peer": peer,
            "ratios": [round(r, 4) for r in ratios], "ours_median": statistics.median(ours),
            "peer_median": statistics.median(peer), "ratio_median": round(statistics.median(ratios), 4)})
    return records


def processor():
    """Model name of the processor: what the figures depend on. Nothing that names the machine."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as f:
            lines = dict(l.split(":", 1) for l in f.read().split("\n\n")[0].splitlines() if ":" in l)
        fields = {k.strip(): v.strip() for k, v in lines.items()}
        name = fields.get("model name", platform.machine())
        return {"processor": name, "family": fields.get("cpu family", ""), "model": fields.get("model", ""),
                "cores": os.cpu_count()}
    except OSError:
        return {"processor": platform.machine(), "cores": os.cpu_count()}


def torch_version(python):
    return subprocess.run([python, "-c", "import torch; print(torch.__version__)"], capture_output=True, text=True,
                          check=True).stdout.strip()


def print_table(records):
    width = max(len(r["name"]) for r in records)
    print(f"{'figure':{width}}  {'size':>9} {'threads':>7} {'ours':>12} {'peer':>12}  {'ratio':>6}  {'of each pair'}")
    for r in records:
        pairs = " ".join(f"{x:.2f}" for x in r["ratios"])
        print(f"{r['name']:{width}}  {r.get('size', ''):>9} {r.get('threads', ''):>7} {r['ours_median']:>12.5g} "
              f"{r['peer_median']:>12.5g}  {r['ratio_median']:>6.2f}  {pairs}  ({r['unit']})")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("python", help="an interpreter that has torch")
    p.add_argument("peers", help="the folder of the peer scripts")
    p.add_argument("--pairs", type=int, default=5)
    p.add_argument("--seconds", type=float, default=6.0, help="time for each figure, as in the peers")
    p.add_argument("--threads", type=int, default=os.cpu_count())
    p.add_argument("--shards", type=int, default=4)
    p.add_argument("--only", nargs="*", default=["activations", "bilstm", "transformer"],
                   choices=FAMILIES)
    p.add_argument("--out", help="a JSON file for the result")
    options = p.parse_args()
    options.python, options.peers = os.path.abspath(options.python), os.path.abspath(options.peers)
    records = [r for family in options.only for r in measure(family, options)]
    result = {**processor(), "torch": torch_version(options.python), "pairs": options.pairs,
              "seconds": options.seconds, "figures": records}
    text = json.dumps(result, indent=1) + "\n"
    if options.out:
        os.makedirs(os.path.dirname(os.path.abspath(options.out)), exist_ok=True)
        with open(options.out, "w", encoding="utf-8") as f:
            f.write(text)
    else:
        print(text)
    print_table(records)


if __name__ == "__main__":
    main()
