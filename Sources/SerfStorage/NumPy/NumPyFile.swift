/// A `.npy` file of single, half or double precision: an array of numbers as NumPy saves it, row-major and little-endian.
///
/// Six bytes of signature, two of version, the length of the header, a Python dictionary with `descr`, `fortran_order` and
/// `shape`, then the numbers. Source: numpy.lib.format.
public struct NumPyFile: Sendable {
  public let shape: [Int]
  /// Row-major; of double precision the nearest of single, infinite where they are too large for it.
  public let values: [Float]

  private static let signature: [UInt8] = [0x93] + Array("NUMPY".utf8)
  private static let formats: [String: NumberFormat] = ["'<f4'": .single, "'<f2'": .half, "'<f8'": .double]

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
    guard let format = type.flatMap({ Self.formats[$0] }) else {
      throw .malformedArray(
        path,
        "its numbers are \(type ?? "of no type"); '<f4', '<f2' or '<f8' is expected: save array.astype('<f4')")
    }
    guard Self.field("fortran_order", of: header) == "False" else {
      throw .malformedArray(
        path, "it is in Fortran order, column by column; row by row is expected: save numpy.ascontiguousarray(array)")
    }
    guard let shape = Self.shape(of: header) else { throw .malformedArray(path, "it has no shape") }
    guard let count = SafetensorsLayout.elementCount(shape), count <= limit,
      count * format.size == bytes.count - start
    else {
      throw .malformedArray(path, "its shape \(shape) does not take its \(bytes.count - start) bytes of numbers")
    }
    self.shape = shape
    values = format.floats(bytes[start...])
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
