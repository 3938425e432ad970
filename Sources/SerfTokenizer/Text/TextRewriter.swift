/// Writes a text anew from the one before, and keeps account of what each character stands for.
///
/// As long as every character keeps its place and its length there is no account to keep, so that changing the case of
/// English costs nothing but the bytes.
struct TextRewriter: Sendable {
  private let source: NormalizedText
  private(set) var utf8: [UInt8] = []
  private var origins: [NormalizedText.Origin]?

  init(of source: NormalizedText) {
    self.source = source
    utf8.reserveCapacity(source.utf8.count)
    if source.origins != nil { origins = [] }
  }

  /// Where the original begins of what stands at a position of the text before.
  func originalStart(of position: Int) -> Int { source.originalStart(of: position) }

  /// Takes a stretch over as it is.
  mutating func copy(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if origins == nil, source.keepsOrigins, utf8.count != range.lowerBound { keepAccount() }
    if origins != nil {
      if let before = source.origins {
        origins?.append(contentsOf: before[range])
      } else {
        var position = range.lowerBound
        while position < range.upperBound {
          let end = position + UTF8Layout.length(startingWith: source.utf8[position])
          let origin = NormalizedText.Origin(start: Int32(position), end: Int32(end))
          for _ in position..<min(end, range.upperBound) { origins?.append(origin) }
          position = end
        }
      }
    }
    utf8.append(contentsOf: source.utf8[range])
  }

  /// Puts in characters that stand for what the source's character at `position` stands for; nil is none at all,
  /// which is the empty stretch at the beginning.
  mutating func put(_ characters: Span<UInt8>, for position: Int?) {
    guard !characters.isEmpty else { return }
    account(for: characters.count, startingWith: characters[0], standingFor: position)
    // Unsafe: the bytes are copied before the closure returns.
    unsafe characters.withUnsafeBufferPointer { unsafe utf8.append(contentsOf: $0) }
  }

  mutating func put(_ characters: [UInt8], for position: Int?) { put(characters.span, for: position) }

  /// Puts in an ASCII character.
  mutating func put(_ character: UInt8, for position: Int?) {
    account(for: 1, startingWith: character, standingFor: position)
    utf8.append(character)
  }

  private mutating func account(for byteCount: Int, startingWith first: UInt8, standingFor position: Int?) {
    guard source.keepsOrigins else { return }
    if origins == nil {
      let isInPlace =
        position == utf8.count && utf8.count < source.utf8.count
        && UTF8Layout.length(startingWith: source.utf8[utf8.count]) == byteCount
        && UTF8Layout.length(startingWith: first) == byteCount
      if isInPlace { return }
      keepAccount()
    }
    let origin = position.map { source.origin(of: $0) } ?? NormalizedText.Origin(start: 0, end: 0)
    for _ in 0..<byteCount { origins?.append(origin) }
  }

  private mutating func keepAccount() {
    var begun: [NormalizedText.Origin] = []
    begun.reserveCapacity(source.utf8.count + 64)
    for position in utf8.indices { begun.append(source.origin(of: position)) }
    origins = begun
  }

  func finish() -> (utf8: [UInt8], origins: [NormalizedText.Origin]?) { (utf8, origins) }
}
