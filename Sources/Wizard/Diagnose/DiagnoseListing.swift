import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// The service accounts and pods of a cluster, to choose whose mail it is about.
struct DiagnoseListing: Sendable {
    /// More are not shown at once: typing narrows.
    static let limit = 500

    /// One that can be chosen.
    struct Choice: Hashable, Sendable {
        /// What it is.
        enum Kind: Hashable, Sendable {
            case serviceAccount, pod
        }
        var kind: Kind
        /// Namespace and name.
        var name: String
        /// The role of a service account, whose a pod is.
        var words: String
        /// How many pods it has, how a pod is.
        var note: String
        /// Whether it has a role.
        var hasRole: Bool

        /// What is diagnosed, as the one recogniser takes it.
        var word: String { kind == .pod ? DiagnoseListing.word(name, kind: "pod") : DiagnoseListing.word(name) }
    }

    /// A service account as the recogniser takes it without asking a cluster which kind it is.
    static func word(_ name: String, kind: String = "serviceaccount") -> String {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        return parts.count == 2 ? "\(parts[0])/\(kind)/\(parts[1])" : name
    }

    /// What is known of the cluster.
    let answers: Answers
    /// All that can be chosen; nil while it is being read.
    private(set) var choices: [Choice]?
    /// Why service accounts cannot be listed, a sentence.
    private(set) var refused: String?
    /// Why pods cannot be listed, a sentence.
    private(set) var podsRefused: String?

    init(_ answers: Answers) { self.answers = answers }

    /// The cluster's name.
    var cluster: String { answers.eksCluster?.text ?? "" }

    /// Takes the lists.
    mutating func take(_ result: Result<Observations, Problem>) {
        switch result {
        case .failure(let problem):
            choices = []
            refused = problem.sentence
        case .success(let seen):
            let accounts = seen[Read<ObjectList>(.list(.serviceAccount))]
            let pods = seen[Read<ObjectList>(.list(.pod))]
            refused = Self.sentence(accounts, "service accounts")
            podsRefused = Self.sentence(pods, "pods")
            choices = Self.accounts(accounts?.value, pods?.value) + Self.pods(pods?.value)
        }
    }

    private static func sentence(_ list: Observed<ObjectList>?, _ what: String) -> String? {
        guard let list else { return "Nobody was asked for \(what)." }
        guard let reason = list.cannotTell else { return nil }
        return "Cannot tell which \(what) there are: \(TerminalText.sanitized(reason, limit: .max).withoutFullStop)."
    }

    private static func accounts(_ accounts: ObjectList?, _ pods: ObjectList?) -> [Choice] {
        var count: [String: Int] = [:]
        for pod in pods?.objects ?? [] { count[account(of: pod), default: 0] += 1 }
        return (accounts?.objects ?? []).map { account in
            let name = "\(account.namespace)/\(account.name)"
            let note = account.annotations[DelegateSending.roleAnnotation]?.trimmingWhitespace ?? ""
            let role = (try? RoleARN(note))?.name.text ?? note
            return Choice(
                kind: .serviceAccount, name: name,
                words: role.isEmpty ? "names no role" : TerminalText.sanitized(role),
                note: pods == nil ? "" : count[name].map { $0.counting("pod") } ?? "no pods", hasRole: !role.isEmpty)
        }
    }

    private static func pods(_ pods: ObjectList?) -> [Choice] {
        (pods?.objects ?? []).map { pod in
            Choice(
                kind: .pod, name: "\(pod.namespace)/\(pod.name)", words: "of \(account(of: pod))", note: state(of: pod),
                hasRole: false)
        }
    }

    private static func account(of pod: ObjectState) -> String {
        "\(pod.namespace)/\(pod.object["spec"]?["serviceAccountName"]?.string ?? "default")"
    }

    private static func state(of pod: ObjectState) -> String {
        let phase = pod.object["status"]?["phase"]?.string ?? ""
        let conditions = pod.object["status"]?["conditions"]?.array ?? []
        let ready = conditions.first { $0["type"]?.string == "Ready" }?["status"]?.string
        if phase == "Running", ready == "False" { return "not ready" }
        return TerminalText.sanitized(phase.lowercased())
    }

    /// What a text finds: service accounts, then pods; found at the start of a word first, then with a role, then by
    /// name.
    func found(_ text: String) -> [Choice] {
        let words = text.lowercased().split(separator: " ").map(String.init)
        return (choices ?? []).compactMap { choice -> (key: (Int, Int, Int, String), choice: Choice)? in
            // What is seen is what is found: not a name behind its mask.
            let name = ShownText.of(choice.name).lowercased()
            let haystack = "\(name) \(ShownText.of(choice.words).lowercased())"
            guard words.allSatisfy({ haystack.contains($0) }) else { return nil }
            let starts = words.allSatisfy { Self.begins($0, in: name) }
            return (
                (choice.kind == .pod ? 1 : 0, starts ? 0 : 1, choice.hasRole ? 0 : 1, choice.name), choice
            )
        }.sorted { $0.key < $1.key }.map(\.choice)
    }

    /// Whether a word stands at the start of one: behind nothing, `/`, `-` or `.`.
    private static func begins(_ word: String, in name: String) -> Bool {
        name.hasPrefix(word) || ["/", "-", "."].contains { name.contains($0 + word) }
    }
}
