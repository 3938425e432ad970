/// Which texts a classifier learns from, and where in the files they stand.
public enum ClassificationDataSettings {
  public static let train = Setting<String?>(
    "train", standard: nil,
    help: "Training file (TSV, CSV, JSONL; for texts alone also fastText lines); the bundled corpus without",
    placeholder: "file")

  public static let dev = Setting<String?>(
    "dev", standard: nil, help: "File that decides when to stop; a tenth of --train without", placeholder: "file")

  /// `none` is a value with a meaning: no test at all, so that nothing is held out for it.
  public static let test = Setting<String?>(
    "test", standard: nil, help: "File for the last figures; 'none' keeps all of --train for training",
    placeholder: "file|none")

  public static let textColumn = Setting<String?>(
    "text-column", standard: nil, help: "Column of the text, by name or 1-based number", placeholder: "column")

  public static let labelColumn = Setting<String?>(
    "label-column", standard: nil, help: "Column of the label, by name or 1-based number", placeholder: "column")

  public static let mapLabel = Setting<[String]>(
    "map-label", standard: [], help: "Rename a label; may be repeated", placeholder: "old=new")

  public static let lossy = Setting(
    "lossy", standard: false, help: "Replace invalid UTF-8, and count it, instead of stopping at it")

  public static let classWeights = Setting<String?>(
    "class-weights", standard: nil,
    help: "Weigh classes alike ('balanced'), or by a file of 'label TAB weight'", placeholder: "balanced|file")

  public static let group = SettingGroup(
    "Data", [train, dev, test, textColumn, labelColumn, mapLabel, lossy, classWeights])
}
