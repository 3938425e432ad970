/// Buffers of one worker: lent to a tape pass, given back when last used, never freed until the pool goes.
///
/// The smallest free buffer that fits is lent, so once the largest batch has passed, a smaller one, which asks for as many
/// buffers and none larger, finds its own. The counters let a test assert it of a network. Where none fits, a free one that
/// is a little too small gives way to a larger one: batches that grow slowly, or are the largest in one side alone, then
/// leave no trail of buffers that nobody needs any more.
/// - Invariant: a buffer is either free (its index is in `free`) or lent.
package struct BufferPool: ~Copyable {
  private var buffers: [AlignedBuffer] = []
  private var free: [Int] = []
  /// Buffers allocated so far.
  package private(set) var allocationCount = 0
  /// Memory held. Unit: bytes.
  package private(set) var byteCount = 0

  package init() {
    buffers.reserveCapacity(256)
    free.reserveCapacity(256)
  }

  /// Buffers lent at this moment.
  package var lentCount: Int { buffers.count - free.count }

  /// How many times the memory that is asked for a sparing loan may hold.
  private static let sparingFactor = 4

  /// The index of a buffer of at least `count` floats, whose content is undefined.
  /// - Parameter isSparing: leaves alone what is far too large, as for the small tensors of a decoder's steps, which are kept
  ///   while each step needs the large ones anew.
  mutating func lend(count: Int, isSparing: Bool = false) -> Int {
    var best: (place: Int, size: Int)?
    let largest = isSparing ? max(count, 256) * Self.sparingFactor : .max
    for (place, index) in free.enumerated() {
      let size = buffers[index].count
      if size >= count, size <= largest, best.map({ size < $0.size }) ?? true { best = (place, size) }
    }
    if let best {
      let index = free[best.place]
      free[best.place] = free[free.count - 1]
      free.removeLast()
      return index
    }
    // Rounded up, so that batches of nearly the same size share buffers.
    let size = max(256, (count + count / 16 + 255) / 256 * 256)
    allocationCount += 1
    byteCount += size * MemoryLayout<Float>.stride
    if let place = placeOfSlightlySmaller(than: size) {
      let index = free.remove(at: place)
      byteCount -= buffers[index].count * MemoryLayout<Float>.stride
      buffers[index] = AlignedBuffer(count: size)
      return index
    }
    buffers.append(AlignedBuffer(count: size))
    return buffers.count - 1
  }

  /// The largest free buffer of at least half a size; none fits it.
  private func placeOfSlightlySmaller(than size: Int) -> Int? {
    free.indices.filter { 2 * buffers[free[$0]].count >= size }
      .max { buffers[free[$0]].count < buffers[free[$1]].count }
  }

  mutating func giveBack(_ index: Int) {
    free.append(index)
  }

  func matrix(of index: Int, rows: Int, columns: Int) -> Matrix {
    let buffer = buffers[index]
    precondition(rows * columns <= buffer.count, "[\(rows), \(columns)] in a buffer of \(buffer.count)")
    return unsafe Matrix(base: buffer.base, rows: rows, columns: columns)
  }
}
