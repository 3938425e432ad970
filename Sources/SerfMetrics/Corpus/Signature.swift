internal import Glibc

/// One `key:value` of a ``Signature``.
public struct SignatureField: Hashable, Sendable {
  public let key: String
  public let value: String

  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }

  init(_ key: String, _ flag: Bool) { self.init(key, flag ? "yes" : "no") }
}

/// The settings behind a figure, in the form that sacreBLEU prints, so that others can make the same figure.
///
/// `nrefs:1|bs:1000|seed:12345|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0`. The version is that of the
/// sacreBLEU whose figures ours are.
/// Source: Post, "A Call for Clarity in Reporting BLEU Scores", WMT 2018.
public struct Signature: Hashable, Sendable, CustomStringConvertible {
  /// The version of sacreBLEU that gives the same figures.
  public static let version = "2.6.0"

  public let fields: [SignatureField]

  public var description: String { fields.map { "\($0.key):\($0.value)" }.joined(separator: "|") }
}

extension TextMetric {
  /// The signature of figures of this metric.
  /// - Parameters:
  ///   - bootstrap: set when an interval or a paired bootstrap goes with the figure.
  ///   - randomization: set when approximate randomisation goes with it. Its seed is that of the bootstrap.
  public func signature(
    for references: References, bootstrap: Bootstrap? = nil, randomization: ApproximateRandomization? = nil
  ) -> Signature {
    var fields = [SignatureField("nrefs", references.countPerSegment.map(String.init) ?? "var")]
    if let bootstrap { fields.append(SignatureField("bs", String(bootstrap.resampleCount))) }
    if let randomization { fields.append(SignatureField("ar", String(randomization.trialCount))) }
    if let seed = bootstrap?.seed ?? randomization?.seed { fields.append(SignatureField("seed", String(seed))) }
    return Signature(fields: fields + signatureFields + [SignatureField("version", Signature.version)])
  }
}

/// As `%.2f`: two digits after the point, rounded as C does.
func twoDecimals(_ value: Double) -> String {
  // The longest double has some 310 digits before the point.
  var buffer = [CChar](repeating: 0, count: 400)
  let count = buffer.count
  let written = unsafe withVaList([value]) { unsafe vsnprintf(&buffer, count, "%.2f", $0) }
  return String(
    decoding: buffer.prefix(max(0, min(Int(written), count - 1))).map(UInt8.init(bitPattern:)), as: UTF8.self)
}
