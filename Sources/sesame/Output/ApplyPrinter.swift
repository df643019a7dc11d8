import Calls
import Design
import Setup
import Synchronization
import Wire

/// The progress of an apply line by line: nothing moves, nothing is overwritten.
///
/// What was right before is in the plan above already; it is not said again.
final class ApplyPrinter: Sendable {
    /// Where lines go.
    enum Target: Sendable {
        case output, error
    }

    private let setup: PlannedSetup
    private let target: Target
    private let paint: Paint
    private let isQuiet: Bool
    private let told = Mutex<Set<String>>([])

    /// - Parameters:
    ///   - setup: The plan that is applied.
    ///   - target: Where lines go.
    ///   - paint: How they look.
    ///   - isQuiet: Whether the plan has said everything already, because nothing is written or waited for.
    init(_ setup: PlannedSetup, to target: Target, paint: Paint, isQuiet: Bool) {
        self.setup = setup
        self.target = target
        self.paint = paint
        self.isQuiet = isQuiet
        if !isQuiet { show("") }
    }

    /// Prints what happened.
    func print(_ event: ApplyEvent) {
        guard !isQuiet else { return }
        switch event {
        case .started: break
        case .pausing(let address, let reason, let secondsLeft, let attempt):
            // Each reason once: the same wait is reported before every try.
            guard isNew("\(address)\(reason)") else { return }
            show(
                paint.line("  ", sign: "…", " \(name(address)): \(reason); try \(attempt), up to \(secondsLeft) s"))
        case .ended(let result): end(result)
        case .looking(let secondsLeft):
            guard isNew("looking") else { return }
            let limit = secondsLeft.map { ", for up to \($0) s" } ?? ""
            show(
                paint.line(
                    "  ", sign: "…", " looking every 5 s whether people have done their part\(limit)"))
        }
    }

    /// Prints the end: what is right, what waits and for whom.
    func end(_ report: ApplyReport) {
        guard !isQuiet else { return }
        show("")
        show(paint.line(report.sentence))
        if let problem = report.interruptionProblem {
            show(paint.line("  ", sign: "✗", " \(problem.sentence)"))
        }
        for task in report.tasks {
            show(paint.line("  ", sign: "!", " \(task.sentence)"))
            if case .publishRecords(_, let records, _) = task {
                for record in records { show(paint.line("      \(record.line)")) }
            }
        }
    }

    private func end(_ result: ApplyResult) {
        let time = result.milliseconds >= 100 ? "\(result.milliseconds / 1000).\(result.milliseconds / 100 % 10) s" : ""
        let planned = setup.plan[result.address]?.action
        switch result.outcome {
        case .done: row("✓", result, time, result.note)
        case .unchanged:
            // Somebody did their part while this waited.
            if planned == .waiting || planned?.isRight == false { row("✓", result, "already right") }
        case .waiting:
            // The same thing that waits is told once, however often it is looked at.
            let words = result.task?.row ?? result.note
            if isNew("\(result.address)\(words)") { row("!", result, words) }
        case .failed: row("✗", result, result.problem?.sentence ?? "failed")
        case .unknown: row("?", result, result.problem?.sentence ?? "may have been written")
        case .notTried:
            guard isNew("\(result.address)not tried") else { return }
            row("-", result, "not tried: \(result.problem?.whyNotTried ?? "")")
        }
    }

    private func row(_ sign: String, _ result: ApplyResult, _ words: String...) {
        let tail = words.filter { !$0.isEmpty }.joined(separator: "  ")
        show(paint.line("  ", sign: sign, " \(name(result.address))\(tail.isEmpty ? "" : "  \(tail)")"))
    }

    private func name(_ address: ResourceAddress) -> String {
        let word = address.word.blankPadded(to: PlanText.wordWidth)
        // The receiver is verified in both accounts, under the same name.
        let place = [.eksReceiverIdentity, .sesReceiverIdentity].contains(address) ? " (\(address.side.words))" : ""
        return "\(word)  \(setup.plan[address]?.name ?? "")\(place)"
    }

    private func isNew(_ text: String) -> Bool { told.withLock { $0.insert(text).inserted } }

    private func show(_ text: String) {
        if target == .output { Console.line(text) } else { Console.note(text) }
    }
}
