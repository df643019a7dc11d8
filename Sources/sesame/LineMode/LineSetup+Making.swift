import Calls
import Design
import Diagnosis
import Identifiers
import Setup
import Wizard
import Work

// Plan, apply, send, and what is left for others and for the program that sends.
extension LineSetup {
    /// Compares, asks, makes, sends, and says what there is to hand on.
    mutating func makeAndSend() throws(Stop) -> ExitCode {
        // Comparing asks both accounts; the part of one that may not be asked is its owner's.
        var closed: Set<Side> = []
        for side in [Side.eks, .ses] where try !mayUse(side) { closed.insert(side) }
        // Tokens for the cluster are made from the EKS account's caller.
        if closed.contains(.eks) { closed.insert(.kubernetes) }
        let open = Set(Side.allCases).subtracting(closed)
        guard !open.isEmpty else { return try nobodyIsAsked() }
        let callers = answers.callers.filter { open.contains($0.key) }
        let work = try live("Looking for credentials") { [bench, answers] () throws(Problem) in
            try await SetupWork.open(bench, answers, callers, sides: open, kubeconfig: .stops)
        }
        let design = try make(work, PlanOptions(sides: open))
        guard case .success(let design) = design else { return design.code }
        guard closed.isEmpty else {
            try handOver(design, to: closed)
            return .changesRemain
        }
        dialog.say()
        let receiver = answers[.sesReceiver] ?? design.testReceiver
        guard try dialog.agrees("Send a test message to \(receiver)?") else {
            tellTheProgram(design, isProven: false)
            return .success
        }
        let session = SendSession(
            work: work,
            command: { [file, options] name, more in file.flatMap { options.command(name, more, answersFile: $0) } },
            paint: dialog.paint)
        let printer = SendPrinter(paint: dialog.paint)
        let outcome = try live(nil) { () throws(Problem) in try await work.send(SendOptions()) { printer.print($0) } }
        session.tell(outcome)
        let isProvenInPod = try sendsFromCluster(session, after: outcome, in: design)
        if outcome.report.isOK { tellTheProgram(design, isProven: true, inPod: isProvenInPod) }
        return outcome.report.exitCode
    }

    /// Sends once more from inside the cluster, if that is wanted, and says what both together mean: from the test workload,
    /// and where nobody wants one from Jobs that are made for it.
    private func sendsFromCluster(
        _ session: SendSession, after earlier: SendOutcome, in design: DelegateSending
    ) throws(Stop) -> Bool {
        let byJob = !design.testWorkload
        // Jobs alone are no way to find out what broke from here.
        guard !byJob || earlier.report.isOK else { return false }
        dialog.say()
        if byJob {
            dialog.say("The same can be sent from inside the cluster, by Jobs that are deleted again:")
            for sentence in design.jobNotice { dialog.say("  \(sentence)") }
        }
        let name = "the pod \(DelegateSending.workloadName) in namespace \(design.namespace.text)"
        let question = byJob ? "Send it from such Jobs too?" : "Send it from \(name) too?"
        if byJob {
            // What writes is never what Enter alone does; and whoever leaves here has all that was asked for.
            guard (try? dialog.agrees(question, unlessSaid: false)) == true else { return false }
        } else {
            guard try dialog.agrees(question) else { return false }
        }
        let printer = SendPrinter(paint: dialog.paint)
        let outcome = try live(nil) { () throws(Problem) in
            try await session.work.send(SendOptions(via: .pod, byJob: byJob)) { printer.print($0) }
        }
        session.tell(outcome, after: earlier.report)
        return outcome.report.isOK
    }

    /// How making it ended.
    private enum Made {
        case success(DelegateSending)
        case ended(ExitCode)

        var code: ExitCode { if case .ended(let code) = self { code } else { .success } }
    }

    /// Shows the plan and applies it, until nothing is left but what others have to do.
    private func make(_ work: SetupWork, _ options: PlanOptions) throws(Stop) -> Made {
        while true {
            dialog.say()
            let (setup, elsewhere) = try live("Reading what is there") { () throws(Problem) in
                let setup = try await work.plan(options)
                return (setup, await work.senderElsewhere(setup))
            }
            if let elsewhere { dialog.say(sign: "!", elsewhere) }
            let session = ApplySession(
                work: work, format: .text, paint: dialog.paint,
                confirmation: Confirmation(saysYes: false, mayAsk: true), waitSeconds: 0)
            let code = try session.confirmAndApply(setup)
            if code == .success { return .success(setup.design) }
            guard code == .changesRemain else {
                tellTakeOvers(setup.plan)
                return .ended(code)
            }
            dialog.say()
            // What waits for the owner of a side that nobody here may ask, no Enter will bring.
            if options.sides.count < Side.allCases.count { return .success(setup.design) }
            _ = try dialog.ask("Enter when people have done their part, q to leave: ")
        }
    }

