#!/usr/bin/env python3
"""Runs our encoder and the fastest Python tokenizers in turn on the same texts, and prints medians and ratios.

The program is built first:  swift build -c release --package-path Benchmarks --product benchmarks
Usage:  Benchmarks/encoding.py PYTHON TOKENIZER.json TEXT… [--rounds 5] [--peers tokie gigatoken] [--out FILE.json]
PYTHON is an interpreter with tokenizers 0.23.3, tiktoken 0.14.0, tokie 0.1.4, gigatoken 0.10.0 (pip install).

Each round starts every program once, one after the other, so that a slow spell of the machine hits all. A program loads
the vocabulary, encodes the text line by line with one thread ("cold"), then several times again ("warm"); processor
time is measured. The checksum of the ids must be the same for all. A ratio above 1 says that ours is faster.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

FOLDER = os.path.dirname(os.path.abspath(__file__))
PEERS = ("huggingface", "tiktoken", "tokie", "gigatoken")
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
PASSES = 5


def byte_alphabet():
    """The byte of each character of the byte-level alphabet."""
    kept = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    others = [byte for byte in range(256) if byte not in kept]
    return {chr(byte): byte for byte in kept} | {chr(256 + i): byte for i, byte in enumerate(others)}


def peer(name, path, lines):
    """A function that encodes all lines, and one that gives the lists of ids of its result."""
    definition = open(path, encoding="utf-8").read()
    if name == "huggingface":
        import tokenizers
        tokenizer = tokenizers.Tokenizer.from_str(definition)
        return (lambda: tokenizer.encode_batch_fast(lines, add_special_tokens=False)), (lambda r: [e.ids for e in r])
    if name == "tiktoken":
        import tiktoken
        alphabet = byte_alphabet()
        ranks = {bytes(alphabet[c] for c in t): i for t, i in json.loads(definition)["model"]["vocab"].items()
                 if all(c in alphabet for c in t)}
        encoding = tiktoken.Encoding("peer", pat_str=GPT2, mergeable_ranks=ranks, special_tokens={})
        return (lambda: encoding.encode_ordinary_batch(lines, num_threads=1)), (lambda r: r)
    if name == "tokie":
        import tokie
        tokenizer = tokie.Tokenizer.from_json(path)
        return (lambda: tokenizer.encode_batch(lines, add_special_tokens=False)), (lambda r: [list(e.ids) for e in r])
    import gigatoken
    tokenizer = gigatoken.Tokenizer.from_json(definition)
    return (lambda: tokenizer.encode_batch(lines)), (lambda r: [list(x) for x in r])


def run_peer(name, path, text):
    """Prints one peer's figure: it runs in a process of its own."""
    data = open(text, "rb").read().decode("utf-8")
    lines = [line for line in data.split("\n") if line]
    megabytes = sum(len(line.encode()) for line in lines) / 1e6
    encode, ids = peer(name, path, lines)
    rates = []
    for _ in range(1 + PASSES):
        start = time.process_time()
        result = encode()
        rates.append(megabytes / (time.process_time() - start))
    place = checksum = 0
    for line in ids(result):
        for token in line:
            place += 1
            checksum = (checksum + place * int(token)) % 1_000_000_007
    print(json.dumps({"name": f"encode/{name}", "value": statistics.median(rates[1:]), "cold": rates[0],
                      "tokens": place, "checksum": checksum}))


def figure(command, name):
    environment = dict(os.environ, TOKENIZERS_PARALLELISM="false", RAYON_NUM_THREADS="1")
    out = subprocess.run(command, env=environment, capture_output=True, text=True)
    figures = [json.loads(line) for line in out.stdout.splitlines() if line.startswith("{")]
    found = [f for f in figures if f["name"] == name]
    if out.returncode != 0 or not found:
        print(f"{name}: status {out.returncode}: {out.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    return found[0]


def compare(options, text):
    """Medians of all programs on one text."""
    ours = [os.path.join(FOLDER, ".build", "release", "benchmarks"), "encoding", options.tokenizer, text,
            "--passes", str(PASSES)]
    commands = {"serf": ours} | {
        name: [options.python, os.path.abspath(__file__), options.python, options.tokenizer, text, "--peer", name]
        for name in options.peers}
    rounds = []
    for number in range(options.rounds):
        print(f"{os.path.basename(text)}: round {number + 1} of {options.rounds}", file=sys.stderr)
        rounds.append({name: figure(command, f"encode/{name}") for name, command in commands.items()})
    records = []
    for name in commands:
        # A peer that can't read the file, or gives other ids, is said to and left out.
        if any(r[name] is None for r in rounds):
            continue
        record = {"name": f"encode/{name}", "text": os.path.basename(text), "unit": "MB/s", "rounds": len(rounds),
                  "warm": round(statistics.median(r[name]["value"] for r in rounds), 2),
                  "cold": round(statistics.median(r[name]["cold"] for r in rounds), 2),
                  "same_ids": all(r[name]["checksum"] == r["serf"]["checksum"] for r in rounds)}
        if name != "serf":
            for kind, key in (("warm", "value"), ("cold", "cold")):
                ratio = statistics.median(r["serf"][key] / r[name][key] for r in rounds)
                record[f"ours_{kind}_ratio"] = round(ratio, 3)
        records.append(record)
        print(json.dumps(record), flush=True)
    return records


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python")
    parser.add_argument("tokenizer")
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS)
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--out")
    options = parser.parse_args()
    if options.peer:
        return run_peer(options.peer, options.tokenizer, options.texts[0])
    records = [record for text in options.texts for record in compare(options, text)]
    if options.out:
        with open(options.out, "w", encoding="utf-8") as file:
            json.dump(records, file, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main()
