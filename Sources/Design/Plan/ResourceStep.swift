public import Identifiers
public import Wire

/// One call that apply makes, as a value.
///
/// The value is complete but for what only the world can give: the role's unique ID, which marks the sending policy.
public enum ResourceStep: Hashable, Sendable {
    /// `iam:CreateOpenIDConnectProvider`; no thumbprint is sent, AWS finds it itself.
    case createOIDCProvider(issuer: IssuerURL, clientIDs: [String], tags: [Tag])
    /// `iam:AddClientIDToOpenIDConnectProvider`; a provider only ever gains.
    case addClientID(provider: ARN, clientID: String)
    /// `iam:CreatePolicy`.
    case createPolicy(name: PolicyName, document: JSONValue, tags: [Tag])
    /// `iam:CreatePolicyVersion` as default, after pruning the oldest version that is not the default at five.
    case createPolicyVersion(policy: ARN, document: JSONValue)
    /// `iam:CreateRole`.
    case createRole(
        name: RoleName, path: RolePath, trustPolicy: JSONValue, boundary: ARN?, tags: [Tag])
    /// `iam:UpdateAssumeRolePolicy`.
    case updateTrustPolicy(role: RoleName, document: JSONValue)
    /// `iam:PutRolePermissionsBoundary`.
    case putBoundary(role: RoleName, boundary: ARN)
    /// `iam:AttachRolePolicy`.
    case attachPolicy(role: RoleName, policy: ARN)
    /// `ses:CreateEmailIdentity`; SES mails an address a link, a domain gets DKIM tokens.
    case createIdentity(side: Side, identity: SESIdentity, tags: [Tag])
    /// `ses:VerifyEmailIdentity`: one more mail to an address that is not verified.
    case mailAgain(side: Side, address: EmailAddress)
    /// `ses:PutIdentityPolicy`; the document has no Sid, apply adds the role's mark.
    case putSendingPolicy(identity: SESIdentity, name: SendingPolicyName, document: JSONValue)
    /// Server-side apply with the field manager `sesame`, never forced.
    case apply(object: JSONValue)

    /// The AWS operation or Kubernetes verb, for example `iam CreateRole`.
    public var call: String {
        switch self {
        case .createOIDCProvider: "iam CreateOpenIDConnectProvider"
        case .addClientID: "iam AddClientIDToOpenIDConnectProvider"
        case .createPolicy: "iam CreatePolicy"
        case .createPolicyVersion: "iam CreatePolicyVersion"
        case .createRole: "iam CreateRole"
        case .updateTrustPolicy: "iam UpdateAssumeRolePolicy"
        case .putBoundary: "iam PutRolePermissionsBoundary"
        case .attachPolicy: "iam AttachRolePolicy"
        case .createIdentity: "sesv2 CreateEmailIdentity"
        case .mailAgain: "ses VerifyEmailIdentity"
        case .putSendingPolicy: "ses PutIdentityPolicy"
        case .apply(let object): "kubernetes apply \(object["kind"]?.string ?? "object")"
        }
    }

    /// The IAM actions or Kubernetes verbs that the step needs, for the pre-flight.
    public var permissions: [String] {
        switch self {
        case .createOIDCProvider: ["iam:CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"]
        case .addClientID: ["iam:AddClientIDToOpenIDConnectProvider"]
        case .createPolicy: ["iam:CreatePolicy", "iam:TagPolicy"]
        case .createPolicyVersion:
            ["iam:ListPolicyVersions", "iam:CreatePolicyVersion", "iam:DeletePolicyVersion"]
        case .createRole: ["iam:CreateRole", "iam:TagRole"]
        case .updateTrustPolicy: ["iam:UpdateAssumeRolePolicy"]
        case .putBoundary: ["iam:PutRolePermissionsBoundary"]
        case .attachPolicy: ["iam:AttachRolePolicy"]
        case .createIdentity: ["ses:CreateEmailIdentity", "ses:TagResource"]
        case .mailAgain: ["ses:VerifyEmailIdentity"]
        case .putSendingPolicy: ["ses:PutIdentityPolicy"]
        case .apply: ["patch"]
        }
    }
}
