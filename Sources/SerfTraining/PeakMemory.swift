import SerfStorage

/// The most memory that this program has held; 0 where the system does not tell. Unit: bytes.
///
/// Not getrusage: Linux lets its figure begin with what the process that started us held.
func peakMemoryBytes() -> Int {
  guard let status = try? ByteStream.contents(of: "/proc/self/status") else { return 0 }
  let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
  guard let line = lines.first(where: { $0.hasPrefix("VmHWM:") }) else { return 0 }
  // "VmHWM:     5012 kB", and these are kibibytes.
  return (Int(line.filter(\.isNumber)) ?? 0) * 1024
}
