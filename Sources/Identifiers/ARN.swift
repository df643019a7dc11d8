/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
///
/// Region and account may be empty, the resource may hold colons. An ARN names one thing; patterns with `*` in
/// partition, service or account are refused.
public struct ARN: Identifier {
    /// The partition's name: `aws`.
    public let partition: String

    /// The service's name in ARNs: `iam`, `ses`, `sts`, `eks`.
    public let service: String

    /// The region's code, empty for services without regions, `*` for identities of SES's global endpoints.
    public let region: String

    /// The account's ID, empty or a word such as `aws` for what belongs to no account.
    public let account: String

    /// All that follows the fifth colon: `role/path/name`.
    public let resource: String

    /// The kind's name in sentences.
    public static var kind: String { "ARN" }

    /// What an ARN looks like.
    public static var expectation: String { "arn:partition:service:region:account:resource" }

    /// Splits a text at its first five colons.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        try Self.check(text, only: "visible characters") { scalar in
            scalar.value > 0x20 && scalar.value != 0x7F && !(0x80...0xA0).contains(scalar.value)
        }
        guard text.hasPrefix("arn:") else { throw Self.error(text, .edge("An ARN begins with arn:")) }
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6 else {
            throw Self.error(
                text, .unfinished("An ARN has six parts with colons between them; here are \(parts.count)"))
        }
        for part in [parts[1], parts[2], parts[4]] { try Self.checkExact(part) }
        if parts[1].isEmpty { throw Self.error(text, .rule("The second part, the partition, is empty")) }
        if parts[2].isEmpty { throw Self.error(text, .rule("The third part, the service, is empty")) }
        if parts[5].isEmpty { throw Self.error(text, .unfinished("The last part, the resource, is empty")) }
        let digits = parts[4].unicodeScalars.count(where: Characters.isDigit)
        if digits > 0, digits == parts[4].unicodeScalars.count, digits != 12 {
            throw Self.error(text, .rule("An account ID has 12 digits; here are \(digits)"))
        }
        self.init(partition: parts[1], service: parts[2], region: parts[3], account: parts[4], resource: parts[5])
    }

    /// Joins parts that are known to be valid.
    public init(partition: String, service: String, region: String, account: String, resource: String) {
        self.partition = partition
        self.service = service
        self.region = region
        self.account = account
        self.resource = resource
    }

    /// The six parts with colons between them.
    public var text: String { "arn:\(partition):\(service):\(region):\(account):\(resource)" }

    /// The account as an ID, nil when it is empty or a word.
    public var accountID: AccountID? { try? AccountID(account) }

    /// The resource up to its first slash or colon: `role`; empty when there is none.
    public var resourceType: String {
        resource.firstIndex { $0 == "/" || $0 == ":" }.map { String(resource[..<$0]) } ?? ""
    }

    /// The resource after its first slash or colon: `path/name`; the whole resource when there is none.
    public var resourceName: String {
        resource.firstIndex { $0 == "/" || $0 == ":" }.map { String(resource[resource.index(after: $0)...]) }
            ?? resource
    }
}
