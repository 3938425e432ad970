import SerfActivations
import SerfTensor
import Testing

@Suite("The buffer pool")
struct BufferPoolTests {
  private static func tape() -> Tape { Tape(parameters: ParameterArena(layout: ParameterLayout([]))) }

  @Test("counts what it allocates, lends and holds")
  func counters() {
    var tape = Self.tape()
    _ = tape.makeTensor(rows: 10, columns: 100)
    _ = tape.makeTensor(rows: 1, columns: 1)
    let counts = (tape.pool.allocationCount, tape.pool.lentCount, tape.pool.byteCount)
    // 1000 and a sixteenth, then up to whole 256: 1280 floats; and the least, 256.
    #expect(counts == (2, 2, (1280 + 256) * 4))
    tape.begin(.evaluation)
    let back = (tape.pool.allocationCount, tape.pool.lentCount, tape.pool.byteCount)
    #expect(back == (2, 0, counts.2))
  }

  @Test("lends the smallest free buffer that fits, so that a larger one is left for a larger need")
  func bestFit() {
    var tape = Self.tape()
    _ = tape.makeTensor(rows: 1, columns: 5000)
    _ = tape.makeTensor(rows: 1, columns: 1000)
    _ = tape.makeTensor(rows: 1, columns: 100)
    for order in [[100, 1000, 5000], [1000, 100, 5000], [5000, 100, 1000], [1000, 5000, 100]] {
      tape.begin(.evaluation)
      for columns in order { _ = tape.makeTensor(rows: 1, columns: columns) }
      let count = tape.pool.allocationCount
      #expect(count == 3, "\(order)")
    }
    _ = tape.makeTensor(rows: 1, columns: 1)
    let count = tape.pool.allocationCount
    #expect(count == 4)
  }

  @Test("in evaluation small tensors that stay leave large buffers to the steps that need them anew")
  func sparing() {
    var tape = Self.tape()
    tape.begin(.evaluation)
    for _ in 0..<30 {
      let mark = tape.mark
      let small = tape.makeTensor(rows: 1, columns: 100)
      _ = tape.makeTensor(rows: 10, columns: 1000)
      tape.release(since: mark, except: small)
    }
    let bytes = tape.pool.byteCount
    #expect(bytes < 2 * 10_000 * 4 + 30 * 256 * 4)
  }

  @Test("buffers begin on a 64-byte boundary")
  func alignment() {
    let layout = ParameterLayout([ParameterRequest("weight", rows: 7, columns: 3)])
    var tape = Tape(parameters: ParameterArena(layout: layout))
    tape.begin(.evaluation)
    for _ in 0..<20 {
      let x = tape.input(Grid(rows: 1, columns: 3))
      let y = tape.linear(x, weight: layout.parameters[0], bias: nil, activation: AddressShown())
      // The address is given in units of 4 bytes modulo 64 bytes.
      #expect(tape.value(of: y).elements.allSatisfy { $0 == 0 })
    }
  }

  @Test("a warm training pass allocates nothing, with smaller batches neither", arguments: ["transformer", "lstm"])
  func warmPass(net: String) {
    // Large enough that most buffers are larger than the pool's least, 256 floats.
    let lengths = [
      [64, 64, 64, 64], [64, 64, 64, 64], [64, 37, 3, 1], [40, 2], [64, 64, 64, 64], [1], [64, 64, 5],
    ]
    let counts = Self.allocationCounts(net, batches: (0..<20).map { SmallBatch(lengths: lengths[$0 % lengths.count]) })
    #expect(counts[1] > 0)
    #expect(counts[1...].allSatisfy { $0 == counts[1] }, "allocations so far, pass by pass: \(counts)")
  }

  @Test("after the largest batch no smaller one allocates", arguments: ["transformer", "lstm"])
  func randomBatches(net: String) {
    var numbers = SeededNumbers(31)
    let largest = Array(repeating: SmallBatch(lengths: [64, 64, 64, 64]), count: 2)
    let smaller = (0..<300).map { _ in
      let lengths = (0..<Int.random(in: 1...4, using: &numbers)).map { _ in Int.random(in: 1...64, using: &numbers) }
      return SmallBatch(lengths: lengths.sorted(by: >))
    }
    let counts = Self.allocationCounts(net, batches: largest + smaller)
    #expect(counts.last == counts[0])
  }

  /// The pool's count of allocations after each pass; all buffers must be back after each.
  static func allocationCounts(_ net: String, batches: [SmallBatch]) -> [Int] {
    let layout = ParameterLayout(net == "lstm" ? SmallLSTM.requests : SmallTransformer.requests)
    let (arena, gradients) = (ParameterArena(layout: layout), GradientArena(layout: layout))
    let parameters = (net == "lstm" ? SmallLSTM.requests : SmallTransformer.requests)
      .compactMap { layout.parameter(named: $0.name) }
    let buffers = SmallBatchBuffers()
    var tape = Tape(parameters: arena)
    let counts = batches.enumerated().map { pass, batch in
      buffers.fill(from: batch)
      tape.begin(.training(key: RandomKey(seed: 3).child(pass)), gradients: gradients)
      let sequences = batch.lengths.count
      _ =
        net == "lstm"
        ? SmallLSTM.loss(on: &tape, parameters, buffers, sequences: sequences, rate: 0.2)
        : SmallTransformer.loss(on: &tape, parameters, buffers, sequences: sequences, rate: 0.2)
      tape.backward()
      tape.begin(.evaluation)
      let lent = tape.pool.lentCount
      #expect(lent == 0)
      return tape.pool.allocationCount
    }
    return withExtendedLifetime((arena, gradients, buffers)) { counts }
  }
}

/// Writes where its output begins: the address modulo 64.
private struct AddressShown: Activation {
  let name = "address"
  let formula = "address mod 64"
  let summary = "Shows where a buffer lies."
  let properties = ActivationProperties()

  func reference(_ x: Double) -> (value: Double, slope: Double) { (0, 0) }

  func apply(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int) {
    for i in 0..<count { unsafe y[i] = Float(UInt(bitPattern: y) % 64) }
  }
}
