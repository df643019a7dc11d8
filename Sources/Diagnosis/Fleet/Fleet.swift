public import Calls
public import Design
import Identifiers
public import Wire

/// The service accounts of a cluster that have a role, looked at together: what is shared is asked once.
///
/// Pure, as the doctor is. Lists come first, because each answers many of the reads that a single diagnosis makes; where
/// a list may not be read, the single reads are made.
public struct Fleet: Sendable {
    /// What is known of all of them: callers, cluster, region.
    private let base: Answers
    /// The setup that was named, of which more is known; nil where none was.
    private let own: Answers?

    /// A service account with a role.
    public struct Member: Sendable {
        /// What is known of it.
        public let subject: Subject
        /// How many of its pods there are; nil where nobody could look.
        public let pods: Int?
        /// What finds the rest of it.
        let reads: [Call]

        /// Namespace and name.
        var name: String { "\(subject.answers.namespace?.text ?? "")/\(subject.answers.serviceAccount?.text ?? "")" }
    }

    /// A fleet.
    ///
    /// - Parameter answers: What is known, of a setup or of the cluster alone.
    public init(_ answers: Answers) {
        var base = Answers()
        let shared: [FieldID] = [
            .eksAccount, .eksRegion, .eksCluster, .eksOIDCProvider, .eksProfile, .sesProfile, .kubernetesContext,
        ]
        for field in shared {
            guard let text = answers[field], let source = answers.provenance(of: field) else { continue }
            // A value of answers was checked when they took it.
            try? base.set(text, for: field, from: source)
        }
        self.base = base
        own = answers.serviceAccount == nil ? nil : answers
    }

    /// The lists that tell what would be asked of each.
    public var opening: [Call] {
        var calls: [Call] = [.list(.serviceAccount), .list(.pod), .list(.namespace), Self.roles]
        if let cluster = base.eksCluster {
            calls.append(Read.cluster(cluster, in: base.eksRegion).call)
            calls.append(.listPodIdentityAssociations(cluster, in: base.eksRegion))
        }
        return calls
    }

    /// All roles and the account's own policies in one answer.
    private static let roles = Call(
        .getAccountAuthorizationDetails, .eks, ["Filter": ["Role", "LocalManagedPolicy"], "MaxItems": 1000])

    private static let accounts = Read<ObjectList>(.list(.serviceAccount))
    private static let pods = Read<ObjectList>(.list(.pod))

    /// Those that were found so far, in the order of their names; nil while nobody has listed service accounts.
    public func members(_ seen: Observations) -> [Member]? {
        guard let accounts = seen[Self.accounts]?.value else { return nil }
        let associations = base.eksCluster.flatMap {
            seen[.podIdentityAssociations($0, in: base.eksRegion)]?.value
        }
        var pods: [String: Int] = [:]
        let listed = seen[Self.pods]?.value
        for pod in listed?.objects ?? [] {
            let account = pod.object["spec"]?["serviceAccountName"]?.string ?? "default"
            pods["\(pod.namespace)/\(account)", default: 0] += 1
        }
        return accounts.objects
            .filter { account in
                account.annotations[DelegateSending.roleAnnotation] != nil
                    || associations?.entry(account.namespace, account.name) != nil
            }
            .map { account in
                let name = "\(account.namespace)/\(account.name)"
                let found = SubjectClue(name).map { SubjectSearch([$0], known: known(of: name)).found(seen) }
                return (
                    name,
                    Member(
                        subject: found?.subject ?? Subject(base), pods: listed == nil ? nil : pods[name] ?? 0,
                        reads: found?.reads ?? [])
                )
            }
            .sorted { $0.0 < $1.0 }
            .map(\.1)
    }

    /// What has to be asked next; the calls that were made already among it.
    public func reads(_ seen: Observations, at now: Timestamp, checks: [Check] = Checks.all) -> [Call] {
        var known: Set<Call> = []
        let calls = (members(seen) ?? []).flatMap { reads(of: $0, seen, at: now, checks: checks) }
        return (opening + calls).filter { known.insert($0).inserted }
    }

    /// What is asked for one of them.
    func reads(of member: Member, _ seen: Observations, at now: Timestamp, checks: [Check]) -> [Call] {
        member.reads + Doctor.reads(member.subject, seen, at: now, checks: checks, hints: false)
    }

    /// How one of them stands.
    func row(
        _ member: Member, _ seen: Observations, at now: Timestamp, checks: [Check], isStopped: Bool = false
    ) -> FleetDiagnosis.Row {
        FleetDiagnosis.Row(
            diagnosis: Doctor.diagnose(member.subject, seen, at: now, checks: checks, isStopped: isStopped),
            pods: member.pods)
    }

