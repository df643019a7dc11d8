import Synchronization
public import Wire

/// How often a world was changed.
private struct Tally {
    /// Counts every change of the state; it never goes back.
    var revision = 0
    /// Counts the deeds; it goes back with the world.
    var deeds = 0
}

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
    private let tally = Mutex(Tally())
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
        // After the change: who has read the number and then the state has never an older state than the number says.
        defer { tally.withLock { $0.revision += 1 } }
        return try note(body)
    }

    /// Notes in the state what changes nothing of what exists: who asked, sessions, how often somebody may ask.
    func note<Value: Sendable, Failure: Error>(
        _ body: (inout WorldState) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let result: Result<Value, Failure> = state.withLock { state in
            do throws(Failure) { return .success(try body(&state)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// A number that is another one after every change of the state, also after one back to how it was before.
    public var revision: Int { tally.withLock { $0.revision } }

    /// How often somebody changed something since the world began: a write to AWS or to the cluster that was done and left
    /// something else than there was, a click on a link, records that were published, a fault that was broken or mended.
    ///
    /// What follows by itself, as a deployment's pods do, what is only looked at, and messages that are sent count for
    /// nothing. It goes back with the world.
    public var deeds: Int { tally.withLock { $0.deeds } }

    /// Counts a deed.
    func countDeed() { tally.withLock { $0.deeds += 1 } }

    /// Puts another state in place of this one, keeping options, addresses, the token key and the listener.
    public func reset(to fresh: WorldState) {
        defer {
            tally.withLock { tally in
                tally.revision += 1
                tally.deeds = 0
            }
        }
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
    func putBack(_ past: WorldState, at moment: Timestamp, deeds: Int) {
        defer {
            tally.withLock { tally in
                tally.revision += 1
                tally.deeds = deeds
            }
        }
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
