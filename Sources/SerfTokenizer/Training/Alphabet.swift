/// The characters that get a token of their own.
struct Alphabet {
  /// In the order of their code points, as UTF-8.
  let characters: [[UInt8]]

  /// The commonest characters of the words; of equally common ones the smaller code points.
  init(of words: WordCounts, limit: Int?) {
    var table = ByteStringTable()
    var counts: [Int] = []
    let storage = words.words.storage
    for word in 0..<words.count {
      let range = words.words.range(of: word)
      var start = range.lowerBound
      while start < range.upperBound {
        let end = start + UTF8Layout.length(startingWith: storage[start])
        let (index, isNew) = table.insert(storage.span.extracting(start..<end))
        if isNew { counts.append(0) }
        counts[index] += words.counts[word]
        start = end
      }
    }
    // UTF-8 sorts as code points do.
    var kept = counts.indices.map { (character: table[$0], count: counts[$0]) }
    kept.sort { a, b in
      a.count != b.count ? a.count > b.count : a.character.lexicographicallyPrecedes(b.character)
    }
    characters = kept.prefix(limit ?? kept.count).map(\.character).sorted { $0.lexicographicallyPrecedes($1) }
  }
}
