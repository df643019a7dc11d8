import Canvas
import Foundation
import Terminal
import Testing

/// The loop and the screen on a real terminal in this process; there is one terminal per process, so one at a time.
@Suite(.serialized, .timeLimit(.minutes(1))) struct EventLoopTests {
    /// What one run of the loop did.
    private struct Run {
        var keys: [Key] = []
        var others: [String] = []
        var frames = 0
    }

    /// Runs a loop until Ctrl-C, a hang-up or a signal.
    private func run(
        _ terminal: OwnTerminal, queue: MessageQueue<String> = MessageQueue(), timer: Duration? = nil,
        isRemote: Bool = false, before: () -> Void = {}, decide: (Key) -> LoopDecision = { _ in LoopDecision() }
    ) throws -> Run {
        let screen = try terminal.screen(isRemote: isRemote)
        defer { screen.close() }
        var loop = EventLoop<String>(screen, queue: queue)
        var run = Run()
        var left = timer
        before()
        loop.run(
            handle: { event in
                var decision = LoopDecision()
                switch event {
                case .key(.control("c")): decision.leaves = true
                case .key(let key):
                    run.keys.append(key)
                    decision = decide(key)
                case .oversizedPaste(let bytes, _): run.others.append("oversized \(bytes)")
                case .resized(let size): run.others.append("\(size.columns)x\(size.rows)")
                case .message(let text):
                    run.others.append(text)
                    if text == "leave" { decision.leaves = true }
                case .timer:
                    left = nil
                    run.others.append("timer")
                    decision.leaves = true
                case .leaving(let signal): run.others.append("signal \(signal)")
                case .hungUp: run.others.append("hung up")
                }
                return decision
            },
            frame: { size in
                run.frames += 1
                return Frame(size: size)
            },
            nextTimer: { left })
        return run
    }

    @Test func `keys come in their order, and the terminal is given back`() throws {
        let terminal = try OwnTerminal()
        let run = try run(terminal, before: { terminal.type("a\u{1B}[Bé\u{3}never") })
        #expect(run.keys == [.character("a"), .down, .character("é")])
        #expect(run.others.isEmpty)
        #expect(terminal.isAsBefore)
    }

    @Test(arguments: ["\u{1B}]", "\u{1B}P", "\u{1B}X", "\u{1B}^", "\u{1B}_", "\u{1B}"])
    func `what was begun and not finished is Esc by itself`(_ text: String) throws {
        let terminal = try OwnTerminal()
        let run = try run(terminal, before: { terminal.type(text) }) { key in
            terminal.type("x\u{3}")
            return LoopDecision()
        }
        #expect(run.keys == [.escape, .character("x")])
    }

    @Test func `a paste without its end frees itself`() throws {
        let terminal = try OwnTerminal()
        let run = try run(terminal, before: { terminal.type("\u{1B}[200~half") }) { _ in
            terminal.type("\u{3}")
            return LoopDecision()
        }
        #expect(run.keys == [.paste("half")])
    }

    @Test func `Ctrl-C leaves a paste without end`() throws {
        let terminal = try OwnTerminal()
        // Typed again and again, as a person would; the first may still belong to the paste.
        let fingers = Thread {
            for _ in 0..<20 {
                Thread.sleep(forTimeInterval: 0.2)
                terminal.type("\u{3}")
            }
        }
        let begin = ContinuousClock.now
        let run = try run(
            terminal,
            before: {
                terminal.type("\u{1B}[200~half"); fingers.start()
            })
        #expect(run.keys.isEmpty)
        #expect(ContinuousClock.now - begin < .seconds(60))
        while !fingers.isFinished { Thread.sleep(forTimeInterval: 0.05) }
    }

    @Test func `a large paste is not drawn piece by piece`() throws {
        let terminal = try OwnTerminal()
        let text = String(repeating: "abcdefgh", count: 50_000)
        let fingers = Thread { terminal.type("\u{1B}[200~" + text + "\u{1B}[201~\u{3}") }
        let run = try run(terminal, before: { fingers.start() })
        #expect(run.keys == [.paste(text)])
        #expect(run.frames < 10, "\(run.frames) frames")
    }

    @Test func `a paste beyond the limit is reported`() throws {
        let terminal = try OwnTerminal()
        let text = String(repeating: "a", count: 2 << 20)
        let fingers = Thread { terminal.type("\u{1B}[200~" + text + "\u{1B}[201~\u{3}") }
        let run = try run(terminal, before: { fingers.start() })
        #expect(run.keys.isEmpty)
        #expect(run.others == ["oversized \(2 << 20)"])
    }

    @Test func `messages wake it, and timers come`() throws {
        let terminal = try OwnTerminal()
        let queue = MessageQueue<String>()
        let other = Thread {
            for text in ["one", "two", "leave"] { queue.post(text) }
        }
        #expect(try run(terminal, queue: queue, before: { other.start() }).others == ["one", "two", "leave"])
        #expect(try run(terminal, timer: .milliseconds(20)).others == ["timer"])
    }

    @Test func `what was typed ahead of a frame can be dropped`() throws {
        let terminal = try OwnTerminal()
        let run = try run(terminal, before: { terminal.type("abc") }) { key in
            var decision = LoopDecision()
            decision.dropsTypeAhead = key == .character("a")
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 0.1)
                terminal.type("d\u{3}")
            }
            return decision
        }
        #expect(run.keys == [.character("a"), .character("d")])
    }

    @Test(arguments: [SIGTERM, SIGUSR1, SIGXFSZ, SIGALRM, SIGPROF, 64])
    func `a signal leaves through the loop, and handlers are given back`(_ number: Int32) throws {
        let terminal = try OwnTerminal()
        #expect(try run(terminal, before: { kill(getpid(), number) }).others == ["signal \(number)"])
        #expect(terminal.isAsBefore)
        var now = sigaction()
        sigaction(number, nil, &now)
        #expect(now.__sigaction_handler.sa_handler == nil)
    }

    @Test func `another size and a closed window are noticed`() throws {
        let terminal = try OwnTerminal()
        let run = try run(
            terminal,
            before: {
                terminal.resize(rows: 7, columns: 33)
                kill(getpid(), SIGWINCH)
                Thread.detachNewThread {
                    Thread.sleep(forTimeInterval: 0.2)
                    terminal.hangUp()
                }
            })
        #expect(run.others == ["33x7", "hung up"])
    }

    @Test func `a terminal that takes no output is given back at once`() throws {
        let terminal = try OwnTerminal()
        let output = try terminal.readOnly()
        defer { close(output) }
        let setting = TerminalSetting(
            isInteractive: true, glyphs: .unicode, wantsColor: true, isRemote: false, synchronizes: true)
        #expect(throws: ScreenError.notWritable) {
            _ = try Screen(setting, term: "xterm-256color", input: terminal.slave, output: output)
        }
        #expect(terminal.isAsBefore)
        // And it can be opened again.
        #expect(try run(terminal, before: { terminal.type("a\u{3}") }).keys == [.character("a")])
    }
}
