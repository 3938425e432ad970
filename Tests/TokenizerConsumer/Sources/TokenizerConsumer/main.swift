// The code of the page "The first minute" of the tokenizer's documentation; a test holds the two together.
import FoundationEssentials
import SerfTokenizer

let lines = [
  "the old man and the sea",
  "the sea was old and the man was old",
  "a man, a plan, a canal",
]
let text = "the old sea, naïve"

// Learn a vocabulary.
var trainer = try BytePairTrainer(settings: .init(vocabularySize: 300))
try trainer.add(lines)
let tokenizer = try trainer.train()
print("\(trainer.report.lines) lines, \(trainer.report.words) words, \(tokenizer.vocabularySize) tokens")

// Text to ids, with the bytes of the text that each stands for.
let encoding = try tokenizer.encode(text)
for (id, offset) in zip(encoding.ids, encoding.offsets) {
  print(id, tokenizer.token(of: id) ?? "", offset)
}
let words = encoding.ranges(in: text).map { text[$0] }
print(words, try tokenizer.count(text))
let batch = try tokenizer.encodeBatch(lines)
print(batch.map(\.count))

// As they come.
var stream = tokenizer.streamingDecoder()
for id in encoding.ids { print(try stream.next(id), terminator: "") }
print(try stream.finish())

// In a file.
let path = FileManager.default.temporaryDirectory.appending(path: "serf-consumer-tokenizer.json").path()
try tokenizer.save(to: path)
let loaded = try Tokenizer(contentsOf: path)
try FileManager.default.removeItem(atPath: path)
let isTheSame = try loaded.encode(text) == encoding
print(isTheSame ? "the file gives the same ids" : "the file gives other ids")

// What is wrong.
do {
  _ = try Tokenizer(json: Array(#"{"model": {"type": "BPF"}}"#.utf8))
} catch {
  print(error.code, error.place.jsonPath ?? "", error.message)
}

// And back.
print(try tokenizer.decode(encoding.ids))
