import Glibc
import Synchronization

/// Scratch space that calls borrow and give back, so that an immutable stage can be used by many threads at once and
/// still reuse its buffers.
///
/// It holds as many items as were ever in use at the same time. A thread gives back to a shelf of its own and looks there
/// first, so that threads seldom wait for each other, and find what they know in their processor's cache.
final class Pool<Item: Sendable>: Sendable {
  /// One thread's items, with the lines of a cache to itself.
  private struct Shelf: ~Copyable, Sendable {
    let items = Mutex<[Item]>([])
    let padding = InlineArray<14, UInt64>(repeating: 0)
  }

  private static var shelfCount: Int { 16 }

  /// In the object itself: a reference to a shelf would be counted, by all threads in one place.
  private let shelves = InlineArray<16, Shelf> { _ in Shelf() }

  /// The shelf of the calling thread.
  private var own: Int {
    Int(truncatingIfNeeded: ByteHash.hash(UInt64(pthread_self()), seed: 0) % UInt64(Self.shelfCount))
  }

  /// An idle item, or a new one; the caller gives it back.
  func take(orMake make: () throws(TokenizerError) -> Item) throws(TokenizerError) -> Item {
    let own = own
    for offset in 0..<Self.shelfCount {
      if let item = shelves[(own + offset) % Self.shelfCount].items.withLock({ $0.popLast() }) { return item }
    }
    return try make()
  }

  func giveBack(_ item: Item) { shelves[own].items.withLock { $0.append(item) } }
}
