import Synchronization
import Wire

/// Remembers credentials and renews them before they end; several tasks that ask at once share one request.
///
/// When to renew, and what a failure then means, is botocore's rule (`RefreshableCredentials`).
final class RefreshingCredentials: CredentialsProvider {
    /// With less than these seconds left, renewing is tried; meanwhile, and when it fails, what is left is used.
    static let advisoryWindow = 15 * 60

    /// With less than these seconds left, everybody waits for new credentials, and a failure is an error: what is left
    /// may not last until the end of what is about to be done.
    static let mandatoryWindow = 10 * 60

    /// Sources that only give short-lived credentials are not asked more often than this, in seconds.
    private static let pause = 60

    private struct Memory {
        var value: Credentials?
        var fetched: Timestamp?
        var fetch: SharedFetch?
        var generation = 0
    }

    private let clock: any AWSClock
    private let fetchNew: @Sendable () async throws(CredentialError) -> Credentials
    private let memory = Mutex(Memory())

    init(clock: any AWSClock, fetch: @escaping @Sendable () async throws(CredentialError) -> Credentials) {
        self.clock = clock
        fetchNew = fetch
    }

    func credentials() async throws(CredentialError) -> Credentials {
        let now = clock.now
        // What may be used while new ones are fetched, and when they cannot be had.
        let (usable, fetch) = memory.withLock { memory -> (Credentials?, SharedFetch?) in
            guard let value = memory.value else { return (nil, joined(&memory)) }
            if isFresh(value, memory.fetched, now) { return (value, nil) }
            guard left(of: value, now) >= Self.mandatoryWindow else { return (nil, joined(&memory)) }
            let isBeingRenewed = memory.fetch.map { !$0.isAbandoned } ?? false
            return (value, isBeingRenewed ? nil : joined(&memory))
        }
        guard let fetch else {
            guard let usable else { throw .cancelled }
            return usable
        }
        switch await fetch.wait() {
        case .success(let value):
            if let end = value.expiration, end <= clock.now { throw .expired(source: value.source, at: end.iso8601) }
            return value
        case .failure(.cancelled): throw .cancelled
        case .failure(let error):
            guard let usable else { throw error }
            return usable
        }
    }

    func forget() async {
        memory.withLock { memory in
            memory.value = nil
            memory.fetched = nil
            memory.fetch = nil
            memory.generation += 1
        }
    }

    private func isFresh(_ value: Credentials, _ fetched: Timestamp?, _ now: Timestamp) -> Bool {
        let left = left(of: value, now)
        if left >= Self.advisoryWindow { return true }
        guard left > 0, let fetched else { return false }
        return now.seconds(since: fetched) < Self.pause
    }

    /// The seconds until credentials end; the most there are for those that do not.
    private func left(of value: Credentials, _ now: Timestamp) -> Int {
        value.expiration?.seconds(since: now) ?? .max
    }

    private func joined(_ memory: inout Memory) -> SharedFetch {
        if let fetch = memory.fetch, !fetch.isAbandoned { return fetch }
        let fetch = SharedFetch()
        memory.fetch = fetch
        let generation = memory.generation
        fetch.start { [self] in
            let outcome: SharedFetch.Outcome
            do throws(CredentialError) {
                outcome = .success(try await fetchNew())
            } catch {
                outcome = .failure(error)
            }
            keep(outcome, generation)
            return outcome
        }
        return fetch
    }

    private func keep(_ outcome: SharedFetch.Outcome, _ generation: Int) {
        let now = clock.now
        memory.withLock { memory in
            guard memory.generation == generation else { return }
            memory.fetch = nil
            guard case .success(let value) = outcome else { return }
            memory.value = value
            memory.fetched = now
        }
    }
}
