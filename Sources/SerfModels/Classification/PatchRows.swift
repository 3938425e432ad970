import SerfData
package import SerfTensor

/// The patches of a batch's pictures, P of each, and how they lie beside its tokens. Filled with the batch.
/// - Invariant: as ``TextBatch``.
package final class PatchRows {
  /// For each picture its number in the store; -1 for one that is hidden.
  private let pictures = IndexBuffer()
  /// For each patch its place in its picture.
  package let positions = IndexBuffer()
  /// For each patch which picture of its example it is of.
  package let sides = IndexBuffer()
  /// For each patch its picture.
  package let segments = IndexBuffer()
  /// First patch of each picture, then their number.
  package let starts = IndexBuffer()

  /// For each token, and for each patch, its row where an example is one sequence.
  package let tokenRows = IndexBuffer()
  package let patchRows = IndexBuffer()
  /// The patches in the order of these rows.
  package let jointPatches = IndexBuffer()
  /// First of these rows of each example, then their number.
  package let jointStarts = IndexBuffer()
  /// For each of these rows the text or picture that it is of: b and B + b for premise and hypothesis, 2B + b and 3B + b
  /// for their pictures; where there are patches alone, their picture.
  package let jointSegments = IndexBuffer()

  private let parts = IndexBuffer()
  private var store: PictureStore?

  private func removeAll() {
    for buffer in [
      pictures, positions, sides, segments, starts, tokenRows, patchRows, jointPatches, jointStarts,
      jointSegments, parts,
    ] {
      buffer.removeAll()
    }
  }

  package var count: Int { positions.count }
  package var pictureCount: Int { pictures.count }

  /// - Parameter batch: has its texts already.
  func fill(from encoded: EncodedPictures?, in batch: TextBatch, as order: PictureOrder?) {
    removeAll()
    store = encoded?.store
    guard let order else { return }
    guard let encoded else { preconditionFailure("a network that looks at pictures, and none") }
    for side in 0..<encoded.picturesPerExample {
      for example in 0..<batch.exampleCount {
        starts.append(positions.count)
        for position in 0..<encoded.store.layout.count {
          positions.append(position)
          sides.append(side)
          segments.append(pictures.count)
        }
        pictures.append(encoded.number(of: batch.examples[example], picture: side))
      }
    }
    starts.append(positions.count)
    if order != .apart { join(batch, withTexts: order == .behindTexts) }
  }

  private func join(_ batch: TextBatch, withTexts: Bool) {
    for _ in 0..<positions.count { patchRows.append(0) }
    var row = 0
    for example in 0..<batch.exampleCount {
      jointStarts.append(row)
      if withTexts {
        for token in batch.starts[example]..<batch.starts[example + 1] {
          tokenRows.append(row)
          jointSegments.append(batch.textSegments[token])
          row += 1
        }
      }
      for picture in stride(from: example, to: pictures.count, by: batch.exampleCount) {
        for patch in starts[picture]..<starts[picture + 1] {
          patchRows[patch] = row
          jointPatches.append(patch)
          jointSegments.append(withTexts ? 2 * batch.exampleCount + picture : picture)
          row += 1
        }
      }
    }
    jointStarts.append(row)
    for part in 0..<4 * batch.exampleCount { parts.append(part) }
  }

  /// The numbers of all texts, or all pictures, of one side: those of ``jointSegments``.
  /// - Parameter part: 0 and 1 for the texts of premises and hypotheses, 2 and 3 for their pictures.
  package func numbers(ofPart part: Int, examples: Int) -> Indices {
    parts.view.range(part * examples..<(part + 1) * examples)
  }

  /// Writes what the pictures show, a row a patch; hidden ones are 0.
  /// - Parameter matrix: [patches, numbers of a patch].
  package func write(into matrix: Matrix) {
    for picture in 0..<pictures.count {
      let rows = matrix.rows(starts[picture]..<starts[picture + 1])
      if let store, pictures[picture] >= 0 {
        rows.withMutableSpan { store.write(picture: pictures[picture], into: &$0) }
      } else {
        rows.fill(with: 0)
      }
    }
  }
}
