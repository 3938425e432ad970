internal import Synchronization

/// The activations that settings, files and the command can name.
///
/// Any thread may ask and register at any time. What is registered stays: a name never changes its meaning.
public final class ActivationRegistry: Sendable {
  private let entries: Mutex<Entries>

  /// A registry of the given activations, in their order.
  /// - Throws: ``ActivationError`` as ``register(_:)``.
  public init(_ activations: [any Activation] = []) throws(ActivationError) {
    var entries = Entries()
    for activation in activations {
      try entries.add(activation)
    }
    self.entries = Mutex(entries)
  }

  private init(checked entries: Entries) {
    self.entries = Mutex(entries)
  }

  /// Every activation, in the order of registration.
  public var all: [any Activation] { entries.withLock { $0.ordered } }

  /// The activation with this name or alias.
  /// - Throws: ``ActivationError/Code/unknownName``, with the nearest name and the list of all.
  public func named(_ name: String) throws(ActivationError) -> any Activation {
    let entries = self.entries.withLock { $0 }
    if let index = entries.indices[name] { return entries.ordered[index] }
    throw .unknownName(
      name, nearest: NearestName.of(name, among: entries.indices.keys.sorted()), known: entries.ordered.map(\.name))
  }

  /// Adds an activation under its name and aliases.
  /// - Throws: ``ActivationError/Code/nameTaken`` or ``ActivationError/Code/invalidName``; nothing is added then.
  public func register(_ activation: some Activation) throws(ActivationError) {
    let outcome = entries.withLock { entries -> ActivationError? in
      do throws(ActivationError) {
        try entries.add(activation)
        return nil
      } catch {
        return error
      }
    }
    if let outcome { throw outcome }
  }
}

// MARK: - Built in
extension ActivationRegistry {
  /// A registry of the built-in activations alone.
  static func builtIn() -> ActivationRegistry {
    var entries = Entries()
    for activation in BuiltInActivations.all {
      entries.addChecked(activation)
    }
    return ActivationRegistry(checked: entries)
  }
}

// MARK: - Entries
/// - Invariant: `indices` has each name and alias of `ordered`, and nothing else.
private struct Entries: Sendable {
  var ordered: [any Activation] = []
  var indices: [String: Int] = [:]

  mutating func add(_ activation: any Activation) throws(ActivationError) {
    let names = [activation.name] + activation.aliases
    for (position, name) in names.enumerated() {
      guard isValid(name) else { throw .invalidName(name) }
      if let index = indices[name] { throw .nameTaken(name, by: ordered[index].name) }
      if names[..<position].contains(name) { throw .nameTaken(name, by: activation.name) }
    }
    addChecked(activation)
  }

  mutating func addChecked(_ activation: any Activation) {
    for name in [activation.name] + activation.aliases {
      indices[name] = ordered.count
    }
    ordered.append(activation)
  }

  private func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
      default: false
      }
    }
  }
}
