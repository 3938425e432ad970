import SerfActivations
import Testing

/// The example of Documentation/Activations.md, run.
@Suite("An activation of the user's own")
struct CustomActivationTests {
  @Test("registers, is found by name and alias, and computes")
  func registers() throws {
    let registry = try ActivationRegistry([Serf()])
    try registry.register(
      CustomActivation(
        name: "softsign", aliases: ["x-over-one-plus-x"], formula: "x/(1 + |x|)",
        value: { x in x / (1 + abs(x)) },
        slope: { x in 1 / ((1 + abs(x)) * (1 + abs(x))) }))

    let softsign = try registry.named("x-over-one-plus-x")
    let run = KernelRun(softsign, [-3, -1, 0, 1, 3])
    #expect(run.values == [-0.75, -0.5, 0, 0.5, 0.75])
    #expect(run.values == run.valuesBesideSlopes)
    #expect(run.slopes == [0.0625, 0.25, 1, 0.25, 0.0625])
    #expect(softsign.gain > 1)
  }

  /// A type needs no kernel either: the protocol's defaults call its reference.
  @Test("may be a type with nothing but a reference")
  func type() throws {
    struct Cube: Activation {
      let name = "cube"
      let formula = "x³"
      let summary = "Odd and steep."
      let properties = ActivationProperties(isMonotonic: true, isSmooth: true)
      func reference(_ x: Double) -> (value: Double, slope: Double) { (x * x * x, 3 * x * x) }
    }
    let run = KernelRun(Cube(), [-2, 0.5])
    #expect(run.values == [-8, 0.125] && run.values == run.valuesBesideSlopes)
    #expect(run.slopes == [12, 0.75])
    #expect(Cube().aliases.isEmpty)
  }

  /// In a process of its own, so that the tests over `Activations.all` see the built-in ones alone.
  @Test("is known to the whole process once registered")
  func wholeProcess() async {
    await #expect(processExitsWith: .success) {
      let activation = CustomActivation(name: "half", formula: "x/2", value: { $0 / 2 }, slope: { _ in 0.5 })
      try Activations.register(activation)
      #expect(try Activations.named("half").reference(3).value == 1.5)
      #expect(Activations.all.last?.name == "half")
      #expect(throws: ActivationError.self) { try Activations.register(activation) }
    }
  }
}
