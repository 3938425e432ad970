/// What a trainer has read.
public struct TrainingTextReport: Hashable, Sendable {
  public internal(set) var lines = 0
  /// Bytes of the lines, without their ends.
  public internal(set) var bytes = 0
  /// Words, or whatever the pre-tokenizer's pieces are.
  public internal(set) var words = 0
  public internal(set) var distinctWords = 0
  /// Lines in which something that is not UTF-8 was replaced by U+FFFD, where that was asked for.
  public internal(set) var replacedLines = 0
  /// Places where a line was so long that it was cut.
  public internal(set) var cutLines = 0
  /// Rare words that were forgotten, because the memory for words was full. A word that was forgotten and came again
  /// counts each time.
  public internal(set) var droppedWords = 0
  /// How often the forgotten words had occurred.
  public internal(set) var droppedOccurrences = 0
}

extension TrainingTextReport {
  /// Adds what another part of the text was; words and what was dropped are counted by their owner.
  mutating func add(_ part: TrainingTextReport) {
    lines += part.lines
    bytes += part.bytes
    words += part.words
    replacedLines += part.replacedLines
    cutLines += part.cutLines
  }
}
