import Design
import Setup
import Wire

/// The links of a test send, line by line.
struct SendPrinter: Sendable {
    /// How lines look.
    var paint: Paint

    /// Prints what happened.
    func print(_ event: SendEvent) {
        switch event {
        case .started: break
        case .pausing(_, let reason, let secondsLeft, let attempt):
            Console.note(paint.line("  … \(reason); try \(attempt), up to \(secondsLeft) s"))
        case .ended(let link):
            let name = link.name.rawValue.blankPadded(to: 11)
            let time = "\(link.milliseconds) ms"
            let blank = String(repeating: " ", count: max(0, 8 - time.count))
            let sign = link.isOK ? "✓" : link.mayHaveHappened ? "?" : "✗"
            Console.line(paint.line(sign: sign, " \(name)  \(blank)\(time)  \(link.detail)"))
            // A refusal names its request itself.
            if let request = link.requestID, !link.detail.contains(request) {
                Console.line(paint.line(String(repeating: " ", count: 25) + "request \(request)"))
            }
        }
    }
}
