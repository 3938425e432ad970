/// All numbers of a model in one contiguous, 64-byte aligned float32 buffer.
///
/// Optimiser moments and averages of checkpoints are arenas of the same layout, so a step, a norm or an average is one
/// pass over one buffer.
/// - Invariant (`@unchecked Sendable`): while more than one thread reads an arena, nobody writes to it, except workers
///   that write disjoint ranges between two barriers of the worker team.
@safe
package final class ParameterArena: @unchecked Sendable {
  package let layout: ParameterLayout
  private let buffer: AlignedBuffer

  /// All zero.
  package init(layout: ParameterLayout) {
    self.layout = layout
    buffer = AlignedBuffer(count: layout.count)
  }

  /// The whole arena as one row, gaps of alignment (always 0) included.
  package var all: Matrix { unsafe Matrix(base: buffer.base, rows: 1, columns: layout.count) }

  /// The dense part as one row.
  package var dense: Matrix { all.columns(0..<layout.denseCount) }

  /// A parameter's numbers, [rows, columns].
  package func matrix(of parameter: Parameter) -> Matrix {
    let range = layout.range(of: parameter)
    precondition(range.upperBound <= layout.count, parameter.name)
    return unsafe Matrix(base: buffer.base + range.lowerBound, rows: parameter.rows, columns: parameter.columns)
  }

  /// Lends all numbers.
  package func withSpan<R, Failure: Error>(_ body: (Span<Float>) throws(Failure) -> R) throws(Failure) -> R {
    let numbers = unsafe UnsafeBufferPointer(start: buffer.base, count: layout.count)
    return try unsafe body(numbers.span)
  }

  /// Lends the numbers of one parameter for writing.
  package func withMutableSpan<Failure: Error>(
    of parameter: Parameter, _ body: (inout MutableSpan<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let numbers = unsafe UnsafeMutableBufferPointer(
      start: buffer.base + layout.range(of: parameter).lowerBound, count: parameter.count)
    var span = unsafe numbers.mutableSpan
    try body(&span)
  }

  package func copy(from other: ParameterArena) {
    precondition(layout == other.layout, "arenas of two layouts")
    all.copy(from: other.all)
  }
}
