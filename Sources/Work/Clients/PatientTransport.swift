import AWSClient
import HTTPClient
import Synchronization

/// Carries requests, and says who is being waited for when an answer takes long.
///
/// For commands: a person at a terminal sees that something hangs, and where, before the time-out tells.
final class PatientTransport: StreamTransport {
    /// After how many milliseconds without an answer it speaks first.
    static let patience: Int64 = 3000

    /// How many milliseconds lie between two words about the same wait.
    private static let interval: Int64 = 15_000

    private struct State {
        var next = 0
        var waiting: [Int: (host: String, since: Int64)] = [:]
        var watch: Task<Void, Never>?
        var spoken: Int64?
    }

    private let transport: any StreamTransport
    private let clock: any AWSClock
    private let tell: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - transport: Who really carries requests.
    ///   - clock: The time.
    ///   - tell: Takes the sentence.
    init(_ transport: any StreamTransport, clock: any AWSClock, tell: @escaping @Sendable (String) -> Void) {
        self.transport = transport
        self.clock = clock
        self.tell = tell
    }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let number = began(request)
        defer { ended(number) }
        return try await transport.send(request)
    }

    func open(
        _ request: HTTPRequest, offering subprotocols: [String], limits: WebSocketLimits
    ) async throws(TransportError) -> WebSocketOpening {
        let number = began(request)
        defer { ended(number) }
        return try await transport.open(request, offering: subprotocols, limits: limits)
    }

    private func began(_ request: HTTPRequest) -> Int {
        let host = (try? HTTPTarget(request.url).authority) ?? "a server"
        let now = clock.milliseconds
        return state.withLock { state in
            state.next += 1
            state.waiting[state.next] = (host, now)
            if state.watch == nil { state.watch = Task { await self.watch() } }
            return state.next
        }
    }

    private func ended(_ number: Int) {
        let watch = state.withLock { state -> Task<Void, Never>? in
            state.waiting[number] = nil
            guard state.waiting.isEmpty else { return nil }
            defer {
                state.watch = nil
                state.spoken = nil
            }
            return state.watch
        }
        watch?.cancel()
    }

    private func watch() async {
        while !Task.isCancelled {
            await clock.sleep(milliseconds: 250)
            if Task.isCancelled { return }
            let now = clock.milliseconds
            let slow = state.withLock { state -> (host: String, since: Int64, isFirst: Bool)? in
                guard let oldest = state.waiting.values.min(by: { $0.since < $1.since }),
                    now - oldest.since >= Self.patience, state.spoken.map({ now - $0 >= Self.interval }) ?? true
                else { return nil }
                defer { state.spoken = now }
                return (oldest.host, oldest.since, state.spoken == nil)
            }
            guard let slow else { continue }
            let hint = slow.isFirst ? "; Ctrl-C stops" : ""
            tell("Waiting for \(slow.host), \((now - slow.since) / 1000) s without an answer\(hint).")
        }
    }
}
