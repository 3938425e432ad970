import SerfData
import SerfNN
import SerfTensor

/// The patches of pictures as rows that a transformer reads like words: a linear map of their numbers, a learned vector a
/// place, and one for which picture of the pair it is (the projection of Dosovitskiy et al. 2021, from scratch).
struct PatchEmbedding: Sendable {
  let projection: Linear
  /// [P, D].
  let positions: Parameter
  /// [2, D].
  let sides: Parameter
  let width: Int

  init(_ scope: ParameterScope, _ configuration: EntailmentConfiguration, _ pictures: PictureConfiguration) {
    width = pictures.patches.width
    projection = Linear(scope.child("projection"), from: width, to: configuration.modelWidth)
    positions = scope.parameter(
      "positions", rows: pictures.patches.count, columns: configuration.modelWidth, .normal(deviation: 0.5))
    sides = scope.parameter("sides", rows: 2, columns: configuration.modelWidth, .normal(deviation: 0.5))
  }

  /// - Returns: [patches, D].
  func callAsFunction(_ patches: PatchRows, on tape: inout Tape) -> Tensor {
    let input = tape.makeTensor(rows: patches.count, columns: width)
    patches.write(into: tape.value(of: input))
    let placed = tape.adding(positions, rows: patches.positions.view, to: projection(input, on: &tape))
    return tape.adding(sides, rows: patches.sides.view, to: placed)
  }
}
