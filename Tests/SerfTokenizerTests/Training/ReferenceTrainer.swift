/// Byte-pair training as it is defined: count all pairs anew before each merge. Quadratic, and obviously right.
struct ReferenceTrainer {
  var tokens: [[UInt8]]
  var merges: [[[UInt8]]] = []
  private var words: [(symbols: [Int], count: Int)]
  private let reserved: Set<[UInt8]>

  /// - Parameter characters: the alphabet in the order of its code points; a word must have no other characters.
  init(words: [(String, Int)], specialTokens: [String]) {
    let digits = Array("0123456789ABCDEF")
    let bytes = (0..<256).map { "<0x\(digits[$0 / 16])\(digits[$0 % 16])>" }
    let reserved = (specialTokens + bytes).map { Array($0.utf8) }
    let scalars = Set(words.flatMap { $0.0.unicodeScalars.map(\.value) }).sorted()
    let characters = scalars.compactMap(Unicode.Scalar.init).map { Array(String($0).utf8) }
    tokens = reserved + characters
    self.reserved = Set(reserved)
    self.words = words.map { word, count in
      (word.unicodeScalars.map { reserved.count + (scalars.firstIndex(of: $0.value) ?? 0) }, count)
    }
  }

  mutating func train(vocabularySize: Int, minimumFrequency: Int) {
    while tokens.count < vocabularySize, let (left, right) = best(minimumFrequency) {
      let spelling = tokens[left] + tokens[right]
      merges.append([tokens[left], tokens[right]])
      let product = tokens.firstIndex(of: spelling) ?? tokens.count
      if product == tokens.count { tokens.append(spelling) }
      for index in words.indices { words[index].symbols = merged(words[index].symbols, left, right, product) }
    }
  }

  /// The commonest pair, of equally common ones the smallest.
  private func best(_ minimumFrequency: Int) -> (Int, Int)? {
    var counts: [[Int]: Int] = [:]
    for (symbols, count) in words {
      for (left, right) in zip(symbols, symbols.dropFirst()) { counts[[left, right], default: 0] += count }
    }
    let allowed = counts.filter { pair, count in
      count >= minimumFrequency && !reserved.contains(tokens[pair[0]] + tokens[pair[1]])
    }
    let best = allowed.min { a, b in
      a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key)
    }
    return best.map { ($0.key[0], $0.key[1]) }
  }

  private func merged(_ symbols: [Int], _ left: Int, _ right: Int, _ product: Int) -> [Int] {
    var result: [Int] = []
    var position = 0
    while position < symbols.count {
      if position + 1 < symbols.count, symbols[position] == left, symbols[position + 1] == right {
        result.append(product)
        position += 2
      } else {
        result.append(symbols[position])
        position += 1
      }
    }
    return result
  }
}
