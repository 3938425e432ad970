public import SerfSettings

/// A search on dev that every configuration gets alike, before the seeds that the test uses.
public struct TuningSpecification: Hashable, Sendable {
  /// What a trial may say.
  public enum Search: Hashable, Sendable {
    /// Every combination.
    case grid([ExperimentAxis])
    /// So many draws, the same for every configuration.
    case random(trials: Int, seed: Int, [Range])
    /// These, as they are.
    case listed([[NamedValue]])
  }

  /// Where a random search draws from.
  public struct Range: Hashable, Sendable {
    public let name: String
    public let kind: Kind

    public enum Kind: Hashable, Sendable {
      case choices([SettingScalar])
      /// Evenly, or evenly in the logarithm; whole numbers where the setting is one.
      case interval(from: Double, to: Double, isLogarithmic: Bool, isWhole: Bool)
    }
  }

  public let search: Search
  /// Seeds of the search alone.
  public let seeds: [Int]
}

// MARK: - Trials
extension TuningSpecification {
  /// How many there are, without spreading them out.
  var trialCount: Int {
    switch search {
    case .grid(let axes): axes.combinationCount
    case .random(let count, _, _): count
    case .listed(let trials): trials.count
    }
  }

  /// What each trial says, in order.
  var trials: [[NamedValue]] {
    switch search {
    case .grid(let axes):
      return axes.reduce([[]]) { trials, axis in
        trials.flatMap { trial in axis.values.map { trial + [NamedValue(axis.name, $0)] } }
      }
    case .random(let count, let seed, let ranges):
      var random = SeededNumbers(seed: UInt64(seed))
      return (0..<count).map { _ in
        ranges.map { NamedValue($0.name, $0.draw(&random)) }
      }
    case .listed(let trials): return trials
    }
  }
}

extension TuningSpecification.Range {
  fileprivate func draw(_ random: inout SeededNumbers) -> SettingScalar {
    switch kind {
    case .choices(let values):
      return values[min(Int(random.unit() * Double(values.count)), values.count - 1)]
    case .interval(let low, let high, let isLogarithmic, let isWhole):
      let place = random.unit()
      let number =
        isLogarithmic ? low * SeededNumbers.power(high / low, place) : low + (high - low) * place
      // Three digits that count are all that a rate needs, and a table of settings stays readable.
      guard isWhole else { return .number(SeededNumbers.rounded(number, digits: 3)) }
      return .integer(Int(exactly: number.rounded()) ?? .max)
    }
  }
}
