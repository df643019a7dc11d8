import Calls
import Design
@testable import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

/// The trust policy, one slip at a time.
@Suite struct `The check of the trust policy` {
    private static let sub = "\(World.issuer):sub"
    private static let aud = "\(World.issuer):aud"
    private static let subject = "system:serviceaccount:default:ses-sender"
    private static let provider = "arn:aws:iam::111122223333:oidc-provider/\(World.issuer)"
    private static let action = "sts:AssumeRoleWithWebIdentity"

    struct Case: Sendable, CustomStringConvertible {
        var name: String
        var statements: [JSONValue]
        var codes: [String]
        var found: String = ""
        var brief: String = ""
        var description: String { name }
    }

    private static func statement(
        provider: JSONValue? = nil, action: String = action, effect: String = "Allow",
        _ conditions: [(String, [(String, JSONValue)])]? = nil
    ) -> JSONValue {
        let usual: [(String, [(String, JSONValue)])] = [
            ("StringEquals", [(sub, .string(subject)), (aud, "sts.amazonaws.com")])
        ]
        return [
            "Effect": .string(effect), "Principal": provider ?? ["Federated": .string(Self.provider)],
            "Action": .string(action),
            "Condition": .object(
                JSONObject((conditions ?? usual).map { ($0.0, JSONValue.object(JSONObject($0.1))) })),
        ]
    }

    private static func equals(_ sub: JSONValue, _ aud: JSONValue = "sts.amazonaws.com") -> [(
        String, [(String, JSONValue)]
    )] {
        [("StringEquals", [(Self.sub, sub), (Self.aud, aud)])]
    }

