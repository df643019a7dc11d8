import Calls
import Identifiers

/// The names that an earlier apply gave a setup, as far as the world shows: what was applied once keeps its names, also
/// where they would derive otherwise today.
///
/// A name counts as the setup's own when the live service account names the role and the name is one that this setup
/// derives or has derived, or when the role carries sesame's tags and trusts this very service account. A role of the
/// same name that trusts another cluster is not it.
struct KeptNames {
    private let answers: Answers
    private let seen: Observations
    private let account: AccountID
    private let partition: Partition
    private let namespace: Namespace
    private let serviceAccount: ServiceAccountName
    private let today: DerivedNames
    private let first: DerivedNames
    /// All names that this setup derives or has derived, today's first.
    private let derived: [DerivedNames]

    /// Nil while it is not known whose setup it is.
    init?(_ answers: Answers, _ seen: Observations) {
        guard let account = answers.eksAccount, let region = answers.eksRegion, let namespace = answers.namespace,
            let serviceAccount = answers.serviceAccount
        else { return nil }
        func key(_ cluster: ClusterName?) -> SetupKey {
            SetupKey(
                account: account, region: region, cluster: cluster, issuer: answers.oidcProvider,
                namespace: namespace, serviceAccount: serviceAccount)
        }
        // Answers of an earlier run may have named the issuer only.
        var keys = answers.eksCluster.map { [key($0)] } ?? []
        if answers.oidcProvider != nil { keys.append(key(nil)) }
        guard let own = keys.first else { return nil }
        self.answers = answers
        self.seen = seen
        self.account = account
        partition = region.partition
        self.namespace = namespace
        self.serviceAccount = serviceAccount
        today = DerivedNames(own)
        first = DerivedNames(ofFirstVersion: own)
        derived = keys.map { DerivedNames($0) } + keys.map { DerivedNames(ofFirstVersion: $0) }
    }

    /// What has to be asked to know the role, as far as earlier answers say what to ask.
    ///
    /// What hangs on the role is among what a plan reads.
    var reads: [Call] {
        if isSaid(.role) { return [] }
        let account = Read.serviceAccount(namespace, serviceAccount).call
        guard seen[account] != nil || seen.serviceAccounts(namespace) != nil else { return [account] }
        // A derived name says itself whose the role is.
        if let annotated, derived.contains(where: { $0.role == annotated.name }) { return [] }
        return [annotated?.name, first.role].compactMap { $0 }.map { Read.role($0).call }
    }

    /// The names that hold where nobody said others and they are not the ones that derive anyway.
    var entries: [(field: FieldID, text: String)] {
        guard let role else { return [] }
        var entries: [(field: FieldID, text: String)] = []
        if !isSaid(.role), role.name != today.role { entries.append((.role, role.name.text)) }
        if !isSaid(.role), !isSaid(.rolePath), role.path != .root { entries.append((.rolePath, role.path.text)) }
        let own = derived.first { $0.role == role.name }
        let attached = seen.attachedPolicies(role.name)?.value ?? []
        let policy =
            derived.map(\.permissionsPolicy).first { name in
                attached.contains(PolicyARN(partition: partition.id, account: account, name: name).arn)
            } ?? own?.permissionsPolicy
        if !isSaid(.permissionsPolicy), let policy, policy != today.permissionsPolicy {
            entries.append((.permissionsPolicy, policy.text))
        }
        let sending =
            derived.map(\.sendingPolicy).first { sendingPolicies[$0.text]?.contains("\"\(role.arn.text)\"") ?? false }
            ?? own?.sendingPolicy
        if !isSaid(.sendingPolicy), let sending, sending != today.sendingPolicy {
            entries.append((.sendingPolicy, sending.text))
        }
        return entries
    }

    /// The setup's role, said or found; nil when it has none yet.
    private var role: RoleARN? {
        if isSaid(.role), let name = answers[.role].flatMap({ try? RoleName($0) }) {
            let path = answers[.rolePath].flatMap { try? RolePath($0) } ?? .root
            return RoleARN(partition: partition.id, account: account, path: path, name: name)
        }
        if let annotated {
            if derived.contains(where: { $0.role == annotated.name }) { return annotated }
            if let live = seen.role(annotated.name)?.value, live.arn == annotated.arn, isOwn(live) { return annotated }
        }
        switch seen.role(first.role) {
        case .value(let live): return isOwn(live) ? try? RoleARN(live.arn) : nil
        case .absent, nil: return nil
        case .denied, .unreachable, .doubtful:
            // Who may see the identity only is shown by the sending policy that names the role.
            let role = RoleARN(partition: partition.id, account: account, name: first.role)
            return sendingPolicies[first.sendingPolicy.text]?.contains("\"\(role.text)\"") == true ? role : nil
        }
    }

    /// The role of this account that the live service account names.
    private var annotated: RoleARN? {
        let object =
            seen.serviceAccount(namespace, serviceAccount)?.value
            ?? seen.serviceAccounts(namespace)?.value?.first { $0.name == serviceAccount.text }
        guard let text = object?.annotations[DelegateSending.roleAnnotation], let role = try? RoleARN(text),
            role.account == account
        else { return nil }
        return role
    }

    private var sendingPolicies: [String: String] {
        guard let identity = answers.identity ?? answers.sender.map({ .address($0) }) else { return [:] }
        return seen.identity(.ses, identity, in: answers.sesRegion)?.value?.policies ?? [:]
    }

    /// Whether sesame made a role, for this service account of this cluster.
    private func isOwn(_ role: RoleState) -> Bool {
        guard let issuer = answers.oidcProvider, role.arn.account == account.text, Ownership.isOwn(role.tags, role.arn)
        else { return false }
        let subject = "\"system:serviceaccount:\(namespace.text):\(serviceAccount.text)\""
        return role.trustPolicy.contains("\"\(issuer.text):sub\"") && role.trustPolicy.contains(subject)
    }

    private func isSaid(_ field: FieldID) -> Bool {
        answers.provenance(of: field).map { $0.precedence >= Provenance.explicit } ?? false
    }
}
