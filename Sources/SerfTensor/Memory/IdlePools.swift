import Synchronization

/// Pools of passes that are over, kept for those that come: fresh pages are cleared by the system, which was a twentieth of
/// a translation's time.
final class IdlePools: Sendable {
  /// - Invariant (`@unchecked Sendable`): whoever takes it out of `idle` is the only one who knows of it.
  private final class Idle: @unchecked Sendable {
    var pool: BufferPool?

    init(_ pool: consuming BufferPool) { self.pool = consume pool }
  }

  /// A pool that one unusual batch has made larger goes; full batches of a decoder with a beam of 5 need more than
  /// 64 MB. Unit: bytes.
  private static let largest = 256 << 20

  private let idle = Mutex<[Idle]>([])

  /// An idle pool, else a new one.
  func take() -> BufferPool {
    idle.withLock { $0.popLast() }?.pool.take() ?? BufferPool()
  }

  /// - Parameter pool: with nothing lent.
  func giveBack(_ pool: consuming BufferPool) {
    precondition(pool.lentCount == 0, "a pool with buffers that are lent")
    guard pool.byteCount <= Self.largest else { return }
    let item = Idle(pool)
    idle.withLock { $0.append(item) }
  }
}
