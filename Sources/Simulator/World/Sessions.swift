public import Wire

/// Temporary credentials that STS has handed out.
public struct Session: Sendable {
    /// Who the credentials stand for.
    public enum Identity: Sendable, Hashable {
        /// A session of a role; the id is the role's unique id.
        case role(name: String, id: String, sessionName: String)
        /// A user's own session, from GetSessionToken.
        case user(name: String)
    }

    /// The access key id, `ASIA…`.
    public var accessKeyID: String
    /// The secret key.
    public var secret: SecretKey
    /// The session token.
    public var token: SecretKey
    /// When the credentials end.
    public var expires: Timestamp
    /// The account of role or user.
    public var account: String
    /// Role or user.
    public var identity: Identity
    /// The session policies given when the session was made.
    public var sessionPolicies: [StoredPolicy] = []
    /// Whether another role's session asked for it.
    public var isChained = false
    /// The session's tags, which stand beside those of its role.
    public var tags = Tags()
    /// The keys of the tags that sessions made from this one keep.
    public var transitiveTagKeys: Set<String> = []
    /// Who is behind the session, as was said when the first one of a chain was made.
    public var sourceIdentity: String?
}

/// Temporary credentials by access key id, with the ended ones forgotten.
public struct Sessions: Sendable {
    private var byKey: [String: Session] = [:]
    private var order: [String] = []
    private static let limit = 20_000

    /// Creates an empty store.
    public init() {}

    /// The session of an access key id; ended ones are still found for a while.
    public subscript(accessKeyID: String) -> Session? { byKey[accessKeyID] }

    /// Adds a session, forgetting the oldest one where there are too many.
    public mutating func add(_ session: Session) {
        byKey[session.accessKeyID] = session
        order.append(session.accessKeyID)
        guard order.count > Self.limit else { return }
        let dropped = order.prefix(Self.limit / 2)
        for key in dropped { byKey[key] = nil }
        order.removeFirst(dropped.count)
    }
}
