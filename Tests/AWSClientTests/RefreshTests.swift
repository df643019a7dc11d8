import Testing
import Wire

@testable import AWSClient

/// Remembering and renewing credentials.
struct RefreshTests {
    private let clock = VirtualClock()

    private func provider(lifetime: Int?, fails: MutexBox<Bool> = MutexBox(false), count: MutexBox<Int>)
        -> RefreshingCredentials
    {
        let clock = clock
        return RefreshingCredentials(clock: clock) { () async throws(CredentialError) -> Credentials in
            count.change { $0 += 1 }
            if fails.value { throw .none(looked: ["test"]) }
            return Credentials(
                accessKeyID: "K\(count.value)", secretAccessKey: "s",
                expiration: lifetime.map { clock.now.adding(seconds: $0) }, source: .given("test"))
        }
    }

    @Test func `credentials without an end are fetched once`() async throws {
        let count = MutexBox(0)
        let provider = provider(lifetime: nil, count: count)
        for _ in 0..<3 { _ = try await provider.credentials() }
        clock.pass(seconds: 100_000)
        _ = try await provider.credentials()
        #expect(count.value == 1)
        await provider.forget()
        #expect(try await provider.credentials().accessKeyID == "K2")
    }

    @Test func `credentials are renewed a quarter of an hour before their end`() async throws {
        let count = MutexBox(0)
        let provider = provider(lifetime: 3600, count: count)
        _ = try await provider.credentials()
        clock.pass(seconds: 2699)
        _ = try await provider.credentials()
        #expect(count.value == 1)
        clock.pass(seconds: 2)
        #expect(try await provider.credentials().accessKeyID == "K2")
    }

    @Test(arguments: [(2701, true), (3000, true), (3001, false), (3599, false), (3700, false)])
    func `when renewing fails, what holds for ten minutes is used, and nothing shorter`(
        passed: Int, isUsed: Bool
    ) async throws {
        let count = MutexBox(0)
        let fails = MutexBox(false)
        let provider = provider(lifetime: 3600, fails: fails, count: count)
        _ = try await provider.credentials()
        fails.change { $0 = true }
        clock.pass(seconds: passed)
        if isUsed {
            #expect(try await provider.credentials().accessKeyID == "K1")
        } else {
            await #expect(throws: CredentialError.none(looked: ["test"])) { try await provider.credentials() }
        }
        #expect(count.value == 2)
        // The failure is not kept: the next one who asks tries again.
        fails.change { $0 = false }
        #expect(try await provider.credentials().accessKeyID == "K3")
    }

    @Test(.timeLimit(.minutes(5)), arguments: [(2800, true), (3100, false)])
    func `while somebody renews, others use what holds for ten minutes, and else wait`(
        passed: Int, isUsed: Bool
    ) async throws {
        let (count, gate, clock) = (MutexBox(0), Gate(), clock)
        let provider = RefreshingCredentials(clock: clock) { () async throws(CredentialError) -> Credentials in
            count.change { $0 += 1 }
            let number = count.value
            if number > 1 { await gate.wait() }
            return Credentials(
                accessKeyID: "K\(number)", secretAccessKey: "s", expiration: clock.now.adding(seconds: 3600),
                source: .given("test"))
        }
        _ = try await provider.credentials()
        clock.pass(seconds: passed)
        let first = Task { try await provider.credentials().accessKeyID }
        while count.value < 2 { await Task.yield() }
        let second = Task { try await provider.credentials().accessKeyID }
        // Only one who waits needs the gate: without it the task would not end.
        if isUsed { #expect(try await second.value == "K1") }
        gate.open()
        #expect(try await first.value == "K2")
        #expect(try await second.value == (isUsed ? "K1" : "K2"))
        #expect(count.value == 2)
    }

    @Test func `short-lived credentials are not fetched for every call`() async throws {
        let count = MutexBox(0)
        let provider = provider(lifetime: 300, count: count)
        for _ in 0..<5 { _ = try await provider.credentials() }
        #expect(count.value == 1)
        clock.pass(seconds: 61)
        _ = try await provider.credentials()
        #expect(count.value == 2)
    }

    @Test func `credentials that are over when they come are refused`() async throws {
        let provider = provider(lifetime: -1, count: MutexBox(0))
        let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
        #expect(error?.sentence.contains("expired at 2026-01-02T03:04:04Z") == true)
    }

    @Test(.timeLimit(.minutes(5)))
    func `many who ask at once share one request, and one who leaves does not stop it`() async throws {
        let count = MutexBox(0)
        let gate = Gate()
        let provider = RefreshingCredentials(clock: clock) { () async throws(CredentialError) -> Credentials in
            count.change { $0 += 1 }
            await gate.wait()
            if Task.isCancelled { throw .cancelled }
            return Fixtures.credentials
        }
        let tasks = (0..<8).map { _ in Task { try? await provider.credentials() } }
        while count.value == 0 { await Task.yield() }
        tasks[0].cancel()
        #expect(await tasks[0].value == nil)
        gate.open()
        for task in tasks.dropFirst() { #expect(await task.value == Fixtures.credentials) }
        #expect(count.value == 1)
    }

    @Test(.timeLimit(.minutes(5)))
    func `when all have left the request stops, and the next starts anew`() async throws {
        let starts = MutexBox(0)
        let stops = MutexBox(0)
        let provider = RefreshingCredentials(clock: clock) { () async throws(CredentialError) -> Credentials in
            starts.change { $0 += 1 }
            if starts.value > 1 { return Fixtures.credentials }
            while !Task.isCancelled { await Task.yield() }
            stops.change { $0 += 1 }
            throw .cancelled
        }
        let task = Task { try? await provider.credentials() }
        while starts.value == 0 { await Task.yield() }
        task.cancel()
        #expect(await task.value == nil)
        #expect(try await provider.credentials() == Fixtures.credentials)
        while stops.value == 0 { await Task.yield() }
        #expect(starts.value == 2)
    }
}

/// Something to wait at until it opens.
private final class Gate: Sendable {
    private let isOpen = MutexBox(false)

    func open() { isOpen.change { $0 = true } }

    func wait() async {
        while !isOpen.value, !Task.isCancelled { await Task.yield() }
    }
}
