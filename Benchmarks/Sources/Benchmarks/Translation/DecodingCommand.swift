import ArgumentParser
import SerfModels
import SerfNN
import SerfTensor

/// Decoding at a fixed length of output, with random weights, as `peers/decode.py` has it.
struct DecodingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decoding", abstract: "Sentences a second of greedy decoding and beam search.")

  @OptionGroup var options: MeasurementOptions

  @Option(help: "Sentences to translate.")
  var sentences = 256

  @Option(help: "The wider of the two beams.")
  var beam = 5

  @Option(help: "Tokens of every translation.")
  var length = 14

  func validate() throws {
    guard sentences > 0, beam > 0, (1...TranslationSizes.longest).contains(length) else {
      throw ValidationError("--sentences, --beam and --length must be above 0")
    }
  }

  func run() throws {
    let network = try TranslationSizes.network(TranslationSizes.decoding, activation: "swish")
    let parameters = ParameterArena(layout: network.layout)
    network.blueprint.initialize(parameters, initializer: .glorotUniform, key: RandomKey(seed: 1))
    var random = RandomStream(RandomKey(seed: 1).child("sources"))
    let sources = PythonRandom.lengths(sentences, mean: TranslationSizes.meanLength, seed: 1)
      .map { DecodingSource(TranslationSizes.words($0, &random)[...]) }
    let memory = InferenceMemory()
    let team = WorkerTeam(count: options.workers)
    for beam in Set([1, beam]).sorted() {
      let decoding = DecodingOptions(beam: beam, maxLength: length, minLength: length)
      let rate = MedianRate.of(seconds: options.seconds, warmUps: 1) {
        let seconds = Stopwatch.time {
          let found = DecodingJob.run(
            network, parameters: parameters, memory: memory, special: TranslationSizes.special,
            maxTokens: TranslationSizes.longest, sources: sources, options: decoding, team: team)
          require(found.allSatisfy { $0[0].tokens.count == length }, "a translation of another length")
        }
        return Lap(work: Double(sentences), seconds: seconds)
      }
      Figure("decode/beam\(beam)", rate, "sentences/s", ["threads": options.workers, "length": length]).emit()
    }
  }
}
