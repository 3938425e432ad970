import Foundation
import SerfData
import TestSupport
import Testing

/// Damaged files of features: a tenth of `SERF_FUZZ_CASES` (2,000 without), as each is a file of its own on disk, and small.
/// A case follows from its number.
@Suite("Damaged features")
struct FeatureFuzzTests {
  @Test("damaged features are refused with their name, or are of the layout")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let values: [UInt8] = [0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0]
    let files = [
      ("a.npy", FeatureFiles.npy("(1, 2)", type: "<f4", values)),
      ("b.npy", FeatureFiles.npy("(2,)", type: "<f8", values + values)),
      ("c.safetensors", FeatureFiles.tensors([("x", "F32", [2], values)])),
      ("d.safetensors", FeatureFiles.tensors([("x", "BF16", [1, 2], Array(values[..<4]))])),
    ]
    let cases = (ProcessInfo.processInfo.environment["SERF_FUZZ_CASES"].flatMap { Int($0) } ?? 2_000) / 10
    var sound = 0
    for number in 0..<cases {
      let (name, whole) = files[number % files.count]
      let path = try folder.write(Self.mutated(whole, seed: UInt64(number)), to: name)
      do throws(DataError) {
        let store = try PictureStore([path], layout: PatchLayout(count: 1, width: 2))
        sound += 1
        #expect(store.count == 1)
      } catch {
        #expect(error.message.hasPrefix("\(path): "), "case \(number): \(error.message)")
      }
    }
    // Damage of the numbers alone leaves sound files, damage of the header none.
    #expect(sound > cases / 100 && sound < cases, "\(sound) of \(cases)")
  }

  private static func mutated(_ file: Data, seed: UInt64) -> Data {
    var random = SeededRandom(seed: seed)
    var bytes = [UInt8](file)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard bytes.count > 1 else { break }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...8, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes[place] = UInt8(ascii: "9")
      case 3: bytes.removeSubrange(place..<end)
      case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return Data(bytes)
  }
}

/// Files of features as other programs write them.
enum FeatureFiles {
  static func npy(_ shape: String, type: String, isFortran: Bool = false, _ bytes: [UInt8]) -> Data {
    let header = "{'descr': '\(type)', 'fortran_order': \(isFortran ? "True" : "False"), 'shape': \(shape), }"
    let padded = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    return Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8) + bytes)
  }

  static func tensors(_ tensors: [(name: String, type: String, shape: [Int], bytes: [UInt8])]) -> Data {
    var (members, data): ([String], [UInt8]) = ([], [])
    for tensor in tensors {
      let end = data.count + tensor.bytes.count
      members.append(
        "\"\(tensor.name)\":{\"dtype\":\"\(tensor.type)\",\"shape\":\(tensor.shape),\"data_offsets\":[\(data.count),\(end)]}"
      )
      data += tensor.bytes
    }
    let json = Array("{\(members.joined(separator: ","))}".utf8)
    return Data([UInt8(json.count % 256), UInt8(json.count / 256), 0, 0, 0, 0, 0, 0] + json + data)
  }
}
