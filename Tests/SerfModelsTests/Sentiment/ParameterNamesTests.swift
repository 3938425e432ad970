import SerfModels
import SerfNN
import SerfTensor
import Testing

/// The dotted names are the keys of every checkpoint: a change here makes old models unreadable.
@Suite("Names and shapes of the parameters, frozen")
struct ParameterNamesTests {
  private func names(
    _ architecture: SentimentConfiguration.Architecture, _ change: (inout SentimentConfiguration) -> Void = { _ in }
  ) throws -> [String] {
    var configuration = SentimentConfiguration.small(architecture, vocabularySize: 50)
    change(&configuration)
    return try SentimentNetwork(configuration).layout.parameters.map {
      "\($0.name) \($0.rows)x\($0.columns)\($0.isRowSparse ? " row-sparse" : "")"
    }
  }

  private static let pooling = [
    "pooling.hidden.weight 12x12", "pooling.hidden.bias 1x12", "pooling.score.weight 1x12", "pooling.score.bias 1x1",
  ]

  @Test("average")
  func average() throws {
    let head = ["dense.weight 6x8", "dense.bias 1x6", "output.weight 3x6", "output.bias 1x3"]
    #expect(
      try names(.average) == ["words.weight 50x8 row-sparse", "pairs.weight 40x8 row-sparse"] + head)
    #expect(try names(.average) { $0.pairBuckets = 0 } == ["words.weight 50x8 row-sparse"] + head)
  }

  @Test("bilstm")
  func bilstm() throws {
    func direction(_ name: String, width: Int) -> [String] {
      ["lstm.\(name).input_weight 24x\(width)", "lstm.\(name).recurrent_weight 24x6", "lstm.\(name).bias 1x24"]
    }
    let body =
      ["embedding.weight 50x8"] + direction("0.forward", width: 8) + direction("0.reverse", width: 8)
      + direction("1.forward", width: 12) + direction("1.reverse", width: 12)
    #expect(
      try names(.bilstm).sorted()
        == (body + Self.pooling + ["dense.weight 12x12", "dense.bias 1x12", "output.weight 3x12", "output.bias 1x3"])
        .sorted())
    #expect(
      try names(.bilstm) { $0.pooling = "max-mean" }.sorted()
        == (body + ["dense.weight 12x24", "dense.bias 1x12", "output.weight 3x12", "output.bias 1x3"]).sorted())
  }

  @Test("transformer")
  func transformer() throws {
    func block(_ number: Int) -> [String] {
      [
        "attention.input.weight 24x8", "attention.input.bias 1x24", "attention.output.weight 8x8",
        "attention.output.bias 1x8", "attention_norm.weight 1x8", "attention_norm.bias 1x8",
        "feed_forward.inner.weight 12x8", "feed_forward.inner.bias 1x12", "feed_forward.outer.weight 8x12",
        "feed_forward.outer.bias 1x8", "feed_forward_norm.weight 1x8", "feed_forward_norm.bias 1x8",
      ].map { "encoder.\(number).\($0)" }
    }
    let first = ["embedding.weight 50x8", "embedding.positions 60x8"] + block(0) + block(1)
    let last = ["dense.weight 12x8", "dense.bias 1x12", "output.weight 3x12", "output.bias 1x3"]
    let pooling = Self.pooling.map { $0.replacing("12", with: "8") }
    let finalNorm = ["encoder.final_norm.weight 1x8", "encoder.final_norm.bias 1x8"]
    #expect(try names(.transformer).sorted() == (first + finalNorm + pooling + last).sorted())
    #expect(try names(.transformer) { $0.norm = "post" }.sorted() == (first + pooling + last).sorted())
    #expect(
      try names(.transformer) { $0.pooling = "mean" }.sorted() == (first + finalNorm + last).sorted())
  }
}
