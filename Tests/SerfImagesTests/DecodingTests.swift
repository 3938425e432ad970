import Foundation
import SerfImages
import SerfStorage
import TestSupport
import Testing

@Suite("Pictures from files")
struct DecodingTests {
  @Test("every kind of PNG and JPEG has the pixels that another program sees", arguments: ReferencePictures.names)
  func kinds(name: String) throws {
    let reference = try ReferencePictures.read()
    let picture = try Picture(contentsOf: ReferencePictures.folder + "/" + name)
    #expect(picture.width == reference.width && picture.height == reference.height)
    let expected = reference.pixels(of: name)
    try #require(picture.bytes.count == expected.count)
    // Inks are turned into light by one rounding more or less.
    let tolerance = ["cmyk.jpg", "ycck.jpg"].contains(name) ? 2 : 0
    let worst = zip(picture.bytes, expected).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(worst <= tolerance, "\(name) is off by \(worst)")
  }

  @Test("a drawing that was written is read again")
  func palette() throws {
    let palette: [[UInt8]] = [[255, 255, 255], [200, 10, 30], [0, 90, 250]]
    let indices: [UInt8] = [0, 1, 2, 1, 1, 0, 2, 2, 0, 0, 1, 2, 2, 1, 0]
    let png = PalettePNG(indices: indices, width: 5, height: 3, palette: palette).bytes
    let picture = try Picture(decoding: png, path: "drawing")
    #expect(picture.width == 5 && picture.height == 3)
    #expect(picture.bytes == indices.flatMap { palette[Int($0)] })
    #expect(png == PalettePNG(indices: indices, width: 5, height: 3, palette: palette).bytes)
  }

  private func message(_ body: () throws(PictureError) -> Void) -> String? {
    do throws(PictureError) {
      try body()
      return nil
    } catch { return error.message }
  }

