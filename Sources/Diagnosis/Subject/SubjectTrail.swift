import Calls
import Design
import Identifiers
import Wire

/// One walk along what was read: what it shows of a subject, and what to ask next.
struct SubjectTrail {
    let seen: Observations
    var answers: Answers
    let hints: SubjectSearch.Hints?
    var finds: [SubjectFind] = []
    var calls: [Call] = []
    var choices: [SubjectChoice] = []
    var problem: String?
    var pod: String?
    var partition: String?
    /// Whether the role's path is known; the ARN of a session has none.
    var hasPath = true
    /// A name that may be a service account's or a pod's, and whether it is said to be a pod's.
    private var name: (text: String, isPod: Bool)?

    init(seen: Observations, answers: Answers, hints: SubjectSearch.Hints?) {
        self.seen = seen
        self.answers = answers
        self.hints = hints
    }

    /// The name that the search begins with.
    mutating func begin(_ name: String, isPod: Bool) { self.name = (name, isPod) }

    /// Keeps a value of a field that nobody told.
    mutating func find(_ field: FieldID, _ value: String, _ source: String) {
        guard answers[field] == nil else { return }
        do throws(FieldProblem) { try answers.set(value, for: field, from: .detected(from: source)) } catch { return }
        finds.append(SubjectFind(field, answers[field] ?? value, source: source))
    }

    /// Keeps a role.
    mutating func find(_ role: RoleARN, _ source: String) {
        find(.eksAccount, role.account.text, source)
        find(.role, role.name.text, source)
        if role.path != .root { find(.rolePath, role.path.text, source) }
        partition = partition ?? role.partition
    }

    /// Goes on as long as something is found.
    mutating func follow() {
        var count = -1
        while count != finds.count, choices.isEmpty, problem == nil {
            count = finds.count
            calls = []
            followName()
            followCluster()
            followServiceAccount()
            followRole()
            followIdentity()
        }
    }

    /// Wants a call, and gives its answer as soon as there is one.
    mutating func ask<View>(_ read: Read<View>) -> Observed<View>? {
        calls.append(read.call)
        return seen[read]
    }

    /// The role's name, where one is known.
    var role: RoleName? { answers[.role].flatMap { try? RoleName($0) } }

    // MARK: Names in the cluster

    /// A pod names its service account; a name alone is looked for in all namespaces.
    private mutating func followName() {
        guard let name, answers.serviceAccount == nil else { return }
        guard let namespace = answers.namespace else { return followNameAnywhere(name.text, isPod: name.isPod) }
        let account = try? ServiceAccountName(name.text)
        if !name.isPod, let account {
            switch ask(.serviceAccount(namespace, account)) {
            case .value?: return find(.serviceAccount, account.text, "the cluster")
            case nil: return
            case .denied?, .unreachable?, .doubtful?:
                // Nobody can tell what it is; a service account is what people name.
                return find(.serviceAccount, account.text, "taken for a service account")
            case .absent?: break
            }
        }
        let read = Read<ObjectState>(.get(.pod, name.text, in: namespace.text))
        switch ask(read) {
        case .value(let pod)?:
            self.pod = name.text
            find(.serviceAccount, pod.object["spec"]?["serviceAccountName"]?.string ?? "default", "the pod")
        case .absent?: problem = missing(name.text, in: namespace.text, isPod: name.isPod)
        case .denied(let denial)?: problem = untold(denial.words, name.text)
        case .unreachable(let reason)?: problem = untold(reason, name.text)
        case .doubtful(let doubt)?: problem = untold(doubt.reason, name.text)
        case nil: break
        }
    }

    private mutating func followNameAnywhere(_ name: String, isPod: Bool) {
        let accounts: Observed<ObjectList>? = isPod ? nil : ask(Read(.list(.serviceAccount)))
        let pods = ask(Read<ObjectList>(.list(.pod)))
        guard isPod || accounts != nil, let pods else { return }
        let found =
            (accounts?.value?.objects ?? []).filter { $0.name == name }.map { ($0, $0.name, nil as String?) }
            + (pods.value?.objects ?? []).filter { $0.name == name }.map {
                ($0, $0.object["spec"]?["serviceAccountName"]?.string ?? "default", name)
            }
        if found.count == 1, let only = found.first {
            pod = only.2
            find(.namespace, only.0.object["metadata"]?["namespace"]?.string ?? "default", "the cluster")
            find(.serviceAccount, only.1, only.2 == nil ? "the cluster" : "the pod")
        } else if found.isEmpty {
            // Who may not list may still be right about the context's own namespace.
            let told = [accounts.map { $0.isKnown } ?? true, pods.isKnown].allSatisfy { $0 }
            guard told else { return find(.namespace, hints?.namespace ?? "default", "the context") }
            problem = missing(name, in: nil, isPod: isPod)
        } else {
            choices.append(
                SubjectChoice(
                    label: "Service account", source: "the cluster",
                    options: found.map { object, account, pod in
                        let namespace = object.object["metadata"]?["namespace"]?.string ?? "default"
                        return .serviceAccount(namespace, account, words: pod.map { "\(namespace)/\($0)" })
                    }))
        }
    }

