import SerfActivations
import Testing

@Suite("The registry of activations")
struct ActivationRegistryTests {
  @Test("the built-in names are these, in this order")
  func names() {
    let names = Activations.all.map(\.name)
    #expect(
      names == [
        "serf", "mish", "swish", "gelu", "gelu-tanh", "relu", "leaky-relu", "elu", "selu", "softplus", "tanh",
        "sigmoid", "hard-swish", "squared-relu", "identity",
      ])
  }

  @Test("a name and each alias lead to the same activation", arguments: Activations.all)
  func aliases(_ activation: any Activation) throws {
    for name in [activation.name] + activation.aliases {
      let found = try Activations.named(name)
      #expect(found.name == activation.name)
      #expect(type(of: found) == type(of: activation))
    }
  }

  @Test("silu is swish")
  func silu() throws {
    #expect(try Activations.named("silu") is Swish)
  }

  @Test(
    "an unknown name is refused with the nearest one",
    arguments: [
      ("serff", "serf"), ("sref", "serf"), ("GELU", "gelu"), ("leaky_relu", "leaky-relu"), ("sillu", "silu"),
      ("hardswish", "hard-swish"), ("relu2", "relu"), ("tan", "tanh"),
    ])
  func suggestion(_ typed: String, _ meant: String) {
    #expect {
      try Activations.named(typed)
    } throws: { error in
      guard let error = error as? ActivationError else { return false }
      return error.code == .unknownName && error.name == typed
        && error.message.hasPrefix("There is no activation '\(typed)'; did you mean '\(meant)'? Known: serf, mish, ")
    }
  }

  @Test(
    "a name like nothing is refused with the list alone",
    arguments: ["", "quantum", String(repeating: "x", count: 100_000)])
  func noSuggestion(_ typed: String) {
    #expect {
      try Activations.named(typed)
    } throws: { error in
      (error as? ActivationError)?.message.hasPrefix("There is no activation '\(typed)'. Known: serf, ") == true
    }
  }

  @Test("a taken name or alias is refused and nothing is added")
  func taken() throws {
    let registry = try ActivationRegistry([Serf(), Swish()])
    let refused: [(name: String, aliases: [String], owner: String)] = [
      ("silu", [], "swish"), ("mine", ["other", "serf"], "serf"), ("twice", ["twice"], "twice"),
    ]
    for (name, aliases, owner) in refused {
      #expect {
        try registry.register(Self.doubling(name, aliases))
      } throws: { error in
        guard let error = error as? ActivationError else { return false }
        return error.code == .nameTaken && error.message.contains("stands for the activation '\(owner)'")
      }
    }
    #expect(registry.all.map(\.name) == ["serf", "swish"])
    #expect(throws: ActivationError.self) { try registry.named("other") }
  }

  @Test(
    "a name that no settings file could hold is refused",
    arguments: ["", "Serf", "se rf", "1st", "-x", "sérf", "a/b"])
  func invalid(_ name: String) throws {
    let registry = try ActivationRegistry()
    #expect {
      try registry.register(Self.doubling(name))
    } throws: { error in
      (error as? ActivationError)?.code == .invalidName
    }
    #expect(registry.all.isEmpty)
  }

  @Test("many threads register and ask at once")
  func threads() async throws {
    let registry = try ActivationRegistry([Serf()])
    await withTaskGroup(of: Bool.self) { group in
      for i in 0..<200 {
        group.addTask {
          do {
            try registry.register(Self.doubling("double-\(i)"))
            return try registry.named("double-\(i)").name == "double-\(i)" && registry.named("serf").name == "serf"
          } catch {
            return false
          }
        }
      }
      for await succeeded in group { #expect(succeeded) }
    }
    #expect(registry.all.count == 201)
  }

  private static func doubling(_ name: String, _ aliases: [String] = []) -> CustomActivation {
    CustomActivation(name: name, aliases: aliases, formula: "2x", value: { 2 * $0 }, slope: { _ in 2 })
  }
}
