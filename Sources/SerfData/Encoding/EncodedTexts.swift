/// Texts as token ids, end to end in one array, with the class of each.
/// - Invariant: `starts` has one entry more than there are texts, begins with 0 and strictly rises: no text is empty.
package struct EncodedTexts: Sendable {
  package private(set) var ids: [Int32] = []
  package private(set) var starts = [0]
  /// The class of each text, 0 ..< number of classes.
  package private(set) var labels: [Int32] = []

  package init() {}

  package var count: Int { labels.count }
  package var tokenCount: Int { ids.count }

  package mutating func append(_ tokens: some Sequence<Int>, label: Int) {
    for token in tokens { ids.append(Int32(token)) }
    precondition(ids.count > starts[starts.count - 1], "an empty text")
    starts.append(ids.count)
    labels.append(Int32(label))
  }

  /// Tokens of a text.
  package func length(of text: Int) -> Int { starts[text + 1] - starts[text] }
}
