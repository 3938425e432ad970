import Glibc
import Synchronization

/// Threads of our own for long arithmetic: it would block the cooperative pool that other people's tasks share.
enum Workers {
  /// The processors that are online.
  static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// `body` of 0 ..< count, in order of the index, computed by several threads.
  static func map<Result: Sendable>(
    _ count: Int, threads: Int?, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let threadCount = min(max(1, threads ?? coreCount), count)
    guard threadCount > 1 else { return (0..<count).map(body) }
    let job = Job<Result>(count: count, chunk: max(1, min(64, count / (threadCount * 4))))
    withoutActuallyEscaping(body) { body in
      let run: @Sendable () -> Void = { job.work(body) }
      let started = (1..<threadCount).compactMap { _ in Thread(run) }
      run()
      for thread in started { thread.join() }
    }
    return job.results()
  }

  /// The chunks that are still to do, and those done.
  private final class Job<Output: Sendable>: Sendable {
    private let count: Int
    private let chunk: Int
    private let next = Atomic<Int>(0)
    private let done = Mutex<[(start: Int, outputs: [Output])]>([])

    init(count: Int, chunk: Int) {
      self.count = count
      self.chunk = chunk
    }

    /// Takes chunks until none is left.
    func work(_ body: (Int) -> Output) {
      while true {
        let start = next.wrappingAdd(chunk, ordering: .relaxed).oldValue
        guard start < count else { return }
        let outputs = (start..<min(count, start + chunk)).map(body)
        done.withLock { $0.append((start, outputs)) }
      }
    }

    func results() -> [Output] {
      done.withLock { chunks in chunks.sorted { $0.start < $1.start }.flatMap(\.outputs) }
    }
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
