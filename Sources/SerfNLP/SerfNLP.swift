// One import for all of the toolkit: `import SerfNLP` has what the modules below have.
@_exported public import SerfActivations
@_exported public import SerfData
@_exported public import SerfMetrics
@_exported public import SerfModels
@_exported public import SerfNN
@_exported public import SerfSettings
@_exported public import SerfStorage
@_exported public import SerfTokenizer
@_exported public import SerfTraining
