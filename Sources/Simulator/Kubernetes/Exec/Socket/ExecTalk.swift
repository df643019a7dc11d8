import Wire

/// A command that runs in a pod while somebody listens.
final class ExecTalk: SocketTalk {
    private let request: ExecRequest
    private let version: ExecProtocol
    private let world: World
    private let input: PodInput
    private let foreground = Foreground()
    private let terminal: TerminalLine?

    /// Prepares a command; it starts when the connection is open.
    init(_ request: ExecRequest, version: ExecProtocol, world: World) {
        self.request = request
        self.version = version
        self.world = world
        input = PodInput()
        terminal = request.hasTerminal ? TerminalLine() : nil
        if !request.takesInput { input.end() }
    }

    /// Runs the command and says how it ended.
    func speak(to client: any SocketOutlet) async {
        // The first message tells the client that its streams are there.
        let first: ExecProtocol.Channel = request.givesOutput ? .output : request.givesErrors ? .errors : .outcome
        await send([], on: first, to: client)
        let machine = PodMachine(
            world: world, namespace: request.namespace, name: request.pod, container: request.container)
        let output = request.givesOutput ? self.output(.output, to: client) : .nowhere
        let errors = request.hasTerminal ? output : request.givesErrors ? self.output(.errors, to: client) : .nowhere
        let process = PodProcess(
            arguments: request.command, environment: machine.environment, machine: machine, input: input,
            output: output, errors: errors, isOnTerminal: request.hasTerminal, foreground: foreground)
        let code = await process.start()
        guard !Task.isCancelled else { return }
        let outcome: ExecOutcome =
            code.map { .exited($0, command: request.command) } ?? .notFound(request.command.first ?? "")
        await send(Array(outcome.status.serialized(.compact).utf8), on: .outcome, to: client)
    }

    /// Takes input; window sizes mean nothing to programs that draw nothing.
    func hear(_ message: [UInt8], from client: any SocketOutlet) async -> Bool {
        guard let number = message.first else { return true }
        switch ExecProtocol.Channel(rawValue: number) {
        case .input where request.takesInput: return await take(Array(message.dropFirst()), from: client)
        case .close where version == .v5 && message.dropFirst().first == ExecProtocol.Channel.input.rawValue:
            input.end()
            return true
        default: return true
        }
    }

    private func take(_ bytes: [UInt8], from client: any SocketOutlet) async -> Bool {
        guard let terminal else { return input.feed(bytes) }
        let heard = terminal.take(bytes)
        if !heard.echo.isEmpty { await send(heard.echo, on: .output, to: client) }
        if heard.interrupts, !foreground.interrupt() { input.interrupt() }
        let fits = input.feed(heard.bytes)
        if heard.ends { input.end() }
        return fits
    }

    private func output(_ channel: ExecProtocol.Channel, to client: any SocketOutlet) -> PodOutput {
        let isOnTerminal = request.hasTerminal
        return PodOutput { bytes in
            await client.send([channel.rawValue] + (isOnTerminal ? TerminalLine.shown(bytes) : bytes))
        }
    }

    private func send(_ bytes: [UInt8], on channel: ExecProtocol.Channel, to client: any SocketOutlet) async {
        await client.send([channel.rawValue] + bytes)
    }
}
