package import SerfTensor

/// Packed sentences step by step, as an LSTM walks them: the first rows of all, then the second ones, and so on; the longest
/// sentence first, so that the sentences that are not over yet are the first rows of each step.
package final class TimeOrder {
  /// First row of each step, then the number of rows.
  package let stepStarts = IndexBuffer([0])
  /// For each row in order of time its row where sentences lie end to end.
  package let rows = IndexBuffer()
  /// For each row where sentences lie end to end its row in order of time.
  package let places = IndexBuffer()
  /// The sentences, longest first; of equally long ones the first.
  package let sentences = IndexBuffer()
  /// 0, 1, 2 … up to the number of sentences.
  package let counting = IndexBuffer()

  package init() {}

  /// - Parameter starts: first row of each sentence, then the number of rows.
  func fill(_ starts: IndexBuffer) {
    for buffer in [stepStarts, rows, places, sentences, counting] { buffer.removeAll() }
    let count = starts.count - 1
    func length(_ sentence: Int) -> Int { starts[sentence + 1] - starts[sentence] }
    let order = (0..<count).sorted { (-length($0), $0) < (-length($1), $1) }
    for sentence in order { sentences.append(sentence) }
    for number in 0...count { counting.append(number) }
    for _ in 0..<starts[count] { places.append(0) }
    stepStarts.append(0)
    for step in 0..<(order.first.map(length) ?? 0) {
      for sentence in order.prefix(while: { length($0) > step }) {
        places[starts[sentence] + step] = rows.count
        rows.append(starts[sentence] + step)
      }
      stepStarts.append(rows.count)
    }
  }

  package var stepCount: Int { stepStarts.count - 1 }

  /// The rows of a step among those in order of time.
  package func range(of step: Int) -> Range<Int> { stepStarts[step]..<stepStarts[step + 1] }
}
