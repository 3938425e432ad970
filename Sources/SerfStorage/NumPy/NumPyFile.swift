/// A `.npy` file of single or half precision: an array of numbers as NumPy saves it, row-major and little-endian.
///
/// Six bytes of signature, two of version, the length of the header, a Python dictionary with `descr`, `fortran_order` and
/// `shape`, then the numbers. Source: numpy.lib.format.
public struct NumPyFile: Sendable {
  public let shape: [Int]
  /// Row-major.
  public let values: [Float]

  private static let signature: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// - Parameter limit: the longest file that is read. Unit: bytes.
  /// - Throws: ``StorageError``: no such file, a file that is too long, or `.corruptData` for anything but such an array.
  public init(contentsOf path: String, limit: Int) throws(StorageError) {
    let bytes = try WholeFile.contents(of: path, limit: limit)
    guard bytes.count >= 12, bytes.starts(with: Self.signature), (1...3).contains(bytes[6]) else {
      throw .malformedArray(path, "it does not begin as a .npy file does")
    }
    let lengthBytes = bytes[6] == 1 ? 2 : 4
    let length = bytes[8..<8 + lengthBytes].reversed().reduce(0) { $0 << 8 | Int($1) }
    let start = 8 + lengthBytes + length
    guard start <= bytes.count else { throw .malformedArray(path, "it ends within its header") }
    let header = String(decoding: bytes[8 + lengthBytes..<start], as: UTF8.self)
    let type = Self.field("descr", of: header)
    guard type == "'<f4'" || type == "'<f2'" else {
      throw .malformedArray(path, "its numbers are \(type ?? "of no type"); '<f4' or '<f2' is expected")
    }
    guard Self.field("fortran_order", of: header) == "False" else {
      throw .malformedArray(path, "its columns lie end to end; save numpy.ascontiguousarray(…)")
    }
    guard let shape = Self.shape(of: header) else { throw .malformedArray(path, "it has no shape") }
    let size = type == "'<f4'" ? 4 : 2
    guard let count = SafetensorsLayout.elementCount(shape), count <= limit, count * size == bytes.count - start else {
      throw .malformedArray(path, "its shape \(shape) does not take its \(bytes.count - start) bytes of numbers")
    }
    self.shape = shape
    values = LittleEndian.floats(bytes[start...], bytesEach: size)
  }

  /// What stands behind a key, up to the comma.
  private static func field(_ key: String, of header: String) -> String? {
    guard let key = header.firstRange(of: "'\(key)':") else { return nil }
    return String(header[key.upperBound...].drop { $0 == " " }.prefix { $0 != "," && $0 != "}" })
  }

  private static func shape(of header: String) -> [Int]? {
    guard let key = header.firstRange(of: "'shape':") else { return nil }
    let tuple = header[key.upperBound...].drop { $0 == " " }
    guard tuple.first == "(", let end = tuple.firstIndex(of: ")") else { return nil }
    let parts = tuple[..<end].dropFirst().split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count && numbers.allSatisfy { $0 >= 0 } ? numbers : nil
  }
}

/// Numbers of single or half precision as files have them.
enum LittleEndian {
  /// - Parameter bytesEach: 4, or 2 for half precision.
  static func floats(_ bytes: ArraySlice<UInt8>, bytesEach: Int) -> [Float] {
    stride(from: bytes.startIndex, to: bytes.endIndex, by: bytesEach).map { place in
      let bits = (0..<bytesEach).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[place + $1]) }
      return bytesEach == 4 ? Float(bitPattern: bits) : Float(Float16(bitPattern: UInt16(bits)))
    }
  }
}
