// swift-tools-version: 6.2
import PackageDescription

// What a package that wants the tokenizer alone writes. Its name is given because a package found by path is otherwise
// known by its folder's name; without traits, no other package is fetched.
let package = Package(
  name: "TokenizerConsumer",
  dependencies: [
    .package(name: "serf-nlp", path: "../..", traits: [])
  ],
  targets: [
    .executableTarget(
      name: "TokenizerConsumer",
      dependencies: [.product(name: "SerfTokenizer", package: "serf-nlp")])
  ]
)
