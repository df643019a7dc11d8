public import Calls
public import Design
import Identifiers
import Wire

extension PermissionSet {
    /// What a purpose needs in a setup.
    ///
    /// - Parameters:
    ///   - purpose: What for.
    ///   - design: The setup.
    ///   - knowsIssuer: Whether the design's issuer is the cluster's; where nobody knows it, any provider is allowed.
    ///   - ways: The ways that a message may go, for ``PermissionPurpose/send``.
    ///   - restarts: The workloads, for ``PermissionPurpose/restart``.
    public init(
        _ purpose: PermissionPurpose, _ design: DelegateSending, knowsIssuer: Bool = true,
        ways: Set<PermissionWay> = Set(PermissionWay.allCases), restarts: [RestartTarget] = []
    ) {
        self.init(
            purpose, eks: design.eksAccount, ses: design.sesAccount, cluster: design.place(of: .kubernetes))
        switch purpose {
        case .setup:
            add(Self.setup(design, knowsIssuer: knowsIssuer), design)
            for right in Self.setupRights(design) { add(right) }
        case .doctor:
            for (side, operations) in Self.looks {
                for action in operations.flatMap(\.actions).map(\.name).sorted() {
                    add(ActionGrant(action, on: "*"), side)
                }
            }
            add(Self.clusterLooks(design), design)
            add(design.tokenRight)
            add([Read.webhook().call], design)
        case .send:
            self.ways = ways
            addSend(design)
        case .restart: for right in restarts.flatMap(\.rights) { add(right) }
        }
    }

    private mutating func addSend(_ design: DelegateSending) {
        let namespace = design.namespace.text
        if ways != [.owner] {
            add([Read.serviceAccount(design.namespace, design.serviceAccount).call], design)
        }
        // A token proves the way, and which cluster it is that a Job is made in.
        if ways.contains(.chain) || ways.contains(.job) { add(design.tokenRight) }
        if ways.contains(.pod) {
            add(Self.workloadLooks(design), design)
            // Another pod than the test workload's may be named.
            add(KubernetesRight(verb: "get", resource: "pods", namespace: namespace))
            for verb in ["get", "create"] {
                add(KubernetesRight(verb: verb, resource: "pods/exec", namespace: namespace))
            }
        }
        if ways.contains(.job) {
            for verb in ["create", "get", "delete"] {
                add(KubernetesRight(verb: verb, group: "batch", resource: "jobs", namespace: namespace))
            }
            add([Read.pods(in: design.namespace).call, Read.events(in: design.namespace).call], design)
            add(KubernetesRight(verb: "get", resource: "pods/log", namespace: namespace))
        }
        guard ways.contains(.owner) else { return }
        // SES asks on the identity that is sent from, and in the sandbox on the receiver's as well.
        let identities = [.address(design.sender), design.identity] + (design.receiverIdentity.map { [$0] } ?? [])
        for identity in identities {
            add(ActionGrant("ses:SendEmail", on: design.identityARN(identity, in: design.sesAccount).text), .ses)
        }
    }

    /// What was refused, and nothing else.
    ///
    /// - Parameters:
    ///   - purpose: What it was refused for.
    ///   - design: The setup.
    ///   - seen: What was asked, with the refusals.
    ///   - steps: Calls of a plan whose permissions are certainly missing.
    ///   - rights: Rights that the cluster says are missing.
    public init(
        _ purpose: PermissionPurpose, _ design: DelegateSending, missingIn seen: Observations, steps: [Call] = [],
        rights: [KubernetesRight] = []
    ) {
        self.init(
            purpose, eks: design.eksAccount, ses: design.sesAccount, cluster: design.place(of: .kubernetes))
        let refused = seen.calls.filter { seen[$0]?.failure?.kind == .denied }.sorted { $0.key < $1.key }
        for call in refused {
            // What a call was kept from need not be its own right: without a token nothing was asked at all.
            if let right = seen[call]?.failure?.right, right != call.right { add(right) } else { add([call], design) }
        }
        add(steps, design)
        for right in rights { add(right) }
        isPart = true
        clusterUser = seen[.clusterCaller]?.value?.username
    }

    private mutating func add(_ calls: [Call], _ design: DelegateSending) {
        add(calls, partition: design.partition, role: design.roleARN)
    }

    // MARK: Looking

    /// What the doctor's checks read in both accounts; `doctor --all` asks `iam:GetAccountAuthorizationDetails` first,
    /// and does without it.
    private static let looks: [(Side, [Operation])] = [
        (
            .eks,
            [
                .listClusters, .describeCluster, .listPodIdentityAssociations, .describePodIdentityAssociation,
                .getOpenIDConnectProvider, .listOpenIDConnectProviders, .getRole, .listAttachedRolePolicies,
                .listRolePolicies, .getRolePolicy, .getPolicy, .getPolicyVersion, .listPolicyVersions, .getAccount,
                .getEmailIdentity, .getConfigurationSet, .getSuppressedDestination, .listAccessEntries, .lookupEvents,
            ]
        ), (.ses, [.getAccount, .getEmailIdentity, .getConfigurationSet, .getSuppressedDestination, .lookupEvents]),
    ]