    static let cases: [Case] = [
        Case(
            name: "other namespace", statements: [statement(equals("system:serviceaccount:prod:ses-sender"))],
            codes: ["TRUST-SUBJECT"], found: "system:serviceaccount:prod:ses-sender",
            brief: "names \"prod\", the token says \"default\""),
        Case(
            name: "other service account", statements: [statement(equals("system:serviceaccount:default:mailer"))],
            codes: ["TRUST-SUBJECT"], found: "system:serviceaccount:default:mailer",
            brief: "names \"mailer\", the token says \"ses-sender\""),
        Case(
            name: "blank in sub", statements: [statement(equals(.string(subject + " ")))], codes: ["TRUST-SUBJECT"],
            found: "\"\(subject) \"", brief: "has a blank in the service account's name"),
        Case(
            name: "capitals in sub", statements: [statement(equals("system:serviceaccount:Default:ses-sender"))],
            codes: ["TRUST-SUBJECT"], found: "system:serviceaccount:Default:ses-sender",
            brief: "has the name in other letters"),
        Case(
            name: "sub without its beginning", statements: [statement(equals("default:ses-sender"))],
            codes: ["TRUST-SUBJECT"], found: "default:ses-sender", brief: "lacks system:serviceaccount: in front"),
        Case(
            name: "list of others",
            statements: [statement(equals(["system:serviceaccount:a:b", "system:serviceaccount:c:d"]))],
            codes: ["TRUST-SUBJECT"], found: "system:serviceaccount:a:b, system:serviceaccount:c:d",
            brief: "does not name default/ses-sender"),
        Case(
            name: "other audience", statements: [statement(equals(.string(subject), "sts.amazon.com"))],
            codes: ["TRUST-AUDIENCE"], found: "sts.amazon.com", brief: "wants sts.amazon.com, not sts.amazonaws.com"),
        Case(
            name: "blank in aud", statements: [statement(equals(.string(subject), " sts.amazonaws.com"))],
            codes: ["TRUST-AUDIENCE"], found: "\" sts.amazonaws.com\"", brief: "has a blank beside the audience"),
        Case(
            name: "two slips in one statement",
            statements: [statement(equals("system:serviceaccount:prod:ses-sender", "sts.amazon.com"))],
            codes: ["TRUST-SUBJECT", "TRUST-AUDIENCE"]),
        Case(
            name: "halves in two statements",
            statements: [
                statement(equals("system:serviceaccount:prod:ses-sender")),
                statement(equals(.string(subject), "sts.amazon.com")),
            ], codes: ["TRUST-STATEMENT"], brief: "has no statement that fits as a whole"),
        Case(
            name: "scheme in keys",
            statements: [
                statement([
                    (
                        "StringEquals",
                        [("https://" + sub, .string(subject)), ("https://" + aud, "sts.amazonaws.com")]
                    )
                ])
            ], codes: ["TRUST-KEY-SCHEME"], found: "https://\(sub), https://\(aud)",
            brief: "has https:// in a condition key"),
        Case(
            name: "keys of another issuer",
            statements: [
                statement([
                    (
                        "StringEquals",
                        [
                            ("oidc.eks.eu-west-1.amazonaws.com/id/OTHER:sub", .string(subject)),
                            (aud, "sts.amazonaws.com"),
                        ]
                    )
                ])
            ], codes: ["TRUST-KEY-ISSUER"], found: "oidc.eks.eu-west-1.amazonaws.com/id/OTHER:sub"),
        Case(
            name: "a key that no token has",
            statements: [
                statement([
                    ("StringEquals", [(sub, .string(subject)), (aud, "sts.amazonaws.com"), ("aws:SourceArn", "x")])
                ])
            ], codes: ["TRUST-KEY"], found: "aws:SourceArn", brief: "asks for a key that no token has"),
        Case(
            name: "provider of another cluster",
            statements: [
                statement(
                    provider: [
                        "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/OTHER"
                    ],
                    [
                        (
                            "StringEquals",
                            [
                                ("oidc.eks.eu-west-1.amazonaws.com/id/OTHER:sub", .string(subject)),
                                ("oidc.eks.eu-west-1.amazonaws.com/id/OTHER:aud", "sts.amazonaws.com"),
                            ]
                        )
                    ])
            ], codes: ["TRUST-PROVIDER"],
            found: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/OTHER",
            brief: "names another provider"),
        Case(
            name: "provider with a slash at its end",
            statements: [statement(provider: ["Federated": .string(provider + "/")])], codes: ["TRUST-PROVIDER"],
            found: provider + "/"),
        Case(
            name: "provider of another account",
            statements: [
                statement(provider: ["Federated": "arn:aws:iam::444455556666:oidc-provider/\(World.issuer)"])
            ], codes: ["TRUST-PROVIDER-ACCOUNT"],
            found: "arn:aws:iam::444455556666:oidc-provider/\(World.issuer)",
            brief: "names the provider of account 444455556666"),
        Case(
            name: "wildcard with StringEquals",
            statements: [statement(equals("system:serviceaccount:default:*"))], codes: ["TRUST-WILDCARD"],
            found: "StringEquals system:serviceaccount:default:*", brief: "StringEquals takes * as a plain character"),
        Case(
            name: "StringNotEquals",
            statements: [
                statement([
                    ("StringNotEquals", [(sub, .string(subject))]), ("StringEquals", [(aud, "sts.amazonaws.com")]),
                ])
            ],
            codes: ["TRUST-EXCLUDES"], found: "StringNotEquals \(subject)",
            brief: "rules this service account out"),
        Case(
            name: "another action", statements: [statement(action: "sts:AssumeRole")], codes: ["TRUST-ACTION"],
            found: "sts:AssumeRole", brief: "allows another action"),
        Case(
            name: "a Deny",
            statements: [
                statement(), statement(effect: "Deny", [("StringLike", [(sub, "system:serviceaccount:default:*")])]),
            ],
            codes: ["TRUST-DENY"], brief: "has a Deny that hits these pods"),
        Case(
            name: "somebody else altogether",
            statements: [
                ["Effect": "Allow", "Principal": ["Service": "ec2.amazonaws.com"], "Action": "sts:AssumeRole"]
            ], codes: ["TRUST-ACTION", "TRUST-STATEMENT"]),
        Case(name: "as wanted", statements: [statement()], codes: []),
        Case(
            name: "as wanted in the second statement",
            statements: [statement(equals("system:serviceaccount:prod:ses-sender")), statement()], codes: []),
        Case(
            name: "like",
            statements: [statement([("StringLike", [(sub, "system:serviceaccount:default:ses-*"), (aud, "sts.*")])])],
            codes: []),
        Case(
            name: "list with this one",
            statements: [statement(equals(["system:serviceaccount:a:b", .string(subject)]))], codes: []),
    ]

    private func diagnosis(_ statements: [JSONValue]) throws -> Diagnosis {
        try World.diagnosis { seen, design in
            seen[.role(design.roleName)] = .value(
                World.role(design, trust: ["Version": "2012-10-17", "Statement": .array(statements)]))
        }
    }

