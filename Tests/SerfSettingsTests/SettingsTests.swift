import SerfSettings
import Testing

@Suite("Settings")
struct SettingsTests {
  @Test("a setting that nobody said has its standard value")
  func standards() {
    let settings = Settings(SentimentSettings.list)
    #expect(settings[LearningSettings.learningRate] == 0.001)
    #expect(settings[LearningSettings.maxUpdates] == nil)
    #expect(settings[SentimentSettings.architecture] == "bilstm")
    #expect(!settings.isSaid(LearningSettings.learningRate))
  }

  @Test("what is said wins over the architecture's defaults, and these over the standards, in any order of calls")
  func layers() throws {
    var settings = Settings(SentimentSettings.list)
    try settings.set("learning-rate", "0.25")
    try settings.prefer(["learning-rate": "0.5", "epochs": "3"])
    #expect(settings[LearningSettings.learningRate] == 0.25)
    #expect(settings[LearningSettings.epochs] == 3)
    try settings.prefer(["learning-rate": "0.125"])
    #expect(settings[LearningSettings.learningRate] == 0.25)
    #expect(settings[LearningSettings.epochs] == LearningSettings.epochs.standard)
    try settings.set(assignment: "learning-rate = 0.75")
    #expect(settings[LearningSettings.learningRate] == 0.75)
  }

  @Test(
    "every default of every architecture is a value that its setting takes",
    arguments: ["average", "bilstm", "transformer"])
  func architectureDefaults(architecture: String) throws {
    var settings = Settings(SentimentSettings.list)
    try settings.set("architecture", architecture)
    try settings.preferDefaults(of: SentimentSettings.self)
    #expect(settings[SentimentSettings.pooling] == (architecture == "average" ? "mean" : "attention"))
  }

  @Test(
    "a share is a number, never a whole one", arguments: ["dropout", "word-dropout", "label-smoothing", "momentum"])
  func sharesAreNumbers(name: String) throws {
    let setting = try SentimentSettings.list.setting(named: name)
    #expect(try setting.scalar(reading: "0.5") == .number(0.5))
  }

  @Test("none unsets a number, the empty text a text, so that --test none stays a value")
  func absence() throws {
    var settings = Settings(SentimentSettings.list)
    try settings.set("clip-norm", "none")
    #expect(settings[LearningSettings.clipNorm] == nil)
    try settings.set("test", "none")
    #expect(settings[ClassificationDataSettings.test] == "none")
    try settings.set("test", "")
    #expect(settings[ClassificationDataSettings.test] == nil)
    try settings.set("map-label", "pos=1,neg=0")
    #expect(settings[ClassificationDataSettings.mapLabel] == ["pos=1", "neg=0"])
    try settings.set("map-label", "none")
    #expect(settings[ClassificationDataSettings.mapLabel] == [])
  }

  @Test(
    "a value that is refused says what was found and what was expected",
    arguments: [
      ("learning-rat", "1", "there is no setting 'learning-rat'; did you mean 'learning-rate'?"),
      ("Learning_Rate", "1", "there is no setting 'Learning_Rate'; did you mean 'learning-rate'?"),
      ("colour", "red", "there is no setting 'colour'; --help lists the settings"),
      ("epochs", "many", "epochs is 'many'; expected a whole number of 1 or more"),
      ("epochs", "0", "epochs is '0'; expected a whole number of 1 or more"),
      ("epochs", "99999999999999999999", "epochs is '99999999999999999999'; expected a whole number of 1 or more"),
      ("epochs", "none", "epochs is 'none'; expected a whole number of 1 or more"),
      ("max-updates", "x", "max-updates is 'x'; expected a whole number of 1 or more, or none"),
      ("dropout", "1", "dropout is '1'; expected a number from 0 to below 1"),
      ("learning-rate", "nan", "learning-rate is 'nan'; expected a number above 0"),
      ("learning-rate", "inf", "learning-rate is 'inf'; expected a number above 0"),
      (
        "optimizer", "adamx",
        "optimizer is 'adamx'; expected one of adamw, adam, nadam, sgd, rmsprop, adagrad, adadelta; "
          + "did you mean 'adamw'?"
      ),
      ("nesterov", "maybe", "nesterov is 'maybe'; expected true or false"),
      ("pooling", "", "pooling is ''; expected one of attention, max-mean, mean"),
    ])
  func refusals(name: String, text: String, message: String) {
    var settings = Settings(SentimentSettings.list)
    let error = #expect(throws: SettingError.self) { try settings.set(name, text) }
    #expect(error?.message == message)
  }

  @Test(
    "with pictures a network sees texts and pictures, unless it is said otherwise",
    arguments: [
      ([:], "text", "cross-attention"), (["images": "dir"], "both", "cross-transformer"),
      (["images": "dir", "modalities": "text"], "text", "cross-transformer"),
      (["images": "dir", "modalities": "image"], "image", "cross-transformer"),
      (["modalities": "both"], "both", "cross-transformer"),
      (["images": "dir", "architecture": "siamese-lstm"], "both", "siamese-lstm"),
    ] as [([String: String], String, String)])
  func modalities(said: [String: String], expected: String, architecture: String) throws {
    var settings = Settings(EntailmentSettings.list)
    for (name, value) in said { try settings.set(name, value) }
    try settings.preferDefaults(of: EntailmentSettings.self)
    #expect(settings[EntailmentSettings.modalities] == expected)
    #expect(settings[EntailmentSettings.architecture] == architecture)
    #expect(EntailmentSettings.readsPictures(settings) == (expected != "text"))
  }

  @Test("an assignment needs its equals sign")
  func assignmentWithoutEqualsSign() {
    var settings = Settings(SentimentSettings.list)
    let error = #expect(throws: SettingError.self) { try settings.set(assignment: "epochs") }
    #expect(error?.message == "'epochs' is no assignment; expected name=value, as in learning-rate=0.001")
  }

  @Test("two settings are equal when their values in force are, and name their differences")
  func comparison() throws {
    var first = Settings(SentimentSettings.list)
    let second = Settings(SentimentSettings.list)
    try first.set("epochs", String(LearningSettings.epochs.standard))
    #expect(first == second)
    try first.set("seed", "7")
    try first.set("activation", "relu")
    #expect(first != second)
    #expect(first.differences(from: second).map(\.name) == ["activation", "seed"])
  }

  @Test("the nearest name is found through a slip, an exchange, underscores and capitals, and not through chance")
  func nearestNames() {
    let names = ["serf", "relu", "gelu", "swish", "learning-rate"]
    #expect(NearestName.find("serff", among: names) == "serf")
    #expect(NearestName.find("sefr", among: names) == "serf")
    #expect(NearestName.find("LEARNING_RATE", among: names) == "learning-rate")
    #expect(NearestName.find("sinh", among: names) == nil)
    #expect(NearestName.find("", among: names) == nil)
    #expect(NearestName.find(String(repeating: "serf", count: 10_000), among: names) == nil)
  }
}
