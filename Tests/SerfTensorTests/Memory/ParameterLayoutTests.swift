import SerfTensor
import Testing

@Suite("Parameter layout and arenas")
struct ParameterLayoutTests {
  static let requests = [
    ParameterRequest("table", rows: 10, columns: 3, isRowSparse: true),
    ParameterRequest("weight", rows: 4, columns: 4),
    ParameterRequest("bias", rows: 1, columns: 1),
    ParameterRequest("pairs", rows: 17, columns: 1, isRowSparse: true),
    ParameterRequest("gain", rows: 1, columns: 17),
  ]

  @Test("dense parameters lie first, row-sparse ones after, each on 64 bytes and in their order")
  func offsets() {
    let layout = ParameterLayout(Self.requests)
    #expect(layout.parameters.map(\.name) == ["table", "weight", "bias", "pairs", "gain"])
    #expect(layout.parameters.map(\.offset) == [0, 0, 16, 32, 32])
    #expect(layout.parameters.map { layout.range(of: $0).lowerBound } == [64, 0, 16, 96, 32])
    #expect(layout.denseCount == 64)
    #expect(layout.count == 128)
    #expect(layout.parameterCount == 16 + 1 + 17 + 30 + 17)
    #expect(layout.sparseParameters.map(\.name) == ["table", "pairs"])
    #expect(layout.sparseParameters.map(\.sparseIndex) == [0, 1])
    #expect(layout.parameter(named: "gain").map(layout.range(of:)) == 32..<49)
    #expect(layout.parameter(named: "none") == nil)
  }

  @Test("no two of many parameters overlap, and each begins on a 64-byte boundary")
  func noOverlap() {
    var numbers = SeededNumbers(12)
    let requests = (0..<200).map {
      ParameterRequest(
        "p\($0)", rows: Int.random(in: 1...40, using: &numbers), columns: Int.random(in: 1...40, using: &numbers),
        isRowSparse: Bool.random(using: &numbers))
    }
    let layout = ParameterLayout(requests)
    let starts = layout.parameters.map { layout.range(of: $0).lowerBound }
    #expect(starts.allSatisfy { $0 % 16 == 0 })
    #expect(zip(layout.parameters, starts).allSatisfy { $0.isRowSparse == ($1 >= layout.denseCount) })
    let ranges = layout.parameters.map(layout.range(of:)).sorted { $0.lowerBound < $1.lowerBound }
    #expect(zip(ranges.dropFirst(), ranges).allSatisfy { $0.lowerBound >= $1.upperBound })
    #expect(ranges.allSatisfy { $0.upperBound <= layout.count })
    #expect(Set(layout.parameters.map(\.name)) == Set(requests.map(\.name)))
  }

  @Test("an arena begins as zeros, gives each parameter its own memory, and leaves the gaps alone")
  func arena() {
    let layout = ParameterLayout(Self.requests)
    let arena = ParameterArena(layout: layout)
    #expect(arena.all.elements == [Float](repeating: 0, count: 128))
    for (index, parameter) in layout.parameters.enumerated() {
      arena.matrix(of: parameter).fill(with: Float(index + 1))
    }
    let elements = arena.all.elements
    let expected = (0..<128).map { place in
      Float((layout.parameters.firstIndex { layout.range(of: $0).contains(place) } ?? -1) + 1)
    }
    #expect(elements == expected)
    let copy = ParameterArena(layout: layout)
    copy.copy(from: arena)
    #expect(copy.all.elements == elements)
    withExtendedLifetime((arena, copy)) {}
  }

  @Test("the gradient arena is the dense prefix and a list of rows for each row-sparse parameter")
  func gradientArena() {
    let layout = ParameterLayout(Self.requests)
    let gradients = GradientArena(layout: layout)
    #expect(gradients.all.elements == [Float](repeating: 0, count: 64))
    #expect(gradients.sparse.map(\.rowCount) == [10, 17])
    #expect(gradients.sparse.map(\.width) == [3, 1])
    gradients.matrix(of: layout.parameters[4]).fill(with: 1)
    #expect(gradients.all.elements.dropFirst(32).prefix(17).allSatisfy { $0 == 1 })
    #expect(gradients.all.elements.reduce(0, +) == 17)
    withExtendedLifetime(gradients) {}
  }

  @Test("two parameters of one name, an empty one and a dense view of a row-sparse one stop the program")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      _ = ParameterLayout([ParameterRequest("a", rows: 1, columns: 1), ParameterRequest("a", rows: 1, columns: 2)])
    }
    await #expect(processExitsWith: .failure) { _ = ParameterLayout([ParameterRequest("a", rows: 0, columns: 1)]) }
    await #expect(processExitsWith: .failure) {
      let layout = ParameterLayout([ParameterRequest("a", rows: 1, columns: 1, isRowSparse: true)])
      _ = GradientArena(layout: layout).matrix(of: layout.parameters[0])
    }
  }
}
