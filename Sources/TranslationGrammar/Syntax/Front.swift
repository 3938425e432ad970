/// What stands before the finite verb of a German main clause.
enum Front: Sendable {
  case subject
  case time
  case place

  func phrase(of clause: Clause) -> Phrase? {
    switch self {
    case .subject: nil
    case .time: clause.time
    case .place: clause.place
    }
  }
}
