import SerfData
import SerfModels
import SerfNN
import SerfSettings
import SerfTensor
import Testing

@Suite("The networks of entailment")
struct EntailmentNetworkTests {
  private static let architectures = EntailmentConfiguration.Architecture.allCases

  private static func configuration(_ architecture: EntailmentConfiguration.Architecture) -> EntailmentConfiguration {
    var configuration = EntailmentConfiguration(
      Settings(EntailmentSettings.list), labels: ["no", "open", "yes"], vocabularySize: 50)
    configuration.architecture = architecture
    (configuration.modelWidth, configuration.hiddenWidth, configuration.feedForwardWidth) = (8, 6, 12)
    (configuration.heads, configuration.maxTokens, configuration.pooling) = (2, 20, "max-mean")
    return configuration
  }

  private func names(
    _ architecture: EntailmentConfiguration.Architecture, _ change: (inout EntailmentConfiguration) -> Void = { _ in }
  ) throws -> Set<String> {
    var configuration = Self.configuration(architecture)
    change(&configuration)
    return Set(
      try EntailmentNetwork(configuration).layout.parameters.map { "\($0.name) \($0.rows)x\($0.columns)" })
  }

  private func dense(from width: Int) -> Set<String> {
    [
      "dense.0.weight 12x\(width)", "dense.0.bias 1x12", "dense.1.weight 12x12", "dense.1.bias 1x12",
      "output.weight 3x12", "output.bias 1x3",
    ]
  }

  private static let lstm: Set<String> = Set(
    ["forward", "reverse"].flatMap {
      ["lstm.0.\($0).input_weight 24x8", "lstm.0.\($0).recurrent_weight 24x6", "lstm.0.\($0).bias 1x24"]
    })

  /// The dotted names are the keys of every checkpoint: a change here makes old models unreadable.
  @Test("names and shapes of the parameters, frozen")
  func parameterNames() throws {
    let words: Set = ["embedding.weight 50x8"]
    #expect(try names(.siameseLSTM) == words.union(Self.lstm).union(dense(from: 96)))
    let crossing: Set = [
      "embedding.kinds 4x8", "keys.weight 8x12", "keys.bias 1x8", "comparison.weight 6x48", "comparison.bias 1x6",
    ]
    #expect(try names(.crossAttention) == words.union(Self.lstm).union(crossing).union(dense(from: 48)))
    let plain: Set = ["keys.weight 8x8", "keys.bias 1x8", "comparison.weight 6x32", "comparison.bias 1x6"]
    #expect(
      try names(.crossAttention) { ($0.layers, $0.matchFeatures) = (0, false) }
        == words.union(plain).union(dense(from: 48)))
    let segments = try names(.crossTransformer).subtracting(names(.siameseTransformer))
    #expect(segments == ["embedding.positions 21x8", "embedding.segments 4x8"])
    #expect(try names(.crossTransformer) { $0.matchFeatures = false }.contains("embedding.segments 2x8"))
    #expect(try names(.siameseTransformer).isSuperset(of: dense(from: 64)))
  }

  private static func parameters(_ network: EntailmentNetwork) -> ParameterArena {
    let arena = ParameterArena(layout: network.layout)
    for parameter in arena.layout.parameters {
      var random = RandomStream(RandomKey(seed: 11).child(parameter.name))
      arena.matrix(of: parameter).fillNormal(deviation: 0.5, &random)
    }
    return arena
  }

  private static func pairs(_ texts: [[[Int]]]) -> EncodedTexts {
    texts.reduce(into: EncodedTexts(textsPerExample: 2, separator: 1)) { $0.append($1, label: 0) }
  }

  private static let examples = pairs([
    [[10, 11, 12], [10, 13]], [[20], [20]], [[30, 31], [32, 33, 34, 35]], [[10, 13], [10, 11, 12]],
  ])

  @Test("a pair's answer depends on its own two texts, whatever stands beside it", arguments: architectures)
  func alone(architecture: EntailmentConfiguration.Architecture) throws {
    let network = try EntailmentNetwork(Self.configuration(architecture))
    let parameters = Self.parameters(network)
    func probabilities(_ texts: EncodedTexts, workers: Int) -> [[Double]] {
      PredictionJob.run(network, parameters: parameters, texts: texts, team: WorkerTeam(count: workers)).probabilities
    }
    let together = probabilities(Self.examples, workers: 1)
    #expect(probabilities(Self.examples, workers: 2) == together)
    for example in 0..<Self.examples.count {
      let alone = probabilities(Self.examples.example(example), workers: 1)[0]
      for (found, expected) in zip(alone, together[example]) { #expect(abs(found - expected) < 1e-5) }
    }
    // Which text is the premise matters.
    #expect(together[0] != together[3])
  }

  @Test("a warm update allocates no buffer", arguments: architectures)
  func warm(architecture: EntailmentConfiguration.Architecture) throws {
    let network = try EntailmentNetwork(Self.configuration(architecture))
    let (parameters, gradients) = (Self.parameters(network), GradientArena(layout: network.layout))
    let batch = TextBatch()
    var tape = Tape(parameters: parameters)
    var allocations = 0
    for pass in 0..<4 {
      batch.fill(from: Self.examples, examples: [0, 1, 2, 3], as: network.packing)
      tape.begin(.training(key: RandomKey(seed: 3)), gradients: gradients)
      let loss = tape.crossEntropy(network.logits(of: batch, on: &tape), labels: batch.labels.view, scale: 1)
      tape.backward()
      #expect(loss.weight == 4 && loss.sum.isFinite)
      if pass == 0 { allocations = tape.pool.allocationCount }
      #expect(tape.pool.allocationCount == allocations, "pass \(pass)")
    }
    #expect(gradients.all.elements.allSatisfy { $0.isFinite } && gradients.all.elements.contains { $0 != 0 })
  }

  @Test("a configuration that describes no network is refused")
  func refused() {
    let changes: [((inout EntailmentConfiguration) -> Void, String)] = [
      ({ $0.layers = 0 }, "layers is 0; expected is 1...256"), ({ $0.layers = -1 }, "layers is -1"),
      ({ $0.denseLayers = 0 }, "denseLayers is 0; expected is 1...16"),
      ({ $0.modelWidth = .max }, "modelWidth is "), ({ $0.labels = ["a"] }, "labels is 1"),
      ({ $0.task = "sentiment" }, "this is a model for sentiment; one for entailment is expected"),
      ({ $0.activation = "surf" }, "surf"), ({ $0.dropout = 1 }, "dropout is a rate outside of 0 ..< 1"),
      ({ $0.pooling = "sum" }, "pooling is sum"),
    ]
    for (change, message) in changes {
      var configuration = Self.configuration(.siameseLSTM)
      change(&configuration)
      let error = #expect(throws: ModelError.self) { try EntailmentNetwork(configuration) }
      #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
  }
}
