/// The ARN of an IAM role: `arn:aws:iam::111122223333:role/path/name`.
public struct RoleARN: Identifier {
    /// The partition's name.
    public let partition: String

    /// The account that owns the role.
    public let account: AccountID

    /// The path in front of the name; `/` for none.
    public let path: RolePath

    /// The role's name.
    public let name: RoleName

    /// The kind's name in sentences.
    public static var kind: String { "role ARN" }

    /// What a role's ARN looks like.
    public static var expectation: String { "arn:aws:iam::<account ID>:role/<name>" }

    /// Accepts the ARN of a role, with or without a path.
    public init(_ text: String) throws(IdentifierError) {
        try self.init(ARN(text))
    }

    /// Accepts an ARN that names a role.
    public init(_ arn: ARN) throws(IdentifierError) {
        guard arn.service == "iam", arn.resourceType == "role" else {
            throw Self.error(arn.text, .rule("This ARN names no IAM role; its last part begins with role/"))
        }
        guard arn.region.isEmpty else { throw Self.error(arn.text, .rule("A role's ARN has no region")) }
        let rest = arn.resource.dropFirst("role".count)
        let slash = rest.lastIndex(of: "/") ?? rest.startIndex
        self.init(
            partition: arn.partition, account: try AccountID(arn.account), path: try RolePath(String(rest[...slash])),
            name: try RoleName(String(rest[rest.index(after: slash)...])))
    }

    /// Builds the ARN of a role.
    public init(partition: String, account: AccountID, path: RolePath = .root, name: RoleName) {
        self.partition = partition
        self.account = account
        self.path = path
        self.name = name
    }

    /// The whole ARN.
    public var text: String { arn.text }

    /// The parts as a general ARN.
    public var arn: ARN {
        ARN(
            partition: partition, service: "iam", region: "", account: account.text,
            resource: "role\(path.text)\(name.text)")
    }
}
