import Foundation
import Programs
import Testing

/// A setup with one thing broken: the send is refused for the right reason, and the reason is named right there.
struct `Broken setups` {
    static let broken: [(scenario: String, link: String, code: String, finding: String)] = [
        ("irsa-no-oidc-provider", "assume-role", "InvalidIdentityToken", "OIDC-PROVIDER-MISSING"),
        ("irsa-incorrect-token-audience", "assume-role", "InvalidIdentityToken", "OIDC-"),
        ("irsa-trust-wrong-aud", "assume-role", "AccessDenied", "TRUST-AUDIENCE"),
        ("irsa-sub-wrong-ns-or-sa", "assume-role", "AccessDenied", "TRUST-"),
        ("ses-iam-policy-missing", "send", "AccessDenied", "IAM-POLICY-DETACHED"),
        ("ses-identity-policy-missing", "send", "AccessDenied", "SES-DOOR-2"),
        ("ses-sandbox-recipient", "send", "MessageRejected", "SES-RECEIVER"),
        ("ses-sender-not-verified", "send", "MessageRejected", "SES-SENDER"),
    ]

    @Test(.timeLimit(.minutes(5)))
    func `each is refused by its link, with AWS's code, and explained`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        for (scenario, link, code, finding) in Self.broken {
            try await world.reset(scenario)
            let json = try await person.sesame("send", "-o", "json", "--answers", world.answers)
            #expect(json.status == 1, "\(scenario): \(json)")
            let last = try #require(json.json["links"].list.last, "\(scenario): \(json)")
            #expect(last["name"].string == link, "\(scenario): \(json)")
            #expect(last["error"]["code"].string == code, "\(scenario): \(json)")
            let text = try await person.sesame("send", "--answers", world.answers)
            #expect(text.out.contains("  \(finding)"), "\(scenario): \(text)")
            #expect(text.out.contains("  AWS says   "), "\(scenario): \(text)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `what apply can repair, apply repairs`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        for scenario in ["irsa-no-oidc-provider", "irsa-trust-wrong-aud", "ses-identity-policy-missing"] {
            try await world.reset(scenario)
            let send = try await person.sesame("send", "--answers", world.answers)
            #expect(send.status == 1, "\(scenario): \(send)")
            #expect(send.out.contains("sesame apply --answers \(world.answers)"), "\(scenario): \(send)")
            let apply = try await person.sesame("apply", "--yes", "--answers", world.answers)
            #expect(apply.status == 0, "\(scenario): \(apply)")
            #expect(try await person.sesame("send", "--answers", world.answers).status == 0, "\(scenario)")
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["irsa-trust-no-aud-condition", "irsa-trust-no-sub-condition"])
    func `a trust policy without a condition still lets the message through`(_ scenario: String) async throws {
        let world = try await Simulation.start(scenario)
        let ran = try await world.person().sesame("send", "--answers", world.answers)
        #expect(ran.status == 0, "\(ran)")
    }
}
