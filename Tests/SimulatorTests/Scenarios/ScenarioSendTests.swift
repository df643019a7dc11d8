import Testing
import Wire

@testable import Simulator

/// How a message fares in every scenario, step by step as a pod's library would go: the token that the service account
/// gets, the role that its annotation names, the sender's identity.
///
/// One world after another, so that tests which wait for a clock get their turn.
@Suite(.serialized)
struct ScenarioSendTests {
    /// The scenarios in which the message is not sent, by where it ends; in all others it is.
    private static let ends: [(ScenarioMail.Outcome, String)] = [
        (
            .noRole,
            """
            fresh verified verified-domain twin-cluster boundary-demanded iam-slow k8s-service-account-of-helm
            token-account-missing token-annotation-missing token-annotation-misspelt
            """
        ),
        (
            .noKeys("InvalidIdentityToken"),
            """
            irsa-no-oidc-provider irsa-provider-wrong-account irsa-incorrect-token-audience
            irsa-annotation-audience irsa-provider-quota irsa-token-not-validated provider-in-other-account
            provider-of-earlier-cluster provider-url-slash provider-client-id-blank provider-client-id-typo
            provider-client-id-case
            provider-keys-unreachable provider-thumbprint
            """
        ),
        (
            .noKeys("AccessDenied"),
            """
            role-of-others-wrong-sub irsa-https-in-condition-key irsa-sub-wrong-ns-or-sa
            irsa-sub-wrong-namespace irsa-trust-wrong-aud irsa-provider-url-shape irsa-role-missing
            k8s-service-account-of-argo trust-sub-wildcard trust-sub-blank trust-sub-case trust-sub-not
            trust-aud-blank trust-key-issuer trust-provider-typo trust-provider-account trust-deny
            trust-other-action trust-halves trust-vpc-only role-path-in-annotation role-path
            trust-of-organisation-denied
            """
        ),
        (
            .noKeys("ValidationError"),
            """
            irsa-request-arn-invalid token-annotation-blanks
            """
        ),
        (
            .noKeys("IDPCommunicationError"),
            """
            provider-busy
            """
        ),
        (
            .noKeys("RegionDisabledException"),
            """
            irsa-sts-region-disabled
            """
        ),
        (
            .refused("AccessDenied"),
            """
            role-of-s3 iam-permissions-boundary ses-sender-missing ses-region-mismatch
            ses-identity-policy-missing ses-iam-policy-missing ses-policy-dead-principal
            ses-domain-vs-address-identity ses-address-policy-shadows-domain ses-config-set-permission
            token-annotation-other-role door1-region door1-case door1-account door1-sender-missing
            door1-receiver-missing door1-deny door1-from-address door1-recipients door1-source-ip
            door2-other-role door2-other-account door2-deny door2-from-case door2-recipients door2-source-ip
            door2-address-shadows-domain
            role-of-organisation-denied door2-other-organisation door2-earlier-role door1-partition
            """
        ),
        (
            .refused("MessageRejected"),
            """
            ses-sender-not-verified ses-sandbox-recipient address-link-died address-domain-pending
            address-receiver-unknown address-receiver-pending address-ses-sandbox address-shutdown
            """
        ),
        (
            .refused("ConfigurationSetSendingPausedException"),
            """
            ses-config-set-paused
            """
        ),
        (
            .refused("MailFromDomainNotVerifiedException"),
            """
            address-mail-from
            """
        ),
        (
            .refused("ConfigurationSetDoesNotExist"),
            """
            delivery-set-missing
            """
        ),
        (
            .refused("Throttling"),
            """
            ses-quota-daily
            """
        ),
        (
            .refused("AccountSendingPausedException"),
            """
            ses-account-paused
            """
        ),
    ]

    private static let refused = Dictionary(
        uniqueKeysWithValues: ends.flatMap { outcome, names in
            names.split(whereSeparator: \.isWhitespace).map { (String($0), outcome) }
        })

    @Test(arguments: (try? ScenarioCatalogue())?.names ?? [])
    func `a message fares as its line says`(_ name: String) throws {
        let outcome = try ScenarioMail(name).outcome()
        #expect(outcome == Self.refused[name] ?? .sent, "\(name): \(outcome)")
    }

    @Test(arguments: ["ses-raw-action-v2", "door1-raw-missing", "door2-raw-missing"])
    func `where plain sends go through, raw ones may not`(_ name: String) throws {
        #expect(try ScenarioMail(name).outcome(raw: true) == .refused("AccessDenied"))
        #expect(try ScenarioMail("ready").outcome(raw: true) == .sent)
    }

    @Test func `every line is about a scenario, and a fault that a token or a send meets has one`() throws {
        let catalogue = try ScenarioCatalogue()
        #expect(Self.refused.keys.filter { !catalogue.names.contains($0) }.sorted() == [])
        let met = ["OIDC-", "TRUST-", "STS-ROLE", "IAM-", "SES-DOOR", "SES-SENDER", "SES-RECEIVER"]
        let unmet = catalogue.scenarios.filter { scenario in
            guard let code = scenario.code, Self.refused[scenario.name] == nil else { return false }
            return met.contains(where: code.hasPrefix)
        }
        #expect(unmet.map(\.name) == [])
    }
}
