import Calls
import HTTPClient
import Wire

extension KubernetesSession {
    /// Runs a program in a container of a running pod, over WebSocket (KEP-4006).
    ///
    /// - Parameters:
    ///   - command: The program, where it runs, and what it reads.
    ///   - limit: How long it may take in all, connection included.
    ///   - live: What is said to the program while it runs, after ``PodCommand/input``; its end ends the input. Nil where
    ///     nobody says anything.
    ///   - output: Called with each piece that the program writes, in order; the program waits for it.
    /// - Returns: The program's exit code.
    /// - Throws: ``KubernetesFailure``; ``KubernetesFailure/unfinished(_:_:)`` where no exit code came.
    public func exec(
        _ command: PodCommand, within limit: Duration, saying live: AsyncStream<PodInput>? = nil,
        _ output: @escaping @Sendable (PodOutput) -> Void
    ) async throws(KubernetesFailure) -> Int {
        let message = Message(exec: command, takesInput: command.input != nil || live != nil)
        let began = ContinuousClock.now
        let (socket, redactor) = try await open(message, within: limit)
        let talk = ExecTalk(
            socket, command, live, call: message.call, seconds: Int(limit.components.seconds), redactor)
        do {
            let code = try await talk.run(output)
            note(message, began, status: 101)
            return code
        } catch {
            note(message, began, status: 101, failure: error.sentence)
            throw error
        }
    }

    /// The longest refusal that is read, in bytes.
    private static let refusalBytes = 1 << 20

    private func open(
        _ message: Message, within limit: Duration
    ) async throws(KubernetesFailure) -> (WebSocket, Redactor) {
        var isRefreshed = false
        while true {
            var (request, redactor) = try await request(message, refreshing: isRefreshed)
            // The API server calls the node before it answers: it is given as long as for a write.
            let patience = min(writeTimeouts.total, limit)
            request.timeouts = HTTPTimeouts(connect: timeouts.connect, total: limit)
            request.responseLimit = Self.refusalBytes
            let began = ContinuousClock.now
            do {
                let opening = try await transport.open(
                    request, offering: [ExecChannel.v5, ExecChannel.v4], limits: WebSocketLimits(opening: patience))
                switch opening {
                case .open(let socket): return (socket, redactor)
                case .refused(let response):
                    note(message, began, status: response.status, auditID: response.header("audit-id"))
                    if response.status == 401, hasTokens, !isRefreshed {
                        isRefreshed = true
                        continue
                    }
                    throw AnswerReader.failure(response, message.call, proof, redactor)
                }
            } catch let error as TransportError {
                request.timeouts.total = patience
                throw missed(message, began, error, request)
            } catch let error as KubernetesFailure {
                throw error
            } catch {
                throw .transport(.closed)
            }
        }
    }
}

extension Message {
    /// The opening of a connection to a program.
    fileprivate init(exec command: PodCommand, takesInput: Bool) {
        self.init(
            call: KubernetesRight(
                verb: "get", resource: "pods/exec", namespace: command.namespace, name: command.pod),
            method: "GET",
            path: ResourceKind.pod.path(namespace: command.namespace, name: command.pod, subresource: "exec"))
        query = command.arguments.map { ("command", $0) }
        if let container = command.container { query.append(("container", container)) }
        if takesInput { query.append(("stdin", "true")) }
        query.append(("stdout", "true"))
        // A terminal has one screen: the server refuses to be asked for both.
        query.append(command.terminal == nil ? ("stderr", "true") : ("tty", "true"))
    }
}
