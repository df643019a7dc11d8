import IAMPolicy
import Testing

/// What must hold whatever the policies say.
struct EvaluatorPropertyTests {
    private static let rounds = 4_000

    /// Runs a check on many random requests and policies.
    private func check(seed: UInt64, _ body: (inout RandomPolicies, PolicyRequest, PolicySet, Decision) -> Void) {
        var random = RandomPolicies(seed: seed)
        var seen: Set<Verdict> = []
        for _ in 0..<Self.rounds {
            let request = random.request()
            let policies = random.policies()
            let decision = Evaluator.decide(request, policies)
            seen.insert(decision.decision)
            body(&random, request, policies, decision)
        }
        #expect(seen.count == 3, "the random policies must reach every outcome")
    }

    private var slots: [(WritableKeyPath<PolicySet, [NamedPolicy]>, PolicyKind)] {
        [(\.identity, .identity), (\.resource, .resource)]
    }

    @Test func `adding a Deny never allows`() {
        check(seed: 1) { random, request, policies, decision in
            for (slot, kind) in slots {
                var more = policies
                let denial = PolicyDocument(kind: kind, statements: [random.statement(kind, effect: .deny)])
                more[keyPath: slot].append(NamedPolicy("denial", denial))
                if !decision.isAllowed { #expect(!Evaluator.decide(request, more).isAllowed) }
            }
        }
    }

    @Test func `adding an Allow never denies`() {
        check(seed: 2) { random, request, policies, decision in
            for (slot, kind) in slots {
                var more = policies
                let grant = PolicyDocument(kind: kind, statements: [random.statement(kind, effect: .allow)])
                more[keyPath: slot].append(NamedPolicy("grant", grant))
                if decision.isAllowed { #expect(Evaluator.decide(request, more).isAllowed) }
            }
        }
    }

    @Test func `a Deny that applies to everybody wins over everything`() {
        check(seed: 3) { _, request, policies, _ in
            let denial = Statement(
                effect: .deny, principal: PrincipalElement([Principal(type: nil, text: "*")]),
                action: ActionElement([ActionPattern("*")]), resource: ResourceElement([ResourcePattern("*")]))
            var more = policies
            more.resource.append(NamedPolicy("denial", PolicyDocument(kind: .resource, statements: [denial])))
            #expect(Evaluator.decide(request, more).decision == .explicitlyDenied)
        }
    }

    @Test func `the order of policies and statements never matters`() {
        check(seed: 4) { _, request, policies, decision in
            func reversed(_ list: [NamedPolicy]) -> [NamedPolicy] {
                list.reversed().map {
                    NamedPolicy($0.name, $0.document.replacing(statements: $0.document.statements.reversed()))
                }
            }
            let other = PolicySet(
                identity: reversed(policies.identity), resource: reversed(policies.resource),
                boundary: reversed(policies.boundary), session: reversed(policies.session),
                serviceControl: policies.serviceControl.map(reversed),
                resourceControl: policies.resourceControl.map(reversed))
            let again = Evaluator.decide(request, other)
            #expect(again.decision == decision.decision)
            #expect(again.blame == decision.blame)
        }
    }

    @Test func `no boundary, session policy or guard rail ever adds a permission`() {
        check(seed: 5) { _, request, policies, decision in
            var free = policies
            free.boundary = []
            free.session = []
            free.serviceControl = []
            free.resourceControl = []
            if decision.isAllowed { #expect(Evaluator.decide(request, free).isAllowed) }
        }
    }

    @Test func `nobody but root is allowed anything without a policy`() {
        check(seed: 6) { _, request, _, _ in
            let isAllowed = Evaluator.decide(request, PolicySet()).isAllowed
            #expect(!isAllowed || request.principal.form == .root)
        }
    }

    @Test func `a decision has blame, a deciding statement and words that fit it`() {
        check(seed: 7) { _, _, _, decision in
            #expect(decision.blame.isEmpty == decision.isAllowed)
            #expect((decision.decision == .explicitlyDenied) <= (decision.deciding != nil))
            #expect((decision.decision == .implicitlyDenied) <= (decision.deciding == nil))
            #expect(decision.reason.hasSuffix("."))
        }
    }

    @Test func `a document means the same after writing and reading it again`() throws {
        var random = RandomPolicies(seed: 8)
        for _ in 0..<500 {
            for kind in [PolicyKind.identity, .resource, .trust] {
                let document = random.document(kind)
                let again = try PolicyDocument.read(value: document.json, kind: kind)
                #expect(PolicyComparison.equal(document, again))
                #expect(PolicyComparison.differences(from: document, to: again).isEmpty)
                #expect(PolicyComparison.change(from: document, to: again) == .same)
            }
        }
    }

    @Test func `a change said to narrow never allows what was denied`() {
        var random = RandomPolicies(seed: 9)
        var seen: [PermissionChange: Int] = [:]
        for _ in 0..<Self.rounds {
            let old = random.document(.identity)
            let statements =
                random.random.oneIn(2)
                ? Array(old.statements.dropLast()) : old.statements + [random.statement(.identity)]
            let new = old.replacing(statements: statements)
            let change = PolicyComparison.change(from: old, to: new)
            seen[change, default: 0] += 1
            for _ in 0..<5 {
                let request = random.request()
                let before = Evaluator.decide(request, PolicySet(identity: [NamedPolicy("p", old)]))
                let after = Evaluator.decide(request, PolicySet(identity: [NamedPolicy("p", new)]))
                if !change.mayBroaden { #expect(before.isAllowed || !after.isAllowed) }
                if change == .broadens || change == .same { #expect(!before.isAllowed || after.isAllowed) }
            }
        }
        #expect(seen[.broadens, default: 0] > 50 && seen[.narrows, default: 0] > 50)
    }
}

extension Bool {
    /// Implication.
    fileprivate static func <= (one: Bool, other: Bool) -> Bool { !one || other }
}
