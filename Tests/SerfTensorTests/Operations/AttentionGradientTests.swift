import SerfTensor
import Testing

@Suite("Gradient of attention")
struct AttentionGradientTests {
  /// Lengths of the sequences.
  static let lengths = [[1], [3], [1, 3, 1], [17, 1, 5]]
  /// Width and heads.
  static let widths = [(1, 1), (5, 1), (6, 3), (33, 3), (33, 11)]

  static func attention(
    _ lengths: [Int], width: Int, heads: Int, isCausal: Bool = false, rate: Float
  ) -> OperationCase {
    var starts = [0]
    for length in lengths { starts.append(starts[starts.count - 1] + length) }
    let rows = starts[lengths.count]
    var numbers = SeededNumbers(UInt64(rows * 1000 + width * 10 + heads))
    let buffer = IndexBuffer(starts)
    let masks = rate > 0 ? DropoutMasks.attention(starts: starts, heads: heads, width: width, rate: rate) : nil
    return OperationCase(
      inputs: [numbers.grid(rows, 3 * width, in: -1.5...1.5)], depth: 2 * (lengths.max() ?? 0) + width / heads + 16,
      isRandom: rate > 0,
      operation: { tape, inputs, _ in
        .init(outputs: [
          tape.attention(inputs[0], starts: buffer.view, heads: heads, isCausal: isCausal, dropoutRate: rate)
        ])
      },
      reference: { [starts] inputs, _ in
        .init(outputs: [
          Reference.attention(inputs[0], starts: starts, heads: heads, isCausal: isCausal, factors: masks)
        ])
      })
  }

  @Test("several heads over sequences of several lengths", arguments: lengths, widths)
  func plain(lengths: [Int], shape: (Int, Int)) {
    #expect(Self.attention(lengths, width: shape.0, heads: shape.1, rate: 0).mismatches() == [])
  }

  @Test("dropout of the weights has a mask for each sequence and head", arguments: [[1, 3, 1], [17, 1, 5]])
  func dropout(lengths: [Int]) {
    for (width, heads) in [(5, 1), (6, 3)] {
      #expect(Self.attention(lengths, width: width, heads: heads, rate: 0.3).mismatches() == [], "\(heads) heads")
    }
  }

  @Test("causal attention sees a row and those before it", arguments: lengths, widths)
  func causal(lengths: [Int], shape: (Int, Int)) {
    #expect(Self.attention(lengths, width: shape.0, heads: shape.1, isCausal: true, rate: 0).mismatches() == [])
  }

  @Test("causal attention with dropout", arguments: [[1, 3, 1], [17, 1, 5]])
  func causalDropout(lengths: [Int]) {
    #expect(Self.attention(lengths, width: 6, heads: 3, isCausal: true, rate: 0.3).mismatches() == [])
  }

  @Test("two heads of one sequence do not share a mask, nor two sequences")
  func masksDiffer() {
    let masks = DropoutMasks.attention(starts: [0, 17, 34], heads: 2, width: 4, rate: 0.5)
    #expect(masks[0][0].values != masks[0][1].values)
    #expect(masks[0][0].values != masks[1][0].values)
    #expect(masks[0][1].values != masks[1][1].values)
  }

  @Test("scores of ±10000 give finite weights and gradients")
  func extremes() {
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(OperationCase.training)
    let starts = IndexBuffer([0, 3])
    // Queries and keys of ±100: scores 10000 and -10000.
    let qkv = Grid(rows: 3, columns: 3, values: [100, 100, 1, -100, -100, 2, 100, 100, 4])
    let input = tape.input(qkv)
    let y = tape.attention(input, starts: starts.view, heads: 1, dropoutRate: 0)
    let expected = Reference.attention(qkv, starts: [0, 3], heads: 1)
    for (found, expected) in zip(tape.value(of: y).elements, expected.values) {
      #expect(abs(Double(found) - expected) < 1e-6)
    }
    tape.gradientTarget(of: y).matrix.fill(with: 1)
    tape.backward()
    let gradient = tape.gradient(of: input)?.elements ?? [.nan]
    #expect(gradient.allSatisfy { $0.isFinite })
    withExtendedLifetime(starts) {}
  }
}
