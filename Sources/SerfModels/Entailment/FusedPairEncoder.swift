import SerfActivations
import SerfNN
package import SerfTensor

/// The texts of a pair through one encoder and its pictures through another, then one vector of both: end to end, or
/// g ∗ t + (1 - g) ∗ p of t = tanh(W · texts), p = tanh(V · pictures) and g = σ(U · [texts; pictures]) (Arevalo et al. 2017).
package struct FusedPairEncoder: PairEncoder {
  let texts: any PairEncoder
  let pictures: PicturePairEncoder
  /// Nil where the vectors stand end to end.
  let gated: Gated?

  struct Gated: Sendable {
    let texts: Linear
    let pictures: Linear
    let gate: Linear
  }

  package var layout: PackedLayout {
    var layout = texts.layout
    layout.pictures = .apart
    return layout
  }
  package var wordTable: Parameter? { texts.wordTable }
  package var outputWidth: Int { gated?.gate.outputWidth ?? texts.outputWidth + pictures.outputWidth }

  /// - Parameter width: of the vector of both, where there is a gate.
  init(
    _ root: ParameterScope, texts: any PairEncoder, pictures: PicturePairEncoder, width: Int, isGated: Bool
  ) {
    (self.texts, self.pictures) = (texts, pictures)
    let scope = root.child("fusion")
    gated =
      isGated
      ? Gated(
        texts: Linear(scope.child("texts"), from: texts.outputWidth, to: width, activation: Tanh()),
        pictures: Linear(scope.child("pictures"), from: pictures.outputWidth, to: width, activation: Tanh()),
        gate: Linear(
          scope.child("gate"), from: texts.outputWidth + pictures.outputWidth, to: width, activation: Sigmoid()))
      : nil
  }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    let (said, shown) = (texts.encode(batch, on: &tape), pictures.encode(batch, on: &tape))
    let both = tape.joined(said, shown)
    guard let gated else { return both }
    let gate = gated.gate(both, on: &tape)
    return tape.blend(gated.texts(said, on: &tape), gated.pictures(shown, on: &tape), gate: gate)
  }
}
