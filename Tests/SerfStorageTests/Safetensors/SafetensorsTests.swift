import Foundation
import SerfStorage
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  let folder: TemporaryDirectory
  let values: [Float] = [1, -2, .pi, 0, -0.0, .infinity, .leastNonzeroMagnitude, 8]
  let slices = [
    SafetensorsWriter.Slice(name: "z.weight", shape: [2, 3], offset: 0),
    SafetensorsWriter.Slice(name: "a.bias", shape: [2], offset: 6),
    SafetensorsWriter.Slice(name: "scalar \"é\"", shape: [], offset: 2),
    SafetensorsWriter.Slice(name: "none", shape: [0, 4], offset: 8),
  ]

  init() throws { folder = try TemporaryDirectory() }

  @Test("what is written is read, bit for bit, in the order given")
  func roundTrip() throws {
    let path = folder.path("model.safetensors")
    try SafetensorsWriter.write(slices, of: values.span, metadata: ["b": "2", "a": "x\n"], to: path)
    let file = try SafetensorsFile(path)
    #expect(Set(file.names) == Set(slices.map(\.name)))
    #expect(Array(file.names.prefix(2)) == ["z.weight", "a.bias"])
    #expect(file.metadata == ["a": "x\n", "b": "2"])
    for slice in slices {
      #expect(file.shape(of: slice.name) == slice.shape)
      let count = slice.shape.reduce(1, *)
      let expected = values[slice.offset..<slice.offset + count]
      #expect(try file.values(of: slice.name).map(\.bitPattern) == expected.map(\.bitPattern))
    }
    #expect(file.shape(of: "nothing") == nil)
  }

  @Test("the bytes are those of the format's description, aligned to 8")
  func golden() throws {
    let path = folder.path("golden.safetensors")
    try SafetensorsWriter.write(
      [.init(name: "w", shape: [1, 2], offset: 0)], of: ([1, 2] as [Float]).span, metadata: ["k": "v"], to: path)
    let json = #"{"__metadata__":{"k":"v"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}"#
    let padded = json + String(repeating: " ", count: (8 - json.utf8.count % 8) % 8)
    let expected = [UInt8(padded.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(padded.utf8) + [0, 0, 128, 63, 0, 0, 0, 64]
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == expected)
  }

  @Test("reading into a buffer checks name and shape")
  func mismatch() throws {
    let path = folder.path("model.safetensors")
    try SafetensorsWriter.write(slices, of: values.span, to: path)
    let file = try SafetensorsFile(path)
    var numbers = [Float](repeating: 0, count: 6)
    var span = numbers.mutableSpan
    try file.read("z.weight", shape: [2, 3], into: &span)
    #expect(numbers == Array(values.prefix(6)))
    #expect(
      message {
        var span = numbers.mutableSpan; try file.read("z.weight", shape: [3, 2], into: &span)
      }
        == "\(path): tensor \"z.weight\" has shape [2, 3]; [3, 2] is expected")
    #expect(
      message {
        var span = numbers.mutableSpan; try file.read("a.bias", shape: [2], into: &span)
      }
        == "\(path): tensor \"a.bias\" has shape [2], which is not the 6 numbers expected")
    #expect(message { try file.values(of: "x") } == "\(path): has no tensor named \"x\"")
  }

  private func message<Result>(_ body: () throws -> Result) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func file(_ json: String, data: Int = 0, length: UInt64? = nil) throws -> String {
    let length = length ?? UInt64(json.utf8.count)
    let field = (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) }
    return try folder.file("bad.safetensors", field + Array(json.utf8) + [UInt8](repeating: 0, count: data))
  }

  static let tensor = #""dtype":"F32","shape":[2],"data_offsets""#

  @Test(
    "unsound headers are refused with the reason",
    arguments: [
      ("[]", 0, "its header is a list, not an object"),
      ("{", 0, "its header is not JSON (byte 1: the text ends too soon)"),
      (#"{"a":{\#(tensor):[0,8]},"a":{\#(tensor):[8,16]}}"#, 16, "the name \"a\" occurs twice"),
      (
        #"{"a":{\#(tensor):[0,8]},"b":{\#(tensor):[4,12]}}"#, 12,
        "tensor \"b\" overlaps the tensor before it (byte 4, not 8)"
      ),
      (
        #"{"a":{\#(tensor):[0,8]},"b":{\#(tensor):[12,20]}}"#, 20,
        "tensor \"b\" leaves a gap before it (byte 12, not 8)"
      ),
      (#"{"a":{\#(tensor):[0,8]}}"#, 4, "it holds 4 bytes of data where its header describes 8"),
      (#"{"a":{\#(tensor):[0,8]}}"#, 12, "it holds 12 bytes of data where its header describes 8"),
      (
        #"{"a":{\#(tensor):[0,4]}}"#, 4,
        "tensor \"a\" of shape [2] and type F32 does not take the 4 bytes that its offsets give"
      ),
      (#"{"a":{\#(tensor):[8,0]}}"#, 8, "tensor \"a\" has no data_offsets, two rising whole numbers"),
      (#"{"a":{\#(tensor):[-8,0]}}"#, 8, "tensor \"a\" has no data_offsets, two rising whole numbers"),
      (
        #"{"a":{\#(tensor):[0,99999999999999999999]}}"#, 8,
        "tensor \"a\" has no data_offsets, two rising whole numbers"
      ),
      (
        #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0,
        "tensor \"a\" of shape [4611686018427387904, 4] and type F32 does not take the 0 bytes that its offsets give"
      ),
      (
        #"{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}"#, 8,
        "tensor \"a\" has no element type that is known"
      ),
      (#"{"a":{"dtype":"F32","data_offsets":[0,8]}}"#, 8, "tensor \"a\" has no shape, a list of whole numbers"),
      (#"{"a":7}"#, 0, "tensor \"a\" has no element type that is known"),
      (#"{"__metadata__":{"a":1}}"#, 0, "\"a\" in __metadata__ is a number, not a string"),
      (#"{"__metadata__":[]}"#, 0, "__metadata__ is a list, not an object of strings"),
    ])
  func unsound(json: String, data: Int, reason: String) throws {
    let path = try file(json, data: data)
    let error = #expect(throws: StorageError.self) { try SafetensorsFile(path) }
    #expect(error?.code == .corruptData)
    #expect(error?.message == "\(path): is not a sound safetensors file: \(reason)")
  }

  @Test("a length that is a lie is refused before memory is taken", arguments: [3, 100_000_001, UInt64.max, 1 << 63])
  func length(length: UInt64) throws {
    let path = try file("{}", length: length)
    #expect(throws: StorageError.self) { try SafetensorsFile(path) }
  }

  @Test("files shorter than a header are refused", arguments: 0..<8)
  func short(count: Int) throws {
    let path = try folder.file("short", [UInt8](repeating: 1, count: count))
    #expect(
      message { try SafetensorsFile(path) }
        == "\(path): is not a sound safetensors file: it ends after \(count) bytes, where its header alone takes 8")
  }

  @Test("another element type opens, and is refused where F32 is read")
  func elementType() throws {
    let path = try file(#"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, data: 4)
    let file = try SafetensorsFile(path)
    #expect(message { try file.values(of: "a") } == "\(path): tensor \"a\" has element type BF16; F32 is expected")
  }

  @Test("a file cut short after it was opened is an error, not a crash")
  func cutLater() throws {
    let path = folder.path("model.safetensors")
    try SafetensorsWriter.write(slices, of: values.span, to: path)
    let file = try SafetensorsFile(path)
    #expect(unsafe truncate(path, 16) == 0)
    #expect(
      message { try file.values(of: "a.bias") }
        == "\(path): is not a sound safetensors file: it was cut short while it was read")
  }

  @Test("random changes of a sound file never trap", arguments: 0..<300)
  func fuzz(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let path = folder.path("fuzz.safetensors")
    try SafetensorsWriter.write(slices, of: values.span, metadata: ["a": "b"], to: path)
    var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    for _ in 0..<(1 + random.next() % 4) {
      bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next() >> 20)
    }
    let changed = try folder.file("changed", Array(bytes.prefix(Int(random.next() % UInt64(2 * bytes.count)))))
    guard let file = try? SafetensorsFile(changed) else { return }
    for name in file.names { _ = try? file.values(of: name) }
  }

  @Test("a tensor outside its buffer is our own mistake and traps")
  func trap() async {
    await #expect(processExitsWith: .failure) {
      try SafetensorsWriter.write(
        [.init(name: "w", shape: [3], offset: 0)], of: ([1, 2] as [Float]).span, to: "/nowhere/x.safetensors")
    }
  }
}
