import SerfTokenizer

let lines = [
  "the old man and the sea",
  "the sea was old and the man was old",
  "a man, a plan, a canal",
]

// Learn a vocabulary: special tokens, 256 bytes, the characters, and as many merges as fit.
var trainer = try BytePairTrainer(settings: .init(vocabularySize: 300))
try trainer.add(lines)
let tokenizer = try trainer.train()
print("\(trainer.report.lines) lines, \(trainer.report.words) words, \(tokenizer.vocabularySize) tokens")

// Text to ids, with the bytes of the text that each stands for.
let text = "the old sea, naïve"
let encoding = try tokenizer.encode(text)
for (id, offset) in zip(encoding.ids, encoding.offsets) {
  print(id, tokenizer.token(of: id) ?? "", offset)
}

// And back.
print(try tokenizer.decode(encoding.ids))
