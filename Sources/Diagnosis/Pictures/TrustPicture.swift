public import Design
import IAMPolicy
import Identifiers
import Wire

/// The token of the pods beside what each statement of the role's trust policy wants: claim by claim.
///
/// It answers one question: does the token open the role? The answer is the policy evaluator's own; the rows only show
/// where it comes from.
public struct TrustPicture: Hashable, Sendable {
    /// How a claim of the token stands to what a statement wants.
    public enum Match: Hashable, Sendable {
        /// They agree.
        case agrees
        /// They differ.
        case differs
        /// The statement does not ask for it.
        case notAsked
        /// Only the pod's own request shows it.
        case depends
    }

    /// One claim, and what a statement wants of it.
    public struct Row: Hashable, Sendable {
        /// What the claim is, in words: `signed by`, `in account`, `namespace`, `name`, `meant for`, `besides`,
        /// `in no token`.
        public let label: String
        /// The claim's name in the token: `iss`; empty where no token has it.
        public let claim: String
        /// The value in the token; `-` where no token has it.
        public let token: String
        /// What the statement wants; empty where it does not ask.
        public let wanted: String
        /// How they stand to each other.
        public let match: Match
    }

    /// A statement that lets somebody take the role with a token, or keeps somebody from it.
    public struct Statement: Hashable, Sendable {
        /// Its number in the policy, from 1.
        public let number: Int
        /// Whether it denies.
        public let isDeny: Bool
        /// The claims in the order of the picture, then what it asks besides.
        public let rows: [Row]
        /// The operators that it compares with, where they are others than `StringEquals`.
        public let operators: [String]

        /// By how much it misses the token.
        public var misses: Int { rows.count { $0.match == .differs } }
        /// Whether it forbids the token: a Deny that everything in it fits.
        public var hits: Bool { isDeny && rows.allSatisfy { $0.match == .agrees || $0.match == .notAsked } }
        /// Whether it is about tokens of this cluster, by a provider of this account.
        public var isOfThisCluster: Bool {
            rows.allSatisfy { !["signed by", "in account"].contains($0.label) || $0.match == .agrees }
        }
        /// Whether it would let in every pod of the cluster: it asks for no subject.
        public var asksNoSubject: Bool { rows.contains { $0.claim == "sub" && $0.match == .notAsked } }
    }

    /// The role's name.
    public let role: String
    /// The pods whose token it is: `default/ses-sender`.
    public let pods: String
    /// Whether the token opens the role; nil where that hangs on more than what was read.
    public let isOpen: Bool?
    /// The statements about tokens, in the order of the policy.
    public let statements: [Statement]

    /// The statement that comes nearest to letting the token in; nil where none is about tokens.
    public var nearest: Int? {
        statements.indices.filter { !statements[$0].isDeny }.min { statements[$0].misses < statements[$1].misses }
            ?? statements.indices.first
    }

    /// The picture of a subject; nil where the token is not known, or the role or its policy could not be read.
    ///
    /// - Parameters:
    ///   - subject: What is diagnosed.
    ///   - seen: What was read.
    public init?(_ subject: Subject, _ seen: Observations) {
        guard let token = subject.token, let name = subject.role?.name, let state = seen.role(name)?.value,
            let document = try? PolicyDocument.read(state.trustPolicy, kind: .trust)
        else { return nil }
        role = name.text
        pods = "\(token.namespace.text)/\(token.serviceAccount.text)"
        isOpen = token.judgeTrust(state).certainty
        statements = document.statements.filter(\.isAboutTokens).map { statement in
            Statement(statement, token, state, version: document.version)
        }
    }
}

extension TrustPicture.Statement {
    /// A statement as the token meets it.
    init(_ statement: IAMPolicy.Statement, _ token: PodToken, _ role: RoleState, version: PolicyVersion) {
        number = statement.index + 1
        isDeny = statement.effect == .deny
        operators = statement.conditions.conditions.map(\.operator.text).filter { $0 != "StringEquals" }
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        let context = token.request(assuming: role.arn).context
        let failures = Self.failures(statement, token, role, version)
        var rows = Self.issuer(statement, token, failures)
        let subject = "\(token.issuer.text):sub"
        let audience = "\(token.issuer.text):aud"
        rows += Self.names(statement, token, subject, context)
        rows.append(
            TrustPicture.Row(
                label: "meant for", claim: "aud", token: token.audience,
                wanted: Self.values(statement, audience), match: Self.match(statement, audience, context)))
        let own = [subject.lowercased(), audience.lowercased()]
        for condition in statement.conditions.conditions where !own.contains(condition.key.lowercased()) {
            let isInToken = !condition.key.contains("://") && condition.key.hasPrefix("aws:")
            rows.append(
                TrustPicture.Row(
                    label: isInToken ? "besides" : "in no token", claim: "", token: "-",
                    wanted: "\(condition.key) \(condition.values.joined(separator: ", "))",
                    match: Self.match([condition], context)))
        }
        self.rows = rows
    }

