/// The activations of this process: the built-in ones and those registered since.
public enum Activations {
  private static let registry = ActivationRegistry.builtIn()

  /// Every activation, the built-in ones first.
  public static var all: [any Activation] { registry.all }

  /// The activation with this name or alias, as in `Activations.named("serf")`.
  /// - Throws: ``ActivationError`` with the nearest name and the list of all.
  public static func named(_ name: String) throws(ActivationError) -> any Activation {
    try registry.named(name)
  }

  /// Makes an activation known by its name and aliases to everything in this process.
  /// - Throws: ``ActivationError`` when a name is taken or can't be one.
  public static func register(_ activation: some Activation) throws(ActivationError) {
    try registry.register(activation)
  }
}
