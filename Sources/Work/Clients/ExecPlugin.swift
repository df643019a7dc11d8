import AWSClient
import HTTPClient
import KubernetesClient
import Wire

/// Credentials that a program of the kubeconfig prints, kept until they end or the API server refuses them.
///
/// The program runs once for all calls that wait for it, without a shell, and only after somebody has agreed to it.
actor ExecPlugin: TokenSource {
    /// What it needs of the outside.
    struct World: Sendable {
        var environment: [String: String]
        var processes: any ProcessRunner
        var clock: any AWSClock
        var agreements: ProgramAgreements
        var terminal: PluginTerminal
        /// How long the program may take, in seconds: it may wait for a person in a browser.
        var timeoutSeconds = 120
        /// The same where it talks with a person, who may have to look something up.
        var conversationSeconds = 900
    }

    private let exec: KubeconfigExec
    private let user: String
    private let cluster: JSONValue
    private let world: World
    private var held: ExecCredential?
    private var running: Task<Result<ExecCredential, ExecProblem>, Never>?
    private var renewed: Int64?
    /// When it last ran out of time, and what is said of that.
    private var stuck: (problem: ExecProblem, at: Int64)?

    /// How long a renewal counts for all calls that were refused with the same old credentials, in milliseconds.
    private static let shared: Int64 = 5000

    /// For how long one that ran out of time is not begun anew, in milliseconds: what is read to explain it would wait
    /// as long again.
    private static let lull: Int64 = 10_000

    /// - Parameters:
    ///   - exec: The entry.
    ///   - access: The context that it belongs to.
    ///   - world: What it needs of the outside.
    init(_ exec: KubeconfigExec, _ access: KubernetesAccess, _ world: World) {
        self.exec = exec
        user = access.user ?? ""
        cluster = access.pluginCluster
        self.world = world
    }

    func token(refreshing: Bool) async throws(KubernetesFailure) -> String {
        guard let token = try await credentials(refreshing: refreshing).token else {
            throw .credentials(
                "The exec plugin \(exec.command.text) gives a client certificate and no token, which is needed here.")
        }
        return token
    }

    func credentials(refreshing: Bool) async throws(KubernetesFailure) -> CallerCredentials {
        if let held, isGood(held, refreshing) { return held.credentials }
        if let stuck, world.clock.milliseconds - stuck.at < Self.lull {
            throw .credentials(stuck.problem.sentence(program: exec.command.text, user: user))
        }
        while true {
            let task = running ?? Task { await run() }
            running = task
            let result = await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                task.cancel()
            }
            if running == task {
                running = nil
                if refreshing { renewed = world.clock.milliseconds }
                held = try? result.get()
                if case .failure(.timedOut(let seconds)) = result {
                    stuck = (.timedOut(seconds: seconds), world.clock.milliseconds)
                }
            }
            switch result {
            case .success(let credential): return credential.credentials
            // Who began it was stopped, and others still want it.
            case .failure(.cancelled) where !Task.isCancelled: continue
            case .failure(.cancelled): throw .transport(.cancelled)
            case .failure(let problem):
                throw .credentials(problem.sentence(program: exec.command.text, user: user))
            }
        }
    }

    private func isGood(_ held: ExecCredential, _ refreshing: Bool) -> Bool {
        if refreshing { return renewed.map { world.clock.milliseconds - $0 < Self.shared } ?? false }
        return held.expiration.map { $0 > world.clock.now } ?? true
    }

    private func run() async -> Result<ExecCredential, ExecProblem> {
        do throws(ExecProblem) { return .success(try await made()) } catch { return .failure(error) }
    }

    private func made() async throws(ExecProblem) -> ExecCredential {
        let talk = try conversation()
        guard let program = MachineProcessRunner.find(exec.program, world.environment["PATH"]) else {
            throw .cannotStart(reason: "not found", hint: exec.installHint)
        }
        let words = [program] + exec.arguments
        let question = ProgramQuestion(
            user: user, file: exec.command.file, words: words, variables: exec.environment)
        switch await world.agreements.decision(question) {
        case .agreed: break
        case .refused: throw .refused
        case .nobody: throw .nobodyAgreed
        }
        var environment = world.environment
        for variable in exec.environment { environment[variable.name] = variable.value }
        environment["KUBERNETES_EXEC_INFO"] = ExecCredential.request(
            exec, cluster: cluster, isInteractive: talk != nil)
        let output: ProcessOutput
        do throws(ProcessError) {
            output = try await (talk ?? world.processes).run(
                words, environment: environment,
                timeoutSeconds: talk == nil ? world.timeoutSeconds : world.conversationSeconds)
        } catch {
            switch error {
            case .cancelled: throw .cancelled
            case .timedOut(let seconds): throw .timedOut(seconds: seconds)
            case .cannotStart(_, let reason): throw .cannotStart(reason: reason, hint: exec.installHint)
            }
        }
        guard output.status == 0 else {
            throw .failed(status: output.status, complaint: complaint(output.errors, words))
        }
        return try ExecCredential(output.output, apiVersion: exec.apiVersion?.text ?? "")
    }

    /// What runs the program at the terminal, nil where nobody can be talked with and it can do without.
    ///
    /// `Never` gets nothing to read from, `IfAvailable` the terminal where there is one, `Always` refuses to do without: as
    /// client-go's exec plugin has it.
    private func conversation() throws(ExecProblem) -> (any ProcessRunner)? {
        let mode = exec.interactiveMode?.text ?? "IfAvailable"
        switch world.terminal {
        case .given(let runner): return mode == "Never" ? nil : runner
        case .unavailable(let reason):
            if mode == "Always" { throw .interactive(reason: reason) }
            return nil
        }
    }

    /// The first line of what it said, without the secrets that its command line, its variables or its words hold.
    private func complaint(_ bytes: [UInt8], _ words: [String]) -> String? {
        let text = String(decoding: bytes.prefix(8000), as: UTF8.self)
        guard let line = text.split(whereSeparator: \.isNewline).first else { return nil }
        let secrets =
            ShownCommand(words.map(ShellQuoting.word).joined(separator: " ")).secrets
            + exec.environment.map(\.value).filter { $0.count >= 8 }
        return Redactor(secrets: secrets).shown(String(line), limit: 200)
    }
}
