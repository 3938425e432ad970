internal import FoundationEssentials
internal import Glibc

/// Where a cell was trained: figures of time mean something on one machine alone.
public struct Machine: Hashable, Sendable, Codable {
  public let processor: String
  public let cores: Int
  public let system: String

  public init(processor: String, cores: Int, system: String) {
    (self.processor, self.cores, self.system) = (processor, cores, system)
  }

  /// This one.
  public static let current: Machine = {
    var name = utsname()
    _ = unsafe uname(&name)
    func text<Field>(_ field: Field) -> String {
      unsafe withUnsafeBytes(of: field) { unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    let architecture = text(name.machine)
    return Machine(
      processor: processorName() ?? architecture, cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
      system: "\(text(name.sysname)) \(architecture)")
  }()

  /// The line `model name` of /proc/cpuinfo.
  private static func processorName() -> String? {
    guard let data = FileManager.default.contents(atPath: "/proc/cpuinfo") else { return nil }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("model name") }), let colon = line.firstIndex(of: ":") else {
      return nil
    }
    return String(line[line.index(after: colon)...].drop { $0 == " " })
  }
}
