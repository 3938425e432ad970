/// How any task learns: optimiser, schedule, batches, when to stop, and what makes a run repeatable.
public enum LearningSettings {
  // MARK: Optimiser
  public static let optimizer = Setting(
    "optimizer", standard: "adamw",
    allowed: .choices(["adamw", "adam", "nadam", "sgd", "rmsprop", "adagrad", "adadelta"]),
    help: "How gradients become steps")

  public static let learningRate = Setting(
    "learning-rate", standard: 0.001, allowed: .above(0),
    help: "Largest step size, which the schedule scales; 0.01 with adagrad, 1 with adadelta unless it is said")

  public static let momentum = Setting(
    "momentum", standard: 0.9, allowed: .from(0, below: 1),
    help: "Share of the last step that sgd keeps; rmsprop too, but 0 unless it is said")

  public static let nesterov = Setting("nesterov", standard: false, help: "Look ahead along the momentum of sgd")

  public static let beta1 = Setting(
    "beta1", standard: 0.9, allowed: .from(0, below: 1),
    help: "Decay of the mean gradient of adam, adamw and nadam")

  public static let beta2 = Setting(
    "beta2", standard: 0.999, allowed: .from(0, below: 1),
    help: "Decay of the mean squared gradient; 0.99 with rmsprop, 0.9 with adadelta unless it is said")

  public static let momentumDecay = Setting(
    "momentum-decay", standard: 0.004, allowed: .atLeast(0),
    help: "How soon nadam's momentum rises from half of beta1 to all of it")

  public static let epsilon = Setting(
    "epsilon", standard: 1e-8, allowed: .above(0),
    help: "Added to the root of the squared gradients; 1e-10 with adagrad, 1e-6 with adadelta unless it is said")

  public static let weightDecay = Setting(
    "weight-decay", standard: 0.01, allowed: .atLeast(0),
    help: "Pull of the weights towards 0 (decoupled with adamw, else in the gradient)")

  // MARK: Schedule
  public static let schedule = Setting(
    "schedule", standard: "cosine",
    allowed: .choices(["constant", "linear", "cosine", "inverse-square-root", "plateau"]),
    help: "Course of the learning rate after the warm-up")

  public static let warmup = Setting(
    "warmup", standard: 0, allowed: .atLeast(0),
    help: "Updates over which the learning rate rises to its full height; half of the run at most",
    placeholder: "updates")

  // MARK: Batches
  public static let batchSize = Setting(
    "batch-size", standard: 64, allowed: .atLeast(1), help: "Examples an update, unless --batch-tokens is given")

  public static let batchTokens = Setting<Int?>(
    "batch-tokens", standard: nil, allowed: .atLeast(1), help: "Tokens an update, in place of --batch-size")

  public static let accumulateBatches = Setting(
    "accumulate-batches", standard: 1, allowed: .within(1, through: 100_000),
    help: "Batches whose gradients make one update: larger ones in the memory of one", placeholder: "count")

  public static let shards = Setting(
    "shards", standard: 2, allowed: .within(1, through: 1024),
    help: "Parts that a batch is split into, whatever the number of workers; decides the order of sums")

  // MARK: When to stop
  public static let epochs = Setting(
    "epochs", standard: 10, allowed: .atLeast(1), help: "Most passes over the training text")

  public static let maxUpdates = Setting<Int?>(
    "max-updates", standard: nil, allowed: .atLeast(1), help: "Most updates", placeholder: "updates")

  public static let maxMinutes = Setting<Double?>(
    "max-minutes", standard: nil, allowed: .above(0),
    help: "Most minutes of training and validation, summed over resumed runs", placeholder: "minutes")

  public static let patience = Setting<Int?>(
    "patience", standard: 5, allowed: .atLeast(1), help: "Validations without a better one before training stops",
    placeholder: "count")

  public static let averageCheckpoints = Setting(
    "average-checkpoints", standard: 1, allowed: .within(1, through: 100),
    help: "Checkpoints whose mean becomes the model")

  public static let averageOf = Setting(
    "average-of", standard: "best", allowed: .choices(["best", "last"]),
    help: "Which checkpoints are averaged: those of the best validations, or of the last")

  public static let averageDecay = Setting<Double?>(
    "average-decay", standard: nil, allowed: .from(0, below: 1),
    help: "What an update keeps of a moving average of the weights, which is validated and kept in their place",
    placeholder: "share")

  // MARK: Regularisation and start
  public static let clipNorm = Setting<Double?>(
    "clip-norm", standard: 1, allowed: .above(0), help: "Largest norm of the gradient of an update")

  public static let labelSmoothing = Setting<Double>(
    "label-smoothing", standard: 0, allowed: .from(0, below: 1),
    help: "Share of the target that is spread over all answers")

  public static let dropout = Setting(
    "dropout", standard: 0.1, allowed: .from(0, below: 1), help: "Share of activations set to 0 in training")

  public static let embeddingDropout = Setting(
    "embedding-dropout", standard: 0.1, allowed: .from(0, below: 1),
    help: "Share of embedding values set to 0 in training")

  public static let wordDropout = Setting<Double>(
    "word-dropout", standard: 0, allowed: .from(0, below: 1), help: "Share of tokens that training leaves out")

  public static let initializer = Setting(
    "initializer", standard: "activation",
    allowed: .choices([
      "activation", "glorot-uniform", "glorot-normal", "he-uniform", "he-normal", "lecun-uniform", "lecun-normal",
      "orthogonal", "truncated-normal", "uniform", "zeros",
    ]),
    help: "First weights; 'activation' scales them by the activation's own gain")

  public static let diagnose = Setting(
    "diagnose", standard: false,
    help: "Log gradient norms and what the activations do (dead units, saturation, mean, variance) after each epoch")

  public static let seed = Setting(
    "seed", standard: 1, allowed: .atLeast(0), help: "Start of all random numbers; one seed, one result",
    placeholder: "number")

  public static let group = SettingGroup(
    "Learning",
    [
      optimizer, learningRate, momentum, nesterov, beta1, beta2, momentumDecay, epsilon, weightDecay, schedule, warmup,
      batchSize, batchTokens, accumulateBatches, shards, epochs, maxUpdates, maxMinutes, patience, averageCheckpoints,
      averageOf, averageDecay, clipNorm, labelSmoothing, dropout, embeddingDropout, wordDropout, initializer, diagnose,
      seed,
    ])
}

// MARK: - What each optimiser prefers
extension LearningSettings {
  /// The defaults of an optimiser, PyTorch's, where the common ones would not do; over those of the architecture.
  public static func defaults(forOptimizer name: String) -> [String: String] {
    switch name {
    case "rmsprop": ["beta2": "0.99", "momentum": "0"]
    case "adagrad": ["learning-rate": "0.01", "epsilon": "1e-10"]
    case "adadelta": ["learning-rate": "1", "beta2": "0.9", "epsilon": "1e-6"]
    default: [:]
    }
  }
}
