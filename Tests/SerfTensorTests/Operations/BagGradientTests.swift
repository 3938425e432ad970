import SerfTensor
import Testing

@Suite("Gradient of bag")
struct BagGradientTests {
  static func bag(sequences: Int, width: Int, isRowSparse: Bool, hasSecond: Bool, rate: Float) -> OperationCase {
    var numbers = SeededNumbers(UInt64(sequences * 100 + width))
    let (words, pairs) = (4 * sequences + 1, 3 * sequences)
    // The last of several sequences has no feature.
    let filled = max(sequences - 1, 1)
    let (ids, segments) = (numbers.indices(words, below: 9), numbers.indices(words, below: filled))
    let (pairIds, pairSegments) = (numbers.indices(pairs, below: 13), numbers.indices(pairs, below: filled))
    let (factors, pairFactors) =
      rate > 0
      ? DropoutMasks.bag(firstCount: words, secondCount: pairs, rate: rate)
      : (Array(repeating: 1.0, count: words), Array(repeating: 1.0, count: pairs))
    let buffers = [ids, segments, pairIds, pairSegments].map { IndexBuffer($0) }
    return OperationCase(
      parameters: [
        (ParameterRequest("words", rows: 9, columns: width), numbers.grid(9, width)),
        (ParameterRequest("pairs", rows: 13, columns: width, isRowSparse: isRowSparse), numbers.grid(13, width)),
      ], depth: words + pairs, isRandom: rate > 0,
      operation: { tape, _, parameters in
        let first = BagFeatures(table: parameters[0], ids: buffers[0].view, segments: buffers[1].view)
        let second = BagFeatures(table: parameters[1], ids: buffers[2].view, segments: buffers[3].view)
        return .init(outputs: [tape.bag(first, hasSecond ? second : nil, sequences: sequences, dropoutRate: rate)])
      },
      reference: { _, parameters in
        let first = Reference.Features(table: parameters[0], ids: ids, segments: segments, factors: factors)
        let second = Reference.Features(
          table: parameters[1], ids: pairIds, segments: pairSegments, factors: pairFactors)
        return .init(
          outputs: [Reference.bag(hasSecond ? [first, second] : [first], sequences: sequences, width: width)])
      })
  }

  @Test("the mean of words and of row-sparse pairs, empty sequences too", arguments: [1, 3, 17], [1, 5, 33])
  func plain(sequences: Int, width: Int) {
    for isRowSparse in [false, true] {
      for hasSecond in [false, true] {
        let check = Self.bag(
          sequences: sequences, width: width, isRowSparse: isRowSparse, hasSecond: hasSecond, rate: 0)
        #expect(check.mismatches() == [], "row-sparse \(isRowSparse), second table \(hasSecond)")
      }
    }
  }

  @Test("dropout leaves out single features, each table by its own draw", arguments: [0.2, 0.7] as [Float])
  func dropout(rate: Float) {
    for isRowSparse in [false, true] {
      #expect(
        Self.bag(sequences: 3, width: 5, isRowSparse: isRowSparse, hasSecond: true, rate: rate).mismatches() == [])
    }
    let masks = DropoutMasks.bag(firstCount: 2000, secondCount: 2000, rate: rate)
    #expect(masks.first != masks.second)
    // Five standard deviations, √(2000 p (1 - p)) each.
    let allowed = 5 * (2000 * Double(rate) * (1 - Double(rate))).squareRoot()
    #expect(abs(Double(masks.first.count { $0 == 0 }) - 2000 * Double(rate)) < allowed)
    #expect(abs(Double(masks.second.count { $0 == 0 }) - 2000 * Double(rate)) < allowed)
  }
}
