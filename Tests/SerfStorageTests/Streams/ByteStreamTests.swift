import Foundation
import SerfStorage
import TestSupport
import Testing

/// `printf 'alpha\nbeta\r\ngamma'` through each program, as it came out.
enum Compressed {
  static let plain = Array("alpha\nbeta\r\ngamma".utf8)
  /// gzip 1.12 -n9, xz 5.4.1, zstd 1.5.4, bzip2 1.0.8.
  static let all = [
    "gzip": "H4sIAAAAAAACA0vMKchI5EpKLUnk5UpPzM1NBABNJBBvEQAAAA==",
    "xz":
      "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAQYWxwaGEKYmV0YQ0KZ2FtbWEAAAAAypWuOyDMeMsAASkRMgpwDh+2830BAAAAAARZWg==",
    "zstd": "KLUv/QRYiQAAYWxwaGEKYmV0YQ0KZ2FtbWGYm7TB",
    "bzip2": "QlpoOTFBWSZTWcTE/BIAAANBgAASMsZEACAAMQDTTQQyAaEi10beBTQS8XckU4UJDExPwSA=",
  ]

  static func bytes(_ name: String) throws -> [UInt8] {
    let text = try #require(all[name])
    return Array(try #require(Data(base64Encoded: text)))
  }
}

@Suite struct ByteStreamTests {
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  @Test("compression is told by content, whatever the name", arguments: Compressed.all.keys.sorted())
  func compressed(kind: String) throws {
    let path = try folder.file("data.tsv", Compressed.bytes(kind))
    #expect(try ByteStream.contents(of: path) == Compressed.plain)
  }

  @Test("plain bytes pass as they are, also none, one, and a name that promises compression")
  func plain() throws {
    for content: [UInt8] in [
      [], [0x0A], Compressed.plain, Array("begin 644 x\n#86)C\n`\nend\n".utf8), [0x1F], [0x1F, 0x8B],
      Array("BZh9 is a text".utf8), Array("BZh91AY&S".utf8), [0x28], [0x28, 0xB5, 0x2F],
    ] {
      #expect(try ByteStream.contents(of: folder.file("data.gz", content)) == content)
    }
  }

  @Test("every archive cut short anywhere is a typed error or, with nothing of it left, plain bytes")
  func truncated() throws {
    for kind in Compressed.all.keys.sorted() {
      let whole = try Compressed.bytes(kind)
      for length in 12..<whole.count {
        let path = try folder.file("cut", Array(whole.prefix(length)))
        // Too little may be left to be told from plain bytes; then that is what it is.
        let content = try? ByteStream.contents(of: path)
        #expect(content == nil || content == Array(whole.prefix(length)), "\(kind) cut to \(length)")
      }
    }
  }

  @Test("a changed gzip checksum is found, which the library before 3.8 does not look at")
  func damagedChecksum() throws {
    var bytes = try Compressed.bytes("gzip")
    bytes[bytes.count - 6] ^= 1
    let path = try folder.file("data.gz", bytes)
    #expect {
      try ByteStream.contents(of: path)
    } throws: {
      "\($0)"
        == "\(path): the compressed data is damaged or cut short (its checksum differs); fetch or compress it again"
    }
  }

  @Test("gzip files laid end to end are one, and zeros after them do no harm")
  func concatenated() throws {
    let bytes = try Compressed.bytes("gzip")
    #expect(try ByteStream.contents(of: folder.file("a", bytes + bytes)) == Compressed.plain + Compressed.plain)
    let padding = [UInt8](repeating: 0, count: 512)
    #expect(try ByteStream.contents(of: folder.file("b", bytes + padding)) == Compressed.plain)
  }

  @Test("every flipped bit of an archive is an error or leaves the content as it was")
  func flipped() throws {
    for kind in ["gzip", "xz", "zstd", "bzip2"] {
      let whole = try Compressed.bytes(kind)
      for bit in 0..<(whole.count * 8) {
        var bytes = whole
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        let content = try? ByteStream.contents(of: folder.file("flipped", bytes))
        // A flip in the magic number makes it plain bytes.
        #expect(content == nil || content == Compressed.plain || content == bytes, "\(kind) bit \(bit)")
      }
    }
  }

  @Test("what can't be read says why")
  func unreadable() throws {
    let missing = folder.path("none.tsv")
    check(missing, .noSuchInput, "\(missing): no such file")
    check(folder.path, .cannotRead, "\(folder.path): is a folder; a file is expected")
    check("", .noSuchInput, ": no such file")
    let file = try folder.file("a.tsv", "x")
    check(file + "\0.gz", .noSuchInput, "\(file)\0.gz: no such file")
    check(file + "/x", .noSuchInput, "\(file)/x: no such file")
    guard getuid() != 0 else { return }
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
    check(file, .cannotRead, "\(file): can't be opened for reading: Permission denied")
  }

  private func check(_ path: String, _ code: StorageError.Code, _ message: String) {
    let error = #expect(throws: StorageError.self) { try ByteStream.contents(of: path) }
    #expect(error?.code == code)
    #expect(error?.message == message)
  }

  @Test("random bytes, also behind a real beginning, never trap", arguments: 0..<200)
  func fuzz(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let kinds = Compressed.all.keys.sorted()
    let head = try Compressed.bytes(kinds[Int(seed) % kinds.count]).prefix(Int(random.next() % 24))
    let path = try folder.file("noise", Array(head) + random.bytes(Int(random.next() % 2000)))
    _ = try? ByteStream.contents(of: path)
  }
}
