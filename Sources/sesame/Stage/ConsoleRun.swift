import Design
import Stage
import Terminal
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `sesame stage`: the presenter's console on a terminal of its own.
///
/// It lives on the main thread; the attachment's thread posts what the stage tells.
final class ConsoleRun {
    private var state: ConsoleState
    private let screen: Terminal.Screen
    private let queue: MessageQueue<ConsoleEvent>
    private let folders: [String]
    private var attachment: StageAttachment?
    private var signal: Int32?

    private init(_ screen: Terminal.Screen, _ queue: MessageQueue<ConsoleEvent>, _ folders: [String]) {
        self.screen = screen
        self.queue = queue
        self.folders = folders
        state = ConsoleState(size: screen.size)
    }

    /// Attaches to the stage that runs and shows it, until its person leaves.
    static func run(_ options: ScreenOptions) -> Never {
        let process = ProcessContext.current()
        do throws(Stop) {
            let setting = TerminalSetting(
                environment: process.environment, inputIsTerminal: process.inputIsTerminal,
                outputIsTerminal: process.outputIsTerminal, color: options.color, ascii: options.ascii)
            guard setting.isInteractive, !options.plain else {
                throw Stop(
                    code: .usage, name: "NoTerminal",
                    message: "The presenter's console needs a terminal of its own that can move its cursor.")
            }
            let folders = StageSocket.folders(process)
            let stages = StageSocket.stages(in: folders)
            guard !stages.isEmpty else { throw Stop(code: .unreachable, name: "NoStage", message: nobody(folders)) }
            let screen: Terminal.Screen
            do throws(ScreenError) {
                screen = try Terminal.Screen(setting, term: process.environment["TERM"] ?? "")
            } catch {
                throw Stop(code: .usage, name: "NoTerminal", message: error.sentence)
            }
            let console = ConsoleRun(screen, MessageQueue(), folders)
            console.loop(stages)
            if let signal = console.signal { Exit.leave(signal: signal) }
            Exit.atOnce(0)
        } catch {
            Exit.report(error, .text)
            Exit.atOnce(error.code.rawValue)
        }
    }

    /// What to start when no stage runs; why none could have a socket, where that is known.
    private static func nobody(_ folders: [String]) -> String {
        var words = "No stage runs on this computer. Start one in another terminal: sesame demo --stage"
        if folders.isEmpty {
            words += "\n\(StageSocketProblem.noFolder.sentence)"
        } else if folders.allSatisfy({ access(parent(of: $0), W_OK) != 0 && access($0, F_OK) != 0 && errno != ENOENT })
        {
            words += "\nIf one runs, it has no socket: \(folders[0]) cannot be written."
        }
        return words
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private func loop(_ stages: [StageAddress]) {
        take(.tick(StageServer.now))
        _ = take(.found(stages))
        var loop = EventLoop<ConsoleEvent>(screen, queue: queue)
        loop.run(
            handle: { self.handle($0) },
            frame: { _ in self.state.frame },
            nextTimer: { self.state.nextTick.map { .milliseconds($0) } })
        attachment?.detach()
        screen.close()
    }

    private func handle(_ event: LoopEvent<ConsoleEvent>) -> LoopDecision {
        var decision = take(.tick(StageServer.now))
        switch event {
        case .key(let key): decision.join(take(.key(key)))
        case .oversizedPaste, .timer: break
        case .resized(let size): decision.join(take(.resize(size)))
        case .message(let message): decision.join(take(message))
        case .leaving(let number):
            signal = number
            decision.leaves = true
        case .hungUp:
            signal = SIGHUP
            decision.leaves = true
        }
        return decision
    }

    @discardableResult
    private func take(_ event: ConsoleEvent) -> LoopDecision {
        var decision = LoopDecision()
        for effect in state.update(event) { carryOut(effect, &decision) }
        return decision
    }

    private func carryOut(_ effect: ConsoleEffect, _ decision: inout LoopDecision) {
        switch effect {
        case .send(let command):
            guard let attachment, !attachment.send(command) else { return }
            self.attachment = nil
            _ = take(.lost("The stage takes nothing any more."))
        case .copy(let text):
            let bytes = Array(text.utf8)
            decision.sends += Clipboard.sequence(base64: Base64.encode(bytes), byteCount: bytes.count) ?? []
        case .attach(let stage):
            attachment?.detach()
            do throws(StageSocketProblem) {
                attachment = try StageAttachment(stage.path, queue)
                _ = take(.attached)
            } catch {
                attachment = nil
                _ = take(.lost(error.sentence))
            }
        case .look: decision.join(take(.found(StageSocket.stages(in: folders))))
        case .redraw: decision.redraws = true
        case .suspend: decision.suspends = true
        case .leave: decision.leaves = true
        }
    }
}
