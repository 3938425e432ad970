extension Picture {
  /// The picture in another size, its proportions not kept: each new pixel is the mean of the area that it covers, so that
  /// what is made smaller is smoothed and what is made larger is interpolated at the borders alone. Whole numbers
  /// throughout: the same bytes on every machine.
  public func resized(width newWidth: Int, height newHeight: Int) -> Picture {
    precondition(newWidth > 0 && newHeight > 0, "a picture of \(newWidth) × \(newHeight) pixels")
    guard newWidth != width || newHeight != height else { return self }
    let columns = AreaShares(from: width, to: newWidth)
    let rows = AreaShares(from: height, to: newHeight)
    // Rows first into sums over x, in units of 1 / newWidth of a pixel: below 2⁸ · width.
    var sums = [UInt64](repeating: 0, count: height * newWidth * 3)
    for y in 0..<height {
      columns.forEach { target, source, share in
        for channel in 0..<3 {
          sums[(y * newWidth + target) * 3 + channel] += share * UInt64(bytes[(y * width + source) * 3 + channel])
        }
      }
    }
    var totals = [UInt64](repeating: 0, count: newHeight * newWidth * 3)
    rows.forEach { target, source, share in
      for place in 0..<newWidth * 3 {
        totals[target * newWidth * 3 + place] += share * sums[source * newWidth * 3 + place]
      }
    }
    let area = UInt64(width * height)
    return Picture(width: newWidth, height: newHeight, bytes: totals.map { UInt8(($0 + area / 2) / area) })
  }
}

/// Which share of each old pixel of a line falls on each new one. A line of `from` pixels is cut into from × to parts:
/// an old pixel has `to` of them, a new one `from`.
private struct AreaShares {
  let from: Int
  let to: Int

  /// - Parameter body: gets the new pixel, the old one, and how many parts they share.
  func forEach(_ body: (_ target: Int, _ source: Int, _ share: UInt64) -> Void) {
    for target in 0..<to {
      var place = target * from
      let end = place + from
      while place < end {
        let source = place / to
        let next = min((source + 1) * to, end)
        body(target, source, UInt64(next - place))
        place = next
      }
    }
  }

  init(from: Int, to: Int) { (self.from, self.to) = (from, to) }
}
