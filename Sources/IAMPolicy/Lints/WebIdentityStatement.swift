/// A statement of a trust policy that lets tokens of a provider in.
struct WebIdentityStatement {
    static let action = "sts:AssumeRoleWithWebIdentity"

    let statement: Statement
    /// The issuers of the providers it names, without scheme.
    let issuers: [String]
    private let providers: [Principal]

    /// Nil for a statement that lets no token in.
    init?(_ statement: Statement) {
        guard statement.effect == .allow, let principal = statement.principal, !principal.excludes else { return nil }
        let providers = principal.principals.filter { $0.form == .provider }
        guard !providers.isEmpty, statement.action.covers(Self.action) else { return nil }
        self.statement = statement
        self.providers = providers
        issuers = providers.compactMap { provider in
            guard let resource = ARNParts(provider.text)?.resource, resource.hasPrefix("oidc-provider/") else {
                return nil
            }
            return String(resource.dropFirst("oidc-provider/".count))
        }
    }

    /// The conditions on a claim of the token, whatever issuer their keys name.
    func conditions(on claim: String) -> [Condition] {
        statement.conditions.conditions.filter { $0.lookup.hasSuffix(":" + claim) }
    }

    /// The conditions on claims whose key names an issuer.
    var claims: [(condition: Condition, issuer: String)] {
        statement.conditions.conditions.compactMap { condition in
            guard let colon = condition.key.lastIndex(of: ":"), condition.key.contains("/") else { return nil }
            let issuer = String(condition.key[..<colon])
            return issuer.lowercased().hasPrefix("aws") ? nil : (condition, issuer)
        }
    }

    /// The providers of other accounts than the role's.
    func foreignProviders(_ account: String) -> [Principal] {
        providers.filter { $0.account.map { $0 != account } ?? false }
    }
}
