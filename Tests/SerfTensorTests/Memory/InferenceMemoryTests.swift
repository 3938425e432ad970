import SerfTensor
import Testing

@Suite("Inference memory")
struct InferenceMemoryTests {
  private static let parameters = ParameterArena(layout: ParameterLayout())

  /// What the pool of a new tape has allocated before it does anything, after a pass with a tensor of some size.
  private static func kept(in memory: InferenceMemory, after rows: Int) -> Int {
    var tape = Tape(parameters: parameters, products: MatrixProducts(), memory: memory)
    tape.begin(.evaluation)
    _ = tape.makeTensor(rows: rows, columns: 1 << 10)
    tape.end(keepingIn: memory)
    let next = Tape(parameters: parameters, products: MatrixProducts(), memory: memory)
    let (count, lent) = (next.pool.byteCount, next.pool.lentCount)
    next.end(keepingIn: memory)
    #expect(lent == 0)
    return count
  }

  @Test("the buffers of a pass that is over are the next one's")
  func buffersAreKept() {
    let memory = InferenceMemory()
    let first = Self.kept(in: memory, after: 1 << 10)
    #expect(first >= 4 << 20)
    #expect(Self.kept(in: memory, after: 1 << 10) == first, "the same buffers serve again")
  }

  @Test("what one unusual pass has needed is not kept")
  func unusualBuffersGo() {
    let memory = InferenceMemory()
    #expect(Self.kept(in: memory, after: 1 << 17) == 0)
  }

  @Test("tapes that live at once have pools of their own")
  func poolsAreNotShared() {
    let memory = InferenceMemory()
    _ = Self.kept(in: memory, after: 1 << 10)
    let one = Tape(parameters: Self.parameters, products: MatrixProducts(), memory: memory)
    let other = Tape(parameters: Self.parameters, products: MatrixProducts(), memory: memory)
    let counts = [one.pool.byteCount, other.pool.byteCount]
    #expect(counts[0] > 0 && counts[1] == 0)
    one.end(keepingIn: memory)
    other.end(keepingIn: memory)
  }
}
