import IAMPolicy
import Testing

struct JudgementTests {
    /// What a person's machine does not know of a pod's request, for these tests.
    private static let unknown = UnknownKeys(
        ["aws:SourceVpce", "aws:PrincipalOrgID", "aws:PrincipalTag/*", "sts:RoleSessionName", "aws:userid"],
        absent: ["aws:PrincipalTag/kubernetes-*"])

    private static func send(_ context: RequestContext = [:], role: String? = "AROAEXAMPLEEXAMPLE01") -> PolicyRequest {
        PolicyRequest(
            principal: Fixtures.session, action: "ses:SendEmail", resource: Fixtures.identity,
            context: context.with(unknown: unknown), uniqueID: role)
    }

    private static func judge(
        permissions: String = "", sending: String = "", principal: String = #"{"AWS": "\#(Fixtures.role)"}"#,
        _ request: PolicyRequest = send()
    ) throws -> Judgement {
        Evaluator.judge(
            request,
            PolicySet(
                identity: [NamedPolicy("ses-sender-policy", try Fixtures.permissions(permissions))],
                resource: [NamedPolicy("ses-sender", try Fixtures.sending(principal: principal, sending))]))
    }

    private static let organisation = #", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-example"}}"#

    @Test func `without unknown keys a judgement is the decision`() throws {
        let judgement = Evaluator.judge(Fixtures.send(), try Fixtures.bothDoors())
        #expect(judgement.answer == .yes)
        #expect(judgement.dependences.isEmpty)
        #expect(judgement.reason == Evaluator.decide(Fixtures.send(), try Fixtures.bothDoors()).reason)
    }

    @Test func `a sending policy for an organisation depends, and names key, value and statement`() throws {
        let judgement = try Self.judge(sending: Self.organisation, principal: #""*""#)
        #expect(judgement.answer == .depends)
        #expect(judgement.decision == nil)
        #expect(judgement.side(.identity) == .yes)
        #expect(judgement.side(.resource) == .depends)
        let dependence = try #require(judgement.dependences.first)
        #expect(judgement.dependences.count == 1)
        #expect(dependence.key == "aws:PrincipalOrgID")
        #expect(dependence.values == ["o-example"])
        #expect(dependence.effect == .allow)
        #expect(dependence.type == .resource)
        #expect(dependence.statement.policy == "ses-sender")
        #expect(
            judgement.reason
                == "This hangs on what only the request itself shows: statement 1 of ses-sender (line 4) allows only where aws:PrincipalOrgID fits StringEquals o-example."
        )
    }

    @Test func `what is read is known`() throws {
        for (organisation, answer) in [("o-example", Truth.yes), ("o-other", .no)] {
            let judgement = try Self.judge(
                sending: Self.organisation, Self.send(["aws:PrincipalOrgID": .one(organisation)]))
            #expect(judgement.answer == answer)
        }
    }

