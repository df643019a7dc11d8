import Calls
import HTTPClient
import Wire

/// The conversation with one program in a pod, from the open connection to the exit code.
struct ExecTalk {
    /// The longest piece of input in one message.
    private static let pieceBytes = 32 << 10

    private let socket: WebSocket
    private let command: PodCommand
    private let live: AsyncStream<PodInput>?
    private let call: KubernetesRight
    private let seconds: Int
    private let redactor: Redactor

    init(
        _ socket: WebSocket, _ command: PodCommand, _ live: AsyncStream<PodInput>?, call: KubernetesRight, seconds: Int,
        _ redactor: Redactor
    ) {
        self.socket = socket
        self.command = command
        self.live = live
        self.call = call
        self.seconds = seconds
        self.redactor = redactor
    }

    /// Sends the input, passes the output on, and gives the exit code.
    func run(_ output: @escaping @Sendable (PodOutput) -> Void) async throws(KubernetesFailure) -> Int {
        guard socket.subprotocol != nil else { throw .malformed(call, "the server chose no protocol for the streams") }
        return try await withTaskGroup(of: Void.self) { group -> Result<Int, KubernetesFailure> in
            group.addTask { await say() }
            let result: Result<Int, KubernetesFailure>
            do throws(KubernetesFailure) { result = .success(try await receive(output)) } catch {
                result = .failure(error)
            }
            // Whoever still types is not waited for.
            group.cancelAll()
            return result
        }.get()
    }

    /// Says to the program what there is to be said.
    ///
    /// Where the connection ends meanwhile, who receives says so.
    private func say() async {
        do throws(TransportError) {
            if let size = command.terminal { try await resize(size) }
            try await send(command.input ?? [])
            if let live {
                for await input in live {
                    switch input {
                    case .bytes(let bytes): try await send(bytes)
                    case .resize(let size): try await resize(size)
                    case .end: try await endInput()
                    }
                }
            }
            if command.input != nil || live != nil { try await endInput() }
        } catch {}
    }

    private func send(_ bytes: [UInt8]) async throws(TransportError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try await socket.send([ExecChannel.input] + rest.prefix(Self.pieceBytes))
            rest = rest.dropFirst(Self.pieceBytes)
        }
    }

    private func resize(_ size: TerminalSize) async throws(TransportError) {
        let json: JSONValue = ["Width": .number(String(size.columns)), "Height": .number(String(size.rows))]
        try await socket.send([ExecChannel.resize] + json.bytes(.compact))
    }

    private func endInput() async throws(TransportError) {
        guard socket.subprotocol == ExecChannel.v5 else { return }
        try await socket.send([ExecChannel.close, ExecChannel.input])
    }

    private func receive(_ output: (PodOutput) -> Void) async throws(KubernetesFailure) -> Int {
        let end: ExecStatus?
        do throws(TransportError) { end = try await self.end(output) } catch { throw failure(error) }
        switch end {
        case .exited(let code): return code
        case .refused(let status): throw .status(status, call)
        case nil:
            throw .unfinished(.withoutCode(redactor.shown(socket.farewell?.reason ?? "", limit: 200)), call)
        }
    }

    /// Passes the output on until it is said how the program ended; nil where the server closes without saying it.
    private func end(_ output: (PodOutput) -> Void) async throws(TransportError) -> ExecStatus? {
        var status: [UInt8] = []
        var end: ExecStatus?
        while true {
            let message: WebSocketMessage?
            do throws(TransportError) { message = try await socket.receive() } catch {
                // All is said; how the connection goes then does not matter.
                if let end, error != .cancelled { return end }
                throw error
            }
            guard let message else { return end }
            guard let channel = message.bytes.first else { continue }
            let bytes = Array(message.bytes.dropFirst())
            switch channel {
            case ExecChannel.output where !bytes.isEmpty: output(.out(bytes))
            case ExecChannel.error where !bytes.isEmpty: output(.error(bytes))
            case ExecChannel.status: status += bytes
            default: continue
            }
            if end == nil, let read = ExecStatus(status, redactor) {
                end = read
                // What other streams still hold may come behind it, until the server's goodbye.
                socket.close()
            }
        }
    }

    private func failure(_ error: TransportError) -> KubernetesFailure {
        switch error {
        case .cancelled: .transport(.cancelled)
        case .timedOut(.receiving, _):
            .unfinished(
                .timedOut(
                    seconds: seconds,
                    inputEnded: command.input == nil && live == nil || socket.subprotocol == ExecChannel.v5), call)
        default: .unfinished(.brokenOff(error.sentence), call)
        }
    }
}

/// The streams of a program in a pod: the first byte of each message of the WebSocket (KEP-4006).
enum ExecChannel {
    static let input: UInt8 = 0
    static let output: UInt8 = 1
    static let error: UInt8 = 2
    /// How the program ended, as a `Status`.
    static let status: UInt8 = 3
    /// The size of the terminal.
    static let resize: UInt8 = 4
    /// The end of the stream that the second byte names; v5 only.
    static let close: UInt8 = 255

    /// Streams can be ended one by one; Kubernetes 1.30 and later.
    static let v5 = "v5.channel.k8s.io"
    /// Its input cannot be ended without the whole connection; every Kubernetes that is in use.
    static let v4 = "v4.channel.k8s.io"
}
