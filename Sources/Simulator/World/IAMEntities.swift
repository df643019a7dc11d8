public import Wire

/// An IAM user with its access keys.
public struct IAMUser: Sendable {
    /// The user name.
    public var name: String
    /// The path, `/` where none was given.
    public var path = "/"
    /// The unique id, `AIDA…`.
    public var id: String
    /// When the user was made.
    public var created: Timestamp
    /// The access keys by their id; the values are the secrets.
    public var accessKeys: [String: SecretKey] = [:]
    /// The inline policies by name.
    public var inlinePolicies: [String: StoredPolicy] = [:]
    /// The ARNs of the managed policies attached.
    public var attachedPolicies: [String] = []
    /// The ARN of the permissions boundary.
    public var boundary: String?
    /// The tags.
    public var tags = Tags()
}

/// A secret access key; prints as nothing.
public struct SecretKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The secret itself.
    public let value: String

    /// Keeps a secret.
    public init(_ value: String) {
        self.value = value
    }

    /// A placeholder.
    public var description: String { "(secret)" }
    /// A placeholder.
    public var debugDescription: String { "(secret)" }
    /// A placeholder, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// An IAM role.
public struct IAMRole: Sendable {
    /// The role name.
    public var name: String
    /// The path, `/` where none was given.
    public var path = "/"
    /// The unique id, `AROA…`.
    public var id: String
    /// When the role was made.
    public var created: Timestamp
    /// The trust policy.
    public var trust: StoredPolicy
    /// The description, empty where none was given.
    public var description = ""
    /// The longest session, in seconds.
    public var maxSessionDuration = 3_600
    /// The ARN of the permissions boundary.
    public var boundary: String?
    /// The inline policies by name.
    public var inlinePolicies: [String: StoredPolicy] = [:]
    /// The ARNs of the managed policies attached, oldest first.
    public var attachedPolicies: [String] = []
    /// The tags.
    public var tags = Tags()
    /// When and where the role was last used.
    public var lastUsed: (time: Timestamp, region: String)?
}

/// A customer managed policy with its versions.
public struct ManagedPolicy: Sendable {
    /// One version of the document.
    public struct Version: Sendable {
        /// The version id, `v1` and so on.
        public var id: String
        /// The document.
        public var policy: StoredPolicy
        /// When the version was made.
        public var created: Timestamp
    }

    /// The policy name.
    public var name: String
    /// The path, `/` where none was given.
    public var path = "/"
    /// The unique id, `ANPA…`.
    public var id: String
    /// The ARN.
    public var arn: String
    /// The description, empty where none was given.
    public var description = ""
    /// When the policy was made.
    public var created: Timestamp
    /// When a version was last added or chosen.
    public var updated: Timestamp
    /// The versions, oldest first, at most five.
    public var versions: [Version]
    /// The id of the version that counts.
    public var defaultVersionID: String
    /// The number of the next version.
    public var nextVersion = 2
    /// The tags.
    public var tags = Tags()

    /// The version that counts.
    public var defaultVersion: Version? {
        versions.first { $0.id == defaultVersionID }
    }
}

/// An OpenID Connect provider.
public struct OIDCProvider: Sendable {
    /// The ARN.
    public var arn: String
    /// The issuer without `https://`, as IAM shows it.
    public var url: String
    /// The client ids, which are the audiences accepted.
    public var clientIDs: [String]
    /// The thumbprints of the issuer's certificate.
    public var thumbprints: [String]
    /// When the provider was made.
    public var created: Timestamp
    /// The tags.
    public var tags = Tags()
}
