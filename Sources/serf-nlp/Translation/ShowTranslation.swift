internal import SerfModels
internal import SerfSettings
internal import SerfTraining

/// What `model show` says of a translation model.
struct ShowTranslation {
  let file: TranslationModelFile
  let settings: Settings
  let history: TrainingHistory

  var lines: [String] {
    let (configuration, training) = (file.configuration, file.report.training)
    var table = TextTable([("task", .left), (configuration.task, .left)])
    table.add(["languages", "\(configuration.sourceLanguage) to \(configuration.targetLanguage)"])
    table.add(["architecture", "\(configuration.architecture.rawValue) with \(configuration.activation)"])
    let blocks = "\(configuration.encoderLayers) and \(configuration.decoderLayers)"
    table.add(["blocks", "\(blocks) of width \(configuration.modelWidth)"])
    let parameters = training.parameters
    table.add(["parameters", "\(NumberText.grouped(parameters)), \(NumberText.bytes(4 * parameters))"])
    let tokens = "\(NumberText.grouped(configuration.vocabularySize)) tokens"
    let separate = configuration.sourceVocabularySize.map {
      "\(NumberText.grouped($0)) of sources, \(tokens) of translations"
    }
    table.add(["vocabulary", separate ?? tokens])
    table.add(["trained", TrainingCostText(training).text])
    if let best = history.validations.max(by: { $0.score < $1.score }) {
      let score = NumberText.fixed(best.score, decimals: 2)
      table.add(["best epoch", "\(best.epoch), dev BLEU \(score) of greedy output"])
    }
    table.add(["dev", training.dev.line])
    if let test = training.test { table.add(["test", test.line]) }
    if let generated = file.report.generatedTest { table.add(["generated test", generated.line]) }
    return table.lines + ["", String(settings.yaml().dropLast())]
  }

  var members: [(String, JSONText)] {
    let configuration = file.configuration
    return TranslationSummary(file.report).members + [
      ("source_language", .string(configuration.sourceLanguage)),
      ("target_language", .string(configuration.targetLanguage)),
      ("vocabulary_size", .integer(configuration.vocabularySize)),
    ] + (configuration.sourceVocabularySize.map { [("source_vocabulary_size", .integer($0))] } ?? [])
  }
}
