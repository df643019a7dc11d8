/// The ARN of a managed IAM policy: `arn:aws:iam::111122223333:policy/path/name`.
///
/// AWS's own policies have the word `aws` in place of the account.
public struct PolicyARN: Identifier {
    /// The parts of the ARN.
    public let arn: ARN

    /// The path in front of the name; `/` for none.
    public let path: RolePath

    /// The policy's name.
    public let name: PolicyName

    /// The kind's name in sentences.
    public static var kind: String { "policy ARN" }

    /// What a policy's ARN looks like.
    public static var expectation: String { "arn:aws:iam::<account ID>:policy/<name>" }

    /// Accepts the ARN of a policy, with or without a path.
    public init(_ text: String) throws(IdentifierError) {
        try self.init(ARN(text))
    }

    /// Accepts an ARN that names a managed policy.
    public init(_ arn: ARN) throws(IdentifierError) {
        guard arn.service == "iam", arn.resourceType == "policy" else {
            throw Self.error(arn.text, .rule("This ARN names no IAM policy; its last part begins with policy/"))
        }
        let rest = arn.resource.dropFirst("policy".count)
        let slash = rest.lastIndex(of: "/") ?? rest.startIndex
        if arn.account != "aws" { _ = try AccountID(arn.account) }
        path = try RolePath(String(rest[...slash]))
        name = try PolicyName(String(rest[rest.index(after: slash)...]))
        self.arn = arn
    }

    /// Builds the ARN of a policy that an account owns.
    public init(partition: String, account: AccountID, path: RolePath = .root, name: PolicyName) {
        arn = ARN(
            partition: partition, service: "iam", region: "", account: account.text,
            resource: "policy\(path.text)\(name.text)")
        self.path = path
        self.name = name
    }

    /// The whole ARN.
    public var text: String { arn.text }
}
