import Foundation
import Synchronization

/// A process that runs.
public final class Running: Sendable {
    /// Its number.
    public let id: Int32
    private let scratch: Folder
    private let keyboard: FileHandle?
    private let name: String
    private let begin = ContinuousClock.now
    private let state = Mutex<State>(State())

    private struct State {
        var status: Int32?
        var wasKilled = false
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    init(_ process: Process, _ scratch: Folder, keyboard: Pipe?, limit: Double) throws {
        self.scratch = scratch
        self.keyboard = keyboard?.fileHandleForWriting
        name = ([process.executableURL?.lastPathComponent ?? ""] + (process.arguments ?? [])).joined(separator: " ")
        let ended = Ended()
        process.terminationHandler = { process in
            let status = process.terminationStatus
            ended.set(process.terminationReason == .uncaughtSignal ? 128 + status : status)
        }
        try process.run()
        id = process.processIdentifier
        ended.notify { [weak self] status in self?.finish(status) }
        DispatchQueue.global().asyncAfter(deadline: .now() + limit) { [weak self] in self?.killLate() }
    }

    /// What it has said so far on standard output.
    public var output: String { scratch.read("out") }
    /// What it has said so far on standard error.
    public var errors: String { scratch.read("err") }
    /// Whether it has ended.
    public var hasEnded: Bool { state.withLock { $0.status != nil } }

    /// Types a line.
    public func type(_ line: String) throws { try keyboard?.write(contentsOf: Data((line + "\n").utf8)) }

    /// Ends the typing.
    public func endTyping() throws { try keyboard?.close() }

    /// Waits until it has said something on standard output, at least so often.
    public func said(_ text: String, times: Int = 1) async throws {
        while output.components(separatedBy: text).count <= times {
            guard !hasEnded else { throw SilentEnd(waitedFor: text, output: output, errors: errors) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// The process ended without saying what was waited for.
    public struct SilentEnd: Error {
        var waitedFor: String
        var output: String
        var errors: String
    }

    /// Sends it a signal.
    public func signal(_ number: Int32) { kill(id, number) }

    /// Waits for its end.
    public func end() async -> Ran {
        let status = await withCheckedContinuation { continuation in
            let known = state.withLock { state -> Int32? in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status
            }
            if let known { continuation.resume(returning: known) }
        }
        let time = (ContinuousClock.now - begin) / .seconds(1)
        let wasKilled = state.withLock { $0.wasKilled }
        return Ran(command: name, status: wasKilled ? -1 : status, out: output, err: errors, seconds: time)
    }

    private func finish(_ status: Int32) {
        let waiting = state.withLock { state in
            state.status = status
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: status) }
    }

    private func killLate() {
        let isLate = state.withLock { state in
            if state.status == nil { state.wasKilled = true }
            return state.status == nil
        }
        if isLate { kill(id, SIGKILL) }
    }
}

/// Joins the end of a process, which may come first, with whoever wants to know of it.
private final class Ended: Sendable {
    private let state = Mutex<(status: Int32?, tell: (@Sendable (Int32) -> Void)?)>((nil, nil))

    func set(_ status: Int32) {
        let tell = state.withLock { state in
            state.status = status
            return state.tell
        }
        tell?(status)
    }

    func notify(_ tell: @escaping @Sendable (Int32) -> Void) {
        let known = state.withLock { state in
            state.tell = tell
            return state.status
        }
        if let known { tell(known) }
    }
}
