/// What some training took: repetitions included.
package struct TrainingCost: Hashable, Sendable {
  package var tokens = 0
  /// Unit: seconds.
  package var seconds = 0.0

  package init() {}
}
