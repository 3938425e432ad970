/// SplitMix64 (Steele et al. 2014), so that a failing test names the seed that repeats it.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

extension SeededRandom {
  /// A text of scripts, marks, joiners, white space of every kind, and spellings of special and byte tokens.
  mutating func text(maximumPieces: Int = 40) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...maximumPieces, using: &self) {
      text += Int.random(in: 0..<4, using: &self) == 0 ? word() : String(String.UnicodeScalarView([scalar()]))
    }
    return text
  }

  private mutating func word() -> String {
    [
      " ", "  ", "\r\n", "\n", "\t", " the", "sea", "</s>", "<s>", "<pad>", "<0x41>", "<0xC3>", "e\u{301}", "ﬁ", "Σ",
      "ΑΣ",
      "İ", "I\u{307}", "J\u{301}", "한", "\u{1112}\u{1161}\u{11AB}", "नमस्ते", "สวัสดีครับ", "我们在北京", "👩‍👩‍👧‍👦", "🇩🇪",
      "\u{AD}", "\u{FDFA}", "a\u{315}\u{300}\u{5AE}\u{300}b", "\u{3000}", "3.14", "don't", "\u{0}",
    ].randomElement(using: &self) ?? ""
  }

  private mutating func scalar() -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x7F, 0x80...0x24F, 0x300...0x36F, 0x370...0x52F, 0x590...0x6FF, 0x900...0xDFF, 0xE00...0x1059,
      0x1100...0x11FF, 0x1E00...0x206F, 0x3000...0x30FF, 0x4E00...0x4FFF, 0xAC00...0xD7A3, 0xF900...0xFFFF,
      0x1D100...0x1D1FF, 0x1F300...0x1FAFF, 0...0x10FFFF,
    ]
    while true {
      let range = ranges.randomElement(using: &self) ?? 0...0x7F
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) { return scalar }
    }
  }
}
