"""Reference figures of padding, by Hugging Face tokenizers 0.23.3: writes padding.json, or with FILE there.

  padding.py [FILE]

Each case is a tokenizer.json of tokenizers/ with a member "padding" (as text) put in, and what encode_batch gives for
the lines: ids, segment numbers, both masks, and where each token begins in its line.
"""
# pip install tokenizers==0.23.3
import json
import os
import sys
from tokenizers import Tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
LINES = ["A man in a blue shirt.", "", "Two dogs", "An old man sits on a bench and reads a newspaper in the sun."]
PADDINGS = {
    "longest": {"strategy": "BatchLongest", "direction": "Right", "pad_to_multiple_of": None},
    "longest-left-of-8": {"strategy": "BatchLongest", "direction": "Left", "pad_to_multiple_of": 8},
    "fixed": {"strategy": {"Fixed": 12}, "direction": "Right", "pad_to_multiple_of": None},
    "fixed-left-of-5": {"strategy": {"Fixed": 11}, "direction": "Left", "pad_to_multiple_of": 5},
}

cases = []
for name in ("bert", "roberta", "llama2"):
    text = open(os.path.join(HERE, "tokenizers", f"{name}.json"), encoding="utf-8").read()
    for title, padding in PADDINGS.items():
        file = json.loads(text)
        file["padding"] = padding | {"pad_id": 3, "pad_type_id": 1, "pad_token": "[PAD]"}
        found = Tokenizer.from_str(json.dumps(file)).encode_batch(LINES)
        cases.append({
            "tokenizer": name, "title": title, "padding": json.dumps(file["padding"]), "lines": LINES,
            "ids": [e.ids for e in found], "types": [e.type_ids for e in found],
            "attention": [e.attention_mask for e in found], "special": [e.special_tokens_mask for e in found],
            "starts": [[start for start, _ in e.offsets] for e in found],
        })
with open(sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "padding.json"), "w", encoding="utf-8") as out:
    out.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
