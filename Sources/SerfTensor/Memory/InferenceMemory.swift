/// What calls of one model that no longer changes leave for the next ones: its weights as products want them, and the
/// buffers of passes.
package final class InferenceMemory: Sendable {
  let packedWeights = PackedWeights()
  let pools = IdlePools()

  package init() {}
}
