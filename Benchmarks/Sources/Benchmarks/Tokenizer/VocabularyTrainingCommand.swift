import ArgumentParser
import Foundation
import SerfTokenizer

/// Training of byte-pair vocabularies, with the names that the peer script `bpe.py` uses.
struct VocabularyTrainingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vocabulary-training",
    abstract: "Seconds to learn a vocabulary from a file, reading included; the median of several runs.",
    discussion: "EXAMPLE: benchmarks vocabulary-training text.txt --workers 1")

  @OptionGroup var options: MeasurementOptions

  @Argument(help: "A text file.")
  var file: String

  @Option(help: "Tokens in all.")
  var vocabulary = 8000

  @Option(help: "Runs of which the median is taken.")
  var runs = 5

  func run() throws {
    var seconds: [Double] = []
    var learnt = 0
    for _ in 0..<runs {
      let watch = Stopwatch()
      var trainer = try BytePairTrainer(settings: .init(vocabularySize: vocabulary))
      trainer.counter.threads = options.workers
      try trainer.add(contentsOf: file)
      learnt = try trainer.trainModel().vocabulary.count
      seconds.append(watch.seconds)
    }
    require(learnt <= vocabulary, "\(learnt) tokens were learnt")
    Figure(
      "bpe/train/icu-words", seconds.sorted()[seconds.count / 2], "s",
      ["threads": options.workers, "vocabulary": vocabulary, "tokens": learnt]
    ).emit()
  }
}
