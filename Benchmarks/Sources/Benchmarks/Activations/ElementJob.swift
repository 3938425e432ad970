import CSerfKernels
import SerfActivations
import SerfTensor

/// An element-wise pass, each worker over its own stretch of the buffers.
/// - Invariant (`@unchecked Sendable`): variables change between two runs of the team alone.
final class ElementJob: WorkerJob, @unchecked Sendable {
  enum Part {
    case restore, copy, value, valueWithSlope, valueWithSlopeAndProduct
  }

  var part = Part.copy
  var activation: any Activation = Identity()
  let input: FloatBuffer
  let x: FloatBuffer
  let y: FloatBuffer
  private let gradient: FloatBuffer

  init(input: FloatBuffer) {
    self.input = input
    x = FloatBuffer(count: input.count)
    y = FloatBuffer(count: input.count)
    gradient = FloatBuffer(count: input.count)
    for index in 0..<input.count { gradient[index] = 1 }
  }

  func work(worker: Int, of workerCount: Int) {
    // Stretches begin on a cache line.
    func border(_ worker: Int) -> Int { worker == workerCount ? x.count : x.count * worker / workerCount / 16 * 16 }
    let (start, count) = (border(worker), border(worker + 1) - border(worker))
    switch part {
    case .restore: unsafe (x.base + start).update(from: input.base + start, count: count)
    case .copy: unsafe (y.base + start).update(from: x.base + start, count: count)
    case .value: unsafe activation.apply(x.base + start, y.base + start, count: count)
    case .valueWithSlope: unsafe activation.applyWithSlope(x.base + start, y.base + start, count: count)
    case .valueWithSlopeAndProduct:
      unsafe activation.applyWithSlope(x.base + start, y.base + start, count: count)
      unsafe serf_multiply_f32(gradient.base + start, x.base + start, count)
    }
  }
}
