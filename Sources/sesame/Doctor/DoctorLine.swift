import Calls
import Design
import Diagnosis
import Identifiers
import Setup
import Wire
import Work

/// The doctor line by line: what is diagnosed, how each link stands, then evidence, fix and proof by one letter.
struct DoctorLine {
    private let options: CommonOptions
    private let selection: CheckSelection
    private let failOn: DoctorCommand.FailOn
    private let dialog: LineDialog
    private let paint: Paint

    /// How many setups are listed.
    private static let listed = 4

    /// Runs it and ends the process with the verdict's exit code.
    ///
    /// - Parameters:
    ///   - words: What was named; nothing asks.
    ///   - options: The options.
    ///   - only: What counts, by `--only`.
    ///   - skip: What does not, by `--skip`.
    ///   - failOn: From what on it exits 1.
    static func run(
        _ words: [String], _ options: CommonOptions, only: [String], skip: [String], failOn: DoctorCommand.FailOn
    ) -> Never {
        Exit.run(.text) { () throws(Stop) in
            var paint = Paint(options.look, .current())
            paint.speaks = true
            paint.isDialog = true
            let line = DoctorLine(
                options: options, selection: try CheckSelection(only: only, skip: skip), failOn: failOn,
                dialog: LineDialog(paint: paint), paint: paint)
            var words = words
            if words.isEmpty, options.answersFile == nil, !options.demo { words = [try line.askWhat()] }
            return try line.talk(words)
        }
    }

    private init(
        options: CommonOptions, selection: CheckSelection, failOn: DoctorCommand.FailOn, dialog: LineDialog,
        paint: Paint
    ) {
        self.options = options
        self.selection = selection
        self.failOn = failOn
        self.dialog = dialog
        self.paint = paint
    }

    // MARK: What is diagnosed

    private func askWhat() throws(Stop) -> String {
        guard !options.noInput else {
            throw Stop(
                code: .usage, name: "NoInput",
                message: "--plain asks what to look at, and --no-input forbids it. Name it: sesame doctor --plain WHAT."
            )
        }
        let ground = try Ground.live(ProcessContext.current())
        let setups: [SavedSetup]
        do throws(StateProblem) { setups = try KnownSetups(ground.state).setups } catch {
            throw Stop(code: .failed, name: "State", message: error.sentence)
        }
        dialog.say("Mail does not go out? Say what you have, the rest is found.")
        for (index, setup) in setups.prefix(Self.listed).enumerated() {
            let cluster = setup.answers.eksCluster.map { "\($0.text): " } ?? ""
            let name = "\(setup.answers.namespace?.text ?? "")/\(setup.answers.serviceAccount?.text ?? "")"
            dialog.say("  \(index + 1)  \(cluster)\(name). Used \(setup.saved.minute).")
        }
        let isAlone = setups.isEmpty
        dialog.say(
            "\(isAlone ? "A" : "Or a") role ARN, namespace/service account, pod, identity ARN, error text, answers file."
        )
        while true {
            let answer = try dialog.ask("What do you have\(isAlone ? "" : " [1]"): ")
            if answer.isEmpty, let first = setups.first { return first.key }
            if let number = Int(answer), setups.indices.contains(number - 1) { return setups[number - 1].key }
            if !answer.isEmpty { return answer }
        }
    }

    // MARK: The look

    private func talk(_ words: [String]) throws(Stop) -> Design.ExitCode {
        let options = options
        let selection = selection
        var session = try wait { () -> Result<DoctorSession, Stop> in
            do throws(Stop) {
                return .success(try await DoctorSession.open(options, words, selection))
            } catch {
                return .failure(error)
            }
        }.get()
        dialog.say("\(session.subject.words). Read only. Ctrl-C stops.")
        session = look(session)
        while true {
            do throws(Stop) {
                guard try next(&session) else { return session.exitCode(failOn) }
            } catch {
                // Leaving, or the end of the input, ends with the verdict.
                if ["Left", "InputEnded", "Back"].contains(error.problem.code) { return session.exitCode(failOn) }
                dialog.say(error.problem.sentence)
            }
        }
    }

    private func look(_ session: DoctorSession) -> DoctorSession {
        let looked = wait { () -> DoctorSession in
            var session = session
            await session.look(again: session.looked != nil)
            return session
        }
        tell(looked)
        return looked
    }

