import Calls
import Design
import Diagnosis
import Files
import Identifiers
import Setup
import Simulator
import SimulatorServer
import Wizard
import Work

/// The guided setup line by line, with the pieces of the full screen and the commands: questions, plan, apply, send.
struct LineSetup {
    private let options: CommonOptions
    private let bench: Workbench
    private let suggestions: LineSuggestions
    private let dialog: LineDialog
    private let demo: DemoWorld?
    private var answers: Answers
    /// The sides without a profile, and whether what counts there may be used.
    private var agreed: [Side: Bool] = [:]

    /// The questions in the order of the guide; the rest derives or is found.
    private static let questions: [FieldID] = [
        .eksProfile, .eksAccount, .eksRegion, .eksCluster, .eksOIDCProvider, .kubernetesContext, .namespace,
        .serviceAccount, .sesProfile, .sesAccount, .sesRegion, .sesSender, .sesReceiver,
    ]

    /// Runs it and ends the process.
    ///
    /// - Parameters:
    ///   - options: The common options; values of flags and answers file are not asked for again.
    ///   - scenario: The state of the demo's world; nil works on this computer's accounts.
    static func run(_ options: CommonOptions, scenario: String?) -> Never {
        Exit.run(.text) { () throws(Stop) in
            guard !options.noInput else {
                throw Stop(
                    code: .usage, name: "NoInput",
                    message: "--plain asks, and --no-input forbids it. \"sesame apply --answers FILE\" asks nothing.")
            }
            var setup = try LineSetup(options, scenario: scenario)
            return try setup.run()
        }
    }

    private init(_ options: CommonOptions, scenario: String?) throws(Stop) {
        let process = ProcessContext.current()
        self.options = options
        dialog = LineDialog(paint: Paint(options.look, process))
        if let scenario {
            let (started, signal) = Bridge.wait { () -> Result<DemoWorld, Stop> in
                do throws(Stop) {
                    return .success(try await DemoWorld.start(scenario))
                } catch {
                    return .failure(error)
                }
            }
            if let signal { Exit.leave(signal: signal) }
            let world = try started.get()
            demo = world
            bench = Workbench(world.ground, way: Workbench.Way(), log: try CallLog.opened(options))
            answers = try DemoWorld.offlineAnswers()
            answers.merge(try AnswersSource.read(options))
        } else {
            demo = nil
            bench = Workbench(
                try .live(process),
                way: options.way,
                log: try CallLog.opened(options),
                askForMFACode: MFAQuestion.asker(process, noInput: options.noInput), saysWaits: { Console.note($0) })
            answers = try AnswersSource.read(options)
        }
        suggestions = LineSuggestions(bench: bench)
    }

    private mutating func run() throws(Stop) -> ExitCode {
        dialog.say("sesame: pods of an EKS cluster send mail through SES of another account, without access keys.")
        if let demo {
            dialog.say("This is a demo on a simulated AWS; nothing leaves this computer.")
            dialog.say("Its inbox: \(demo.simulator.endpoints.inbox)")
        }
        dialog.say("Enter takes what stands in brackets, ? explains, q leaves. Nothing is written before you say yes.")
        for field in Self.questions { try ask(field) }
        while let problem = answers.contradictions.first {
            dialog.say()
            dialog.say(problem.sentence)
            answers.clear(problem.field)
            try ask(problem.field)
        }
        for warning in answers.warnings { dialog.say(sign: "!", warning.sentence) }
        if demo == nil { try keepAnswers() }
        return try makeAndSend()
    }

    // MARK: Questions

    private mutating func ask(_ id: FieldID) throws(Stop) {
        let field = Field[id]
        // The issuer is read from the cluster; it is asked only where no cluster is named.
        if id == .eksOIDCProvider, answers.eksCluster != nil { return }
        if let text = answers[id], let from = answers.provenance(of: id), from.precedence >= 3 {
            dialog.say()
            dialog.say("\(field.label): \(text) (\(from.words))")
            return
        }
        let (found, choices) = try look(id)
        let kept = answers[id].flatMap { text in answers.provenance(of: id).map { (text, $0) } }
        guard let value = try dialog.value(of: field, suggestion: kept ?? found, choices: choices) else { return }
        if [.eksProfile, .sesProfile].contains(id), !choices.contains(value.text) {
            let names = choices.isEmpty ? "none" : choices.joined(separator: ", ")
            dialog.say("  There is no profile \"\(value.text)\"; there is \(names).")
            return try ask(id)
        }
        do {
            try answers.set(value.text, for: id, from: value.from)
        } catch {
            dialog.say("  \(error.sentence)")
            try ask(id)
        }
    }

    /// What can be suggested for a field, and what there is to choose from.
    private mutating func look(_ id: FieldID) throws(Stop) -> ((text: String, from: Provenance)?, [String]) {
        switch id {
        case .eksProfile, .sesProfile: return (nil, suggestions.local.profiles)
        case .eksAccount: return (try mayUse(.eks) ? account(.eks, answers.eksProfile) : nil, [])
        case .sesAccount: return (try mayUse(.ses) ? account(.ses, answers.sesProfile) : nil, [])
        case .eksRegion: return (region(answers.eksProfile), [])
        case .sesRegion:
            return (
                region(answers.sesProfile) ?? answers[.eksRegion].map { ($0, .detected(from: "the cluster's")) }, []
            )
        case .eksCluster:
            guard try mayUse(.eks) else { return (nil, []) }
            let (suggestions, answers) = (suggestions, answers)
            let (seen, signal) = Bridge.wait { await suggestions.clusters(answers) }
            if let signal { Exit.leave(signal: signal) }
            if let reason = seen?.cannotTell {
                dialog.say()
                dialog.say(sign: "?", "Cannot list clusters: \(reason)\(reason.hasSuffix(".") ? "" : ".")")
            }
            let clusters = seen?.value ?? []
            return (clusters.count == 1 ? (clusters[0], .detected(from: "found, 1 of 1")) : nil, clusters)
        case .kubernetesContext:
            let contexts = suggestions.contexts
            for context in contexts {
                guard let outlook = suggestions.local.contextOutlooks[context] else { continue }
                dialog.say()
                dialog.say("The token for \(context) \(outlook.words(200, then: "the cluster is asked")).")
            }
            return (contexts.first.map { ($0, .detected(from: "current context")) }, contexts)
        case .namespace: return (("default", .default), [])
        case .serviceAccount: return (("ses-sender", .default), [])
        default: return (nil, [])
        }
    }

