import Foundation

/// A check of a result that tells what is wrong and ends the program: a figure of a wrong result must not be printed.
/// (A precondition says nothing in a release build.)
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  guard !condition else { return }
  FileHandle.standardError.write(Data("benchmarks: \(message())\n".utf8))
  exit(EXIT_FAILURE)
}
