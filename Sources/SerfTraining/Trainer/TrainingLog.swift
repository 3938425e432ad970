import FoundationEssentials
import Glibc
import SerfStorage

/// The run's log in JSON lines: `log.jsonl` in the model folder, a line an event.
struct TrainingLog {
  let path: String

  /// Takes away the log of an earlier run, if there is one.
  func removeEarlier() { unsafe unlink(path) }

  /// Appends one event with its name.
  func write(_ event: String, _ value: some Encodable) throws(TrainingError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Event(event: event, value: value)) else {
      preconditionFailure("an event that is no JSON: \(value)")
    }
    do { try AppendedFile.append(Array(data) + [0x0A], to: path) } catch { throw .storage(error) }
  }

  private struct Event<Value: Encodable>: Encodable {
    let event: String
    let value: Value

    enum CodingKeys: String, CodingKey { case event }

    func encode(to encoder: any Encoder) throws {
      try value.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(event, forKey: .event)
    }
  }
}