    /// What of the statement alone keeps the token out.
    private static func failures(
        _ statement: IAMPolicy.Statement, _ token: PodToken, _ role: RoleState, _ version: PolicyVersion
    ) -> [NearestMiss.Failure] {
        // A Deny is asked as if it allowed: what does not fit then is what it does not hit.
        var json = statement.json
        if statement.effect == .deny, var object = json.object {
            object["Effect"] = "Allow"
            json = .object(object)
        }
        let alone: JSONValue = ["Version": .string(version.rawValue), "Statement": .array([json])]
        guard let document = try? PolicyDocument.read(alone.serialized(.compact), kind: .trust) else { return [] }
        let judgement = Evaluator.judge(
            token.request(assuming: role.arn), PolicySet(resource: [NamedPolicy("trust policy", document)]))
        return judgement.answer == .no ? judgement.best.nearestMisses.first?.failures ?? [] : []
    }

    /// How the conditions on a key stand to the token.
    private static func match(
        _ statement: IAMPolicy.Statement, _ key: String, _ context: RequestContext
    ) -> TrustPicture.Match { match(statement.conditions.on(key), context) }

    private static func match(_ conditions: [Condition], _ context: RequestContext) -> TrustPicture.Match {
        let truths = conditions.map { $0.truth(in: context) }
        if truths.isEmpty { return .notAsked }
        if truths.contains(.no) { return .differs }
        return truths.contains(.depends) ? .depends : .agrees
    }

    private static func values(_ statement: IAMPolicy.Statement, _ key: String) -> String {
        statement.conditions.on(key).flatMap(\.values).joined(separator: ", ")
    }

    /// Who has to have signed: the provider that the statement names, and its account where that is another one.
    private static func issuer(
        _ statement: IAMPolicy.Statement, _ token: PodToken, _ failures: [NearestMiss.Failure]
    ) -> [TrustPicture.Row] {
        let named = (statement.principal?.principals ?? []).map(\.text).map { text in
            (text: text, provider: (try? ARN(text)).flatMap { try? ProviderARN($0) })
        }
        let others = named.compactMap(\.provider).filter { $0.account != token.account }
        let differs = failures.contains { $0.element == .principal }
        func signed(_ match: TrustPicture.Match) -> TrustPicture.Row {
            TrustPicture.Row(
                label: "signed by", claim: "iss", token: token.issuer.text,
                wanted: named.map { $0.provider?.issuer.text ?? $0.text }.joined(separator: ", "), match: match)
        }
        guard differs, let other = others.first(where: { $0.issuer == token.issuer }) else {
            return [signed(differs ? .differs : .agrees)]
        }
        return [
            signed(.agrees),
            TrustPicture.Row(
                label: "in account", claim: "", token: token.account.text, wanted: other.account.text, match: .differs),
        ]
    }

    /// The two halves of the subject, or the whole where the policy does not write it in halves.
    private static func names(
        _ statement: IAMPolicy.Statement, _ token: PodToken, _ key: String, _ context: RequestContext
    ) -> [TrustPicture.Row] {
        let conditions = statement.conditions.on(key)
        let values = conditions.flatMap(\.values)
        func row(_ label: String, _ value: String, _ wanted: String, _ match: TrustPicture.Match) -> TrustPicture.Row {
            TrustPicture.Row(label: label, claim: "sub", token: value, wanted: wanted, match: match)
        }
        let own = (token.namespace.text, token.serviceAccount.text)
        guard !conditions.isEmpty else {
            return [row("namespace", own.0, "", .notAsked), row("name", own.1, "", .notAsked)]
        }
        let whole = match(conditions, context)
        let halves = values.map { $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init) }
        let isPlain = conditions.count == 1 && conditions[0].operator.text == "StringEquals"
        guard isPlain, halves.allSatisfy({ $0.count == 4 && $0[0] == "system" && $0[1] == "serviceaccount" }) else {
            return [row("whose", token.subject, values.joined(separator: ", "), whole)]
        }
        // Of several the one that is nearest.
        let near = halves.max { Self.score($0, own) < Self.score($1, own) } ?? []
        let more = halves.count > 1 ? " (1 of \(halves.count))" : ""
        return [
            row("namespace", own.0, near[2] + more, near[2] == own.0 ? .agrees : .differs),
            row("name", own.1, near[3], near[3] == own.1 ? .agrees : .differs),
        ]
    }

    private static func score(_ half: [String], _ own: (String, String)) -> Int {
        (half[2] == own.0 ? 1 : 0) + (half[3] == own.1 ? 1 : 0)
    }
}

extension Statement {
    /// Whether it is about taking the role with a token.
    fileprivate var isAboutTokens: Bool { action.covers("sts:AssumeRoleWithWebIdentity") }
}
