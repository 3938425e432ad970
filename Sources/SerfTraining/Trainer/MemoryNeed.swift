import Glibc
import SerfSettings
import SerfTensor

/// What the numbers of a run take at least: weights, their moving average, moments, the best models and their mean, and each
/// shard's gradient.
struct MemoryNeed {
  let parameterCount: Int
  /// Unit: bytes.
  let bytes: Int

  init(_ layout: ParameterLayout, _ settings: Settings) {
    let options = TrainerOptions(settings)
    let averages = options.averageDecay == nil ? 0 : 1
    let copies = 1 + averages + Optimizer(settings).momentNames.count + options.averagedModels + 1
    parameterCount = layout.parameterCount
    bytes = (layout.count * copies + layout.denseCount * options.shards) * MemoryLayout<Float>.stride
  }

  /// Refuses what this machine can't hold, rather than be killed half-way.
  func require() throws(TrainingError) {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    guard machine > 0, bytes > machine else { return }
    throw .tooLarge(parameters: parameterCount, needed: bytes, machine: machine)
  }
}
