// MARK: - Reading
extension Tokenizer {
  /// Reads a SentencePiece model (BPE or Unigram) from memory.
  ///
  /// Control pieces are special tokens, which no text becomes; none is added to a text.
  /// - Throws: ``TokenizerError/Code/badFile`` with the byte's offset, ``TokenizerError/Code/unsupported`` for word and
  ///   character models.
  public init(sentencePiece bytes: [UInt8]) throws(TokenizerError) {
    let file = try SentencePieceModel(bytes)
    guard !file.pieces.isEmpty else { throw .badModel(at: 0) }
    let vocabulary = try Vocabulary(file.pieces.map(\.utf8))
    let kept = file.pieces.filter { $0.kind == .userDefined }.map(\.utf8)
    let control = file.pieces.indices.filter { file.pieces[$0].kind == .control || file.pieces[$0].kind == .unknown }
    var steps: [any TokenDecoder] = [ReplaceDecoder(TextPattern(literal: "▁"), with: " "), ByteFallback(), Fuse()]
    if file.normalization.addsPrefix { steps.append(StripDecoder(" ", atStart: 1)) }
    try self.init(
      model: Self.model(of: file, vocabulary),
      normalizer: SentencePieceNormalizer(settings: file.normalization, charsmap: file.charsmap, kept: kept),
      decoder: DecoderSequence(steps),
      specialTokens: control.map { SpecialToken(id: Int32($0), utf8: file.pieces[$0].utf8) },
      recognizesSpecialTokens: false)
  }

  private static func model(
    of file: SentencePieceModel, _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> any SubwordModel {
    let reserved = Set(
      file.pieces.indices.filter { [.unknown, .control, .byte].contains(file.pieces[$0].kind) }.map { Int32($0) })
    let unknown = file.pieces.firstIndex { $0.kind == .unknown }.map { Int32($0) }
    switch file.algorithm {
    case .unigram:
      let highest = file.pieces.lazy.filter { $0.kind == .normal }.map(\.score).max() ?? 0
      let scores = file.pieces.map { piece in
        // A piece that is to stand whole scores more than any way to cut it.
        Double(piece.kind == .userDefined ? Float(piece.utf8.count) * highest - 0.1 : piece.score)
      }
      return try Unigram(
        vocabulary: vocabulary, scores: scores, unknownToken: unknown, byteFallback: file.hasByteFallback,
        reserved: reserved)
    case .bpe:
      var options = BytePair.Options(byteFallback: file.hasByteFallback, unknownToken: unknown)
      options.fusesUnknown = true
      return try BytePair(
        vocabulary: vocabulary, ranks: ranks(of: file), options: options, reserved: reserved,
        whole: file.pieces.indices.filter { file.pieces[$0].kind == .userDefined }.map { Int32($0) })
    case .word, .character:
      throw .notRepresentable(
        "it is a model of whole words or characters", in: "this library", wayOut: "train a BPE or Unigram model")
    }
  }

  /// The higher the score the earlier; equal scores are equally early.
  private static func ranks(of file: SentencePieceModel) -> [Int32?] {
    let usable = file.pieces.indices.filter { [.normal, .userDefined, .unused].contains(file.pieces[$0].kind) }
    let order = usable.sorted { file.pieces[$0].score > file.pieces[$1].score }
    var ranks = [Int32?](repeating: nil, count: file.pieces.count)
    var rank: Int32 = -1
    var last: Float?
    for index in order {
      if file.pieces[index].score != last { rank += 1 }
      last = file.pieces[index].score
      ranks[index] = rank
    }
    return ranks
  }
}

// MARK: - Writing
extension Tokenizer {
  /// The bytes of a SentencePiece .model and of its .vocab, for pipelines that write blanks as ▁.
  ///
  /// Unicode's forms and small letters become a map of characters, which leaves marks in the order that they stand in. A
  /// ``Metaspace`` puts no mark before a text that begins with a blank, where SentencePiece puts one more.
  /// - Throws: ``TokenizerError/Code/unsupported`` for a model or stages that SentencePiece has nothing like.
  public func sentencePiece() throws(TokenizerError) -> (model: [UInt8], vocabulary: [UInt8]) {
    var file = SentencePieceModel()
    try describeNormalization(in: &file)
    let unknown: Int32?
    if let unigram = model as? Unigram {
      (file.algorithm, file.hasByteFallback, unknown) = (.unigram, unigram.byteFallback, unigram.unknownToken)
      file.pieces = try pieces { unigram.scores[Int($0)] }
    } else if let pairs = model as? BytePair, pairs.options.wordSuffix.isEmpty, pairs.options.continuingPrefix.isEmpty {
      (file.algorithm, file.hasByteFallback, unknown) = (.bpe, pairs.byteFallback, pairs.unknownToken)
      let earliest = Self.earliestMerges(of: pairs)
      file.pieces = try pieces { -Double(earliest[$0] ?? Int32(pairs.merges.count) + $0) }
    } else {
      throw .notRepresentable(
        "\(type(of: model)) is none of its algorithms", in: "a SentencePiece model",
        wayOut: "convert a BPE or Unigram vocabulary that marks blanks with ▁")
    }
    for id in file.pieces.indices {
      let token = file.pieces[id].utf8
      if Int32(id) == unknown {
        file.pieces[id].kind = .unknown
      } else if isSpecial(Int32(id)) {
        file.pieces[id].kind = .control
      } else if file.hasByteFallback, ByteToken.byte(of: token.span) != nil {
        file.pieces[id].kind = .byte
      }
    }
    return (file.bytes, file.vocabularyLines)
  }

