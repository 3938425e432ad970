// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The benchmarks measure what siblings share (`package` access), so they take on the name under which SwiftPM compiles the
// package above: its folder's name, as an identifier. `unsafeFlags` is no loss here, since nobody depends on this package.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
let folder = root.lastPathComponent
let packageName = String(folder.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })

let package = Package(
  name: "benchmarks",
  products: [.library(name: "MallocCounter", type: .dynamic, targets: ["MallocCounter"])],
  dependencies: [
    .package(name: "serf-nlp", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        .product(name: "SerfNLP", package: "serf-nlp"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Benchmarks", packageAccess: false,
      swiftSettings: [
        .unsafeFlags(["-package-name", packageName]),
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
    // Loaded before the program by `benchmarks allocations`; never linked.
    .target(name: "MallocCounter"),
  ],
  cLanguageStandard: .c17
)
