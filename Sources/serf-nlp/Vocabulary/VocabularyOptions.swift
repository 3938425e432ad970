internal import ArgumentParser
internal import Glibc
internal import SerfTokenizer

/// Which vocabulary a command works with.
struct VocabularyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Vocabulary: a tokenizer.json, or a model folder.", valueName: "file"), completion: .file())
  var vocabulary: String

  func load() throws -> Tokenizer { try VocabularyFile.load(vocabulary) }
}

/// A vocabulary as users name it.
enum VocabularyFile {
  /// - Parameter name: a file, or a model folder, whose vocabulary is inside.
  static func load(_ name: String) throws -> Tokenizer {
    var status = stat()
    let isFolder = unsafe stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    return try Tokenizer(contentsOf: isFolder ? name + "/tokenizer.json" : name)
  }
}
