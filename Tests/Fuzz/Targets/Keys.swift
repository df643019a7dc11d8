import Canvas
import Terminal

/// Whatever a terminal sends, cut wherever the input is cut, the keyboard comes back.
enum Keys {
    static func complaint(about bytes: [UInt8]) -> String? {
        let now = ContinuousClock.now
        var whole = KeyDecoder()
        let expected = whole.decode(bytes, at: now)
        // The same, one byte at a time.
        var pieces = KeyDecoder()
        let events = bytes.flatMap { pieces.decode([$0], at: now) }
        if events != expected { return "in pieces \(events), whole \(expected)" }
        // What is cut here is closed by time, or by Ctrl-C.
        var stopped = whole
        if stopped.isPasting, let deadline = stopped.deadline { _ = stopped.deadlinePassed(at: deadline) }
        guard stopped.decode([0x03], at: now).last == .key(.control("c")) else { return "Ctrl-C does not act" }
        var time = now
        for _ in 0..<3 {
            guard let deadline = whole.deadline else { break }
            time = max(time, deadline)
            _ = whole.deadlinePassed(at: time)
        }
        if whole.deadline != nil { return "it waits for ever" }
        time = time.advanced(by: .seconds(1))
        return whole.decode([0x71], at: time) == [.key(.character("q"))] ? nil : "a letter is not that letter"
    }
}
