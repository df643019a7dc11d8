import Design
import IAMPolicy
import Identifiers
import Wire

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
        /// A condition on a key that no token of a service account has.
        case unknownKey(String)
        /// `*` or `?` where they are plain characters: operator and value.
        case wildcard(String, operator: String)
        /// A condition that rules out just this: operator and value.
        case excluded(String, operator: String)
        /// Another action than the one with which tokens are presented.
        case action(String)
        /// A Deny that hits the token; in words.
        case deny(String)
        /// Several statements that each fit one half; in words.
        case halves(String)
        /// Something else; in words.
        case other(String)
    }

    /// A gap with its place in the document.
    struct Miss: Hashable, Sendable {
        /// What it is.
        var gap: Gap
        /// The statement's place in the document, from 0; nil for the document as a whole.
        var statement: Int?
        /// Where in the statement: `Condition.StringEquals.oidc…:sub`.
        var field: String
        /// What exactly differs, in words, where that can be said.
        var difference: String?
    }

    /// What the nearest statement wants that the token does not have; empty when the token may be let in, or when the
    /// policy cannot be read.
    let misses: [Miss]
    /// How many statements let somebody in.
    let statements: Int
    /// Whether the policy could be read and lets the token in for certain.
    let isOpen: Bool
    let role: RoleState

    /// The first gap.
    var gap: Gap? { misses.first?.gap }

    init(role: RoleState, token: PodToken) {
        self.role = role
        guard let document = try? PolicyDocument.read(role.trustPolicy, kind: .trust) else {
            misses = []
            statements = 0
            isOpen = false
            return
        }
        let request = token.request(assuming: role.arn)
        let judgement = Evaluator.judge(request, PolicySet(resource: [NamedPolicy("trust policy", document)]))
        isOpen = judgement.answer == .yes
        statements = document.statements.filter { $0.effect == .allow }.count
        misses = judgement.answer == .no ? Self.misses(document, judgement.best, request, token) : []
    }

    private static func misses(
        _ document: PolicyDocument, _ decision: Decision, _ request: PolicyRequest, _ token: PodToken
    ) -> [Miss] {
        if decision.decision == .explicitlyDenied {
            return [Miss(gap: .deny(decision.reason), statement: decision.deciding?.index, field: "Effect")]
        }
        guard let nearest = decision.nearestMisses.first, document.statements.indices.contains(nearest.statement.index)
        else { return [Miss(gap: .other(decision.reason), field: "")] }
        if let halves = halves(decision.nearestMisses) { return [halves] }
        let statement = document.statements[nearest.statement.index]
        var found = nearest.failures.flatMap { failure -> [Miss] in
            switch failure.element {
            case .principal: [principal(failure, statement, token)]
            case .action:
                [Miss(gap: .action(failure.wanted), statement: statement.index, field: "Action")]
            case .condition: conditions(failure, statement, request)
            case .resource: [Miss(gap: .other(failure.sentence), statement: statement.index, field: "Resource")]
            }
        }
        // Where the statement is about another provider, so are its keys: that is one thing, not three.
        if let other = found.first(where: { $0.isProvider }) {
            let issuers = WebIdentityIssuers(statement)
            found.removeAll { $0 != other && issuers.contains(keyOf: $0) }
        }
        return found.sorted { $0.weight < $1.weight }
    }

    /// Statements that miss by one condition each, on different claims: none is the one that was meant.
    private static func halves(_ misses: [NearestMiss]) -> Miss? {
        let single = misses.filter { $0.failures.count == 1 && $0.failures[0].element == .condition }
        let keys = Set(single.compactMap { $0.failures[0].key?.lowercased() })
        guard single.count > 1, single.count == misses.prefix(single.count).count, keys.count > 1,
            single.allSatisfy({ $0.failures[0].found != nil })
        else { return nil }
        let words = single.map { "statement \($0.statement.index + 1): \($0.failures[0].sentence)" }
        return Miss(gap: .halves(words.joined(separator: "; ")), field: "")
    }

    private static func principal(
        _ failure: NearestMiss.Failure, _ statement: Statement, _ token: PodToken
    ) -> Miss {
        let providers = (statement.principal?.principals ?? []).filter { $0.form == .provider }
        let isExcluded = statement.principal?.excludes ?? false
        let field = isExcluded ? "NotPrincipal" : providers.isEmpty ? "Principal" : "Principal.Federated"
        let gap: Gap
        if isExcluded || providers.isEmpty {
            gap = .other(failure.sentence)
        } else if let foreign = providers.first(where: { isForeign($0.text, token) }) {
            gap = .providerOfOtherAccount(foreign.text)
        } else {
            gap = .otherProvider(providers.map(\.text).joined(separator: ", "))
        }
        return Miss(gap: gap, statement: statement.index, field: field, difference: failure.difference)
    }

    /// Whether a provider is that of the cluster's issuer, registered in another account.
    private static func isForeign(_ text: String, _ token: PodToken) -> Bool {
        guard let provider = try? ProviderARN(text) else { return false }
        return provider.issuer == token.issuer && provider.account != token.account
    }

    /// The conditions on a key that do not hold.
    private static func conditions(
        _ failure: NearestMiss.Failure, _ statement: Statement, _ request: PolicyRequest
    ) -> [Miss] {
        guard let key = failure.key else {
            return [Miss(gap: .other(failure.sentence), statement: statement.index, field: "Condition")]
        }
        let broken = statement.conditions.on(key).filter { !$0.holds(in: request.context) }
        return broken.map { condition in
            Miss(
                gap: gap(condition, failure, request), statement: statement.index,
                field: "Condition.\(condition.operator.text).\(condition.key)", difference: failure.difference)
        }
    }

    private static func gap(
        _ condition: Condition, _ failure: NearestMiss.Failure, _ request: PolicyRequest
    ) -> Gap {
        let key = condition.key
        let wanted = condition.values.joined(separator: ", ")
        if key.contains("://") { return .keyWithScheme(key) }
        if failure.found == nil {
            let isClaim = [":sub", ":aud"].contains { key.lowercased().hasSuffix($0) }
            if isClaim { return .keyOfOtherIssuer(key) }
            return condition.operator.comparison == .null ? .other(failure.sentence) : .unknownKey(key)
        }
        let comparison = condition.operator.comparison
        if comparison == .null { return .other(failure.sentence) }
        if comparison.isNegated { return .excluded(wanted, operator: condition.operator.text) }
        let isPattern = wanted.contains("*") || wanted.contains("?")
        if isPattern, !comparison.takesWildcards { return .wildcard(wanted, operator: condition.operator.text) }
        if key.lowercased().hasSuffix(":sub") { return .subject(wanted: wanted) }
        if key.lowercased().hasSuffix(":aud") { return .audience(wanted: wanted) }
        return .other(failure.sentence)
    }
}