  @Test("what is no picture is refused by name")
  func noPicture() throws {
    let folder = try TemporaryFolder()
    let (text, empty) = (try folder.write("no picture", to: "a.png"), try folder.write("", to: "b.jpg"))
    #expect(
      message { () throws(PictureError) in _ = try Picture(contentsOf: text) }
        == "\(text): is no picture; PNG or JPEG is expected")
    #expect(
      message { () throws(PictureError) in _ = try Picture(contentsOf: empty) }
        == "\(empty): is empty; PNG or JPEG is expected")
    let missing = folder.path("none.png")
    #expect(message { () throws(PictureError) in _ = try Picture(contentsOf: missing) } == "\(missing): no such file")
    #expect(message { () throws(PictureError) in _ = try Picture(contentsOf: folder.path) } != nil)
  }

  @Test("a long file is refused before it is read")
  func longFile() throws {
    var limits = PictureLimits()
    limits.fileBytes = 100
    let path = ReferencePictures.folder + "/rgb-8.png"
    #expect(
      message { () throws(PictureError) in _ = try Picture(contentsOf: path, limits: limits) }?
        .hasSuffix("bytes long; at most 100 are read") == true)
  }

  @Test(
    "cut off at any byte a file is refused, or whole",
    arguments: ["palette-4.png", "interlaced.png", "rgb.jpg", "progressive.jpg"])
  func truncated(name: String) throws {
    let bytes = try ReferencePictures.bytes(name)
    let whole = try Picture(decoding: bytes, path: name)
    for count in 0..<bytes.count {
      do throws(PictureError) {
        // The end marks alone may be missing.
        #expect(try Picture(decoding: Array(bytes[..<count]), path: name) == whole, "\(name) cut at \(count)")
        #expect(count >= bytes.count - 2, "\(name) cut at \(count)")
      } catch {
        #expect(error.message.hasPrefix("\(name): "), "\(count)")
      }
    }
  }

  /// A PNG of nothing but a header of these sides, its checksum right.
  private static func header(width: UInt32, height: UInt32) -> [UInt8] {
    func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
    let chunk = Array("IHDR".utf8) + bytes(width) + bytes(height) + [8, 2, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + bytes(13) + chunk + bytes(CRC32.of(chunk))
      + bytes(0) + Array("IDAT".utf8) + bytes(CRC32.of(Array("IDAT".utf8)))
  }

  @Test(
    "sides beyond the limit are refused before memory is asked for",
    arguments: [(65535, 65535), (0x7FFF_FFFF, 1 << 20), (1, 50_000_000), (65536, 2)] as [(UInt32, UInt32)])
  func hugePNG(sides: (UInt32, UInt32)) {
    let bytes = Self.header(width: sides.0, height: sides.1)
    let before = PeakMemory.bytes
    #expect(
      message { () throws(PictureError) in _ = try Picture(decoding: bytes, path: "x.png") }
        == "x.png: has \(sides.0) × \(sides.1) pixels; "
        + (max(sides.0, sides.1) > 65535 ? "a side of 65535 at most is" : "at most 50000000 are")
        + " read: make it smaller")
    #expect(PeakMemory.bytes - before < 64 << 20)
  }

  /// 65,500 is libjpeg's own most; beyond, it refuses by itself.
  @Test("a JPEG of huge sides is refused before memory is asked for", arguments: [UInt8(0xDC), 0xFF])
  func hugeJPEG(low: UInt8) throws {
    var bytes = try ReferencePictures.bytes("rgb.jpg")
    let frame = try #require(bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    for place in frame + 5..<frame + 9 { bytes[place] = (place - frame) % 2 == 1 ? 0xFF : low }
    let before = PeakMemory.bytes
    let reason = message { () throws(PictureError) in _ = try Picture(decoding: bytes, path: "x.jpg") }
    #expect(
      reason
        == (low == 0xDC
          ? "x.jpg: has 65500 × 65500 pixels; at most 50000000 are read: make it smaller"
          : "x.jpg: the JPEG is damaged or cut short (Maximum supported image dimension is 65500 pixels)"))
    #expect(PeakMemory.bytes - before < 64 << 20)
  }

  /// They stand behind the header, which ends at byte 33.
  @Test(
    "texts and profiles beside the pixels are passed over, whatever is in them", arguments: ["zTXt", "iTXt", "iCCP"])
  func passedOver(kind: String) throws {
    let bytes = try ReferencePictures.bytes("rgb-8.png")
    let chunk = Array(kind.utf8) + Array("name".utf8) + [0, 0, 1, 2, 3]
    let length: [UInt8] = [0, 0, 0, UInt8(chunk.count - 4)]
    let sum = CRC32.of(chunk)
    let ends = (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) }
    let picture = try Picture(decoding: bytes[..<33] + length + chunk + ends + bytes[33...], path: "x.png")
    #expect(try picture == Picture(decoding: bytes, path: "x.png"))
  }

  @Test("sides of no pixel are damage", arguments: [(0, 5), (5, 0), (0, 0)])
  func noPixel(sides: (UInt32, UInt32)) throws {
    let bytes = Self.header(width: sides.0, height: sides.1)
    #expect(
      message { () throws(PictureError) in _ = try Picture(decoding: bytes, path: "x.png") }?
        .hasPrefix("x.png: the PNG is damaged or cut short (") == true)
    var jpeg = try ReferencePictures.bytes("rgb.jpg")
    let frame = try #require(jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
    for place in frame + 5..<frame + 9 { jpeg[place] = 0 }
    #expect(
      message { () throws(PictureError) in _ = try Picture(decoding: jpeg, path: "x.jpg") }?
        .hasPrefix("x.jpg: the JPEG is damaged or cut short (") == true)
  }
}

/// JPEG files that libjpeg would go on with.
extension DecodingTests {
  private static func place(ofMarker marker: UInt8, in bytes: [UInt8]) throws -> Int {
    try #require(bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == marker })
  }

  /// The length of the part behind a marker.
  private static func length(at place: Int, of bytes: [UInt8]) -> Int {
    Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
  }

