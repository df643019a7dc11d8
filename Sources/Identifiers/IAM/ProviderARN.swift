/// The ARN of an IAM OIDC provider: `arn:aws:iam::111122223333:oidc-provider/<issuer without https://>`.
public struct ProviderARN: Identifier {
    /// The partition's name.
    public let partition: String

    /// The account that owns the provider.
    public let account: AccountID

    /// The issuer whose tokens the provider makes known to IAM.
    public let issuer: IssuerURL

    /// The kind's name in sentences.
    public static var kind: String { "provider ARN" }

    /// What a provider's ARN looks like.
    public static var expectation: String { "arn:aws:iam::<account ID>:oidc-provider/<issuer without https://>" }

    /// Accepts the ARN of an OIDC provider.
    public init(_ text: String) throws(IdentifierError) {
        try self.init(ARN(text))
    }

    /// Accepts an ARN that names an OIDC provider.
    public init(_ arn: ARN) throws(IdentifierError) {
        guard arn.service == "iam", arn.resourceType == "oidc-provider" else {
            throw Self.error(
                arn.text, .rule("This ARN names no OIDC provider; its last part begins with oidc-provider/"))
        }
        self.init(
            partition: arn.partition, account: try AccountID(arn.account), issuer: try IssuerURL(arn.resourceName))
    }

    /// Builds the ARN of the provider of an issuer.
    public init(partition: String, account: AccountID, issuer: IssuerURL) {
        self.partition = partition
        self.account = account
        self.issuer = issuer
    }

    /// The whole ARN.
    public var text: String { arn.text }

    /// The parts as a general ARN.
    public var arn: ARN {
        ARN(
            partition: partition, service: "iam", region: "", account: account.text,
            resource: "oidc-provider/\(issuer.text)")
    }
}
