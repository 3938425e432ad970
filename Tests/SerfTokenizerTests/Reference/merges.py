"""Merges of Hugging Face's BPE trainer, for MergesReferenceTests.swift.

    python merges.py ../../../Corpora/sentiment/train.tsv CORPORA/multi30k/train.en CORPORA/multi30k/train.de > merges.json

tokenizers 0.23.3. A word is what stands between blanks, so that both trainers have the same word counts. Of each text the
SHA-256 of its merges is stored, one a line, the parts with a TAB between; with --show FILE SIZE they are written out.
"""

import hashlib
import json
import os
import sys

from tokenizers import Tokenizer, models, pre_tokenizers, trainers


def merges(path, size, minimum_frequency):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "removed")
    trainer = trainers.BpeTrainer(vocab_size=size, min_frequency=minimum_frequency, show_progress=False)
    with open(path, encoding="utf-8", newline="\n") as lines:
        tokenizer.train_from_iterator((line.rstrip("\n") for line in lines), trainer)
    return ["\t".join(pair) for pair in json.loads(tokenizer.to_str())["model"]["merges"]]


if sys.argv[1] == "--show":
    print("\n".join(merges(sys.argv[2], int(sys.argv[3]), 2)))
    sys.exit()
cases = []
for path in sys.argv[1:]:
    for size in (2000, 8000, 20000):
        lines = merges(path, size, 2)
        digest = hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()
        cases.append({"file": "/".join(path.split(os.sep)[-2:]), "size": size, "merges": len(lines), "sha256": digest})
json.dump(cases, sys.stdout, indent=1)
print()
