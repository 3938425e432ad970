/// Which outputs a row of a softmax may choose from. Those that it may not have their share of the softmax all the same.
package enum AllowedOutputs: Hashable, Sendable {
  case all(except: [Int])
  /// One alone.
  case only(Int)

  /// Takes what is not allowed out of a row of logits.
  func restrict(_ logits: Matrix) {
    switch self {
    case .all(let excluded):
      for column in excluded { logits[0, column] = -.infinity }
    case .only(let column):
      let value = logits[0, column]
      logits.fill(with: -.infinity)
      logits[0, column] = value
    }
  }

  func fits(_ count: Int) -> Bool {
    switch self {
    case .all(let excluded): excluded.allSatisfy { $0 >= 0 && $0 < count }
    case .only(let column): column >= 0 && column < count
    }
  }
}
