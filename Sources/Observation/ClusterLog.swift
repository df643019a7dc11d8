public import Calls
public import Wire

/// Who is told of the calls to a cluster.
public struct ClusterLog: Sendable {
    /// The cluster, in words: `cluster mail-prod`.
    private let place: String
    private let now: @Sendable () -> Timestamp
    /// A clock that only goes forward.
    let milliseconds: @Sendable () -> Int64
    private let tell: @Sendable (LoggedCall) -> Void

    /// A log.
    ///
    /// - Parameters:
    ///   - place: The cluster, in words: `cluster mail-prod`.
    ///   - now: The time.
    ///   - milliseconds: A clock that only goes forward.
    ///   - tell: Called for every call that ended, from any thread.
    public init(
        _ place: String, now: @escaping @Sendable () -> Timestamp, milliseconds: @escaping @Sendable () -> Int64,
        tell: @escaping @Sendable (LoggedCall) -> Void
    ) {
        self.place = place
        self.now = now
        self.milliseconds = milliseconds
        self.tell = tell
    }

    /// A call ended: with an object, without one, or with a problem.
    func ended(_ call: Call, _ value: JSONValue?, _ problem: ClusterProblem?, since start: Int64) {
        let took = milliseconds() - start
        guard problem != nil || value == nil else {
            tell(
                LoggedCall(call.words, call, place: place, answer: value, requestID: nil, milliseconds: took, at: now())
            )
            return
        }
        let isRefused = if case .denied? = problem { true } else { false }
        tell(
            LoggedCall(
                call.words, call, place: place, problem: problem?.code ?? "does not exist", message: problem?.message,
                isRefused: isRefused, requestID: nil, milliseconds: took, at: now()))
    }
}
