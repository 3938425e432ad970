/// What translations are held against: one or more references a segment.
///
/// - Invariant: every list has `segmentCount` entries, and every segment has a reference in at least one of them.
public struct References: Hashable, Sendable {
  /// A list a reference translation, a text a segment; nil where that translation leaves a segment out.
  public let lists: [[String?]]
  public let segmentCount: Int
  /// How many references each segment has, or nil when segments differ: `nrefs:var` in a signature.
  public let countPerSegment: Int?

  /// - Parameter lists: a list a reference translation. An empty text is a reference like any other.
  /// - Throws: ``MetricsError`` when there is no list, lists differ in length, or a segment has no reference at all.
  public init(_ lists: [[String?]]) throws(MetricsError) {
    guard let first = lists.first else { throw .noReferences }
    for (index, list) in lists.enumerated() where list.count != first.count {
      throw .referenceLengths(first.count, list.count, list: index)
    }
    self.lists = lists
    segmentCount = first.count
    var smallest = lists.count
    var largest = 0
    for segment in first.indices {
      let count = lists.reduce(0) { $0 + ($1[segment] == nil ? 0 : 1) }
      guard count > 0 else { throw .noReference(segment: segment) }
      smallest = min(smallest, count)
      largest = max(largest, count)
    }
    countPerSegment = first.isEmpty || smallest == largest ? smallest : nil
  }

  /// One reference a segment.
  public init(single list: [String]) {
    lists = [list]
    segmentCount = list.count
    countPerSegment = 1
  }

  /// The references of one segment, in the order of the lists.
  public subscript(segment: Int) -> [String] { lists.compactMap { $0[segment] } }
}
