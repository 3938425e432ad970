/// Work done and the time it took. Unit: seconds.
struct Lap {
  var work: Double
  var seconds: Double
}

/// Repeats a step and takes the median of its rates, as the peers do: a median forgives a busy moment of the machine.
enum MedianRate {
  private static let leastLaps = 3

  /// - Parameters:
  ///   - seconds: about how long to go on, what a step does not time included.
  ///   - step: does the work and says how much, and how long it took.
  /// - Returns: the median of work a second.
  static func of(seconds: Double, warmUps: Int = 3, _ step: () -> Lap) -> Double {
    for _ in 0..<warmUps { _ = step() }
    var rates: [Double] = []
    let watch = Stopwatch()
    while watch.seconds < seconds || rates.count < leastLaps {
      let lap = step()
      rates.append(lap.work / max(lap.seconds, 1e-9))
    }
    return rates.sorted()[rates.count / 2]
  }
}

/// Time since it was made. Unit: seconds.
struct Stopwatch {
  private let start = ContinuousClock.now

  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// How long the body takes.
  static func time(_ body: () -> Void) -> Double {
    let watch = Stopwatch()
    body()
    return watch.seconds
  }
}
