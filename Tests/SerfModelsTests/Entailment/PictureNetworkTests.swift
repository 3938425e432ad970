import Foundation
import SerfData
import SerfImages
import SerfModels
import SerfNN
import SerfSettings
import SerfTensor
import TestSupport
import Testing

@Suite("Networks that look at pictures")
struct PictureNetworkTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let modalities: String
    let fusion: String

    var testDescription: String { "\(modalities), \(fusion)" }
  }

  static let kinds = ["both", "image"].flatMap { modalities in
    ["concatenation", "gated", "cross-modal"].map { Kind(modalities: modalities, fusion: $0) }
  }

  private let store: PictureStore
  private let paths: [String]

  init() throws {
    let folder = try TemporaryFolder()
    paths = try (0..<4).map { number in
      let indices = (0..<16).map { UInt8(($0 * (number + 1)) % 3) }
      let palette: [[UInt8]] = [[0, 0, 0], [200, 100, 50], [20, 30, 220]]
      let png = PalettePNG(indices: indices, width: 4, height: 4, palette: palette).bytes
      return try folder.write(Data(png), to: "\(number).png")
    }
    store = try PictureStore(paths, layout: PatchLayout(imageSize: 4, patchSize: 2))
  }

  private func network(_ kind: Kind) throws -> (network: EntailmentNetwork, parameters: ParameterArena) {
    var settings = Settings(EntailmentSettings.list)
    for (name, value) in [
      ("modalities", kind.modalities), ("fusion", kind.fusion), ("architecture", "cross-transformer"),
      ("image-size", "4"), ("patch-size", "2"), ("model-width", "8"), ("feed-forward-width", "12"), ("heads", "2"),
      ("max-tokens", "20"), ("pooling", "max-mean"),
    ] { try settings.set(name, value) }
    let network = try EntailmentNetwork(EntailmentConfiguration(settings, labels: ["a", "b"], vocabularySize: 50))
    let arena = ParameterArena(layout: network.layout)
    for parameter in arena.layout.parameters {
      var random = RandomStream(RandomKey(seed: 11).child(parameter.name))
      arena.matrix(of: parameter).fillNormal(deviation: 0.5, &random)
    }
    return (network, arena)
  }

  /// Pairs of words and of pictures, by their numbers; -1 hides a picture.
  private func encoded(_ examples: [(texts: [[Int]], pictures: [Int])]) -> EncodedTexts {
    var texts = EncodedTexts(textsPerExample: 2, separator: 1)
    var pictures = EncodedPictures(store: store, picturesPerExample: 2)
    for example in examples {
      texts.append(example.texts, label: 0)
      pictures.append(example.pictures.map { $0 < 0 ? nil : paths[$0] })
    }
    texts.pictures = pictures
    return texts
  }

  private func logits(_ kind: Kind, _ texts: EncodedTexts) throws -> [[Float]] {
    let (network, parameters) = try network(kind)
    let batch = TextBatch()
    batch.fill(from: texts, examples: Array(0..<texts.count)[...], as: network.packing)
    var tape = Tape(parameters: parameters)
    tape.begin(.evaluation)
    let values = tape.value(of: network.logits(of: batch, on: &tape))
    return batch.examples.order.map { row in (0..<values.columns).map { values[row, $0] } }
  }

  private static let examples: [(texts: [[Int]], pictures: [Int])] = [
    ([[10, 11, 12], [13]], [0, 1]), ([[20], [21, 22]], [2, 3]), ([[10], [11, 12, 13, 14]], [1, -1]),
  ]

  @Test("a pair's answer depends on its own texts and pictures, whatever stands beside it", arguments: kinds)
  func alone(kind: Kind) throws {
    let together = try logits(kind, encoded(Self.examples))
    for (index, example) in Self.examples.enumerated() {
      let alone = try logits(kind, encoded([example]))[0]
      #expect(zip(alone, together[index]).allSatisfy { abs($0 - $1) < 1e-3 * (1 + abs($0)) }, "\(index)")
    }
  }

  @Test("pictures count, and words where they are shown", arguments: kinds)
  func whatCounts(kind: Kind) throws {
    let original = try logits(kind, encoded([([[10, 11], [12]], [0, 1])]))[0]
    for pictures in [[2, 1], [0, 3], [1, 0], [-1, 1]] {
      #expect(try logits(kind, encoded([([[10, 11], [12]], pictures)]))[0] != original, "\(pictures)")
    }
    let others = try logits(kind, encoded([([[10, 14], [12]], [0, 1])]))[0]
    #expect((others == original) == (kind.modalities == "image"))
  }

  /// With attention silenced no row sees another, so that each vector hangs on its own text or picture.
  @Test("words and patches as one sequence: which text and which picture each feature is of")
  func features() throws {
    let (network, parameters) = try network(Kind(modalities: "both", fusion: "cross-modal"))
    for parameter in network.layout.parameters where parameter.name.contains("attention.output") {
      parameters.matrix(of: parameter).fill(with: 0)
    }
    /// The vectors u and v of each of the four [u; v; |u - v|; u ∗ v].
    func vectors(_ texts: [[Int]], _ pictures: [Int]) -> [[Float]] {
      let batch = TextBatch()
      // A second pair, so that a row of another example would show.
      batch.fill(from: encoded([(texts, pictures), Self.examples[1]]), examples: [0, 1], as: network.packing)
      var tape = Tape(parameters: parameters)
      tape.begin(.evaluation)
      let row = tape.value(of: network.encoder.encode(batch, on: &tape)).rows(0..<1)
      let width = row.columns / 16
      return [0, 1, 4, 5, 8, 9, 12, 13].map { place in (0..<width).map { row[0, place * width + $0] } }
    }
    let original = vectors([[10, 11], [12]], [0, 1])
    func changed(_ texts: [[Int]], _ pictures: [Int]) -> [Int] {
      let others = vectors(texts, pictures)
      return original.indices.filter { original[$0] != others[$0] }
    }
    #expect(changed([[10, 14], [12]], [0, 1]) == [0], "the premise")
    #expect(changed([[10, 11], [13]], [0, 1]) == [2, 4], "the hypothesis")
    #expect(changed([[10, 11], [12]], [2, 1]) == [1, 5, 6], "the premise's picture")
    #expect(changed([[10, 11], [12]], [0, 3]) == [3, 7], "the hypothesis' picture")
  }

  @Test("an open gate lets texts through alone, a shut one pictures alone", arguments: [true, false])
  func gate(isOpen: Bool) throws {
    let (network, parameters) = try network(Kind(modalities: "both", fusion: "gated"))
    for parameter in network.layout.parameters where parameter.name.hasPrefix("fusion.gate.") {
      parameters.matrix(of: parameter).fill(with: parameter.name.hasSuffix("bias") ? (isOpen ? 100 : -100) : 0)
    }
    func features(_ texts: [[Int]], _ pictures: [Int]) -> [Float] {
      let batch = TextBatch()
      batch.fill(from: encoded([(texts, pictures)]), examples: [0], as: network.packing)
      var tape = Tape(parameters: parameters)
      tape.begin(.evaluation)
      let values = tape.value(of: network.encoder.encode(batch, on: &tape))
      return (0..<values.columns).map { values[0, $0] }
    }
    let original = features([[10, 11], [12]], [0, 1])
    /// Beyond what a sigmoid in single precision leaves of the other side.
    func differ(_ others: [Float]) -> Bool { zip(original, others).contains { abs($0 - $1) > 1e-5 } }
    #expect(differ(features([[10, 14], [12]], [0, 1])) == isOpen)
    #expect(differ(features([[10, 11], [12]], [2, 3])) != isOpen)
  }

  /// Patches of one colour differ by their places alone.
  @Test("where in a picture a patch lies, and in which picture of the pair, counts", arguments: kinds)
  func places(kind: Kind) throws {
    let (network, parameters) = try network(kind)
    func logits() -> [Float] {
      let batch = TextBatch()
      batch.fill(from: encoded([([[10, 11], [12]], [0, 0])]), examples: [0], as: network.packing)
      var tape = Tape(parameters: parameters)
      tape.begin(.evaluation)
      let values = tape.value(of: network.logits(of: batch, on: &tape))
      return (0..<values.columns).map { values[0, $0] }
    }
    let original = logits()
    for table in network.layout.parameters
    where table.name.hasPrefix("pictures.") && (table.name.hasSuffix(".positions") || table.name.hasSuffix(".sides")) {
      let matrix = parameters.matrix(of: table)
      for row in 0..<matrix.rows {
        let before = matrix[row, 0]
        matrix[row, 0] += 1
        #expect(logits() != original, "\(table.name) \(row)")
        matrix[row, 0] = before
      }
    }
  }

  @Test("patches that do not fill the picture, and a fusion that its architecture has not, are refused")
  func refused() throws {
    func message(_ values: [(String, String)]) throws -> String {
      var settings = Settings(EntailmentSettings.list)
      try settings.set("modalities", "both")
      for (name, value) in values { try settings.set(name, value) }
      do throws(ModelError) {
        _ = try EntailmentNetwork(EntailmentConfiguration(settings, labels: ["a", "b"], vocabularySize: 5))
      } catch { return error.message }
      return ""
    }
    let transformer = ("architecture", "cross-transformer")
    #expect(
      try message([transformer, ("image-size", "30"), ("patch-size", "8")])
        == "image-size is 30; expected is a multiple of the patch size 8")
    #expect(
      try message([("architecture", "siamese-lstm")]).contains(
        "--architecture siamese-lstm is none: say --architecture cross-transformer, or --fusion concatenation"))
    #expect(try message([("architecture", "siamese-lstm"), ("fusion", "gated")]) == "")
  }
}

