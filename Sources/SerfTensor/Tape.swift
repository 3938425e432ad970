/// A value on a tape: its shape and its slot. [rows, columns] float32.
package struct Tensor: Hashable, Sendable {
  package let rows: Int
  package let columns: Int
  let slot: Int
}

/// What a pass is for: whether it learns, and the key of its random numbers.
package struct PassMode: Sendable {
  package let isTraining: Bool
  /// The key of (seed, update, shard); each operation that draws takes a child.
  package let key: RandomKey

  package static func training(key: RandomKey) -> PassMode { PassMode(isTraining: true, key: key) }
  package static let evaluation = PassMode(isTraining: false, key: RandomKey(seed: 0))
}

/// Records operations in order and replays them backwards (reverse-mode differentiation).
///
/// A tape belongs to one worker, travels `inout` and carries the training mode and the random key. Values and gradients
/// live in the worker's pool: an operation's buffers go back to it as soon as its backward step is done, since every later
/// operation has then been replayed. In evaluation nothing is recorded and dropout is the identity.
package struct Tape: ~Copyable {
  package let parameters: ParameterArena
  package private(set) var pool: BufferPool
  package private(set) var mode = PassMode.evaluation
  /// Watches the activations of evaluation passes; nil for none.
  package var probe: ActivationProbe?
  /// Watches the attention of evaluation passes to other sequences; nil for none.
  package var attentionProbe: AttentionProbe?
  private let products: MatrixProducts
  private let packedWeights: PackedWeights?
  private var gradients: GradientArena?
  private var slots: [Slot] = []
  private var entries: [Entry] = []
  private var drawCount = 0

  private struct Slot {
    var value: Int?
    var gradient: Int?
  }

  /// An operation and the slots made during its forward step, its outputs and what it keeps for backward.
  private struct Entry {
    let operation: Operation
    let slots: Range<Int>
  }

  /// - Parameters:
  ///   - products: how matrix products are computed.
  package init(parameters: ParameterArena, products: MatrixProducts = MatrixProducts()) {
    self.init(parameters, products, packedWeights: nil, pool: BufferPool())
  }

  /// A tape for a model that no longer changes, whose memory outlives it where ``end(keepingIn:)`` is its last call.
  package init(parameters: ParameterArena, products: MatrixProducts, memory: InferenceMemory) {
    self.init(parameters, products, packedWeights: memory.packedWeights, pool: memory.pools.take())
  }

  private init(
    _ parameters: ParameterArena, _ products: MatrixProducts, packedWeights: PackedWeights?, pool: consuming BufferPool
  ) {
    self.parameters = parameters
    self.products = products
    self.packedWeights = packedWeights
    self.pool = pool
    slots.reserveCapacity(512)
    entries.reserveCapacity(256)
  }
}

// MARK: - Passes
extension Tape {
  /// Starts a pass; every tensor of the last one is invalid.
  /// - Parameter gradients: where parameters' gradients are added to; needed for ``backward()`` alone.
  package mutating func begin(_ mode: PassMode, gradients: GradientArena? = nil) {
    for index in slots.indices { release(slot: index) }
    slots.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    drawCount = 0
    self.mode = mode
    self.gradients = gradients
  }

  /// The last pass is over; its buffers are for the tapes to come.
  package consuming func end(keepingIn memory: InferenceMemory) {
    for index in slots.indices { release(slot: index) }
    memory.pools.giveBack(pool)
  }

  /// How many tensors the pass has made so far: a place to go back to.
  package var mark: Int { slots.count }

  /// Gives back what an evaluation has made since a mark, but for some tensors: what the next step of a decoder, or the next
  /// block of a stack, needs. In training nothing goes back before backward() has been there.
  package mutating func release(since mark: Int, except kept: Tensor...) { release(since: mark, except: kept) }

  /// As above.
  package mutating func release(since mark: Int, except kept: [Tensor]) {
    guard !mode.isTraining else { return }
    for index in mark..<slots.count where !kept.contains(where: { $0.slot == index }) { release(slot: index) }
  }

  /// Replays the operations backwards. Gradients of parameters are added to the arena given to ``begin(_:gradients:)``;
  /// gradients of inputs stay readable until the next pass.
  package mutating func backward() {
    while let entry = entries.popLast() {
      entry.operation.backward(on: &self)
      for index in entry.slots { release(slot: index) }
    }
  }

  private mutating func release(slot index: Int) {
    if let value = slots[index].value { pool.giveBack(value) }
    if let gradient = slots[index].gradient { pool.giveBack(gradient) }
    slots[index] = Slot()
  }
}

// MARK: - Values
extension Tape {
  /// A tensor whose content is undefined until it is written.
  package mutating func makeTensor(rows: Int, columns: Int) -> Tensor {
    slots.append(Slot(value: pool.lend(count: max(rows * columns, 1), isSparing: !mode.isTraining)))
    return Tensor(rows: rows, columns: columns, slot: slots.count - 1)
  }

