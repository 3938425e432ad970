internal import Glibc
internal import SerfStorage

/// A file that cells read, known again by its size and a fingerprint of its bytes.
public struct DataFile: Hashable, Sendable {
  /// The setting that names it.
  public let setting: String
  public let path: String
  /// Unit: bytes.
  public let size: Int
  /// FNV-1a of 64 bits over the bytes, in 16 hexadecimal digits.
  public let fingerprint: String

  /// - Throws: ``ExperimentError`` where there is no such file.
  init(setting: String, path: String) throws(ExperimentError) {
    (self.setting, self.path) = (setting, path)
    let bytes: [UInt8]
    do { bytes = try ByteStream.contents(of: path) } catch {
      throw ExperimentError(code: .noSuchInput, message: "\(setting): \(error.message)")
    }
    size = bytes.count
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    fingerprint = String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// One that a store remembers.
  init(setting: String, path: String, size: Int, fingerprint: String) {
    (self.setting, self.path, self.size, self.fingerprint) = (setting, path, size, fingerprint)
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
