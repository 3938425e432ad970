import SerfSettings
import SerfTraining
import Testing

@Suite("Schedules of the learning rate")
struct ScheduleTests {
  /// Holds the rates of some updates to figures worked out by hand.
  private func expect(
    _ schedule: Schedule, plateauFactor: Double = 1, _ rates: [Int: Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (update, rate) in rates {
      let found = schedule.rate(of: update, plateauFactor: plateauFactor)
      #expect(abs(found - rate) < 1e-12, "update \(update): \(found)", sourceLocation: sourceLocation)
    }
  }

  @Test("constant, with and without warm-up")
  func constant() {
    expect(Schedule(.constant, peak: 0.4, total: 10), [1: 0.4, 5: 0.4, 10: 0.4])
    expect(Schedule(.constant, peak: 0.4, warmup: 4, total: 10), [1: 0.1, 2: 0.2, 3: 0.3, 4: 0.4, 5: 0.4, 10: 0.4])
  }

  @Test("linear, with and without warm-up: at the peak first, and 0 behind the last update")
  func linear() {
    expect(Schedule(.linear, peak: 2, total: 10), [1: 2, 2: 1.8, 6: 1, 10: 0.2, 11: 0, 12: 0])
    expect(
      Schedule(.linear, peak: 1, warmup: 2, total: 10), [1: 0.5, 2: 1, 3: 1, 4: 0.875, 7: 0.5, 10: 0.125, 11: 0])
  }

  @Test("cosine, with and without warm-up")
  func cosine() {
    let eighth = (1 + 0.5.squareRoot()) / 2
    expect(Schedule(.cosine, peak: 1, total: 4), [1: 1, 2: eighth, 3: 0.5, 4: 1 - eighth, 5: 0, 9: 0])
    expect(Schedule(.cosine, peak: 1, warmup: 4, total: 8), [1: 0.25, 4: 1, 5: 1, 6: eighth, 7: 0.5, 8: 1 - eighth])
    // cos 60° = 1/2, cos 120° = -1/2.
    expect(Schedule(.cosine, peak: 4, total: 3), [2: 3, 3: 1])
  }

  @Test("inverse square root, with and without warm-up: the curve meets the end of the rise")
  func inverseSquareRoot() {
    expect(Schedule(.inverseSquareRoot, peak: 1, total: 100), [1: 1, 4: 0.5, 16: 0.25, 100: 0.1])
    expect(
      Schedule(.inverseSquareRoot, peak: 0.6, warmup: 4, total: 100),
      [1: 0.15, 2: 0.3, 4: 0.6, 9: 0.4, 16: 0.3, 64: 0.15])
  }

  @Test("a plateau's factor scales the plateau schedule alone, and not its warm-up")
  func plateau() {
    let schedule = Schedule(.plateau, peak: 0.8, warmup: 2, total: 10)
    expect(schedule, [1: 0.4, 2: 0.8, 3: 0.8, 10: 0.8])
    expect(schedule, plateauFactor: 0.25, [1: 0.4, 3: 0.2, 10: 0.2])
    expect(Schedule(.constant, peak: 0.8, total: 10), plateauFactor: 0.25, [3: 0.8])
  }

  @Test("a warm-up longer than the run just rises", arguments: Schedule.Shape.allCases)
  func longWarmup(shape: Schedule.Shape) {
    expect(Schedule(shape, peak: 1, warmup: 100, total: 10), [1: 0.01, 10: 0.1])
  }

  @Test("no shape is negative or above its peak, up to and behind its end", arguments: Schedule.Shape.allCases)
  func bounds(shape: Schedule.Shape) {
    for (warmup, total) in [(0, 1), (0, 17), (5, 17), (17, 17)] {
      let schedule = Schedule(shape, peak: 0.3, warmup: warmup, total: total)
      for update in 1...40 {
        let rate = schedule.rate(of: update)
        #expect(rate >= 0 && rate <= 0.3)
        if update > max(1, warmup) { #expect(rate <= schedule.rate(of: update - 1)) }
      }
    }
  }

  @Test("the settings' schedules are the shapes there are, with rate and warm-up", arguments: Schedule.Shape.allCases)
  func settings(shape: Schedule.Shape) throws {
    let settings = try TrainerBench.settings([
      "schedule": shape.rawValue, "learning-rate": "0.25", "warmup": "3",
    ])
    let schedule = Schedule(settings, total: 50)
    #expect((schedule.shape, schedule.peak, schedule.warmup, schedule.total) == (shape, 0.25, 3, 50))
    #expect(Schedule(settings, total: 5).warmup == 2, "half of a short run at most")
    #expect(LearningSettings.schedule.allowed == .choices(Schedule.Shape.allCases.map(\.rawValue)))
  }
}
