import Calls
import Design
import Diagnosis
import Setup
import Synchronization
import Wire

/// The progress of an apply line by line: nothing moves, nothing is overwritten.
///
/// What was right before is in the plan above already; it is not said again.
final class ApplyPrinter: Sendable {
    private let setup: PlannedSetup
    private let target: Paint.Target
    private let progress = Progress()
    private let running = Mutex<Set<String>>([])
    private let paint: Paint
    private let isQuiet: Bool
    private let told = Mutex<Set<String>>([])

    /// - Parameters:
    ///   - setup: The plan that is applied.
    ///   - target: Where lines go.
    ///   - paint: How they look.
    ///   - isQuiet: Whether the plan has said everything already, because nothing is written or waited for.
    init(_ setup: PlannedSetup, to target: Paint.Target, paint: Paint, isQuiet: Bool) {
        self.setup = setup
        self.target = target
        self.paint = paint
        self.isQuiet = isQuiet
        if !isQuiet { show([""]) }
    }

    /// Prints what happened.
    func print(_ event: ApplyEvent) {
        guard !isQuiet else { return }
        switch event {
        case .started(let address): began(address)
        case .unchecked(let sentence):
            guard isNew(sentence) else { return }
            progress.ended()
            show(paint.lines("  ", sign: "?", " \(sentence)"))
        case .pausing(let address, let reason, let secondsLeft, let attempt):
            progress.ended()
            // Each reason once: the same wait is reported before every try.
            guard isNew("\(address)\(reason)") else { return }
            show(
                paint.lines(
                    "  ", sign: "…", " \(name(address)): \(reason); try \(attempt), up to \(secondsLeft) s",
                    hanging: Self.margin))
        case .ended(let result):
            ended(result.address)
            end(result)
        case .looking(let secondsLeft):
            guard isNew("looking") else { return }
            let limit = secondsLeft.map { ", for up to \($0) s" } ?? ""
            show(
                paint.lines(
                    "  ", sign: "…", " looking every 5 s whether people have done their part\(limit)"))
        }
    }

    /// Prints the end: what is right, what waits and for whom.
    func end(_ report: ApplyReport) {
        progress.ended()
        guard !isQuiet else { return }
        show([""])
        show(paint.lines(report.sentence))
        if let problem = report.interruptionProblem {
            show(paint.lines("  ", sign: "✗", " \(problem.sentence)"))
        }
        for task in report.tasks {
            show(paint.lines("  ", sign: "!", " \(task.sentence)", aloud: "for a person"))
            if case .publishRecords(_, let records, _) = task {
                for record in records { show(paint.lines("      \(record.line)")) }
            }
        }
    }

    private func began(_ address: ResourceAddress) {
        let words = running.withLock { running in
            running.insert(address.word)
            return running.sorted().joined(separator: ", ")
        }
        progress.began(words)
    }

    private func ended(_ address: ResourceAddress) {
        let isIdle = running.withLock { running in
            running.remove(address.word)
            return running.isEmpty
        }
        if isIdle { progress.ended() }
    }

    private func end(_ result: ApplyResult) {
        let time = result.milliseconds >= 100 ? "\(result.milliseconds / 1000).\(result.milliseconds / 100 % 10) s" : ""
        let planned = setup.plan[result.address]?.action
        switch result.outcome {
        case .done: row("✓", result, time, result.note, aloud: "done")
        case .unchanged:
            // Somebody did their part while this waited.
            if planned == .waiting || planned?.isRight == false { row("✓", result, "already right") }
        case .waiting:
            // The same thing that waits is told once, however often it is looked at; what the journal lacks is told too.
            let mailed = "mail sent; "
            let note = result.note.hasPrefix(mailed) ? String(result.note.dropFirst(mailed.count)) : result.note
            let unrecorded = result.problem == nil ? "" : note
            let words = result.task?.row ?? (unrecorded.isEmpty ? result.note : "")
            guard isNew("\(result.address)\(words)\(unrecorded)") else { return }
            row("!", result, words, unrecorded, aloud: "waits for a person")
        case .failed:
            row("✗", result, result.problem?.sentence ?? "failed", aloud: "failed")
            if let finding = result.problem.flatMap(setup.finding) { explain(finding) }
        case .unknown: row("?", result, result.problem?.sentence ?? "may have been written")
        case .notTried:
            guard isNew("\(result.address)not tried") else { return }
            let why = result.problem?.whyNotTried ?? ""
            row("-", result, paint.speaks ? why : "not tried: \(why)")
        }
    }

    /// What a refusal means and what to do about it, below its row.
    private func explain(_ finding: Finding) {
        let margin = String(repeating: " ", count: Self.margin)
        for words in [finding.title, finding.fix?.text ?? ""] where !words.isEmpty {
            show(paint.lines(margin + words, hanging: Self.margin))
        }
        for command in finding.fix?.commands ?? [] { show(paint.command(margin, command)) }
    }

    private func row(_ sign: String, _ result: ApplyResult, _ words: String..., aloud: String? = nil) {
        let tail = words.filter { !$0.isEmpty }.joined(separator: "  ")
        show(
            paint.lines(
                "  ", sign: sign, " \(name(result.address))\(tail.isEmpty ? "" : "  \(tail)")",
                hanging: Self.margin, aloud: aloud))
    }

    /// The columns before the name in a row.
    private static let margin = 4 + PlanText.wordWidth + 2

    private func name(_ address: ResourceAddress) -> String {
        let word = address.word.blankPadded(to: PlanText.wordWidth)
        // The receiver is verified in both accounts, under the same name.
        let place = [.eksReceiverIdentity, .sesReceiverIdentity].contains(address) ? " (\(address.side.words))" : ""
        return "\(word)  \(setup.plan[address]?.name ?? "")\(place)"
    }

    private func isNew(_ text: String) -> Bool { told.withLock { $0.insert(text).inserted } }

    private func show(_ lines: [String]) {
        if target == .output { Console.lines(lines) } else { for line in lines { Console.note(line) } }
    }
}
