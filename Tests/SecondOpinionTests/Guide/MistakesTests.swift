import Foundation
import Programs
import Testing

/// The guide's classic mistakes, made by hand in a world where everything else is right, and AWS's refusals.
@Suite(
    .enabled(if: Tools.sesame != nil && Tools.kubectl != nil && Tools.aws != nil && Tools.python != nil),
    .timeLimit(.minutes(8)))
struct MistakesTests {
    /// A mistake: how it is made, and which of the two steps is then refused with what.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var name: String
        /// Lines typed in the world `ready`.
        var made: [String]
        /// What the refusal of the role says; nil if the role is still given.
        var role: [String]?
        /// What the refusal of the message says; nil if it is sent.
        var mail: [String]?
        var send = Guide.send()
        var assume = Guide.assume()

        var testDescription: String { name }
    }

    static let issuer = Simulation.issuer
    static let provider = "arn:aws:iam::\(Guide.eks):oidc-provider/\(issuer)"
    static let notTrusted = ["(AccessDenied)", "Not authorized to perform sts:AssumeRoleWithWebIdentity"]
    static let notVerified = ["(MessageRejected)", "The following identities failed the check in region EU-WEST-1: "]

    /// The refusal of a send, with the back-tick and the apostrophe that SES writes.
    static func notAllowed(on resource: String = Guide.identity) -> [String] {
        [
            "(AccessDenied)",
            "User `arn:aws:sts::\(Guide.eks):assumed-role/ses-sender-role/by-hand' is not authorized to perform"
                + " `ses:SendEmail' on resource `\(resource)'",
        ]
    }

    static func trusts(_ document: String) -> String {
        Guide.a("iam update-assume-role-policy --role-name ses-sender-role --policy-document '\(document)'")
    }

    static let mistakes: [Mistake] = [
        Mistake(name: "none", made: []),
        Mistake(
            name: "another namespace in sub",
            made: [
                trusts(Guide.trust(provider: issuer, key: issuer, subject: "system:serviceaccount:mail:ses-sender"))
            ],
            role: notTrusted),
        Mistake(
            name: "another service account in sub",
            made: [trusts(Guide.trust(provider: issuer, key: issuer, subject: "system:serviceaccount:default:sender"))],
            role: notTrusted),
        Mistake(
            name: "another audience in the trust policy",
            made: [trusts(Guide.trust(provider: issuer, key: issuer, audience: "sts.amazonaws.com.cn"))],
            role: notTrusted),
        Mistake(
            name: "https:// in the condition keys",
            made: [trusts(Guide.trust(provider: issuer, key: "https://\(issuer)"))], role: notTrusted),
        Mistake(
            name: "https:// in the provider",
            made: [trusts(Guide.trust(provider: "https://\(issuer)", key: issuer))], role: notTrusted),
        Mistake(
            name: "no provider",
            made: [Guide.a("iam delete-open-id-connect-provider --open-id-connect-provider-arn \(provider)")],
            role: ["(InvalidIdentityToken)", "No OpenIDConnect provider found in your account for https://\(issuer)"]),
        Mistake(
            name: "missing client id",
            made: [
                Guide.a(
                    "iam remove-client-id-from-open-id-connect-provider --client-id sts.amazonaws.com"
                        + " --open-id-connect-provider-arn \(provider)")
            ],
            role: ["(InvalidIdentityToken)", "Incorrect token audience"]),
        Mistake(
            name: "token for another audience", made: [], role: ["(InvalidIdentityToken)", "Incorrect token audience"],
            assume: Guide.assume(audience: "vault")),
        Mistake(
            name: "token of another service account", made: [], role: notTrusted,
            assume: Guide.assume(account: "default")),
        Mistake(
            name: "missing source ARN", made: [],
            mail: notAllowed(on: "arn:aws:ses:eu-west-1:\(Guide.eks):identity/\(Guide.sender)"),
            send: Guide.send(arn: nil)),
        Mistake(
            name: "source ARN of the domain, which is no identity", made: [],
            mail: notAllowed(on: "arn:aws:ses:eu-west-1:\(Guide.ses):identity/example.com"),
            send: Guide.send(arn: "arn:aws:ses:eu-west-1:\(Guide.ses):identity/example.com")),
        Mistake(
            name: "source ARN of the wrong account", made: [],
            mail: notAllowed(on: "arn:aws:ses:eu-west-1:\(Guide.eks):identity/\(Guide.sender)"),
            send: Guide.send(arn: "arn:aws:ses:eu-west-1:\(Guide.eks):identity/\(Guide.sender)")),
        Mistake(
            name: "receiver not verified in the EKS account",
            made: [Guide.a("ses delete-identity --identity \(Guide.receiver)")], mail: notVerified + [Guide.receiver]),
        Mistake(
            name: "sending policy on the receiver's identity",
            made: [
                Guide.b("ses delete-identity-policy --identity \(Guide.sender) --policy-name ses-sender"),
                Guide.b(
                    "ses put-identity-policy --identity \(Guide.receiver) --policy-name ses-sender"
                        + " --policy '\(Guide.sending(resource: Guide.receivers[1]))'"),
            ],
            mail: notAllowed()),
        Mistake(
            name: "permissions policy for the sender in the wrong account",
            made: [
                Guide.a(
                    "iam create-policy-version --policy-arn \(Guide.policy) --set-as-default --policy-document"
                        + " '\(Guide.permissions(on: ["arn:aws:ses:eu-west-1:\(Guide.eks):identity/*"]))'")
            ],
            mail: notAllowed()),
        Mistake(
            name: "permissions policy not attached",
            made: [Guide.a("iam detach-role-policy --role-name ses-sender-role --policy-arn \(Guide.policy)")],
            mail: notAllowed()),
        Mistake(
            name: "role made again",
            made: [
                Guide.a("iam detach-role-policy --role-name ses-sender-role --policy-arn \(Guide.policy)"),
                Guide.a("iam delete-role --role-name ses-sender-role"),
                Guide.a(
                    "iam create-role --role-name ses-sender-role --assume-role-policy-document"
                        + " '\(Guide.trust(provider: issuer, key: issuer))'"),
                Guide.a("iam attach-role-policy --role-name ses-sender-role --policy-arn \(Guide.policy)"),
                // The policy shows who was meant by its unique id only.
                Guide.b(
                    "ses get-identity-policies --identity \(Guide.sender) --policy-names ses-sender --output text"
                        + " --query Policies.\\\"ses-sender\\\" | grep -q AROA"),
            ],
            mail: notAllowed()),
        Mistake(
            name: "another region", made: [], mail: ["(AccessDenied)"],
            send: Guide.send().replacing("--region eu-west-1", with: "--region eu-central-1")),
        Mistake(name: "another sender", made: [], mail: ["(AccessDenied)"], send: Guide.send(from: "ceo@example.com")),
    ]

    @Test(arguments: mistakes) func `a mistake gets the refusal that AWS gives`(mistake: Mistake) async throws {
        try await Simulation.with("ready") { simulation in
            let shell = Shell(simulation)
            for line in mistake.made { try await shell.run(line) }
            if let texts = mistake.role {
                let refusal = try await shell.attempt(mistake.assume)
                #expect(refusal.status != 0, "the role was given")
                for text in texts { #expect(refusal.err.contains(text), "wanted: \(text)\ngot: \(refusal.err)") }
                return
            }
            let pod = try await shell.pod()
            let sent = try await pod.attempt(mistake.send)
            #expect((sent.status == 0) == (mistake.mail == nil), "\(sent.everything)")
            for text in mistake.mail ?? [] {
                #expect(sent.err.contains(text), "wanted: \(text)\ngot: \(sent.err)")
            }
        }
    }

    /// What AWS refuses when it is written, not only when it is used.
    @Test func `some mistakes are refused at once`() async throws {
        try await Simulation.with("ready") { simulation in
            let shell = Shell(simulation)
            let put = "ses put-identity-policy --identity \(Guide.sender) --policy-name other --policy"
            let issuer = Self.issuer
            for (line, texts) in [
                (Guide.a("iam create-open-id-connect-provider --url \(issuer)"), ["(ValidationError)"]),
                (
                    Guide.a("iam create-open-id-connect-provider --url https://\(issuer)"),
                    ["(EntityAlreadyExists)", "already exists"]
                ),
                (Guide.b("\(put) '\(Guide.sending(resource: Guide.receivers[1]))'"), ["(InvalidPolicy)"]),
                (Guide.b("\(put) '\(Guide.sending(principal: Guide.role + "-x"))'"), ["(InvalidPolicy)", "principal"]),
                (Guide.b("\(put) '{'"), ["(InvalidPolicy)"]),
                (
                    Guide.a("iam create-role --role-name x --assume-role-policy-document '\(Guide.permissions())'"),
                    ["(MalformedPolicyDocument)"]
                ),
                (
                    Guide.a("iam create-policy --policy-name x --policy-document '\(Guide.sending())'"),
                    ["(MalformedPolicyDocument)"]
                ),
                (Guide.a("iam attach-role-policy --role-name nobody --policy-arn \(Guide.policy)"), ["(NoSuchEntity)"]),
            ] {
                let refusal = try await shell.attempt(line)
                #expect(refusal.status != 0, "\(line)")
                for text in texts { #expect(refusal.err.contains(text), "\(line)\ngot: \(refusal.err)") }
            }
        }
    }
}
