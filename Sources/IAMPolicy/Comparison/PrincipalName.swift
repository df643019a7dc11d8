/// Names of principals: one spelling for comparing, one for people.
enum PrincipalName {
    /// One spelling for each principal: an account's root ARN is its id, everybody is `*`.
    static func canonical(_ principal: Principal) -> String {
        switch principal.form {
        case .everyone: return principal.type == .federated || principal.type == .service ? typed(principal) : "*"
        case .account(let id, _): return id
        case .role, .user, .session, .federatedUser, .uniqueID: return principal.text
        case .service: return typed(principal).lowercased()
        case .provider, .unmatchable: return typed(principal)
        }
    }

    /// The account of a canonical name that is an ARN.
    static func account(ofCanonical name: String) -> String? { ARNParts(name)?.account }

    private static func typed(_ principal: Principal) -> String {
        "\(principal.type?.rawValue ?? ""):\(principal.text)"
    }

    /// The principal as people say it.
    static func words(_ principal: Principal) -> String {
        let resource = ARNParts(principal.text)?.resource ?? principal.text
        let account = principal.account.map { " of \($0)" } ?? ""
        let name = resource.split(separator: "/", maxSplits: 1).last.map(String.init) ?? resource
        switch principal.form {
        case .everyone: return "everybody"
        case .account(let id, _): return "account \(id)"
        case .role: return "role \(name)\(account)"
        case .user: return "user \(name)\(account)"
        case .session: return "session \(name)\(account)"
        case .federatedUser: return "federated user \(name)\(account)"
        case .uniqueID: return "deleted principal \(principal.text)"
        case .provider: return "provider \(name)\(account)"
        case .service: return "service \(principal.text)"
        case .unmatchable: return principal.text
        }
    }
}
