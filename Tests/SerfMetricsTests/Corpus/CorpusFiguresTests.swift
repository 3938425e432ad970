import Foundation
import SerfMetrics
import Testing

/// Held to sacreBLEU 2.6 on real outputs and on seeded edits; figures made by `Reference/metrics.py`.
@Suite("Figures on real texts", .enabled(if: Corpora.areHere, Corpora.reason)) struct CorpusFiguresTests {
  /// One score of sacreBLEU, and what it was made from.
  struct Case: Decodable {
    let metric: String
    let options: MetricOptions
    let score: Double
    let signature: String
    let name: String
    var folder: String?
    var hypotheses: String?
    var references: [String]?
    var missing: Bool?
    var language: String?
    var seed: UInt64?
    var reference_count: Int?
    var counts: [Int]?
    var totals: [Int]?
    var lengths: [Int]?
    var bp: Double?
    var precisions: [Double]?
    var edits: Int?
    var length: Double?

    var label: String { "\(folder ?? language ?? "") \(hypotheses ?? "") \(name) \(signature)" }
  }

  struct Sentences: Decodable {
    let metric: String
    let options: MetricOptions
    let seed: UInt64
    let scores: [Double]
  }

  struct Figures: Decodable {
    let corpora: [Case]
    let edits: [Case]
    let sentences: [Sentences]
  }

  let figures: Figures

  init() throws { figures = try ReferenceFile.decode(Figures.self, from: "metrics.json") }

  @Test("outputs of WMT, TED and FLORES systems have sacreBLEU's figures to the last bit, with every setting")
  func corpora() throws {
    for one in figures.corpora {
      let folder = "metrics/\(one.folder ?? "")/"
      let hypotheses = try Corpora.lines(folder + (one.hypotheses ?? ""))
      var lists: [[String?]] = try (one.references ?? []).map { try Corpora.lines(folder + $0) }
      if one.missing == true {
        lists[0] = lists[0].enumerated().map { $0 % 3 != 0 && $0 % 5 == 1 ? nil : $1 }
        lists[1] = lists[1].enumerated().map { $0 % 3 == 0 ? nil : $1 }
      }
      try check(one, hypotheses, References(lists))
    }
  }

  @Test("random edits of Multi30k have sacreBLEU's figures to the last bit, with every setting")
  func edits() throws {
    var texts: [String: (lines: [String], hypotheses: [String], others: [String])] = [:]
    for one in figures.edits {
      let key = "\(one.language ?? "") \(one.seed ?? 0)"
      if texts[key] == nil {
        let lines = try Corpora.lines("multi30k/test_2016_flickr.\(one.language ?? "")")
        var random = EditedTexts(seed: one.seed ?? 0)
        texts[key] = (lines, lines.map { random.edited($0) }, lines.map { random.edited($0) })
      }
      let (lines, hypotheses, others) = try #require(texts[key])
      try check(one, hypotheses, References(one.reference_count == 2 ? [lines, others] : [lines]))
    }
  }

  @Test("single sentences have sacreBLEU's figures")
  func sentences() throws {
    let lines = try Corpora.lines("multi30k/test_2016_flickr.en")
    for one in figures.sentences {
      var random = EditedTexts(seed: one.seed)
      let hypotheses = lines.map { random.edited($0) }
      let metric = try one.options.metric(one.metric)
      for (index, expected) in one.scores.enumerated() {
        let found = try metric.sentenceValue(hypotheses[index], references: [lines[index]])
        #expect(found == expected, "\(one.metric), sentence \(index + 1)")
      }
    }
  }

  @Test("the figures that came with the corpora hold to their fourth digit")
  func readme() throws {
    let readme = String(decoding: try Corpora.data("metrics/README.md"), as: UTF8.self)
    let table = try #require(readme.components(separatedBy: "## Check figures").last)
    var count = 0
    for line in table.split(separator: "\n") where line.contains("| hyp.") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let folder = "metrics/\(cells[0])/"
      let names = try FileManager.default.contentsOfDirectory(atPath: (Corpora.folder ?? "") + "/" + folder).sorted()
      let references = names.filter { $0.hasPrefix("ref.") && !$0.contains("moses") }
      #expect(references.count == Int(cells[2]))
      let lists = try References(references.map { try Corpora.lines(folder + $0) })
      let hypotheses = try Corpora.lines(folder + cells[1])
      let bleu = try BLEU(tokenization: #require(BLEUTokenization(rawValue: cells[3])))
      let found = [
        try bleu.corpusScore(hypotheses: hypotheses, references: lists).value,
        try ChrF().corpusScore(hypotheses: hypotheses, references: lists).value,
      ]
      #expect(found.map { String(format: "%.4f", $0) } == [cells[4], cells[5]], "\(line)")
      count += 1
    }
    #expect(count == 18)
  }

  private func check(_ one: Case, _ hypotheses: [String], _ references: References) throws {
    switch one.metric {
    case "bleu": try checkBLEU(one, hypotheses, references)
    case "chrf":
      let metric = try one.options.chrF()
      #expect(metric.name == one.name)
      #expect(metric.signature(for: references).description == one.signature)
      #expect(try metric.corpusScore(hypotheses: hypotheses, references: references).value == one.score, "\(one.label)")
    default:
      let metric = one.options.ter()
      #expect(metric.signature(for: references).description == one.signature)
      let score = try metric.corpusScore(hypotheses: hypotheses, references: references)
      #expect(score.editCount == one.edits && score.referenceLength == one.length, "\(one.label)")
      #expect(score.value == one.score, "\(one.label)")
    }
  }

  private func checkBLEU(_ one: Case, _ hypotheses: [String], _ references: References) throws {
    let metric = try one.options.bleu()
    #expect(metric.signature(for: references).description == one.signature)
    let score = try metric.corpusScore(hypotheses: hypotheses, references: references)
    #expect(score.value == one.score, "\(one.label)")
    #expect(score.precisions == one.precisions && score.brevityPenalty == one.bp, "\(one.label)")
    #expect([score.hypothesisLength, score.referenceLength] == one.lengths, "\(one.label)")
    if let counts = one.counts, let totals = one.totals {
      #expect(score.matchCounts == counts && score.nGramCounts == totals, "\(one.label)")
    }
  }
}

extension TextMetric {
  /// The figure of one segment alone, for a metric known only at run time.
  func sentenceValue(_ hypothesis: String, references: [String]) throws -> Double {
    try sentenceScore(hypothesis, references: references).value
  }
}
