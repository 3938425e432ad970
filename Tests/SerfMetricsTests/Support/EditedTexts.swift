/// The texts of `Reference/edited_texts.py`, step by step alike: seeded edits of a corpus, and strings of odd characters.
struct EditedTexts {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(((next() >> 32) * UInt64(bound)) >> 32) }

  private mutating func odd() -> String { Self.odd[below(Self.odd.count)] }
}

// MARK: - Texts
extension EditedTexts {
  /// A line with a few of its words deleted, doubled, moved, joined to the next or set beside an odd one.
  mutating func edited(_ line: String) -> String {
    var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<below(4) { edit(&words) }
    return words.joined(separator: " ")
  }

  private mutating func edit(_ words: inout [String]) {
    let place = below(words.count)
    let action = below(8)
    switch action {
    case 0 where words.count > 1: words.remove(at: place)
    case 1: words.insert(words[place], at: place)
    case 2:
      let word = words.remove(at: place)
      words.insert(word, at: below(words.count + 1))
    case 3: words.insert(odd(), at: place)
    case 4: words[place] += odd()
    case 5: words[place] = odd() + words[place]
    case 6 where place + 1 < words.count:
      let run = words[place..<place + min(below(6) + 1, words.count - place)]
      words.removeSubrange(run.indices)
      words.insert(contentsOf: run, at: below(words.count + 1))
    default: words[place] += words[below(words.count)]
    }
  }

  /// A string of odd characters, with some plain ones and blanks between.
  mutating func oddText() -> String {
    // As scalars: joined as a String, some would be told apart from what they follow, which costs nothing but time.
    var text = ""
    for _ in 0..<below(14) {
      switch below(4) {
      case 0: text.unicodeScalars.append(Unicode.Scalar(UInt8(97 + below(26))))
      case 1: text += below(2) == 0 ? " " : String(below(10))
      default: text += odd()
      }
    }
    return text
  }

  static let odd = [
    ".", ",", "-", "'", "'s", "\"", "5", "3.14", "1,000", "...", ",,", "5.", ".5", "x-5", "5-x", "5--", "(", ")", "!?",
    "&quot;", "&amp;", "&lt;", "&gt;", "&amp;lt;", "<skipped>", "&", "<", "/", "@-@", "@@", "_", "~", "\u{2581}",
    "\u{2026}", "\u{ab}", "\u{bb}", "\u{201e}", "\u{2019}", "\u{2013}", "\u{bf}", "\u{b7}", "\u{20ac}", "\u{b0}",
    "\u{bd}", "\u{663}", "\u{967}", "\u{2167}", "\u{b2}", "+", "=", "$", "^", "`", "\u{4e2d}", "\u{56fd}", "\u{304b}",
    "\u{30ab}", "\u{3002}", "\u{3001}", "\u{ff0c}", "\u{ff01}", "\u{ff11}", "\u{3400}", "\u{f900}", "\u{31c0}",
    "\u{2e80}", "\u{3300}", "\u{3200}", "\u{20000}", "\u{2f800}", "\u{2a6d}", "\u{2f81}", "\u{d55c}", "\u{ff61}",
    "\u{30fb}", "\u{3a3}", "A\u{3a3}", "A\u{3a3}.", "\u{130}", "\u{c4}", "\u{1e9e}", "\u{1c5}", "e\u{301}", "\u{301}",
    "\u{a0}", "\u{3000}", "\u{2003}", "\u{200b}", "\u{ad}", "\u{1c}", "\u{b}", "\u{85}", "\u{2028}", "\u{e01}\u{e33}",
    "\u{1f600}", "\u{1f469}\u{200d}\u{1f680}", "\u{10400}",
  ]
}

/// FNV-1a over UTF-8, chained: of many texts one number.
struct Digest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() { add("") }

  mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    value = (value ^ 0x0A) &* 0x100_0000_01B3
  }

  var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
