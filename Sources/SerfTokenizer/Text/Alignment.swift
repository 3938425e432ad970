/// A stretch of text that became another stretch.
public struct Edit: Hashable, Sendable {
  /// Bytes of the text before.
  public var source: Range<Int>
  /// Bytes of the text after.
  public var result: Range<Int>

  public init(source: Range<Int>, result: Range<Int>) {
    self.source = source
    self.result = result
  }
}

/// Which bytes of the original text each stretch of a changed text came from.
///
/// Only what changed is stored: between two edits a byte of the result is the byte of the source that stands at the
/// same distance from the edit before.
/// - Invariant: edits ascend and don't overlap, in the source and in the result.
struct Alignment: Hashable, Sendable {
  private(set) var edits: [Edit] = []

  init(edits: [Edit] = []) { self.edits = edits }

  /// Where a range of the result came from.
  ///
  /// A range that begins or ends inside an edit takes all of the edit's source. Text that was deleted belongs to what
  /// stood before it, or to what follows at the very beginning; so ranges that cover the result cover the source.
  func sourceRange(of range: Range<Int>) -> Range<Int> {
    guard !edits.isEmpty else { return range }
    let start = sourceStart(range.lowerBound)
    return start..<max(start, sourceEnd(range.upperBound))
  }

  private func sourceStart(_ position: Int) -> Int {
    // Whatever was deleted before it, the first byte begins where the text does.
    if position == 0 { return 0 }
    // The last edit that begins at or before the position.
    let next = firstEdit { $0.result.lowerBound > position }
    guard next > 0 else { return position }
    let edit = edits[next - 1]
    if position < edit.result.upperBound { return edit.source.lowerBound }
    return edit.source.upperBound + (position - edit.result.upperBound)
  }

  private func sourceEnd(_ position: Int) -> Int {
    // The last edit that begins before the position, or was deleted just there.
    let next = firstEdit { edit in
      edit.result.lowerBound > position || (edit.result.lowerBound == position && !edit.result.isEmpty)
    }
    guard next > 0 else { return position }
    let edit = edits[next - 1]
    if position <= edit.result.upperBound { return edit.source.upperBound }
    return edit.source.upperBound + (position - edit.result.upperBound)
  }

  /// Binary search: the condition is false for the first edits, then true.
  private func firstEdit(where isBeyond: (Edit) -> Bool) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(edits[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

// MARK: - One change after another
extension Alignment {
  /// The alignment of a text that was changed by `self` and then by `later`.
  ///
  /// In the text between, the two lists of edits are intervals; those that overlap become one edit, and the others
  /// keep their bounds, moved by what the other list did before them.
  func followed(by later: [Edit]) -> Alignment {
    guard !edits.isEmpty else { return Alignment(edits: later) }
    var merged: [Edit] = []
    merged.reserveCapacity(edits.count + later.count)
    // Source minus middle before `first`, and result minus middle before `second`.
    var sourceShift = 0
    var resultShift = 0
    var first = 0
    var second = 0
    while first < edits.count || second < later.count {
      var middle = nextMiddle(first, second, later)
      let before = (sourceShift, resultShift)
      var grew = true
      while grew {
        grew = false
        if first < edits.count, touches(edits[first].result, middle) {
          middle = Self.hull(middle, edits[first].result)
          sourceShift = edits[first].source.upperBound - edits[first].result.upperBound
          first += 1
          grew = true
        }
        if second < later.count, touches(later[second].source, middle) {
          middle = Self.hull(middle, later[second].source)
          resultShift = later[second].result.upperBound - later[second].source.upperBound
          second += 1
          grew = true
        }
      }
      merged.append(
        Edit(
          source: (middle.lowerBound + before.0)..<(middle.upperBound + sourceShift),
          result: (middle.lowerBound + before.1)..<(middle.upperBound + resultShift)))
    }
    return Alignment(edits: merged)
  }

  /// The interval of the middle text that begins first among the edits to come.
  private func nextMiddle(_ first: Int, _ second: Int, _ later: [Edit]) -> Range<Int> {
    guard first < edits.count else { return later[second].source }
    guard second < later.count else { return edits[first].result }
    let (a, b) = (edits[first].result, later[second].source)
    return (a.lowerBound, a.upperBound) <= (b.lowerBound, b.upperBound) ? a : b
  }

  private static func hull(_ a: Range<Int>, _ b: Range<Int>) -> Range<Int> {
    min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
  }

  /// Whether an interval overlaps another, or is the same empty one.
  private func touches(_ interval: Range<Int>, _ other: Range<Int>) -> Bool {
    interval.overlaps(other) || interval == other
      || (interval.isEmpty && other.lowerBound < interval.lowerBound && interval.lowerBound < other.upperBound)
      || (other.isEmpty && interval.lowerBound < other.lowerBound && other.lowerBound < interval.upperBound)
  }
}
