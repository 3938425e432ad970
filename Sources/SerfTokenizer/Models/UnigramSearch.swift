/// The best ways through one word, a window of it at a time.
///
/// Where all ways that may still go on have a place in common, what lies before it is decided and handed on, so that most
/// words of any length take little memory. One in which they have none for long is held whole.
/// - Invariant: `steps` has room for `capacity` steps, that to the place `base` first, of which the first `count` are
///   initialised; `scores` and `isTaken` have `mask + 1` elements, more than the longest step has bytes; all `isTaken` are
///   false between two looks.
@safe struct UnigramSearch: ~Copyable {
  /// A token, or a character that no token covers.
  struct Step {
    let id: Int32
    let byteCount: Int32
  }

  /// The id of a step over a character that no token covers.
  static let unknown: Int32 = -1
  fileprivate static let none = Step(id: -2, byteCount: 0)

  /// The last step of the best way to each place.
  private var steps: UnsafeMutablePointer<Step>
  private var capacity: Int
  private let usualCapacity: Int
  private var count = 0
  private var base = 0
  private let mask: Int
  /// The scores of the ways to the places that steps may still end at, at the place's last bits.
  private let scores: UnsafeMutablePointer<Double>
  /// Whether a way that may still go on comes through a place, at its last bits.
  private let isTaken: UnsafeMutablePointer<Bool>

  /// - Parameter longestStep: in bytes.
  init(longestStep: Int) {
    var mask = 1
    while mask < longestStep { mask = mask << 1 | 1 }
    self.mask = mask
    usualCapacity = max(1 << 13, 4 * (mask + 1))
    capacity = usualCapacity
    unsafe steps = .allocate(capacity: capacity)
    unsafe scores = .allocate(capacity: mask + 1)
    unsafe scores.initialize(repeating: 0, count: mask + 1)
    unsafe isTaken = .allocate(capacity: mask + 1)
    unsafe isTaken.initialize(repeating: false, count: mask + 1)
  }

  deinit {
    unsafe steps.deallocate()
    unsafe scores.deallocate()
    unsafe isTaken.deallocate()
  }

  /// Begins with a word of so many bytes.
  mutating func begin(_ byteCount: Int) {
    (base, count) = (0, 0)
    forget(upTo: min(byteCount + 1, capacity))
    unsafe scores[0] = 0
  }

  /// Initialises the steps to further places.
  private mutating func forget(upTo end: Int) {
    unsafe (steps + count).initialize(repeating: Self.none, count: end - count)
    count = end
  }
}

extension UnigramSearch {
  /// Where steps are entered until ``settle(at:end:_:)`` moves the window.
  /// - Parameter end: of the word.
  func window(end: Int) -> Window {
    // To the last places that are initialised no step leads beyond, if they are the word's.
    let limit = base + count
    return unsafe Window(steps: steps - base, scores: scores, mask: mask, end: limit > end ? end : limit - mask)
  }

  /// The steps to places, and the scores of the ways there.
  ///
  /// - Invariant: `steps` has all places that steps from before `end` lead to, and `scores` `mask + 1` elements.
  @safe struct Window {
    fileprivate let steps: UnsafeMutablePointer<Step>
    fileprivate let scores: UnsafeMutablePointer<Double>
    fileprivate let mask: Int
    /// Where there is no more room, or no more word.
    let end: Int

    /// The score of the best way to a place.
    @inline(__always)
    func score(of place: Int) -> Double { unsafe scores[place & mask] }

    /// A way to a place by a step from the place before: it stays if it is the best so far, and the first of its score.
    @inline(__always)
    func reach(_ place: Int, from before: Int, with id: Int32, score: Double) {
      guard unsafe steps[place].id == UnigramSearch.none.id || score > scores[place & mask] else { return }
      unsafe steps[place] = Step(id: id, byteCount: Int32(truncatingIfNeeded: place &- before))
      unsafe scores[place & mask] = score
    }
  }
}

// MARK: - What is decided
extension UnigramSearch {
  /// Makes room behind a place; calls `body` with the steps up to the last place that all ways have in common, in order.
  /// - Parameters:
  ///   - place: where the search goes on.
  ///   - end: of the word.
  @inline(__always)
  mutating func settle(at place: Int, end: Int, _ body: (Step) -> Void) {
    if count == capacity {
      let shared = sharedPlace(from: place)
      give(upTo: shared, body)
      move(to: shared)
      if place - base > capacity / 2 { resize(to: max(capacity, end - base + 1)) }
    }
    forget(upTo: min(count + usualCapacity, capacity))
  }

  /// Calls `body` with the steps of the best way to the end of the word that were not given yet, in order.
  @inline(__always)
  mutating func finish(at end: Int, _ body: (Step) -> Void) {
    give(upTo: end, body)
    count = 0
    if capacity > usualCapacity { resize(to: usualCapacity) }
  }

  /// Calls `body` with the steps from `base` to a place, in order.
  @inline(__always)
  private mutating func give(upTo place: Int, _ body: (Step) -> Void) {
    turn(upTo: place)
    var start = base
    while start < place {
      let step = unsafe steps[start &- base]
      body(step)
      start &+= Int(step.byteCount)
    }
  }

  /// Puts each step of the way to a place where it begins.
  private mutating func turn(upTo place: Int) {
    var (end, step) = unsafe (place, steps[place - base])
    while end > base {
      let start = end &- Int(step.byteCount)
      let before = unsafe steps[start &- base]
      unsafe steps[start &- base] = step
      (end, step) = (start, before)
    }
  }

  /// The last place that all ways to places from `place` on come through.
  ///
  /// The last of the places is left for the one before it on its way, again and again, until one place is left.
  private func sharedPlace(from place: Int) -> Int {
    var taken = 0
    var last = min(place + mask, base + count - 1)
    for place in place...last where unsafe steps[place - base].id != Self.none.id {
      unsafe isTaken[place & mask] = true
      taken += 1
    }
    while true {
      if unsafe isTaken[last & mask] {
        unsafe isTaken[last & mask] = false
        taken &-= 1
        if taken == 0 { return last }
        let before = last &- Int(unsafe steps[last &- base].byteCount)
        taken &+= unsafe isTaken[before & mask] ? 0 : 1
        unsafe isTaken[before & mask] = true
      }
      last &-= 1
    }
  }

  /// Begins the window with a place.
  private mutating func move(to place: Int) {
    // What lies behind the last step that was entered is none, and stays so.
    count -= place - base
    unsafe steps.update(from: steps + (place - base), count: count)
    base = place
  }

  /// - Parameter newCapacity: room for those that are initialised.
  private mutating func resize(to newCapacity: Int) {
    let resized = UnsafeMutablePointer<Step>.allocate(capacity: newCapacity)
    unsafe resized.initialize(from: steps, count: count)
    unsafe steps.deallocate()
    unsafe steps = resized
    capacity = newCapacity
  }
}