extension PictureNetworkTests {
  @Test(
    "numbers that no picture has are refused where a model's configuration comes from a file",
    arguments: [
      ["imageSize": Int.max, "patchSize": .max, "count": 1, "width": 3], ["imageSize": Int.max, "patchSize": 1],
      ["imageSize": 1 << 33, "patchSize": 1 << 33], ["imageSize": -1, "patchSize": -1],
      ["imageSize": 36, "patchSize": 0],
      ["imageSize": nil, "patchSize": nil, "width": .max], ["imageSize": nil, "patchSize": nil, "count": .max],
      ["imageSize": nil, "patchSize": nil, "width": .min], ["imageSize": 36, "patchSize": 12, "count": 10],
      ["deviation": 0], ["deviation": -1],
    ] as [[String: Int?]])
  func hostile(_ numbers: [String: Int?]) throws {
    var settings = Settings(EntailmentSettings.list)
    for (name, value) in [("modalities", "both"), ("architecture", "cross-transformer")] {
      try settings.set(name, value)
    }
    let sound = EntailmentConfiguration(settings, labels: ["a", "b"], vocabularySize: 5)
    var members = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(sound)) as? [String: Any])
    var pictures = try #require(members["pictures"] as? [String: Any])
    var patches = try #require(pictures["patches"] as? [String: Any])
    for (name, number) in numbers { patches[name] = number }
    pictures["patches"] = patches
    members["pictures"] = pictures
    let damaged = try JSONDecoder().decode(
      EntailmentConfiguration.self, from: JSONSerialization.data(withJSONObject: members))
    let error = #expect(throws: ModelError.self) { try EntailmentNetwork(damaged) }
    #expect(error?.code == .badConfiguration, "\(numbers): \(String(describing: error))")
  }
}

