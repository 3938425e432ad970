/// What a clause says, before either language puts it in order.
struct Clause: Sendable {
  enum Modal: CaseIterable, Sendable {
    case can
    case must
    case wants
    case may
    case should
    case wouldLike
  }

  /// How English and German tell the time: each English form has one German form.
  enum Tense: Equatable, Sendable {
    /// `reads`: liest.
    case present
    /// `is reading`: liest gerade.
    case progressive
    /// `read`: hat gelesen after pronouns and names, las after nouns.
    case past
    /// `has already read`: hat schon gelesen.
    case perfect
    /// `will read`: wird lesen.
    case future
    case modal(Modal)
    /// `would read`: würde lesen.
    case conditional
    /// `is being repaired`: wird gerade repariert.
    case passive
    /// `was repaired`: wurde repariert.
    case pastPassive
  }

  var subject: Nominal
  var verb: Verb
  var tense: Tense
  var accusative: Nominal?
  var dative: Nominal?
  /// After the preposition of the verb.
  var prepositional: Nominal?
  /// English before the verb, German early in the middle: often, gern.
  var frequency: Phrase?
  /// `already`, `never` and `not … yet` of the perfect.
  var aspect: Phrase?
  var place: Phrase?
  var time: Phrase?
  /// A means or a goal, last in the German middle.
  var goal: Phrase?
  var isNegated = false
  /// A noun's past is told in the preterite, but asked for in the perfect.
  var isNarrated = true
  /// The object has `kein`, so German needs no `nicht`.
  var objectIsNegated = false

  init(_ subject: Nominal, _ verb: Verb, _ tense: Tense) {
    self.subject = subject
    self.verb = verb
    self.tense = tense
  }

  var isPassive: Bool { tense == .passive || tense == .pastPassive }

  /// What held-out parts hold out: the verb and its object, or the verb and who does it.
  var combination: String {
    let partner = prepositional ?? accusative ?? dative
    return "\(verb.key)+\(partner?.key ?? (isPassive ? nil : place?.german ?? goal?.german) ?? subject.key)"
  }
}
