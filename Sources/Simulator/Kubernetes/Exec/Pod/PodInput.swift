import Synchronization

/// What a program in a pod can read.
final class PodInput: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        /// How many of the bytes were read; they are thrown away now and then, not with every line.
        var start = 0
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
            state.bytes.removeFirst(state.start)
            state.start = 0
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
            (state.bytes, state.start) = ([], 0)
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
                let rest = state.bytes[state.start...]
                if let end = rest.firstIndex(of: 0x0A) {
                    state.start = end + 1
                    return (true, String(decoding: rest[..<end], as: UTF8.self))
                }
                guard state.isEnded else { return (false, nil) }
                defer { (state.bytes, state.start) = ([], 0) }
                return (true, rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self))
            }
            if isDecided { return line }
            await more()
        }
        return nil
    }

    /// The bytes that wait, as many as there are; nil at the end and when the reader is cancelled.
    func chunk() async -> [UInt8]? {
        while !Task.isCancelled {
            let (isDecided, bytes) = state.withLock { state -> (Bool, [UInt8]?) in
                if state.isInterrupted {
                    state.isInterrupted = false
                    return (true, [0x0A])
                }
                let rest = Array(state.bytes[state.start...])
                guard rest.isEmpty else {
                    (state.bytes, state.start) = ([], 0)
                    return (true, rest)
                }
                return (state.isEnded, nil)
            }
            if isDecided { return bytes }
            await more(whole: false)
        }
        return nil
    }

    /// Puts bytes back that were read too far.
    func putBack(_ bytes: [UInt8]) {
        _ = wake { state in
            state.bytes = bytes + state.bytes[state.start...]
            state.start = 0
            return true
        }
    }

    /// Waits until something changes, or the reader is cancelled.
    ///
    /// - Parameter whole: Whether only a whole line is of use.
    private func more(whole: Bool = true) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard !state.isEnded, !state.isInterrupted, !Task.isCancelled,
                        whole ? !state.bytes[state.start...].contains(0x0A) : state.bytes.count == state.start
                    else {
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
