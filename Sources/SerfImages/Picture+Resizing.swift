extension Picture {
  /// The picture in another size, its proportions not kept: each new pixel is the mean of the area that it covers, so that
  /// what is made smaller is smoothed and what is made larger is interpolated at the borders alone. Whole numbers
  /// throughout: the same bytes on every machine. Beside the new picture it takes the memory of two of its rows.
  public func resized(width newWidth: Int, height newHeight: Int) -> Picture {
    precondition(newWidth > 0 && newHeight > 0, "a picture of \(newWidth) × \(newHeight) pixels")
    guard newWidth != width || newHeight != height else { return self }
    let columns = AreaShares(from: width, to: newWidth)
    let rows = AreaShares(from: height, to: newHeight)
    let area = UInt64(width * height)
    var resized: [UInt8] = []
    resized.reserveCapacity(newHeight * newWidth * 3)
    // An old row over x, in units of 1 / newWidth of a pixel: below 2⁸ · width. Two new rows may share one.
    var sums = [UInt64](repeating: 0, count: newWidth * 3)
    var summed: Int?
    var totals = sums
    for target in 0..<newHeight {
      for place in totals.indices { totals[place] = 0 }
      rows.forEach(of: target) { source, share in
        if summed != source { add(row: source, columns, into: &sums) }
        summed = source
        for place in totals.indices { totals[place] += share * sums[place] }
      }
      for total in totals { resized.append(UInt8((total + area / 2) / area)) }
    }
    return Picture(width: newWidth, height: newHeight, bytes: resized)
  }

  /// The sums of a row over the area of each new pixel.
  private func add(row: Int, _ columns: AreaShares, into sums: inout [UInt64]) {
    for target in 0..<columns.to {
      var (red, green, blue): (UInt64, UInt64, UInt64) = (0, 0, 0)
      columns.forEach(of: target) { source, share in
        let place = (row * width + source) * 3
        red += share * UInt64(bytes[place])
        green += share * UInt64(bytes[place + 1])
        blue += share * UInt64(bytes[place + 2])
      }
      (sums[target * 3], sums[target * 3 + 1], sums[target * 3 + 2]) = (red, green, blue)
    }
  }
}

/// Which share of each old pixel of a line falls on each new one. A line of `from` pixels is cut into from × to parts:
/// an old pixel has `to` of them, a new one `from`.
private struct AreaShares {
  let from: Int
  let to: Int

  init(from: Int, to: Int) { (self.from, self.to) = (from, to) }

  /// - Parameters:
  ///   - target: the new pixel.
  ///   - body: gets each old pixel, in rising order, and how many parts the two share.
  func forEach(of target: Int, _ body: (_ source: Int, _ share: UInt64) -> Void) {
    var place = target * from
    let end = place + from
    while place < end {
      let source = place / to
      let next = min((source + 1) * to, end)
      body(source, UInt64(next - place))
      place = next
    }
  }
}
