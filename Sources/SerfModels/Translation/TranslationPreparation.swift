package import SerfData
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
    do {
      return try tokenizer.encodeBatch(texts, addSpecialTokens: false, pads: false).map(\.ids)
    } catch {
      throw .tokenizer(error)
    }
  }

  /// Encodes pairs for training; those that are too long are left out.
  /// - Returns: the pairs' ids, and how many were left out.
  package func encode(pairs: [SentencePair]) throws(ModelError) -> (pairs: EncodedPairs, tooLong: Int) {
    let sources = try encode(pairs.map(\.source))
    let targets = try encode(pairs.map(\.target))
    var (encoded, tooLong) = (EncodedPairs(), 0)
    for (source, target) in zip(sources, targets) {
      // One place each is for `</s>` and `<s>`.
      if source.count > maxTokens || target.count > maxTokens {
        tooLong += 1
      } else {
        encoded.append(source: source, target: target)
      }
    }
    return (encoded, tooLong)
  }

  /// The text of an answer.
  package func text(of tokens: [Int32]) -> String {
    // Only ids of the vocabulary come out of a network that was built for it.
    (try? tokenizer.decode(tokens)) ?? ""
  }
}