    private func missing(_ name: String, in namespace: String?, isPod: Bool) -> String {
        let place = namespace.map { "in namespace \($0)" } ?? "in any namespace"
        let kinds = isPod ? "no pod \(name)" : "no service account and no pod \(name)"
        let cluster = answers.eksCluster.map { "Cluster \($0.text)" } ?? "The cluster of the context"
        return "\(cluster) has \(kinds) \(place). A pod that is gone shows nothing any more: name its service account, "
            + "as namespace/name; \"kubectl get serviceaccounts -A\" lists them."
    }

    private func untold(_ reason: String, _ name: String) -> String {
        "Nobody can tell whose pod \(name) is: \(reason). Name its service account, as namespace/name."
    }

    // MARK: Cluster and service account

    /// The cluster of the issuer, or of the kubeconfig's context; and what EKS says of it.
    private mutating func followCluster() {
        if let issuer = answers.oidcProvider, let region = issuer.region {
            find(.eksRegion, region.text, "its issuer")
        }
        if let cluster = answers.eksCluster, let region = answers.eksRegion {
            guard let described = ask(.cluster(cluster, in: region))?.value else { return }
            if let issuer = described.issuer { find(.eksOIDCProvider, issuer.text, "the cluster") }
            if !described.arn.account.isEmpty, answers.serviceAccount == nil || isWithoutRole {
                find(.eksAccount, described.arn.account, "the cluster")
            }
            return
        }
        if answers.serviceAccount != nil, answers.oidcProvider == nil, let region = hints?.eksRegion {
            find(.eksRegion, region.text, "the profile")
        }
        // Which cluster is asked only of those who know the region, and where it would tell something.
        guard answers.eksCluster == nil, let region = answers.eksRegion,
            answers.oidcProvider != nil || answers.serviceAccount != nil
        else { return }
        guard let names = ask(.clusters(in: region))?.value?.names else { return }
        var matches: [String] = []
        for name in names.prefix(Self.clusterLimit) {
            guard let typed = try? ClusterName(name), let state = ask(.cluster(typed, in: region))?.value else {
                continue
            }
            if isMeant(state) { matches.append(name) }
        }
        if matches.count == 1, let name = matches.first {
            let source = answers.oidcProvider == nil ? "the context's server" : "its issuer, 1 of \(names.count)"
            find(.eksCluster, name, source)
        } else if answers.oidcProvider == nil, let name = hints?.cluster, names.contains(name) {
            find(.eksCluster, name, "the context's name")
        }
    }

    /// More clusters than this are not looked through for one.
    private static let clusterLimit = 30

    private func isMeant(_ cluster: ClusterState) -> Bool {
        if let issuer = answers.oidcProvider { return cluster.issuer == issuer }
        guard let server = hints?.server, !server.isEmpty else { return false }
        return Self.place(cluster.endpoint) == Self.place(server)
    }

    private static func place(_ url: String) -> String {
        let text = url.lowercased()
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Whether the service account was read and names no role.
    private var isWithoutRole: Bool {
        guard let namespace = answers.namespace, let account = answers.serviceAccount,
            case .value(let object)? = seen.serviceAccount(namespace, account)
        else { return false }
        return object.annotations[DelegateSending.roleAnnotation] == nil
    }

    /// The service account names its role.
    private mutating func followServiceAccount() {
        guard let namespace = answers.namespace, let account = answers.serviceAccount, role == nil else { return }
        guard let object = ask(.serviceAccount(namespace, account))?.value,
            let text = object.annotations[DelegateSending.roleAnnotation],
            let role = try? RoleARN(text.trimmingWhitespace)
        else { return }
        find(role, "annotation of the service account")
    }
}

extension SubjectChoice.Option {
    /// A service account to choose.
    static func serviceAccount(_ namespace: String, _ name: String, words: String? = nil) -> SubjectChoice.Option {
        SubjectChoice.Option(
            words: words ?? "\(namespace)/\(name)",
            values: [
                Paste.Value(field: .namespace, text: namespace), Paste.Value(field: .serviceAccount, text: name),
            ], word: words ?? "\(namespace)/\(name)")
    }
}
