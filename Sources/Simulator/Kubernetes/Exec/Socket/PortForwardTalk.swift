import Synchronization

/// A connection that forwards ports to a pod in which nothing listens.
///
/// Every connection to the local port is two streams: one for what goes wrong, then one for the bytes.
final class PortForwardTalk: SocketTalk {
    /// How the connection is spoken: frames of SPDY in messages of WebSocket (KEP-4006, Kubernetes 1.31).
    static let subprotocol = "SPDY/3.1+portforward.k8s.io"

    private struct State {
        var received: [UInt8] = []
        var answers = SPDYAnswers()
        /// The stream for what goes wrong whose stream for bytes is still to come.
        var waiting: UInt32?
        var isOver = false
    }

    private let refusal: String
    private let state = Mutex(State())
    private let ended: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)

    /// Prepares a connection to a pod.
    init(pod: String) {
        refusal =
            "error forwarding port to pod \(pod): failed to connect to localhost inside the pod's network namespace: "
            + "connect: connection refused"
        ended = AsyncStream.makeStream(of: Void.self)
    }

    /// Stays until the client is done.
    func speak(to client: any SocketOutlet) async {
        for await _ in ended.stream {}
    }

    /// Takes frames, and answers those that want an answer.
    func hear(_ message: [UInt8], from client: any SocketOutlet) async -> Bool {
        let (answer, isFine) = state.withLock { state -> ([UInt8], Bool) in
            state.received += message
            var answer: [UInt8] = []
            while true {
                let frame: SPDYFrame?
                do throws(SPDYFrame.TooLong) { frame = try SPDYFrame.next(&state.received) } catch {
                    return (answer, false)
                }
                guard let frame else { return (answer, true) }
                answer += self.answer(to: frame, &state)
            }
        }
        if !answer.isEmpty { await client.send(answer) }
        if state.withLock({ $0.isOver }) { ended.continuation.finish() }
        return isFine
    }

    private func answer(to frame: SPDYFrame, _ state: inout State) -> [UInt8] {
        switch frame {
        case .opened(let stream):
            let reply = state.answers.reply(to: stream)
            guard let errors = state.waiting else {
                state.waiting = stream
                return reply
            }
            state.waiting = nil
            return reply + SPDYAnswers.data(Array(refusal.utf8), on: errors, isLast: true)
                + SPDYAnswers.data([], on: stream, isLast: true)
        case .ping(let id): return SPDYAnswers.ping(id)
        case .goingAway:
            state.isOver = true
            return []
        case .data, .reset, .other: return []
        }
    }
}
