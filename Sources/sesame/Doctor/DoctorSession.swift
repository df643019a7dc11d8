import AWSClient
import Calls
import Design
import Diagnosis
import Identifiers
import Setup
import Wire
import Work

/// A run of the doctor: its subject, who is asked, and what came of it.
struct DoctorSession: Sendable {
    /// Callers and cluster.
    let work: SetupWork
    /// What is diagnosed.
    let subject: Subject
    private let options: CommonOptions
    private let selection: CheckSelection
    private var answersFile: String?
    /// Why the answers file that was asked for was not written; nil where it was.
    private(set) var unwritten: Stop?
    /// What it was given, word by word.
    private let words: [String]
    private let finding: FoundSubject?
    /// The look; nil before it.
    private(set) var looked: Examination?
    private var bySesame: [String: String] = [:]
    /// The resources that an apply would write to repair what is broken.
    private(set) var repairs: [ResourceAddress] = []
    /// The workloads that a restart would repair.
    private(set) var restarts: [RestartTarget] = []
    /// Those of them whose fields others have written since, so that a repair takes them back.
    private(set) var takeOver: Set<ResourceAddress> = []

    /// Finds the subject and opens what is needed to look at it.
    ///
    /// - Parameters:
    ///   - options: The command's options.
    ///   - words: What it was given.
    ///   - selection: The checks that count.
    /// - Returns: The session.
    /// - Throws: `Stop` where nobody can tell whose mail is meant, or what was named cannot be used.
    static func open(
        _ options: CommonOptions, _ words: [String], _ selection: CheckSelection
    ) async throws(Stop) -> DoctorSession {
        let (bench, named) = try await DoctorSubject.opened(options, words)
        let found: FoundSubject?
        let work: SetupWork
        do throws(Problem) {
            // What a flag names for this very run has to be usable; what a file names may be what is broken.
            let opened = try await SetupWork.open(
                bench, named.answers, needed: named.answers.sidesNamedByFlag, kubeconfig: .stops)
            found =
                named.clues.isEmpty
                ? nil
                : try await SetupWork.find(bench, named.clues, known: named.answers, kubeconfig: .stops)
            work = found?.work ?? opened
        } catch {
            throw Stop(error)
        }
        if let found { try check(found.found, words, options) }
        return DoctorSession(
            work: work, subject: found?.subject ?? Subject(named.answers), options: options, selection: selection,
            answersFile: named.clues.isEmpty ? named.answersFile : nil, words: words, finding: found)
    }

    private static func check(
        _ found: SubjectSearch.Found, _ words: [String], _ options: CommonOptions
    ) throws(Stop) {
        if let problem = found.problem { throw Stop(code: .badData, name: "NoSuchSubject", message: problem) }
        guard let choice = found.choices.first else { return }
        let commands = choice.options.map { "  \(options.doctor(words + [$0.word]))" }
        throw Stop(
            code: .usage, name: "Ambiguous",
            message: "Several \(choice.label.lowercased())s would do (\(choice.source)), and each is a setup of its "
                + "own. Choose one:\n\(commands.joined(separator: "\n"))")
    }

    /// Looks.
    ///
    /// - Parameter again: Whether everything is asked anew, also what was read to find the subject.
    mutating func look(again: Bool = false) async {
        let seen = again ? Observations() : finding?.seen ?? Observations()
        var look = await work.diagnose(subject, seen: seen, checks: selection.checks)
        look.diagnosis = selection.narrowed(look.diagnosis)
        look.diagnosis.calls = made(look).count
        looked = look
        await findRepairs(look)
        if !Task.isCancelled { looked = await work.withHistory(looked ?? look) }
    }

    /// Takes the role, after somebody agreed to it.
    mutating func prove(sendsMail: Bool, showsLinks: Bool, _ paint: Paint) async throws(Stop) {
        guard let look = looked else { return }
        let printer = SendPrinter(paint: paint, isFollowed: false)
        do throws(Problem) {
            looked = try await work.prove(look, sendsMail: sendsMail) { event in if showsLinks { printer.print(event) }
            }
        } catch {
            throw Stop(error)
        }
    }

    /// Watches until all is right, and says what changes.
    mutating func watch(_ paint: Paint) async {
        guard let look = looked else { return }
        let last = await work.watch(look, checks: selection.checks) { _, changes in
            for change in changes {
                let words = "\(change.at.minute.dropFirst(11).prefix(5)) UTC"
                let sign = DoctorText.sign(change.now.state)
                Console.lines(
                    paint.lines(
                        "\(words)  ", sign: sign, " \(change.now.link.words.blankPadded(to: 13)) \(change.now.words)",
                        hanging: 26))
            }
        }
        looked = last
    }

