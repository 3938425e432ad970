internal import SerfCorpora
internal import SerfSettings
internal import SerfTraining

/// Which files entailment reads: pairs of texts, or with `--images` or `--modalities` pairs of captioned pictures.
enum EntailmentSources {
  private typealias Names = EntailmentSettings

  /// The bundled corpus that settings without training texts mean.
  static func bundled(_ split: SerfCorpora.Split, _ settings: Settings) throws -> String {
    hasPictures(settings) ? try SerfCorpora.multimodalEntailment(split) : try SerfCorpora.entailment(split)
  }

  private static func hasPictures(_ settings: Settings) -> Bool {
    settings[Names.images] != nil || Names.readsPictures(settings)
  }

  /// The bundled second test, which belongs to the bundled first one of pictures.
  static func bundledUnseen(_ settings: Settings) throws -> String? {
    typealias Data = ClassificationDataSettings
    guard hasPictures(settings), settings[Data.train] == nil, settings[Data.test] == nil else { return nil }
    return try SerfCorpora.multimodalEntailmentUnseen()
  }

  /// The files of a run.
  static func files(_ settings: Settings) throws -> ClassificationSources {
    var sources = try ClassificationSources(settings, of: Names.self, others: [Names.unseen]) {
      try bundled($0, settings)
    }
    let isBundled = settings[ClassificationDataSettings.train] == nil
    sources.unseen = try settings[Names.unseen] ?? bundledUnseen(settings)
    if Names.readsPictures(settings) { sources.images = try images(settings, isBundled: isBundled) }
    return sources
  }

  /// The folder that picture columns mean.
  /// - Parameter isBundled: whether the rows are the bundled ones.
  static func images(_ settings: Settings, isBundled: Bool) throws -> String {
    guard settings[Names.images] != nil || isBundled else {
      throw CommandError.usage("the model looks at pictures; say --images DIR, where the files of the rows lie")
    }
    return try folder(settings[Names.images] ?? "bundled")
  }

  /// The folder that a name means.
  static func folder(_ name: String) throws -> String {
    name == "bundled" ? try SerfCorpora.multimodalEntailmentImages() : name
  }
}
