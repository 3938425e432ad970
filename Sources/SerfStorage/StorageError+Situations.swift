import Glibc

// All that can go wrong, so that the messages can be read as one text.

// MARK: - Opening and reading
extension StorageError {
  static func noSuchInput(_ path: String) -> StorageError {
    StorageError(code: .noSuchInput, path: path, message: "\(path): no such file")
  }

  static func noSuchFolder(_ path: String) -> StorageError {
    StorageError(code: .noSuchInput, path: path, message: "\(path): no such folder")
  }

  static func isFolder(_ path: String) -> StorageError {
    StorageError(code: .cannotRead, path: path, message: "\(path): is a folder; a file is expected")
  }

  static func notOrdinary(_ path: String) -> StorageError {
    StorageError(code: .cannotRead, path: path, message: "\(path): is a pipe or a device; an ordinary file is expected")
  }

  static func cannotRead(_ path: String, errno number: Int32) -> StorageError {
    StorageError(code: .cannotRead, path: path, message: "\(path): can't be opened for reading: \(reason(number))")
  }

  static func readFailed(_ path: String, errno number: Int32) -> StorageError {
    StorageError(code: .readFailed, path: path, message: "\(path): reading failed: \(reason(number))")
  }

  package static func fileTooLong(_ path: String, bytes: Int, limit: Int) -> StorageError {
    StorageError(
      code: .cannotRead, path: path, message: "\(path): is \(bytes) bytes long; at most \(limit) are read")
  }

  static func cutShort(_ path: String) -> StorageError {
    StorageError(code: .corruptData, path: path, message: "\(path): was cut short while it was read")
  }

  static func damagedArchive(_ path: String, detail: String) -> StorageError {
    StorageError(
      code: .corruptData, path: path,
      message: "\(path): the compressed data is damaged or cut short (\(detail)); fetch or compress it again")
  }

  static func lineTooLong(_ path: String, line: Int, limit: Int) -> StorageError {
    StorageError(
      code: .corruptData, path: path,
      message: "\(path):\(line): a line of more than \(limit) bytes; is this a text file?")
  }

  /// The C library's words for an errno.
  static func reason(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}

// MARK: - Writing
extension StorageError {
  /// A full disk is told as ``writeFailed(_:errno:)``, whatever was being done.
  static func cannotCreate(_ path: String, errno number: Int32) -> StorageError {
    if number == ENOSPC || number == EDQUOT { return writeFailed(path, errno: number) }
    return StorageError(code: .cannotCreate, path: path, message: "\(path): can't be created: \(reason(number))")
  }

  static func writeFailed(_ path: String, errno number: Int32) -> StorageError {
    let wayOut =
      number == ENOSPC || number == EDQUOT || number == EFBIG
      ? "; free some space and try again, nothing half-written is left" : ""
    return StorageError(
      code: .writeFailed, path: path, message: "\(path): writing failed: \(reason(number))\(wayOut)")
  }

  static func notEnoughSpace(_ path: String, needed: Int, available: Int) -> StorageError {
    StorageError(
      code: .writeFailed, path: path,
      message: "\(path): \(available) bytes are free on its disk and \(needed) are needed; free some space first")
  }
}

// MARK: - Model folders
extension StorageError {
  static func modelExists(_ path: String, finished: Bool) -> StorageError {
    let what = finished ? "a finished model" : "an unfinished training run"
    return StorageError(
      code: .wouldOverwrite, path: path,
      message: "\(path): holds \(what) already; say --resume or --force, or name another folder with --model")
  }

  static func beingTrained(_ path: String) -> StorageError {
    StorageError(
      code: .wouldOverwrite, path: path,
      message: "\(path): another training run is at work there; wait for its end, or name another folder with --model")
  }

  static func notAModel(_ path: String) -> StorageError {
    StorageError(
      code: .wouldOverwrite, path: path,
      message: "\(path): is not empty and not a model of ours, so nothing is written there; name another folder "
        + "with --model")
  }

  static func notAFolder(_ path: String) -> StorageError {
    StorageError(code: .cannotCreate, path: path, message: "\(path): is a file; a folder is expected")
  }

  static func modelNotFinished(_ path: String) -> StorageError {
    StorageError(
      code: .corruptData, path: path,
      message: "\(path): holds a training run that has not finished; go on with --resume")
  }

  static func missingPart(_ file: String, of folder: String) -> StorageError {
    StorageError(
      code: .corruptData, path: file,
      message: "\(file): missing, so \(folder) is not a whole model; copy the folder again or train it again")
  }

  static func emptyPart(_ file: String) -> StorageError {
    StorageError(code: .corruptData, path: file, message: "\(file): is empty; copy the folder again or train it again")
  }

  static func brokenConfiguration(_ file: String, detail: String) -> StorageError {
    StorageError(
      code: .corruptData, path: file, message: "\(file): is not a configuration of ours: \(detail)")
  }

  static func newerFormat(_ file: String, found: Int, known: Int) -> StorageError {
    StorageError(
      code: .newerFormat, path: file,
      message: "\(file): has format \(found); this version reads formats up to \(known), so use a newer version")
  }

  package static func brokenCheckpoint(_ file: String, detail: String) -> StorageError {
    StorageError(
      code: .corruptData, path: file, message: "\(file): \(detail); say --force to start again")
  }
}

// MARK: - Safetensors
extension StorageError {
  static func malformedArray(_ path: String, _ detail: String) -> StorageError {
    StorageError(code: .corruptData, path: path, message: "\(path): is no array that can be read: \(detail)")
  }

  package static func severalTensors(_ path: String, _ names: [String]) -> StorageError {
    let shown = names.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    return StorageError(
      code: .corruptData, path: path,
      message: names.isEmpty
        ? "\(path): holds no tensor; one is expected"
        : "\(path): holds \(names.count) tensors (\(shown)\(names.count > 8 ? ", …" : "")); one is expected: save each in a "
          + "file of its own")
  }

  static func malformedTensors(_ path: String, _ detail: String) -> StorageError {
    StorageError(code: .corruptData, path: path, message: "\(path): is not a sound safetensors file: \(detail)")
  }

  static func unknownTensor(_ name: String, in path: String) -> StorageError {
    StorageError(code: .corruptData, path: path, message: "\(path): has no tensor named \"\(name)\"")
  }

  static func wrongElementType(
    _ name: String, found: String, expected: String = "F32", in path: String
  ) -> StorageError {
    StorageError(
      code: .corruptData, path: path,
      message: "\(path): tensor \"\(name)\" has element type \(found); \(expected) is expected")
  }

  static func wrongSize(_ name: String, shape: [Int], expected: Int, in path: String) -> StorageError {
    StorageError(
      code: .corruptData, path: path,
      message: "\(path): tensor \"\(name)\" has shape \(shape), which is not the \(expected) numbers expected")
  }

  static func wrongShape(_ name: String, found: [Int], expected: [Int], in path: String) -> StorageError {
    StorageError(
      code: .corruptData, path: path,
      message: "\(path): tensor \"\(name)\" has shape \(found); \(expected) is expected")
  }
}