    private static func clusterLooks(_ design: DelegateSending) -> [Call] {
        [
            Read.namespace(design.namespace).call, Read.annotatedAccount(design.namespace, design.serviceAccount).call,
            .get(.pod, "*", in: design.namespace.text), Read.pods(in: design.namespace).call,
        ]
    }

    /// What is looked at until the test workload runs.
    private static func workloadLooks(_ design: DelegateSending) -> [Call] {
        [
            Read.deployment(design.namespace, DelegateSending.workloadName).call,
            Read.replicaSets(design.namespace).call, Read.pods(in: design.namespace).call,
            Read.events(in: design.namespace).call,
        ]
    }

    // MARK: Setting up

    /// Every call that plan and apply may make in both accounts, whatever they meet.
    private static func setup(_ design: DelegateSending, knowsIssuer: Bool) -> [Call] {
        let tags = JSONValue.array([])
        let role = JSONValue.string(design.roleName.text)
        let policy = JSONValue.string(design.permissionsPolicyARN.text)
        let everything = JSONValue.string("*")
        let provider: JSONValue = knowsIssuer ? .string(design.providerARN.text) : .string(design.anyProvider)
        let url: JSONValue = knowsIssuer ? .string(design.issuer.url) : everything
        var calls: [Call] = design.cluster.map { [.describeCluster($0, in: design.eksRegion)] } ?? []
        calls += [
            Call(.getOpenIDConnectProvider, .eks, ["OpenIDConnectProviderArn": provider]),
            Call(.createOpenIDConnectProvider, .eks, ["Url": url, "Tags": tags]),
            Call(.addClientIDToOpenIDConnectProvider, .eks, ["OpenIDConnectProviderArn": provider]),
            .getRole(design.roleName.text),
            Call(.createRole, .eks, ["RoleName": role, "Tags": tags]),
            Call(.updateAssumeRolePolicy, .eks, ["RoleName": role]),
            .listAttachedRolePolicies(design.roleName.text), .listRolePolicies(design.roleName.text),
            .getRolePolicy(design.roleName.text, "*"),
        ]
        if design.boundary != nil { calls.append(Call(.putRolePermissionsBoundary, .eks, ["RoleName": role])) }
        calls += [
            Call(.attachRolePolicy, .eks, ["RoleName": role, "PolicyArn": policy]),
            Call(.createPolicy, .eks, ["PolicyName": .string(design.permissionsPolicyName.text), "Tags": tags]),
            Call(.listPolicyVersions, .eks, ["PolicyArn": policy]),
            Call(.createPolicyVersion, .eks, ["PolicyArn": policy]),
            Call(.deletePolicyVersion, .eks, ["PolicyArn": policy]),
            // What others attached to the role counts as well, wherever it stands.
            Call(.getPolicy, .eks, ["PolicyArn": everything]),
            Call(.getPolicyVersion, .eks, ["PolicyArn": everything]),
        ]
        calls += receiver(.eks, design, isMailed: design.eksSandbox)
        calls += identity(design.identity, of: .ses, design)
        calls += SESIdentity.covering(design.sender).map { .getEmailIdentity($0.text, .ses, in: design.sesRegion) }
        calls += receiver(.ses, design, isMailed: design.sesSandbox)
        calls.append(Call(.putIdentityPolicy, .ses, in: design.sesRegion))
        calls += [.getAccount(.eks, in: design.sesRegion), .getAccount(.ses, in: design.sesRegion)]
        return calls
    }

    /// What proves the receiver in an account that is in the sandbox.
    private static func receiver(_ side: Side, _ design: DelegateSending, isMailed: Bool) -> [Call] {
        guard isMailed, let receiver = design.receiver, let identity = design.receiverIdentity else { return [] }
        return self.identity(identity, of: side, design)
            + SESIdentity.covering(receiver).map { .getEmailIdentity($0.text, side, in: design.sesRegion) }
    }

    private static func identity(_ identity: SESIdentity, of side: Side, _ design: DelegateSending) -> [Call] {
        let name = JSONValue.string(identity.text)
        var calls: [Call] = [
            .getEmailIdentity(identity.text, side, in: design.sesRegion),
            Call(.createEmailIdentity, side, in: design.sesRegion, ["EmailIdentity": name, "Tags": []]),
        ]
        if case .address = identity {
            calls.append(Call(.verifyEmailIdentity, side, in: design.sesRegion, ["EmailAddress": name]))
        }
        return calls
    }

    private static func setupRights(_ design: DelegateSending) -> [KubernetesRight] {
        let account = Read.serviceAccount(design.namespace, design.serviceAccount).call.right
        let place = Read.namespace(design.namespace).call.right
        var rights = [place, account].compactMap { $0 }
        rights += ["patch", "create"].compactMap { account?.with(verb: $0) }
        if design.testWorkload {
            let deployment = Read.deployment(design.namespace, DelegateSending.workloadName).call.right
            rights += ["get", "patch", "create"].compactMap { deployment?.with(verb: $0) }
        }
        return rights
    }
}

extension DelegateSending {
    /// The right to a token of the pods' service account, of no other of its namespace.
    var tokenRight: KubernetesRight {
        KubernetesRight(
            verb: "create", resource: "serviceaccounts/token", namespace: namespace.text, name: serviceAccount.text)
    }

    /// All OIDC providers of the EKS account.
    var anyProvider: String { "arn:\(partition.id):iam::\(eksAccount.text):oidc-provider/*" }
}
