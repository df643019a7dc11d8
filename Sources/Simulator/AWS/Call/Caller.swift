/// Whose credentials a call is made with.
public struct Caller: Sendable, Hashable {
    /// What stands behind the credentials.
    public enum Kind: Sendable, Hashable {
        /// An IAM user.
        case user(name: String, id: String)
        /// A session of a role.
        case role(name: String, id: String, sessionName: String)
    }

    /// The account of user or role.
    public var account: String
    /// User or role session.
    public var kind: Kind
    /// The access key id.
    public var accessKeyID: String
    /// The ARN as GetCallerIdentity gives it.
    public var arn: String
    /// The ARN of the user, or of the role behind the session with its path.
    public var principalARN: String
    /// Whether the credentials are temporary.
    public var isTemporary: Bool

    /// The unique id as GetCallerIdentity gives it: `AIDA…`, or `AROA…:session`.
    public var userID: String {
        switch kind {
        case .user(_, let id): id
        case .role(_, let id, let sessionName): id + ":" + sessionName
        }
    }

    /// A session of the role that an account's automations have, which exists in no world any more.
    static func automation(_ sessionName: String, of account: String, in partition: String) -> Caller {
        Caller(
            account: account, kind: .role(name: "automation", id: "AROAAUTOMATION1EXAMPLE", sessionName: sessionName),
            accessKeyID: "ASIAAUTOMATION1EXAMPLE",
            arn: "arn:\(partition):sts::\(account):assumed-role/automation/\(sessionName)",
            principalARN: "arn:\(partition):iam::\(account):role/automation", isTemporary: true)
    }

    /// The user's name, or the session's.
    var userName: String {
        switch kind {
        case .user(let name, _): name
        case .role(_, _, let sessionName): sessionName
        }
    }
}
