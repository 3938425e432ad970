import CICU

/// Cuts where the script changes; the two Japanese syllabaries count as Chinese, and what belongs to no script to
/// whatever is before it. What stands before the first script is dropped, as with Hugging Face.
public struct UnicodeScripts: PreTokenizer, Hashable {
  public init() {}

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let scripts = Scripts()
    try text.split { utf8, piece, pieces in
      var start: Int?
      var last: Int32 = -2
      UTF8Layout.forEachScalar(utf8, in: piece) { point, range in
        let script = scripts.script(of: point)
        guard script != Scripts.any else { return }
        if script != last {
          if let start { pieces.append(start..<range.lowerBound) }
          start = range.lowerBound
        }
        last = script
      }
      if let start { pieces.append(start..<piece.upperBound) }
    }
  }

  private struct Scripts {
    static let any: Int32 = -1
    private var hiragana: Int32 = 0
    private var katakana: Int32 = 0
    private var han: Int32 = 0

    init() { unsafe serf_icu_east_asian_scripts(&hiragana, &katakana, &han) }

    /// The prolonged sound mark is common to both syllabaries; a blank is of any script.
    func script(of point: UInt32) -> Int32 {
      if point == 0x30FC { return han }
      if point == 0x20 { return Self.any }
      let script = serf_icu_script(point)
      return script == hiragana || script == katakana ? han : script
    }
  }
}
