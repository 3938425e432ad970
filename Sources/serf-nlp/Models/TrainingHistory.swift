internal import FoundationEssentials
internal import SerfStorage
internal import SerfTraining

/// The validations of a run, read from the `log.jsonl` of its model folder.
struct TrainingHistory {
  private(set) var validations: [ValidationReport] = []

  /// A model that came without its log has no history. A run that was resumed from an earlier checkpoint logged some
  /// validations twice; the later ones count.
  init(ofModel path: String) throws {
    let log = path + "/log.jsonl"
    let reader: LineReader
    do throws(StorageError) {
      reader = try LineReader(path: log)
    } catch {
      guard error.code == .noSuchInput else { throw error }
      return
    }
    var line: [UInt8] = []
    while try reader.next(into: &line) {
      try add(line, of: reader)
    }
  }

  private struct Event: Decodable {
    let event: String
  }

  private mutating func add(_ line: [UInt8], of reader: LineReader) throws {
    let decoder = JSONDecoder()
    do {
      guard try decoder.decode(Event.self, from: Data(line)).event == "validation" else { return }
      let validation = try decoder.decode(ValidationReport.self, from: Data(line))
      validations.removeAll { $0.epoch >= validation.epoch }
      validations.append(validation)
    } catch {
      throw CommandError.badLine(
        reader.path, line: reader.lineNumber, reason: "this is no event of a training log; expected a JSON object")
    }
  }
}
