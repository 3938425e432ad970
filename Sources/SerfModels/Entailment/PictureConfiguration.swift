public import SerfData
import SerfImages
import SerfSettings

/// What a network makes of pictures: part of `config.json`.
public struct PictureConfiguration: Hashable, Codable, Sendable {
  /// What the network gets to see.
  public enum Modalities: String, CaseIterable, Codable, Sendable {
    case image
    case both
  }

  /// How texts and pictures come together.
  public enum Fusion: String, CaseIterable, Codable, Sendable {
    /// One vector of each, end to end.
    case concatenation
    /// One vector of each, mixed by a learned gate.
    case gated
    /// Words and patches as one sequence.
    case crossModal = "cross-modal"
  }

  /// The half of a pair that alone is shown to a network that reads both.
  public enum Half: String, Codable, Sendable {
    case text
    case image
  }

  public var modalities: Modalities
  public var fusion: Fusion
  public var patches: PatchLayout
  /// Nil for all that the network reads; a control, and never saved.
  package var only: Half?

  private enum CodingKeys: String, CodingKey { case modalities, fusion, patches }

  /// What settings ask for; nil for texts alone.
  /// - Parameter patches: of the files; nil stands in for pictures as the settings cut them.
  init?(_ settings: Settings, patches: PatchLayout?) {
    typealias Names = EntailmentSettings
    guard let modalities = Modalities(rawValue: settings[Names.modalities]) else { return nil }
    self.modalities = modalities
    fusion = Fusion(rawValue: settings[Names.fusion]) ?? .crossModal
    self.patches =
      patches ?? PatchLayout(imageSize: settings[Names.imageSize], patchSize: settings[Names.patchSize])
  }

  /// Makes sure that pictures fit the network; the numbers may come from a damaged or hostile file.
  func validate(modelWidth: Int) throws(ModelError) {
    guard patches.holdsFeatures || patches.grid != nil else {
      throw .badConfiguration(
        "image-size", found: "\(patches.imageSize ?? 0)",
        expected: "a multiple of the patch size \(patches.patchSize ?? 0)")
    }
    guard patches.mean.isFinite, patches.deviation.isFinite, patches.deviation > 0 else {
      throw .badConfiguration(
        "deviation", found: "\(patches.mean) ± \(patches.deviation)", expected: "finite numbers, the second above 0")
    }
    let product = patches.width.multipliedReportingOverflow(by: modelWidth)
    for (name, value, range) in [
      ("patches of a picture", patches.count, 1...65_536), ("numbers of a patch", patches.width, 1...1_000_000),
      ("numbers of a patch × modelWidth", product.overflow ? .max : product.partialValue, 1...(1 << 31)),
    ] where !range.contains(value) {
      throw .badConfiguration(name, found: "\(value)", expected: "\(range)")
    }
  }
}
