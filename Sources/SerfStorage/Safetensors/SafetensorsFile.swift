/// A safetensors file, opened for reading.
///
/// The header is checked as a whole when the file is opened; numbers are read straight into the caller's buffer, so a model
/// is never in memory twice. The file is read and not mapped: one that another program cuts short while we read it is an
/// error then, not a crash.
public final class SafetensorsFile: Sendable {
  public let path: String
  /// The strings of `__metadata__`.
  public let metadata: [String: String]
  /// Names in the order of their data.
  public let names: [String]

  private let descriptor: InputDescriptor
  private let entries: [[UInt8]: SafetensorsLayout.Entry]
  /// Where the data starts in the file. Unit: bytes.
  private let dataStart: Int

  /// - Throws: ``StorageError``: no such file, or `.corruptData` when the header is not sound: too long, not JSON, a name
  ///   twice, an unknown element type, a shape that does not fit its bytes, tensors that overlap, leave a gap or lie outside.
  public init(_ path: String) throws(StorageError) {
    let descriptor = try InputDescriptor(path: path)
    let size = try descriptor.size()
    let lengthField = try Self.bytes(8, of: descriptor, at: 0, fileSize: size)
    let length = lengthField.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= SafetensorsLayout.maximumHeaderBytes else {
      throw .malformedTensors(path, "its header would be \(length) bytes long; is it a safetensors file?")
    }
    let header = try Self.bytes(Int(length), of: descriptor, at: 8, fileSize: size)
    dataStart = 8 + Int(length)
    let layout = try SafetensorsLayout(header: header, dataBytes: size - dataStart, path: path)
    names = layout.entries.map(\.name)
    entries = Dictionary(uniqueKeysWithValues: layout.entries.map { (Array($0.name.utf8), $0) })
    metadata = layout.metadata
    self.path = path
    self.descriptor = descriptor
  }

  private static func bytes(
    _ count: Int, of descriptor: borrowing InputDescriptor, at offset: Int, fileSize: Int
  ) throws(StorageError) -> [UInt8] {
    guard count <= fileSize - offset else {
      throw .malformedTensors(
        descriptor.path, "it ends after \(fileSize) bytes, where its header alone takes \(offset + count)")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    let isWhole = try unsafe span.withUnsafeMutableBytes { (buffer) throws(StorageError) in
      try unsafe descriptor.fill(buffer, at: offset)
    }
    guard isWhole else { throw .malformedTensors(descriptor.path, "it was cut short while it was read") }
    return bytes
  }
}

// MARK: - Tensors
extension SafetensorsFile {
  /// Shape of a tensor; nil when there is none of that name.
  public func shape(of name: String) -> [Int]? {
    entries[Array(name.utf8)]?.shape
  }

  /// Bytes of a tensor; 0 when there is none of that name.
  package func byteCount(of name: String) -> Int { entries[Array(name.utf8)]?.bytes.count ?? 0 }

  /// Reads a tensor of exactly `buffer.count` numbers.
  /// - Throws: ``StorageError`` with the code `.corruptData`: no such tensor, not F32, or another size.
  public func read(_ name: String, into buffer: UnsafeMutableBufferPointer<Float>) throws(StorageError) {
    guard let entry = entries[Array(name.utf8)] else { throw .unknownTensor(name, in: path) }
    guard entry.elementType == "F32" else {
      throw .wrongElementType(name, found: entry.elementType, in: path)
    }
    guard entry.bytes.count == buffer.count * 4 else {
      throw .wrongSize(name, shape: entry.shape, expected: buffer.count, in: path)
    }
    let raw = UnsafeMutableRawBufferPointer(buffer)
    guard try unsafe descriptor.fill(raw, at: dataStart + entry.bytes.lowerBound) else {
      throw .malformedTensors(path, "it was cut short while it was read")
    }
  }

  /// Reads a tensor of a known shape into a span that holds as many numbers.
  /// - Throws: ``StorageError`` with the code `.corruptData`: no such tensor, not F32, or another shape.
  public func read(_ name: String, shape: [Int], into span: inout MutableSpan<Float>) throws(StorageError) {
    if let found = self.shape(of: name), found != shape {
      throw .wrongShape(name, found: found, expected: shape, in: path)
    }
    try unsafe span.withUnsafeMutableBufferPointer { (buffer) throws(StorageError) in
      try unsafe read(name, into: buffer)
    }
  }

  private static let formats: [String: NumberFormat] = [
    "F16": .half, "BF16": .brainHalf, "F32": .single, "F64": .double,
  ]

  /// The numbers of a tensor of any floating-point precision, row-major; of double precision the nearest of single,
  /// infinite where they are too large for it.
  /// - Throws: ``StorageError`` with the code `.corruptData`: no such tensor, or whole numbers.
  public func widenedValues(of name: String) throws(StorageError) -> [Float] {
    guard let entry = entries[Array(name.utf8)] else { throw .unknownTensor(name, in: path) }
    guard let format = Self.formats[entry.elementType] else {
      throw .wrongElementType(name, found: entry.elementType, expected: "F32, F64, F16 or BF16", in: path)
    }
    var bytes = [UInt8](repeating: 0, count: entry.bytes.count)
    var span = bytes.mutableSpan
    let isWhole = try unsafe span.withUnsafeMutableBytes { (buffer) throws(StorageError) in
      try unsafe descriptor.fill(buffer, at: dataStart + entry.bytes.lowerBound)
    }
    guard isWhole else { throw .malformedTensors(path, "it was cut short while it was read") }
    return format.floats(bytes[...])
  }

  /// The numbers of a tensor, row-major.
  public func values(of name: String) throws(StorageError) -> [Float] {
    guard let entry = entries[Array(name.utf8)] else { throw .unknownTensor(name, in: path) }
    guard entry.elementType == "F32" else { throw .wrongElementType(name, found: entry.elementType, in: path) }
    var values = [Float](repeating: 0, count: entry.bytes.count / 4)
    var span = values.mutableSpan
    try unsafe span.withUnsafeMutableBufferPointer { (buffer) throws(StorageError) in
      try unsafe read(name, into: buffer)
    }
    return values
  }
}
