import Dispatch
import Foundation
import SerfStorage
import TestSupport
import Testing

@Suite struct LineReaderTests {
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func lines(_ bytes: [UInt8]) throws -> [[UInt8]] {
    let reader = try LineReader(path: folder.file("lines", bytes))
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    while try reader.next(into: &line) {
      lines.append(line)
      #expect(reader.lineNumber == lines.count)
    }
    #expect(try !reader.next(into: &line))
    return lines
  }

  @Test(
    "line ends, with and without",
    arguments: [
      ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\n", ["a", ""]), ("a\r\nb\nc\r\n", ["a", "b", "c"]),
      ("a\r", ["a"]), ("a\rb\n", ["a\rb"]), ("\r\n\r\n", ["", ""]), ("a\0b\n", ["a\0b"]), ("\u{FEFF}a\n", ["a"]),
      ("\u{FEFF}", []), ("\u{FEFF}\n", [""]), ("a\n\u{FEFF}b", ["a", "\u{FEFF}b"]), ("\u{FEFF}\u{FEFF}", ["\u{FEFF}"]),
    ] as [(String, [String])])
  func lineEnds(text: String, expected: [String]) throws {
    #expect(try lines(Array(text.utf8)) == expected.map { Array($0.utf8) })
  }

  @Test("lines of every length around the size of a chunk come back whole")
  func chunkBorders() throws {
    for length in [(1 << 18) - 2, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 3 << 18] {
      let long = [UInt8](repeating: 0x61, count: length)
      #expect(try lines(long + [0x0D, 0x0A, 0x62]) == [long, [0x62]])
    }
  }

  @Test("random lines come back as they were written", arguments: 0..<20)
  func law(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let expected = (0..<2000).map { _ in
      random.bytes(Int(random.next() % 300)).filter { $0 != 0x0A && $0 != 0x0D && $0 != 0xEF }
    }
    #expect(try lines(expected.flatMap { $0 + [0x0A] }) == expected)
  }

  @Test("a line of 100 MB is a line")
  func longLine() throws {
    var bytes = [UInt8](repeating: 0x61, count: 100_000_000)
    bytes.append(0x0A)
    let reader = try LineReader(path: folder.file("long", bytes))
    #expect(try reader.withNextLine { $0.count } == 100_000_000)
    #expect(try reader.withNextLine { $0.count } == nil)
  }

  @Test("a line beyond the limit is an error with its number")
  func limit() throws {
    let path = try folder.file("long", "ab\n" + String(repeating: "x", count: 101))
    let reader = try LineReader(path: path, maximumLineBytes: 100)
    var line: [UInt8] = []
    #expect(try reader.next(into: &line))
    let error = #expect(throws: StorageError.self) { try reader.next(into: &line) }
    #expect(error?.message == "\(path):2: a line of more than 100 bytes; is this a text file?")
  }

  @Test("a short line in a live pipe comes before the next is sent", .timeLimit(.minutes(1)))
  func livePipe() throws {
    let path = folder.path("pipe")
    #expect(unsafe mkfifo(path, 0o600) == 0)
    let (mayGoOn, isDone) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      let handle = FileHandle(forWritingAtPath: path)
      handle?.write(Data("B\n".utf8))
      mayGoOn.wait()
      handle?.write(Data("(\n".utf8))
      try? handle?.close()
      isDone.signal()
    }
    let reader = try LineReader(path: path)
    var line: [UInt8] = []
    #expect(try reader.next(into: &line) && line == Array("B".utf8))
    mayGoOn.signal()
    #expect(try reader.next(into: &line) && line == Array("(".utf8))
    #expect(try !reader.next(into: &line))
    isDone.wait()
  }

  @Test("a body that reads on inside itself does no harm")
  func nested() throws {
    let reader = try LineReader(path: folder.file("lines", "a\nb\n"))
    let first = try reader.withNextLine { line in
      _ = try? reader.withNextLine { $0.count }
      return line[0]
    }
    #expect(first == 0x61)
  }
}
