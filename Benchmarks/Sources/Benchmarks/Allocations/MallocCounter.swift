import Glibc

/// The counter of a preloaded `libMallocCounter.so`; nil where it is not loaded.
@safe
struct MallocCounter {
  private let calls: @convention(c) () -> Int

  init?() {
    // The first argument is RTLD_DEFAULT: every library of the process.
    guard let symbol = unsafe dlsym(nil, "serf_malloc_calls") else { return nil }
    unsafe calls = unsafeBitCast(symbol, to: (@convention(c) () -> Int).self)
  }

  /// Calls of the allocator so far, on any thread.
  var count: Int { calls() }
}
