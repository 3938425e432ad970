/// Writes F32 tensors as a safetensors file.
///
/// The bytes depend on nothing but the arguments: no time, no host, no path; metadata is sorted, tensors stay in the order
/// given. The file takes its name only when it is whole, see ``AtomicFile``.
public enum SafetensorsWriter {
  /// A tensor that is part of a larger buffer, as a parameter is of its arena.
  public struct Slice: Hashable, Sendable {
    public let name: String
    public let shape: [Int]
    /// Index of its first number; it takes as many as the product of `shape`.
    public let offset: Int

    public init(name: String, shape: [Int], offset: Int) {
      self.name = name
      self.shape = shape
      self.offset = offset
    }
  }

  /// Writes tensors that lie in one buffer.
  ///
  /// Names, shapes and offsets are the program's own, so ones that are wrong or repeat trap.
  /// - Throws: ``StorageError`` as ``AtomicFile/write(to:_:)``.
  public static func write(
    _ slices: [Slice], of values: Span<Float>, metadata: [String: String] = [:], to path: String
  ) throws(StorageError) {
    try unsafe values.withUnsafeBufferPointer { (buffer) throws(StorageError) in
      let tensors = unsafe slices.map { slice in
        let count = slice.shape.reduce(1, *)
        precondition(
          slice.offset >= 0 && count >= 0 && slice.offset + count <= buffer.count,
          "tensor \(slice.name) of \(count) numbers at \(slice.offset) is outside a buffer of \(buffer.count)")
        let part = unsafe UnsafeBufferPointer(rebasing: buffer[slice.offset..<slice.offset + count])
        return unsafe (name: slice.name, shape: slice.shape, values: part)
      }
      try unsafe write(tensors: tensors, metadata: metadata, to: path)
    }
  }

  /// Writes tensors from wherever they lie; each buffer holds the product of its shape.
  public static func write(
    tensors: [(name: String, shape: [Int], values: UnsafeBufferPointer<Float>)],
    metadata: [String: String] = [:], to path: String
  ) throws(StorageError) {
    var names: Set<[UInt8]> = [Array("__metadata__".utf8)]
    for index in unsafe tensors.indices {
      let tensor = unsafe tensors[index]
      let name = unsafe tensor.name
      precondition(names.insert(Array(name.utf8)).inserted, "the tensor name \(name) occurs twice or is reserved")
      unsafe precondition(
        tensor.shape.allSatisfy { $0 >= 0 } && tensor.shape.reduce(1, *) == tensor.values.count,
        "tensor \(name) of shape \(tensor.shape) has \(tensor.values.count) numbers")
    }
    let header = unsafe SafetensorsLayout.header(of: tensors.map { unsafe ($0.name, $0.shape) }, metadata: metadata)
    try AtomicFile.write(to: path) { (writer) throws(StorageError) in
      try writer.write(header)
      for index in unsafe tensors.indices {
        try unsafe writer.write(raw: UnsafeRawBufferPointer(tensors[index].values))
      }
    }
  }
}
