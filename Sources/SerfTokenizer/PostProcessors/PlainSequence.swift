/// Stands for no post-processor: a second text follows the first.
struct PlainSequence: PostProcessor {
  var insertedIDs: [Int32] { [] }

  func insertedCount(isPair: Bool) -> Int { 0 }

  func process(_ first: Encoding, _ second: Encoding?, addSpecialTokens: Bool) -> Encoding {
    guard let second else { return first }
    var encoding = first
    encoding.append(second, as: .second, typeID: 1)
    return encoding
  }
}
