"""Reference figures of subword-nmt 0.3.8 with a vocabulary: writes subword_nmt.json beside this script.

  codes_and_vocabulary.py CORPORA

For each threshold: SHA-256 of the ASCII lines of its own corpus as apply-bpe cuts them, with the vocabulary that its
own cut of the corpus has. (Other lines may have characters that the codes don't name.)
"""
# pip install subword-nmt==0.3.8
import collections
import hashlib
import io
import json
import os
import sys
from subword_nmt.apply_bpe import BPE, read_vocabulary

folder = os.path.join(sys.argv[1], "tokenizers", "subword-nmt")


def read(name):
    return open(os.path.join(folder, name), encoding="utf-8").read()


counts = collections.Counter(read("corpus.bpe.ref.en").split())
figures = {}
for threshold in (0, 10, 50, 1000):
    lines = io.StringIO("".join(f"{token} {count}\n" for token, count in counts.items()))
    bpe = BPE(io.StringIO(read("bpe.ref")), vocab=read_vocabulary(lines, threshold))
    digest = hashlib.sha256()
    for line in read("corpus.en").split("\n"):
        if line.isascii():
            digest.update((bpe.process_line(line) + "\n").encode())
    figures[str(threshold)] = digest.hexdigest()
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "subword_nmt.json"), "w") as out:
    json.dump(figures, out, indent=2)
    out.write("\n")