  @Test("a JPEG of colours without a meaning is refused as such")
  func twoComponents() throws {
    var bytes = try ReferencePictures.bytes("rgb.jpg")
    // The third component leaves the header of the frame, three bytes of it, and that of the scan, two.
    for (marker, size) in [(UInt8(0xC0), 3), (0xDA, 2)] {
      let start = try Self.place(ofMarker: marker, in: bytes)
      let countPlace = marker == 0xC0 ? start + 9 : start + 4
      bytes[start + 3] -= UInt8(size)
      bytes[countPlace] = 2
      bytes.removeSubrange(countPlace + 1 + 2 * size..<countPlace + 1 + 3 * size)
    }
    #expect(
      message { () throws(PictureError) in _ = try Picture(decoding: bytes, path: "x.jpg") }
        == "x.jpg: a JPEG of colours that are not read; grey, RGB and CMYK are: convert it")
  }

  @Test("a JPEG whose pixels would be guessed from some place on is refused", arguments: [[0xFF, 0xD9], [0xFF, 0]])
  func guessed(overwriting pattern: [UInt8]) throws {
    var bytes = try ReferencePictures.bytes("rgb.jpg")
    let scan = try Self.place(ofMarker: 0xDA, in: bytes)
    let first = scan + 2 + Self.length(at: scan, of: bytes)
    // An end mark amid the data; or ones without end, which are no code.
    for place in 0..<16 { bytes[first + 20 + place] = pattern[place % 2] }
    #expect(
      message { () throws(PictureError) in _ = try Picture(decoding: bytes, path: "x.jpg") }?
        .hasPrefix("x.jpg: the JPEG is damaged or cut short (Corrupt JPEG data: ") == true)
  }

  @Test("a JPEG of hundreds of scans, each a pass over the picture, is refused")
  func scans() throws {
    let bytes = try ReferencePictures.bytes("progressive.jpg")
    let start = try Self.place(ofMarker: 0xDA, in: bytes)
    let end = try #require(
      (start + 2..<bytes.count - 1).first { bytes[$0] == 0xFF && [0xC4, 0xDA].contains(bytes[$0 + 1]) })
    func repeated(_ count: Int) -> [UInt8] {
      bytes[..<start] + (0..<count).flatMap { _ in bytes[start..<end] } + bytes[end...]
    }
    #expect(try Picture(decoding: repeated(1), path: "x.jpg").width == 11)
    #expect(try Picture(decoding: repeated(20), path: "x.jpg").width == 11)
    #expect(
      message { () throws(PictureError) in _ = try Picture(decoding: repeated(300), path: "x.jpg") }?
        .hasPrefix("x.jpg: the JPEG is damaged or cut short (") == true)
  }
}

/// PNG files with more beside the picture than in it.
extension DecodingTests {
  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    func bytes(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
    let body = Array(name.utf8) + data
    return bytes(data.count) + body + bytes(Int(CRC32.of(body)))
  }

  /// A zlib stream of zeros (RFC 1950, 1951): one zero, then copies of 258 bytes, each a code of eight bits for the length
  /// and one of five for the distance of 1.
  private static func zeros(copies: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.append("110")
    bits.append("00110000")
    for _ in 0..<copies { bits.append("1100010100000") }
    bits.append("0000000")
    let sum = (1 + 258 * copies) % 65_521
    let checksum = [sum >> 8, sum & 0xFF, 0, 1].map { UInt8($0) }
    return [0x78, 0x01] + bits.bytes + checksum
  }

  @Test("comments that unpack into hundreds of megabytes, or are a million, take no memory")
  func comments() throws {
    let bytes = try ReferencePictures.bytes("rgb-8.png")
    let picture = try Picture(decoding: bytes, path: "x.png")
    let large = Self.chunk("zTXt", Array("a\0\0".utf8) + Self.zeros(copies: 1_200_000))
    let small = Self.chunk("tEXt", Array("a\0b".utf8))
    let many = (0..<1_000_000).flatMap { _ in small }
    // Behind the header, which takes 33 bytes.
    for comment in [large, many] {
      let before = PeakMemory.bytes
      #expect(try Picture(decoding: bytes[..<33] + comment + bytes[33...], path: "x.png") == picture)
      #expect(PeakMemory.bytes - before < 64 << 20)
    }
  }

  private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var count = 0

    /// Digits in the order in which they stand in the stream.
    mutating func append(_ digits: String) {
      for digit in digits {
        if count % 8 == 0 { bytes.append(0) }
        if digit == "1" { bytes[bytes.count - 1] |= 1 << UInt8(count % 8) }
        count += 1
      }
    }
  }
}

/// The most memory that the process has held.
enum PeakMemory {
  static var bytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) << 10
  }
}