    /// The commands that take over what others made, which is never done by an answer here.
    private func tellTakeOvers(_ plan: Plan) {
        for resource in plan.resources where resource.action == .conflict && resource.canTakeOver {
            let more = ["--take-over", resource.address.rawValue]
            guard let file, let command = options.command("apply", more, answersFile: file) else { continue }
            dialog.say()
            dialog.say("To take over the \(resource.address.word) \(resource.name):")
            dialog.say(command: command)
        }
    }

    /// Neither account may be asked: both owners get a note.
    private func nobodyIsAsked() throws(Stop) -> ExitCode {
        dialog.say()
        dialog.say(
            "The EKS account and the SES account were not asked, so nothing is compared or made. Nothing was changed.")
        let design: DelegateSending
        do throws(IncompleteAnswers) { design = try DelegateSending(answers) } catch {
            dialog.say(error.sentence)
            return .changesRemain
        }
        try handOver(design, to: Set(Side.allCases))
        return .changesRemain
    }

    /// Writes the notes for the owners of sides that nobody here may ask.
    private func handOver(_ design: DelegateSending, to sides: Set<Side>) throws(Stop) {
        for side in [Side.eks, .kubernetes, .ses] where sides.contains(side) {
            let over = HandOver.make(design, side: side)
            let files = [(over.fileName, over.note)] + over.artifacts.map { ($0.name.rawValue, $0.content) }
            dialog.say()
            dialog.say("The rest is for the owner of \(design.place(of: side)): a note with the exact commands.")
            let names = files.map(\.0).joined(separator: ", ")
            guard try dialog.agrees("Write \(names) here?") else { continue }
            do throws(ArtifactFiles.Problem) {
                _ = try ArtifactFiles.write(files.map { (name: $0.0, content: $0.1) }, to: ".", force: false)
                dialog.say("Written. Send them on; nothing in them is secret.")
            } catch {
                dialog.say("  \(error.sentence)")
            }
        }
        tellTheProgram(design, isProven: false)
    }

    /// What the program that sends has to be given: without it SES looks for the sender in the wrong account.
    private func tellTheProgram(_ design: DelegateSending, isProven: Bool, inPod: Bool = false) {
        let who = "service account \(design.serviceAccount.text) in namespace \(design.namespace.text)"
        dialog.say()
        dialog.say(
            isProven
                ? "Done: what \(who) is allowed was enough for a message as \(design.sender.text). Not proven yet: "
                    + (inPod
                        ? "what the application's program passes."
                        : "that a pod gets the token, and what its program passes.")
                : "No test message was sent yet.")
        dialog.say("What the program that sends has to be given:")
        dialog.say("  Sender: \(design.sender.text)")
        dialog.say("  Region of SES: \(design.sesRegion.text)")
        if design.eksAccount != design.sesAccount {
            dialog.say("  Identity ARN: \(design.identityARN.text)")
            dialog.say(
                "  It is FromEmailAddressIdentityArn in SES v2, SourceArn in SES v1, and the header X-SES-SOURCE-ARN over "
                    + "SMTP. Without it SES looks in the EKS account, where the sender is likely not verified.")
        }
        dialog.say("  No keys: its pods run as \(who).")
        showSnippets(design)
        guard let file, let plan = options.command("plan", answersFile: file) else { return }
        dialog.say("To compare again at any time:")
        dialog.say(command: plan)
    }

    /// Shows what to write in the languages that somebody asks for; nobody has to.
    private func showSnippets(_ design: DelegateSending) {
        dialog.say(
            "As lines of a program, with these values: \(Snippets.languages.joined(separator: ", ")). Of some there is "
                + "more than one: python-raw, grafana-smtp.")
        // The end of the input, q and back mean no here: everything is done.
        while let name = try? dialog.ask("Show the lines for [none]: "), !name.isEmpty, name != "none" {
            guard let snippet = Snippets.make(name, design) else {
                dialog.say("  There is no \"\(name)\"; there are \(Snippets.names.joined(separator: ", ")).")
                continue
            }
            dialog.say()
            dialog.say("\(snippet.title):")
            if !snippet.hasComments { for note in snippet.notes { dialog.say("  \(note)") } }
            for line in snippet.lines { dialog.write(line.text) }
            dialog.say()
        }
    }

    func live<Value: Sendable>(
        _ doing: String?, _ work: @escaping @Sendable () async throws(Problem) -> Value
    ) throws(Stop) -> Value {
        let (result, signal) = Bridge.wait(doing: doing) { () -> Result<Value, Problem> in
            do throws(Problem) { return .success(try await work()) } catch { return .failure(error) }
        }
        if let signal { Exit.leave(signal: signal) }
        do throws(Problem) { return try result.get() } catch { throw Stop(error) }
    }
}
