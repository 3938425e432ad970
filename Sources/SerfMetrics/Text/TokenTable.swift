/// Numbers for the distinct tokens of a few texts: equal bytes, equal number.
///
/// Made for a segment at a time: ``reset()`` forgets all tokens at the cost of a counter, and the storage stays.
/// - Invariant: at most half of the slots are taken, and their number is a power of two.
struct TokenTable {
  private struct Slot {
    var generation: UInt32 = 0
    var hash: UInt32 = 0
    var start = 0
    var length = 0
    var number: UInt32 = 0
  }

  private var slots: [Slot] = []
  /// The bytes of the distinct tokens, end to end.
  private var bytes: [UInt8] = []
  private var generation: UInt32 = 0
  private var count: UInt32 = 0

  /// Forgets all tokens.
  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    count = 0
    generation &+= 1
    if slots.isEmpty || generation == 0 {
      slots = [Slot](repeating: Slot(), count: max(64, slots.count))
      generation = 1
    }
  }

  /// The number of the token that lies at `range` of `text`.
  mutating func number(of range: Range<Int>, in text: Span<UInt8>) -> UInt32 {
    if Int(count) * 2 >= slots.count { grow() }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
    // FNV's low bits mix worst.
    let folded = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    var place = home(of: folded)
    while slots[place].generation == generation {
      if slots[place].hash == folded, holds(slots[place], range, text) { return slots[place].number }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = Slot(
      generation: generation, hash: folded, start: bytes.count, length: range.count, number: count)
    for index in range { bytes.append(text[index]) }
    count += 1
    return count - 1
  }

  @inline(__always)
  private func home(of hash: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(hash) &* 0x9E37_79B9_7F4A_7C15) >> 20) & (slots.count - 1)
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.generation == generation {
      var place = home(of: slot.hash)
      while slots[place].generation == generation { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }

  private func holds(_ slot: Slot, _ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    guard slot.length == range.count else { return false }
    for offset in 0..<slot.length where bytes[slot.start + offset] != text[range.lowerBound + offset] { return false }
    return true
  }
}
