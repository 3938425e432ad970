internal import Glibc
internal import SerfSettings
internal import SerfTokenizer
internal import SerfVocab

/// A vocabulary as users name it: a file, a model folder whose vocabulary is inside, or a bundled one.
enum VocabularyFile {
  static func load(_ name: String) throws -> Tokenizer { try Tokenizer(contentsOf: path(of: name)) }

  /// The file of a vocabulary. A file wins over a bundled vocabulary of its name.
  static func path(of name: String) throws -> String {
    var status = stat()
    if unsafe stat(name, &status) == 0 {
      return status.st_mode & S_IFMT == S_IFDIR ? name + "/tokenizer.json" : name
    }
    let bundled = SerfVocab.names
    if bundled.contains(name) { return try SerfVocab.path(of: name) }
    throw CommandError.noSuchVocabulary(name, nearest: NearestName.find(name, among: bundled))
  }
}
