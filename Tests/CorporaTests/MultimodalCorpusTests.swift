import Foundation
import MultimodalScenes
import SerfCorpora
import SerfImages
import Testing

@Suite("The bundled pairs of captioned pictures")
struct MultimodalCorpusTests {
  private static let corpus = MultimodalCorpus()
  private static var parts: [[MultimodalCorpus.Row]] { [corpus.train, corpus.dev, corpus.test, corpus.unseen] }

  /// Pictures by their pixels: how small a PNG gets is its library's affair.
  @Test("the program gives what is stored again")
  func reproduction() throws {
    let folder = URL(fileURLWithPath: try SerfCorpora.multimodalEntailmentImages())
    for image in Self.corpus.images {
      let stored = try Picture(contentsOf: folder.appendingPathComponent(image.name).path)
      #expect(try stored == Picture(decoding: image.png, path: image.name), "\(image.name)")
    }
    for table in Self.corpus.tables {
      let stored = folder.deletingLastPathComponent().appendingPathComponent(table.name)
      #expect(try Data(contentsOf: stored) == Data(table.text.utf8), "\(table.name)")
    }
  }

  @Test("what has one pair of texts, or one pair of pictures, has every label equally often")
  func balance() {
    for rows in Self.parts {
      for key in [{ "\($0.premise)\t\($0.hypothesis)" }, { "\($0.premiseImage)\t\($0.hypothesisImage)" }]
        as [(MultimodalCorpus.Row) -> String]
      {
        let groups = Dictionary(grouping: rows, by: key)
        #expect(
          groups.values.allSatisfy { group in
            Label.allCases.allSatisfy { label in group.count { $0.label == label } * 3 == group.count }
          })
      }
    }
  }

  @Test("the unseen half has combinations of colour, shape and relation that nothing else has")
  func heldOut() {
    // The relation by its word, the thing by its name, as they stand in the sentences.
    func combination(_ row: MultimodalCorpus.Row) -> String {
      let thing = Thing.all.first { row.hypothesis.lowercased().contains($0.name) }?.name ?? ""
      let words = row.hypothesis.lowercased().split { !$0.isLetter }
      let relation =
        [
          ("left", "left"), ("right", "right"), ("above", "above"), ("up", "above"), ("below", "below"),
          ("down", "below"),
        ].first { word, _ in words.contains(Substring(word)) }?.1 ?? ""
      #expect(!thing.isEmpty && !relation.isEmpty, "\(row.hypothesis)")
      return "\(thing) \(relation)"
    }
    let seen = Set((Self.corpus.train + Self.corpus.dev).map(combination))
    let unseen = Set(Self.corpus.unseen.map(combination))
    #expect(seen.isDisjoint(with: unseen))
    #expect(unseen.count == 12 && seen.count == 52)
    #expect(Self.corpus.test.count == 2 * Self.corpus.unseen.count)
  }

  @Test("no scene is in two parts, and all of it is under four megabytes")
  func size() {
    let scenes = [Self.corpus.train, Self.corpus.dev, Self.corpus.test].map { Set($0.map(\.premiseImage)) }
    #expect(scenes[0].isDisjoint(with: scenes[1]) && scenes[0].isDisjoint(with: scenes[2]))
    #expect(scenes[1].isDisjoint(with: scenes[2]))
    let bytes =
      Self.corpus.images.reduce(0) { $0 + $1.png.count }
      + Self.corpus.tables.reduce(0) { $0 + $1.text.utf8.count }
    #expect(bytes < 4_000_000)
  }
}
