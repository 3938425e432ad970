import CICU

/// SentencePiece's normalisation by a precompiled map from character sequences to what takes their place.
///
/// A grapheme of fewer than six bytes is looked up whole, and otherwise each of its characters; the shortest entry that
/// it begins with decides.
public struct Precompiled: Normalizer {
  /// The map as tokenizer.json holds it.
  public let base64: String
  let charsmap: Charsmap
  /// Whether an ASCII character has a replacement, or is one of two that are one grapheme (CR LF).
  private let changedASCII: [Bool]
  private let graphemes: Pool<ICUGraphemes>

  /// - Throws: ``TokenizerError/Code/badSetting`` when it is not base64, or not a map.
  public init(base64: String) throws(TokenizerError) {
    guard let bytes = Base64.decoded(Array(base64.utf8)), let charsmap = Charsmap(bytes) else {
      throw .badSetting(
        "precompiled_charsmap", found: "\(base64.utf8.count) characters", expected: "SentencePiece's map in base64")
    }
    self.base64 = base64
    self.charsmap = charsmap
    changedASCII = (UInt8(0)..<128).map { $0 == 0x0D || charsmap.replacement(of: [$0].span, 0..<1) != nil }
    graphemes = Pool()
  }

  /// The map as a SentencePiece model holds it.
  var charsmapBytes: [UInt8] { Base64.decoded(Array(base64.utf8)) ?? [] }

  public func normalize(_ text: inout NormalizedText) throws(TokenizerError) {
    guard mayChange(text.utf8.span) else { return }
    var ends: [Int] = []
    if text.utf8.contains(where: { $0 >= 0x80 }) {
      let boundaries = try graphemes.take(orMake: ICUGraphemes.init)
      defer { graphemes.giveBack(boundaries) }
      try boundaries.forEachEnd(in: text.utf8.span) { ends.append($0) }
    } else {
      for (index, byte) in text.utf8.enumerated() {
        if byte == 0x0D, index + 1 < text.utf8.count, text.utf8[index + 1] == 0x0A { continue }
        ends.append(index + 1)
      }
    }
    text.rewrite { utf8, rewriter in
      var writer = Writer(charsmap: charsmap, rewriter: rewriter)
      var start = 0
      for end in ends {
        writer.write(utf8, grapheme: start..<end)
        start = end
      }
      rewriter = writer.finish(utf8)
    }
  }

  /// Whether an ASCII character may have a replacement.
  func mayChange(ascii byte: UInt8) -> Bool { byte < 0x80 && changedASCII[Int(byte)] }

  /// Whether a stretch of a text, with the blank before it if there is one, becomes the same whatever stands around it:
  /// no cluster is cut by its ends, and nothing is deleted where nothing stands before it.
  /// - Precondition: the stretch is not empty, and blanks are ASCII's.
  func isApart(_ utf8: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let isFirst = utf8[range.lowerBound] != UInt8(ascii: " ")
    let start = isFirst ? range.lowerBound : range.lowerBound + 1
    guard start < range.upperBound else { return true }
    let last = UTF8Layout.previous(utf8, before: range.upperBound)
    if serf_icu_joins_previous(UTF8Layout.scalar(utf8, at: start).point) { return false }
    if serf_icu_joins_next(UTF8Layout.scalar(utf8, at: last).point) { return false }
    guard isFirst else { return true }
    let beginning = start..<min(range.upperBound, start + Self.longestCluster)
    return charsmap.replacement(of: utf8, beginning)?.isEmpty != true
  }

  /// Bytes of a cluster that is not looked up as a whole.
  private static let longestCluster = 6

  /// Whether any character or grapheme may have a replacement; false for most ASCII.
  private func mayChange(_ utf8: Span<UInt8>) -> Bool {
    for position in utf8.indices where utf8[position] >= 0x80 || changedASCII[Int(utf8[position])] { return true }
    return false
  }

  /// Writes graphemes; `source` is the character that Hugging Face's bookkeeping takes to be the next.
  private struct Writer {
    /// Bytes of the text as it was, or of the map's replacements.
    private enum Character {
      case kept(Range<Int>)
      case replacement(Range<Int>)
    }

    let charsmap: Charsmap
    var rewriter: TextRewriter
    private var source = 0
    /// The character written last, whose share of the source may still grow: what is deleted belongs to what is before
    /// it. (At the beginning there is nothing before it, and all offsets lag behind from there on.)
    private var last: (character: Character, change: Int)?

    init(charsmap: Charsmap, rewriter: TextRewriter) {
      self.charsmap = charsmap
      self.rewriter = rewriter
    }

    mutating func write(_ utf8: Span<UInt8>, grapheme: Range<Int>) {
      if grapheme.count < Precompiled.longestCluster, replace(utf8, grapheme) { return }
      UTF8Layout.forEachScalar(utf8, in: grapheme) { _, range in
        if !replace(utf8, range) { write(.kept(range), change: 0, utf8) }
      }
    }

