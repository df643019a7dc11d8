import AWSClient
import Design
import Setup
import Wire
import Work

/// Showing a plan, asking, and applying it: what `apply` and the line mode do alike.
struct ApplySession: Sendable {
    /// Callers, cluster and answers.
    var work: SetupWork
    /// With `json`, standard output gets the document and everything else goes to standard error.
    var format: OutputFormat
    /// How lines look.
    var paint: Paint
    /// Who says yes.
    var confirmation: Confirmation
    /// How long people are waited for.
    var waitSeconds: Int
    /// The resources that are written and judged; nil for all of the plan.
    var only: Set<ResourceAddress>?
    /// The resources whose changes may take access from somebody, without asking.
    var takeOver: Set<ResourceAddress> = []
    /// Says what deserves a word beside a plan, before anybody is asked about it.
    var advise: @Sendable (PlannedSetup) -> Void = { _ in }

    /// What an attempt led to.
    private enum Attempt: Sendable {
        case ended(ApplyReport)
        /// Somebody changed something after the plan was shown; this is the plan as it is now.
        case changed(PlannedSetup)
    }

    /// Shows a plan, asks, applies it, and says how everything ended.
    ///
    /// When the world changed while somebody was asked, nothing is written, and the new plan is shown and asked about.
    /// A plan that cannot be shown is not applied. When standard output is lost in the middle, the calls in flight end,
    /// nothing else begins, and standard error gets the rest.
    func confirmAndApply(_ setup: PlannedSetup) throws(Stop) -> Design.ExitCode {
        try work.openJournal(of: setup.design)
        var setup = setup
        while true {
            let shown = only.map { setup.plan.limited(to: $0) } ?? setup.plan
            let text = PlanText(paint: paint)
            tell(only == nil ? text.lines(setup) : text.lines(shown, setup.design))
            advise(setup)
            try Console.check()
            let writes = shown.summary.writes
            let isNothing = writes == 0 && shown.mails.isEmpty
            if !isNothing {
                let what = writes == 1 ? "this change" : "these \(writes) changes"
                try confirmation.ask(writes == 0 ? "Mail the links again?" : "Apply \(what)?")
            }
            switch try apply(setup, isQuiet: isNothing && waitSeconds == 0) {
            case .ended(let report): return report.exitCode
            case .changed(let now):
                tell(
                    [""]
                        + paint.lines(
                            "Something changed after this plan was shown. Nothing was written; this is the plan now:")
                        + [""])
                setup = now
            }
        }
    }

    private func apply(_ setup: PlannedSetup, isQuiet: Bool) throws(Stop) -> Attempt {
        let control = StopControl()
        let printer = ApplyPrinter(setup, to: format == .json ? .error : .output, paint: paint, isQuiet: isQuiet)
        let options = ApplyOptions(
            waitSeconds: waitSeconds, only: only, agreed: confirmation.saysYes ? takeOver : nil,
            freshSeconds: confirmation.saysYes ? 20 : 5)
        let work = work
        let only = only
        Console.goesOnElsewhere { loss in
            Console.say("\(loss.sentence) Stopping after the calls in flight; run apply again to go on.")
            control.stop()
        }
        let (result, signal) = Bridge.wait(interrupted: {
            Console.say(
                "Stopping after the calls in flight; a second Ctrl-C ends at once. Run apply again to go on.")
            control.stop()
        }) { () -> Result<Attempt, Stop> in
            do throws(SetupError) {
                let report = try await work.apply(setup, options, control: control) { printer.print($0) }
                return .success(.ended(only.map { report.limited(to: $0) } ?? report))
            } catch {
                if case .planChanged(let now) = error { return .success(.changed(now)) }
                return .failure(Stop(Problem(error)))
            }
        }
        if case .success(.ended(let report)) = result {
            switch format {
            case .json: try Console.document(report.document)
            case .text: printer.end(report)
            }
        }
        if let signal { Exit.leave(signal: signal) }
        return try result.get()
    }

    private func tell(_ lines: [String]) {
        if format == .json { for line in lines { Console.note(line) } } else { Console.lines(lines) }
    }
}