    @Test func `a Deny outside a network perimeter depends, and does not refuse`() throws {
        let perimeter = try Fixtures.policy(
            #""Effect": "Allow", "Action": "ses:*", "Resource": "*""#,
            #""Sid": "Perimeter", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:SourceVpce": "vpce-1"}}"#,
            kind: .identity)
        let judgement = Evaluator.judge(
            Self.send(),
            PolicySet(
                identity: [NamedPolicy("perimeter", perimeter)],
                resource: [NamedPolicy("ses-sender", try Fixtures.sending())]))
        #expect(judgement.answer == .depends)
        #expect(judgement.side(.identity) == .depends)
        #expect(judgement.side(.resource) == .yes)
        #expect(
            judgement.dependences.map(\.sentence) == [
                "statement \"Perimeter\" of perimeter (line 5) refuses where aws:SourceVpce fits StringNotEqualsIfExists vpce-1"
            ])
    }

    @Test func `a closed door stays closed whatever the other one hangs on`() throws {
        let judgement = Evaluator.judge(
            Self.send(), PolicySet(resource: [NamedPolicy("ses-sender", try Fixtures.sending(Self.organisation))]))
        #expect(judgement.answer == .no)
        #expect(judgement.decision?.blame == [.identity])
        #expect(judgement.dependences.isEmpty)
        #expect(judgement.side(.resource) == .depends)
        #expect(judgement.dependences(.resource).map(\.key) == ["aws:PrincipalOrgID"])
    }

    @Test func `each policy type is judged by itself, a Deny of one hides no gap of another`() throws {
        let denial = try Fixtures.policy(#""Effect": "Deny", "Action": "*", "Resource": "*""#, kind: .identity)
        let judgement = Evaluator.judge(Fixtures.send(), PolicySet(identity: [NamedPolicy("no", denial)]))
        #expect(judgement.decision?.blame == [.identity])
        #expect(judgement.side(.identity) == .no)
        #expect(judgement.side(.resource) == .no)
        #expect(judgement.side(.permissionsBoundary) == .yes)
    }

    @Test func `a tag that pods with web identity never have is absent, not unknown`() throws {
        func condition(_ key: String) -> String { #", "Condition": {"StringEquals": {"\#(key)": "x"}}"# }
        #expect(try Self.judge(permissions: condition("aws:PrincipalTag/kubernetes-namespace")).answer == .no)
        #expect(try Self.judge(permissions: condition("AWS:PrincipalTag/team")).answer == .depends)
    }

    @Test func `a certain Allow makes the one that depends unimportant`() throws {
        let both = try Fixtures.policy(
            #""Effect": "Allow", "Principal": {"AWS": "\#(Fixtures.role)"}, "Action": "ses:SendEmail", "Resource": "\#(Fixtures.identity)""#,
            #""Effect": "Allow", "Principal": "*", "Action": "ses:SendEmail", "Resource": "\#(Fixtures.identity)"\#(Self.organisation)"#,
            kind: .sending)
        let judgement = Evaluator.judge(
            Self.send(),
            PolicySet(identity: [NamedPolicy("p", try Fixtures.permissions())], resource: [NamedPolicy("s", both)]))
        #expect(judgement.answer == .yes)
        #expect(judgement.dependences(.resource).isEmpty)
    }

    @Test func `a variable with an unknown value may fill what fits and nothing else`() throws {
        func permissions(_ resource: String) throws -> PolicyDocument {
            try Fixtures.policy(
                #""Effect": "Allow", "Action": "ses:SendEmail", "Resource": "\#(resource)""#, kind: .identity)
        }
        let start = "arn:aws:ses:eu-west-1:444455556666:identity/"
        for (resource, answer) in [
            (start + "${aws:PrincipalTag/team}@example.com", Truth.depends),
            (start + "${aws:PrincipalTag/team, 'no-reply'}@example.com", .depends),
            (start + "${aws:PrincipalTag/team}@example.org", .no),
            (start + "${aws:PrincipalTag/kubernetes-namespace}@example.com", .no),
            ("arn:aws:ses:eu-west-1:${aws:PrincipalTag/team}:identity/*", .no),
        ] {
            let judgement = Evaluator.judge(
                Self.send(),
                PolicySet(
                    identity: [NamedPolicy("p", try permissions(resource))],
                    resource: [NamedPolicy("s", try Fixtures.sending())]))
            #expect(judgement.answer == answer, "\(resource)")
            if answer == .depends { #expect(judgement.dependences.map(\.key) == ["aws:PrincipalTag/team"]) }
        }
    }

    @Test func `a principal that is one session depends on the session's name`() throws {
        let session = "arn:aws:sts::111122223333:assumed-role/ses-sender-role/web-1"
        for (principal, role, answer) in [
            (session, "AROAEXAMPLEEXAMPLE01", Truth.depends), (Fixtures.session, "AROAEXAMPLEEXAMPLE01", .depends),
            ("arn:aws:sts::111122223333:assumed-role/other/web-1", "AROAEXAMPLEEXAMPLE01", .no),
            ("AROAEXAMPLEEXAMPLE01", "AROAEXAMPLEEXAMPLE01", .yes),
            ("AROAEXAMPLEEXAMPLE01:web-1", "AROAEXAMPLEEXAMPLE01", .depends),
            ("AROAEXAMPLEEXAMPLE02", "AROAEXAMPLEEXAMPLE01", .no), ("AROAEXAMPLEEXAMPLE02", nil, .depends),
        ] as [(String, String?, Truth)] {
            let judgement = try Self.judge(principal: #"{"AWS": "\#(principal)"}"#, Self.send(role: role))
            #expect(judgement.answer == answer, "\(principal) as \(role ?? "nobody known")")
            if answer == .depends { #expect(judgement.dependences.first?.values == [principal]) }
        }
    }

    @Test func `the pod's token depends on nothing that the guide's trust policy asks`() throws {
        let request = Fixtures.assume()
        let unknown = PolicyRequest(
            principal: request.principal.text, action: request.action, resource: request.resource,
            context: request.context.with(unknown: Self.unknown))
        let trust = PolicySet(resource: [NamedPolicy("trust", try Fixtures.trust())])
        let judgement = Evaluator.judge(unknown, trust)
        #expect(judgement.answer == .yes)
        #expect(judgement.side(.trustPolicy) == .yes)
    }

    @Test func `what is decided by what is known says that a key is not known, never that it is missing`() throws {
        let policies = PolicySet(
            identity: [NamedPolicy("p", try Fixtures.permissions())],
            resource: [NamedPolicy("s", try Fixtures.sending(Self.organisation))])
        let decision = Evaluator.decide(Self.send(), policies)
        #expect(decision.decision == .implicitlyDenied)
        #expect(decision.reason.contains("aws:PrincipalOrgID is not known here, the policy wants o-example"))
        #expect(!decision.reason.contains("has no"))
    }

    // MARK: Whatever the policies say

    private static let values: [String?] = [nil, "a", "b", "c", "*"]
    private static let users: [String?] = [nil, "no-reply@example.com", "eve"]
    private static let sessions = ["pod-1", "pod-2"]

    /// Every sampled request that a request with unknown keys may turn out to be.
    private func completions(of request: PolicyRequest, _ keys: [String]) -> [PolicyRequest] {
        var contexts = [request.context.known]
        for key in keys where key != "sts:RoleSessionName" && request.context[key] == nil {
            let values = key == "aws:username" ? Self.users : Self.values
            contexts = contexts.flatMap { context in
                values.map { value in
                    var next = context
                    next[key] = value.map { .one($0) }
                    return next
                }
            }
        }
        let isSession = request.principal.form == .roleSession && keys.contains("sts:RoleSessionName")
        let role = request.principal.text.split(separator: "/").dropLast().joined(separator: "/")
        let callers = isSession ? Self.sessions.map { role + "/" + $0 } : [request.principal.text]
        return callers.flatMap { caller in
            contexts.map {
                PolicyRequest(principal: caller, action: request.action, resource: request.resource, context: $0)
            }
        }
    }

    @Test func `a definite judgement holds for every request that it may turn out to be`() {
        var random = RandomPolicies(seed: 10)
        var seen: [Truth: Int] = [:]
        var cautious = 0
        for _ in 0..<2_000 {
            let drawn = random.request()
            let keys = ["k1", "k2", "aws:username", "sts:RoleSessionName"].filter { _ in random.random.oneIn(2) }
            let known = drawn.context.known
            var context = RequestContext(known.keys.filter { !keys.contains($0) }.map { ($0, known[$0] ?? []) })
            context = context.with(unknown: UnknownKeys(keys))
            let request = PolicyRequest(
                principal: drawn.principal.text, action: drawn.action, resource: drawn.resource, context: context)
            let policies = random.policies()
            let judgement = Evaluator.judge(request, policies)
            seen[judgement.answer, default: 0] += 1
            let decisions = completions(of: request, keys).map { Evaluator.decide($0, policies) }
            let allowed = decisions.count(where: \.isAllowed)
            switch judgement.answer {
            case .yes: #expect(allowed == decisions.count)
            case .no: #expect(allowed == 0)
            case .depends:
                #expect(!judgement.dependences.isEmpty)
                if allowed == 0 || allowed == decisions.count { cautious += 1 }
            }
            if judgement.worst.decision == judgement.best.decision {
                #expect(decisions.allSatisfy { $0.decision == judgement.best.decision })
            }
            #expect(judgement.reason.hasSuffix("."))
        }
        #expect(seen[.yes, default: 0] > 50 && seen[.no, default: 0] > 50 && seen[.depends, default: 0] > 50)
        // Statements that exclude each other, and values outside the samples, leave some that could be told.
        #expect(cautious * 4 < seen[.depends, default: 0], "\(cautious) of \(seen[.depends, default: 0])")
    }
}

extension RequestContext {
    /// The context with every key that has no value taken for absent.
    fileprivate var known: RequestContext { RequestContext(keys.map { ($0, self[$0] ?? []) }) }
}
