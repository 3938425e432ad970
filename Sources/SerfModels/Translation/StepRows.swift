import SerfTensor

/// The rows of one step of a search: a row a hypothesis, those of a source together.
final class StepRows {
  let tokens = IndexBuffer(), places = IndexBuffer(), starts = IndexBuffer(), sources = IndexBuffer()
  /// For each row the row of the last step that it goes on from.
  private(set) var parents: [Int] = []

  func fill(_ beams: [Beam], place: Int, first: Int) {
    for buffer in [tokens, places, starts, sources] { buffer.removeAll() }
    parents.removeAll(keepingCapacity: true)
    starts.append(0)
    for beam in beams {
      for hypothesis in beam.alive {
        tokens.append(hypothesis.tokens.last.map(Int.init) ?? first)
        places.append(place)
        parents.append(hypothesis.row)
      }
      sources.append(beam.source)
      starts.append(tokens.count)
    }
  }
}
