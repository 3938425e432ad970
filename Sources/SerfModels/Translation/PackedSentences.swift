package import SerfTensor

/// Sentences end to end: tokens, the place of each in its sentence, and the first row of each sentence.
/// - Invariant (`@unchecked Sendable`): one worker at a time fills and reads it.
package final class PackedSentences: @unchecked Sendable {
  package let tokens = IndexBuffer()
  package let places = IndexBuffer()
  /// First row of each sentence, then the number of rows.
  package let starts = IndexBuffer([0])

  private let order = TimeOrder()

  package init() {}

  /// The same rows step by step; valid until the sentences change.
  package func inOrderOfTime() -> TimeOrder {
    order.fill(starts)
    return order
  }

  package func removeAll() {
    tokens.removeAll()
    places.removeAll()
    starts.removeAll()
    starts.append(0)
  }

  /// Appends a sentence, with a token before it, or behind.
  package func append(_ sentence: ArraySlice<Int32>, first: Int? = nil, last: Int? = nil) {
    if let first { append(first) }
    for token in sentence { append(Int(token)) }
    if let last { append(last) }
    starts.append(tokens.count)
  }

  private func append(_ token: Int) {
    places.append(tokens.count - starts[starts.count - 1])
    tokens.append(token)
  }
}
