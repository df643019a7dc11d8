import Synchronization
public import Wire

/// The state of one simulation, and everything that moves it: clock, randomness, log.
///
/// A world is a value behind a lock. Faces read and change it in single steps, so that what one request does is seen
/// whole or not at all by the next.
public final class World: Sendable {
    /// The time in this world.
    public let clock: WorldClock

    /// Where ids, keys and tokens come from.
    public let randomness: Randomness

    private let state: Mutex<WorldState>
    private let listener: Mutex<(@Sendable (RequestRecord) -> Void)?>

    /// Creates a world around a state.
    public init(_ state: WorldState, clock: WorldClock = .machine(), randomness: Randomness = .machine) {
        self.state = Mutex(state)
        self.clock = clock
        self.randomness = randomness
        listener = Mutex(nil)
        clock.lead(by: state.options.clockLead)
    }

    /// The time in this world now.
    public var now: Timestamp { clock.now }

    /// Looks at the state.
    public func read<Value: Sendable, Failure: Error>(
        _ body: (borrowing WorldState) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let result: Result<Value, Failure> = state.withLock { state in
            do throws(Failure) { return .success(try body(state)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// Changes the state in one step.
    public func change<Value: Sendable, Failure: Error>(
        _ body: (inout WorldState) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let result: Result<Value, Failure> = state.withLock { state in
            do throws(Failure) { return .success(try body(&state)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// Puts another state in place of this one, keeping options, addresses, the token key and the listener.
    public func reset(to fresh: WorldState) {
        state.withLock { state in
            var next = fresh
            next.options = state.options
            next.inboxURL = state.inboxURL
            next.cluster.endpoint = state.cluster.endpoint
            next.cluster.certificateAuthority = state.cluster.certificateAuthority
            next.cluster.signer = state.cluster.signer
            next.cluster.staticTokens = state.cluster.staticTokens
            state = next
        }
    }

    /// Puts a state of this world in place of the one it has now, with the clock as it was then; addresses, the token key
    /// and the listener stay.
    func putBack(_ past: WorldState, at moment: Timestamp) {
        state.withLock { state in
            var next = past
            next.inboxURL = state.inboxURL
            next.cluster.endpoint = state.cluster.endpoint
            next.cluster.certificateAuthority = state.cluster.certificateAuthority
            next.cluster.signer = state.cluster.signer
            state = next
            clock.put(to: moment)
            clock.lead(by: next.options.clockLead)
        }
    }

    /// Calls a function for every request from now on, or for none.
    public func listen(_ listener: (@Sendable (RequestRecord) -> Void)?) {
        self.listener.withLock { $0 = listener }
    }

    /// Notes a request in the log and tells the listener.
    public func record(_ request: RequestRecord) {
        state.withLock { $0.requests.append(request) }
        listener.withLock { $0 }?(request)
    }
}
