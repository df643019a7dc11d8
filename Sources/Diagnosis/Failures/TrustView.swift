import Design
import IAMPolicy
import Identifiers

/// The role's trust policy as the token meets it: what it wants that the token does not have.
struct TrustView: Sendable {
    /// What stands between the token and the role.
    enum Gap: Hashable, Sendable {
        /// A condition key with a scheme, which is in no request.
        case keyWithScheme(String)
        /// A condition key of another issuer.
        case keyOfOtherIssuer(String)
        /// The provider of another account.
        case providerOfOtherAccount(String)
        /// Another provider than the cluster's.
        case otherProvider(String)
        /// Another subject.
        case subject(wanted: String)
        /// Another audience.
        case audience(wanted: String)
        /// A Deny, or something else; in words.
        case other(String)
    }

    /// The first gap, nil when the token may be let in or the policy cannot be read.
    let gap: Gap?
    /// Whether the policy could be read and lets the token in for certain.
    let isOpen: Bool
    let role: RoleState

    init(role: RoleState, token: PodToken) {
        self.role = role
        guard let document = try? PolicyDocument.read(role.trustPolicy, kind: .trust) else {
            gap = nil
            isOpen = false
            return
        }
        let request = token.request(assuming: role.arn)
        let judgement = Evaluator.judge(request, PolicySet(resource: [NamedPolicy("trust policy", document)]))
        isOpen = judgement.answer == .yes
        gap = judgement.answer == .no ? Self.gap(document, judgement.best, token) : nil
    }

    private static func gap(_ document: PolicyDocument, _ decision: Decision, _ token: PodToken) -> Gap? {
        let lints = Lints.trust(document, facts: TrustFacts(roleAccount: token.account.text))
        if let foreign = lints.first(where: { $0.code == .providerAccount })?.evidence {
            return .providerOfOtherAccount(foreign)
        }
        if let key = lints.first(where: { $0.code == .conditionKeyIssuer })?.evidence {
            return key.contains("://") ? .keyWithScheme(key) : .keyOfOtherIssuer(key)
        }
        guard let miss = decision.nearestMisses.first, let failure = miss.failures.first else {
            return .other(decision.reason)
        }
        if failure.element == .principal { return .otherProvider(failure.wanted) }
        guard failure.element == .condition, let key = failure.key else { return .other(failure.sentence) }
        if key.hasPrefix("https://") { return .keyWithScheme(key) }
        if key.hasSuffix(":sub") { return .subject(wanted: Self.values(of: key, document) ?? failure.wanted) }
        if key.hasSuffix(":aud") { return .audience(wanted: Self.values(of: key, document) ?? failure.wanted) }
        return .other(failure.sentence)
    }

    /// The values that the document has for a key, as they stand in it.
    private static func values(of key: String, _ document: PolicyDocument) -> String? {
        let values = document.statements.flatMap { $0.conditions.on(key) }.flatMap(\.values)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }
}
