/// A scalar function that a network applies to each number of a layer, with its slope.
///
/// A conforming type says what the function is (name, formula, ``reference(_:)`` in double precision) and how a whole
/// buffer of float32 goes through it. The second part has a default that calls the reference for each number, so a
/// function of your own needs no kernel; the built-in ones have vector kernels.
///
/// Training calls ``applyWithSlope(_:_:count:)`` and keeps the slope where the pre-activation was, so that the backward
/// pass is one product; evaluation calls ``apply(_:_:count:)``. The two must give the same bits for a value: a
/// network is evaluated as it was trained.
public protocol Activation: Sendable {
  /// What settings, files and reports call it: lower-case letters, digits and hyphens, as in `gelu-tanh`.
  var name: String { get }

  /// Other names for the same function, as `silu` for `swish`. Empty by default.
  var aliases: [String] { get }

  /// The formula in plain text, as in `x·erf(ln(1 + eˣ))`.
  var formula: String { get }

  /// One sentence on what sets the function apart.
  var summary: String { get }

  /// What holds of the function on the whole line.
  var properties: ActivationProperties { get }

  /// Value and slope in double precision, right to about 1e-15 of the larger of 1 and their size.
  ///
  /// Tests, tables and plots use it; it decides what the function is. Not-a-number gives not-a-number, an infinity the
  /// limit.
  func reference(_ x: Double) -> (value: Double, slope: Double)

  /// Writes f(x) to `y` for `count` numbers.
  ///
  /// `y` may be `x`; otherwise the two must not overlap.
  func apply(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int)

  /// Writes f(x) to `y` and then the slope f′(x) over `xThenSlope`, for `count` numbers. The two must not overlap.
  func applyWithSlope(_ xThenSlope: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int)
}

// MARK: - Defaults
extension Activation {
  public var aliases: [String] { [] }

  public func apply(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int) {
    for i in 0..<count {
      unsafe y[i] = Float(reference(Double(x[i])).value)
    }
  }

  public func applyWithSlope(
    _ xThenSlope: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int
  ) {
    for i in 0..<count {
      let (value, slope) = unsafe reference(Double(xThenSlope[i]))
      unsafe y[i] = Float(value)
      unsafe xThenSlope[i] = Float(slope)
    }
  }
}

// MARK: - Spans
extension Activation {
  /// Writes f(x) to `y`.
  /// - Precondition: the two have the same count.
  public func value(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    precondition(x.count == y.count, "\(name): \(x.count) numbers do not go into \(y.count) places")
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeMutableBufferPointer { y in
        guard let source = x.baseAddress, let target = y.baseAddress else { return }
        unsafe apply(source, target, count: x.count)
      }
    }
  }

  /// Writes f(x) to `y` and the slope f′(x) over `xThenSlope`.
  /// - Precondition: the two have the same count.
  public func valueAndSlope(_ xThenSlope: inout MutableSpan<Float>, value y: inout MutableSpan<Float>) {
    precondition(
      xThenSlope.count == y.count, "\(name): \(xThenSlope.count) numbers do not go into \(y.count) places")
    unsafe xThenSlope.withUnsafeMutableBufferPointer { x in
      unsafe y.withUnsafeMutableBufferPointer { y in
        guard let source = x.baseAddress, let target = y.baseAddress else { return }
        unsafe applyWithSlope(source, target, count: x.count)
      }
    }
  }
}
