import Foundation
import SerfData
import SerfImages
import SerfModels
import SerfTensor
import TestSupport
import Testing

@Suite("The patches of a shard of pairs")
struct PatchRowsTests {
  /// Pairs of 1 and 2, and of 3 and 1 tokens, whose pictures have four patches of a pixel each; the last one is hidden.
  private let pairs: EncodedTexts

  init() throws {
    let folder = try TemporaryFolder()
    let paths = try (0..<3).map { number in
      let png = PalettePNG(
        indices: [0, 1, 2, 3], width: 2, height: 2, palette: (0..<4).map { [UInt8(10 * number + $0), 0, 0] })
      return try folder.write(Data(png.bytes), to: "\(number).png")
    }
    var pairs = EncodedTexts(textsPerExample: 2, separator: 9)
    var pictures = EncodedPictures(
      store: try PictureStore(paths, layout: PatchLayout(imageSize: 2, patchSize: 1)), picturesPerExample: 2)
    pairs.append([[10], [10, 20]], label: 0)
    pictures.append([paths[2], paths[1]])
    pairs.append([[30, 31, 32], [32]], label: 1)
    pictures.append([paths[0], nil])
    pairs.pictures = pictures
    self.pairs = pairs
  }

  private func elements(_ buffer: IndexBuffer) -> [Int] { (0..<buffer.count).map { buffer[$0] } }

  private func fours(_ numbers: Int...) -> [Int] { numbers.flatMap { [$0, $0, $0, $0] } }

  private func batch(_ order: PictureOrder) -> TextBatch {
    var layout = PackedLayout(order: .sequenceMajor, joinsTexts: order != .apart)
    layout.pictures = order
    let batch = TextBatch()
    batch.fill(from: pairs, examples: [0, 1], as: layout)
    return batch
  }

  @Test("pictures of premises come before those of hypotheses, each with its places")
  func apart() {
    let patches = batch(.apart).patches
    #expect(patches.count == 16 && patches.pictureCount == 4)
    #expect(elements(patches.positions) == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3])
    #expect(elements(patches.sides) == fours(0, 0, 1, 1))
    #expect(elements(patches.segments) == fours(0, 1, 2, 3))
    #expect(elements(patches.starts) == [0, 4, 8, 12, 16])
    #expect(patches.tokenRows.count == 0 && patches.patchRows.count == 0 && patches.jointStarts.count == 0)
  }

  @Test("a pair is one sequence: its texts, the premise's picture, the hypothesis' picture")
  func behindTexts() {
    let patches = batch(.behindTexts).patches
    #expect(elements(patches.jointStarts) == [0, 12, 25])
    #expect(elements(patches.tokenRows) == [0, 1, 2, 3, 12, 13, 14, 15, 16])
    #expect(elements(patches.patchRows) == Array(4..<8) + Array(17..<21) + Array(8..<12) + Array(21..<25))
    // The separator closes the premise.
    #expect(elements(patches.jointSegments) == [0, 0, 2, 2] + fours(4, 6) + [1, 1, 1, 1, 3] + fours(5, 7))
    for part in 0..<4 {
      let numbers = patches.numbers(ofPart: part, examples: 2)
      #expect((0..<numbers.count).map { numbers[$0] } == [2 * part, 2 * part + 1])
    }
  }

  @Test("without texts a pair is the patches of its two pictures")
  func joined() {
    let patches = batch(.joined).patches
    #expect(elements(patches.jointStarts) == [0, 8, 16] && patches.tokenRows.count == 0)
    #expect(elements(patches.jointPatches) == Array(0..<4) + Array(8..<12) + Array(4..<8) + Array(12..<16))
    #expect(elements(patches.jointSegments) == fours(0, 2, 1, 3))
  }

  @Test("patches hold what their own picture shows, and of a hidden one nothing")
  func pixels() {
    let patches = batch(.behindTexts).patches
    var layout = ParameterLayout()
    let parameter = layout.append("patches", rows: 16, columns: 3)
    let arena = ParameterArena(layout: layout)
    withExtendedLifetime(arena) {
      let matrix = arena.matrix(of: parameter)
      matrix.fill(with: .nan)
      patches.write(into: matrix)
      let reds = (0..<12).map { matrix[$0, 0] * 127.5 + 127.5 }
      for (found, expected) in zip(reds, [20, 21, 22, 23, 0, 1, 2, 3, 10, 11, 12, 13] as [Float]) {
        #expect(abs(found - expected) < 1e-3)
      }
      #expect((12..<16).allSatisfy { row in (0..<3).allSatisfy { matrix[row, $0] == 0 } })
    }
  }

  @Test("patches count as work of an example, and an example alone keeps its own pictures")
  func example() {
    #expect(pairs.length(of: 0) == 3 + 8 && pairs.length(of: 1) == 4 + 8)
    let alone = pairs.example(1)
    #expect(alone.pictures?.number(of: 0, picture: 0) == 0 && alone.pictures?.number(of: 0, picture: 1) == -1)
  }
}
