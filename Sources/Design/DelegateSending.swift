public import Calls
public import Identifiers

/// The guide's design with every value filled in: pods of the EKS account send as an identity of the SES account.
///
/// Answers say what a person told; a design says what holds, with defaults and derived names. Everything else
/// (artifacts, wanted resources, plan) is a function of it. It never changes, and most of what is said of a setup holds
/// one: a class makes that a word each, where copies of half a kilobyte made megabytes of code.
public final class DelegateSending: Hashable, Sendable {
    /// The partition of both accounts.
    public let partition: Partition
    /// The account that owns cluster and role; AWS calls it the delegate sender.
    public let eksAccount: AccountID
    /// The cluster's region.
    public let eksRegion: Region
    /// The cluster's name; nil when only its issuer was told.
    public let cluster: ClusterName?
    /// The cluster's issuer.
    public let issuer: IssuerURL
    /// Whether the EKS account is in the SES sandbox; true when nobody knows, which is the cautious form.
    public let eksSandbox: Bool
    /// The account that owns the identity.
    public let sesAccount: AccountID
    /// The region of the identity, where every message goes through SES.
    public let sesRegion: Region
    /// Whether the SES account is in the sandbox; true when nobody knows.
    public let sesSandbox: Bool
    /// The address that mail comes from.
    public let sender: EmailAddress
    /// The identity that carries the sending policy.
    public let identity: SESIdentity
    /// The address that gets the test message; nil when nobody told one.
    public let receiver: EmailAddress?
    /// The configuration set of the EKS account that mails go through; nil for none.
    public let configurationSet: ConfigurationSetName?
    /// All actions that the role may send with, the two of every send first.
    public let sendingActions: [String]
    /// The namespace of the pods.
    public let namespace: Namespace
    /// The service account of the pods.
    public let serviceAccount: ServiceAccountName
    /// Whether the guide's deployment is wanted.
    public let testWorkload: Bool
    /// The image of the guide's deployment.
    public let image: String
    /// The role's name.
    public let roleName: RoleName
    /// The role's path.
    public let rolePath: RolePath
    /// The permissions boundary, where the organisation demands one.
    public let boundary: ARN?
    /// The permissions policy's name.
    public let permissionsPolicyName: PolicyName
    /// The sending policy's name.
    public let sendingPolicyName: SendingPolicyName
    /// The organisation's own tags.
    public let tags: [Tag]

    /// The image of the test workload when nobody named another; pinned, so that every run is the same.
    public static let defaultImage = "public.ecr.aws/aws-cli/aws-cli:2.32.6"

    /// The audience that tokens for AWS carry.
    public static let audience = "sts.amazonaws.com"

    /// The name of the guide's deployment, its label and its container.
    public static let workloadName = "ses-test"

    /// Fills in defaults and derived names.
    ///
    /// - Throws: What is missing, or what does not fit together.
    public init(_ answers: Answers) throws(IncompleteAnswers) {
        let problems = answers.contradictions
        var missing = answers.missingFields
        if answers.oidcProvider == nil, !missing.contains(.eksOIDCProvider) { missing.append(.eksOIDCProvider) }
        guard missing.isEmpty, problems.isEmpty,
            let eksAccount = answers.eksAccount, let eksRegion = answers.eksRegion, let issuer = answers.oidcProvider,
            let sesAccount = answers.sesAccount, let sesRegion = answers.sesRegion, let sender = answers.sender,
            let namespace = answers.namespace, let serviceAccount = answers.serviceAccount
        else {
            throw IncompleteAnswers(
                missing: missing, problems: problems,
                unasked: answers.eksCluster.map {
                    CommandLine(.describeCluster($0, in: answers.eksRegion), profile: answers.eksProfile)
                })
        }
        partition = eksRegion.partition
        self.eksAccount = eksAccount
        self.eksRegion = eksRegion
        let cluster = answers.eksCluster
        self.cluster = cluster
        self.issuer = issuer
        eksSandbox = answers.eksSandbox ?? true
        self.sesAccount = sesAccount
        self.sesRegion = sesRegion
        sesSandbox = answers.sesSandbox ?? true
        self.sender = sender
        identity = answers.identity ?? .address(sender)
        receiver = answers.receiver
        configurationSet = answers.configurationSet
        sendingActions = SendingAction.always + answers.sendingActions
        self.namespace = namespace
        self.serviceAccount = serviceAccount
        testWorkload = answers.testWorkload
        image = answers[.image] ?? Self.defaultImage
        // Made only where a name is left to it: the form makes a design with every key.
        lazy var names = DerivedNames(
            SetupKey(
                account: eksAccount, region: eksRegion, cluster: cluster, issuer: issuer, namespace: namespace,
                serviceAccount: serviceAccount))
        roleName = answers[.role].flatMap { try? RoleName($0) } ?? names.role
        rolePath = answers[.rolePath].flatMap { try? RolePath($0) } ?? .root
        boundary = answers[.permissionsBoundary].flatMap { try? ARN($0) }
        permissionsPolicyName = answers[.permissionsPolicy].flatMap { try? PolicyName($0) } ?? names.permissionsPolicy
        sendingPolicyName = answers[.sendingPolicy].flatMap { try? SendingPolicyName($0) } ?? names.sendingPolicy
        tags = answers.tags
    }

