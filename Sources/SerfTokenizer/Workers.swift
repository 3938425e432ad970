import Glibc
import Synchronization

/// Threads of our own for long arithmetic: it would block the cooperative pool that other people's tasks share.
enum Workers {
  /// The processors that are online.
  static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// `body` of 0 ..< count, in order of the index, computed by several threads.
  static func map<Output: Sendable>(_ count: Int, threads: Int?, _ body: @Sendable (Int) -> Output) -> [Output] {
    let threadCount = min(max(1, threads ?? coreCount), count)
    guard threadCount > 1 else { return (0..<count).map(body) }
    // Unsafe: every place is filled once, by the thread that took its chunk, before all of them are joined.
    return unsafe [Output](unsafeUninitializedCapacity: count) { places, filled in
      let job = unsafe Job(places, chunk: max(1, min(64, count / (threadCount * 4))))
      withoutActuallyEscaping(body) { body in
        let run: @Sendable () -> Void = { job.work(body) }
        let started = (1..<threadCount).compactMap { _ in Thread(run) }
        run()
        for thread in started { thread.join() }
      }
      filled = count
    }
  }

  /// The places of the outputs, and which are still to do.
  ///
  /// Each output is made where it stays: to hand on a hundred thousand arrays takes one thread as long as to make them.
  /// - Invariant: no chunk is taken twice, so that no two threads write one place.
  @safe private final class Job<Output: Sendable>: @unchecked Sendable {
    private let places: UnsafeMutableBufferPointer<Output>
    private let count: Int
    private let chunk: Int
    private let next = Atomic<Int>(0)

    init(_ places: UnsafeMutableBufferPointer<Output>, chunk: Int) {
      unsafe self.places = unsafe places
      count = places.count
      self.chunk = chunk
    }

    /// Takes chunks until none is left.
    func work(_ body: (Int) -> Output) {
      while true {
        let start = next.wrappingAdd(chunk, ordering: .relaxed).oldValue
        guard start < count else { return }
        for index in start..<min(count, start + chunk) {
          unsafe places.initializeElement(at: index, to: body(index))
        }
      }
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
