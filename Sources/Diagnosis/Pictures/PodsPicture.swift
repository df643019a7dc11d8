public import Design
import Calls
import Identifiers
public import Wire

/// Service account, webhook and pods one below the other: whether the pods got role and token when they were made.
///
/// It shows what the checks of the token judge (`PodVerdict`), pod by pod; it judges nothing of its own.
public struct PodsPicture: Hashable, Sendable {
    /// How a row stands.
    public enum Standing: Hashable, Sendable {
        case right, wrong, risk, unknown
    }

    /// What gives the pods their role: the service account, the webhook, an association.
    public struct Source: Hashable, Sendable {
        /// `service account`, `webhook`, `pod identity`.
        public let label: String
        /// How it stands.
        public let standing: Standing
        /// What it does: `names ses-sender-role`.
        public let words: String
        /// Since when, where that is known.
        public let time: String
    }

    /// A pod, in the words of the columns.
    public struct Row: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// What makes it anew: `deployment web`; nil where nothing does.
        public let owner: String?
        /// How it stands.
        public let standing: Standing
        /// `as named`, `none`, `own keys`, `pod identity`, `skipped`.
        public let role: String
        /// `aud right`, `none`.
        public let token: String
        /// When it was made, in UTC: `9 March 17:40`.
        public let made: String
        /// What else there is to say of that: `before the name`; empty for nothing.
        public let note: String
        /// What many of them are, in a word: `old`.
        public let word: String
    }

    /// The pods of one owner, where there are too many for rows.
    public struct Group: Hashable, Sendable {
        /// `deployment web`, `pods of their own`.
        public let name: String
        /// How the worst of them stands.
        public let standing: Standing
        /// `12 of 14 old`.
        public let words: String
    }

    /// Whose pods: `default/ses-sender`.
    public let pods: String
    /// What gives them their role.
    public let sources: [Source]
    /// Whether the cluster gave no answer at all.
    public let isClusterSilent: Bool
    /// The pods in the cluster's order; nil where they were not read.
    public let rows: [Row]?

    /// How many pods have rows of their own; more are told by owner.
    public static let most = 6

    /// The picture of a subject; nil where nobody knows whose pods.
    ///
    /// - Parameters:
    ///   - subject: What is diagnosed.
    ///   - seen: What was read.
    ///   - now: The moment from which years count.
    public init?(_ subject: Subject, _ seen: Observations, at now: Timestamp) {
        let context = CheckContext(subject, seen, at: now)
        guard context.serviceAccountRead != nil else { return nil }
        pods = subject.pods
        isClusterSilent = context.clusterSilence != nil
        let account = context.serviceAccount?.value
        let all = context.pods
        let association = context.association == nil ? nil : Self.association(context)
        sources =
            [Self.account(context), Self.webhook(context, all ?? [])]
            + (association.map { [$0] } ?? [])
        rows = account.flatMap { account in
            all?.map { pod in
                Row(pod, PodVerdict(pod, account, role: subject.role?.text), association?.standing ?? .unknown, now)
            }
        }
    }

    /// Whether the caller of the EKS account is a node of a cluster, by its session's name, which is an instance's ID.
    ///
    /// - Parameter seen: What was read.
    /// - Returns: Whether it is; false where the caller is not known.
    public static func isCallerNode(_ seen: Observations) -> Bool {
        guard let arn = seen.caller(.eks)?.value?.arn, arn.resource.hasPrefix("assumed-role/"),
            let session = arn.resource.split(separator: "/").last, session.hasPrefix("i-")
        else { return false }
        let id = session.dropFirst(2).utf8
        return (id.count == 8 || id.count == 17) && id.allSatisfy { Hex.value(of: $0) != nil }
    }

    // MARK: The answer

    /// The pods by owner, where there are more than ``most``; nil where each has a row.
    public var groups: [Group]? {
        guard let rows, rows.count > Self.most else { return nil }
        var names: [String] = []
        for row in rows {
            let name = row.owner ?? "pods of their own"
            if !names.contains(name) { names.append(name) }
        }
        return names.map { name in
            let all = rows.filter { ($0.owner ?? "pods of their own") == name }
            return Group(name: name, standing: Self.worst(all.map(\.standing)), words: Self.words(all))
        }
    }

    /// The answer to "Do the pods get the role?", with how it stands.
    public var answer: (standing: Standing, words: String) {
        if let source = sources.first(where: { $0.label == "service account" && $0.standing == .wrong }) {
            return (.wrong, "no, the service account \(source.words)")
        }
        guard let rows else { return (.unknown, "cannot tell") }
        let wrong = rows.filter { $0.standing == .wrong }
        if !wrong.isEmpty {
            let word = Set(wrong.map(\.word)).count == 1 ? wrong[0].word : "without it"
            let verb = wrong.count == 1 ? "is" : "are"
            return (
                .wrong,
                rows.count == 1 ? "no, the pod is \(word)" : "no, \(wrong.count) of \(rows.count) \(verb) \(word)"
            )
        }
        if let source = sources.first(where: { $0.standing == .wrong }) { return (.wrong, "no, \(source.words)") }
        if rows.isEmpty { return (.unknown, "cannot tell, there is no pod") }
        if rows.contains(where: { $0.standing == .unknown }) || sources[0].standing == .unknown {
            return (.unknown, "cannot tell")
        }
        if rows.contains(where: { $0.standing == .risk }) { return (.risk, "yes, but not in every container") }
        return (.right, rows.count == 1 ? "yes" : "yes, all \(rows.count)")
    }

    private static func worst(_ all: [Standing]) -> Standing {
        [.wrong, .unknown, .risk].first(where: all.contains) ?? .right
    }

    /// `12 of 14 old, 1 skipped`; what is right is told where all of them are.
    private static func words(_ rows: [Row]) -> String {
        var counts: [(word: String, count: Int)] = []
        for row in rows where row.standing != .right {
            if let index = counts.firstIndex(where: { $0.word == row.word }) {
                counts[index].count += 1
            } else {
                counts.append((row.word, 1))
            }
        }
        guard let first = counts.first else { return "\(rows.count) of \(rows.count) right" }
        return
            (["\(first.count) of \(rows.count) \(first.word)"]
            + counts.dropFirst().map { "\($0.count) \($0.word)" }).joined(separator: ", ")
    }

    // MARK: Sources

    private static func account(_ context: CheckContext) -> Source {
        func source(_ standing: Standing, _ words: String, _ time: String = "") -> Source {
            Source(label: "service account", standing: standing, words: words, time: time)
        }
        switch context.serviceAccount {
        case nil: return source(.unknown, "not read")
        case .absent?: return source(.wrong, "does not exist")
        case .value(let state)?:
            let since = state.annotated.map { "since \($0.dayAndClock(at: context.now)) UTC" } ?? ""
            guard let named = state.roleARN else {
                return context.association == nil
                    ? source(.wrong, "names no role") : source(.right, "names no role, an association does")
            }
            let name = named.split(separator: "/").last.map(String.init) ?? named
            guard let wanted = context.subject.role else { return source(.right, "names \(name)", since) }
            if named == wanted.text { return source(.right, "names \(name)", since) }
            // A role of the same name in another account or on another path is another one.
            return source(.wrong, "names \(name == wanted.name.text ? named : name)", since)
        case let other?: return source(.unknown, "not read: \(other.cannotTell ?? "")")
        }
    }

    private static func webhook(_ context: CheckContext, _ pods: [PodState]) -> Source {
        func source(_ standing: Standing, _ words: String, _ time: String = "") -> Source {
            Source(label: "webhook", standing: standing, words: words, time: time)
        }
        let fault = Check.webhook.findings(context).first { $0.status == .fail }
        if let fault { return source(.wrong, fault.brief.isEmpty ? fault.title : fault.brief) }
        if let state = context.seen[.webhook()]?.value {
            let isOlder = pods.compactMap(\.created).allSatisfy { made in state.created.map { $0 <= made } ?? false }
            let time = state.created.map { "there since \($0.dayAndClock(at: context.now)) UTC" } ?? ""
            return source(
                .right, "gives tokens to new pods", isOlder && !pods.isEmpty ? "there before these pods" : time)
        }
        let shows = pods.contains { pod in
            pod.containers.contains { $0.mounts["aws-iam-token"] != nil && $0.values["AWS_ROLE_ARN"] != nil }
        }
        if shows { return source(.right, "gives tokens to new pods", "as a pod shows that has one") }
        return source(.unknown, "not read")
    }

    private static func association(_ context: CheckContext) -> Source {
        let fault = Check.podIdentity.findings(context).first { $0.status == .fail }
        if let fault {
            return Source(
                label: "pod identity", standing: .wrong, words: fault.brief.isEmpty ? fault.title : fault.brief,
                time: "")
        }
        guard let cluster = context.subject.answers.eksCluster, let entry = context.association,
            let state = context.seen[
                .podIdentityAssociation(entry.id, of: cluster, in: context.subject.answers.eksRegion)]?
                .value
        else { return Source(label: "pod identity", standing: .unknown, words: "an association, not read", time: "") }
        let role = state.targetRole ?? state.role
        return Source(label: "pod identity", standing: .right, words: "gives \(role.resourceName)", time: "")
    }
}

