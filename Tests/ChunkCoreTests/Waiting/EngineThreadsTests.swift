import ChunkCoreTestSupport
import ChunkTestSupport
import ChunkTransportTesting
import Foundation
import Synchronization
import Testing

@testable import ChunkCore

/// A manager's work and waits on threads of their own.
@Suite struct EngineThreadsTests {
  /// The name of the thread that runs: those of tests are Swift's, and the ones here have none of their own, so
  /// they are told apart by their ids.
  private static var thread: UInt { UInt(bitPattern: pthread_self().hashValue) }

  @Test func tasksStayOnTheThreads() async throws {
    // One, since the shared pool could be two as well.
    let threads = try EngineThreads(count: 1)
    let runner = TaskRunner(threads: threads)
    let seen = Shared<Set<UInt>>([])
    let tasks = (0..<50).map { number in
      runner.start {
        await withTaskGroup(of: Void.self) { group in
          for step in 0..<10 {
            group.addTask {
              seen.change { $0.insert(Self.thread) }
              _ = await threads.sleep(until: .now + .milliseconds((number + step) % 5))
              seen.change { $0.insert(Self.thread) }
            }
          }
        }
      }
    }
    for task in tasks { await task.value }
    #expect(seen.value.count == 1)
  }

  @Test func sleepersWakeInOrder() async throws {
    let threads = try EngineThreads(count: 1)
    let runner = TaskRunner(threads: threads)
    let woken = Shared<[Int]>([])
    let start = ContinuousClock.now
    let tasks = [300, 100, 200, 0].map { milliseconds in
      runner.start {
        #expect(await threads.sleep(until: start + .milliseconds(milliseconds)))
        woken.change { $0.append(milliseconds) }
      }
    }
    for task in tasks { await task.value }
    #expect(woken.value == [0, 100, 200, 300])
    #expect(.now - start >= .milliseconds(300))
  }

  @Test func aCancelledSleeperWakesAtOnce() async throws {
    let threads = try EngineThreads()
    let task = TaskRunner(threads: threads).start { await threads.sleep(until: .now + .seconds(3600)) }
    task.cancel()
    #expect(await task.value == false)
    let late = TaskRunner(threads: threads).start {
      try? await threads.clock.sleep(until: .now + .seconds(3600), tolerance: nil)
    }
    try await Task.sleep(for: .milliseconds(20))
    late.cancel()
    #expect(await late.value == nil)
  }

  @Test(.enabled(if: ProcessFacts.threads != nil)) func threadsEndWithTheirLastUser() async throws {
    weak var released: EngineThreads?
    do {
      let threads = try EngineThreads(count: 3)
      released = threads
      await TaskRunner(threads: threads).start { _ = await threads.sleep(until: .now + .milliseconds(5)) }
        .value
    }
    let end = ContinuousClock.now + .seconds(10)
    while released != nil, .now < end { try await Task.sleep(for: .milliseconds(5)) }
    #expect(released == nil)
  }
}
