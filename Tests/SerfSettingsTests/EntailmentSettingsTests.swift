import SerfSettings
import Testing

@Suite("Settings of entailment")
struct EntailmentSettingsTests {
  private func settings(_ values: [String: String]) throws -> Settings {
    var settings = Settings(EntailmentSettings.list)
    for (name, value) in values { try settings.set(name, value) }
    try settings.preferDefaults(of: EntailmentSettings.self)
    return settings
  }

  @Test("with pictures the fusion follows the architecture, unless it is said")
  func fusion() throws {
    func fusion(_ values: [String: String]) throws -> String {
      try settings(values.merging(["images": "x"]) { $1 })[EntailmentSettings.fusion]
    }
    #expect(try fusion([:]) == "cross-modal")
    #expect(try fusion(["architecture": "cross-transformer"]) == "cross-modal")
    for name in ["siamese-lstm", "siamese-transformer", "cross-attention"] {
      #expect(try fusion(["architecture": name]) == "concatenation")
      #expect(try fusion(["architecture": name, "fusion": "gated"]) == "gated")
    }
  }

  private func vain(_ values: [String: String]) throws -> [String] {
    try settings(values).saidInVain(of: EntailmentSettings.self).map(\.note).sorted()
  }

  @Test("what has an effect through the pictures is not said in vain")
  func pictureParts() throws {
    let lstm = ["images": "x", "architecture": "siamese-lstm", "heads": "8", "norm": "post", "pooling": "mean"]
    #expect(try vain(lstm) == [])
    let attention = ["images": "x", "architecture": "cross-attention", "norm": "post", "pooling": "mean"]
    #expect(try vain(attention) == [])
    #expect(
      try vain(["architecture": "siamese-lstm", "heads": "8"])
        == ["--heads has no effect on the architecture siamese-lstm"])
  }

  @Test("what texts alone, or pictures alone, have no use for is said in vain, with the reason")
  func modalities() throws {
    let pictures = [
      "fusion": "gated", "image-size": "24", "patch-size": "6", "premise-image-column": "a",
      "hypothesis-image-column": "b",
    ]
    #expect(try vain(pictures) == pictures.keys.sorted().map { "--\($0) has no effect without --images" })
    #expect(
      try vain(["images": "x", "modalities": "text", "patch-size": "6"])
        == ["--patch-size has no effect with --modalities text"])
    let texts = ["max-tokens": "20", "match-features": "false", "embeddings": "v.txt"]
    #expect(
      try vain(texts.merging(["images": "x", "modalities": "image"]) { $1 })
        == texts.keys.sorted().map { "--\($0) has no effect with --modalities image" })
    #expect(try vain(texts.merging(["images": "x"]) { $1 }) == [])
  }
}