    private func wait<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let (value, signal) = Bridge.wait(doing: "Looking", work)
        if let signal { Exit.leave(signal: signal) }
        return value
    }

    private func tell(_ session: DoctorSession) {
        guard let diagnosis = session.looked?.diagnosis else { return }
        for link in diagnosis.links where link.state != .notLooked {
            let words = link.words.isEmpty ? "" : " \(link.words.sentence)"
            for line in paint.lines(
                sign: DoctorText.sign(link.state), " \(link.link.words).\(words)", aloud: Self.word(link.state))
            { dialog.write(line) }
        }
        let unseen = diagnosis.links(.notLooked)
        if !unseen.isEmpty { dialog.say("not looked at: \(Diagnosis.words(unseen)).") }
        dialog.say()
        dialog.say("\(diagnosis.verdict.capitalizedFirst).")
        for root in diagnosis.rootCauses { tell(root, "Root cause", diagnosis) }
        for hidden in diagnosis.findings where hidden.status == .unknown { tell(hidden, "Cannot tell", diagnosis) }
        for risk in diagnosis.findings where risk.status == .warn { tell(risk, "Risk", diagnosis) }
        if diagnosis.isHealthy, !diagnosis.isProven {
            dialog.say("It works, as far as can be seen without sending.")
        }
    }

    private func tell(_ finding: Finding, _ word: String, _ diagnosis: Diagnosis) {
        dialog.say("\(word), code \(finding.code): \(finding.title.lowercasedFirstWord)")
        for (heading, text) in finding.headings { dialog.say("  \(heading): \(text)") }
        // What was not seen because of it is told by itself.
        for other in diagnosis.findings where other.status == .fail && other.consequenceOf.contains(finding.id) {
            let words = other.brief.isEmpty ? other.title : other.brief
            dialog.say("Follows from it: \(other.link.words). \(words.sentence)")
        }
    }

    private static func word(_ state: LinkResult.State) -> String {
        switch state {
        case .wrong: "wrong"
        case .follows: "follows"
        case .cannotTell: "cannot tell"
        case .risk: "risk"
        case .right: "right"
        case .notLooked: "not looked at"
        }
    }

    // MARK: What next

    /// Asks what to do next; false where nobody can be asked.
    private func next(_ session: inout DoctorSession) throws(Stop) -> Bool {
        guard !options.noInput, let look = session.looked else { return false }
        let hasFix = look.diagnosis.findings.contains { finding in
            finding.fix != nil && [.fail, .unknown, .warn].contains(finding.status)
        }
        dialog.say(
            "\(hasFix ? "Enter shows the fix, v" : "v shows") the evidence, p proves, r again, c is the short report, q "
                + "leaves.")
        switch try dialog.ask("Next [\(hasFix ? "the fix" : "q")]: ").lowercased() {
        case "" where hasFix: try fix(&session)
        case "": return false
        case "v": tellEvidence(look.diagnosis)
        case "p": try prove(&session)
        case "r": session = self.look(session)
        case "c": for line in look.diagnosis.short.split(separator: "\n") { dialog.say(String(line)) }
        default: dialog.say("Say Enter, v, p, r, c or q.")
        }
        return true
    }

    private func tellEvidence(_ diagnosis: Diagnosis) {
        for finding in diagnosis.findings where finding.status != .pass && finding.status != .skipped {
            for row in finding.evidence {
                let place = row.account.map { " in \($0)" } ?? ""
                dialog.say(
                    "\(finding.link.words), \(row.source.rawValue): \(row.call)\(place), \(row.field): \(row.value)")
            }
        }
    }

    private func fix(_ session: inout DoctorSession) throws(Stop) {
        guard let diagnosis = session.looked?.diagnosis else { return }
        let roots = diagnosis.rootCauses
        let rest = diagnosis.findings.filter { $0.status == .unknown || $0.status == .warn }
        for finding in roots.isEmpty ? rest : roots {
            guard let fix = finding.fix else { continue }
            dialog.say("The fix of \(finding.code), \(finding.link.words): \(fix.text)")
            for command in fix.commands { dialog.say(command: command) }
        }
        guard let repair = session.repairs.first else { return try restart(&session) }
        dialog.say("By sesame: \(repair.rawValue). What it writes:")
        let work = session.work
        let options = PlanOptions(takeOver: session.takeOver)
        let setup = try wait { () -> Result<PlannedSetup, Stop> in
            do throws(Problem) { return .success(try await work.plan(options)) } catch { return .failure(Stop(error)) }
        }.get()
        let apply = ApplySession(
            work: work, format: .text, paint: paint, confirmation: Confirmation(saysYes: false, mayAsk: true),
            waitSeconds: 0, only: [repair])
        _ = try apply.confirmAndApply(setup)
        session = look(session)
    }

    /// Restarts what a restart repairs, after somebody agreed to it.
    private func restart(_ session: inout DoctorSession) throws(Stop) {
        guard !session.restarts.isEmpty else { return }
        let targets = session.restarts
        let restart = RestartSession(
            work: session.work, format: .text, paint: paint, confirmation: Confirmation(saysYes: false, mayAsk: true))
        _ = try restart.confirmAndRestart(targets)
        session = look(session)
    }

    private func prove(_ session: inout DoctorSession) throws(Stop) {
        for line in session.probeWords().split(separator: "\n", omittingEmptySubsequences: false) {
            dialog.say(String(line))
        }
        guard try dialog.agrees("Prove it?", unlessSaid: false) else { return }
        let asked = session
        let paint = paint
        session = try wait { () -> Result<DoctorSession, Stop> in
            var session = asked
            do throws(Stop) {
                try await session.prove(sendsMail: false, showsLinks: true, paint)
                return .success(session)
            } catch {
                return .failure(error)
            }
        }.get()
        guard let diagnosis = session.looked?.diagnosis else { return }
        dialog.say("\(diagnosis.verdict.capitalizedFirst).")
        for root in diagnosis.rootCauses { tell(root, "Root cause", diagnosis) }
    }
}

extension String {
    /// A few words as a sentence; a name at their head keeps its letters.
    fileprivate var sentence: String {
        let isWord = prefix { $0 != " " && $0 != "," }.allSatisfy(\.isLetter)
        return (isWord ? capitalizedFirst : self).withoutFullStop + "."
    }

    /// The sentence to stand behind a colon: its first word small, unless it is a name in capitals.
    fileprivate var lowercasedFirstWord: String {
        guard let first, dropFirst().first?.isLowercase == true || dropFirst().first == " " else { return self }
        return first.lowercased() + dropFirst()
    }
}
