import FoundationEssentials
import SerfModels
import SerfStorage
import SerfTensor

/// What a checkpoint's folder holds: `weights.safetensors`, their moving average where there is one, one file a moment, one a
/// best model, and `state.json`.
private enum CheckpointFile {
  static let weights = "weights.safetensors"
  static let average = "average.safetensors"
  static let state = "state.json"
  static func moment(_ name: String) -> String { "\(name).safetensors" }
  static func best(_ place: Int) -> String { "best-\(place).safetensors" }
}

extension Trainer {
  /// Checkpoints that stay: the newest alone, since each is whole before the last one goes.
  private static var kept: Int { 1 }

  func writeCheckpoint(_ extraFiles: (String) throws(StorageError) -> Void) throws(TrainingError) {
    do throws(StorageError) {
      try folder.checkpoints.write(update: state.update, keep: Self.kept) { (path) throws(StorageError) in
        try parameters.write(to: path + "/" + CheckpointFile.weights)
        for (name, moment) in zip(optimizer.momentNames, moments) {
          try moment.write(to: path + "/" + CheckpointFile.moment(name))
        }
        try update.average?.write(to: path + "/" + CheckpointFile.average)
        for (place, model) in best.enumerated() { try model.write(to: path + "/" + CheckpointFile.best(place)) }
        try AtomicFile.write(encodedState(), to: path + "/" + CheckpointFile.state)
        try extraFiles(path)
      }
    } catch { throw .storage(error) }
  }

  private func encodedState() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(state) else { preconditionFailure("a state that is no JSON: \(state)") }
    return Array(data)
  }

  /// Reads the newest checkpoint.
  /// - Returns: false when there is none yet.
  func resume() throws(TrainingError) -> Bool {
    let path: String
    let resumed: TrainerState
    do throws(StorageError) {
      guard let checkpoint = try folder.checkpoints.current() else { return false }
      path = checkpoint.path
      resumed = try Self.state(in: path)
    } catch { throw .storage(error) }
    guard resumed.examples == state.examples else { throw .otherExamples(model: folder.path) }
    state = resumed
    do { try readWeights(in: path) } catch { throw .storage(error) }
    observer.note("resuming after update \(state.update)")
    return true
  }

  private static func state(in checkpoint: String) throws(StorageError) -> TrainerState {
    let path = checkpoint + "/" + CheckpointFile.state
    let bytes = try ByteStream.contents(of: path)
    guard let state = try? JSONDecoder().decode(TrainerState.self, from: Data(bytes)) else {
      throw .brokenCheckpoint(path, detail: "is not the state of a run")
    }
    return state
  }

  private func readWeights(in path: String) throws(StorageError) {
    do throws(ModelError) {
      try parameters.read(from: path + "/" + CheckpointFile.weights)
      for (name, moment) in zip(optimizer.momentNames, moments) {
        try moment.read(from: path + "/" + CheckpointFile.moment(name))
      }
      try update.average?.read(from: path + "/" + CheckpointFile.average)
      best = []
      for place in state.bestStandings.indices {
        let model = ParameterArena(layout: parameters.layout)
        try model.read(from: path + "/" + CheckpointFile.best(place))
        best.append(model)
      }
    } catch { throw .brokenCheckpoint(path, detail: error.message) }
  }
}
