/// Where and on what a run works. None of it changes what the run computes, so `settings.yaml` leaves it out, and
/// repeating a run from that file does not write over the model that it came from.
public enum RunSettings {
  /// The model folder; each task has its own standard one.
  public static func model(standard: String) -> Setting<String> {
    Setting("model", standard: standard, help: "Folder to write the model to", placeholder: "dir", isSaved: false)
  }

  public static let workers = Setting<Int?>(
    "workers", standard: nil, allowed: .within(1, through: 1024),
    help: "Threads, by default one a core; any number gives the same result", isSaved: false)
}
