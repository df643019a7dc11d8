import Synchronization

/// What a program in a pod can read.
final class PodInput: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isEnded = false
        var isInterrupted = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    /// How many bytes may wait for a program that does not read.
    private static let limit = 4 << 20
    private let state: Mutex<State>

    /// Makes an input that is fed later, or one that holds text and then ends.
    init(_ text: [UInt8]? = nil) {
        state = Mutex(State(bytes: text ?? [], isEnded: text != nil))
    }

    /// Adds bytes; false where too many wait already.
    func feed(_ bytes: [UInt8]) -> Bool {
        wake { state in
            guard state.bytes.count + bytes.count <= Self.limit else { return false }
            state.bytes += bytes
            return true
        }
    }

    /// No more will come.
    func end() {
        _ = wake { state in
            state.isEnded = true
            return true
        }
    }

    /// Throws away what waits, and gives the reader an empty line.
    func interrupt() {
        _ = wake { state in
            state.bytes = []
            state.isInterrupted = true
            return true
        }
    }

    /// The next line without its end, or nil at the end and when the reader is cancelled.
    func line() async -> String? {
        while !Task.isCancelled {
            let (isDecided, line) = state.withLock { state -> (Bool, String?) in
                if state.isInterrupted {
                    state.isInterrupted = false
                    return (true, "")
                }
                if let end = state.bytes.firstIndex(of: 0x0A) {
                    let line = String(decoding: state.bytes[..<end], as: UTF8.self)
                    state.bytes.removeFirst(end + 1)
                    return (true, line)
                }
                guard state.isEnded else { return (false, nil) }
                defer { state.bytes = [] }
                return (true, state.bytes.isEmpty ? nil : String(decoding: state.bytes, as: UTF8.self))
            }
            if isDecided { return line }
            await more()
        }
        return nil
    }

    /// Waits until something changes, or the reader is cancelled.
    private func more() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard !state.isEnded, !state.isInterrupted, !Task.isCancelled, !state.bytes.contains(0x0A) else {
                        return false
                    }
                    state.waiting = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            _ = wake { _ in true }
        }
    }

    private func wake(_ change: (inout State) -> Bool) -> Bool {
        let (result, waiting) = state.withLock { state in
            let result = change(&state)
            defer { state.waiting = nil }
            return (result, state.waiting)
        }
        waiting?.resume()
        return result
    }
}