    /// Puts the replacement of a stretch in, if it has one.
    private mutating func replace(_ utf8: Span<UInt8>, _ range: Range<Int>) -> Bool {
      guard let replacement = charsmap.replacement(of: utf8, range) else { return false }
      var before = 0
      for position in range where !UTF8Layout.isContinuation(utf8[position]) { before += 1 }
      var written = 0
      var position = replacement.lowerBound
      while position < replacement.upperBound {
        let length = UTF8Layout.length(startingWith: charsmap.replacements[position])
        let end = min(replacement.upperBound, position + length)
        write(.replacement(position..<end), change: written < before ? 0 : 1, utf8)
        written += 1
        position = end
      }
      if written < before { last?.change -= before - written }
      return true
    }

    /// - Parameter change: 1 for a character that is put in, 0 for one in the place of another, less for one in the
    ///   place of several.
    private mutating func write(_ character: Character, change: Int, _ utf8: Span<UInt8>) {
      settle(utf8)
      last = (character, change)
    }

    private mutating func settle(_ utf8: Span<UInt8>) {
      guard let (character, change) = last else { return }
      guard change <= 0 else { return put(character, for: source > 0 ? source - 1 : nil, utf8) }
      put(character, for: min(source, utf8.count - 1), utf8)
      for _ in 0...(-change) where source < utf8.count { source += UTF8Layout.length(startingWith: utf8[source]) }
    }

    private mutating func put(_ character: Character, for position: Int?, _ utf8: Span<UInt8>) {
      switch character {
      case .kept(let range): rewriter.put(utf8.extracting(range), for: position)
      case .replacement(let range):
        let replacements = charsmap.replacements
        rewriter.put(replacements.span.extracting(range), for: position)
      }
    }

    mutating func finish(_ utf8: Span<UInt8>) -> TextRewriter {
      settle(utf8)
      return rewriter
    }
  }
}

/// A map from byte strings to byte strings: a double-array trie, and the replacements with a zero behind each.
struct Charsmap: Hashable, Sendable {
  private let units: [UInt32]
  let replacements: [UInt8]

  /// - Parameter bytes: the trie's size in bytes as a little-endian number, the trie, the replacements.
  init?(_ bytes: [UInt8]) {
    func number(at position: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
    }
    guard bytes.count >= 4 else { return nil }
    let size = Int(number(at: 0))
    guard size % 4 == 0, size >= 4, size <= bytes.count - 4 else { return nil }
    units = stride(from: 4, to: 4 + size, by: 4).map(number)
    replacements = Array(bytes[(4 + size)...])
    guard UTF8Check.firstError(in: replacements.span) == nil else { return nil }
  }

  /// What takes the place of a stretch, as bytes of ``replacements``: that of the shortest entry which the stretch
  /// begins with.
  func replacement(of utf8: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    // Unsafe: nodes are compared with the number of units; what is in the range is in the span.
    unsafe units.withUnsafeBufferPointer { units in
      unsafe utf8.extracting(range).withUnsafeBufferPointer { bytes in
        var node = unsafe Int(offset(units[0]))
        for position in 0..<bytes.count {
          let byte = unsafe bytes[position]
          guard byte != 0 else { return nil }
          node ^= Int(byte)
          guard node < units.count, unsafe units[node] & 0x8000_00FF == UInt32(byte) else { return nil }
          let unit = unsafe units[node]
          node ^= Int(offset(unit))
          guard node < units.count else { return nil }
          if unit >> 8 & 1 == 1 { return replacement(at: Int(unsafe units[node] & 0x7FFF_FFFF)) }
        }
        return nil
      }
    }
  }

  /// What takes the place of the longest entry that begins at a place, and where the text goes on.
  func longestReplacement(of utf8: Span<UInt8>, at start: Int) -> (ArraySlice<UInt8>, Int)? {
    var node = Int(offset(units[0]))
    var found: (leaf: Int, end: Int)?
    var position = start
    while position < utf8.count, utf8[position] != 0 {
      let byte = utf8[position]
      node ^= Int(byte)
      guard node < units.count, units[node] & 0x8000_00FF == UInt32(byte) else { break }
      let hasLeaf = units[node] >> 8 & 1 == 1
      node ^= Int(offset(units[node]))
      position += 1
      guard node < units.count else { break }
      if hasLeaf { found = (Int(units[node] & 0x7FFF_FFFF), position) }
    }
    return found.flatMap { found in replacement(at: found.leaf).map { (replacements[$0], found.end) } }
  }

  private func offset(_ unit: UInt32) -> UInt32 { (unit >> 10) << (unit >> 6 & 8) }

  private func replacement(at start: Int) -> Range<Int>? {
    guard start < replacements.count else { return nil }
    var end = start
    while end < replacements.count, replacements[end] != 0 { end += 1 }
    return start..<end
  }
}
