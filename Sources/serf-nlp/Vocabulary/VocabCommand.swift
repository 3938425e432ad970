internal import ArgumentParser

/// `vocab`: from text to tokens and back.
struct VocabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vocab",
    abstract: "Train vocabularies, and turn text into tokens and back.",
    discussion: """
      EXAMPLE: serf-nlp vocab train reviews.txt --size 4000 --output tokenizer.json
               serf-nlp vocab encode --vocabulary tokenizer.json --text "A fine film."
      """,
    subcommands: [
      VocabTrain.self, VocabEncode.self, VocabDecode.self, VocabCount.self, VocabList.self, VocabShow.self,
      VocabConvert.self,
    ])
}
