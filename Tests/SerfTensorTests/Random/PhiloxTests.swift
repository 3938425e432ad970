import CSerfKernels
import SerfTensor
import Testing

@Suite("Philox4x32")
struct PhiloxTests {
  /// The known answers that come with Random123 (kat_vectors): rounds, counter, key, words.
  static let knownAnswers: [(rounds: Int, counter: [UInt32], key: [UInt32], words: [UInt32])] = [
    (7, [0, 0, 0, 0], [0, 0], [0x5f6f_b709, 0x0d89_3f64, 0x4f12_1f81, 0x4f73_0a48]),
    (
      7, [.max, .max, .max, .max], [.max, .max], [0x5207_ddc2, 0x4516_5e59, 0x4d8e_e751, 0x8c52_f662]
    ),
    (
      7, [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
      [0x4dfc_caba, 0x190a_87f0, 0xc473_62ba, 0xb6b5_242a]
    ),
    (10, [0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    (
      10, [.max, .max, .max, .max], [.max, .max], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    ),
    (
      10, [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
      [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
  ]

  static func kernelWords(counter: [UInt32], key: [UInt32], rounds: Int) -> [UInt32] {
    var words = [UInt32](repeating: 0, count: 4)
    unsafe serf_philox4x32(counter, key, Int32(rounds), &words)
    return words
  }

  @Test("the kernel and the plain form give the published words")
  func known() {
    for answer in Self.knownAnswers {
      #expect(Self.kernelWords(counter: answer.counter, key: answer.key, rounds: answer.rounds) == answer.words)
      #expect(PlainPhilox.words(counter: answer.counter, key: answer.key, rounds: answer.rounds) == answer.words)
    }
  }

  @Test("the kernel is the plain form for any counter and key", arguments: [7, 10])
  func random(rounds: Int) {
    var numbers = SeededNumbers(14)
    for _ in 0..<200 {
      let counter = (0..<4).map { _ in UInt32.random(in: 0 ... .max, using: &numbers) }
      let key = (0..<2).map { _ in UInt32.random(in: 0 ... .max, using: &numbers) }
      #expect(
        Self.kernelWords(counter: counter, key: key, rounds: rounds)
          == PlainPhilox.words(counter: counter, key: key, rounds: rounds))
    }
  }

  @Test("a block in Swift takes counter, domain and key in that order")
  func block() {
    let words = Kernels.philox(block: 0x1234_5678_9abc_def0, domain: 3, key: 0x0fed_cba9_8765_4321)
    #expect(
      [words.0, words.1, words.2, words.3]
        == PlainPhilox.words(block: 0x1234_5678_9abc_def0, domain: 3, key: 0x0fed_cba9_8765_4321, rounds: 10))
  }

  @Test(
    "element 64 c + 16 w + l of a bulk stream is word w of block 16 c + l, after 7 rounds",
    arguments: [0, 1, 15, 16, 63, 64, 65, 1000])
  func bulk(count: Int) {
    let key: UInt64 = 0xdead_beef_0bad_cafe
    // One more than asked for, to see that it is left alone.
    var words = [UInt32](repeating: 7, count: count + 1)
    unsafe serf_random_words(key, &words, count)
    let expected = (0..<count).map { index in
      let block = UInt64(index / 64 * 16 + index % 16)
      return PlainPhilox.words(block: block, domain: 0, key: key, rounds: 7)[index % 64 / 16]
    }
    #expect(words == expected + [7])
  }

  @Test("a stream of single draws is Philox4x32-10 with domain 1, word by word")
  func stream() {
    let key = RandomKey(seed: 11)
    var stream = RandomStream(key)
    for block in 0..<5 as Range<UInt64> {
      let expected = PlainPhilox.words(block: block, domain: 1, key: key.bits, rounds: 10)
      #expect((0..<4).map { _ in stream.nextWord() } == expected)
    }
  }
}
