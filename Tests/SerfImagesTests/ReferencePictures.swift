import Foundation

/// Small pictures of every kind, with the pixels that another program made of them (`Reference/pictures.py`).
struct ReferencePictures: Decodable {
  let width: Int
  let height: Int
  /// Red, green and blue in hexadecimal digits, by file name.
  private let pictures: [String: String]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Reference"

  static let names = [
    "grey-1.png", "grey-2.png", "grey-4.png", "grey-8.png", "grey-16.png", "rgb-8.png", "rgb-16.png", "rgba-8.png",
    "grey-alpha.png", "palette-4.png", "palette-8-interlaced.png", "interlaced.png", "grey.jpg", "rgb.jpg",
    "subsampled.jpg", "progressive.jpg", "cmyk.jpg", "cmyk-plain.jpg", "ycck.jpg",
  ]

  static func read() throws -> ReferencePictures {
    try JSONDecoder().decode(
      ReferencePictures.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/pictures.json")))
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
  }

  func pixels(of name: String) -> [UInt8] {
    let digits = (pictures[name] ?? "").compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
