import Calls
import Design
import Diagnosis
import Wire
import Work

/// A test send and what there is to say about it: what `send` and the line mode say alike.
struct SendSession: Sendable {
    /// Callers, cluster and answers.
    var work: SetupWork
    /// A command that goes on from here, as it is typed, from its name and its own words; nil where none can be typed.
    var command: @Sendable (_ name: String, _ more: [String]) -> String?
    /// How lines look.
    var paint: Paint

    /// Sends, and on a refusal reads what explains it.
    ///
    /// - Parameters:
    ///   - wanted: The way, the receiver, the text.
    ///   - showsLinks: Whether links are printed as they end.
    /// - Returns: What came of it.
    /// - Throws: `Stop` when the setup is not known well enough to send.
    func send(_ wanted: SendOptions, showsLinks: Bool) async throws(Stop) -> SendOutcome {
        let printer = SendPrinter(paint: paint)
        do throws(Problem) {
            return try await work.send(wanted) { event in if showsLinks { printer.print(event) } }
        } catch {
            throw Stop(error)
        }
    }

    /// The commands that repair what broke, where an apply or a restart does.
    private func bySesame(_ outcome: SendOutcome) -> [String] {
        var words: [[String]] = []
        if outcome.isRepairedByApply || outcome.finding?.code == "K8S-SERVICE-ACCOUNT-MISSING" {
            words = [[]]
        } else if let address = outcome.takenOver {
            words = [["--take-over", address.rawValue]]
        } else {
            words = (outcome.finding?.fix?.restarts ?? []).map { ["--restart", $0.path] }
        }
        return words.compactMap { command("apply", $0) }.flatMap { paint.command("  By sesame  ", $0) }
    }

    /// What to do where there is no test workload, with the commands that do it.
    private func afterMissing(_ outcome: SendOutcome) -> [String] {
        guard outcome.report.workload?.fault?.kind == .missing, outcome.report.pod == nil else { return [] }
        var lines: [String] = []
        if work.answers.testWorkload {
            let apply = command("apply", ["--only", ResourceAddress.deployment.rawValue])
            lines += apply.map { paint.command("  To make it   ", $0) } ?? []
        } else {
            lines += paint.lines(
                "  To make it, put testWorkload: true under kubernetes in the answers file, then apply.", hanging: 2)
        }
        lines += command("send", ["--via", "pod", "--job"]).map { paint.command("  Without it   ", $0) } ?? []
        return lines
            + paint.lines("  Or name a pod of the service account that has the AWS CLI, with --pod.", hanging: 2)
    }

    /// Where a right in the cluster is missing, what shows all that this way needs at once, and the way that needs none.
    private func afterDenied(_ outcome: SendOutcome) -> [String] {
        let report = outcome.report
        guard let failure = report.broken?.problem?.failure, failure.kind == .denied,
            failure.service == Service.kubernetes.rawValue
        else { return [] }
        // Who may not make Jobs, or read what they write, lacks what a Job takes.
        let isOfJob = report.via == .pod && ["jobs", "pods/log"].contains(failure.right?.resource)
        let way = isOfJob ? "job" : report.via.rawValue
        var lines =
            command("permissions", ["--for", "send", "--via", way, "--only", "kubernetes", "--missing"])
            .map { paint.command("  All it needs ", $0) } ?? []
        if report.broken?.name == .token {
            lines += command("send", ["--via", "pod"]).map { paint.command("  Without it   ", $0) } ?? []
        }
        return lines
    }

    /// The way that needs no AWS CLI in a pod that is there.
    private func afterNoProgram(_ outcome: SendOutcome) -> [String] {
        guard outcome.report.broken?.code == "NoProgram", !outcome.report.isByJob else { return [] }
        return command("send", ["--via", "pod", "--job"]).map { paint.command("  Without it   ", $0) } ?? []
    }

    /// What is left to blame where both ways were tried and differ.
    private func lines(_ comparison: SendComparison) -> [String] {
        comparison.sentences.flatMap { paint.lines($0) }
    }

    /// The line that does by hand what the pod did last.
    private func byHand(_ report: SendReport) -> [String] {
        // Who does by hand what may have been done sends a second message.
        guard let command = report.byHand.last, report.outcome != .unknown else { return [] }
        return paint.command("By hand: ", command)
    }

    /// Prints whether the message went out, and if not, why.
    ///
    /// - Parameters:
    ///   - outcome: What came of it.
    ///   - earlier: What came of the same message from this computer, where it was tried before one from a pod.
    func tell(_ outcome: SendOutcome, after earlier: SendReport? = nil) {
        let comparison =
            earlier.flatMap { SendComparison(chain: $0, pod: outcome.report) }
            ?? outcome.earlier.flatMap {
                SendComparison(
                    chain: $0.report, pod: outcome.report, at: $0.at.minute, isBeforeChange: $0.isBeforeChange)
            }
        var lines = [""]
        if let message = outcome.report.messageID {
            lines += paint.lines(sign: "✓", " Message sent to \(outcome.report.receiver). \(message)", aloud: "done")
            lines += paint.lines("  \(outcome.report.proven)", hanging: 2)
        } else if outcome.report.outcome == .unknown {
            lines += paint.lines(sign: "?", " \(outcome.report.unknownSentence)")
        } else if let finding = outcome.finding {
            lines += FindingText.lines(finding, paint)
            let commands = bySesame(outcome)
            lines += commands + (commands.isEmpty ? [] : FindingText.needs(finding, paint))
            lines += afterDenied(outcome) + afterNoProgram(outcome)
        } else {
            // Words of sesame's own, such as another issuer's, say it all, with what to do.
            let words = outcome.report.broken.flatMap { $0.isToldWhole ? nil : $0.detail } ?? ""
            lines += paint.lines(sign: "✗", " " + "The message was not sent. \(words)".trimmingBlanks, aloud: "wrong")
            lines += afterMissing(outcome)
        }
        if let comparison { lines += self.lines(comparison) }
        lines += byHand(outcome.report)
        if !outcome.report.isOK, !outcome.alsoNotRight.isEmpty {
            let plan = command("plan", []) ?? "sesame plan"
            lines += paint.lines("Not as wanted either, \"\(plan)\" says how:")
            for row in outcome.alsoNotRight { lines += paint.lines("  \(row)", hanging: 4) }
        }
        if let elsewhere = outcome.elsewhere { lines += paint.lines(sign: "!", " \(elsewhere)") }
        for reason in outcome.cannotTell { lines += paint.lines(sign: "?", " cannot tell: \(reason)") }
        Console.lines(lines)
    }
}