    /// Whether AWS may be asked with a side's credentials.
    ///
    /// A profile that was named is chosen, and the demo's are nobody's. What counts where none is named may be a
    /// program of `[default]`: it is shown, and takes a yes.
    private mutating func mayUse(_ side: Side) throws(Stop) -> Bool {
        let profile = side == .eks ? answers.eksProfile : answers.sesProfile
        if demo != nil || profile != nil { return true }
        if let agreed = agreed[side] { return agreed }
        dialog.say()
        dialog.say("\(side.words): no profile was named. Then the environment counts, and the profile default.")
        dialog.say("  Using that \(bench.outlook(.environment).words(200)).")
        let agrees = try dialog.agrees("Use it?", unlessSaid: false)
        agreed[side] = agrees
        return agrees
    }

    private func region(_ profile: String?) -> (text: String, from: Provenance)? {
        bench.region(of: CallerChoice(profile: profile)).map {
            ($0.text, profile.map { .profile($0) } ?? .detected(from: "environment"))
        }
    }

    private func account(_ side: Side, _ profile: String?) -> (text: String, from: Provenance)? {
        let bench = bench
        let (result, signal) = Bridge.wait { await bench.identify(side, CallerChoice(profile: profile)) }
        if let signal { Exit.leave(signal: signal) }
        switch result {
        case .success(let caller): return (caller.account.text, .detected(from: "from credentials"))
        case .failure(let problem):
            dialog.say()
            dialog.say(sign: "?", problem.sentence)
            return nil
        }
    }

    /// Offers to keep the answers in a file, from which every command goes on.
    private func keepAnswers() throws(Stop) {
        dialog.say()
        var suggestion = options.answersFile ?? "answers.yaml"
        while true {
            let answer = try dialog.ask("File for these answers, - for none [\(suggestion)]: ")
            let path = answer.isEmpty ? suggestion : answer
            if path == "-" { return }
            let text = AnswersWriter.text(answers)
            let old = try? InputFile.read(path, limit: InputFile.textLimit, pipes: .refused)
            if FileKind.at(path) != nil, old != Array(text.utf8) {
                guard try dialog.agrees("\(path) is there and differs. Overwrite it?") else {
                    suggestion = "-"
                    continue
                }
            }
            do {
                try AtomicFile.write(Array(text.utf8), to: path)
                return dialog.say("Written; \"sesame apply --answers \(path)\" goes on from here at any time.")
            } catch {
                dialog.say("  \(error.sentence)")
            }
        }
    }

    // MARK: Plan, apply, send

    private mutating func makeAndSend() throws(Stop) -> ExitCode {
        // Comparing asks both accounts; where one may not be asked, commands do the rest side by side.
        var closed: [Side] = []
        for side in [Side.eks, .ses] where try !mayUse(side) { closed.append(side) }
        guard closed.isEmpty else {
            let names = closed.map(\.words).joined(separator: " and the ")
            dialog.say()
            let verb = closed.count == 1 ? "was" : "were"
            dialog.say("The \(names) \(verb) not asked, so nothing is compared or made. Nothing was changed.")
            dialog.say("Once credentials are named, \"sesame plan\" and \"sesame apply\" go on from the answers.")
            return .changesRemain
        }
        let work = try live { [bench, answers] () throws(Problem) in
            try await SetupWork.open(bench, answers, kubeconfig: .stops)
        }
        while true {
            dialog.say()
            let setup = try live { () throws(Problem) in try await work.plan() }
            let session = ApplySession(
                work: work, format: .text, paint: dialog.paint,
                confirmation: Confirmation(saysYes: false, mayAsk: true), waitSeconds: 0)
            let code = try session.confirmAndApply(setup)
            if code == .success { break }
            guard code == .changesRemain else { return code }
            dialog.say()
            _ = try dialog.ask("Enter when people have done their part, q to leave: ")
        }
        dialog.say()
        let receiver = answers[.sesReceiver] ?? "the receiver"
        guard try dialog.agrees("Send a test message to \(receiver)?") else { return .success }
        let session = SendSession(work: work, answersFile: options.answersFile, paint: dialog.paint)
        let printer = SendPrinter(paint: dialog.paint)
        let outcome = try live { () throws(Problem) in try await work.send(SendOptions()) { printer.print($0) } }
        session.tell(outcome)
        return outcome.report.exitCode
    }

    private func live<Value: Sendable>(
        _ work: @escaping @Sendable () async throws(Problem) -> Value
    ) throws(Stop) -> Value {
        let (result, signal) = Bridge.wait { () -> Result<Value, Problem> in
            do throws(Problem) { return .success(try await work()) } catch { return .failure(error) }
        }
        if let signal { Exit.leave(signal: signal) }
        do throws(Problem) { return try result.get() } catch { throw Stop(error) }
    }
}
