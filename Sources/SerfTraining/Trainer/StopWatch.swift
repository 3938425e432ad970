/// Time since it was made, by a clock that nobody sets.
struct StopWatch {
  private let start = ContinuousClock.now

  /// Unit: seconds.
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
}
