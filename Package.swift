// swift-tools-version: 6.2
import PackageDescription

/// Everything but the tokenizer, the metrics and the activations sits behind this default-on trait: a package that
/// depends on us with `traits: []` for `SerfTokenizer` alone fetches no other package.
let toolkit = "Toolkit"

let strictSwift: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

extension Target {
  /// A Swift library target of ours, with the settings all share.
  static func library(
    _ name: String, path: String? = nil, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
  ) -> Target {
    .target(
      name: name, dependencies: dependencies, path: path, exclude: path == nil ? [] : ["README.md"],
      resources: resources, swiftSettings: strictSwift)
  }

  /// - Parameter exclude: folders of figures by other programs, which the tests find through `#filePath`.
  static func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
      name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strictSwift)
  }
}

extension Target.Dependency {
  /// A product of another package, present only with the toolkit's trait.
  static func toolkitProduct(_ name: String, package: String) -> Target.Dependency {
    .product(name: name, package: package, condition: .when(traits: [toolkit]))
  }
}

/// What makes websites of the documentation (`make docs`): no dependency of anybody who builds or uses the package.
let documentation: [Package.Dependency] =
  Context.environment["SERF_DOCUMENTATION"] == "1"
  ? [.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")] : []

let package = Package(
  name: "serf-nlp",
  products: [
    .executable(name: "serf-nlp", targets: ["serf-nlp"]),
    .library(name: "SerfTokenizer", targets: ["SerfTokenizer"]),
    .library(name: "SerfVocab", targets: ["SerfVocab"]),
    .library(name: "SerfMetrics", targets: ["SerfMetrics"]),
    .library(name: "SerfActivations", targets: ["SerfActivations"]),
    .library(name: "SerfNLP", targets: ["SerfNLP"]),
  ],
  traits: [
    .default(enabledTraits: [toolkit]),
    .trait(name: toolkit, description: "Models, training and the serf-nlp command, with the packages they need."),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ] + documentation,
  targets: [
    // MARK: C
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "CImages", linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("jpeg")]),
    .target(name: "CSerfKernels"),

    // MARK: Libraries, lowest first
    .library("SerfTokenizer", ["CICU"]),
    .library("SerfMetrics"),
    .library("SerfActivations", ["CSerfKernels"]),
    .library("SerfTensor", ["SerfActivations", "CSerfKernels", "COpenBLAS"]),
    .library("SerfNN", ["SerfTensor", "SerfActivations"]),
    .library("SerfResources"),
    .library("SerfStorage", ["CArchive"]),
    .library("SerfSettings", [.toolkitProduct("Yams", package: "Yams")]),
    .library("SerfImages", ["CImages", "SerfStorage"]),
    .library("SeededDraws"),
    .library("SerfData", ["SerfImages", "SerfStorage", "SeededDraws"]),
    .library(
      "SerfModels",
      ["SerfNN", "SerfTensor", "SerfActivations", "SerfData", "SerfStorage", "SerfTokenizer", "SerfSettings"]),
    .library(
      "SerfTraining",
      [
        "SerfModels", "SerfNN", "SerfTensor", "SerfActivations", "SerfData", "SerfStorage", "SerfTokenizer",
        "SerfSettings", "SerfMetrics",
      ]),
    .library("SerfCharts", ["SerfActivations"]),
    .library(
      "SerfExperiments",
      [
        "SerfTraining", "SerfCharts", "SerfActivations", "SerfMetrics", "SerfSettings", "SerfStorage", "SeededDraws",
        .toolkitProduct("GRDB", package: "GRDB.swift"),
        .toolkitProduct("Mustache", package: "swift-mustache"),
        .toolkitProduct("Yams", package: "Yams"),
      ]),
    .library(
      "SerfNLP",
      [
        "SerfTokenizer", "SerfMetrics", "SerfActivations", "SerfNN", "SerfData", "SerfModels", "SerfTraining",
        "SerfSettings", "SerfStorage",
      ]),
    .library(
      "SerfCorpora", path: "Corpora", ["SerfResources"],
      resources: [
        .copy("entailment"), .copy("multimodal-entailment"), .copy("sentiment"), .copy("translation"),
      ]),
    .library("SerfVocab", path: "Vocab", ["SerfResources", "SerfTokenizer"], resources: [.copy("vocabularies")]),
    .library(
      "SerfSpecifications", path: "Experiments", ["SerfResources"], resources: [.copy("specifications")]),

    // MARK: What makes the generated parts of bundled corpora
    .library("TranslationGrammar", ["SeededDraws"]),
    .library("MultimodalScenes", ["SeededDraws", "SerfImages"]),
    .executableTarget(
      name: "corpora-translation", dependencies: ["TranslationGrammar"], swiftSettings: strictSwift),
    .executableTarget(
      name: "corpora-multimodal", dependencies: ["MultimodalScenes"], swiftSettings: strictSwift),

    // MARK: The command
    .executableTarget(
      name: "serf-nlp",
      dependencies: [
        "SerfActivations", "SerfCharts", "SerfCorpora", "SerfData", "SerfExperiments", "SerfMetrics", "SerfModels",
        "SerfResources", "SerfSettings", "SerfSpecifications", "SerfStorage", "SerfTokenizer", "SerfTraining",
        "SerfVocab",
        .toolkitProduct("ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strictSwift),

    // MARK: Tests
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strictSwift),
    .tests("SerfTokenizerTests", ["SerfTokenizer", "CICU"], exclude: ["Reference"]),
    .tests("SerfMetricsTests", ["SerfMetrics"], exclude: ["Reference"]),
    .tests("SerfActivationsTests", ["SerfActivations", "CSerfKernels"]),
    .tests("SerfTensorTests", ["SerfTensor", "SerfActivations", "CSerfKernels"]),
    .tests(
      "SerfNNTests", ["SerfNN", "SerfTensor", "SerfActivations"],
      exclude: ["Reference/layers.json", "Reference/layers.py"]),
    .tests("SerfStorageTests", ["SerfStorage", "SerfResources"]),
    .tests("SerfSettingsTests", ["SerfSettings"]),
    .tests("SerfImagesTests", ["SerfImages", "SerfStorage"], exclude: ["Reference"]),
    .tests("SerfDataTests", ["SerfData", "SerfImages", "SerfStorage", "SerfTokenizer"]),
    .tests(
      "SerfModelsTests",
      [
        "SerfModels", "SerfNLP", "SerfNN", "SerfTensor", "SerfData", "SerfImages", "SerfStorage", "SerfTokenizer",
        "SerfSettings",
      ]),
    .tests(
      "SerfTrainingTests",
      [
        "SerfTraining", "SerfModels", "SerfNN", "SerfTensor", "SerfActivations", "SerfData", "SerfStorage",
        "SerfTokenizer", "SerfSettings", "SerfMetrics",
      ], exclude: ["Reference/optimizers.json", "Reference/optimizers.py"]),
    .tests(
      "SerfExperimentsTests",
      [
        "SerfExperiments", "SerfCharts", "SerfActivations", "SerfTraining", "SerfMetrics", "SerfSettings",
        "SerfSpecifications", .toolkitProduct("GRDB", package: "GRDB.swift"),
      ]),
    .tests(
      "CorporaTests",
      [
        "SerfCorpora", "SerfVocab", "SerfTokenizer", "SerfResources", "SerfImages", "TranslationGrammar",
        "MultimodalScenes",
      ]),
    .tests("CommandTests", ["SerfSettings"]),
  ],
  cLanguageStandard: .c17
)
