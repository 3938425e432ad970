import Foundation
import SerfData
import Testing

/// Where the real corpora lie; nil when nobody said.
private let corporaFolder = ProcessInfo.processInfo.environment["SERF_CORPORA"]

/// Files of the field, held against the counts that their README files give.
@Suite(.enabled(if: corporaFolder != nil, "set SERF_CORPORA to the folder of corpora to run these"))
struct RealCorporaTests {
  struct Corpus: Sendable, CustomTestStringConvertible {
    let file: String
    let counts: [String: Int]
    var testDescription: String { file }

    init(_ file: String, _ labels: [String], _ counts: [Int]) {
      self.file = file
      self.counts = Dictionary(uniqueKeysWithValues: zip(labels, counts))
    }
  }

  private static let polish = ["negative", "neutral", "positive", "ambiguous"]
  private static let fine = ["0", "1", "2", "3", "4"]
  private static let film = ["Positive", "Negative"]

  static let corpora = [
    Corpus("sst2/train.tsv", ["0", "1"], [3310, 3610]),
    Corpus("sst2/dev.tsv", ["0", "1"], [428, 444]),
    Corpus("sst2/test.tsv", ["0", "1"], [912, 909]),
    Corpus("sst2-phrases/train.tsv", ["0", "1"], [29780, 37569]),
    Corpus("sst2-phrases/dev.tsv", ["0", "1"], [428, 444]),
    Corpus("sst5/train.tsv", fine, [1092, 2218, 1624, 2322, 1288]),
    Corpus("sst5/dev.tsv", fine, [139, 289, 229, 279, 165]),
    Corpus("sst5/test.tsv", fine, [279, 633, 389, 510, 399]),
    Corpus("polemo/hotels.train.tsv", polish, [5561, 2307, 4285, 282]),
    Corpus("polemo/hotels.dev.tsv", polish, [666, 309, 551, 29]),
    Corpus("polemo/hotels.test.tsv", polish, [660, 294, 541, 59]),
    Corpus("polemo/medicine.train.tsv", polish, [5375, 6632, 4003, 191]),
    Corpus("polemo/medicine.dev.tsv", polish, [649, 804, 550, 22]),
    Corpus("polemo/medicine.test.tsv", polish, [678, 803, 526, 18]),
    Corpus("polemo/medicine2.train.tsv", polish, [1738, 1533, 818, 863]),
    Corpus("imdb-small/train.tsv", film, [856, 851]),
    Corpus("imdb-small/dev.tsv", film, [123, 122]),
    Corpus("imdb-small/test.tsv", film, [245, 243]),
    Corpus("imdb-small/train_revised.tsv", film, [851, 856]),
    Corpus("imdb-small/dev_revised.tsv", film, [122, 123]),
  ]

  @Test("rows by label are as its README counts them", arguments: corpora)
  func counts(corpus: Corpus) throws {
    let data = try ClassificationData(path: try #require(corporaFolder) + "/" + corpus.file)
    #expect(Dictionary(uniqueKeysWithValues: data.labelCounts.map { ($0.label, $0.count) }) == corpus.counts)
    #expect(data.notes.contains { $0.hasSuffix("quoted as in CSV") } == corpus.file.hasPrefix("imdb-small"))
  }

  private static let relations = ["entailment", "neutral", "contradiction"]

  static let pairs = [
    Corpus("sick/SICK_train.txt", ["NEUTRAL", "ENTAILMENT", "CONTRADICTION"], [2524, 1274, 641]),
    Corpus("sick/SICK_trial.txt", ["NEUTRAL", "ENTAILMENT", "CONTRADICTION"], [281, 143, 71]),
    Corpus("snli/train.tsv", relations, [3029, 2990, 3106]),
    Corpus("snli/train_revised.tsv", relations, [2208, 2224, 2232]),
    Corpus("snli/dev.tsv", relations, [3329, 3235, 3278]),
  ]

  @Test("pairs by label are as its README counts them", arguments: pairs)
  func pairCounts(corpus: Corpus) throws {
    let data = try EntailmentData(path: try #require(corporaFolder) + "/" + corpus.file)
    #expect(Dictionary(uniqueKeysWithValues: data.labelCounts.map { ($0.label, $0.count) }) == corpus.counts)
    // SNLI has rows without a label, and tells them by a note.
    #expect(data.notes.count == (corpus.file.hasPrefix("snli") && !corpus.file.hasSuffix("revised.tsv") ? 2 : 1))
  }

  @Test("quoted reviews are byte for byte what Python's csv module reads")
  func quotes() throws {
    let data = try ClassificationData(path: try #require(corporaFolder) + "/imdb-small/train.tsv")
    // csv.reader(file, delimiter="\t"): marks in all texts, texts with one, bytes of all texts.
    #expect(data.rows.reduce(0) { $0 + $1.text.utf8.count { $0 == UInt8(ascii: "\"") } } == 2914)
    #expect(data.rows.count { $0.text.contains("\"") } == 697)
    #expect(data.rows.reduce(0) { $0 + $1.text.utf8.count } == 1_564_298)
  }
}