    /// What a probe does, and what it leaves behind.
    ///
    /// - Parameter offersMail: Whether one mail may be sent with it.
    /// - Returns: The words, line by line.
    func probeWords(offersMail: Bool = false) -> String {
        let subject = looked?.diagnosis.subject ?? subject
        let cluster = subject.answers.eksCluster.map { "cluster \($0.text)" } ?? "the cluster"
        let role = subject.role?.name.text ?? "the role"
        let account = subject.answers.eksAccount?.text ?? "the EKS account"
        let mail = offersMail ? "\n  4  only if you type mail: sends 1 mail to Amazon's test mailbox" : ""
        return """
            The probe
              1  asks \(cluster) for a token of \(subject.pods), for 10 minutes
              2  takes \(role) with it, at STS
              3  asks STS who it is now\(mail)
            It changes nothing\(offersMail ? "" : " and sends nothing"). It leaves 2 lines in CloudTrail of \(account) and 1 in the cluster's audit log. Token and keys are kept in memory only, and forgotten after it.
            """
    }

    /// Which findings an apply would repair, by the answers file that it needs.
    private mutating func findRepairs(_ look: Examination) async {
        bySesame = [:]
        repairs = []
        restarts = []
        takeOver = []
        // Of what is no whole setup nobody can tell what an apply would write.
        guard !look.isStopped, !Task.isCancelled, answersFile != nil || look.diagnosis.subject.design != nil else {
            return
        }
        let file = answersFile ?? proposedFile
        let found = await work.repairs(look)
        for (id, address) in found {
            repairs.append(address)
            var words = ["--only", address.rawValue]
            if isInOtherHands(address, look) {
                takeOver.insert(address)
                words += ["--take-over", address.rawValue]
            }
            bySesame[id] = options.command("apply", words, answersFile: file)
        }
        for finding in look.diagnosis.rootCauses where found[finding.id] == nil {
            guard let targets = finding.fix?.restarts, !targets.isEmpty else { continue }
            restarts += targets.filter { !restarts.contains($0) }
            bySesame[finding.id] = options.command(
                "apply", targets.flatMap { ["--restart", $0.path] }, answersFile: file)
        }
        // A resource is named only where an apply of it would write.
        for finding in look.diagnosis.findings where finding.isRootCause && finding.fix != nil {
            guard let index = looked?.diagnosis.findings.firstIndex(where: { $0.id == finding.id }) else { continue }
            looked?.diagnosis.findings[index].fix?.address = found[finding.id]
        }
    }

    /// The answers file that what was found would stand in.
    private var proposedFile: String {
        let answers = (looked?.diagnosis.subject ?? subject).answers
        let names = [answers.eksCluster?.text, answers.serviceAccount?.text].compactMap(\.self)
        return "\(names.isEmpty ? "answers" : names.joined(separator: "-")).yaml"
    }

    /// What an apply needs before it can repair what was found without an answers file; nil where nothing is missing.
    private var answersFirst: DoctorText.AnswersFirst? {
        guard answersFile == nil, !options.demo, let subject = looked?.diagnosis.subject else { return nil }
        if !bySesame.isEmpty { return .write(options.doctor(words + ["--write-answers", proposedFile])) }
        let roots = looked?.diagnosis.rootCauses ?? []
        let isAutomatic = roots.contains { $0.fix?.address != nil || $0.fix?.remedy?.isAutomatic == true }
        let missing = subject.answers.missingFields
        return isAutomatic && subject.design == nil && !missing.isEmpty ? .missing(missing.map(\.rawValue)) : nil
    }

    /// Writes what was found as an answers file, which an apply takes; nothing that is there is replaced.
    ///
    /// What speaks against it is told after the report.
    ///
    /// - Parameter path: The file.
    mutating func writeAnswers(to path: String) async {
        guard let subject = looked?.diagnosis.subject else { return }
        guard let design = subject.design else {
            unwritten = Stop(
                code: .badData, name: "Incomplete",
                message: "\(path) was not written: too little was found for a setup. Still needed: "
                    + "\(subject.answers.missingFields.map(\.rawValue).listed).")
            return
        }
        do throws(Problem) {
            _ = try NewFile.write(AnswersWriter.text(subject.answers.settled(by: design)), to: path).get()
        } catch {
            unwritten = Stop(error)
            return
        }
        answersFile = path
        if let looked { await findRepairs(looked) }
        Console.note(
            "wrote \(path), which only you may read (0600): what is there now. Read it before an apply.")
    }

