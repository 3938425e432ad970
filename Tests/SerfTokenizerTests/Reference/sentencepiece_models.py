"""Reference figures for SentencePiece models, by sentencepiece 0.2.1 or later (made with 0.2.3).

  sentencepiece_models.py CORPORA     writes sentencepiece.json: SHA-256 of the ids, a model and file

CORPORA is the folder that SERF_CORPORA names. Each file is encoded line by line; a line of ids is the ids with a blank
between.
"""
# pip install sentencepiece==0.2.3
import glob
import hashlib
import json
import os
import sys
import sentencepiece

HERE = os.path.dirname(os.path.abspath(__file__))
MODELS = {
    "mistral": "tokenizers/mistral-7b-v0.1/tokenizer.model",
    "bpe": "tokenizers/sentencepiece-bpe/m.model",
    "unigram": "tokenizers/sentencepiece-unigram/test_model.model",
}


def main(corpora):
    files = sorted(
        f"{folder}/{os.path.basename(path)}" for folder in ("multilingual", "tokenizers/inputs")
        for path in glob.glob(f"{corpora}/{folder}/*.txt")) + ["multi30k/train.en", "multi30k/train.de"]
    result = {}
    for name, path in MODELS.items():
        model = sentencepiece.SentencePieceProcessor(model_file=f"{corpora}/{path}")
        result[name] = {}
        for file in files:
            lines = open(f"{corpora}/{file}", "rb").read().decode().split("\n")
            digest = hashlib.sha256()
            for line in lines:
                digest.update(" ".join(map(str, model.encode(line))).encode() + b"\n")
            result[name][file] = digest.hexdigest()
    with open(f"{HERE}/sentencepiece.json", "w") as file:
        json.dump(result, file, indent=0)


if __name__ == "__main__":
    main(sys.argv[1])
