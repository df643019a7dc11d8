import Calls
import Design
@testable import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

/// Whoever looks, the provider, and the role itself.
@Suite struct `The checks of callers, provider and role` {
    struct Case: Sendable, CustomStringConvertible {
        var name: String
        var code: String
        var link: Link
        var found: String?
        var brief: String?
        var change: @Sendable (inout Observations, DelegateSending) throws -> Void
        var description: String { name }

        init(
            _ name: String, _ code: String, _ link: Link, found: String? = nil, brief: String? = nil,
            _ change: @escaping @Sendable (inout Observations, DelegateSending) throws -> Void
        ) {
            self.name = name
            self.code = code
            self.link = link
            self.found = found
            self.brief = brief
            self.change = change
        }
    }

    private static func clients(_ clients: String...) -> @Sendable (inout Observations, DelegateSending) -> Void {
        { seen, design in seen[.provider(design.providerARN)] = .value(ProviderState(clientIDs: clients, tags: [])) }
    }

    private static func providers(_ arns: [String]) -> @Sendable (inout Observations, DelegateSending) -> Void {
        { seen, design in
            seen.fail(Read.provider(design.providerARN).call, CallFailure(.absent))
            seen.say(
                Read.providers.call, ["OpenIDConnectProviderList": .array(arns.map { ["Arn": .string($0)] })])
        }
    }

    private static func caller(_ side: Side, _ account: String)
        -> @Sendable (inout Observations, DelegateSending) throws -> Void
    {
        { seen, _ in
            seen[.caller(side)] = .value(
                CallerState(
                    account: try AccountID(account), arn: try ARN("arn:aws:iam::\(account):user/ops"), userID: "AIDA"))
        }
    }

    private static func credentials(
        _ code: String, _ reason: String, _ kind: CallFailure.Kind = .doubtful
    ) -> @Sendable (inout Observations, DelegateSending) -> Void {
        { seen, design in
            let failure = CallFailure(kind, reason: reason, code: code, service: "local", operation: "Credentials")
            seen.fail(.readCredentials(.ses), failure)
            for call in seen.calls where call.side == .ses && call.operation.service != .local {
                seen.fail(call, failure)
            }
        }
    }

