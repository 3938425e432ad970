import Foundation
import SerfImages
import TestSupport
import Testing

/// Damaged pictures of every kind. `SERF_FUZZ_CASES` sets how many in all (2,000 without), `SERF_FUZZ_FIRST` the number of
/// the first: a case follows from its number alone, and the one at work stands in `serf-fuzz-picture.case` of the temporary
/// folder until all went well.
@Suite("Damaged pictures")
struct PictureFuzzTests {
  private static func number(_ variable: String, default absent: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) } ?? absent
  }

  @Test("a damaged picture is refused with a reason, or has all of its pixels and is cut into patches")
  func damaged() throws {
    let files = try ReferencePictures.names.map { (name: $0, bytes: try ReferencePictures.bytes($0)) }
    let (first, count) = (Self.number("SERF_FUZZ_FIRST", default: 0), Self.number("SERF_FUZZ_CASES", default: 2_000))
    let record = FileManager.default.temporaryDirectory.appendingPathComponent("serf-fuzz-picture.case")
    var limits = PictureLimits()
    limits.pixels = 1 << 20
    let grid = try #require(PatchGrid(imageSize: 12, patchSize: 6))
    var decoded = 0
    for number in first..<first + count {
      if number % 256 == 0 { try Data("\(number)\n".utf8).write(to: record) }
      let file = files[Int(number) % files.count]
      let bytes = PictureMutator(seed: number).mutated(file.bytes)
      let start = ContinuousClock.now
      do throws(PictureError) {
        let picture = try Picture(decoding: bytes, path: file.name, limits: limits)
        decoded += 1
        #expect(picture.bytes.count == picture.width * picture.height * 3, "case \(number)")
        #expect(picture.width * picture.height <= limits.pixels, "case \(number)")
        #expect(grid.patches(of: picture).count == grid.patchCount * grid.patchWidth, "case \(number)")
      } catch {
        #expect(error.message.hasPrefix("\(file.name): "), "case \(number): \(error.message)")
      }
      #expect(ContinuousClock.now - start < .seconds(5), "case \(number)")
    }
    try? FileManager.default.removeItem(at: record)
    print("pictures: \(decoded) of \(count) damaged files decode")
    // Damage that reaches no further than a checksum would test nothing.
    #expect(decoded > count / 50 && decoded < count)
  }
}

/// Damages a picture; in most PNG files the checksums are put right again, so that the damage reaches the decoder.
struct PictureMutator {
  let seed: UInt64

  func mutated(_ file: [UInt8]) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    var bytes = file
    for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
    if Int.random(in: 0..<4, using: &random) > 0 { Self.repairChecksums(&bytes) }
    return bytes
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard bytes.count > 4 else { return bytes.append(UInt8.random(in: 0...255, using: &random)) }
    // The signature is left alone: a file without is no picture, and tests nothing.
    let place = Int.random(in: 3..<bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...24, using: &random))
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
    case 3: bytes.removeSubrange(place..<end)
    case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 5: bytes.removeSubrange(place...)
    case 6: for index in place..<end { bytes[index] = UInt8.random(in: 0...255, using: &random) }
    default: for index in place..<min(place + 4, bytes.count) { bytes[index] = 0xFF }
    }
  }

  private static func repairChecksums(_ bytes: inout [UInt8]) {
    guard bytes.count > 8, bytes[1] == 0x50 else { return }
    var start = 8
    while start + 12 <= bytes.count {
      let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - start - 12 else { return }
      let sum = CRC32.of(bytes[start + 4..<start + 8 + length])
      for byte in 0..<4 { bytes[start + 8 + length + byte] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * byte)) }
      start += 12 + length
    }
  }
}
