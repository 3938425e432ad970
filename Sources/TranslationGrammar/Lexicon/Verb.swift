/// A verb in both languages with what it may stand with.
struct Verb: Sendable {
  enum Frame: Sendable {
    case transitive
    case ditransitive
    case dative
    case prepositional(english: String, german: String, grammaticalCase: Case)
    case intransitive
    case motion
    case animal
  }

  let english: EnglishVerb
  let german: GermanVerb
  let frame: Frame
  let isHabit: Bool
  let isImperative: Bool
  let isState: Bool
  let isEvent: Bool
  let isPassive: Bool
  let takesMany: Bool
  let isUncontrolled: Bool
  let isOfOthers: Bool
  /// `explain it to him`, never `explain him it`.
  let takesTo: Bool
  let subjects: [String]
  let objects: [String]
  let places: [String]

  var isDitransitive: Bool {
    if case .ditransitive = frame { true } else { false }
  }

  /// Too small a thing to be hoped for, planned or promised.
  var isTrifle: Bool {
    let trifles = [
      "stir", "taste", "hold", "lift", "fill", "empty", "push", "pull", "chop", "peel", "turn on", "turn off", "put on",
      "take off", "park",
      "wear", "hand", "take", "cut", "follow", "wait", "rest", "hurry", "stay", "think", "get dressed",
      "wake", "carry", "comfort", "sleep", "use", "open", "close", "lock", "get up",
    ]
    return isUncontrolled || trifles.contains(english.key)
  }

  /// What is made is new.
  var makesThings: Bool {
    ["knit", "sew", "build", "bake", "cook", "write", "print", "draw", "plant", "order"].contains(english.base)
  }

  var isOfPeople: Bool { subjects.contains("person") || subjects.contains("handy") }

  var isIntransitive: Bool {
    if case .intransitive = frame { true } else { false }
  }

  var key: String { "\(english.key)/\(german.key)" }

  /// - Parameter row: a row of one of the tables of verbs.
  init(row: String, frame: (inout [String]) -> Frame) {
    let fields = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    precondition(fields.count == 6, "a verb has six fields: \(row)")
    english = EnglishVerb(entry: fields[0])
    german = GermanVerb(entry: fields[1])
    isHabit = fields[2].contains("h")
    isImperative = fields[2].contains("i")
    isState = fields[2].contains("s")
    isEvent = fields[2].contains("e")
    isPassive = fields[2].contains("p")
    takesMany = fields[2].contains("m")
    isUncontrolled = fields[2].contains("u")
    isOfOthers = fields[2].contains("o")
    takesTo = fields[2].contains("t")
    subjects = fields[3].split(separator: " ").map(String.init)
    var objects = fields[4].split(separator: " ").map(String.init)
    self.frame = frame(&objects)
    self.objects = objects
    places = fields[5].split(separator: " ").map(String.init)
  }

  /// A verb of one plan, with no objects of its own.
  init(english: String, german: String) {
    self.init(row: "\(english)|\(german)||||") { _ in .transitive }
  }

  /// Takes preposition, preposition and case from the front of the objects.
  static func prepositional(_ objects: inout [String]) -> Frame {
    let head = objects.prefix(3)
    objects.removeFirst(3)
    return .prepositional(
      english: head[0] == "-" ? "" : head[0], german: head[1], grammaticalCase: head[2] == "acc" ? .accusative : .dative
    )
  }
}
