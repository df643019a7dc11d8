import Calls
import HTTPClient
import Wire

/// The conversation with one program in a pod, from the open connection to the exit code.
struct ExecTalk {
    /// The longest piece of input in one message.
    private static let pieceBytes = 32 << 10

    private let socket: WebSocket
    private let command: PodCommand
    private let call: KubernetesRight
    private let seconds: Int
    private let redactor: Redactor

    init(_ socket: WebSocket, _ command: PodCommand, call: KubernetesRight, seconds: Int, _ redactor: Redactor) {
        self.socket = socket
        self.command = command
        self.call = call
        self.seconds = seconds
        self.redactor = redactor
    }

    /// Sends the input, passes the output on, and gives the exit code.
    func run(_ output: @Sendable (PodOutput) -> Void) async throws(KubernetesFailure) -> Int {
        guard socket.subprotocol != nil else { throw .malformed(call, "the server chose no protocol for the streams") }
        async let sent: Void = sendInput()
        let result: Result<Int, KubernetesFailure>
        do throws(KubernetesFailure) { result = .success(try await receive(output)) } catch { result = .failure(error) }
        socket.close()
        await sent
        return try result.get()
    }

    private func sendInput() async {
        guard let input = command.input else { return }
        // Where the connection ends meanwhile, who receives says so.
        do throws(TransportError) {
            var rest = input[...]
            while !rest.isEmpty {
                try await socket.send([ExecChannel.input] + rest.prefix(Self.pieceBytes))
                rest = rest.dropFirst(Self.pieceBytes)
            }
            if socket.subprotocol == ExecChannel.v5 { try await socket.send([ExecChannel.close, ExecChannel.input]) }
        } catch {}
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
        while let message = try await socket.receive() {
            guard let channel = message.bytes.first else { continue }
            let bytes = Array(message.bytes.dropFirst())
            switch channel {
            case ExecChannel.output where !bytes.isEmpty: output(.out(bytes))
            case ExecChannel.error where !bytes.isEmpty: output(.error(bytes))
            case ExecChannel.status: status += bytes
            default: continue
            }
            if let end = ExecStatus(status, redactor) { return end }
        }
        return nil
    }

    private func failure(_ error: TransportError) -> KubernetesFailure {
        switch error {
        case .cancelled: .transport(.cancelled)
        case .timedOut(.receiving, _):
            .unfinished(
                .timedOut(
                    seconds: seconds, inputEnded: command.input == nil || socket.subprotocol == ExecChannel.v5), call)
        default: .unfinished(.brokenOff(error.sentence), call)
        }
    }
}