    static let cases: [Case] = [
        Case("no provider", "OIDC-PROVIDER-MISSING", .provider, found: "no such provider", brief: "does not exist") {
            seen, design in seen.fail(Read.provider(design.providerARN).call, CallFailure(.absent))
        },
        Case(
            "a provider with a slash", "OIDC-URL", .provider,
            found: "arn:aws:iam::111122223333:oidc-provider/\(World.issuer)/",
            providers(["arn:aws:iam::111122223333:oidc-provider/\(World.issuer)/"])),
        Case(
            "a provider in small letters", "OIDC-URL", .provider,
            providers(["arn:aws:iam::111122223333:oidc-provider/\(World.issuer.lowercased())"])),
        Case(
            "a provider with the host the other way round", "OIDC-URL", .provider,
            providers([
                "arn:aws:iam::111122223333:oidc-provider/oidc.eu-west-1.eks.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"
            ])),
        Case(
            "no room", "OIDC-QUOTA", .provider, found: "no such provider among 100",
            providers((0..<100).map { "arn:aws:iam::111122223333:oidc-provider/issuer-\($0).example.com" })),
        Case("a provider in the SES account", "OIDC-PROVIDER-ACCOUNT", .provider) { seen, design in
            seen.fail(Read.provider(design.providerARN).call, CallFailure(.absent))
            seen.say(
                Call(
                    .getOpenIDConnectProvider, .ses,
                    ["OpenIDConnectProviderArn": .string("arn:aws:iam::444455556666:oidc-provider/\(World.issuer)")]),
                ["ClientIDList": ["sts.amazonaws.com"]])
        },
        Case(
            "a slip in the audience", "OIDC-AUDIENCE", .provider, found: "sts.amazon.com",
            brief: "accepts sts.amazon.com only", clients("sts.amazon.com")),
        Case(
            "a blank in the audience", "OIDC-AUDIENCE", .provider, found: "\"sts.amazonaws.com \"",
            brief: "has a blank beside the audience", clients("sts.amazonaws.com ")),
        Case(
            "capitals in the audience", "OIDC-AUDIENCE", .provider, found: "STS.amazonaws.com",
            brief: "has the audience in other letters", clients("STS.amazonaws.com")),
        Case(
            "no audience", "OIDC-AUDIENCE", .provider, found: "no audience at all", brief: "accepts no audience",
            clients()),
        Case("the cluster was made again", "OIDC-ISSUER", .provider, found: World.issuer) { seen, design in
            let name = try ClusterName("mail-prod")
            var cluster = try #require(seen.cluster(name, in: design.eksRegion)?.value)
            cluster.issuer = try IssuerURL("oidc.eks.eu-west-1.amazonaws.com/id/NEW00000000000000000000000000NEW")
            seen[.cluster(name, in: design.eksRegion)] = .value(cluster)
        },
        Case(
            "no role", "STS-ROLE-MISSING", .role, found: "no role ses-sender-role in EKS account 111122223333",
            brief: "ses-sender-role does not exist"
        ) {
            seen, design in seen.fail(Read.role(design.roleName).call, CallFailure(.absent))
        },
        Case(
            "another path", "STS-ROLE-PATH", .role, found: "arn:aws:iam::111122223333:role/team/ses-sender-role",
            brief: "has another path than the pods ask for"
        ) { seen, design in
            seen[.role(design.roleName)] = .value(
                World.role(
                    design, trust: design.trustPolicyDocument,
                    arn: try ARN("arn:aws:iam::111122223333:role/team/ses-sender-role")))
        },
        Case(
            "credentials of another account", "CRED-ACCOUNT", .you,
            found: "account 777788889999, as arn:aws:iam::777788889999:user/ops",
            brief: "keys of 777788889999, not 444455556666", caller(.ses, "777788889999")),
        Case(
            "a sign-in that is over", "CRED-SSO", .you, brief: "the sign-in for the SES account is over",
            credentials(
                "SignInExpired",
                "The sign-in of profile \"ses-read\" has expired. Run \"aws sso login --profile ses-read\", then try again"
            )),
        Case(
            "keys that are over", "CRED-EXPIRED", .you, brief: "the keys for the SES account are over",
            credentials("ExpiredToken", "the keys have expired")),
        Case(
            "an unknown profile", "CRED-PROFILE", .you, brief: "no usable keys for the SES account",
            credentials("UnknownProfile", "there is no profile \"ses-read\"", .misconfigured)),
        Case(
            "a clock that is off", "CRED-CLOCK", .you, found: "12 minutes behind AWS",
            brief: "the clock is 12 minutes behind"
        ) {
            seen, _ in seen.say(.readClock(.eks), ["skewSeconds": 720])
        },
        Case("no cluster", "CRED-CLUSTER", .you) { seen, design in
            seen.fail(Read.cluster(try ClusterName("mail-prod"), in: design.eksRegion).call, CallFailure(.absent))
        },
        Case(
            "a context of another cluster", "K8S-CONTEXT", .you, brief: "the context leads to another cluster"
        ) { seen, _ in
            seen.say(
                .readKubeconfig,
                [
                    "context": "staging", "isVerified": true,
                    "server": "https://00000000000000000000000000000000.gr7.eu-west-1.eks.amazonaws.com",
                ])
        },
        Case(
            "a caller that the cluster does not know", "K8S-ACCESS-ENTRY", .you, brief: "the cluster does not know you"
        ) {
            seen, _ in
            for call in seen.calls where call.operation.service == .kubernetes {
                seen.fail(
                    call,
                    CallFailure(
                        .doubtful, reason: "the cluster does not know this caller", code: "Unauthorized", status: 401))
            }
        },
    ]

