/// A segment as chrF sees it: its characters, and the numbers of its words.
struct ChrFText {
  /// Unicode scalars, without blanks unless these count.
  private(set) var characters: [UInt32] = []
  /// Empty unless word n-grams are asked for.
  private(set) var words: [UInt32] = []
  private var text: [UInt8] = []
  private var ranges: [Range<Int>] = []

  mutating func set(_ segment: String, for metric: ChrF, numbers: inout TokenTable) {
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: segment.utf8)
    if metric.lowercase { text = PythonLowercase.lowercased(text.span) }
    characters.removeAll(keepingCapacity: true)
    Self.appendCharacters(of: text, keepsBlanks: metric.whitespace, to: &characters)
    words.removeAll(keepingCapacity: true)
    guard metric.wordOrder > 0 else { return }
    ranges.removeAll(keepingCapacity: true)
    text.appendWords(to: &ranges)
    Self.appendWords(ranges, of: text, to: &words, numbers: &numbers)
  }

  private static func appendCharacters(of text: [UInt8], keepsBlanks: Bool, to characters: inout [UInt32]) {
    let bytes = text.span
    var index = 0
    while index < bytes.count {
      let next = bytes.scalar(at: index)
      if keepsBlanks || !PythonWhitespace.contains(next.value) { characters.append(next.value) }
      index += next.length
    }
  }

  /// Cuts an ASCII punctuation mark off the end of a word, or else off its start; never off both.
  private static func appendWords(
    _ ranges: [Range<Int>], of text: [UInt8], to words: inout [UInt32], numbers: inout TokenTable
  ) {
    let bytes = text.span
    for word in ranges {
      let (first, last) = (bytes[word.lowerBound], bytes[word.upperBound - 1])
      let isSingle = bytes.scalar(at: word.lowerBound).length >= word.count
      let cut =
        isSingle
        ? word.upperBound
        : isPunctuation(last)
          ? word.upperBound - 1 : isPunctuation(first) ? word.lowerBound + 1 : word.upperBound
      words.append(numbers.number(of: word.lowerBound..<cut, in: bytes))
      if cut < word.upperBound { words.append(numbers.number(of: cut..<word.upperBound, in: bytes)) }
    }
  }

  /// Python's `string.punctuation`.
  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
