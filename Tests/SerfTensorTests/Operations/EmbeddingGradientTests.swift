import SerfTensor
import Testing

@Suite("Gradient of embedding")
struct EmbeddingGradientTests {
  static func embedding(
    rows: Int, width: Int, isRowSparse: Bool, dropout: EmbeddingDropout = EmbeddingDropout(), hasPositions: Bool
  ) -> OperationCase {
    let vocabulary = 11
    let longest = 5
    var numbers = SeededNumbers(UInt64(rows * 100 + width))
    let (ids, places) = (numbers.indices(rows, below: vocabulary), (0..<rows).map { $0 % longest })
    let (idBuffer, placeBuffer) = (IndexBuffer(ids), IndexBuffer(places))
    let isRandom = dropout.wordRate > 0 || dropout.entryRate > 0
    let factors = isRandom ? DropoutMasks.embedding(ids, vocabulary: vocabulary, dropout: dropout) : nil
    return OperationCase(
      parameters: [
        (
          ParameterRequest("table", rows: vocabulary, columns: width, isRowSparse: isRowSparse),
          numbers.grid(vocabulary, width)
        ),
        (ParameterRequest("positions", rows: longest, columns: width), numbers.grid(longest, width)),
      ], depth: rows, isRandom: isRandom,
      operation: { tape, _, parameters in
        .init(outputs: [
          tape.embedding(
            idBuffer.view, table: parameters[0], dropout: dropout,
            positions: hasPositions ? (parameters[1], placeBuffer.view) : nil)
        ])
      },
      reference: { _, parameters in
        .init(outputs: [
          Reference.embedding(
            ids, table: parameters[0], factors: factors, positions: hasPositions ? (parameters[1], places) : nil)
        ])
      })
  }

  @Test(
    "a dense and a row-sparse table have the same gradient, with and without positions", arguments: [1, 3, 17],
    [1, 5, 33])
  func plain(rows: Int, width: Int) {
    for isRowSparse in [false, true] {
      for hasPositions in [false, true] {
        let check = Self.embedding(rows: rows, width: width, isRowSparse: isRowSparse, hasPositions: hasPositions)
        #expect(check.mismatches() == [], "row-sparse \(isRowSparse), positions \(hasPositions)")
      }
    }
  }

  @Test(
    "dropout of words and of entries multiplies whole rows, but not positions",
    arguments: [(0.3, 0), (0, 0.3), (0.25, 0.4)] as [(Float, Float)])
  func dropout(wordRate: Float, entryRate: Float) {
    let dropout = EmbeddingDropout(wordRate: wordRate, entryRate: entryRate)
    for isRowSparse in [false, true] {
      let check = Self.embedding(rows: 17, width: 5, isRowSparse: isRowSparse, dropout: dropout, hasPositions: true)
      #expect(check.mismatches() == [], "row-sparse \(isRowSparse)")
    }
  }

  @Test("a factor scales rows of the table, and not a fixed table of positions", arguments: [1, 3, 17])
  func factor(rows: Int) {
    var numbers = SeededNumbers(UInt64(rows))
    let (ids, places) = (numbers.indices(rows, below: 11), (0..<rows).map { $0 % 5 })
    let (idBuffer, placeBuffer) = (IndexBuffer(ids), IndexBuffer(places))
    let fixed = ParameterArena(layout: ParameterLayout([ParameterRequest("fixed", rows: 5, columns: 6)]))
    let positions = numbers.grid(5, 6)
    fixed.all.columns(0..<30).fill(with: positions.floats)
    let check = OperationCase(
      parameters: [(ParameterRequest("table", rows: 11, columns: 6), numbers.grid(11, 6))], depth: rows + 1,
      operation: { tape, _, parameters in
        let term = PositionTerm.fixed(fixed.matrix(of: fixed.layout.parameters[0]), places: placeBuffer.view)
        return .init(outputs: [tape.embedding(idBuffer.view, table: parameters[0], factor: 2.5, term: term)])
      },
      reference: { _, parameters in
        .init(outputs: [
          Reference.embedding(
            ids, table: parameters[0], factors: Array(repeating: 2.5, count: rows), positions: (positions, places))
        ])
      })
    #expect(check.mismatches() == [])
  }

  @Test("a dropped entry is dropped wherever it stands, a dropped word by itself, at the asked rates")
  func dropoutKinds() {
    let ids = (0..<40_000).map { $0 % 2000 }
    let entries = DropoutMasks.embedding(ids, vocabulary: 2000, dropout: EmbeddingDropout(entryRate: 0.25))
    #expect(ids.enumerated().allSatisfy { entries[$0.offset] == entries[$0.element] })
    let dropped = entries[..<2000].count { $0 == 0 }
    // Standard deviation √(2000 · 0.25 · 0.75) = 19.4; five of them.
    #expect(abs(dropped - 500) < 97, "\(dropped) of 2000 entries")
    let words = DropoutMasks.embedding(ids, vocabulary: 2000, dropout: EmbeddingDropout(wordRate: 0.25))
    // √(40000 · 0.25 · 0.75) = 86.6.
    #expect(abs(words.count { $0 == 0 } - 10_000) < 433)
    // Words are not scaled up: the factor of a kept one is 1.
    #expect(words.allSatisfy { $0 == 0 || $0 == 1 })
    let agreeing = (0..<2000).count { words[$0] == words[$0 + 2000] }
    // Independent: 0.25² + 0.75² = 0.625 of them; deviation √(2000 · 0.625 · 0.375) = 21.7.
    #expect(abs(agreeing - 1250) < 109, "\(agreeing) of 2000 words agree")
  }

  @Test("a row-sparse table's gradient touches the rows of the batch alone, in the order of first touch")
  func touchedRows() {
    let layout = ParameterLayout([ParameterRequest("table", rows: 100, columns: 3, isRowSparse: true)])
    let (arena, gradients) = (ParameterArena(layout: layout), GradientArena(layout: layout))
    let ids = IndexBuffer([7, 99, 7, 0])
    var tape = Tape(parameters: arena)
    tape.begin(.training(key: RandomKey(seed: 1)), gradients: gradients)
    let y = tape.embedding(ids.view, table: layout.parameters[0])
    tape.gradientTarget(of: y).matrix.fill(with: 1)
    tape.backward()
    let rows = gradients.sparse[0]
    #expect((0..<rows.touched.count).map { rows.touched[$0] } == [7, 99, 0])
    #expect(rows.all.elements == [2, 2, 2, 1, 1, 1, 1, 1, 1])
    withExtendedLifetime(ids) {}
  }
}
