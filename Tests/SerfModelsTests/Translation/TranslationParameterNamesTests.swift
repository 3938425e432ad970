import SerfModels
import SerfTensor
import Testing

/// The dotted names are the keys of every checkpoint: a change here makes old models unreadable.
@Suite("Names and shapes of a translation network's parameters, frozen")
struct TranslationParameterNamesTests {
  private func names(_ change: (inout TranslationConfiguration) -> Void = { _ in }) throws -> [String] {
    var configuration = TranslationConfiguration.small(vocabularySize: 50)
    (configuration.encoderLayers, configuration.decoderLayers) = (1, 1)
    change(&configuration)
    return try TranslationNetwork(configuration).layout.parameters
      .map { "\($0.name) \($0.rows)x\($0.columns)" }.sorted()
  }

  private static let attention = [
    "attention.input.weight 48x16", "attention.input.bias 1x48", "attention.output.weight 16x16",
    "attention.output.bias 1x16", "attention_norm.weight 1x16", "attention_norm.bias 1x16",
  ]
  private static let crossAttention = [
    "cross_attention.query.weight 16x16", "cross_attention.query.bias 1x16", "cross_attention.memory.weight 32x16",
    "cross_attention.memory.bias 1x32", "cross_attention.output.weight 16x16", "cross_attention.output.bias 1x16",
    "cross_attention_norm.weight 1x16", "cross_attention_norm.bias 1x16",
  ]
  private static let feedForward = [
    "feed_forward.inner.weight 24x16", "feed_forward.inner.bias 1x24", "feed_forward.outer.weight 16x24",
    "feed_forward.outer.bias 1x16", "feed_forward_norm.weight 1x16", "feed_forward_norm.bias 1x16",
  ]
  private static let gate = ["feed_forward.gate.weight 24x16", "feed_forward.gate.bias 1x24"]

  private static func network(_ extra: [String] = []) -> [String] {
    let encoder = (attention + feedForward + extra).map { "encoder.0.\($0)" }
    let decoder = (attention + crossAttention + feedForward + extra).map { "decoder.0.\($0)" }
    return ["embedding.weight 50x16", "output.bias 1x50"] + encoder + decoder
  }

  private static let finalNorms = ["encoder", "decoder"].flatMap {
    ["\($0).final_norm.weight 1x16", "\($0).final_norm.bias 1x16"]
  }

  private static func lstm(_ name: String, from width: Int, hidden: Int) -> [String] {
    [
      "\(name).input_weight \(4 * hidden)x\(width)", "\(name).recurrent_weight \(4 * hidden)x\(hidden)",
      "\(name).bias 1x\(4 * hidden)",
    ]
  }

  @Test("LSTMs")
  func recurrent() throws {
    let attention = Self.crossAttention.filter { !$0.contains("norm") }.map {
      "decoder." + $0.replacing("cross_attention", with: "attention")
    }
    let expected =
      ["embedding.weight 50x16", "output.bias 1x50"] + attention
      + Self.lstm("encoder.0.forward", from: 16, hidden: 8) + Self.lstm("encoder.0.reverse", from: 16, hidden: 8)
      + Self.lstm("decoder.0", from: 32, hidden: 16) + [
        "decoder.feed_forward.inner.weight 24x32", "decoder.feed_forward.inner.bias 1x24",
        "decoder.feed_forward.outer.weight 16x24", "decoder.feed_forward.outer.bias 1x16",
      ]
    #expect(try names { $0.architecture = .lstm } == expected.sorted())
  }

  @Test("pre-norm and post-norm, learned positions, a gate")
  func all() throws {
    #expect(try names() == (Self.network() + Self.finalNorms).sorted())
    #expect(try names { $0.norm = "post" } == Self.network().sorted())
    #expect(
      try names { $0.positions = "learned" }
        == (Self.network() + Self.finalNorms + ["embedding.positions 41x16"]).sorted())
    #expect(
      try names { $0.tiedEmbeddings = false }
        == (Self.network() + Self.finalNorms + ["source_embedding.weight 50x16", "output.weight 50x16"]).sorted())
    #expect(try names { $0.gatedFeedForward = true } == (Self.network(Self.gate) + Self.finalNorms).sorted())
  }
}
