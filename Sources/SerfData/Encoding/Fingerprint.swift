/// A number that tells examples from others: FNV-1a (Fowler, Noll and Vo), of numbers where theirs is of bytes. It finds
/// what was changed by accident; it is no seal against a forger.
package struct Fingerprint: Hashable, Codable, Sendable {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package mutating func add(_ number: some BinaryInteger) {
    hash = (hash ^ UInt64(truncatingIfNeeded: number)) &* 0x0000_0100_0000_01b3
  }

  /// Adds all of them, and how many they are.
  package mutating func add(_ numbers: some Collection<some BinaryInteger>) {
    add(numbers.count)
    for number in numbers { add(number) }
  }
}

extension Fingerprint {
  package mutating func add(_ texts: EncodedTexts) {
    add(texts.ids)
    add(texts.starts)
    add(texts.labels)
    guard let pictures = texts.pictures else { return }
    add(pictures.numbers)
    add(pictures.store.fingerprint.hash)
  }

  package mutating func add(_ pairs: EncodedPairs) {
    add(pairs.source.rows)
    add(pairs.target.rows)
  }
}
