internal import ArgumentParser

/// `score`: how good a system's output is, and whether another's is better.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score translations or labels against references.",
    discussion: """
      Figures and signatures are those of sacreBLEU 2.6, from plain, detokenised text.

      EXAMPLE: serf-nlp score bleu --reference ref.de hyp.de
               serf-nlp translate --model m test.en | serf-nlp score chrf --reference test.de --confidence
               serf-nlp score ter --reference ref.de baseline.de --compare other.de
      """,
    subcommands: [ScoreBLEU.self, ScoreChrF.self, ScoreTER.self, ScoreAccuracy.self])
}