extension PodsPicture.Row {
    /// A pod as its verdict says; keys of its own go before any role.
    fileprivate init(
        _ pod: PodState, _ verdict: PodVerdict, _ association: PodsPicture.Standing, _ now: Timestamp
    ) {
        name = pod.name
        owner = pod.workload.map { "\($0.kind) \($0.name)" }
        made = pod.created?.dayAndClock(at: now) ?? "not known"
        let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
        if pod.mainContainers.contains(where: { keys.allSatisfy($0.variables.contains) }) {
            (standing, role, token, note, word) = (.wrong, "own keys", "not used", "", "with own keys")
            return
        }
        let isOnNode = pod.usesHostNetwork ? "on its node's network" : ""
        switch verdict {
        case .asAnnotated: (standing, role, token, note, word) = (.right, "as named", "aud right", "", "right")
        case .podIdentity:
            (standing, role, token, note, word) = (association, "pod identity", "its own", "", "on pod identity")
        case .older:
            (standing, role, token, note, word) = (.wrong, "none", "none", "before the name", "old")
        case .skipped: (standing, role, token, note, word) = (.wrong, "skipped", "none", isOnNode, "skipped")
        case .withoutRole: (standing, role, token, note, word) = (.wrong, "none", "none", isOnNode, "without a role")
        case .earlier(let what):
            let isToken = what.hasPrefix("a token")
            (standing, role, token, note, word) = (
                .wrong, isToken ? "as named" : "another", isToken ? "aud other" : "aud right",
                "before the change", "old"
            )
        case .own: (standing, role, token, note, word) = (.wrong, "own role", "not read", "", "with an own role")
        case .legacyToken:
            (standing, role, token, note, word) = (.wrong, "as set", "old kind", "", "with an old token")
        case .partial: (standing, role, token, note, word) = (.risk, "in part", "in part", "", "right in part")
        }
    }
}

extension Timestamp {
    /// Day and clock in UTC, the year where it is another one: `9 March 17:40`, `9 March 2025 17:40`.
    ///
    /// - Parameter now: The moment whose year is left out.
    /// - Returns: The words.
    func dayAndClock(at now: Timestamp) -> String {
        let parts = iso8601.prefix(10).split(separator: "-").compactMap { Int($0) }
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        guard parts.count == 3, months.indices.contains(parts[1] - 1) else { return iso8601 }
        let year = iso8601.prefix(4) == now.iso8601.prefix(4) ? "" : " \(parts[0])"
        return "\(parts[2]) \(months[parts[1] - 1])\(year) \(clock.prefix(5))"
    }
}
