/// What a trainer has read.
public struct TrainingTextReport: Hashable, Sendable {
  public internal(set) var lines = 0
  /// Bytes of the lines, without their ends.
  public internal(set) var bytes = 0
  /// Words, or whatever the pre-tokenizer's pieces are.
  public internal(set) var words = 0
  public internal(set) var distinctWords = 0
}
