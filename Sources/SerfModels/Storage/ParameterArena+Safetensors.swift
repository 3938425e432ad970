package import SerfStorage
package import SerfTensor

extension Parameter {
  /// A vector is [D], a matrix [rows, columns].
  var shape: [Int] { rows == 1 ? [columns] : [rows, columns] }
}

extension ParameterLayout {
  /// Makes sure that a file has every parameter in its own shape.
  package func checkShapes(in path: String) throws(ModelError) {
    let file: SafetensorsFile
    do { file = try SafetensorsFile(path) } catch { throw .storage(error) }
    for parameter in parameters where file.shape(of: parameter.name) != parameter.shape {
      throw .weightsMismatch(path, parameter.name, found: file.shape(of: parameter.name), expected: parameter.shape)
    }
  }
}

extension ParameterArena {
  /// Writes all parameters under their names. The file holds the numbers and `metadata`, no time, host or path.
  package func write(to path: String, metadata: [String: String] = [:]) throws(StorageError) {
    let slices = layout.parameters.map {
      SafetensorsWriter.Slice(name: $0.name, shape: $0.shape, offset: layout.range(of: $0).lowerBound)
    }
    try withSpan { (values) throws(StorageError) in
      try SafetensorsWriter.write(slices, of: values, metadata: metadata, to: path)
    }
  }

  /// Reads all parameters; each must be there with its own shape.
  package func read(from path: String) throws(ModelError) {
    do throws(StorageError) {
      let file = try SafetensorsFile(path)
      for parameter in layout.parameters {
        try withMutableSpan(of: parameter) { (span) throws(StorageError) in
          try file.read(parameter.name, shape: parameter.shape, into: &span)
        }
      }
    } catch { throw .storage(error) }
  }
}
