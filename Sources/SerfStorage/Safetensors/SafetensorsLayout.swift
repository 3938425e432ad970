/// The header of a safetensors file: which tensors it holds, and where.
///
/// File: 8 bytes little-endian length L, L bytes of JSON, then the data. The JSON maps each name to
/// `{"dtype", "shape", "data_offsets": [begin, end]}` with offsets in bytes from the start of the data, and
/// `__metadata__` to a map of strings. Source: the format's description in github.com/huggingface/safetensors.
struct SafetensorsLayout {
  struct Entry {
    let name: String
    /// As written: F32, BF16, I64…
    let elementType: String
    let shape: [Int]
    /// Bytes from the start of the data.
    let bytes: Range<Int>
  }

  /// In the order of their data.
  let entries: [Entry]
  let metadata: [String: String]

  /// The reference implementation's limit; it keeps a hostile length from taking the memory.
  static let maximumHeaderBytes = 100_000_000

  /// Bytes of one element of each type that the format knows, in whole bytes.
  private static let elementSizes: [String: Int] = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2,
    "I32": 4, "U32": 4, "F32": 4, "F64": 8, "I64": 8, "U64": 8,
  ]
}

// MARK: - Reading
extension SafetensorsLayout {
  /// - Parameters:
  ///   - header: the JSON.
  ///   - dataBytes: how many bytes follow it in the file.
  init(header: [UInt8], dataBytes: Int, path: String) throws(StorageError) {
    let value: JSONValue
    do {
      value = try JSONParser.parse(header)
    } catch {
      throw .malformedTensors(path, "its header is not JSON (byte \(error.offset): \(error.message))")
    }
    guard case .object(let members) = value else {
      throw .malformedTensors(path, "its header is \(value.kind), not an object")
    }
    var names: Set<[UInt8]> = []
    var entries: [Entry] = []
    var metadata: [String: String] = [:]
    for member in members {
      guard names.insert(Array(member.name.utf8)).inserted else {
        throw .malformedTensors(path, "the name \"\(member.name)\" occurs twice")
      }
      if member.name == "__metadata__" {
        metadata = try Self.metadata(member.value, path: path)
      } else {
        entries.append(try Self.entry(member, path: path))
      }
    }
    entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    try Self.checkCover(entries, dataBytes: dataBytes, path: path)
    self.entries = entries
    self.metadata = metadata
  }

  private static func metadata(_ value: JSONValue, path: String) throws(StorageError) -> [String: String] {
    guard case .object(let members) = value else {
      throw .malformedTensors(path, "__metadata__ is \(value.kind), not an object of strings")
    }
    var metadata: [String: String] = [:]
    for member in members {
      guard case .string(let text) = member.value else {
        throw .malformedTensors(path, "\"\(member.name)\" in __metadata__ is \(member.value.kind), not a string")
      }
      metadata[member.name] = text
    }
    return metadata
  }

  private static func entry(_ member: JSONMember, path: String) throws(StorageError) -> Entry {
    let name = member.name
    guard case .string(let elementType)? = member.value.member("dtype"), let size = elementSizes[elementType] else {
      throw .malformedTensors(path, "tensor \"\(name)\" has no element type that is known")
    }
    guard let shape = naturals(member.value.member("shape")) else {
      throw .malformedTensors(path, "tensor \"\(name)\" has no shape, a list of whole numbers")
    }
    guard let offsets = naturals(member.value.member("data_offsets")), offsets.count == 2, offsets[0] <= offsets[1]
    else {
      throw .malformedTensors(path, "tensor \"\(name)\" has no data_offsets, two rising whole numbers")
    }
    guard let count = elementCount(shape), case let (bytes, overflow) = count.multipliedReportingOverflow(by: size),
      !overflow, bytes == offsets[1] - offsets[0]
    else {
      throw .malformedTensors(
        path,
        "tensor \"\(name)\" of shape \(shape) and type \(elementType) does not take the "
          + "\(offsets[1] - offsets[0]) bytes that its offsets give")
    }
    return Entry(name: name, elementType: elementType, shape: shape, bytes: offsets[0]..<offsets[1])
  }

  private static func naturals(_ value: JSONValue?) -> [Int]? {
    guard case .array(let elements)? = value else { return nil }
    let numbers = elements.compactMap(\.integer)
    return numbers.count == elements.count && numbers.allSatisfy { $0 >= 0 } ? numbers : nil
  }

  /// Product of a shape, nil beyond what an `Int` holds.
  static func elementCount(_ shape: [Int]) -> Int? {
    var count = 1
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }

  /// The format wants the tensors to cover the data without gap, overlap or rest.
  private static func checkCover(_ entries: [Entry], dataBytes: Int, path: String) throws(StorageError) {
    var end = 0
    for entry in entries {
      guard entry.bytes.lowerBound == end else {
        let fault = entry.bytes.lowerBound < end ? "overlaps the tensor before it" : "leaves a gap before it"
        throw .malformedTensors(path, "tensor \"\(entry.name)\" \(fault) (byte \(entry.bytes.lowerBound), not \(end))")
      }
      end = entry.bytes.upperBound
    }
    guard end == dataBytes else {
      throw .malformedTensors(path, "it holds \(dataBytes) bytes of data where its header describes \(end)")
    }
  }
}

// MARK: - Writing
extension SafetensorsLayout {
  /// Length field and JSON for F32 tensors laid end to end in the order given.
  ///
  /// Blanks fill the JSON so that the data starts at a multiple of 8; the same input gives the same bytes.
  static func header(of tensors: [(name: String, shape: [Int])], metadata: [String: String]) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let sorted = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      let pairs = sorted.map { "\(JSONValue.quoted($0.key)):\(JSONValue.quoted($0.value))" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.shape.reduce(4, *)
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(JSONValue.quoted(tensor.name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var json = Array("{\(members.joined(separator: ","))}".utf8)
    while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
    let length = UInt64(json.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) } + json
  }
}
