import Testing

@testable import AWSClient

/// One piece of work and those who wait for it.
@Suite(.timeLimit(.minutes(2))) struct SharedFetchTests {
    /// Work that ends when it is told to, and says how often it was started and cancelled.
    private final class Work: Sendable {
        let starts = MutexBox(0)
        let cancellations = MutexBox(0)
        private let isDone = MutexBox(false)

        func end() { isDone.change { $0 = true } }

        func run() async -> SharedFetch.Outcome {
            starts.change { $0 += 1 }
            while !isDone.value {
                if Task.isCancelled {
                    cancellations.change { $0 += 1 }
                    return .failure(.cancelled)
                }
                await Task.yield()
            }
            return .success(Fixtures.credentials)
        }
    }

    private func begun(_ work: Work) async -> SharedFetch {
        let fetch = SharedFetch()
        fetch.start { await work.run() }
        while work.starts.value == 0 { await Task.yield() }
        return fetch
    }

    @Test func `all who wait get the one outcome, those who come later too`() async {
        let work = Work()
        let fetch = await begun(work)
        let waiters = (0..<20).map { _ in Task { await fetch.wait() } }
        work.end()
        for waiter in waiters { #expect(await waiter.value == .success(Fixtures.credentials)) }
        #expect(await fetch.wait() == .success(Fixtures.credentials))
        #expect(work.starts.value == 1)
        #expect(!fetch.isAbandoned)
    }

    @Test func `one who leaves is told so at once, and the rest go on waiting`() async {
        let work = Work()
        let fetch = await begun(work)
        let leaving = Task { await fetch.wait() }
        let staying = Task { await fetch.wait() }
        // Both have to wait before one leaves, else nobody would be left.
        for _ in 0..<1000 { await Task.yield() }
        leaving.cancel()
        #expect(await leaving.value == .failure(.cancelled))
        #expect(!fetch.isAbandoned)
        work.end()
        #expect(await staying.value == .success(Fixtures.credentials))
        #expect(work.cancellations.value == 0)
    }

    @Test func `when the last one leaves the work is stopped, and nobody should join any more`() async {
        let work = Work()
        let fetch = await begun(work)
        let waiters = (0..<3).map { _ in Task { await fetch.wait() } }
        for _ in 0..<1000 { await Task.yield() }
        for waiter in waiters { waiter.cancel() }
        for waiter in waiters { #expect(await waiter.value == .failure(.cancelled)) }
        #expect(fetch.isAbandoned)
        while work.cancellations.value == 0 { await Task.yield() }
        #expect(await fetch.wait() == .failure(.cancelled))
    }

    @Test func `one who was cancelled before waiting does not wait, and stops nothing`() async {
        let work = Work()
        let fetch = await begun(work)
        let gate = MutexBox(false)
        let late = Task {
            while !gate.value { await Task.yield() }
            return await fetch.wait()
        }
        late.cancel()
        gate.change { $0 = true }
        #expect(await late.value == .failure(.cancelled))
        #expect(!fetch.isAbandoned)
        work.end()
        #expect(await fetch.wait() == .success(Fixtures.credentials))
        #expect(work.cancellations.value == 0)
    }

    @Test func `a failure is an outcome like any other`() async {
        let fetch = SharedFetch()
        fetch.start { .failure(.none(looked: ["test"])) }
        #expect(await fetch.wait() == .failure(.none(looked: ["test"])))
        #expect(!fetch.isAbandoned)
    }
}
