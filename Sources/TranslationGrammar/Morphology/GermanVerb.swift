/// A German verb: the forms that can't be derived, and the rules for the others.
struct GermanVerb: Sendable {
  /// `an` in `anrufen`, empty where nothing splits off.
  let prefix: String
  /// Without prefix: `rufen`.
  let bareInfinitive: String
  let third: String
  let preterite: String
  /// Without prefix: `gerufen`.
  let bareParticiple: String
  let takesSein: Bool
  let isReflexive: Bool

  /// - Parameter entry: `[sich] infinitive [third preterite participle] [sein]`; the infinitive may be `an+rufen`.
  init(entry: String) {
    var words = entry.split(separator: " ").map(String.init)
    isReflexive = words.first == "sich"
    if isReflexive { words.removeFirst() }
    takesSein = words.last == "sein"
    if takesSein { words.removeLast() }
    precondition(words.count == 1 || words.count == 4, "a German verb has one form or four: \(entry)")
    let parts = words[0].split(separator: "+").map(String.init)
    prefix = parts.count == 2 ? parts[0] : ""
    bareInfinitive = parts[parts.count - 1]
    let stem = Self.stem(of: bareInfinitive)
    let link = Self.needsLink(stem) ? "e" : ""
    third = words.count == 4 ? words[1] : stem + link + "t"
    preterite = words.count == 4 ? words[2] : stem + link + "te"
    bareParticiple =
      words.count == 4 ? words[3] : Self.startsUnstressed(bareInfinitive) ? stem + link + "t" : "ge\(stem)\(link)t"
  }

  var key: String { infinitive }
  var infinitive: String { joined(bareInfinitive) }
  var participle: String { joined(bareParticiple) }
  /// `anzurufen`, `zu kaufen`, `spazieren zu gehen`.
  var zuInfinitive: String {
    prefix.isEmpty ? "zu \(bareInfinitive)" : isWord ? "\(prefix) zu \(bareInfinitive)" : "\(prefix)zu\(bareInfinitive)"
  }

  /// A prefix that is written apart even before the verb: Ski fahren, spazieren gehen.
  private var isWord: Bool { ["Ski", "Rad", "spazieren"].contains(prefix) }

  /// A form with its prefix before it, as at the end of a clause.
  func joined(_ form: String) -> String {
    prefix.isEmpty ? form : isWord ? "\(prefix) \(form)" : prefix + form
  }
}

// MARK: - Finite forms, without prefix
extension GermanVerb {
  private var stem: String { Self.stem(of: bareInfinitive) }

  func present(_ person: Person) -> String {
    switch person {
    case .firstSingular: return firstSingular
    case .secondSingular:
      let root = third.hasSuffix("t") ? String(third.dropLast()) : third
      if third == "hält" || third == "rät" { return third + "st" }
      return root.hasSuffix("s") || root.hasSuffix("ß") || root.hasSuffix("z") || root.hasSuffix("x")
        ? root + "t" : root + "st"
    case .thirdSingular: return third
    case .secondPlural: return stem + (Self.needsLink(stem) ? "et" : "t")
    case .firstPlural, .thirdPlural: return bareInfinitive
    }
  }

  /// Only the third persons: the sentences tell of all others in the perfect.
  func preterite(_ person: Person) -> String {
    guard person.isPlural else { return preterite }
    return preterite.hasSuffix("e") ? preterite + "n" : preterite + "en"
  }

  /// Lies, nimm, öffne, warte, ruf: e to i as in the third person, no umlaut, an e where it can't be spoken without.
  var imperative: String {
    let root = third.hasSuffix("t") ? String(third.dropLast()) : third
    let rises = stem.contains("e") && root.contains("i") && !stem.contains("i")
    if rises { return root }
    return Self.needsLink(stem) || stem.hasSuffix("ig") || stem.hasSuffix("er") && stem.count > 4
      || stem.hasSuffix("l")
        && bareInfinitive.hasSuffix("eln")
      ? firstSingular : stem
  }

  /// Ich sammle, ich füttere, ich warte.
  private var firstSingular: String {
    bareInfinitive.hasSuffix("eln") ? bareInfinitive.dropLast(3) + "le" : stem + "e"
  }

  private static func stem(of infinitive: String) -> String {
    String(infinitive.hasSuffix("en") ? infinitive.dropLast(2) : infinitive.dropLast())
  }

  /// After d, t, and m or n behind most consonants, an ending needs an e: wartet, öffnet, zeichnet, but lernt, wohnt.
  private static func needsLink(_ stem: String) -> Bool {
    if stem.hasSuffix("d") || stem.hasSuffix("t") { return true }
    guard stem.hasSuffix("n") || stem.hasSuffix("m"), let before = stem.dropLast().last else { return false }
    return stem.dropLast().hasSuffix("ch") || !"aeiouäöülrhnm".contains(before)
  }

  private static func startsUnstressed(_ infinitive: String) -> Bool {
    infinitive.hasSuffix("ieren")
      || ["be", "er", "ver", "zer", "ent", "emp", "über", "unter"].contains(where: infinitive.hasPrefix)
  }
}
