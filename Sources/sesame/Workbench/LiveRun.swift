import Wire
import AWSClient
import Calls
import Design
import Setup

/// What a command about a live setup works with: answers, callers, cluster.
struct LiveRun: Sendable {
    /// The answers: file, flags, or the demo's own.
    var answers: Answers
    /// Where clients are made.
    var bench: Workbench
    /// Callers, cluster, clock, state folder.
    var context: SetupContext

    /// Reads answers and opens sessions; asks nothing of AWS but, without any kubeconfig, where the cluster is.
    ///
    /// - Parameters:
    ///   - options: The command's options.
    ///   - sides: The sides that will be asked; the callers of the others are not looked for.
    /// - Returns: What the command works with.
    /// - Throws: `Stop` when answers, credentials or the kubeconfig that was named cannot be used.
    static func open(_ options: CommonOptions, sides: Set<Side>) async throws(Stop) -> LiveRun {
        let process = ProcessContext.current()
        let log = try CallLog.opened(options)
        let way = Workbench.Way(endpointURL: options.endpointURL, kubeconfig: options.kubeconfig)
        let ground: Ground
        var answers: Answers
        if options.demo {
            let demo = try await DemoWorld.start("fresh")
            ground = demo.ground
            answers = options.answersFile == nil ? try demo.answers() : try AnswersSource.read(options)
            answers.merge(try options.flagAnswers())
        } else {
            ground = try .live(process)
            answers = try AnswersSource.required(options)
        }
        let bench = Workbench(
            ground, way: options.demo ? Workbench.Way() : way, log: log,
            askForMFACode: MFAQuestion.asker(process, noInput: options.noInput), saysWaits: { Console.note($0) })
        let context = try await context(answers, bench, sides: sides, options)
        return LiveRun(answers: answers, bench: bench, context: context)
    }

    /// A run of answers that a person gave line by line.
    static func on(_ bench: Workbench, _ answers: Answers, _ options: CommonOptions) async -> Result<LiveRun, Stop> {
        do throws(Stop) {
            let context = try await context(answers, bench, sides: Set(Side.allCases), options)
            return .success(LiveRun(answers: answers, bench: bench, context: context))
        } catch {
            return .failure(error)
        }
    }

    /// The same run with all sides, for explaining what went wrong.
    func widened(_ options: CommonOptions) async -> LiveRun {
        var wide = self
        if let context = try? await LiveRun.context(answers, bench, sides: Set(Side.allCases), options) {
            wide.context = context
        }
        return wide
    }

    /// The journal of a setup; what cannot be read in it is said on standard error.
    ///
    /// - Parameter design: The setup.
    /// - Returns: The journal; nil where there is no place for one.
    @discardableResult func openJournal(of design: DelegateSending) -> Journal? {
        guard let state = context.state else { return nil }
        let journal = Journal(setup: SavedSetup.key(for: design), in: state)
        if let complaint = journal.complaint { Console.note("sesame: \(TerminalText.sanitized(complaint))") }
        return journal
    }

    private static func context(
        _ answers: Answers, _ bench: Workbench, sides: Set<Side>, _ options: CommonOptions
    ) async throws(Stop) -> SetupContext {
        var eks: AWSSession?
        var ses: AWSSession?
        if sides.contains(.eks) || sides.contains(.kubernetes) {
            eks = try session(.eks, answers.eksProfile, answers, bench, isNeeded: sides.contains(.eks))
        }
        if sides.contains(.ses) { ses = try session(.ses, answers.sesProfile, answers, bench, isNeeded: true) }
        var context = SetupContext(eks: eks, ses: ses, cluster: nil, clock: bench.clock, state: bench.ground.state)
        guard sides.contains(.kubernetes) else { return context }
        do {
            context.cluster = try await bench.cluster(answers, eks: eks?.bound(to: answers.eksAccount))
        } catch {
            // What was named on the command line and cannot be used, or is there and broken, is bad input; anything else
            // cannot be told.
            let isNamed = options.kubeconfig != nil || options.context != nil
            if error.isAboutKubeconfig, isNamed || error.isBroken {
                throw Stop(code: .badData, name: "BadKubeconfig", message: error.sentence)
            }
            context.cluster = UnavailableCluster(error)
        }
        return context
    }

    private static func session(
        _ side: Side, _ profile: String?, _ answers: Answers, _ bench: Workbench, isNeeded: Bool
    ) throws(Stop) -> AWSSession? {
        do {
            return try bench.session(
                side, profile: profile, region: side == .eks ? answers.eksRegion : answers.sesRegion)
        } catch {
            if isNeeded { throw Stop(error, side: side) }
            return nil
        }
    }
}

extension Stop {
    /// A caller's credentials cannot be found or used.
    init(_ error: CredentialError, side: Side) {
        self.init(
            code: error.isAboutConfiguration ? .badData : .unreachable, name: "NoCredentials",
            message: "\(side.words): \(error.sentence)")
    }

    /// Live work stopped.
    init(_ error: SetupError) {
        let document = ErrorDocument.make(error)["error"]
        self.init(
            code: error.exitCode, name: error.code, message: error.sentence,
            operation: document?["operation"]?.string, account: document?["account"]?.string,
            region: document?["region"]?.string, requestID: document?["requestId"]?.string)
    }
}

extension CredentialError {
    /// Whether a file or a flag is wrong, rather than credentials being missing, expired or refused.
    var isAboutConfiguration: Bool {
        switch self {
        case .unknownProfile, .partial, .invalidConfiguration, .unreadableFile, .circularProfiles, .noRegion: true
        default: false
        }
    }
}
