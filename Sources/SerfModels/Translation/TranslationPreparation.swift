package import SerfData
package import SerfTensor
import SerfTokenizer

/// How sentences become the token ids of a translation model, and its answers text again.
package struct TranslationPreparation: Sendable {
  package let tokenizers: TranslationTokenizers
  package let special: TranslationTokens
  /// Longest sentence, on either side.
  package let maxTokens: Int
  /// The longest source that the model has learned from: a longer text is none of its sentences.
  package let longestSource: Int
  /// Of its answers.
  package let form: WrittenForm

  /// - Parameter longestSource: nil where nobody knows.
  package init(
    _ tokenizers: TranslationTokenizers, maxTokens: Int, longestSource: Int? = nil, textForm: TextForm = .plain
  ) throws(ModelError) {
    self.tokenizers = tokenizers
    self.maxTokens = maxTokens
    self.longestSource = min(longestSource ?? maxTokens, maxTokens)
    special = try tokenizers.special()
    // References in Moses' form are written with small letters as answers are.
    let hasSmallLettersAlone = (try? tokenizers.target.normalize("A").utf8.elementsEqual("a".utf8)) ?? false
    form = WrittenForm(textForm, ignoresCase: textForm != .moses && hasSmallLettersAlone)
  }

  /// The ids of sources, without special tokens, by all cores.
  package func encode(sources texts: [String]) throws(ModelError) -> [[Int32]] {
    try Self.encode(texts, tokenizers.source)
  }

  /// The ids of translations, without special tokens, by all cores.
  package func encode(targets texts: [String]) throws(ModelError) -> [[Int32]] {
    try Self.encode(texts, tokenizers.target)
  }

  private static func encode(_ texts: [String], _ tokenizer: Tokenizer) throws(ModelError) -> [[Int32]] {
    do {
      return try tokenizer.encodeBatch(texts, addSpecialTokens: false, pads: false).map(\.ids)
    } catch {
      throw .tokenizer(error)
    }
  }

  /// Encodes pairs for training; those that are too long are left out.
  /// - Returns: the ids of those that are not, and which these are.
  package func encode(pairs: [SentencePair]) throws(ModelError) -> (encoded: EncodedPairs, kept: [SentencePair]) {
    let sources = try encode(sources: pairs.map(\.source))
    let targets = try encode(targets: pairs.map(\.target))
    var (encoded, kept) = (EncodedPairs(), [SentencePair]())
    for (index, pair) in pairs.enumerated() where max(sources[index].count, targets[index].count) <= maxTokens {
      encoded.append(source: sources[index], target: targets[index])
      kept.append(pair)
    }
    return (encoded, kept)
  }

  /// The ids of a pair, cut otherwise each time (BPE dropout); the usual ones of a side where that makes too many.
  package func encode(
    _ pair: SentencePair, dropout: Double, usual: (source: ArraySlice<Int32>, target: ArraySlice<Int32>),
    using random: inout RandomStream
  ) -> (source: ArraySlice<Int32>, target: ArraySlice<Int32>) {
    func varied(_ text: String, _ tokenizer: Tokenizer, _ usual: ArraySlice<Int32>) -> ArraySlice<Int32> {
      // What was encoded once, and by a tokenizer that allows dropout, can be again.
      let ids = try? tokenizer.encodeIDs(text, dropout: dropout, using: &random)
      return ids.flatMap { $0.count <= maxTokens ? $0[...] : nil } ?? usual
    }
    let source = varied(pair.source, tokenizers.source, usual.source)
    return (source, varied(pair.target, tokenizers.target, usual.target))
  }

  /// Reference translations in the form that answers have.
  package func written(_ references: [String]) throws(ModelError) -> [String] {
    guard form.text == .moses else { return references }
    do throws(TokenizerError) {
      return try references.map { (text) throws(TokenizerError) in
        String(decoding: try tokenizers.target.normalize(text).utf8, as: UTF8.self)
      }
    } catch {
      throw .tokenizer(error)
    }
  }

  /// The text of an answer.
  package func text(of tokens: [Int32]) -> String {
    // Only ids of the vocabulary come out of a network that was built for it.
    (try? tokenizers.target.decode(tokens)) ?? ""
  }
}
