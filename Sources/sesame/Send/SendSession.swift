import Calls
import Design
import Diagnosis
import Setup
import Wire

/// A test send and what there is to say about it: what `send` and the line mode do alike.
struct SendSession: Sendable {
    /// Callers, cluster and answers.
    var run: LiveRun
    /// The options of the command, for explaining what went wrong.
    var options: CommonOptions
    /// How lines look.
    var paint: Paint

    /// What there is to say after a send.
    struct Outcome: Sendable {
        var report: SendReport
        var finding: Finding?
        /// Whether an apply would change something, which is then the nearest repair.
        var isRepairedByApply = false
    }

    /// Sends, and on a refusal reads what explains it.
    ///
    /// - Parameters:
    ///   - wanted: The way, the receiver, the text.
    ///   - showsLinks: Whether links are printed as they end.
    /// - Returns: The report, and the finding about the link that broke.
    /// - Throws: `Stop` when the setup is not known well enough to send.
    func send(_ wanted: SendOptions, showsLinks: Bool) async throws(Stop) -> Outcome {
        let design = try await design()
        var wanted = wanted
        wanted.lastWrite = run.context.state.flatMap {
            Journal(setup: Setup.SavedSetup.key(for: design), in: $0).lastWrite()
        }
        let printer = SendPrinter(paint: paint)
        let report = await TestSend(run.context).send(design, options: wanted) { event in
            if showsLinks { printer.print(event) }
        }
        // Of a lost answer nothing that could be read tells more.
        guard report.outcome == .notSent else { return Outcome(report: report) }
        let wide = await run.widened(options)
        let observed = try? await Planner(wide.context).plan(wide.answers)
        return Outcome(
            report: report,
            finding: SendMeaning.finding(report, design, observed?.observations ?? Observations()),
            isRepairedByApply: (observed?.plan.summary.writes ?? 0) > 0)
    }

    /// Prints whether the message went out, and if not, why.
    func tell(_ outcome: Outcome) {
        Console.line("")
        if let message = outcome.report.messageID {
            Console.line(paint.line(sign: "✓", " Message sent to \(outcome.report.receiver). \(message)"))
        } else if outcome.report.outcome == .unknown {
            Console.line(paint.line(sign: "?", " \(outcome.report.unknownSentence)"))
        } else if let finding = outcome.finding {
            for line in FindingText.lines(finding, paint) { Console.line(line) }
            if outcome.isRepairedByApply, let file = options.answersFile, file != "-" {
                Console.line(paint.line("  By sesame  sesame apply --answers \(file)"))
            }
        } else {
            Console.line(paint.line(sign: "✗", " The message was not sent: the reason is in the line above."))
        }
    }

    /// The setup; where only the cluster is named, EKS is asked for the issuer.
    private func design() async throws(Stop) -> DelegateSending {
        if let design = try? DelegateSending(run.answers) { return design }
        do {
            return try await Planner(run.context).plan(run.answers, options: PlanOptions(sides: [.eks])).design
        } catch {
            throw Stop(error)
        }
    }
}