  package func value(of tensor: Tensor) -> Matrix {
    guard let buffer = slots[tensor.slot].value else { preconditionFailure("a tensor used after its last use") }
    return pool.matrix(of: buffer, rows: tensor.rows, columns: tensor.columns)
  }

  /// The gradient that has flowed to a tensor so far; nil when none has.
  package func gradient(of tensor: Tensor) -> Matrix? {
    slots[tensor.slot].gradient.map { pool.matrix(of: $0, rows: tensor.rows, columns: tensor.columns) }
  }

  /// Where an operation writes the gradient of its input: over undefined content the first time, added to afterwards.
  package mutating func gradientTarget(of tensor: Tensor) -> (matrix: Matrix, accumulate: Bool) {
    if let matrix = gradient(of: tensor) { return (matrix, true) }
    let buffer = pool.lend(count: max(tensor.rows * tensor.columns, 1))
    slots[tensor.slot].gradient = buffer
    return (pool.matrix(of: buffer, rows: tensor.rows, columns: tensor.columns), false)
  }

  /// As ``gradientTarget(of:)`` for an operation that can only add.
  mutating func gradientSum(of tensor: Tensor) -> Matrix {
    let target = gradientTarget(of: tensor)
    if !target.accumulate { target.matrix.fill(with: 0) }
    return target.matrix
  }

  /// Makes a tensor's value buffer, which its operation has overwritten with the gradient, its gradient.
  mutating func turnValueIntoGradient(of tensor: Tensor) {
    precondition(slots[tensor.slot].gradient == nil, "a tensor with a gradient already")
    slots[tensor.slot].gradient = slots[tensor.slot].value
    slots[tensor.slot].value = nil
  }

  /// Adds the gradient of an operation's output, which is used up, to that of an input of the same shape. Where it is the
  /// input's first, its buffer changes hands.
  mutating func handOnGradient(of output: Tensor, to input: Tensor) {
    guard let gradient = gradient(of: output) else { return }
    if let sum = self.gradient(of: input) { return Kernels.add(gradient, to: sum) }
    slots[input.slot].gradient = slots[output.slot].gradient
    slots[output.slot].gradient = nil
  }

  /// Memory for the length of one step.
  mutating func withScratch<R>(rows: Int, columns: Int, _ body: (inout Tape, Matrix) -> R) -> R {
    let buffer = pool.lend(count: max(rows * columns, 1))
    defer { pool.giveBack(buffer) }
    return body(&self, pool.matrix(of: buffer, rows: rows, columns: columns))
  }
}

// MARK: - For operations
extension Tape {
  var slotCount: Int { slots.count }

  /// Remembers an operation whose slots are all those made since `start`. In evaluation nothing is remembered.
  mutating func record(_ operation: Operation, since start: Int) {
    guard mode.isTraining else { return }
    entries.append(Entry(operation: operation, slots: start..<slots.count))
  }

  /// A key of its own for each drawing operation of the pass.
  mutating func nextKey() -> RandomKey {
    drawCount += 1
    return mode.key.child(drawCount)
  }

  /// c = a · b, c += a · b or c = a · b + bias, the factors transposed where asked for.
  func multiply(
    _ a: Matrix, by b: Matrix, transposeFirst: Bool = false, transposeSecond: Bool = false, accumulate: Bool = false,
    bias: Matrix? = nil, into c: Matrix
  ) {
    products.multiply(
      a, by: b, transposeFirst: transposeFirst, transposeSecond: transposeSecond, accumulate: accumulate, bias: bias,
      into: c)
  }

  /// c = x · Wᵀ, c += x · Wᵀ or c = x · Wᵀ + bias.
  /// - Parameters:
  ///   - x: [N, D].
  ///   - weight: W [F, D].
  func multiply(
    _ x: Matrix, byTransposed weight: Parameter, accumulate: Bool = false, bias: Parameter? = nil, into c: Matrix
  ) {
    let numbers = parameter(weight)
    products.multiply(
      ProductFactor(x), by: packedWeights?.factor(weight, numbers) ?? ProductFactor(numbers, isTransposed: true),
      accumulate: accumulate, bias: bias.map { parameter($0) }, into: c)
  }

  func parameter(_ parameter: Parameter) -> Matrix { parameters.matrix(of: parameter) }

  /// Where the pass adds a dense parameter's gradient.
  func parameterGradient(_ parameter: Parameter) -> Matrix { gradientArena.matrix(of: parameter) }

  func sparseGradient(_ parameter: Parameter) -> SparseRows { gradientArena.sparse[parameter.sparseIndex] }

  private var gradientArena: GradientArena {
    guard let gradients else { preconditionFailure("backward() of a pass begun without gradients") }
    return gradients
  }
}
