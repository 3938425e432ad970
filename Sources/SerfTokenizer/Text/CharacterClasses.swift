import CICU

/// What the Unicode library says of each code point.
@safe struct CharacterClasses: @unchecked Sendable {
  // Never written after it was made, and never freed, so that all threads may read it.
  private let table: UnsafePointer<UInt8>

  static let shared = CharacterClasses()

  private init() { unsafe table = unsafe serf_icu_classes() }

  /// The general category (UAX 44), by ICU's numbers.
  enum Category {
    static let unassigned: UInt8 = 0
    static let uppercase: UInt8 = 1
    static let lowercase: UInt8 = 2
    static let titlecase: UInt8 = 3
    static let modifierLetter: UInt8 = 4
    static let otherLetter: UInt8 = 5
    static let nonspacingMark: UInt8 = 6
    static let enclosingMark: UInt8 = 7
    static let spacingMark: UInt8 = 8
    static let decimalNumber: UInt8 = 9
    static let otherNumber: UInt8 = 11
    static let control: UInt8 = 15
    static let format: UInt8 = 16
    static let privateUse: UInt8 = 17
    static let dashPunctuation: UInt8 = 19
    static let connectorPunctuation: UInt8 = 22
    static let otherPunctuation: UInt8 = 23
    static let initialPunctuation: UInt8 = 28
    static let finalPunctuation: UInt8 = 29
  }

  /// - Precondition: `point` is below 0x110000, as in well-formed UTF-8 all are.
  @inline(__always)
  private func bits(_ point: UInt32) -> UInt8 {
    // Unsafe: the table has an entry for every code point, and UTF-8 that was checked has no other.
    unsafe table[Int(point)]
  }

  @inline(__always)
  func category(_ point: UInt32) -> UInt8 { bits(point) & UInt8(SERF_ICU_CATEGORY) }

  @inline(__always)
  func isWhiteSpace(_ point: UInt32) -> Bool { bits(point) & UInt8(SERF_ICU_WHITE_SPACE) != 0 }

  @inline(__always)
  func isLetter(_ point: UInt32) -> Bool {
    (Category.uppercase...Category.otherLetter).contains(category(point))
  }

  @inline(__always)
  func isNumber(_ point: UInt32) -> Bool {
    (Category.decimalNumber...Category.otherNumber).contains(category(point))
  }

  @inline(__always)
  func isMark(_ point: UInt32) -> Bool {
    (Category.nonspacingMark...Category.spacingMark).contains(category(point))
  }

  /// Whether a code point has a property of Unicode 8 or 9 at all: some of Hugging Face's tables are that old.
  func isInUnicode8(_ point: UInt32) -> Bool { bits(point) & UInt8(SERF_ICU_AFTER_8) == 0 }
  func isInUnicode9(_ point: UInt32) -> Bool { bits(point) & UInt8(SERF_ICU_AFTER_9) == 0 }

  /// Punctuation as Unicode 8 has it.
  func isPunctuation(_ point: UInt32) -> Bool {
    if point < 0x80 { return Self.isASCIIPunctuation(point) }
    switch category(point) {
    case Category.dashPunctuation...Category.otherPunctuation, Category.initialPunctuation, Category.finalPunctuation:
      return isInUnicode8(point)
    // Two that were punctuation then.
    default: return point == 0x166D || point == 0x111C9
    }
  }

  static func isASCIIPunctuation(_ point: UInt32) -> Bool {
    switch point {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// A word character of UTS 18: alphabetic, mark, decimal digit, connector, joiner.
  func isWord(_ point: UInt32) -> Bool {
    let category = category(point)
    if (Category.uppercase...Category.decimalNumber).contains(category) { return true }
    return category == Category.connectorPunctuation || point == 0x200C || point == 0x200D
      || point >= 0x80 && serf_icu_is_alphabetic(point)
  }
}
