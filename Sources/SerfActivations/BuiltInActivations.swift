/// The functions that come with the toolkit: a new one is its file in `Functions/`, its kernel and a line here.
enum BuiltInActivations {
  static let all: [any Activation] = [
    Serf(),
    Mish(),
    Swish(),
    GELU(),
    GELUTanh(),
    ReLU(),
    LeakyReLU(),
    ELU(),
    SELU(),
    Softplus(),
    Tanh(),
    Sigmoid(),
    HardSwish(),
    SquaredReLU(),
    Identity(),
  ]
}
