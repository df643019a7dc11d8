import Calls
import Design
import Identifiers
import Wire

extension Bundle {
    /// A part of a bundle, by where its answers come from.
    public struct Part: Hashable, Sendable {
        /// `you`, `cluster`, `EKS account`, `SES account`.
        public let name: String
        /// What its answers are about: `role, 3 policies, provider`.
        public let holds: String
        /// How many answers there are.
        public let count: Int
        /// How many of them say that something may not be looked at, or that nobody answered.
        public let unanswered: Int
    }

    /// What is in it, part by part; parts without an answer are left out.
    public var parts: [Part] {
        let all = observations.calls.sorted { $0.key < $1.key }
        return ["you", "cluster", "EKS account", "SES account"].compactMap { name in
            let part = all.filter { Self.part(of: $0) == name }
            // Who somebody is comes before where this computer knows it from.
            let calls = part.filter { $0.operation.service != .local } + part.filter { $0.operation.service == .local }
            guard !calls.isEmpty else { return nil }
            let unanswered = calls.count { call in
                observations[call]?.failure.map { $0.kind != .absent } ?? false
            }
            return Part(name: name, holds: Self.nouns(of: calls).listed, count: calls.count, unanswered: unanswered)
        }
    }

    /// How many answers are in it.
    public var count: Int { observations.calls.count }

    /// The name of its file where nobody gives another: `mail-prod-ses-sender.bundle.json`, with masked names masked.
    public var fileName: String {
        let words = [subject.answers.eksCluster?.text, subject.answers.serviceAccount?.text].compactMap { $0 }
        let name = words.isEmpty ? subject.role?.name.text ?? "sesame" : words.joined(separator: "-")
        let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "-" }
        return "\(String(plain.prefix(100))).bundle.json"
    }

    /// What is masked, with an example of each: `accounts (000000000001 and 000000000002)`.
    public var maskedWords: [String] {
        masked.sorted().map { kind in
            let examples: [String] =
                switch kind {
                case .accounts: [subject.answers.eksAccount?.text, subject.answers.sesAccount?.text].compactMap { $0 }
                case .addresses: [subject.answers.sender?.text].compactMap { $0 }
                case .names: [subject.answers.serviceAccount?.text, subject.answers.eksCluster?.text].compactMap { $0 }
                }
            return examples.isEmpty ? kind.rawValue : "\(kind.rawValue) (\(examples.listed))"
        }
    }

    private static func part(of call: Call) -> String {
        switch call.operation.service {
        case .sts, .local: "you"
        case .kubernetes: call.operation == .selfSubjectReview ? "you" : "cluster"
        case .iam, .ses, .sesv2, .eks, .cloudtrail, .organizations: call.side.words
        }
    }

    /// What calls are about, each sort once and counted.
    private static func nouns(of calls: [Call]) -> [String] {
        var counts: [(noun: (one: String, many: String), count: Int)] = []
        for noun in calls.map(noun) {
            if let index = counts.firstIndex(where: { $0.noun.one == noun.one }) {
                counts[index].count += 1
            } else {
                counts.append((noun, 1))
            }
        }
        return counts.map { $0.count == 1 ? $0.noun.one : "\($0.count) \($0.noun.many)" }
    }

    private static func noun(_ call: Call) -> (one: String, many: String) {
        func plain(_ one: String, _ many: String? = nil) -> (one: String, many: String) { (one, many ?? one + "s") }
        switch call.operation {
        case .credentials: return plain("source of credentials", "sources of credentials")
        case .clock: return plain("clock", "clocks")
        case .kubeconfig: return plain("kubeconfig")
        case .getCallerIdentity, .selfSubjectReview: return plain("caller")
        case .getObject, .listObjects:
            let words = call.kind?.words ?? "object"
            return call.operation == .getObject ? plain(words) : plain("list of \(words)s", "lists of \(words)s")
        case .getRole: return plain("role")
        case .getPolicy, .getRolePolicy: return plain("policy", "policies")
        case .getPolicyVersion: return plain("policy document")
        case .listAttachedRolePolicies, .listRolePolicies, .listPolicyVersions:
            return plain("list of policies", "lists of policies")
        case .getOpenIDConnectProvider, .listOpenIDConnectProviders: return plain("provider")
        case .describeCluster, .listClusters: return plain("cluster")
        case .getAccount: return plain("quota and sandbox", "quotas and sandboxes")
        case .getEmailIdentity:
            return plain("identity with its sending policies", "identities with their sending policies")
        case .getSuppressedDestination: return plain("suppression entry", "suppression entries")
        case .getConfigurationSet: return plain("configuration set")
        case .lookupEvents: return plain("history of changes", "histories of changes")
        // A name of AWS's has no plural: three of them are three answers to it.
        default: return plain("answer to \(call.operation.words)", "answers to \(call.operation.words)")
        }
    }
}

extension ClusterKind {
    /// The kind in words: `service account`.
    fileprivate var words: String {
        var words = ""
        for character in name {
            if character.isUppercase, !words.isEmpty { words += " " }
            words += character.lowercased()
        }
        return words
    }
}
