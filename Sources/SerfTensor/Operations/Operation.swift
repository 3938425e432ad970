/// What a tape records: one case an operation, each with its own file (forward, backward and shapes).
///
/// An enum, not a protocol: a recorded operation is stored in the tape's array without an allocation.
enum Operation {
  case linear(LinearOperation)
  case embedding(EmbeddingOperation)
  case bag(BagOperation)
  case dropout(DropoutOperation)
  case layerNorm(LayerNormOperation)
  case attention(AttentionOperation)
  case product(ProductOperation)
  case lstm(LSTMOperation)
  case lstmCell(LSTMCellOperation)
  case maxMeanPool(MaxMeanPoolOperation)
  case attentionPool(AttentionPoolOperation)
  case pairFeatures(PairFeaturesOperation)
  case alignment(AlignmentOperation)
  case gather(GatherOperation)
  case addedRows(AddedRowsOperation)
  case joining(JoiningOperation)
  case stacking(StackingOperation)
  case mergedRows(MergedRowsOperation)
  case blend(BlendOperation)
  case crossEntropy(CrossEntropyOperation)

  func backward(on tape: inout Tape) {
    switch self {
    case .linear(let operation): operation.backward(on: &tape)
    case .embedding(let operation): operation.backward(on: &tape)
    case .bag(let operation): operation.backward(on: &tape)
    case .dropout(let operation): operation.backward(on: &tape)
    case .layerNorm(let operation): operation.backward(on: &tape)
    case .attention(let operation): operation.backward(on: &tape)
    case .product(let operation): operation.backward(on: &tape)
    case .lstm(let operation): operation.backward(on: &tape)
    case .lstmCell(let operation): operation.backward(on: &tape)
    case .maxMeanPool(let operation): operation.backward(on: &tape)
    case .attentionPool(let operation): operation.backward(on: &tape)
    case .pairFeatures(let operation): operation.backward(on: &tape)
    case .alignment(let operation): operation.backward(on: &tape)
    case .gather(let operation): operation.backward(on: &tape)
    case .addedRows(let operation): operation.backward(on: &tape)
    case .joining(let operation): operation.backward(on: &tape)
    case .stacking(let operation): operation.backward(on: &tape)
    case .mergedRows(let operation): operation.backward(on: &tape)
    case .blend(let operation): operation.backward(on: &tape)
    case .crossEntropy(let operation): operation.backward(on: &tape)
    }
  }
}
