/// The characters that get a token of their own.
struct Alphabet {
  /// In the order of their code points, as UTF-8.
  let characters: [[UInt8]]

  /// The commonest characters of the words; of equally common ones the smaller code points.
  /// - Parameter required: characters that are in it whether or not a word has them, and whatever the limit.
  init(of words: WordCounts, limit: Int?, required: [[UInt8]] = []) {
    var table = ByteStringTable()
    var counts: [Int] = []
    for character in required where table.insert(character.span).isNew { counts.append(.max) }
    let requiredCount = counts.count
    // Where the one-byte characters are in the table, -1 where they are not yet: most text is made of them.
    var ascii: [Int] = Array(repeating: -1, count: 128)
    let storage = words.storage
    for word in 0..<words.count {
      let range = words.range(of: word)
      let count = words.count(of: word)
      var start = range.lowerBound
      while start < range.upperBound {
        let first = storage[start]
        let end = start + UTF8Layout.length(startingWith: first)
        var index = first < 0x80 ? ascii[Int(first)] : -1
        if index < 0 {
          let found = table.insert(storage.span.extracting(start..<end))
          index = found.index
          if found.isNew { counts.append(0) }
          if first < 0x80 { ascii[Int(first)] = index }
        }
        if index >= requiredCount { counts[index] += count }
        start = end
      }
    }
    // UTF-8 sorts as code points do.
    var kept = counts.indices.map { (character: table[$0], count: counts[$0]) }
    kept.sort { a, b in
      a.count != b.count ? a.count > b.count : a.character.lexicographicallyPrecedes(b.character)
    }
    let limit = max(requiredCount, limit ?? kept.count)
    characters = kept.prefix(limit).map(\.character).sorted { $0.lexicographicallyPrecedes($1) }
  }
}
