import Glibc

/// Work that a team does together: each worker does its share, told by its number.
package protocol WorkerJob: AnyObject, Sendable {
  func work(worker: Int, of workerCount: Int)
}

/// A fixed set of threads that do one job at a time, the calling thread among them.
///
/// Long arithmetic runs here, never on Swift's cooperative pool. Handing out a job takes no allocation.
package final class WorkerTeam: Sendable {
  package let count: Int
  /// What the threads hold: not the team itself, so that letting go of the team ends them.
  private let desk: WorkerDesk
  private let threads: [WorkerThread]

  /// - Parameter count: workers, at least 1; by default one a core.
  package init(count: Int = WorkerTeam.coreCount) {
    precondition(count > 0, "a team of \(count)")
    let desk = WorkerDesk(workerCount: count)
    self.count = count
    self.desk = desk
    threads = (1..<count).map { WorkerThread(desk: desk, worker: $0) }
  }

  deinit {
    desk.close()
    for thread in threads { thread.join() }
  }

  /// Cores that are online.
  package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Has every worker do its share, and returns when all are done. One caller at a time.
  package func run(_ job: any WorkerJob) {
    desk.handOut(job)
    job.work(worker: 0, of: count)
    desk.waitForAll()
  }
}

/// A thread that serves at a desk until it closes.
@safe
private struct WorkerThread: Sendable {
  private let thread: pthread_t

  init(desk: WorkerDesk, worker: Int) {
    final class Seat: Sendable {
      let desk: WorkerDesk
      let worker: Int
      init(_ desk: WorkerDesk, _ worker: Int) { (self.desk, self.worker) = (desk, worker) }
    }
    var thread = pthread_t()
    let seat = unsafe Unmanaged.passRetained(Seat(desk, worker)).toOpaque()
    let status = unsafe pthread_create(
      &thread, nil,
      { seat in
        guard let seat = unsafe seat.map({ unsafe Unmanaged<Seat>.fromOpaque($0).takeRetainedValue() }) else {
          return nil
        }
        seat.desk.serve(worker: seat.worker)
        return nil
      }, seat)
    precondition(status == 0, "no thread for worker \(worker): error \(status)")
    self.thread = thread
  }

  func join() { _ = pthread_join(thread, nil) }
}

/// Where jobs are handed out and their ends are counted.
/// - Invariant (`@unchecked Sendable`): the variables are read and written under `mutex` alone.
@safe
private final class WorkerDesk: @unchecked Sendable {
  private let workerCount: Int
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let started: UnsafeMutablePointer<pthread_cond_t>
  private let finished: UnsafeMutablePointer<pthread_cond_t>
  private var job: (any WorkerJob)?
  private var round = 0
  private var running = 0
  private var isClosed = false

  init(workerCount: Int) {
    self.workerCount = workerCount
    unsafe mutex = .allocate(capacity: 1)
    unsafe started = .allocate(capacity: 1)
    unsafe finished = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(started, nil)
    unsafe pthread_cond_init(finished, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(started)
    unsafe pthread_cond_destroy(finished)
    unsafe pthread_mutex_destroy(mutex)
    unsafe started.deallocate()
    unsafe finished.deallocate()
    unsafe mutex.deallocate()
  }

  func handOut(_ job: any WorkerJob) {
    guard workerCount > 1 else { return }
    locked {
      self.job = job
      round += 1
      running = workerCount - 1
      unsafe pthread_cond_broadcast(started)
    }
  }

  func waitForAll() {
    locked {
      while running > 0 { unsafe pthread_cond_wait(finished, mutex) }
      job = nil
    }
  }

  func close() {
    locked {
      isClosed = true
      unsafe pthread_cond_broadcast(started)
    }
  }

  func serve(worker: Int) {
    var lastRound = 0
    while let job = nextJob(after: &lastRound) {
      job.work(worker: worker, of: workerCount)
      locked {
        running -= 1
        if running == 0 { unsafe pthread_cond_signal(finished) }
      }
    }
  }

  /// Waits for the round after `lastRound`; nil when the desk closes.
  private func nextJob(after lastRound: inout Int) -> (any WorkerJob)? {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while round == lastRound && !isClosed { unsafe pthread_cond_wait(started, mutex) }
    lastRound = round
    return isClosed ? nil : job
  }

  private func locked(_ body: () -> Void) {
    unsafe pthread_mutex_lock(mutex)
    body()
    unsafe pthread_mutex_unlock(mutex)
  }
}
