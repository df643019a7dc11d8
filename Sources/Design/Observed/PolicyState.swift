public import Calls
public import Wire

/// A managed policy with its default version (`iam:GetPolicy`, `iam:GetPolicyVersion`).
public struct PolicyState: Hashable, Sendable {
    /// The default version's ID, for example `v1`.
    public var defaultVersion: String
    /// The default version's document, percent-decoded JSON.
    public var document: String
    /// Its tags.
    public var tags: [Tag]

    /// A managed policy.
    public init(defaultVersion: String, document: String, tags: [Tag]) {
        self.defaultVersion = defaultVersion
        self.document = document
        self.tags = tags
    }
}

/// A managed policy without its document (`iam:GetPolicy`).
public struct ManagedPolicyState: AnswerView, Hashable {
    /// The default version's ID, for example `v1`.
    public let defaultVersion: String
    /// Its tags.
    public let tags: [Tag]

    /// Reads `iam:GetPolicy`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        defaultVersion = try ViewProblem.text(answer["Policy"], "DefaultVersionId")
        tags = Tag.list(answer["Policy"]?["Tags"])
    }
}

/// A version of a managed policy with its document (`iam:GetPolicyVersion`).
public struct PolicyVersionState: AnswerView, Hashable {
    /// The document, JSON text.
    public let document: String

    /// Reads `iam:GetPolicyVersion`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        document = answer["PolicyVersion"]?["Document"]?.documentText ?? ""
    }
}

/// The versions of a managed policy (`iam:ListPolicyVersions`), of which there may be five.
public struct PolicyVersions: AnswerView, Hashable {
    /// How many versions IAM keeps of a policy.
    public static let limit = 5

    /// The IDs of all versions.
    public let ids: [String]
    /// The ID of the version that counts.
    public let defaultID: String?

    /// Reads `iam:ListPolicyVersions`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        let versions = answer["Versions"]?.array ?? []
        ids = versions.compactMap { $0["VersionId"]?.string }
        defaultID = versions.first { $0["IsDefaultVersion"]?.bool == true }?["VersionId"]?.string
    }

    /// The version that has to go before another can be made: the oldest that does not count; nil while there is room.
    public var oldestInTheWay: String? {
        guard ids.count >= Self.limit else { return nil }
        let number = { (id: String) in Int(id.dropFirst()) ?? 0 }
        return ids.filter { $0 != defaultID }.min { number($0) < number($1) }
    }
}
