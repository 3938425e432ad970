"""Reference figures for tokenizer.json files, by Hugging Face tokenizers 0.23.3.

  huggingface.py make CORPORA            makes one small tokenizer.json of each kind, in tokenizers/ beside this script
  huggingface.py pairs                  writes pairs.json: two texts together, cut to a length, and decoded
  huggingface.py hash CORPORA            writes hashes.json: SHA-256 of the ids and of the offsets, a tokenizer and file
  huggingface.py show CORPORA NAME FILE COMMAND
                                        the first line of FILE on which the command serf-nlp differs

CORPORA is the folder that SERF_CORPORA names. Each file is encoded line by line, and once as a whole. A line of ids is
the ids with a blank between; a line of offsets is start-end in UTF-8 bytes with a blank between; special tokens are in.
"""
# pip install tokenizers==0.23.3
import glob
import hashlib
import json
import os
import subprocess
import sys
from tokenizers import AddedToken, Regex, Tokenizer
from tokenizers import decoders as D, models as M, normalizers as N, pre_tokenizers as P, processors as R, trainers as T

HERE = os.path.dirname(os.path.abspath(__file__))
MADE = os.path.join(HERE, "tokenizers")
GIVEN = {
    "given-gpt2": "tokenizers/gpt2/tokenizer.json",
    "given-mistral": "tokenizers/mistral-7b-v0.1/tokenizer.json",
    "given-sqlpilot": "tokenizers/sqlpilot/tokenizer.json",
    "given-t5": "tokenizers/t5-small/tokenizer.json",
    "given-small": "tokenizers/small/bpe_bytelevel_minimal.json",
}
LLAMA3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
CL100K = r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
O200K = "|".join([
    r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
    r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
    r"""\p{N}{1,3}""", r""" ?[^\s\p{L}\p{N}]+[\r\n/]*""", r"""\s*[\r\n]+""", r"""\s+(?!\S)""", r"""\s+""",
])
DEEPSEEK = [
    r"\p{N}{1,3}", r"[一-龥぀-ゟ゠-ヿ]+",
    r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+""",
]


def texts(corpora):
    """Some lines of every language, and of Multi30k."""
    lines = []
    for path in sorted(glob.glob(f"{corpora}/multilingual/*.txt")):
        lines += open(path, encoding="utf-8").read().split("\n")[:30]
    for language in ("en", "de"):
        lines += open(f"{corpora}/multi30k/train.{language}", encoding="utf-8").read().split("\n")[:3000]
    return lines


def byte_level(lines, patterns=None, normalizer=None, prefix=False, special=(), ignore_merges=False):
    t = Tokenizer(M.BPE(ignore_merges=ignore_merges))
    if normalizer:
        t.normalizer = normalizer
    bytes_alone = P.ByteLevel(add_prefix_space=False, use_regex=False)
    t.pre_tokenizer = (
        P.Sequence([P.Split(Regex(p), "isolated") for p in patterns] + [bytes_alone])
        if patterns else P.ByteLevel(add_prefix_space=prefix))
    t.decoder = D.ByteLevel()
    t.train_from_iterator(lines, T.BpeTrainer(
        vocab_size=1000, special_tokens=list(special), initial_alphabet=P.ByteLevel.alphabet(), show_progress=False))
    return t


def word_piece(lines, lowercase):
    t = Tokenizer(M.WordPiece(unk_token="[UNK]"))
    t.normalizer, t.pre_tokenizer = N.BertNormalizer(lowercase=lowercase), P.BertPreTokenizer()
    t.decoder = D.WordPiece(cleanup=lowercase)
    t.train_from_iterator(lines, T.WordPieceTrainer(
        vocab_size=1500, limit_alphabet=500, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"],
        show_progress=False))
    t.post_processor = R.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return t


def llama2(lines):
    t = Tokenizer(M.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    t.normalizer = N.Sequence([N.Prepend("▁"), N.Replace(" ", "▁")])
    t.decoder = D.Sequence([D.Replace("▁", " "), D.ByteFallback(), D.Fuse(), D.Strip(" ", 1, 0)])
    special = ["<unk>", "<s>", "</s>"] + ["<0x%02X>" % b for b in range(256)]
    t.train_from_iterator((w for l in lines for w in l.split(" ")), T.BpeTrainer(
        vocab_size=1500, limit_alphabet=300, special_tokens=special, show_progress=False))
    d = json.loads(t.to_str())
    d["added_tokens"] = d["added_tokens"][:3]
    t = Tokenizer.from_str(json.dumps(d))
    t.post_processor = R.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    return t


def unigram(lines):
    t = Tokenizer(M.Unigram())
    t.normalizer = N.Sequence([N.Nmt(), N.NFKC(), N.Replace(Regex(" {2,}"), " ")])
    t.pre_tokenizer, t.decoder = P.Metaspace(), D.Metaspace()
    t.train_from_iterator(lines[-6000:], T.UnigramTrainer(
        vocab_size=1500, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], unk_token="<unk>", show_progress=False))
    t.post_processor = R.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return t


def suffixed(lines):
    t = Tokenizer(M.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    t.normalizer = N.Sequence([N.NFD(), N.StripAccents(), N.Lowercase(), N.Strip()])
    t.pre_tokenizer = P.Sequence([P.Whitespace(), P.Digits(individual_digits=True), P.Punctuation()])
    t.decoder = D.BPEDecoder()
    t.train_from_iterator(lines, T.BpeTrainer(
        vocab_size=1000, limit_alphabet=300, special_tokens=["<unk>"], end_of_word_suffix="</w>", show_progress=False))
    return t


def words(lines):
    t = Tokenizer(M.WordLevel(unk_token="[UNK]"))
    t.normalizer = N.NFKD()
    t.pre_tokenizer = P.Sequence([
        P.WhitespaceSplit(), P.UnicodeScripts(), P.Split(Regex(r"[aeiou]"), "merged_with_next"),
        P.Punctuation("merged_with_previous")])
    t.train_from_iterator(lines, T.WordLevelTrainer(vocab_size=1000, special_tokens=["[UNK]"], show_progress=False))
    t.add_tokens([AddedToken("the", single_word=True), AddedToken("Mann", lstrip=True, rstrip=True, normalized=True)])
    return t


def make(corpora):
    lines = texts(corpora)
    made = {
        "gpt2": byte_level(lines, special=["<|endoftext|>"]),
        "roberta": byte_level(
            lines, prefix=True, special=["<s>", "<pad>", "</s>", "<unk>", AddedToken("<mask>", lstrip=True)]),
        "cl100k": byte_level(lines, [CL100K]),
        "o200k": byte_level(lines, [O200K]),
        "llama3": byte_level(lines, [LLAMA3], special=["<|begin_of_text|>", "<|eot_id|>"], ignore_merges=True),
        "qwen2": byte_level(lines, [LLAMA3.replace("{1,3}", "")], normalizer=N.NFC()),
        "deepseek": byte_level(lines, DEEPSEEK),
        "bert": word_piece(lines, True),
        "bert-cased": word_piece(lines, False),
        "llama2": llama2(lines),
        "unigram": unigram(lines),
        "suffixed": suffixed(lines),
        "words": words(lines),
    }
    made["gpt2"].post_processor = R.ByteLevel(trim_offsets=True)
    made["roberta"].post_processor = R.RobertaProcessing(("</s>", 2), ("<s>", 0))
    made["llama3"].post_processor = R.Sequence([R.ByteLevel(trim_offsets=True), R.TemplateProcessing(
        single="<|begin_of_text|> $A", pair="<|begin_of_text|> $A <|begin_of_text|> $B",
        special_tokens=[("<|begin_of_text|>", 0)])])
    os.makedirs(MADE, exist_ok=True)
    for name, tokenizer in made.items():
        with open(f"{MADE}/{name}.json", "w", encoding="utf-8") as file:
            file.write(tokenizer.to_str())


def tokenizers(corpora):
    for name, path in GIVEN.items():
        yield name, Tokenizer.from_file(f"{corpora}/{path}")
    for path in sorted(glob.glob(f"{MADE}/*.json")):
        yield os.path.basename(path)[:-5], Tokenizer.from_file(path)


def files(corpora):
    return sorted(
        f"{folder}/{os.path.basename(path)}" for folder in ("multilingual", "tokenizers/inputs")
        for path in glob.glob(f"{corpora}/{folder}/*.txt")) + [
            f"multi30k/{split}.{language}" for split in ("train", "val") for language in ("de", "en")]


def answers(tokenizer, text):
    """The line of ids and the line of offsets of a text."""
    encoding = tokenizer.encode(text)
    starts = [0]
    for character in text:
        starts.append(starts[-1] + len(character.encode()))
    return (" ".join(map(str, encoding.ids)), " ".join(f"{starts[a]}-{starts[b]}" for a, b in encoding.offsets))


def digests(tokenizer, texts):
    ids, offsets = hashlib.sha256(), hashlib.sha256()
    for text in texts:
        a, b = answers(tokenizer, text)
        ids.update(a.encode() + b"\n")
        offsets.update(b.encode() + b"\n")
    return [ids.hexdigest(), offsets.hexdigest()]


def read(corpora, name):
    # Not in text mode, which would change line ends.
    return open(f"{corpora}/{name}", "rb").read().decode()


def hashes(corpora):
    result = {}
    for name, tokenizer in tokenizers(corpora):
        result[name] = {}
        for file in files(corpora):
            text = read(corpora, file)
            whole = [] if file.startswith("multi30k") else [text]
            result[name][file] = digests(tokenizer, text.split("\n") + whole)
        print(name, file=sys.stderr)
    with open(f"{HERE}/hashes.json", "w") as file:
        json.dump(result, file, indent=0)


FIRST, SECOND = "A naïve 🎉 cat’s  hat, 3.14!", "Zwei Männer\tstehen \u0301 im Ｒegen."


def byte_offsets(encoding, *texts):
    """The offsets of a pair, each in the bytes of its own text; special tokens have 0-0."""
    starts = []
    for text in texts:
        starts.append([0])
        for character in text:
            starts[-1].append(starts[-1][-1] + len(character.encode()))
    return [
        [0, 0] if source is None else [starts[source][a], starts[source][b]]
        for (a, b), source in zip(encoding.offsets, encoding.sequence_ids)]


def pairs():
    result = {}
    for path in sorted(glob.glob(f"{MADE}/*.json")):
        tokenizer = Tokenizer.from_file(path)
        answer = {"decoded": tokenizer.decode(tokenizer.encode(FIRST).ids)}
        for limit in (0, 9, 14):
            if limit:
                tokenizer.enable_truncation(limit)
            e = tokenizer.encode(FIRST, SECOND)
            answer[str(limit)] = {"ids": e.ids, "types": e.type_ids, "offsets": byte_offsets(e, FIRST, SECOND)}
        result[os.path.basename(path)[:-5]] = answer
    with open(f"{HERE}/pairs.json", "w") as file:
        json.dump({"first": FIRST, "second": SECOND, "answers": result}, file, indent=0)


def show(corpora, name, file, command):
    tokenizer = dict(tokenizers(corpora))[name]
    path = f"{corpora}/{GIVEN[name]}" if name in GIVEN else f"{MADE}/{name}.json"
    lines = read(corpora, file).split("\n")
    ours = subprocess.run(
        [command, "vocab", "encode", "--vocabulary", path, "--json", f"{corpora}/{file}"], capture_output=True, text=True)
    for number, (line, answer) in enumerate(zip(lines, ours.stdout.splitlines()), 1):
        got = json.loads(answer)
        ids, offsets = answers(tokenizer, line)
        mine = " ".join(map(str, got["ids"])), " ".join(f"{a}-{b}" for a, b in got["offsets"])
        if mine != (ids, offsets):
            return print(f"line {number}: {line}\nids      {ids}\nours     {mine[0]}\noffsets  {offsets}\nours     {mine[1]}")
    print("no line differs", ours.stderr)


if __name__ == "__main__":
    {"make": make, "pairs": pairs, "hash": hashes, "show": show}[sys.argv[1]](*sys.argv[2:])
