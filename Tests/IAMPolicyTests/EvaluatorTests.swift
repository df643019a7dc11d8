import IAMPolicy
import Testing

struct EvaluatorTests {
    private static func all(_ kind: PolicyKind, _ statement: String) throws -> NamedPolicy {
        NamedPolicy("a policy", try Fixtures.policy(statement, kind: kind))
    }

    private static let everything = #""Effect": "Allow", "Action": "*", "Resource": "*""#
    private static let onlyS3 = #""Effect": "Allow", "Action": "s3:*", "Resource": "*""#

    @Test func `across accounts both doors must be open`() throws {
        let both = try Fixtures.bothDoors()
        #expect(Evaluator.decide(Fixtures.send(), both).isAllowed)
        var one = both
        one.resource = []
        #expect(Evaluator.decide(Fixtures.send(), one).blame == [.resource])
        one.identity = []
        #expect(Evaluator.decide(Fixtures.send(), one).blame == [.identity, .resource])
    }

    @Test func `the deciding statement names policy, Sid, place and line`() throws {
        var policies = try Fixtures.bothDoors()
        let allowed = Evaluator.decide(Fixtures.send(), policies)
        #expect(allowed.deciding?.policy == "ses-sender")
        #expect(allowed.grants.map(\.policy) == ["ses-sender-policy", "ses-sender"])
        let denial = try Fixtures.policy(
            Self.everything, #""Sid": "NoMail", "Effect": "Deny", "Action": "ses:*", "Resource": "*""#, kind: .identity)
        policies.identity.append(NamedPolicy("guard", denial))
        let denied = Evaluator.decide(Fixtures.send(), policies)
        #expect(denied.decision == .explicitlyDenied)
        #expect(denied.blame == [.identity])
        #expect(denied.deciding?.words == #"statement "NoMail" of guard (line 5)"#)
        #expect(denied.deciding?.index == 1)
    }

    @Test func `session policy and boundary limit what the role may do`() throws {
        var policies = try Fixtures.bothDoors()
        policies.session = [try Self.all(.session, Self.everything)]
        #expect(Evaluator.decide(Fixtures.send(), policies).isAllowed)
        policies.session = [try Self.all(.session, Self.onlyS3)]
        #expect(Evaluator.decide(Fixtures.send(), policies).blame == [.sessionPolicy])
        policies.boundary = [try Self.all(.boundary, Self.onlyS3)]
        #expect(Evaluator.decide(Fixtures.send(), policies).blame == [.permissionsBoundary, .sessionPolicy])
    }

    @Test func `every level of service control policies must allow, and a resource control policy only denies`() throws
    {
        var policies = try Fixtures.bothDoors()
        policies.serviceControl = [[try Self.all(.serviceControl, Self.everything)], []]
        #expect(Evaluator.decide(Fixtures.send(), policies).blame == [.serviceControlPolicy])
        policies.serviceControl.removeLast()
        policies.resourceControl = [[]]
        #expect(Evaluator.decide(Fixtures.send(), policies).isAllowed)
        let denial = #""Effect": "Deny", "Principal": "*", "Action": "ses:*", "Resource": "*""#
        policies.resourceControl = [[try Self.all(.resourceControl, denial)]]
        #expect(Evaluator.decide(Fixtures.send(), policies).blame == [.resourceControlPolicy])
    }

    @Test func `who a caller is may always be asked, whatever policies say`() throws {
        let denial = try Self.all(.identity, #""Effect": "Deny", "Action": "*", "Resource": "*""#)
        let rail = try Self.all(.serviceControl, #""Effect": "Deny", "Action": "*", "Resource": "*""#)
        for caller in [Fixtures.session, "arn:aws:iam::111122223333:user/eve"] {
            let request = PolicyRequest(principal: caller, action: "STS:GetCallerIdentity", resource: "*")
            for policies in [
                PolicySet(), PolicySet(identity: [denial], boundary: [denial], session: [denial]),
                PolicySet(serviceControl: [[rail]]),
            ] {
                let decision = Evaluator.decide(request, policies)
                #expect(decision.isAllowed)
                #expect(decision.blame.isEmpty && decision.deciding == nil)
                #expect(
                    decision.reason == "STS:GetCallerIdentity needs no permission, and no policy takes it away.")
            }
        }
        for (caller, action) in [
            (Fixtures.provider, "sts:GetCallerIdentity"), (Fixtures.session, "sts:GetSessionToken"),
        ] {
            let request = PolicyRequest(principal: caller, action: action, resource: "*")
            #expect(!Evaluator.decide(request, PolicySet(identity: [denial])).isAllowed)
        }
    }

    private static let principals: [(String, Verdict)] = [
        (#""*""#, .allowed), (#"{"AWS": "*"}"#, .allowed), (#"{"AWS": "111122223333"}"#, .allowed),
        (#"{"AWS": "arn:aws:iam::111122223333:root"}"#, .allowed), (#"{"AWS": "\#(Fixtures.role)"}"#, .allowed),
        (#"{"AWS": "\#(Fixtures.session)"}"#, .allowed), (#"{"AWS": "AROAEXAMPLEEXAMPLE01"}"#, .allowed),
        (#"{"AWS": "AROAEXAMPLEEXAMPLE02"}"#, .implicitlyDenied),
        (#"{"AWS": "AROAEXAMPLEEXAMPLE01:pod-1"}"#, .allowed),
        (#"{"AWS": "AROAEXAMPLEEXAMPLE01:pod-2"}"#, .implicitlyDenied),
        (#"{"Service": "ses.amazonaws.com"}"#, .implicitlyDenied), (#"{"Service": "*"}"#, .implicitlyDenied),
        (#"{"Federated": "*"}"#, .implicitlyDenied),
        (#"{"AWS": "arn:aws:iam::111122223333:user/ses-sender-role"}"#, .implicitlyDenied),
        (#"{"AWS": "arn:aws:sts::111122223333:assumed-role/ses-sender-role/pod-2"}"#, .implicitlyDenied),
        (#"{"AWS": ["444455556666", "\#(Fixtures.role)"]}"#, .allowed),
    ]

    @Test(arguments: principals.indices)
    func `a principal is understood in every form`(index: Int) throws {
        let (principal, verdict) = Self.principals[index]
        var policies = try Fixtures.bothDoors()
        policies.resource = [NamedPolicy("ses-sender", try Fixtures.sending(principal: principal))]
        let request = Fixtures.send("ses:SendEmail", ["aws:userid": "AROAEXAMPLEEXAMPLE01:pod-1"])
        #expect(Evaluator.decide(request, policies).decision == verdict, Comment(rawValue: principal))
    }

    @Test func `a role that was re-created has another id, and its grant is dead`() throws {
        var policies = try Fixtures.bothDoors()
        let dead = try Fixtures.sending(principal: #"{"AWS": "AROAEXAMPLEEXAMPLE01"}"#)
        policies.resource = [NamedPolicy("ses-sender", dead)]
        let request = Fixtures.send("ses:SendEmail", ["aws:userid": "AROAEXAMPLEEXAMPLE99:pod-1"])
        #expect(Evaluator.decide(request, policies).blame == [.resource])
    }

    @Test func `the root user of an account needs no policy at home and a grant abroad`() throws {
        let root = "arn:aws:iam::444455556666:root"
        let home = PolicyRequest(principal: root, action: "ses:SendEmail", resource: Fixtures.identity)
        #expect(Evaluator.decide(home, PolicySet()).isAllowed)
        #expect(Evaluator.decide(home, PolicySet()).reason == "The account's root user needs no policy.")
        let abroad = PolicyRequest(
            principal: "arn:aws:iam::111122223333:root", action: "ses:SendEmail", resource: Fixtures.identity)
        #expect(Evaluator.decide(abroad, PolicySet()).blame == [.resource])
    }

    @Test func `a token gets the role only by the trust policy`() throws {
        let trust = PolicySet(resource: [NamedPolicy("trust policy", try Fixtures.trust())])
        #expect(Evaluator.decide(Fixtures.assume(), trust).isAllowed)
        #expect(
            Evaluator.decide(Fixtures.assume(subject: "system:serviceaccount:mail:x"), trust).blame == [.trustPolicy])
        #expect(Evaluator.decide(Fixtures.assume(), PolicySet()).blame == [.trustPolicy])
    }

    @Test func `Allow with NotPrincipal is for everybody who is not listed`() throws {
        let open = try Fixtures.policy(
            #""Effect": "Allow", "NotPrincipal": {"AWS": "999988887777"}, "Action": "ses:*", "Resource": "*""#,
            kind: .sending)
        let closed = try Fixtures.policy(
            #""Effect": "Allow", "NotPrincipal": {"AWS": "\#(Fixtures.role)"}, "Action": "ses:*", "Resource": "*""#,
            kind: .sending)
        var policies = try Fixtures.bothDoors()
        policies.resource = [NamedPolicy("p", open)]
        #expect(Evaluator.decide(Fixtures.send(), policies).isAllowed)
        policies.resource = [NamedPolicy("p", closed)]
        #expect(Evaluator.decide(Fixtures.send(), policies).blame == [.resource])
    }

    @Test func `a service is decided by the resource's policy alone`() throws {
        let policy = try Fixtures.policy(
            #""Effect": "Allow", "Principal": {"Service": "pods.eks.amazonaws.com"}, "Action": "sts:AssumeRole""#,
            kind: .trust)
        let request = PolicyRequest(
            principal: "pods.eks.amazonaws.com", action: "sts:AssumeRole", resource: Fixtures.role)
        let policies = PolicySet(
            resource: [NamedPolicy("trust policy", policy)],
            serviceControl: [[try Self.all(.serviceControl, Self.onlyS3)]])
        #expect(Evaluator.decide(request, policies).isAllowed)
    }
}