    /// Whether somebody else wrote the role into the service account: the server lets nobody change that unasked.
    private func isInOtherHands(_ address: ResourceAddress, _ look: Examination) -> Bool {
        guard address == .serviceAccount, let design = look.diagnosis.subject.design,
            let account = look.seen.serviceAccount(design.namespace, design.serviceAccount)?.value
        else { return false }
        return account.writers.contains {
            $0.name != DelegateSending.manager && $0.annotations.contains(DelegateSending.roleAnnotation)
        }
    }

    private func made(_ look: Examination) -> [MadeCall] { (finding?.made ?? []) + look.made }

    // MARK: Telling

    /// How the command ends.
    func exitCode(_ failOn: DoctorCommand.FailOn) -> ExitCode {
        guard let look = looked else { return .failed }
        return look.diagnosis.exitCode(failsOnRisks: failOn == .warn, look.made.map(\.answer))
    }

    /// Prints the report in one of its forms.
    func print(
        _ format: DoctorFormat, _ paint: Paint, showsCalls: Bool, _ failOn: DoctorCommand.FailOn
    ) throws(Stop) {
        guard let look = looked else { return }
        let made = made(look)
        let milliseconds = look.milliseconds + (finding?.milliseconds ?? 0)
        var text = DoctorText(paint: paint, bySesame: bySesame)
        text.repairsAll = options.command("apply", answersFile: answersFile ?? proposedFile)
        text.answersFirst = answersFirst
        switch format {
        case .json: try Console.document(look.diagnosis.document)
        case .short: Console.text(look.diagnosis.short)
        case .markdown: Console.text(look.diagnosis.markdown(by: "sesame \(Version.text)"))
        case .junit:
            try Console.whole(look.diagnosis.junit(milliseconds: milliseconds, failsOnRisks: failOn == .warn))
        case .text, .csv:
            text.isWhole = selection.isAll
            text.probe = "sesame doctor --probe"
            text.showsCalls = showsCalls ? nil : "sesame doctor --show-calls"
            tellFinds(paint)
            Console.lines(text.lines(look, calls: made.count, milliseconds: milliseconds))
        }
        guard showsCalls else { return }
        var profiles: [Side: String] = [:]
        profiles[.eks] = look.diagnosis.subject.answers.eksProfile
        profiles[.ses] = look.diagnosis.subject.answers.sesProfile
        let lines = text.calls(made, profiles: profiles)
        if format == .text { Console.lines(lines) } else { Console.note(lines.joined(separator: "\n")) }
    }

    /// What was found of the subject, and from what: on standard error, beside the report.
    private func tellFinds(_ paint: Paint) {
        guard let finding else { return }
        let rows: [(FieldID, String)] = [
            (.role, "Role"), (.serviceAccount, "Service account"), (.eksCluster, "Cluster"), (.sesSender, "Sender"),
            (.sesAccount, "SES account"),
        ]
        for (field, label) in rows {
            guard let find = finding.found.finds.first(where: { $0.field == field }) else { continue }
            let namespace = field == .serviceAccount ? finding.subject.answers.namespace.map { "\($0.text)/" } : nil
            let value = TerminalText.sanitized((namespace ?? "") + find.value)
            Console.note("\(label.blankPadded(to: 18)) \(value.blankPadded(to: 36)) \(find.source)")
        }
        Console.note("")
    }
}

extension Answers {
    /// The sides whose profile a flag names.
    var sidesNamedByFlag: Set<Side> {
        Set(
            [(Side.eks, FieldID.eksProfile), (.ses, .sesProfile)].filter { _, field in
                if case .flag? = provenance(of: field) { true } else { false }
            }.map(\.0))
    }
}

extension CommonOptions {
    /// The doctor's command for other words, with the options of this run that say whose credentials and which way.
    func doctor(_ words: [String]) -> String {
        let options = [
            ("--eks-profile", eksProfile), ("--ses-profile", sesProfile), ("--eks-region", eksRegion),
            ("--ses-region", sesRegion), ("--kubeconfig", kubeconfig), ("--context", context),
            ("--endpoint-url", endpointURL),
        ]
        var all = ["sesame", "doctor"] + words
        for case (let option, let value?) in options {
            all += value.hasPrefix("-") ? ["\(option)=\(value)"] : [option, value]
        }
        return all.map(ShellQuoting.word).joined(separator: " ")
    }
}
