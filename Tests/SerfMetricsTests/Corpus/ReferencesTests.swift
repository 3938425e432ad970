import SerfMetrics
import Testing

@Suite("References and statistics") struct ReferencesTests {
  @Test("what can't be scored is refused with the reason")
  func mistakes() {
    #expect {
      try References([])
    } throws: {
      "\($0)" == "there are no references; give at least one list of them"
    }
    #expect {
      try References([["a", "b"], ["a"]])
    } throws: {
      "\($0)" == "reference list 1 has 2 segments and list 2 has 1; they must have the same number"
    }
    #expect {
      try References([["a", nil], ["b", nil]])
    } throws: {
      "\($0)" == "segment 2 has no reference; each needs one in at least one of the lists"
    }
    #expect {
      try BLEU().corpusScore(hypotheses: ["a"], references: References(single: ["a", "b"]))
    } throws: {
      "\($0)" == "1 hypotheses but 2 references; each segment needs one of both"
    }
    #expect {
      try ChrF().corpusScore(hypotheses: [], references: References(single: [String]()))
    } throws: {
      "\($0)" == "there are no segments to score; expected at least one"
    }
    #expect(throws: MetricsError.self) { try BLEU(maxOrder: 65) }
    #expect(throws: MetricsError.self) { try BLEU(smoothing: .floor(-1)) }
    #expect(throws: MetricsError.self) { try BLEU(smoothing: .addK(.infinity)) }
    #expect(throws: MetricsError.self) { try ChrF(characterOrder: 0) }
    #expect(throws: MetricsError.self) { try ChrF(wordOrder: -1) }
    #expect(throws: MetricsError.self) { try ChrF(beta: 1001) }
    #expect(throws: MetricsError.self) { try Bootstrap(resampleCount: 0) }
    #expect(throws: MetricsError.self) { try ApproximateRandomization(trialCount: 0) }
  }

  @Test("how many references there are is told where it is the same for every segment")
  func counts() throws {
    #expect(try References([["a", "b"], ["c", "d"]]).countPerSegment == 2)
    #expect(try References([["a", nil], ["c", "d"]]).countPerSegment == nil)
    #expect(try References([["a", nil], [nil, "d"]]).countPerSegment == 1)
    let references = try References([["a", nil], ["c", "d"]])
    #expect(BLEU().signature(for: references).description.hasPrefix("nrefs:var|"))
    #expect(references[1] == ["d"])
  }

  @Test("statistics are the same for any number of threads")
  func threads() throws {
    var random = EditedTexts(seed: 3)
    let references = (0..<700).map { _ in random.oddText() }
    let hypotheses = references.map { random.edited($0) }
    for metric in [BLEU(), ChrF(), TER()] as [any TextMetric] {
      let tables = try [1, 2, 5].map { try metric.table(hypotheses, references, threads: $0) }
      #expect(tables[0] == tables[1] && tables[1] == tables[2])
      #expect(tables[0].segmentCount == 700 && tables[0].columnCount == metric.statisticCount)
    }
  }

  @Test("a text against itself is perfect, against nothing it is not")
  func extremes() throws {
    let text = ["The quick brown fox jumps over the lazy dog, 3.14 times."]
    #expect(abs(try BLEU().corpusScore(hypotheses: text, references: References(single: text)).value - 100) < 1e-10)
    #expect(try ChrF().corpusScore(hypotheses: text, references: References(single: text)).value == 100)
    #expect(try TER().corpusScore(hypotheses: text, references: References(single: text)).value == 0)
    for other in [[""], ["一"]] {
      #expect(try BLEU().corpusScore(hypotheses: text, references: References(single: other)).value == 0)
      #expect(try ChrF().corpusScore(hypotheses: text, references: References(single: other)).value == 0)
      #expect(try BLEU().corpusScore(hypotheses: other, references: References(single: text)).value == 0)
    }
    #expect(try TER().corpusScore(hypotheses: text, references: References(single: [""])).value == 100)
    #expect(try TER().corpusScore(hypotheses: [""], references: References(single: [""])).value == 0)
  }

  @Test("very long segments of few and of many words neither trap nor take long", .timeLimit(.minutes(1)))
  func longSegments() throws {
    let few = [String(repeating: "a b ", count: 20_000)]
    let many = [(0..<20_000).map { "w\($0 * 7919 % 20_000)" }.joined(separator: " ")]
    for (hypothesis, reference) in [(few, few), (few, many), (many, few), (["a"], many), (many, ["a"])] {
      for metric in [BLEU(), ChrF(), TER()] as [any TextMetric] {
        #expect(try metric.value(hypotheses: hypothesis, references: References(single: reference)).isFinite)
      }
    }
  }
}

extension TextMetric {
  /// The statistics of a test set, for a metric known only at run time.
  fileprivate func table(_ hypotheses: [String], _ references: [String], threads: Int) throws -> SegmentStatistics {
    try statistics(hypotheses: hypotheses, references: References(single: references), threads: threads)
  }
}
