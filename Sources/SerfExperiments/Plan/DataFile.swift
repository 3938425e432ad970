internal import FoundationEssentials
internal import Glibc
internal import SerfStorage

/// A file that cells read, or a folder of pictures, known again by its size and a fingerprint of its bytes.
public struct DataFile: Hashable, Sendable {
  /// The setting that names it.
  public let setting: String
  public let path: String
  /// Unit: bytes.
  public let size: Int
  /// FNV-1a of 64 bits over the bytes, in 16 hexadecimal digits. Of a folder: over names and bytes of all files below it,
  /// in the order of the names.
  public let fingerprint: String

  /// - Throws: ``ExperimentError`` where there is no such file.
  init(setting: String, path: String) throws(ExperimentError) {
    (self.setting, self.path) = (setting, path)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var total = 0
    if let names = Self.namesBelow(path) {
      for name in names {
        guard let bytes = FileManager.default.contents(atPath: path + "/" + name) else { continue }
        for byte in name.utf8 { add(byte) }
        for byte in bytes { add(byte) }
        total += bytes.count
      }
    } else {
      do throws(StorageError) {
        let stream = try ByteStream(path: path)
        while try stream.withNextChunk({ chunk -> Void in
          for index in 0..<chunk.count { add(chunk[index]) }
          total += chunk.count
        }) != nil {}
      } catch { throw ExperimentError(code: .noSuchInput, message: "\(setting): \(error.message)") }
    }
    size = total
    let digits = String(hash, radix: 16)
    fingerprint = String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// What lies in a folder, at any depth; nil of a file.
  private static func namesBelow(_ path: String) -> [String]? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    return (try? FileManager.default.subpathsOfDirectory(atPath: path))?.sorted()
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
