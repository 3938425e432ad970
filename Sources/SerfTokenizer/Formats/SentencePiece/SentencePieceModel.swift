/// What a SentencePiece .model file holds.
struct SentencePieceModel: Sendable {
  /// What a piece is for.
  enum Kind: UInt64, Sendable {
    case normal = 1, unknown, control, userDefined, unused, byte
  }

  struct Piece: Sendable {
    var utf8: [UInt8] = []
    var score: Float = 0
    var kind = Kind.normal
  }

  enum Algorithm: UInt64, Sendable { case unigram = 1, bpe, word, character }

  var pieces: [Piece] = []
  var algorithm = Algorithm.unigram
  var hasByteFallback = false
  var normalization = SentencePieceNormalizer.Settings()
  var charsmap: [UInt8] = []

  init() {}

  /// - Throws: ``TokenizerError/Code/badFile`` with the byte's offset.
  init(_ bytes: [UInt8]) throws(TokenizerError) {
    var reader = ProtocolBufferReader(bytes)
    while let (field, value) = try reader.next() {
      guard case .bytes(let range) = value else { continue }
      switch field {
      case 1: try readPiece(bytes, range)
      case 2: try readTraining(bytes, range)
      case 3: try readNormalization(bytes, range)
      default: break
      }
    }
  }

  private mutating func readPiece(_ bytes: [UInt8], _ range: Range<Int>) throws(TokenizerError) {
    var piece = Piece()
    var reader = ProtocolBufferReader(bytes, range)
    while let (field, value) = try reader.next() {
      switch (field, value) {
      case (1, .bytes(let range)): piece.utf8 = Array(bytes[range])
      case (2, .float(let score)): piece.score = score
      case (3, .number(let kind)):
        guard let kind = Kind(rawValue: kind) else { throw .badModel(at: range.lowerBound) }
        piece.kind = kind
      default: break
      }
    }
    guard !piece.utf8.isEmpty, piece.score.isFinite, UTF8Check.firstError(in: piece.utf8.span) == nil else {
      throw .badModel(at: range.lowerBound)
    }
    pieces.append(piece)
  }

  private mutating func readTraining(_ bytes: [UInt8], _ range: Range<Int>) throws(TokenizerError) {
    var reader = ProtocolBufferReader(bytes, range)
    while let (field, value) = try reader.next() {
      switch (field, value) {
      case (3, .number(let number)):
        guard let algorithm = Algorithm(rawValue: number) else { throw .badModel(at: range.lowerBound) }
        self.algorithm = algorithm
      case (35, .number(let flag)): hasByteFallback = flag != 0
      default: break
      }
    }
  }

  private mutating func readNormalization(_ bytes: [UInt8], _ range: Range<Int>) throws(TokenizerError) {
    var reader = ProtocolBufferReader(bytes, range)
    while let (field, value) = try reader.next() {
      switch (field, value) {
      case (2, .bytes(let range)): charsmap = Array(bytes[range])
      case (3, .number(let flag)): normalization.addsPrefix = flag != 0
      case (4, .number(let flag)): normalization.removesExtraBlanks = flag != 0
      case (5, .number(let flag)): normalization.marksBlanks = flag != 0
      default: break
      }
    }
  }

  /// The bytes of a .model file.
  var bytes: [UInt8] {
    var model = ProtocolBufferWriter()
    for piece in pieces {
      var writer = ProtocolBufferWriter()
      writer.bytes(1, piece.utf8)
      writer.float(2, piece.score)
      if piece.kind != .normal { writer.number(3, Int(piece.kind.rawValue)) }
      model.bytes(1, writer.bytes)
    }
    var training = ProtocolBufferWriter()
    training.number(3, Int(algorithm.rawValue))
    training.number(4, pieces.count)
    training.number(35, hasByteFallback ? 1 : 0)
    for (field, name) in [(40, SpecialToken.unknown), (41, SpecialToken.beginning), (42, SpecialToken.end)] {
      let isUnknown = field == 40
      let index = pieces.firstIndex { isUnknown ? $0.kind == .unknown : $0.utf8 == Array(name.utf8) }
      training.number(field, index ?? -1)
    }
    model.bytes(2, training.bytes)
    var rules = ProtocolBufferWriter()
    rules.bytes(1, Array((charsmap.isEmpty ? "identity" : "precompiled").utf8))
    rules.bytes(2, charsmap)
    rules.number(3, normalization.addsPrefix ? 1 : 0)
    rules.number(4, normalization.removesExtraBlanks ? 1 : 0)
    rules.number(5, normalization.marksBlanks ? 1 : 0)
    model.bytes(3, rules.bytes)
    return model.bytes
  }

  /// The lines of a .vocab file: piece, tabulator, score.
  var vocabularyLines: [UInt8] {
    pieces.flatMap { piece in piece.utf8 + Array("\t\(Self.shown(piece.score))\n".utf8) }
  }

  private static func shown(_ score: Float) -> String {
    score == score.rounded() && abs(score) < 1e6 ? "\(Int(score))" : "\(score)"
  }
}
