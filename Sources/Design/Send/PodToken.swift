public import IAMPolicy
public import Identifiers
import Wire

/// The token that a cluster's pods present to STS, and the account in which they present it.
///
/// It is judged alike for whatever AWS service the role is meant: nothing of SES is in it.
public struct PodToken: Hashable, Sendable {
    /// The partition of the account.
    public let partition: Partition
    /// The account that owns the role, where the provider has to be registered as well.
    public let account: AccountID
    /// Who signs the token: the cluster's issuer.
    public let issuer: IssuerURL
    /// The namespace of the pods.
    public let namespace: Namespace
    /// The service account of the pods.
    public let serviceAccount: ServiceAccountName
    /// Whom the token is meant for.
    public let audience: String

    /// A token of a service account.
    public init(
        partition: Partition, account: AccountID, issuer: IssuerURL, namespace: Namespace,
        serviceAccount: ServiceAccountName, audience: String = DelegateSending.audience
    ) {
        self.partition = partition
        self.account = account
        self.issuer = issuer
        self.namespace = namespace
        self.serviceAccount = serviceAccount
        self.audience = audience
    }

    /// The token's subject: `system:serviceaccount:<namespace>:<service account>`.
    public var subject: String { "system:serviceaccount:\(namespace.text):\(serviceAccount.text)" }

    /// The ARN of the provider that makes the token known.
    public var providerARN: ARN { ProviderARN(partition: partition.id, account: account, issuer: issuer).arn }

    /// The request that pods make of STS, with all keys that are known beforehand.
    ///
    /// - Parameters:
    ///   - role: The role's ARN.
    ///   - known: Keys that were read, for instance the organisation's ID.
    /// - Returns: The request. Judge it by ``Evaluator/judge(_:_:)``: it has unknown keys.
    public func request(assuming role: ARN, known: RequestContext = [:]) -> PolicyRequest {
        let context = RequestContext([
            ("\(issuer.text):sub", .one(subject)), ("\(issuer.text):aud", .one(audience)),
            ("aws:SecureTransport", "true"),
        ])
        return PolicyRequest(
            principal: providerARN.text, action: "sts:AssumeRoleWithWebIdentity", resource: role.text,
            context: known.filled(from: context)
                .with(unknown: DelegateSending.keysOfPods.union(UnknownKeys(["aws:RequestedRegion"]))))
    }

    /// Whether a role lets this token in.
    public func judgeTrust(_ role: RoleState) -> LinkVerdict {
        let document: PolicyDocument
        do throws(PolicyReadError) { document = try PolicyDocument.read(role.trustPolicy, kind: .trust) } catch {
            return .cannotTell("the trust policy cannot be read, \(error.description)")
        }
        return LinkVerdict(
            request(assuming: role.arn), PolicySet(resource: [NamedPolicy("trust policy", document)]))
    }
}

extension DelegateSending {
    /// The token of the setup's pods.
    public var podToken: PodToken {
        PodToken(
            partition: partition, account: eksAccount, issuer: issuer, namespace: namespace,
            serviceAccount: serviceAccount)
    }
}