    /// Whether all values are the same.
    public static func == (one: DelegateSending, other: DelegateSending) -> Bool {
        if one === other { return true }
        guard one.partition == other.partition, one.eksAccount == other.eksAccount, one.eksRegion == other.eksRegion,
            one.cluster == other.cluster, one.issuer == other.issuer, one.eksSandbox == other.eksSandbox,
            one.sesAccount == other.sesAccount, one.sesRegion == other.sesRegion, one.sesSandbox == other.sesSandbox,
            one.sender == other.sender, one.identity == other.identity, one.receiver == other.receiver
        else { return false }
        guard one.configurationSet == other.configurationSet, one.sendingActions == other.sendingActions,
            one.namespace == other.namespace, one.serviceAccount == other.serviceAccount,
            one.testWorkload == other.testWorkload, one.image == other.image, one.roleName == other.roleName,
            one.rolePath == other.rolePath
        else { return false }
        return one.boundary == other.boundary && one.permissionsPolicyName == other.permissionsPolicyName
            && one.sendingPolicyName == other.sendingPolicyName && one.tags == other.tags
    }

    /// Hashes what tells setups apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(eksAccount)
        hasher.combine(issuer)
        hasher.combine(roleName)
        hasher.combine(sender)
    }
}

extension DelegateSending {
    /// The role's ARN, path included, as the service account's annotation carries it.
    public var roleARN: ARN {
        RoleARN(partition: partition.id, account: eksAccount, path: rolePath, name: roleName).arn
    }

    /// The permissions policy's ARN.
    public var permissionsPolicyARN: ARN {
        PolicyARN(partition: partition.id, account: eksAccount, name: permissionsPolicyName).arn
    }

    /// The provider's ARN.
    public var providerARN: ARN {
        ProviderARN(partition: partition.id, account: eksAccount, issuer: issuer).arn
    }

    /// The ARN of the identity that carries the sending policy; senders pass it as source ARN.
    public var identityARN: ARN { identityARN(identity, in: sesAccount) }

    /// The ARN of an identity in the SES region of an account.
    public func identityARN(_ identity: SESIdentity, in account: AccountID) -> ARN {
        IdentityARN(partition: partition.id, region: sesRegion, account: account, identity: identity).arn
    }

    /// The ARN of the configuration set, which a delegate names in its own account; nil for none.
    public var configurationSetARN: ARN? {
        configurationSet.map {
            ARN(
                partition: partition.id, service: "ses", region: sesRegion.text, account: eksAccount.text,
                resource: "configuration-set/\($0.text)")
        }
    }

    /// The templates that a delegate's messages are made of, which are its own account's.
    public var templatesARN: ARN {
        ARN(
            partition: partition.id, service: "ses", region: sesRegion.text, account: eksAccount.text,
            resource: "template/*")
    }

    /// The token's subject: `system:serviceaccount:<namespace>:<service account>`.
    public var subject: String { "system:serviceaccount:\(namespace.text):\(serviceAccount.text)" }

    /// The service account as people say it: `default/ses-sender`.
    public var serviceAccountWords: String { "\(namespace.text)/\(serviceAccount.text)" }

    /// The receiver of the test message: the one told, else Amazon's own mailbox.
    public var testReceiver: String { receiver?.text ?? FieldCheck.mailboxSimulator }

    /// Amazon's own mailbox, which works in the sandbox: `success@simulator.amazonses.com`.
    public static var mailboxSimulator: String { FieldCheck.mailboxSimulator }

    /// Whether the identity is the sender's domain, so that the policies need a condition on the From address.
    public var isDomainIdentity: Bool {
        if case .domain = identity { true } else { false }
    }

    /// The receiver where somebody has to prove it in the sandbox, which Amazon's own mailbox never needs.
    var mailedReceiver: EmailAddress? {
        guard let receiver, !receiver.text.hasSuffix("@simulator.amazonses.com") else { return nil }
        return receiver
    }

    /// The identity of the receiver's own address, where it needs to be proven at all.
    public var receiverIdentity: SESIdentity? { mailedReceiver.map { .address($0) } }

    /// The account of a side: the EKS account for Kubernetes.
    public func account(of side: Side) -> AccountID { side == .ses ? sesAccount : eksAccount }

    /// Where a side's resources live, in words: `EKS account 111122223333`, `cluster mail-prod`.
    public func place(of side: Side) -> String {
        switch side {
        case .eks: "EKS account \(eksAccount.text)"
        case .ses: "SES account \(sesAccount.text)"
        case .kubernetes: cluster.map { "cluster \($0.text)" } ?? "the cluster"
        }
    }
}
