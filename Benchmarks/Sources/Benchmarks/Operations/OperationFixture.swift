import SerfData
import SerfModels
import SerfTensor

/// Parameters and a packed batch for every operation: 64 texts of the peers' lengths.
final class OperationFixture {
  static let vocabularySize = PeerSizes.vocabularySize
  static let width = PeerSizes.width
  static let heads = PeerSizes.heads

  let parameters: ParameterArena
  let gradients: GradientArena
  let weight, bias, table, positions, gain, normBias, words: Parameter
  let forward, reverse: LSTMDirection
  /// The same texts, packed as attention and as an LSTM want them.
  let batch = TextBatch()
  let stepBatch = TextBatch()
  /// Classes of a loss over a vocabulary.
  let targets = IndexBuffer()

  init() {
    var layout = ParameterLayout()
    let (width, inner) = (Self.width, PeerSizes.innerWidth)
    weight = layout.append("weight", rows: inner, columns: width)
    bias = layout.append("bias", rows: 1, columns: inner)
    table = layout.append("table", rows: Self.vocabularySize, columns: width)
    positions = layout.append("positions", rows: PeerSizes.longestText, columns: width)
    gain = layout.append("gain", rows: 1, columns: width)
    normBias = layout.append("norm_bias", rows: 1, columns: width)
    words = layout.append("words", rows: Self.vocabularySize, columns: width, isRowSparse: true)
    forward = Self.direction("forward", &layout)
    reverse = Self.direction("reverse", &layout)
    parameters = ParameterArena(layout: layout)
    gradients = GradientArena(layout: layout)
    fillParameters()
    let texts = SyntheticTexts.make(count: PeerSizes.batch, vocabularySize: Self.vocabularySize)
    let all = Array(0..<texts.count)[...]
    batch.fill(from: texts, examples: all, as: PackedLayout(order: .sequenceMajor))
    stepBatch.fill(from: texts, examples: all, as: PackedLayout(order: .timeMajor))
    for index in 0..<batch.tokenCount { targets.append(batch.tokens[index]) }
  }

  private static func direction(_ name: String, _ layout: inout ParameterLayout) -> LSTMDirection {
    let hidden = PeerSizes.hidden
    return LSTMDirection(
      inputWeight: layout.append("\(name).input", rows: 4 * hidden, columns: width),
      recurrentWeight: layout.append("\(name).recurrent", rows: 4 * hidden, columns: hidden),
      bias: layout.append("\(name).bias", rows: 1, columns: 4 * hidden))
  }

  private func fillParameters() {
    var random = RandomStream(RandomKey(seed: 1))
    for parameter in parameters.layout.parameters {
      let matrix = parameters.matrix(of: parameter)
      for row in 0..<matrix.rows {
        for column in 0..<matrix.columns { matrix[row, column] = 0.05 * Float(random.normal()) }
      }
    }
    parameters.matrix(of: gain).fill(with: 1)
    parameters.matrix(of: normBias).fill(with: 0)
  }

  var tokenCount: Int { batch.tokenCount }
  var sequenceCount: Int { batch.sequenceCount }
}
