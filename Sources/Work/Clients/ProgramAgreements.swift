import AWSClient
import Digest
import KubernetesClient
import Setup
import Synchronization
import Wire

/// A program of a kubeconfig that a person is asked about before it runs for the first time.
public struct ProgramQuestion: Hashable, Sendable {
    /// The kubeconfig's user, whose entry names the program.
    public let user: String
    /// The file that names it.
    public let file: String
    /// The program's whole path and its arguments as a line for a shell, what looks secret masked.
    public let command: String
    /// The names of the variables that it gets beyond those of this process.
    public let variables: [String]
    /// What the agreement is kept by: another program, argument or variable, value included, is another one.
    let key: String

    /// A question.
    ///
    /// - Parameters:
    ///   - user: The kubeconfig's user.
    ///   - file: The file that names the program.
    ///   - words: The program's whole path and its arguments.
    ///   - variables: Its variables; their values may be secrets, and are not shown.
    init(user: String, file: String, words: [String], variables: [KubeconfigExec.Variable]) {
        self.user = user
        self.file = file
        // Who agrees to a command has seen all of it.
        let line = words.map(ShellQuoting.word).joined(separator: " ")
        command = ShownCommand(line, limit: 2 * line.count + 400).text
        let sorted = variables.sorted { $0.name < $1.name }
        self.variables = sorted.map(\.name)
        // A value can make another program of it, as that of LD_PRELOAD does.
        let whole: JSONValue = [JSONValue(words), JSONValue(sorted.flatMap { [$0.name, $0.value] })]
        // Arguments and values may be secrets: what is kept does not tell them.
        key = Hex.encode(SHA256.hash(whole.serialized(.compact)))
    }

    /// What a person reads before they agree: who wants it, the command alone on its line, what it gets.
    public var lines: [String] {
        let more = variables.isEmpty ? "" : " It gets the variables \(variables.joined(separator: ", "))."
        return [
            "The kubeconfig's user \(user) (\(file)) gets credentials for the cluster from a program:", command,
            "It runs with your rights.\(more) A yes counts for exactly this command.",
        ]
    }
}

/// Who has agreed to which programs of kubeconfigs, in this run and, in the state directory, in earlier ones.
///
/// One question is open at a time about one program, however many calls wait for its credentials.
actor ProgramAgreements {
    /// What was said.
    enum Decision: Hashable {
        case agreed
        case refused
        /// Nobody could be asked.
        case nobody
    }

    private static let file = "exec-plugins"

    private let state: StateDirectory?
    private let agreesToAll: Bool
    private let ask: (@Sendable (ProgramQuestion) async -> Bool)?
    private let said = Mutex<[String: Bool]>([:])
    private var asking: [String: Task<Bool, Never>] = [:]

    /// - Parameters:
    ///   - state: Where agreements are kept; nil keeps them for this run.
    ///   - agreesToAll: Whether `--exec-plugins` was given.
    ///   - ask: Asks a person; nil where nobody can be asked.
    init(
        _ state: StateDirectory?, agreesToAll: Bool, ask: (@Sendable (ProgramQuestion) async -> Bool)?
    ) {
        self.state = state
        self.agreesToAll = agreesToAll
        self.ask = ask
    }

    /// Whether a program may run; asks where nobody has said so yet.
    func decision(_ question: ProgramQuestion) async -> Decision {
        let answer = said.withLock { $0[question.key] }
        if agreesToAll || answer == true || isKept(question.key) { return .agreed }
        if answer == false { return .refused }
        guard let ask else { return .nobody }
        let task = asking[question.key] ?? Task { await ask(question) }
        asking[question.key] = task
        let yes = await task.value
        if asking.removeValue(forKey: question.key) != nil {
            said.withLock { $0[question.key] = yes }
            if yes { keep(question) }
        }
        return yes ? .agreed : .refused
    }

    /// Forgets what was refused, so that it is asked again.
    nonisolated func forgetRefusals() { said.withLock { $0 = $0.filter(\.value) } }

    private func isKept(_ key: String) -> Bool {
        guard let bytes = try? state?.read(Self.file) else { return false }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
            (try? JSONValue.parse(String(line)))?["sha256"]?.string == key
        }
    }

    /// Where it cannot be kept, it is asked again the next time.
    private func keep(_ question: ProgramQuestion) {
        let line: JSONValue = [
            "sha256": .string(question.key),
            "program": .string(question.command.split(separator: " ").first.map(String.init) ?? ""),
        ]
        try? state?.append(line.bytes(.compact), to: Self.file)
    }
}
