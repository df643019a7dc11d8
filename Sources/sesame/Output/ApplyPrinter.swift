import Design
import Setup
import Synchronization
import Wire

/// The progress of an apply line by line: nothing moves, nothing is overwritten.
final class ApplyPrinter: Sendable {
    /// Where lines go.
    enum Target: Sendable {
        case output, error
    }

    private let setup: PlannedSetup
    private let target: Target
    private let pauses = Mutex<Set<String>>([])

    init(_ setup: PlannedSetup, to target: Target) {
        self.setup = setup
        self.target = target
        if setup.plan.summary.writes > 0 { line("") }
    }

    /// Prints what happened.
    func print(_ event: ApplyEvent) {
        switch event {
        case .started: break
        case .pausing(let address, let reason, let secondsLeft, let attempt):
            // Each reason once: the same wait is reported before every try.
            guard pauses.withLock({ $0.insert("\(address)\(reason)").inserted }) else { return }
            line("  … \(name(address)): \(reason); try \(attempt), up to \(secondsLeft) s")
        case .ended(let result): line(words(result))
        case .looking: break
        }
    }

    /// Prints the end: what is right, what waits and for whom.
    func end(_ report: ApplyReport) {
        line("")
        line(report.sentence)
        for task in report.tasks {
            line("  ! \(task.sentence)")
            if case .publishRecords(_, let records, _) = task { for record in records { line("      \(record.line)") } }
        }
    }

    private func words(_ result: ApplyResult) -> String {
        let time =
            result.milliseconds >= 100 ? "  \(result.milliseconds / 1000).\(result.milliseconds / 100 % 10) s" : ""
        let note = result.note.isEmpty ? "" : "  \(result.note)"
        switch result.outcome {
        case .done: return "  ✓ \(name(result.address))\(time)\(note)"
        case .unchanged: return "  · \(name(result.address))  already right"
        case .waiting: return "  ! \(name(result.address))  \(result.task?.row ?? "waits")\(note)"
        case .failed: return "  ✗ \(name(result.address))  \(result.problem?.sentence ?? "")"
        case .notTried: return "  - \(name(result.address))  not tried: \(result.problem?.sentence ?? "")"
        }
    }

    private func name(_ address: ResourceAddress) -> String {
        "\(address.word) \(setup.plan[address]?.name ?? "")"
    }

    private func line(_ text: String) {
        let clean = TerminalText.sanitized(text)
        target == .output ? Console.line(clean) : Console.note(clean)
    }
}
