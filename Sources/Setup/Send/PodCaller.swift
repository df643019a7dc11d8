/// Who a pod is, by the ARN that STS names.
struct PodCaller: Hashable, Sendable {
    /// The account, 12 digits; empty where the ARN has none.
    var account: String
    /// The role's name without its path; nil where it is no role.
    var role: String?
    /// The session's name; nil where it is no role.
    var session: String?

    /// Reads `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`.
    init(_ arn: String) {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        account = parts.count == 6 ? parts[4] : ""
        let path = parts.last?.split(separator: "/").map(String.init) ?? []
        guard path.first == "assumed-role", path.count == 3 else { return }
        role = path[1]
        session = path[2]
    }

    /// Whether it is a node: EC2 names the sessions of its instances after their ids.
    var isNode: Bool {
        guard let session, session.hasPrefix("i-") else { return false }
        return session.count >= 10 && session.dropFirst(2).allSatisfy(\.isHexDigit)
    }
}
