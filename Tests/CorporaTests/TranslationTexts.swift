import Foundation
import SerfCorpora

/// The bundled sentence pairs, read as the file format says: parallel files, one sentence and a line feed a line.
struct TranslationTexts {
  struct Pair: Hashable {
    let english: String
    let german: String
  }

  struct MalformedFile: Error {
    let path: String
    let found: String
  }

  static let written: [SerfCorpora.TranslationPart] = [.writtenTrain, .writtenDev, .writtenTest]
  static let generated: [SerfCorpora.TranslationPart] = [.generatedTrain, .generatedTest]

  private let parts: [SerfCorpora.TranslationPart: [Pair]]

  init() throws {
    var parts: [SerfCorpora.TranslationPart: [Pair]] = [:]
    for part in SerfCorpora.TranslationPart.allCases {
      let english = try Self.lines(of: SerfCorpora.translation(part, .english))
      let german = try Self.lines(of: SerfCorpora.translation(part, .german))
      guard english.count == german.count else {
        throw MalformedFile(path: part.rawValue, found: "\(english.count) English and \(german.count) German lines")
      }
      parts[part] = zip(english, german).map { Pair(english: $0, german: $1) }
    }
    self.parts = parts
  }

  private static func lines(of path: String) throws -> [String] {
    // Decoding that mends nothing: a wrong byte is an error.
    guard let content = String(validating: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self) else {
      throw MalformedFile(path: path, found: "bytes that are not UTF-8")
    }
    var lines = content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.popLast() == "" else { throw MalformedFile(path: path, found: "a last line without its line feed") }
    return lines
  }

  func pairs(_ part: SerfCorpora.TranslationPart) -> [Pair] { parts[part, default: []] }
  func pairs(_ parts: [SerfCorpora.TranslationPart]) -> [Pair] { parts.flatMap(pairs) }

  /// The words of a text in lower case; an apostrophe inside a word belongs to it.
  static func words(_ text: String) -> [Substring] {
    text.lowercased()
      .split { !($0.isLetter || $0.isNumber || $0 == "'") }
      .map { $0.drop { $0 == "'" } }
      .filter { !$0.isEmpty }
  }
}
