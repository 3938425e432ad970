import SerfTensor

/// The factors that an operation's dropout multiplies by, read off its behaviour on inputs that show them: what the
/// reference then takes for granted. Each runs the operation first thing in a pass of ``OperationCase/training``, where
/// the case runs it too.
enum DropoutMasks {
  /// Of `dropout` on [rows, columns].
  static func units(rows: Int, columns: Int, rate: Float) -> Grid {
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(OperationCase.training)
    let ones = tape.input(Grid(rows: rows, columns: columns, repeating: 1))
    let y = tape.dropout(ones, rate: rate)
    return factors(tape.value(of: y).elements, rows: rows, columns: columns, rate: rate)
  }

  /// Of the branch of `residualNorm` on [rows, columns]: the sum of nothing and a branch of ones.
  static func branch(rows: Int, columns: Int, rate: Float) -> Grid {
    let layout = ParameterLayout(
      [ParameterRequest("gain", rows: 1, columns: columns), ParameterRequest("bias", rows: 1, columns: columns)])
    let arena = ParameterArena(layout: layout)
    var tape = Tape(parameters: arena)
    tape.begin(OperationCase.training)
    let (zeros, ones) = (
      tape.input(Grid(rows: rows, columns: columns)), tape.input(Grid(rows: rows, columns: columns, repeating: 1))
    )
    let sum = tape.residualNorm(
      zeros, branch: ones, dropoutRate: rate, gain: layout.parameters[0], bias: layout.parameters[1]
    ).sum
    return factors(tape.value(of: sum).elements, rows: rows, columns: columns, rate: rate)
  }

  /// Of the weights of `attention`, for each sequence and head: with queries and keys of 0 every weight is 1 / length, and
  /// values that are 1 at one position show that position's column.
  static func attention(starts: [Int], heads: Int, width: Int, rate: Float) -> [[Grid]] {
    let lengths = zip(starts.dropFirst(), starts).map { $0 - $1 }
    var masks = lengths.map { Array(repeating: Grid(rows: $0, columns: $0), count: heads) }
    let buffer = IndexBuffer(starts)
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    for position in 0..<(lengths.max() ?? 0) {
      var qkv = Grid(rows: starts.last ?? 0, columns: 3 * width)
      for (start, length) in zip(starts, lengths) where position < length {
        for column in 2 * width..<3 * width { qkv[start + position, column] = 1 }
      }
      tape.begin(OperationCase.training)
      let input = tape.input(qkv)
      let y = tape.attention(input, starts: buffer.view, heads: heads, dropoutRate: rate)
      let output = tape.value(of: y)
      for (sequence, length) in lengths.enumerated() where position < length {
        for head in 0..<heads {
          for i in 0..<length {
            let isKept = output[starts[sequence] + i, head * width / heads] > 0
            masks[sequence][head][i, position] = isKept ? keptFactor(rate) : 0
          }
        }
      }
    }
    return withExtendedLifetime(buffer) { masks }
  }

  /// Of the weights of `crossAttention`, for each sequence and head, read off as those of `attention`.
  static func crossAttention(
    queryStarts: [Int], keyStarts: [Int], heads: Int, width: Int, rate: Float
  ) -> [[Grid]] {
    let lengths = zip(queryStarts.dropFirst(), queryStarts).map { $0 - $1 }
    let keyLengths = zip(keyStarts.dropFirst(), keyStarts).map { $0 - $1 }
    var masks = zip(lengths, keyLengths).map { Array(repeating: Grid(rows: $0, columns: $1), count: heads) }
    let (starts, keys) = (IndexBuffer(queryStarts), IndexBuffer(keyStarts))
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    for position in 0..<(keyLengths.max() ?? 0) {
      var memory = Grid(rows: keyStarts.last ?? 0, columns: 2 * width)
      for (start, length) in zip(keyStarts, keyLengths) where position < length {
        for column in width..<2 * width { memory[start + position, column] = 1 }
      }
      tape.begin(OperationCase.training)
      let y = tape.crossAttention(
        tape.input(Grid(rows: queryStarts.last ?? 0, columns: width)), memory: tape.input(memory),
        queryStarts: starts.view, keyStarts: keys.view, heads: heads, dropoutRate: rate)
      let output = tape.value(of: y)
      for (sequence, length) in lengths.enumerated() where position < keyLengths[sequence] {
        for head in 0..<heads {
          for i in 0..<length {
            let isKept = output[queryStarts[sequence] + i, head * width / heads] > 0
            masks[sequence][head][i, position] = isKept ? keptFactor(rate) : 0
          }
        }
      }
    }
    return withExtendedLifetime((starts, keys)) { masks }
  }

  /// Of the rows of `embedding`: a table of ones.
  static func embedding(_ ids: [Int], vocabulary: Int, dropout: EmbeddingDropout) -> [Double] {
    let layout = ParameterLayout([ParameterRequest("table", rows: vocabulary, columns: 1)])
    let (arena, buffer) = (ParameterArena(layout: layout), IndexBuffer(ids))
    arena.all.fill(with: 1)
    var tape = Tape(parameters: arena)
    tape.begin(OperationCase.training)
    let y = tape.embedding(buffer.view, table: layout.parameters[0], dropout: dropout)
    let mask = factors(tape.value(of: y).elements, rows: ids.count, columns: 1, rate: dropout.entryRate)
    return withExtendedLifetime(buffer) { mask.values }
  }

  /// Of the features of `bag`, first and second table: tables of ones, and each feature in a sequence of its own.
  static func bag(firstCount: Int, secondCount: Int, rate: Float) -> (first: [Double], second: [Double]) {
    let layout = ParameterLayout([ParameterRequest("table", rows: 1, columns: 1)])
    let arena = ParameterArena(layout: layout)
    arena.all.fill(with: 1)
    let zeros = IndexBuffer(repeatElement(0, count: firstCount)),
      moreZeros = IndexBuffer(repeatElement(0, count: secondCount))
    let own = IndexBuffer(0..<firstCount), ownOfSecond = IndexBuffer(firstCount..<firstCount + secondCount)
    var tape = Tape(parameters: arena)
    tape.begin(OperationCase.training)
    let y = tape.bag(
      BagFeatures(table: layout.parameters[0], ids: zeros.view, segments: own.view),
      BagFeatures(table: layout.parameters[0], ids: moreZeros.view, segments: ownOfSecond.view),
      sequences: firstCount + secondCount, dropoutRate: rate)
    let mask = factors(tape.value(of: y).elements, rows: firstCount + secondCount, columns: 1, rate: rate).values
    return withExtendedLifetime((zeros, moreZeros, own, ownOfSecond)) {
      (Array(mask[..<firstCount]), Array(mask[firstCount...]))
    }
  }

  /// 1 / (1 - p) of the p that float32 has.
  static func keptFactor(_ rate: Float) -> Double { 1 / (1 - Double(rate)) }

  private static func factors(_ elements: [Float], rows: Int, columns: Int, rate: Float) -> Grid {
    Grid(rows: rows, columns: columns, values: elements.map { $0 == 0 ? 0 : keptFactor(rate) })
  }
}
