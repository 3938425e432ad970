package import SerfData
package import SerfTensor
package import SerfTokenizer

/// How sentences become the token ids of a translation model, and its answers text again.
package struct TranslationPreparation: Sendable {
  package let tokenizer: Tokenizer
  package let special: TranslationTokens
  /// Longest sentence, on either side.
  package let maxTokens: Int

  package init(tokenizer: Tokenizer, maxTokens: Int) throws(ModelError) {
    self.tokenizer = tokenizer
    self.maxTokens = maxTokens
    special = try TranslationTokens(tokenizer)
  }

  /// The ids of texts, without special tokens, by all cores.
  package func encode(_ texts: [String]) throws(ModelError) -> [[Int32]] {
    do { return try tokenizer.encodeBatch(texts, addSpecialTokens: false).map(\.ids) } catch { throw .tokenizer(error) }
  }

  /// Encodes pairs for training; those that are too long are left out.
  /// - Returns: the ids of those that are not, and which these are.
  package func encode(pairs: [SentencePair]) throws(ModelError) -> (encoded: EncodedPairs, kept: [SentencePair]) {
    let sources = try encode(pairs.map(\.source))
    let targets = try encode(pairs.map(\.target))
    var (encoded, kept) = (EncodedPairs(), [SentencePair]())
    for (index, pair) in pairs.enumerated() where max(sources[index].count, targets[index].count) <= maxTokens {
      encoded.append(source: sources[index], target: targets[index])
      kept.append(pair)
    }
    return (encoded, kept)
  }

  /// The ids of a text, cut otherwise each time (BPE dropout); those of ``encode(_:)`` where that makes too many.
  /// - Parameter usual: the ids of ``encode(_:)``.
  package func encode(
    _ text: String, dropout: Double, usual: ArraySlice<Int32>, using random: inout RandomStream
  ) -> ArraySlice<Int32> {
    // What was encoded once, and by a tokenizer that allows dropout, can be again.
    guard let ids = try? tokenizer.encodeIDs(text, dropout: dropout, using: &random), ids.count <= maxTokens else {
      return usual
    }
    return ids[...]
  }

  /// The text of an answer.
  package func text(of tokens: [Int32]) -> String {
    // Only ids of the vocabulary come out of a network that was built for it.
    (try? tokenizer.decode(tokens)) ?? ""
  }
}
