import Calls
import Design
import Files
import Identifiers
import Setup
import Simulator
import SimulatorServer
import Wire
import Wizard
import Work

/// The guided setup line by line, with the pieces of the full screen and the commands: questions, plan, apply, send.
struct LineSetup {
    let options: CommonOptions
    let bench: Workbench
    let dialog: LineDialog
    let demo: DemoWorld?
    private let suggestions: LineSuggestions
    private(set) var answers: Answers
    private var keeping: LineKeeping
    /// The file that holds the answers now; nil where none does.
    private(set) var file: String?
    /// The sides without a profile, and whether what counts there may be used.
    private var agreed: [Side: Bool] = [:]
    /// The fields that are asked although they have a value: somebody went back to them.
    private var again: Set<FieldID> = []
    /// The fields whose values were kept from an earlier run.
    private var kept: Set<FieldID> = []
    /// The questions that were asked, as numbers in their list; the last one is where "back" leads.
    private var asked: [Int] = []

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
                    message:
                        "--plain asks, and --no-input forbids it. \"sesame apply --yes --answers FILE\" asks nothing.")
            }
            var setup = try LineSetup(options, scenario: scenario)
            do throws(Stop) { return try setup.run() } catch { throw setup.withWhatIsKept(error) }
        }
    }

    private init(_ options: CommonOptions, scenario: String?) throws(Stop) {
        let process = ProcessContext.current()
        self.options = options
        var paint = Paint(options.look, process)
        paint.speaks = true
        paint.isDialog = true
        dialog = LineDialog(paint: paint)
        file = options.answersFile.flatMap { $0 == "-" ? nil : $0 }
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
            keeping = LineKeeping(nil)
        } else {
            demo = nil
            bench = Workbench(
                try .live(process),
                way: options.way,
                log: try CallLog.opened(options),
                askForMFACode: MFAQuestion.asker(process, noInput: options.noInput),
                askAboutProgram: ProgramAsking.asker(process, noInput: options.noInput),
                pluginTerminal: ProgramAsking.terminal(process, noInput: options.noInput),
                saysWaits: { Console.say($0) })
            answers = try AnswersSource.read(options)
            keeping = LineKeeping(process.state)
        }
        suggestions = LineSuggestions(bench: bench)
    }

    private mutating func run() throws(Stop) -> ExitCode {
        dialog.say("sesame: pods of an EKS cluster send mail through SES of another account, without access keys.")
        if let demo {
            dialog.say("This is a demo on a simulated AWS; nothing leaves this computer.")
            dialog.say("Its inbox: \(demo.simulator.endpoints.inbox)")
        }
        dialog.say(
            "Enter takes what stands in brackets, - leaves out, ? explains, back asks the question before again, q "
                + "leaves. What AWS or a cluster shows may be pasted at any question: an ARN, an issuer, a token's "
                + "subject, the answer of describe-cluster. Nothing is written before you say yes.")
        try resume()
        var index = 0
        while true {
            try askAll(from: index)
            do throws(Stop) {
                for warning in answers.warnings { dialog.say(sign: "!", warning.sentence) }
                if demo == nil {
                    try find()
                    try keepAnswers()
                }
                let code = try makeAndSend()
                keep(at: code == .success ? .done : .apply)
                return code
            } catch {
                guard error.isBack, let last = asked.popLast() else { throw error }
                again.insert(Self.questions[last])
                index = last
            }
        }
    }

    /// What stopped, with what was kept and how to go on.
    private mutating func withWhatIsKept(_ stop: Stop) -> Stop {
        if demo != nil {
            var stop = stop
            if stop.problem.code == "Left" { stop.problem.sentence += " The demo keeps nothing." }
            return stop
        }
        keep(at: .configuration)
        var stop = stop
        let count = answers.entries.count
        if keeping.keeps, count > 0 {
            stop.problem.sentence +=
                " \(count.counting("answer is", "answers are")) kept: \"sesame setup --plain\" goes on with them, and so "
                + "does \"sesame\", full screen."
        }
        if let file, let command = options.command("apply", answersFile: file) {
            stop.problem.sentence += "\n\(file) holds them too:\n  \(command)"
        }
        return stop
    }

    /// Goes on with the setup that was left last, if somebody wants to.
    private mutating func resume() throws(Stop) {
        guard options.answersFile == nil, let (last, when) = keeping.unfinished() else { return }
        let name = last.answers.eksCluster?.text ?? last.answers.eksAccount?.text ?? "a setup"
        let place = [last.answers[.namespace], last.answers[.serviceAccount]].compactMap { $0 }.joined(separator: "/")
        dialog.say()
        dialog.say(
            "\(when): \(name)\(place.isEmpty ? "" : ", \(place)") was left with \(last.answers.entries.count.counting("answer"))."
        )
        guard try dialog.agrees("Go on with it?") else { return }
        keeping.resume(last)
        var resumed = last.answers
        resumed.merge(answers)
        answers = resumed
        kept = Set(resumed.entries.keys)
    }

    /// Keeps the answers where the full screen keeps its own.
    private mutating func keep(at screen: ScreenID) {
        let hadTrouble = keeping.trouble != nil
        keeping.keep(answers, at: screen)
        guard !hadTrouble, let trouble = keeping.trouble else { return }
        dialog.say(sign: "!", "Answers are not being kept: \(trouble.sentence)")
    }

    // MARK: Questions

    private mutating func askAll(from first: Int) throws(Stop) {
        var index = first
        while true {
            while index < Self.questions.count {
                do throws(Stop) {
                    if try ask(Self.questions[index]) { asked.append(index) }
                    again.remove(Self.questions[index])
                    index += 1
                    keep(at: .configuration)
                } catch {
                    guard error.isBack else { throw error }
                    index = goBack(from: index)
                }
            }
            guard let problem = answers.contradictions.first,
                let place = Self.questions.firstIndex(of: problem.field)
            else {
                // A value of an answers file that no question asks for.
                if let problem = answers.contradictions.first { dialog.say(problem.sentence) }
                return
            }
            dialog.say()
            dialog.say(problem.sentence)
            answers.clear(problem.field)
            index = place
        }
    }

    /// The question before, which is asked again with all that follow it.
    private mutating func goBack(from index: Int) -> Int {
        guard let before = asked.popLast() else {
            dialog.say("  This is the first question.")
            again.insert(Self.questions[index])
            return index
        }
        for field in Self.questions[before...index] {
            again.insert(field)
            if field == .eksProfile { agreed[.eks] = nil }
            if field == .sesProfile { agreed[.ses] = nil }
        }
        return before
    }

    /// Asks for a field, or says its value where that is known.
    ///
    /// - Returns: Whether somebody was asked.
    private mutating func ask(_ id: FieldID) throws(Stop) -> Bool {
        let field = Field[id]
        // The issuer is read from the cluster; it is asked only where no cluster is named, or nobody may ask for it.
        if id == .eksOIDCProvider, answers.eksCluster != nil, agreed[.eks] != false { return false }
        if let text = answers[id], let from = answers.provenance(of: id), !again.contains(id),
            from.precedence >= Provenance.explicit || kept.contains(id)
        {
            dialog.say()
            dialog.say("\(field.label): \(text) (\(kept.contains(id) ? "kept" : from.words))")
            return false
        }
        while true {
            let (found, choices) = try look(id)
            let own = answers[id].flatMap { text in answers.provenance(of: id).map { (text, $0) } }
            // What was typed stands; what was found earlier may have changed with the answers before it.
            let isTyped = own.map { $0.1.precedence >= Provenance.explicit } ?? false
            let suggestion = isTyped || demo != nil ? own ?? found : found ?? own
            switch try dialog.value(of: field, suggestion: suggestion, choices: choices) {
            case .leftOut:
                answers.clear(id)
                return true
            case .pasted(let paste):
                for value in paste.values { try? answers.set(value.text, for: value.field, from: .typed) }
                dialog.say("  \(paste.sentence)")
                if paste.values.contains(where: { $0.field == id }) { return true }
            case .value(let text, let from):
                if [.eksProfile, .sesProfile].contains(id), !choices.contains(text) {
                    let names = choices.isEmpty ? "none" : choices.joined(separator: ", ")
                    dialog.say("  There is no profile \"\(text)\"; there is \(names).")
                    continue
                }
                if from == .typed, !choices.isEmpty, !choices.contains(text) {
                    dialog.say("  That is none of those found; it is taken all the same.")
                }
                do {
                    try answers.set(text, for: id, from: from)
                    if let note = answers.entries[id]?.note { dialog.say("  \(note)") }
                    return true
                } catch {
                    dialog.say("  \(error.sentence)")
                }
            }
        }
    }

    /// What can be suggested for a field, and what there is to choose from.
    private mutating func look(_ id: FieldID) throws(Stop) -> ((text: String, from: Provenance)?, [String]) {
        switch id {
        case .eksProfile, .sesProfile:
            let found = suggestions.profile(id == .eksProfile ? .eks : .ses, answers)
            return (found, suggestions.local.profiles)
        case .eksAccount: return (try mayUse(.eks) ? account(.eks, answers.eksProfile) : nil, [])
        case .sesAccount: return (try mayUse(.ses) ? account(.ses, answers.sesProfile) : nil, [])
        case .eksRegion: return (region(answers.eksProfile), [])
        case .sesRegion:
            return (
                region(answers.sesProfile) ?? answers[.eksRegion].map { ($0, .detected(from: "the cluster's")) }, []
            )
        case .eksCluster: return try clusters()
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

    private mutating func clusters() throws(Stop) -> ((text: String, from: Provenance)?, [String]) {
        guard try mayUse(.eks) else { return (nil, []) }
        let (suggestions, answers) = (suggestions, answers)
        let (seen, signal) = Bridge.wait(doing: "Asking EKS for the clusters") { await suggestions.clusters(answers) }
        if let signal { Exit.leave(signal: signal) }
        if let reason = seen?.cannotTell {
            dialog.say()
            dialog.say(sign: "?", "Cannot list clusters: \(reason)\(reason.hasSuffix(".") ? "" : ".")")
        }
        let clusters = seen?.value ?? []
        return (clusters.count == 1 ? (clusters[0], .detected(from: "found, 1 of 1")) : nil, clusters)
    }

    /// Whether AWS may be asked with a side's credentials.
    ///
    /// A profile that was named is chosen, and the demo's are nobody's. What counts where none is named may be a
    /// program of `[default]`: it is shown, and takes a yes.
    mutating func mayUse(_ side: Side) throws(Stop) -> Bool {
        let profile = side == .eks ? answers.eksProfile : answers.sesProfile
        if demo != nil || profile != nil { return true }
        if let agreed = agreed[side] { return agreed }
        dialog.say()
        dialog.say("\(side.words): no profile was named. Then the environment counts, and the profile default.")
        dialog.say("  Using that \(bench.outlook(.environment).words(200)).")
        let agrees = try dialog.agrees("Use it?", unlessSaid: false)
        agreed[side] = agrees
        if !agrees {
            dialog.say("  Nobody is asked then; the owner of the \(side.words) gets a note with what to run.")
        }
        return agrees
    }

    private func region(_ profile: String?) -> (text: String, from: Provenance)? {
        bench.region(of: CallerChoice(profile: profile)).map {
            ($0.text, profile.map { .profile($0) } ?? .detected(from: "environment"))
        }
    }

    private func account(_ side: Side, _ profile: String?) -> (text: String, from: Provenance)? {
        let bench = bench
        let (result, signal) = Bridge.wait(doing: "Asking AWS whose credentials they are") {
            await bench.identify(side, CallerChoice(profile: profile))
        }
        if let signal { Exit.leave(signal: signal) }
        switch result {
        case .success(let caller):
            let other = side == .ses ? answers.eksAccount : nil
            if caller.account == other {
                dialog.say()
                dialog.say(
                    sign: "!",
                    "These credentials are of \(caller.account.text) too, the EKS account. If SES is in another account, "
                        + "go back and name its profile, or leave it out: its owner gets a note then.")
            }
            return (caller.account.text, .detected(from: "from credentials"))
        case .failure(let problem):
            dialog.say()
            dialog.say(sign: "?", problem.sentence)
            return nil
        }
    }

    /// Finds out what was not asked and a message needs: the issuer, the identity, names of an earlier apply.
    ///
    /// Only with callers that may be used already; nobody is asked for more here.
    private mutating func find() throws(Stop) {
        guard answers.eksProfile != nil || agreed[.eks] == true, answers.sesProfile != nil || agreed[.ses] == true
        else { return }
        // What was found for other answers is found anew.
        for field in [FieldID.eksOIDCProvider, .sesIdentity, .role, .rolePath, .permissionsPolicy, .sendingPolicy] {
            if case .detected? = answers.provenance(of: field) { answers.clear(field) }
        }
        answers = try live("Looking what is there") { [bench, answers] () throws(Problem) in
            try await SetupWork.open(bench, answers, needed: []).completed()
        }
    }

    /// Offers to keep the answers in a file, from which every command goes on.
    private mutating func keepAnswers() throws(Stop) {
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
            } catch {
                dialog.say("  \(error.sentence)")
                continue
            }
            file = path
            guard let command = options.command("apply", answersFile: path) else { return }
            dialog.say("Written. From here every command goes on at any time:")
            return dialog.say(command: command)
        }
    }
}
