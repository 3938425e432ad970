import Foundation
import TestSupport
import Testing

@Suite("A model folder that is not whole")
struct BrokenModelTests {
  let small: SmallTraining

  init() throws {
    small = try SmallTraining()
    #expect(try small.train().status == 0)
  }

  /// Each command that reads a model. Settings alone tell nothing about a text, so that `classify` can do without sound
  /// ones.
  private static let commands = [
    ["classify", "--model", "m", "test.tsv"], ["evaluate", "--model", "m", "--test", "test.tsv"],
    ["model", "show", "m"],
  ]

  private func expectRefusal(_ message: String, by commands: [[String]] = commands) throws {
    let before = try small.files(in: "m")
    for words in commands {
      let outcome = try small.run(words)
      #expect(outcome.status == 65, "\(words)")
      #expect(outcome.standardError == "Error: " + message + "\n", "\(words)")
      #expect(outcome.standardOutput == "", "\(words)")
    }
    #expect(try small.files(in: "m") == before)
  }

  private func bytes(of part: String) throws -> Data {
    try #require(FileManager.default.contents(atPath: small.folder.path("m/\(part)")))
  }

  static let parts = ["config.json", "model.safetensors", "tokenizer.json", "settings.yaml"]

  @Test("a file that is missing is named, and the way out", arguments: parts)
  func missing(part: String) throws {
    try FileManager.default.removeItem(atPath: small.folder.path("m/\(part)"))
    try expectRefusal("m/\(part): missing, so m is not a whole model; copy the folder again or train it again")
  }

  @Test("a file that is empty is named, and the way out", arguments: parts)
  func empty(part: String) throws {
    try small.folder.write("", to: "m/\(part)")
    try expectRefusal("m/\(part): is empty; copy the folder again or train it again")
  }

  @Test("weights that are cut short are told by their size")
  func cutWeights() throws {
    let weights = try bytes(of: "model.safetensors")
    try small.folder.write(weights.dropLast(20), to: "m/model.safetensors")
    try expectRefusal(
      "m/model.safetensors: is not a sound safetensors file: it holds 11988 bytes of data where its header describes "
        + "12008")
    try small.folder.write(weights.prefix(100), to: "m/model.safetensors")
    let refusal = try small.run("classify", "--model", "m", "test.tsv")
    #expect(refusal.status == 65 && refusal.standardError.contains("it ends after 100 bytes"))
  }

  @Test("a configuration, a tokenizer and settings that are cut short are told by the place where they end")
  func cutText() throws {
    let configuration = try bytes(of: "config.json")
    try small.folder.write(configuration.prefix(100), to: "m/config.json")
    try expectRefusal(
      "m/config.json: is not a configuration of ours: it is not JSON (byte 100: the text ends too soon)")
    try small.folder.write(configuration, to: "m/config.json")

    let settings = try bytes(of: "settings.yaml")
    try small.folder.write(settings.prefix(100), to: "m/settings.yaml")
    try expectRefusal(
      "m/settings.yaml, line 9: this is not YAML: could not find expected ':'", by: [["model", "show", "m"]])
    try small.folder.write(settings, to: "m/settings.yaml")

    let tokenizer = try bytes(of: "tokenizer.json")
    try small.folder.write(tokenizer.prefix(100), to: "m/tokenizer.json")
    try expectRefusal(
      "m/tokenizer.json: not JSON: the end of the file at byte 100, expected the end of the string that begins at byte 97"
    )
  }

  @Test("a model of a newer version asks for a newer version, also where it would be resumed")
  func newer() throws {
    let text = try small.folder.read("m/config.json")
    let newer = text.replacingOccurrences(of: #""format" : 1"#, with: #""format" : 2"#)
    #expect(newer != text)
    try small.folder.write(newer, to: "m/config.json")
    let message = "m/config.json: has format 2; this version reads formats up to 1, so use a newer version"
    try expectRefusal(message, by: Self.commands + [["train-sentiment", "--model", "m", "--resume"]])
    // It is a model all the same, and not to be overwritten unasked.
    #expect(try small.train().status == 73)
  }

  @Test("weights of another network, and a model of another task, are refused")
  func others() throws {
    #expect(try small.train("--model-width", "12", model: "other").status == 0)
    let weights = try bytes(of: "model.safetensors")
    try small.folder.write(small.weights(of: "other"), to: "m/model.safetensors")
    try expectRefusal(
      "m/model.safetensors: tensor \"words.weight\" has the shape [300, 12]; the network expects [300, 8]")
    try small.folder.write(weights, to: "m/model.safetensors")
    let text = try small.folder.read("m/config.json")
    try small.folder.write(
      text.replacingOccurrences(of: #""task" : "sentiment""#, with: #""task" : "parsing""#), to: "m/config.json")
    let message = "this is a model for parsing; one for sentiment is expected"
    try expectRefusal("m: " + message, by: Self.commands.dropLast())
    try expectRefusal("m/config.json: " + message, by: [["model", "show", "m"]])
  }

  @Test("a run that has not finished is no model, and what is no model is none")
  func unfinished() throws {
    let learning = try small.startTraining("--epochs", "100000", "--patience", "none", "--test", "none", model: "run")
    let deadline = Date(timeIntervalSinceNow: 60)
    while !learning.standardErrorSoFar.contains("epoch 1:"), Date() < deadline { Thread.sleep(forTimeInterval: 0.001) }
    learning.killAtOnce()
    _ = learning.finish()
    let outcome = try small.run("classify", "--model", "run", "test.tsv")
    #expect(outcome.status == 65)
    #expect(
      outcome.standardError == "Error: run: holds a training run that has not finished; go on with --resume\n")
    #expect(try small.run("model", "show", "nowhere").status == 66)
    #expect(try small.run("model", "show", "test.tsv").standardError.contains("test.tsv: is a file"))
  }
}
