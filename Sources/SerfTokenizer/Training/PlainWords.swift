/// Counted words of known characters alone: a word with others is cut where they stand, and one that no buffer for a
/// word should hold (a megabyte without a blank) every 64 KB.
struct PlainWords: Sendable {
  private static let longest = 1 << 16

  private(set) var storage: [UInt8] = []
  private(set) var ranges: [Range<Int>] = []
  private(set) var counts: [Int] = []

  init(_ words: WordCounts, alphabet: [[UInt8]]) {
    var known = ByteStringTable()
    for character in alphabet { _ = known.insert(character.span) }
    let text = words.storage
    for word in 0..<words.count {
      let range = words.range(of: word)
      var begin = storage.count
      var start = range.lowerBound
      while start < range.upperBound {
        let end = start + UTF8Layout.length(startingWith: text[start])
        if known.index(of: text.span.extracting(start..<end)) != nil {
          for position in start..<end { storage.append(text[position]) }
          if storage.count - begin >= Self.longest { close(&begin, count: words.count(of: word)) }
        } else {
          close(&begin, count: words.count(of: word))
        }
        start = end
      }
      close(&begin, count: words.count(of: word))
    }
  }

  private mutating func close(_ begin: inout Int, count: Int) {
    if begin < storage.count {
      ranges.append(begin..<storage.count)
      counts.append(count)
    }
    begin = storage.count
  }
}
