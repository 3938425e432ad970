package import SerfData
package import SerfNN
package import SerfTensor

/// What a trainer needs to know of a task: its parameters, its examples, its loss and its measure.
package protocol TrainingTask: AnyObject, Sendable {
  /// A shard's part of a batch, filled anew for every update.
  associatedtype Shard: AnyObject & Sendable

  var blueprint: ParameterBlueprint { get }

  /// Tokens of each training example; 32 bits, since there may be many.
  var exampleLengths: [Int32] { get }

  /// Of all examples, the held-out ones too: a run goes on with those that it began with, and no others.
  var fingerprint: Fingerprint { get }

  /// Tokens of a shard that are taken at once, as far as single examples allow: what a tape holds until it has gone backwards.
  /// A larger shard is taken in pieces, one after the other.
  var pieceTokens: Int { get }

  func makeShard() -> Shard

  /// Fills a shard with its part of a batch, by a fixed rule of its number and their count. It may stay empty.
  func fill(_ shard: Shard, with examples: ArraySlice<Int>, index: Int, of shardCount: Int)

  /// As above, with random numbers of the update, for a task whose examples are not the same in every update.
  func fill(_ shard: Shard, with examples: ArraySlice<Int>, index: Int, of shardCount: Int, key: RandomKey)

  /// Tokens that count as work.
  func tokenCount(of shard: Shard) -> Int

  /// What the loss of these examples is divided by.
  func weight(of examples: ArraySlice<Int>) -> Double

  /// The shard's loss, recorded on the tape; gradients are those of the sum times `scale`.
  func loss(of shard: Shard, scale: Float, on tape: inout Tape) -> Loss

  /// The figures of the held-out part.
  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation

  /// What the activations do on some held-out examples; nothing where a task has none.
  func probeActivations(_ parameters: ParameterArena) -> [ActivationProbe.Summary]

  /// Does the part of a validation that takes the most memory, once, before update 1. Nothing where a task has none.
  func rehearseValidation(_ parameters: ParameterArena, team: WorkerTeam)
}

extension TrainingTask {
  package var pieceTokens: Int { .max }

  package func fill(
    _ shard: Shard, with examples: ArraySlice<Int>, index: Int, of shardCount: Int, key: RandomKey
  ) {
    fill(shard, with: examples, index: index, of: shardCount)
  }

  package func probeActivations(_ parameters: ParameterArena) -> [ActivationProbe.Summary] { [] }
  package func rehearseValidation(_ parameters: ParameterArena, team: WorkerTeam) {}
}

/// The figures of one validation.
package struct Validation: Hashable, Codable, Sendable {
  /// Mean loss.
  package var loss: Double
  /// The task's own measure; higher is better.
  package var score: Double
  /// What decides which model is the best; higher is better.
  package var standing: Double

  /// - Parameter standing: nil is the score.
  package init(loss: Double, score: Double, standing: Double? = nil) {
    (self.loss, self.score, self.standing) = (loss, score, standing ?? score)
  }
}
