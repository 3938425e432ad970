/// All ways to cut a word into pieces, with the probability of each.
///
/// Probabilities are multiplied as they are, not added as logarithms, which is several times as fast. So that a long word's
/// product stays a number, each piece's probability is scaled by a constant to the power of its bytes: every way to cut a
/// word is then scaled alike, and what one way is to another stays the same. Where that is not enough (a word of
/// hundreds of characters) the word is left to logarithms.
struct UnigramLattice: Sendable {
  /// Buffers for one word at a time.
  struct Workspace {
    var forward: [Double] = []
    var backward: [Double] = []
    var ways: [(score: Double, start: Int, piece: Int32)] = []
    var edges: [(start: Int, end: Int, piece: Int32)] = []
  }

  private let trie: PieceTrie
  private let scores: [Double]
  private let scaled: [Double]
  var pieceCount: Int { scores.count }

  init(_ pieces: [UnigramTrainer.Piece]) {
    trie = PieceTrie(pieces.map(\.utf8))
    scores = pieces.map(\.score)
    // What a byte of text costs about: the mean over pieces, weighted by their probability.
    var (cost, bytes) = (0.0, 0.0)
    for piece in pieces {
      let probability = Logarithm.exponential(piece.score)
      cost -= probability * piece.score
      bytes += probability * Double(piece.utf8.count)
    }
    let byteCost = bytes > 0 ? cost / bytes : 0
    scaled = pieces.map { Logarithm.exponential($0.score + byteCost * Double($0.utf8.count)) }
  }

  /// Leaves in the workspace every piece at every place of the word, in the order of their beginnings.
  private func findEdges(_ word: Span<UInt8>, _ workspace: inout Workspace) {
    workspace.edges.removeAll(keepingCapacity: true)
    var start = 0
    while start < word.count {
      trie.forEachPrefix(of: word, from: start) { end, piece in workspace.edges.append((start, end, piece)) }
      start += UTF8Layout.length(startingWith: word[start])
    }
  }
}

// MARK: - All ways
extension UnigramLattice {
  /// Adds how often each piece is expected in a word that occurs `count` times.
  func addExpected(_ word: Span<UInt8>, _ count: Double, to sums: inout [Double], _ workspace: inout Workspace) {
    findEdges(word, &workspace)
    workspace.forward.removeAll(keepingCapacity: true)
    workspace.forward.append(contentsOf: repeatElement(0, count: word.count + 1))
    workspace.backward.removeAll(keepingCapacity: true)
    workspace.backward.append(contentsOf: repeatElement(0, count: word.count + 1))
    workspace.forward[0] = 1
    workspace.backward[word.count] = 1
    for edge in workspace.edges {
      workspace.forward[edge.end] += workspace.forward[edge.start] * scaled[Int(edge.piece)]
    }
    for edge in workspace.edges.reversed() {
      workspace.backward[edge.start] += workspace.backward[edge.end] * scaled[Int(edge.piece)]
    }
    let whole = workspace.forward[word.count]
    guard whole.isNormal, workspace.backward[0].isNormal else {
      return addExpectedByLogarithms(word, count, to: &sums, &workspace)
    }
    for edge in workspace.edges {
      let part = workspace.forward[edge.start] * scaled[Int(edge.piece)] * workspace.backward[edge.end]
      sums[Int(edge.piece)] += count * part / whole
    }
  }

  private func addExpectedByLogarithms(
    _ word: Span<UInt8>, _ count: Double, to sums: inout [Double], _ workspace: inout Workspace
  ) {
    var forward = [Double](repeating: -.infinity, count: word.count + 1)
    var backward = forward
    forward[0] = 0
    backward[word.count] = 0
    for edge in workspace.edges {
      forward[edge.end] = Self.sum(forward[edge.end], forward[edge.start] + scores[Int(edge.piece)])
    }
    for edge in workspace.edges.reversed() {
      backward[edge.start] = Self.sum(backward[edge.start], backward[edge.end] + scores[Int(edge.piece)])
    }
    for edge in workspace.edges {
      let part = forward[edge.start] + scores[Int(edge.piece)] + backward[edge.end] - forward[word.count]
      sums[Int(edge.piece)] += count * Logarithm.exponential(part)
    }
  }

  /// ln(eᵃ + eᵇ).
  private static func sum(_ a: Double, _ b: Double) -> Double {
    if a == -.infinity { return b }
    if b == -.infinity { return a }
    let high = max(a, b)
    return high + Logarithm.of(1 + Logarithm.exponential(min(a, b) - high))
  }
}

// MARK: - The best way
extension UnigramLattice {
  /// The pieces of the best way to cut a word, from the last to the first.
  func bestWay(_ word: Span<UInt8>, _ workspace: inout Workspace) -> [Int32] {
    findEdges(word, &workspace)
    return findBestWay(word.count, &workspace)?.pieces ?? []
  }

  /// The best way to cut a piece into others; nil when there is none.
  func otherWay(_ piece: Span<UInt8>, _ workspace: inout Workspace) -> (score: Double, pieces: [Int32])? {
    findEdges(piece, &workspace)
    workspace.edges.removeAll { $0.start == 0 && $0.end == piece.count }
    return findBestWay(piece.count, &workspace)
  }

  private func findBestWay(_ count: Int, _ workspace: inout Workspace) -> (score: Double, pieces: [Int32])? {
    workspace.ways.removeAll(keepingCapacity: true)
    workspace.ways.append(
      contentsOf: repeatElement((score: -Double.infinity, start: 0, piece: Int32(-1)), count: count + 1))
    workspace.ways[0].score = 0
    for edge in workspace.edges {
      let score = workspace.ways[edge.start].score + scores[Int(edge.piece)]
      if score > workspace.ways[edge.end].score { workspace.ways[edge.end] = (score, edge.start, edge.piece) }
    }
    guard workspace.ways[count].score > -.infinity else { return nil }
    var pieces: [Int32] = []
    var end = count
    while end > 0 {
      pieces.append(workspace.ways[end].piece)
      end = workspace.ways[end].start
    }
    return (workspace.ways[count].score, pieces)
  }
}
