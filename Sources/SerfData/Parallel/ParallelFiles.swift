/// Where sentence pairs lie.
public enum ParallelFiles: Hashable, Sendable {
  /// Two files, a sentence a line: line by line they translate each other.
  case lines(source: String, target: String)
  /// One file: a source, a tab and its translation a line.
  case table(String)

  /// What messages call them.
  public var name: String {
    switch self {
    case .lines(let source, let target): "\(source) and \(target)"
    case .table(let path): path
    }
  }

  var paths: [String] {
    switch self {
    case .lines(let source, let target): [source, target]
    case .table(let path): [path]
    }
  }
}
