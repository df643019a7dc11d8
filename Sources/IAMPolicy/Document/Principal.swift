public import Wire

/// One principal a policy names.
public struct Principal: Hashable, Sendable {
    /// What kind of principal the text stands for.
    public enum Form: Hashable, Sendable {
        /// `*`: everybody, authenticated or not.
        case everyone
        /// A whole account, as 12 digits or as its root ARN; the partition is known for the latter only.
        case account(id: String, partition: String?)
        /// A role's ARN.
        case role
        /// An IAM user's ARN.
        case user
        /// The ARN of one role session.
        case session
        /// The ARN of a federated user's session.
        case federatedUser
        /// A unique id: `AROA…` of a role, `AIDA…` of a user; what AWS shows once the principal is deleted.
        case uniqueID
        /// An identity provider.
        case provider
        /// An AWS service.
        case service
        /// Something no caller can be, for instance an ARN with a wildcard.
        case unmatchable
    }

    /// The type it is listed under; nil for the plain `"*"`.
    public let type: PrincipalType?
    /// The principal as written.
    public let text: String
    /// What the text stands for.
    public let form: Form
    /// Where it stands in its text.
    public let position: SourcePosition

    /// Understands a principal's text.
    public init(type: PrincipalType?, text: String, position: SourcePosition = .start) {
        self.type = type
        self.text = text
        self.position = position
        form = Principal.form(of: text, type: type)
    }

    /// Whether the principal is a role or user that no longer exists: AWS then shows its unique id.
    public var isDead: Bool { form == .uniqueID }

    /// The account the principal belongs to, where its text tells.
    public var account: String? {
        switch form {
        case .account(let id, _): id
        case .role, .user, .session, .federatedUser, .provider: ARNParts(text)?.account
        case .everyone, .uniqueID, .service, .unmatchable: nil
        }
    }

    private static func form(of text: String, type: PrincipalType?) -> Form {
        if text == "*" { return .everyone }
        switch type {
        case nil, .canonicalUser: return .unmatchable
        case .federated: return .provider
        case .service: return .service
        case .aws: break
        }
        if text.utf8.count == 12, text.utf8.allSatisfy({ (48...57).contains($0) }) {
            return .account(id: text, partition: nil)
        }
        guard let arn = ARNParts(text) else {
            let isID = text.utf8.count >= 16 && ["AROA", "AIDA"].contains { text.hasPrefix($0) }
            return isID ? .uniqueID : .unmatchable
        }
        if text.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) { return .unmatchable }
        switch (arn.service, arn.resource) {
        case ("iam", "root"): return .account(id: arn.account, partition: arn.partition)
        case ("iam", let resource) where resource.hasPrefix("role/"): return .role
        case ("iam", let resource) where resource.hasPrefix("user/"): return .user
        case ("sts", let resource) where resource.hasPrefix("assumed-role/"): return .session
        case ("sts", let resource) where resource.hasPrefix("federated-user/"): return .federatedUser
        default: return .unmatchable
        }
    }
}

/// The type under which a policy lists a principal.
public enum PrincipalType: String, Hashable, Sendable, CaseIterable {
    /// Accounts, users, roles and sessions.
    case aws = "AWS"
    /// Identity providers.
    case federated = "Federated"
    /// AWS services.
    case service = "Service"
    /// Canonical user ids, known to S3 only.
    case canonicalUser = "CanonicalUser"
}