extension PictureNetworkTests {
  @Test("a hidden premise takes its picture with it", arguments: [false, true])
  func hypothesisOnly(isHidden: Bool) {
    var configuration = EntailmentConfiguration(
      Settings(EntailmentSettings.list), labels: ["a", "b"], vocabularySize: 5)
    configuration.hypothesisOnly = isHidden
    #expect(EntailmentNetwork.visible(["p", "h"], configuration) == [isHidden ? "" : "p", "h"])
    #expect(
      EntailmentNetwork.visible(pictures: ["p.png", "h.png"], configuration) == [isHidden ? nil : "p.png", "h.png"])
  }
}

extension PictureNetworkTests {
  private func configuration(_ modalities: String) throws -> EntailmentConfiguration {
    var settings = Settings(EntailmentSettings.list)
    try settings.set("modalities", modalities)
    return EntailmentConfiguration(settings, labels: ["a", "b"], vocabularySize: 5)
  }

  private func shown(_ modalities: String, to configuration: EntailmentConfiguration) throws -> EntailmentConfiguration
  {
    var settings = Settings(EntailmentSettings.list)
    try settings.set("modalities", modalities)
    return try EntailmentNetwork.seeing(settings, configuration)
  }

  @Test("a network of both is shown either half alone; the half is not saved")
  func halves() throws {
    let both = try configuration("both")
    let (texts, pictures) = (try shown("text", to: both), try shown("image", to: both))
    #expect(EntailmentNetwork.visible(["p", "h"], texts) == ["p", "h"])
    #expect(EntailmentNetwork.visible(pictures: ["p.png", "h.png"], texts) == [nil, nil])
    #expect(EntailmentNetwork.visible(["p", "h"], pictures) == ["", ""])
    #expect(EntailmentNetwork.visible(pictures: ["p.png", "h.png"], pictures) == ["p.png", "h.png"])
    #expect(try shown("both", to: both) == both)
    let saved = try JSONDecoder().decode(EntailmentConfiguration.self, from: JSONEncoder().encode(texts))
    #expect(saved == both)
  }

  @Test("a network of one half has nothing else to be shown", arguments: ["text", "image"])
  func oneHalf(half: String) throws {
    let configuration = try configuration(half)
    #expect(try shown(half, to: configuration) == configuration)
    for other in ["text", "image", "both"] where other != half {
      let error = #expect(throws: ModelError.self) { try shown(other, to: configuration) }
      #expect(error?.message.hasPrefix("--modalities \(other): the model reads ") == true)
    }
  }
}

extension IndexBuffer {
  /// The rows in which example 0, 1, 2… lie.
  fileprivate var order: [Int] {
    (0..<count).sorted { self[$0] < self[$1] }
  }
}