    @Test(arguments: cases) func `find each fault, and nothing else`(_ one: Case) throws {
        let diagnosis = try World.diagnosis { try one.change(&$0, $1) }
        #expect(diagnosis.roots == [one.code])
        let finding = try #require(diagnosis.rootCauses.first)
        #expect(finding.link == one.link)
        if let found = one.found { #expect(finding.found == found) }
        if let brief = one.brief { #expect(finding.brief == brief) }
        #expect(finding.brief.count <= 45 && !finding.brief.isEmpty)
        #expect(!finding.place.isEmpty && !finding.evidence.isEmpty)
        for link in [Link.you, .provider, .trust, .role] where link != one.link {
            let state = diagnosis.link(link)?.state
            // What has nothing to look at says nothing.
            #expect(
                state == .right || state == .notLooked || state == .cannotTell, "\(link) \(String(describing: state))")
        }
    }

    @Test func `what is right says so in few words`() throws {
        let diagnosis = try World.diagnosis()
        #expect(diagnosis.roots.isEmpty && diagnosis.link(.you)?.state == .right)
        #expect(diagnosis.link(.you)?.words == "eks-admin and ses-read, the accounts are right")
        #expect(diagnosis.link(.token)?.words == "names ses-sender-role; 1 pod")
        #expect(diagnosis.link(.provider)?.words == "knows the cluster and sts.amazonaws.com")
        #expect(diagnosis.link(.role)?.words == "ses-sender-role")
        for finding in diagnosis.findings where finding.link < .permissions {
            #expect(finding.status == .pass, "\(finding.code): \(finding.title)")
        }
    }

    @Test func `what other people's credentials saw counts for nothing`() throws {
        let diagnosis = try World.diagnosis { seen, design in
            try Self.caller(.eks, "777788889999")(&seen, design)
            // In that account there is no such role.
            seen.fail(Read.role(design.roleName).call, CallFailure(.absent))
            seen.fail(Read.provider(design.providerARN).call, CallFailure(.absent))
        }
        #expect(diagnosis.roots == ["CRED-ACCOUNT"])
        #expect(diagnosis.link(.role)?.state == .cannotTell && diagnosis.link(.provider)?.state == .cannotTell)
        let swapped = try World.diagnosis { seen, design in
            try Self.caller(.eks, "444455556666")(&seen, design)
            try Self.caller(.ses, "111122223333")(&seen, design)
        }
        #expect(swapped.roots == ["CRED-ACCOUNT", "CRED-ACCOUNT"])
        #expect(swapped.rootCauses.first?.title == "The credentials of both accounts are swapped.")
    }

    @Test func `nobody signed in for the SES account is a way of working`() throws {
        let diagnosis = try World.diagnosis { seen, design in
            Self.credentials("NoCredentials", "there are no credentials", .unreachable)(&seen, design)
        }
        #expect(diagnosis.roots.isEmpty)
        #expect(diagnosis.link(.you)?.state == .right)
        #expect(diagnosis.link(.you)?.words == "eks-admin, the account is right")
        #expect(diagnosis.link(.sendingPolicy)?.state == .cannotTell)
    }

    @Test func `two independent faults are both causes`() throws {
        let diagnosis = try World.diagnosis { seen, design in
            Self.clients("sts.amazon.com")(&seen, design)
            let trust = try World.changed(design.trustPolicyDocument, ":default:", ":prod:")
            seen[.role(design.roleName)] = .value(World.role(design, trust: trust))
        }
        #expect(diagnosis.roots == ["OIDC-AUDIENCE", "TRUST-SUBJECT"])
    }

    @Test func `the role that the pods name is right where the answers name another path`() throws {
        let arn = "arn:aws:iam::111122223333:role/team/ses-sender-role"
        let diagnosis = try World.diagnosis { seen, design in
            seen[.role(design.roleName)] = .value(
                World.role(design, trust: design.trustPolicyDocument, arn: try ARN(arn)))
            seen.say(World.account(design), World.serviceAccount([("eks.amazonaws.com/role-arn", arn)]))
            seen.say(World.pods(design), World.list([]))
        }
        #expect(diagnosis.link(.role)?.state == .right && diagnosis.link(.token)?.state == .right)
    }

    @Test func `commands name the profile where one is known`() throws {
        var answers = try World.answers()
        try answers.set("eks admin", for: .eksProfile, from: .typed)
        let diagnosis = try World.diagnosis(of: answers) { Self.clients("x")(&$0, $1) }
        #expect(
            diagnosis.finding("OIDC-AUDIENCE")?.fix?.commands == [
                "aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn "
                    + "arn:aws:iam::111122223333:oidc-provider/\(World.issuer) --client-id sts.amazonaws.com "
                    + "--profile 'eks admin'"
            ])
    }

    @Test func `each refused look hides its own links alone`() throws {
        let refusals: [(Call, Set<Link>)] = try {
            let design = try World.design()
            return [
                (Read.provider(design.providerARN).call, [.provider]),
                (World.account(design), [.token]),
                (World.pods(design), [.token]),
                (try World.associations(design), [.token]),
                (Read.role(design.roleName).call, [.trust, .role]),
            ]
        }()
        for (call, hidden) in refusals {
            let diagnosis = try World.diagnosis { seen, _ in
                seen.fail(call, CallFailure(.denied, permission: "right", place: "there"))
            }
            #expect(diagnosis.roots.isEmpty, "\(call)")
            for link in Link.allCases where link < .permissions {
                let state: LinkResult.State = hidden.contains(link) ? .cannotTell : .right
                #expect(diagnosis.link(link)?.state == state, "\(call) \(link)")
            }
        }
    }
}
