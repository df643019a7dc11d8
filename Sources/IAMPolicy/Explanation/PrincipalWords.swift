/// Words for a principal that a statement does not name.
enum PrincipalWords {
    static func failure(_ element: PrincipalElement, _ request: PolicyRequest) -> NearestMiss.Failure {
        let caller = name(of: request)
        let wanted = element.principals.map(\.text).joined(separator: ", ")
        let difference = element.excludes ? nil : element.principals.lazy.compactMap { words($0, request) }.first
        let start =
            element.excludes
            ? "the caller is \(caller), which NotPrincipal leaves out"
            : "the caller is \(caller), the policy names \(wanted)"
        return NearestMiss.Failure(
            element: .principal, key: nil, found: caller, wanted: wanted, difference: difference,
            sentence: start + (difference.map { ": " + $0 } ?? ""))
    }

    /// The caller as policies name it: the role behind a session.
    private static func name(of request: PolicyRequest) -> String {
        switch request.principal.form {
        case .roleSession: request.principalARN ?? request.principal.text
        case .anonymous: "nobody in particular"
        default: request.principal.text
        }
    }

    /// What exactly differs between the caller and one principal.
    private static func words(_ principal: Principal, _ request: PolicyRequest) -> String? {
        let caller = name(of: request)
        if principal.type == .aws, principal.text == request.principal.text, request.principal.form == .webIdentity {
            return "a provider must be listed under Federated, not under AWS"
        }
        switch principal.form {
        case .uniqueID:
            return "\(principal.text) is the id of a role or user that was deleted; one of the same name is another"
        case .unmatchable where principal.text.contains("*"):
            return "wildcards mean nothing inside a principal's ARN"
        case .account(let id, let partition):
            if id != request.principal.account { return "the account differs" }
            return partition == request.principal.partition ? nil : "the partition differs"
        case .provider where request.principal.form == .webIdentity: return provider(caller, principal.text)
        case .service where request.principal.form != .service: return "it names a service"
        case .provider: return "it names an identity provider"
        default: return ARNDifference.words(caller, principal.text)
        }
    }

    private static func provider(_ caller: String, _ wanted: String) -> String? {
        guard let one = ARNParts(caller), let other = ARNParts(wanted) else { return "the provider differs" }
        if other.resource.contains("://") { return "the provider's ARN must be written without https://" }
        if one.account != other.account { return "the provider's account differs" }
        return one.resource == other.resource ? nil : "the issuer differs, as after a cluster was re-created"
    }
}
