internal import Glibc
internal import Synchronization

/// Threads of our own for long arithmetic: it would block the cooperative pool that other people's tasks share.
enum Workers {
  /// The processors that are online.
  static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Runs `body` on so many threads at once, this one among them, and returns when all have.
  ///
  /// - Parameters:
  ///   - threads: nil for one a core.
  ///   - jobs: how many pieces of work there are; no more threads are started than that.
  static func run(threads: Int?, jobs: Int, _ body: @Sendable () -> Void) {
    let count = min(max(1, threads ?? coreCount), jobs)
    withoutActuallyEscaping(body) { body in
      let started = count > 1 ? (1..<count).compactMap { _ in Thread(body) } : []
      body()
      for thread in started { thread.join() }
    }
  }

  /// `body` of 0 ..< count, in order of the index, computed by several threads.
  static func map<Output: Sendable>(
    _ count: Int, threads: Int?, _ body: @Sendable (Int) -> Output
  ) -> [Output] {
    let next = Atomic<Int>(0)
    let outputs = Mutex<[Output?]>(Array(repeating: nil, count: count))
    run(threads: threads, jobs: count) {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let output = body(index)
        outputs.withLock { $0[index] = output }
      }
    }
    return outputs.withLock { $0.compactMap(\.self) }
  }
}

/// A thread of the operating system that runs one closure.
private struct Thread {
  private let handle: pthread_t

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// nil when the system gives no further thread; the others then do its work.
  init?(_ run: @escaping @Sendable () -> Void) {
    // Unsafe: the box is retained once here and released once, by the thread that runs it or by us when none starts.
    let box = unsafe Unmanaged.passRetained(Body(run))
    var handle = pthread_t()
    let status = unsafe pthread_create(
      &handle, nil,
      { argument in
        if let argument = unsafe argument { unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    guard status == 0 else {
      unsafe box.release()
      return nil
    }
    self.handle = handle
  }

  /// Waits until the closure has returned.
  func join() { pthread_join(handle, nil) }
}
