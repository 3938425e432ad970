/// Texts that mteval and Tercom put in place of others before they cut a segment into tokens.
enum MarkupEntities {
  /// `&quot;` `&amp;` `&lt;` `&gt;`, one after the other, so that `&amp;lt;` becomes `<` as it does there.
  static func decode(_ text: inout [UInt8]) {
    guard text.contains(UInt8(ascii: "&")) else { return }
    for (name, character) in [("&quot;", "\""), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")] {
      replace(name, with: character, in: &text)
    }
  }

  /// Every occurrence from the left, none overlapping.
  static func replace(_ pattern: String, with replacement: String, in text: inout [UInt8]) {
    let pattern = Array(pattern.utf8)
    guard let first = pattern.first, text.contains(first) else { return }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == first, text[index...].starts(with: pattern) {
        result.append(contentsOf: replacement.utf8)
        index += pattern.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    text = result
  }
}