  private func pieces(_ score: (Int32) -> Double) throws(TokenizerError) -> [SentencePieceModel.Piece] {
    var pieces: [SentencePieceModel.Piece] = []
    for id in 0..<Int32(vocabularySize) {
      guard let token = spelling(of: id) else {
        throw .notRepresentable("id \(id) has no token", in: "a SentencePiece model", wayOut: "give every id a token")
      }
      let isInModel = Int(id) < model.vocabulary.count
      pieces.append(SentencePieceModel.Piece(utf8: token, score: Float(isInModel ? score(id) : 0)))
    }
    return pieces
  }

  private static func earliestMerges(of pairs: BytePair) -> [Int32: Int32] {
    var earliest: [Int32: Int32] = [:]
    for merge in pairs.merges {
      guard let rule = pairs.rules[TokenPair(left: merge.left, right: merge.right)] else { continue }
      earliest[rule.product] = min(earliest[rule.product] ?? rule.rank, rule.rank)
    }
    return earliest
  }

  /// Which of SentencePiece's settings the stages come to.
  private func describeNormalization(in file: inout SentencePieceModel) throws(TokenizerError) {
    if let own = normalizer as? SentencePieceNormalizer, preTokenizer == nil {
      file.normalization = own.settings
      file.charsmap = own.charsmapBytes
      return
    }
    file.normalization.removesExtraBlanks = false
    var marks = false
    file.normalization.addsPrefix = false
    let stages = (normalizer as? NormalizerSequence)?.normalizers ?? normalizer.map { [$0] } ?? []
    let forms = stages.prefix { $0 is UnicodeNormalization || $0 is Lowercase }
    for stage in stages.dropFirst(forms.count) {
      switch stage {
      case let map as Precompiled where forms.isEmpty: file.charsmap = map.charsmapBytes
      case let prefix as Prepend where prefix.prefix == "▁": file.normalization.addsPrefix = true
      case let change as Replace where change.pattern == TextPattern(literal: " ") && change.replacement == "▁":
        marks = true
      case let change as Replace where change.replacement == " ": file.normalization.removesExtraBlanks = true
      case is Strip: file.normalization.removesExtraBlanks = true
      default: throw Self.noSentencePiece(stage)
      }
    }
    let cuts = (preTokenizer as? PreTokenizerSequence)?.preTokenizers ?? preTokenizer.map { [$0] } ?? []
    for stage in cuts {
      switch stage {
      case let space as Metaspace where space.mark == "▁":
        marks = true
        file.normalization.addsPrefix = space.prefix != .never
      case is WhitespaceSplit: file.normalization.removesExtraBlanks = true
      default: throw Self.noSentencePiece(stage)
      }
    }
    guard marks else {
      throw .notRepresentable(
        "it does not write blanks as ▁", in: "a SentencePiece model",
        wayOut: "train one with --kind metaspace or unigram")
    }
    guard !forms.isEmpty else { return }
    var builder = CharsmapBuilder(try CharsmapEntries.entries(of: NormalizerSequence(Array(forms))))
    file.charsmap = builder.bytes()
  }

  private static func noSentencePiece(_ stage: Any) -> TokenizerError {
    .notRepresentable(
      "\(type(of: stage)) is none of its stages", in: "a SentencePiece model",
      wayOut: "write it as tokenizer.json; what SentencePiece itself has made can be written back")
  }
}

// MARK: - As Hugging Face has it
extension Tokenizer {
  /// The same tokenizer with SentencePiece's normalisation spelled out in Hugging Face's stages, which come close to it:
  /// their map takes the shortest entry, and strips any white space.
  func spelledOut(_ own: SentencePieceNormalizer) throws(TokenizerError) -> Tokenizer {
    guard own.settings.marksBlanks, own.kept.isEmpty else {
      throw .notRepresentable(
        "it has pieces that stand whole, or doesn't mark blanks", in: "a tokenizer.json of Hugging Face's stages",
        wayOut: "keep the .model")
    }
    var stages: [any Normalizer] = []
    if !own.charsmapBytes.isEmpty {
      stages.append(try Precompiled(base64: String(decoding: Base64.encoded(own.charsmapBytes), as: UTF8.self)))
    }
    if own.settings.removesExtraBlanks {
      stages += [Strip(), Replace(try TextPattern(regex: " {2,}"), with: " ")]
    }
    if own.settings.addsPrefix { stages.append(Prepend("▁")) }
    stages.append(Replace(TextPattern(literal: " "), with: "▁"))
    var model = model
    if let unigram = model as? Unigram {
      model = try Unigram(
        vocabulary: unigram.vocabulary, scores: unigram.scores, unknownToken: unigram.unknownToken,
        byteFallback: unigram.byteFallback)
    }
    return try Tokenizer(
      model: model, normalizer: NormalizerSequence(stages), decoder: decoder, addedTokens: addedTokens,
      recognizesSpecialTokens: true, truncation: truncation, padding: padding)
  }
}
