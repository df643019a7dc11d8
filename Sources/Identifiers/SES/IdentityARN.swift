/// The ARN of an SES identity: `arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com`.
public struct IdentityARN: Identifier {
    /// The partition's name.
    public let partition: String

    /// The region's code; `*` for an identity of SES's global endpoints.
    public let region: String

    /// The account that owns the identity.
    public let account: AccountID

    /// The address or domain.
    public let identity: SESIdentity

    /// The kind's name in sentences.
    public static var kind: String { "identity ARN" }

    /// What an identity's ARN looks like.
    public static var expectation: String { "arn:aws:ses:<region>:<account ID>:identity/<address or domain>" }

    /// Accepts the ARN of an identity.
    public init(_ text: String) throws(IdentifierError) {
        try self.init(ARN(text))
    }

    /// Accepts an ARN that names an identity.
    public init(_ arn: ARN) throws(IdentifierError) {
        guard arn.service == "ses", arn.resourceType == "identity" else {
            throw Self.error(arn.text, .rule("This ARN names no SES identity; its last part begins with identity/"))
        }
        guard arn.region == "*" || Region(unlisted: arn.region) != nil else {
            throw Self.error(arn.text, .rule("The fourth part is no region"))
        }
        partition = arn.partition
        region = arn.region
        account = try AccountID(arn.account)
        identity = try SESIdentity(arn.resourceName)
    }

    /// Builds the ARN of an identity.
    public init(partition: String, region: Region, account: AccountID, identity: SESIdentity) {
        self.partition = partition
        self.region = region.text
        self.account = account
        self.identity = identity
    }

    /// The whole ARN.
    public var text: String { arn.text }

    /// The parts as a general ARN.
    public var arn: ARN {
        ARN(
            partition: partition, service: "ses", region: region, account: account.text,
            resource: "identity/\(identity.text)")
    }
}
