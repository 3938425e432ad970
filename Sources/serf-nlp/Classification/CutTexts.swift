/// How many texts a model read the beginning of alone.
struct CutTexts {
  /// Longest text. Unit: tokens.
  let limit: Int
  private var cut = 0
  private var total = 0

  init(limit: Int) { self.limit = limit }

  mutating func add(_ cut: Int, of total: Int) { (self.cut, self.total) = (self.cut + cut, self.total + total) }

  /// Says how many they were, if any.
  func report(_ path: String, to console: Console) {
    guard cut > 0 else { return }
    let counts = [cut, total].map(NumberText.grouped)
    console.message("\(path): \(counts[0]) of \(counts[1]) texts are cut to \(limit) tokens")
  }
}
