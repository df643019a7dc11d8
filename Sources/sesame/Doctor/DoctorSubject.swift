import Calls
import Design
import Diagnosis
import Files
import Identifiers
import Setup
import Wire
import Work

/// Whose mail the doctor looks at: what the words after `doctor` name, or the answers, or the setup used last.
struct DoctorSubject: Sendable {
    /// What was given that has to be completed by reading; empty for answers and known setups.
    var clues: [SubjectClue] = []
    /// What files, flags and known setups say.
    var answers: Answers
    /// The answers file that was named, by `--answers` or as a word.
    var answersFile: String?

    /// Reads the words.
    ///
    /// - Parameters:
    ///   - words: The words after `doctor`.
    ///   - options: The options; their flags beat everything.
    ///   - state: Where setups are kept.
    /// - Throws: `Stop` with 64 where nothing is named or several setups are, 65 for what nobody can diagnose.
    init(_ words: [String], _ options: CommonOptions, state: StateDirectory?) throws(Stop) {
        answersFile = options.answersFile
        answers = options.answersFile == nil ? Answers() : try AnswersSource.file(options.answersFile ?? "")
        var isNamed = answersFile != nil
        for word in words {
            if !isNamed, let setup = try Self.setup(word, state) {
                answers = setup.answers
                isNamed = true
            } else if try read(file: word) {
                isNamed = true
            } else {
                clues += try Self.clues(word)
                isNamed = true
            }
        }
        if !isNamed {
            guard let last = try Self.known(state).setups.first else { throw Self.nothing }
            answers = last.answers
        }
        for clue in clues { answers = clue.belonging(answers) }
        answers.merge(try options.flagAnswers())
    }

    /// The demo's own setup, and what words say of it.
    init(demo: Answers, _ words: [String], _ options: CommonOptions) throws(Stop) {
        answers = demo
        for word in words { clues += try Self.clues(word) }
        if !clues.isEmpty {
            // What was named is found by itself; of the demo's answers only whose credentials count.
            answers = Answers()
            for field in [FieldID.eksProfile, .sesProfile, .kubernetesContext] {
                if let text = demo[field] { try? answers.set(text, for: field, from: .default) }
            }
        }
        answers.merge(try options.flagAnswers())
    }

    /// Opens the place that a run of the doctor reads in, and finds out whose mail it looks at.
    ///
    /// - Parameters:
    ///   - options: The command's options.
    ///   - words: What it was given.
    /// - Returns: Where clients are made, and what was named.
    /// - Throws: `Stop` where nothing is named, or what was named cannot be used.
    static func opened(
        _ options: CommonOptions, _ words: [String]
    ) async throws(Stop) -> (bench: Workbench, named: DoctorSubject) {
        let process = ProcessContext.current()
        let log = try CallLog.opened(options)
        let ground: Ground
        let named: DoctorSubject
        if options.demo {
            let demo = try await DemoWorld.start("fresh")
            ground = demo.ground
            named = try DoctorSubject(
                demo: options.answersFile == nil ? try demo.answers() : try AnswersSource.read(options), words,
                options)
        } else {
            ground = try .live(process)
            named = try DoctorSubject(words, options, state: ground.state)
        }
        let bench = Workbench(
            ground, way: options.demo ? Workbench.Way() : options.way, log: log,
            askForMFACode: MFAQuestion.asker(process, noInput: options.noInput),
            askAboutProgram: ProgramAsking.asker(process, noInput: options.noInput),
            pluginTerminal: ProgramAsking.terminal(process, noInput: options.noInput), saysWaits: { Console.say($0) })
        return (bench, named)
    }

    /// Takes a word for a file, where there is one: an answers file is a setup of its own.
    private mutating func read(file word: String) throws(Stop) -> Bool {
        let isPath = word.contains("/") || [".yaml", ".yml", ".json", ".txt", ".log"].contains { word.hasSuffix($0) }
        guard isPath, SubjectClue(word)?.kind != .role, Self.exists(word) else { return false }
        let text = try Input.text(word, .answers)
        switch SubjectClue(text)?.kind {
        case .bundle?: throw Self.bundle(word)
        case .answer?: clues += try Self.clues(text)
        default:
            // A log has no schema line.
            guard text.contains("sesame/answers/v1") else {
                clues += try Self.clues(text)
                return true
            }
            answers = try AnswersSource.file(word)
            answersFile = word
        }
        return true
    }

    private static func exists(_ path: String) -> Bool {
        ((try? InputFile.read(path, limit: InputFile.textLimit, pipes: .refused)) ?? nil) != nil
    }

    /// What a word says; an error text is taken for the ARNs in it.
    private static func clues(_ word: String) throws(Stop) -> [SubjectClue] {
        guard let clue = SubjectClue(word) else { return [] }
        let shown = TerminalText.sanitized(String(clue.text.prefix(80)))
        switch clue.kind {
        case .role, .serviceAccount, .pod, .name, .identity, .sender, .cluster: return [clue]
        case .bundle: throw bundle("FILE")
        case .code:
            throw Stop(
                code: .usage, name: "BadSubject",
                message: "\(shown) is a finding's code, not a setup: \"sesame explain \(shown)\" says what it means, "
                    + "\"sesame doctor --only \(shown)\" looks for it alone.")
        case .otherARN:
            throw Stop(
                code: .badData, name: "BadSubject",
                message: "\(shown) is the ARN of something that has no mail of its own; expected is that of a role, "
                    + "an SES identity or a cluster.")
        case .answer, .text:
            let named = SubjectClue.named(in: clue)
            guard named.isEmpty else { return named }
            throw Stop(
                code: .badData, name: "BadSubject",
                message: "\"\(shown)\" names no setup: expected is a service account (namespace/name), a pod, the ARN "
                    + "of a role or of an SES identity, an answers file, or an error text that names one of these. "
                    + "\"sesame explain\" says what an error text means.")
        }
    }

    /// A setup of this computer that a word names.
    private static func setup(_ word: String, _ state: StateDirectory?) throws(Stop) -> SavedSetup? {
        let named = try known(state).named(word)
        guard named.count > 1 else { return named.first }
        let rows = named.map { setup -> String in
            let answers = setup.answers
            let place = "\(answers.namespace?.text ?? "")/\(answers.serviceAccount?.text ?? "")"
            return "  sesame doctor \(ShellQuoting.word(setup.key))    \(place) in \(answers.eksCluster?.text ?? "?")"
        }
        throw Stop(
            code: .usage, name: "Ambiguous",
            message: "\(word) names \(named.count) setups that are known here:\n\(rows.joined(separator: "\n"))")
    }

    private static func known(_ state: StateDirectory?) throws(Stop) -> KnownSetups {
        do throws(StateProblem) { return try KnownSetups(state) } catch {
            throw Stop(code: .failed, name: "State", message: error.sentence)
        }
    }

    private static func bundle(_ file: String) -> Stop {
        Stop(
            code: .usage, name: "BadSubject",
            message: "This is a bundle: sesame doctor --bundle \(ShellQuoting.word(file))")
    }

    private static let nothing = Stop(
        code: .usage, name: "NoSubject",
        message: "Whose mail? Name a service account (namespace/name), a pod, the ARN of a role or of an SES identity, "
            + "an answers file with --answers, or a setup that is known here; none is yet.")
}
