import SerfData
import SerfNN
import SerfTensor
import SerfTraining
import Synchronization

/// A linear classifier of fixed vectors: small enough to be followed number by number. Its scores may be a script.
final class LinearTask: TrainingTask {
  let blueprint: ParameterBlueprint
  let exampleLengths: [Int32]
  let fingerprint = Fingerprint()
  private let layer: Linear
  private let features: [[Float]]
  private let labels: [Int]
  private let scores: [Double]
  private let seen = Mutex<[[Float]]>([])

  /// - Parameter scores: those of the validations in order; without, or behind the last, ever better ones.
  init(features: [[Float]], labels: [Int], classCount: Int, scores: [Double] = []) {
    let builder = ParameterBuilder()
    layer = Linear(builder.root, from: features[0].count, to: classCount)
    blueprint = builder.blueprint
    (self.features, self.labels, self.scores) = (features, labels, scores)
    exampleLengths = [Int32](repeating: 1, count: features.count)
  }

  /// Normal vectors with random labels.
  convenience init(count: Int, width: Int, classCount: Int, seed: UInt64 = 1, scores: [Double] = []) {
    var random = RandomStream(RandomKey(seed: seed))
    self.init(
      features: (0..<count).map { _ in (0..<width).map { _ in Float(random.normal()) } },
      labels: (0..<count).map { _ in Int(random.next() % UInt64(classCount)) }, classCount: classCount,
      scores: scores)
  }

  /// All weights and biases at each validation so far.
  var history: [[Float]] { seen.withLock { $0 } }

  /// Seeded first weights.
  func makeParameters(seed: UInt64 = 1) -> ParameterArena {
    let arena = ParameterArena(layout: blueprint.layout)
    blueprint.initialize(arena, initializer: .heNormal, key: RandomKey(seed: seed))
    return arena
  }

  final class Shard: @unchecked Sendable {
    fileprivate var examples: [Int] = []
    fileprivate let labels = IndexBuffer()
  }

  func makeShard() -> Shard { Shard() }

  func fill(_ shard: Shard, with examples: ArraySlice<Int>, index: Int, of shardCount: Int) {
    shard.examples = stride(from: examples.startIndex + index, to: examples.endIndex, by: shardCount).map {
      examples[$0]
    }
    shard.labels.removeAll()
    for example in shard.examples { shard.labels.append(labels[example]) }
  }

  func tokenCount(of shard: Shard) -> Int { shard.examples.count }

  func weight(of examples: ArraySlice<Int>) -> Double { Double(examples.count) }

  func loss(of shard: Shard, scale: Float, on tape: inout Tape) -> Loss {
    let x = tape.makeTensor(rows: shard.examples.count, columns: features[0].count)
    tape.value(of: x).fill(with: shard.examples.flatMap { features[$0] })
    return tape.crossEntropy(layer(x, on: &tape), labels: shard.labels.view, scale: scale)
  }

  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation {
    let values = Self.values(parameters)
    return seen.withLock { seen in
      seen.append(values)
      let score = seen.count <= scores.count ? scores[seen.count - 1] : Double(seen.count)
      return Validation(loss: values.allSatisfy(\.isFinite) ? 1 : .nan, score: score)
    }
  }

  static func values(_ parameters: ParameterArena) -> [Float] {
    parameters.layout.parameters.flatMap { parameters.matrix(of: $0).elements }
  }
}