extension TrustView.Gap {
    /// Whether a refusal of STS says no more about it than that no statement fits.
    var isOther: Bool {
        switch self {
        case .unknownKey, .wildcard, .excluded, .action, .deny, .halves, .other: true
        case .keyWithScheme, .keyOfOtherIssuer, .providerOfOtherAccount, .otherProvider, .subject, .audience: false
        }
    }

    /// What was found, as the document has it.
    var words: String {
        switch self {
        case .keyWithScheme(let text), .keyOfOtherIssuer(let text), .providerOfOtherAccount(let text),
            .otherProvider(let text), .subject(let text), .audience(let text), .unknownKey(let text),
            .action(let text), .deny(let text), .halves(let text), .other(let text):
            text
        case .wildcard(let text, let name), .excluded(let text, let name): "\(name) \(text.quotingHiddenBlanks)"
        }
    }
}

extension TrustView.Miss {
    /// Whether it is about who signs the token.
    fileprivate var isProvider: Bool {
        switch gap {
        case .providerOfOtherAccount, .otherProvider: true
        default: false
        }
    }

    /// What tells most comes first: who signs, then the keys, then their values.
    fileprivate var weight: Int {
        switch gap {
        case .deny, .halves: 0
        case .providerOfOtherAccount, .otherProvider: 1
        case .action: 2
        case .keyWithScheme: 3
        case .keyOfOtherIssuer: 4
        case .wildcard, .excluded: 5
        case .subject: 6
        case .audience: 7
        case .unknownKey: 8
        case .other: 9
        }
    }
}

/// The issuers that a statement's providers stand for, however they are written.
private struct WebIdentityIssuers {
    private let issuers: [String]

    init(_ statement: Statement) {
        issuers = (statement.principal?.principals ?? []).compactMap { principal in
            principal.text.split(separator: ":oidc-provider/", maxSplits: 1).dropFirst().first.map { $0.lowercased() }
        }
    }

    /// Whether a gap is a condition key that names one of them.
    func contains(keyOf miss: TrustView.Miss) -> Bool {
        guard case .keyOfOtherIssuer(let key) = miss.gap else { return false }
        let lowered = key.lowercased()
        return issuers.contains { lowered.hasPrefix($0 + ":") }
    }
}
