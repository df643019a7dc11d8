import Setup
import Wire

/// The links of a test send, line by line.
enum SendPrinter {
    /// Prints what happened.
    static func print(_ event: SendEvent) {
        switch event {
        case .started: break
        case .pausing(_, let reason, let secondsLeft, let attempt):
            Console.note(TerminalText.sanitized("  … \(reason); try \(attempt), up to \(secondsLeft) s"))
        case .ended(let link):
            let name = link.name.rawValue + String(repeating: " ", count: max(0, 12 - link.name.rawValue.count))
            let request = link.requestID.map { "  request \($0)" } ?? ""
            Console.line(
                TerminalText.sanitized(
                    "\(link.isOK ? "✓" : "✗") \(name) \(link.milliseconds) ms  \(link.detail)\(request)"))
        }
    }
}
