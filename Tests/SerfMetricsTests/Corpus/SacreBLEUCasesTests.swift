import Foundation
import SerfMetrics
import Testing

/// The literal cases of sacreBLEU's own unit tests, from SERF_CORPORA.
@Suite("sacreBLEU's own cases", .enabled(if: Corpora.areHere, Corpora.reason)) struct SacreBLEUCasesTests {
  struct Case: Decodable {
    let group: String
    let metric: String
    let options: MetricOptions
    let hypotheses: [String]
    let references: [[String?]]
    let expected: Double?
    let tolerance: Double?
    let counts: [Int]?
    let totals: [Int]?
    let lengths: [Int]
    let expectedCounts: [Int]?
    let expectedTotals: [Int]?

    enum Keys: String, CodingKey {
      case group, metric, options, hypotheses, references, expected, tolerance, counts, totals
      case sys_len, ref_len, expected_counts, expected_totals
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Keys.self)
      group = try values.decode(String.self, forKey: .group)
      metric = try values.decode(String.self, forKey: .metric)
      options = try values.decode(MetricOptions.self, forKey: .options)
      expected = try values.decodeIfPresent(Double.self, forKey: .expected)
      tolerance = try values.decodeIfPresent(Double.self, forKey: .tolerance)
      counts = try values.decodeIfPresent([Int].self, forKey: .counts)
      totals = try values.decodeIfPresent([Int].self, forKey: .totals)
      lengths = [
        try values.decodeIfPresent(Int.self, forKey: .sys_len) ?? 0,
        try values.decodeIfPresent(Int.self, forKey: .ref_len) ?? 0,
      ]
      expectedCounts = try values.decodeIfPresent([Int].self, forKey: .expected_counts)
      expectedTotals = try values.decodeIfPresent([Int].self, forKey: .expected_totals)
      if options.level == "sentence" {
        hypotheses = [try values.decode(String.self, forKey: .hypotheses)]
        references = try values.decode([String].self, forKey: .references).map { [$0] }
      } else {
        hypotheses = try values.decodeIfPresent([String].self, forKey: .hypotheses) ?? []
        references = try values.decodeIfPresent([[String?]].self, forKey: .references) ?? []
      }
    }
  }

  @Test("every score and statistic is the expected one")
  func scores() throws {
    let cases = try JSONDecoder().decode([Case].self, from: Corpora.data("metrics/sacrebleu-cases/scores.json"))
    #expect(cases.count == 78)
    for one in cases {
      let value: Double
      if let counts = one.counts, let totals = one.totals {
        value = try one.options.bleu().score(of: (one.lengths + counts + totals).map(Double.init)).value
      } else if one.metric == "bleu" {
        let score = try one.options.bleu().corpusScore(
          hypotheses: one.hypotheses, references: References(one.references))
        if let counts = one.expectedCounts { #expect(score.matchCounts == counts) }
        if let totals = one.expectedTotals { #expect(score.nGramCounts == totals) }
        value = score.value
      } else {
        value = try one.options.metric(one.metric).value(
          hypotheses: one.hypotheses, references: References(one.references))
      }
      if let expected = one.expected { #expect(abs(value - expected) <= one.tolerance ?? 0, "\(one)") }
    }
  }

  struct TokenizerCase: Decodable {
    let options: MetricOptions
    let input: String
    let expected: String
  }

  @Test("Tercom's tokeniser gives the expected words")
  func tercom() throws {
    let cases = try JSONDecoder().decode(
      [TokenizerCase].self, from: Corpora.data("metrics/sacrebleu-cases/ter_tokenizer.json"))
    #expect(cases.count == 11)
    for one in cases { #expect(TercomTokenizer(one.options.ter()).tokenized(one.input) == one.expected) }
  }
}

extension TextMetric {
  /// The figure of a test set, for a metric known only at run time.
  func value(hypotheses: [String], references: References) throws -> Double {
    try corpusScore(hypotheses: hypotheses, references: references).value
  }
}
