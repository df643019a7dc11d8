import IAMPolicy
import Wire

/// Finds the unique ids of the principals that a policy names, as IAM and SES do when a policy is put.
enum PrincipalLookup {
    /// A principal that does not exist, as far as can be seen from outside its account.
    struct Missing: Error, Sendable {
        /// The principal as the policy writes it.
        let principal: String

        /// AWS's words for it.
        var message: String { "Invalid principal in policy: \"AWS\":\"\(principal)\"" }
    }

    /// The ids of all roles and users that a document names by ARN.
    ///
    /// Other accounts see IAM behind by the propagation delay, which is why a fresh role is an invalid principal.
    static func ids(in document: PolicyDocument, _ state: WorldState, now: Timestamp) throws(Missing) -> [String:
        String]
    {
        var ids: [String: String] = [:]
        for principal in document.statements.flatMap({ $0.principal?.principals ?? [] }) {
            switch principal.form {
            case .role, .user:
                guard let id = id(of: principal.text, state, now: now) else { throw Missing(principal: principal.text) }
                ids[principal.text] = id
            case .uniqueID:
                guard state.principalExists(principal.text) else { throw Missing(principal: principal.text) }
            case .unmatchable where principal.type != .canonicalUser:
                throw Missing(principal: principal.text)
            default: break
            }
        }
        return ids
    }

    private static func id(of arn: String, _ state: WorldState, now: Timestamp) -> String? {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, let account = state.accounts[String(parts[4])] else { return nil }
        let iam = account.effectiveIAM(at: now, delay: state.options.iamPropagationDelay)
        let name = parts[5].split(separator: "/").last.map(String.init) ?? ""
        if let role = iam.roles[name], Names.roleARN(state.partition, account.number, role) == arn { return role.id }
        if let user = iam.users[name], Names.userARN(state.partition, account.number, user) == arn { return user.id }
        return nil
    }
}

extension WorldState {
    /// Whether a role or user with this unique id exists in any account.
    func principalExists(_ id: String) -> Bool {
        accounts.values.contains { account in
            account.iam.role(withID: id) != nil || account.iam.users.values.contains { $0.id == id }
        }
    }
}
