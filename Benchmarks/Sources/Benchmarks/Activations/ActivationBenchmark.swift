import SerfActivations
import SerfTensor

/// The kernels of one activation over buffers of one size, shared out to a team.
struct ActivationBenchmark {
  let size: Int
  let team: WorkerTeam
  private let input: FloatBuffer
  private let job: ElementJob

  init(size: Int, team: WorkerTeam) {
    self.size = size
    self.team = team
    input = FloatBuffer(normal: size, deviation: 2, seed: 1)
    job = ElementJob(input: input)
  }

  func emitCopy(seconds: Double) {
    job.part = .copy
    emit("copy", rate: rate(seconds))
    require(job.y[size - 1] == input[size - 1], "the copy differs")
  }

  func emit(_ activation: any Activation, seconds: Double) {
    job.activation = activation
    job.part = .value
    emit("\(activation.name)/forward", rate: rate(seconds))
    check(activation, hasSlope: false)
    job.part = .valueWithSlope
    emit("\(activation.name)/value-with-slope", rate: rate(seconds))
    check(activation, hasSlope: true)
    job.part = .valueWithSlopeAndProduct
    emit("\(activation.name)/forward+backward", rate: rate(seconds))
    check(activation, hasSlope: true)
  }

  private func emit(_ name: String, rate: Double) {
    Figure(name, 1e9 / rate, "ns/element", ["size": size, "threads": team.count]).emit()
  }

  /// Elements a second. The input, which slopes have been written over, is put back before each lap, outside of the time.
  private func rate(_ seconds: Double) -> Double {
    MedianRate.of(seconds: seconds) {
      let part = job.part
      job.part = .restore
      team.run(job)
      job.part = part
      return Lap(work: Double(size), seconds: Stopwatch.time { team.run(job) })
    }
  }

  /// Holds a thousand places, the last among them, to the reference.
  private func check(_ activation: any Activation, hasSlope: Bool) {
    for index in stride(from: size - 1, through: 0, by: -max(size / 1000, 1)) {
      let (value, slope) = activation.reference(Double(input[index]))
      func isNear(_ found: Float, _ expected: Double) -> Bool {
        (Double(found) - expected).magnitude <= 1e-5 * max(1, expected.magnitude)
      }
      require(isNear(job.y[index], value), "\(activation.name)(\(input[index])) = \(job.y[index]), not \(value)")
      // The gradient that the product multiplies by is 1.
      require(
        !hasSlope || isNear(job.x[index], slope),
        "the slope of \(activation.name) at \(input[index]) is \(job.x[index]), not \(slope)")
    }
  }
}
