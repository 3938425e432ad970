import Synchronization

/// Scratch space that calls borrow and give back, so that an immutable stage can be used by many threads at once and
/// still reuse its buffers.
///
/// It holds as many items as were ever in use at the same time.
final class Pool<Item: Sendable>: Sendable {
  private let idle = Mutex<[Item]>([])

  /// An idle item, or a new one; the caller gives it back.
  func take(orMake make: () throws(TokenizerError) -> Item) throws(TokenizerError) -> Item {
    if let item = idle.withLock({ $0.popLast() }) { return item }
    return try make()
  }

  func giveBack(_ item: Item) { idle.withLock { $0.append(item) } }
}
