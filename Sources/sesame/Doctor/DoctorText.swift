import Calls
import Design
import Diagnosis
import Identifiers
import Wire
import Work

/// A diagnosis for people who read lines: the cause first, with its evidence and its fix.
struct DoctorText {
    /// How lines look.
    var paint: Paint
    /// The commands of this program that repair a finding, by the finding's id.
    var bySesame: [String: String] = [:]
    /// The command that repairs all that this program can; nil where none can be typed.
    var repairsAll: String?
    /// What has to be done before those commands can be typed; nil for nothing.
    var answersFirst: AnswersFirst?
    /// The command that proves what was seen; nil where none can be typed.
    var probe: String?
    /// The command that lists the calls; nil where they are listed already.
    var showsCalls: String?

    /// Whether nothing was left out by choice.
    var isWhole = true

    /// What an apply needs that has no answers file.
    enum AnswersFirst: Sendable {
        /// This command writes what was found as one.
        case write(String)
        /// Too little was found for one: these fields.
        case missing([String])
    }

    /// The sign of a link.
    static func sign(_ state: LinkResult.State) -> String {
        switch state {
        case .wrong: "✗"
        case .follows, .notLooked: "·"
        case .cannotTell: "?"
        case .risk: "!"
        case .right: "✓"
        }
    }

    /// The report.
    func lines(_ look: Examination, calls: Int, milliseconds: Int64) -> [String] {
        let seconds = "\(milliseconds / 1000).\(milliseconds % 1000 / 100)"
        let more = showsCalls.map { " \"\($0)\" lists them." } ?? ""
        return lines(
            look.diagnosis,
            closing: "\(look.isStopped ? "Stopped. " : "")\(look.proof == nil ? "Read only" : "Read, and proved"): "
                + "\(calls.counting("call")) in \(seconds) s.\(more)")
    }

    /// The report, with a sentence behind it that says where its answers come from.
    func lines(_ diagnosis: Diagnosis, closing sentence: String) -> [String] {
        let roots = diagnosis.rootCauses
        let hidden = diagnosis.findings.filter { $0.status == .unknown }
        let risks = diagnosis.findings.filter { $0.status == .warn }
        var lines: [String] = []
        if !roots.isEmpty || !hidden.isEmpty {
            lines += paint.lines("\(diagnosis.subject.words): \(diagnosis.verdict)") + [""]
        }
        for root in roots {
            lines += card(root, "✗") + follows(root, diagnosis) + [""]
        }
        let repaired = roots.count { bySesame[$0.id] != nil && $0.fix?.restarts.isEmpty != false }
        if repaired > 1, let repairsAll {
            lines +=
                paint.command(
                    "  \(repaired == roots.count ? "All of it" : "\(repaired) of them") by sesame  ", repairsAll) + [""]
        }
        switch answersFirst {
        case .write(let command)?:
            lines += paint.command("  Before that, what was found as an answers file  ", command) + [""]
        case .missing(let fields)?:
            lines +=
                paint.lines(
                    "  sesame could repair it with an answers file; reading did not tell \(fields.listed).", hanging: 2)
                + [""]
        case nil: break
        }
        lines += self.hidden(hidden, roots)
        for risk in risks { lines += card(risk, "!") + [""] }
        lines += closing(diagnosis)
        lines += paint.lines(sentence)
        return lines
    }

