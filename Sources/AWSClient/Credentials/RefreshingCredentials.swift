import Synchronization
import Wire

/// Remembers credentials and renews them before they end; several tasks that ask at once share one request.
final class RefreshingCredentials: CredentialsProvider {
    /// With less left than this, renewing is tried; what is left is used when that fails.
    static let advisoryWindow = 15 * 60

    /// With less left than this, credentials are not handed out unless renewing fails and they still hold.
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
        let (fresh, old, fetch) = memory.withLock { memory -> (Credentials?, Credentials?, SharedFetch?) in
            if let value = memory.value, isFresh(value, memory.fetched, now) { return (value, nil, nil) }
            return (nil, memory.value, joined(&memory))
        }
        if let fresh { return fresh }
        guard let fetch else { throw .cancelled }
        switch await fetch.wait() {
        case .success(let value):
            if let end = value.expiration, end <= clock.now { throw .expired(source: value.source, at: end.iso8601) }
            return value
        case .failure(.cancelled): throw .cancelled
        case .failure(let error):
            // What still holds for a while is better than nothing.
            if let old, let end = old.expiration, end.seconds(since: clock.now) > 30 { return old }
            throw error
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
        guard let end = value.expiration else { return true }
        let left = end.seconds(since: now)
        if left > RefreshingCredentials.advisoryWindow { return true }
        guard left > 0, let fetched else { return false }
        return now.seconds(since: fetched) < RefreshingCredentials.pause
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
