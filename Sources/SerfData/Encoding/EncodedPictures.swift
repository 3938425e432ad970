/// The pictures of examples, by their numbers in a store.
package struct EncodedPictures: Sendable {
  package let store: PictureStore
  /// As many an example, end to end; -1 for one that is hidden.
  package private(set) var numbers: [Int32] = []
  /// 2 where an example is a pair.
  package let picturesPerExample: Int

  package init(store: PictureStore, picturesPerExample: Int) {
    (self.store, self.picturesPerExample) = (store, picturesPerExample)
  }

  /// - Parameter paths: one a picture; nil for one that is hidden. All others are in the store.
  package mutating func append(_ paths: [String?]) {
    precondition(paths.count == picturesPerExample, "an example of another number of pictures")
    for path in paths {
      guard let path else {
        numbers.append(-1)
        continue
      }
      guard let number = store.number(of: path) else { preconditionFailure("a picture that was not read") }
      numbers.append(Int32(number))
    }
  }

  /// The number of a picture; -1 where it is hidden.
  package func number(of example: Int, picture: Int) -> Int { Int(numbers[example * picturesPerExample + picture]) }

  /// Patches of an example.
  package var patchesPerExample: Int { picturesPerExample * store.layout.count }

  func example(_ example: Int) -> EncodedPictures {
    var alone = EncodedPictures(store: store, picturesPerExample: picturesPerExample)
    alone.numbers = Array(numbers[example * picturesPerExample..<(example + 1) * picturesPerExample])
    return alone
  }
}
