import ArgumentParser
import SerfData
import SerfModels
import SerfNN
import SerfSettings
import SerfTensor

/// A training step of entailment at the sizes of `entailment_peers.py`.
struct EntailmentTrainingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entailment-training",
    abstract: "Pairs a second of training an LSTM, a transformer and a reader of patches, and their memory.")

  @OptionGroup var options: MeasurementOptions

  @Option(help: "siamese-lstm, cross-transformer or pictures; all three by default.")
  var network: String?

  @Option(help: "Parts that a batch is split into.")
  var shards = 2

  func validate() throws {
    guard shards > 0 else { throw ValidationError("--shards must be above 0") }
    guard network.map({ EntailmentSizes.Network(rawValue: $0) != nil }) ?? true else {
      throw ValidationError("--network is siamese-lstm, cross-transformer or pictures")
    }
  }

  func run() throws {
    let chosen = network.flatMap { EntailmentSizes.Network(rawValue: $0) }
    for network in chosen.map({ [$0] }) ?? EntailmentSizes.Network.allCases { try measure(network) }
  }

  /// Updates a lap, as in the peer.
  private static let updatesALap = 8

  private func measure(_ network: EntailmentSizes.Network) throws {
    let settings = try EntailmentSizes.settings(network)
    let batch = settings[LearningSettings.batchSize]
    let task = SyntheticTask(
      network: try EntailmentSizes.network(network), texts: try SyntheticEntailment.texts(network, settings))
    let run = UpdateRun(
      task, limit: .examples(batch), beta2: 0.999, initializer: .activation, shards: shards, workers: options.workers,
      // ln 3 is what knowing nothing costs; Adam's first steps overshoot, most with products of pictures and texts.
      lossRange: 0...100)
    var losses: [Double] = []
    let rate = MedianRate.of(seconds: 3 * options.seconds) {
      var (pairs, loss) = (0, 0.0)
      let seconds = Stopwatch.time {
        for _ in 0..<Self.updatesALap {
          let update = run.runUpdate()
          pairs += update.examples
          loss += update.loss / Double(Self.updatesALap)
        }
      }
      losses.append(loss)
      return Lap(work: Double(pairs), seconds: seconds)
    }
    let quarter = (losses.count + 3) / 4
    let (first, last) = (Self.mean(losses.prefix(quarter)), Self.mean(losses.suffix(quarter)))
    require(last < first, "the mean loss went from \(first) to \(last)")
    let name = "train/\(network.rawValue)"
    Figure(
      name, rate, "pairs/s",
      [
        "threads": options.workers, "shards": shards, "batch": batch,
        "parameters": task.network.layout.parameterCount, "first_loss": first, "last_loss": last,
      ]
    ).emit()
    Figure("\(name)/peak_memory", PeakMemory.bytes, "bytes").emit()
  }

  private static func mean(_ numbers: ArraySlice<Double>) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
}