    /// What nobody could tell, each reason once; where the caller is what is wrong, only what that hides.
    private func hidden(_ findings: [Finding], _ roots: [Finding]) -> [String] {
        guard !findings.isEmpty else { return [] }
        // A right that is missing is missing for a caller who is known: only the rest waits for the sign-in.
        let waiting = findings.filter { finding in roots.contains { finding.consequenceOf.contains($0.id) } }
        let findings = findings.filter { $0.consequenceOf.isEmpty }
        var lines: [String] = []
        for reason in waiting.map(Self.reason).reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
            let same = waiting.filter { Self.reason($0) == reason }
            let links = Link.allCases.filter { link in link != .you && same.contains { $0.link == link } }
            guard !links.isEmpty else { continue }
            lines += paint.lines(
                sign: "?", " not seen while that is wrong: \(links.map(\.words).listed): \(reason)", hanging: 2)
        }
        if !lines.isEmpty { lines.append("") }
        var said: Set<String> = []
        return lines
            + Self.reasons(findings).flatMap { reason -> [String] in
                var same = findings.filter { $0.found == reason }
                // Of what one caller lacks AWS says the same but for the action, which stands there already.
                if reason.hasPrefix("cannot tell: needs "), !said.insert(same[0].refusalKind).inserted {
                    same[0].awsSays = ""
                }
                let others = same.dropFirst().map(\.link.words)
                let more =
                    others.isEmpty
                    ? [] : paint.lines("  ", sign: "·", " the same hides \(Array(others).listed)", aloud: "note")
                return card(same[0], "?") + more + [""]
            }
    }

    /// Why something was not seen: AWS's own words, which are the same for each call, or the reason.
    private static func reason(_ finding: Finding) -> String {
        if !finding.awsSays.isEmpty { return "\(finding.speaker) \(finding.awsSays)" }
        let found = finding.found
        return found.hasPrefix("cannot tell: ") ? String(found.dropFirst("cannot tell: ".count)) : found
    }

    /// Why nobody could tell, each reason once.
    private static func reasons(_ findings: [Finding]) -> [String] {
        findings.reduce(into: []) { if !$0.contains($1.found) { $0.append($1.found) } }
    }

    /// What was seen of the rest: what is right, and what nobody looked at.
    private func closing(_ diagnosis: Diagnosis) -> [String] {
        var lines: [String] = []
        let right = diagnosis.links(.right, .risk)
        let unseen = diagnosis.links(.notLooked)
        if diagnosis.isProven {
            return paint.lines(
                sign: "✓",
                " Proven: \(diagnosis.subject.pods) takes the role. Not proven: webhook, image and network of the pods, "
                    + "and both doors; \"sesame send\" proves the doors with one mail.")
        }
        if diagnosis.isHealthy, isWhole, diagnosis.subject.design != nil {
            return paint.lines(
                sign: "✓",
                " It works, as far as can be seen without sending.\(probe.map { " \"\($0)\" proves it." } ?? "")")
        }
        if diagnosis.isHealthy, right.isEmpty { return paint.lines(sign: "?", " Nothing was looked at.") }
        if diagnosis.isHealthy {
            lines += paint.lines(sign: "✓", " No fault seen in what was looked at.")
        }
        if !right.isEmpty {
            let verb = right.count == 1 ? "is" : "are"
            lines += paint.lines(
                sign: "✓", " \(right.count.counting("link")) \(verb) right: \(Diagnosis.words(right))")
        }
        if !unseen.isEmpty {
            let why = diagnosis.subject.missing.map { ": \($0)" } ?? ""
            lines += paint.lines(sign: "·", " not looked at: \(Diagnosis.words(unseen))\(why)", aloud: "note")
        }
        return lines
    }

    private func card(_ finding: Finding, _ sign: String) -> [String] {
        var lines = FindingText.lines(finding, paint, sign: sign)
        if let command = bySesame[finding.id] {
            lines += paint.command(FindingText.lead("By sesame", finding, paint), command)
            lines += FindingText.needs(finding, paint)
        }
        return lines
    }

    /// What is right again when a cause is.
    private func follows(_ root: Finding, _ diagnosis: Diagnosis) -> [String] {
        diagnosis.findings.filter { finding in
            finding.status == .fail
                && diagnosis.rootCauses.first { finding.consequenceOf.contains($0.id) }?.id == root.id
        }.flatMap { finding in
            let words = (finding.brief.isEmpty ? finding.title : finding.brief).withoutFullStop
            return paint.lines(
                "  ", sign: "·",
                " \(finding.link.words.blankPadded(to: 12)) \(words); \(diagnosis.origin(of: finding))",
                hanging: 17, aloud: "follows")
        }
    }

    /// The calls that were made, with the commands that do the same.
    func calls(_ made: [MadeCall], profiles: [Side: String]) -> [String] {
        var lines: [String] = [""]
        for call in made {
            let answer: String
            switch call.answer.outcome {
            case .success: answer = "answered"
            case .failure(let failure) where failure.kind == .absent: answer = "not there"
            case .failure(let failure): answer = failure.code ?? failure.kind.rawValue
            }
            let place = call.call.side == .kubernetes ? "cluster" : call.call.side.words
            lines += paint.lines(
                "\(place.blankPadded(to: 11)) \(call.call.words.blankPadded(to: 36)) "
                    + "\(answer.blankPadded(to: 14)) \(call.milliseconds) ms")
            let command = CommandLine(call.call, profile: profiles[call.call.side]).shellLine
            lines += paint.command("    ", command)
        }
        return lines
    }
}

extension Subject {
    /// Why a subject is not known well enough for all links; nil where it is.
    var missing: String? {
        guard design == nil else { return nil }
        if answers.sender == nil {
            return "the sender is not known; name it too, as in: sesame doctor \(word) no-reply@example.com"
        }
        if answers.serviceAccount == nil { return "no service account is known to use the role" }
        return "not enough is known of the setup"
    }

    /// The word that names it to the doctor.
    private var word: String {
        if let namespace = answers.namespace, let account = answers.serviceAccount {
            return "\(namespace.text)/\(account.text)"
        }
        return role?.text ?? "WHAT"
    }
}
