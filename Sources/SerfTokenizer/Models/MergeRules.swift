/// The merges of a byte-pair model: what two tokens become, and how early.
///
/// One flat table in open addressing, 16 bytes a slot, so that a look-up is one line of the processor's cache.
/// - Invariant: `slots` points to `slotCount` slots, a power of two, at most half of them in use; a free slot's key is
///   `UInt64.max`. It is written by ``insert(_:for:)`` only, before the model that owns it is shared.
@safe final class MergeRules: @unchecked Sendable {
  /// What a merge makes, and how early it was learnt.
  struct Rule: Hashable, Sendable {
    let rank: Int32
    let product: Int32
  }

  private struct Slot {
    var key: UInt64
    var rule: Rule
  }

  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int
  private let seed = ByteHash.seed
  private(set) var count = 0

  /// - Parameter capacity: as many merges as can be inserted.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    unsafe slots = .allocate(capacity: size)
    unsafe slots.initialize(repeating: Slot(key: .max, rule: Rule(rank: -1, product: -1)), count: size)
  }

  deinit { unsafe slots.deallocate() }

  /// The merge of two tokens, if there is one.
  @inline(__always)
  subscript(pair: TokenPair) -> Rule? {
    let slot = slot(of: pair.key)
    return unsafe slots[slot].key == .max ? nil : slots[slot].rule
  }

  /// Whether the pair had no merge yet; otherwise the first one stays.
  func insert(_ rule: Rule, for pair: TokenPair) -> Bool {
    let slot = slot(of: pair.key)
    guard unsafe slots[slot].key == .max else { return false }
    precondition(count * 2 <= mask, "more merges than there is room for")
    unsafe slots[slot] = Slot(key: pair.key, rule: rule)
    count += 1
    return true
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: ByteHash.hash(key, seed: seed)) & mask
    while unsafe slots[slot].key != key, unsafe slots[slot].key != .max { slot = (slot &+ 1) & mask }
    return slot
  }
}