    @Test(arguments: cases) func `finds each slip, and nothing else`(_ one: Case) throws {
        let diagnosis = try diagnosis(one.statements)
        #expect(diagnosis.roots == one.codes)
        guard let first = diagnosis.rootCauses.first else {
            let link = try #require(diagnosis.link(.trust))
            #expect([.right, .risk].contains(link.state))
            if link.state == .right { #expect(link.words == "lets in \(Self.subject)") }
            return
        }
        if !one.found.isEmpty { #expect(first.found == one.found) }
        if !one.brief.isEmpty { #expect(first.brief == one.brief) }
        for finding in diagnosis.rootCauses {
            #expect(finding.brief.count <= 45 && !finding.brief.isEmpty)
            #expect(finding.place.hasPrefix("role ses-sender-role, trust policy"))
            #expect(finding.evidence.first?.call == "iam GetRole")
            #expect(finding.evidence.first?.account == "111122223333")
            #expect(finding.fix?.commands.isEmpty == false)
        }
    }

    @Test func `says where, to the claim, and repairs by adding a statement`() throws {
        let diagnosis = try diagnosis([Self.statement(Self.equals("system:serviceaccount:prod:ses-sender"))])
        let finding = try #require(diagnosis.finding("TRUST-SUBJECT"))
        #expect(finding.place == "role ses-sender-role, trust policy, statement 1, sub")
        #expect(finding.expected == Self.subject)
        #expect(
            finding.evidence.first?.field
                == "AssumeRolePolicyDocument.Statement[0].Condition.StringEquals.\(Self.sub)")
        #expect(finding.fix?.address == .role)
        let command = try #require(finding.fix?.commands.first)
        #expect(command.hasPrefix("aws iam update-assume-role-policy --role-name ses-sender-role --policy-document '"))
        #expect(command.contains("system:serviceaccount:prod:ses-sender") && command.contains(Self.subject))
    }

    @Test func `a verdict that hangs on the pod is neither`() throws {
        let diagnosis = try diagnosis([
            Self.statement([
                (
                    "StringEquals",
                    [(Self.sub, .string(Self.subject)), (Self.aud, "sts.amazonaws.com"), ("aws:SourceVpc", "vpc-1")]
                )
            ])
        ])
        #expect(diagnosis.roots.isEmpty)
        #expect(diagnosis.link(.trust)?.state == .cannotTell)
        #expect(diagnosis.finding("TRUST-DEPENDS")?.found == "open only where aws:SourceVpc fits StringEquals vpc-1")
    }

    @Test func `what works and is too wide is a risk, never a cause`() throws {
        let open = try diagnosis([Self.statement([("StringEquals", [(Self.aud, "sts.amazonaws.com")])])])
        #expect(open.roots.isEmpty)
        #expect(open.finding("L01")?.status == .warn)
        #expect(open.link(.trust)?.state == .risk)
        let anyAudience = try diagnosis([Self.statement([("StringEquals", [(Self.sub, .string(Self.subject))])])])
        #expect(anyAudience.finding("TRUST-NO-AUDIENCE")?.status == .warn)
        let shared = try diagnosis([Self.statement(Self.equals([.string(Self.subject), "system:serviceaccount:a:b"]))])
        #expect(shared.finding("L08")?.status == .note)
        #expect(shared.link(.trust)?.state == .right)
    }

    @Test func `a role for Pod Identity too is no risk`() throws {
        let diagnosis = try diagnosis([
            [
                "Effect": "Allow", "Principal": ["Service": "pods.eks.amazonaws.com"],
                "Action": ["sts:AssumeRole", "sts:TagSession"],
            ],
            Self.statement(),
        ])
        #expect(diagnosis.isHealthy)
        #expect(!diagnosis.findings.contains { $0.status == .warn && $0.link == .trust })
    }

    @Test func `a refused look tells the right that is missing, for this link and the role alone`() throws {
        let diagnosis = try World.diagnosis { seen, design in
            seen.fail(
                Read.role(design.roleName).call, CallFailure(.denied, permission: "iam:GetRole", place: "111122223333"))
        }
        #expect(diagnosis.roots.isEmpty)
        for link in [Link.trust, .role] {
            #expect(diagnosis.link(link)?.state == .cannotTell)
            #expect(
                diagnosis.link(link)?.findings.contains { $0.found == "cannot tell: needs iam:GetRole in 111122223333" }
                    == true)
        }
        for link in [Link.you, .token, .provider] { #expect(diagnosis.link(link)?.state == .right, "\(link)") }
    }
}