    /// Looks at all of them.
    ///
    /// - Parameters:
    ///   - seen: What was read.
    ///   - now: The time.
    ///   - checks: The checks that count.
    ///   - isStopped: Whether somebody stopped it: what was not read is said to be so.
    /// - Returns: How they stand.
    public func diagnose(
        _ seen: Observations, at now: Timestamp, checks: [Check] = Checks.all, isStopped: Bool = false
    ) -> FleetDiagnosis {
        FleetDiagnosis(
            cluster: base.eksCluster?.text, calls: seen.count, at: now,
            rows: (members(seen) ?? []).map { row($0, seen, at: now, checks: checks, isStopped: isStopped) },
            untold: seen[Self.accounts]?.cannotTell)
    }

    /// What is known beforehand: everything of the setup that was named, of others what they share with it.
    private func known(of name: String) -> Answers {
        guard let own, let namespace = own.namespace, let account = own.serviceAccount,
            name == "\(namespace.text)/\(account.text)"
        else { return base }
        return own
    }
}

extension Fleet {
    /// What lists tell of single reads that need not be made then.
    ///
    /// What a whole list does not name does not exist.
    public func implied(by seen: Observations) -> Observations {
        var implied = Observations()
        if let answer = seen[Self.roles] { implied.take(answer, to: Self.roles) }
        roles(seen, &implied)
        objects(seen, &implied)
        associations(seen, &implied)
        return implied
    }

    private func roles(_ seen: Observations, _ implied: inout Observations) {
        guard let answer = seen[Self.roles], answer.isWhole, answer.value != nil else { return }
        let names = Set((answer.value?["RoleDetailList"]?.array ?? []).compactMap { $0["RoleName"]?.string })
        for account in seen[Self.accounts]?.value?.objects ?? [] {
            guard let text = account.annotations[DelegateSending.roleAnnotation],
                let role = try? RoleARN(text.trimmingWhitespace), !names.contains(role.name.text),
                base.eksAccount == nil || role.account == base.eksAccount
            else { continue }
            let name = role.name.text
            for call in [Call.getRole(name), .listAttachedRolePolicies(name), .listRolePolicies(name)] {
                implied[call] = Answer(
                    .failure(CallFailure(.absent, code: "NoSuchEntity")), at: answer.at, caller: answer.caller)
            }
        }
    }

    private func objects(_ seen: Observations, _ implied: inout Observations) {
        let kinds: [ClusterKind] = [.serviceAccount, .pod, .namespace]
        var namespaces: Set<String> = []
        for account in seen[Self.accounts]?.value?.objects ?? [] { namespaces.insert(account.namespace) }
        for kind in kinds {
            let list = Call.list(kind)
            guard let answer = seen[list], let items = answer.value?["items"]?.array else { continue }
            func tell(_ value: JSONValue, of call: Call) {
                implied[call] = Answer(.success(value), at: answer.at, caller: answer.caller, isWhole: answer.isWhole)
            }
            var grouped: [String: [JSONValue]] = [:]
            for item in items {
                let metadata = item["metadata"]
                let namespace = metadata?["namespace"]?.string
                if let namespace { grouped[namespace, default: []].append(item) }
                guard kind != .pod, let name = metadata?["name"]?.string else { continue }
                tell(item, of: .get(kind, name, in: namespace))
            }
            guard kind.isNamespaced else { continue }
            for namespace in namespaces {
                tell(["items": .array(grouped[namespace] ?? [])], of: .list(kind, in: namespace))
            }
        }
    }

    private func associations(_ seen: Observations, _ implied: inout Observations) {
        guard let cluster = base.eksCluster else { return }
        let list = Call.listPodIdentityAssociations(cluster, in: base.eksRegion)
        guard let answer = seen[list], answer.isWhole, let all = answer.value?["associations"]?.array else { return }
        for account in seen[Self.accounts]?.value?.objects ?? [] {
            let own = all.filter {
                $0["namespace"]?.string == account.namespace && $0["serviceAccount"]?.string == account.name
            }
            guard let namespace = try? Namespace(account.namespace), let name = try? ServiceAccountName(account.name)
            else { continue }
            let call = Call.listPodIdentityAssociations(
                cluster, in: base.eksRegion, namespace: namespace, serviceAccount: name)
            implied[call] = Answer(
                .success(["associations": .array(own)]), at: answer.at, caller: answer.caller)
        }
    }
}
