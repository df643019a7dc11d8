import IAMPolicy

/// Random policies and requests over a small vocabulary, so that statements often meet requests.
struct RandomPolicies {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let accounts = ["111122223333", "444455556666"]
    private static let callers = [
        Fixtures.session, "arn:aws:iam::111122223333:user/eve", "arn:aws:iam::444455556666:root",
        "arn:aws:iam::444455556666:user/eve", "ses.amazonaws.com", Fixtures.provider,
    ]
    private static let actions = ["ses:SendEmail", "ses:SendRawEmail", "sts:AssumeRole"]
    private static let actionPatterns = actions + ["*", "ses:*", "ses:Send*Email", "s3:*"]
    private static let resources = [Fixtures.identity, Fixtures.domain, Fixtures.role]
    private static let resourcePatterns =
        resources + ["*", "arn:aws:ses:*", "arn:aws:ses:*:*:identity/${aws:username}"]
    private static let comparisons: [Comparison] = [.stringEquals, .stringNotEquals, .stringLike, .null]

    mutating func request() -> PolicyRequest {
        var context = RequestContext()
        for key in ["k1", "k2"] where !random.oneIn(3) { context[key] = .one(random.pick(["a", "b"])) }
        return PolicyRequest(
            principal: random.pick(Self.callers), action: random.pick(Self.actions),
            resource: random.pick(Self.resources), context: context)
    }

    mutating func statement(_ kind: PolicyKind, effect: Effect? = nil) -> Statement {
        let actions = (0...random.pick([0, 1])).map { _ in ActionPattern(random.pick(Self.actionPatterns)) }
        let resources = (0...random.pick([0, 1])).map { _ in ResourcePattern(random.pick(Self.resourcePatterns)) }
        return Statement(
            effect: effect ?? (random.oneIn(4) ? .deny : .allow), principal: kind.namesPrincipals ? principal() : nil,
            action: ActionElement(actions, excludes: random.oneIn(6)),
            resource: kind.namesResources ? ResourceElement(resources, excludes: random.oneIn(6)) : nil,
            conditions: ConditionBlock(random.oneIn(3) ? [condition()] : []))
    }

    private mutating func principal() -> PrincipalElement {
        let texts = Self.accounts + Self.callers.filter { $0.hasPrefix("arn:") } + [Fixtures.role]
        let everyone = Principal(type: nil, text: "*")
        let named = Principal(type: .aws, text: random.pick(texts))
        return PrincipalElement([random.oneIn(3) ? everyone : named], excludes: random.oneIn(8))
    }

    private mutating func condition() -> Condition {
        let comparison = random.pick(Self.comparisons)
        let value = comparison == .null ? random.pick(["true", "false"]) : random.pick(["a", "b", "*"])
        return Condition(ConditionOperator(comparison), key: random.pick(["k1", "k2"]), values: [value])
    }

    mutating func document(_ kind: PolicyKind) -> PolicyDocument {
        let count = random.pick([1, 1, 2, 3])
        return PolicyDocument(kind: kind, statements: (0..<count).map { _ in statement(kind) })
    }

    mutating func policies() -> PolicySet {
        func some(_ kind: PolicyKind, _ counts: [Int]) -> [NamedPolicy] {
            (0..<random.pick(counts)).map { NamedPolicy("\(kind) \($0)", document(kind)) }
        }
        return PolicySet(
            identity: some(.identity, [0, 1, 2]), resource: some(.resource, [0, 1, 2]),
            boundary: some(.boundary, [0, 0, 1]), session: some(.session, [0, 0, 1]),
            serviceControl: random.oneIn(4) ? [some(.serviceControl, [1, 2])] : [],
            resourceControl: random.oneIn(6) ? [some(.resourceControl, [1])] : [])
    }
}
