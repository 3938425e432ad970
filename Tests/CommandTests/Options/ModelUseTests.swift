import Foundation
import TestSupport
import Testing

@Suite("A trained model in use")
struct ModelUseTests {
  let small: SmallTraining

  init() throws {
    small = try SmallTraining()
    #expect(try small.train("--epochs", "12", "--test", "test.tsv").status == 0)
  }

  @Test("classify answers each line while the pipe is still open")
  func live() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: small.command.binary)
    process.arguments = ["classify", "--model", small.folder.path("m")]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    for (text, label) in [("a lovely film", "good"), ("a dreadful film", "bad"), ("", "")] {
      try input.fileHandleForWriting.write(contentsOf: Data((text + "\n").utf8))
      var answer = ""
      while !answer.hasSuffix("\n") {
        let part = output.fileHandleForReading.availableData
        if part.isEmpty { break }
        answer += String(decoding: part, as: UTF8.self)
      }
      #expect(answer.hasPrefix(label) && answer.contains("\t0."), "\(answer)")
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(output.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  @Test("a file, standard input and '-' give the same answers, a line a line, in text and in JSON")
  func sources() throws {
    let texts = SmallTraining.rows(300).map { $0.text + "\n" }.joined() + "the last line has no end"
    try small.folder.write(texts, to: "texts.txt")
    let file = try small.run("classify", "--model", "m", "texts.txt")
    #expect(file.status == 0)
    #expect(file.standardOutput.split(separator: "\n", omittingEmptySubsequences: false).count == 302)
    #expect(try small.run("classify", "--model", "m", "-", input: texts).standardOutput == file.standardOutput)
    #expect(try small.run("classify", "--model", "m", input: texts).standardOutput == file.standardOutput)
    #expect(
      try small.run("classify", "--model", "m", "--workers", "1", input: texts).standardOutput == file.standardOutput)

    struct Answer: Decodable {
      let label: String
      let probability: Double
      let probabilities: [String: Double]
    }
    let answers = try small.run("classify", "--model", "m", "texts.txt", "--json").standardOutput
      .split(separator: "\n").map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    #expect(answers.count == 301)
    for (answer, line) in zip(answers, file.standardOutput.split(separator: "\n")) {
      #expect(line == "\(answer.label)\t\(String(format: "%.6f", answer.probability))")
      #expect(answer.probabilities[answer.label] == answer.probability)
      #expect(answer.probabilities.values.max() == answer.probability)
    }
    #expect(try small.run("classify", "--model", "m", "none.txt").status == 66)
  }

  @Test("a reader that has had enough ends classify without a word")
  func closedPipe() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", "yes 'a lovely film' | head -n 50000 | \"$0\" classify --model m | head -n 1", small.command.binary,
    ]
    shell.currentDirectoryURL = URL(fileURLWithPath: small.folder.path)
    let (output, error) = (Pipe(), Pipe())
    shell.standardOutput = output
    shell.standardError = error
    try shell.run()
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(words.hasPrefix("good\t0."))
    #expect(error.fileHandleForReading.readDataToEndOfFile().isEmpty)
    shell.waitUntilExit()
  }

  @Test("results that can't be written are status 74")
  func fullOutput() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "\"$0\" evaluate --model m --quiet >/dev/full", small.command.binary]
    shell.currentDirectoryURL = URL(fileURLWithPath: small.folder.path)
    let error = Pipe()
    shell.standardError = error
    try shell.run()
    let message = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 74)
    #expect(message == "Error: standard output: writing failed (No space left on device)\n")
  }

  @Test("evaluate and model show tell in text what they tell in JSON")
  func textAndJSON() throws {
    let figures = try TrainingFigures(small.run("model", "show", "m", "--json").standardOutput)
    let test = try #require(figures.test)
    let accuracy = String(format: "%.4f", test.accuracy)
    let evaluated = try small.run("evaluate", "--model", "m").standardOutput
    #expect(evaluated.hasPrefix("test: accuracy \(accuracy) ± "))
    #expect(evaluated.contains("; 40 texts, majority line 0.5000\n"))
    for heading in ["\nclass  precision  recall", "\nconfusion (row: label, column: answer)\n"] {
      #expect(evaluated.contains(heading))
    }
    let shown = try small.run("model", "show", "m").standardOutput
    for line in [
      "task          sentiment\n", "architecture  average with serf\n", "labels        bad, good\n",
      "test          accuracy \(accuracy), macro-F1 ", "\nepochs: 12\n",
    ] {
      #expect(shown.contains(line), "\(line)")
    }
    let curve = try small.run("model", "show", "m", "--curve", "-", "--json").standardOutput
    #expect(curve.hasPrefix("<svg"))
    try small.folder.write("mine", to: "curve.svg")
    #expect(try small.run("model", "show", "m", "--curve", "curve.svg").status == 73)
    #expect(try small.folder.read("curve.svg") == "mine")
    #expect(try small.run("model", "show", "m", "--curve", "curve.svg", "--force").status == 0)
  }

  @Test("a model folder may be moved and copied")
  func moved() throws {
    let answers = try small.run("classify", "--model", "m", "test.tsv").standardOutput
    let elsewhere = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: elsewhere.path("copy"), withIntermediateDirectories: true)
    for part in BrokenModelTests.parts {
      try FileManager.default.copyItem(atPath: small.folder.path("m/\(part)"), toPath: elsewhere.path("copy/\(part)"))
    }
    #expect(try small.run("classify", "--model", elsewhere.path("copy"), "test.tsv").standardOutput == answers)
    #expect(try small.run("model", "show", elsewhere.path("copy")).status == 0)
    let resumed = try small.run("train-sentiment", "--model", elsewhere.path("copy"), "--resume", "--json")
    #expect(resumed.status == 0)
    #expect(try TrainingFigures(resumed.standardOutput).test?.count == 40)
  }
}
