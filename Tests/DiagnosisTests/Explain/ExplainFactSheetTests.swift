@testable import Diagnosis
import Foundation
import TestFiles
import Testing
import Wire

/// The texts that a collection of known failures quotes, where that collection lies beside the repository.
@Suite struct `Texts of known failures` {
    private static let file = "../facts/failures.yaml"

    /// What each text is, by the collection's names; nil for what says nothing by itself: descriptions, and texts that
    /// need the world around them.
    private static let expected: [String: String] = [
        "irsa-no-oidc-provider": "OIDC-PROVIDER-MISSING", "irsa-provider-wrong-account": "OIDC-PROVIDER-ACCOUNT",
        "irsa-https-in-condition-key": "TRUST-KEY-SCHEME", "irsa-sub-wrong-ns-or-sa": "TRUST-SUBJECT",
        "irsa-incorrect-token-audience": "OIDC-AUDIENCE", "irsa-provider-exists": "OIDC-EXISTS",
        "irsa-request-arn-invalid": "STS-ROLE-ARN", "irsa-webhook-missing": "K8S-WEBHOOK",
        "irsa-token-permission-denied": "K8S-TOKEN-FILE", "irsa-sts-region-disabled": "STS-REGION-OFF",
        "irsa-private-cluster-sts": "K8S-STS-ROUTE", "iam-invalid-principal-trust": "IAM-PRINCIPAL",
        "iam-permissions-boundary": "IAM-BOUNDARY", "ses-sender-not-verified": "SES-SENDER-UNVERIFIED",
        "ses-sandbox-recipient": "SES-RECEIVER", "ses-region-mismatch": "SES-REGION",
        "ses-missing-source-arn": "SES-SOURCE-ARN", "ses-identity-policy-missing": "SES-DOOR-2",
        "ses-iam-policy-missing": "IAM-DOOR-1", "ses-policy-invalid-principal": "SES-POLICY-PRINCIPAL",
        "ses-raw-action-v2": "SES-RAW", "ses-config-set-permission": "SES-CONFIGURATION-SET",
        "ses-quota-daily": "SES-QUOTA-DAY", "k8s-token-15min": "K8S-TOKEN-OLD", "k8s-image-pull": "K8S-IMAGE",
        "cred-sso-expired": "CRED-SSO", "irsa-provider-url-shape": "TRUST-PROVIDER",
        "irsa-missing-aud-claim": "K8S-TOKEN-LEGACY", "irsa-provider-quota": "OIDC-QUOTA",
        "irsa-token-not-validated": "OIDC-TOKEN-UNTRUSTED", "irsa-role-missing": "STS-ROLE-MISSING",
        "irsa-imds-blocked-no-region": "K8S-METADATA", "irsa-oidc-dns-in-vpc": "OIDC-DNS",
        "irsa-china-issuer": "OIDC-CHINA", "ses-policy-unknown-condition": "SES-POLICY-CONDITION",
        "ses-return-path-arn": "SES-RETURN-PATH", "ses-verify-probe-denied": "SES-PROBE",
        "ses-config-set-paused": "SES-SET-PAUSED", "ses-quota-rate": "SES-QUOTA-RATE", "ses-mail-from": "SES-MAIL-FROM",
        "ses-address-syntax": "SES-ADDRESS", "ses-no-such-region": "SES-NO-REGION",
        "k8s-exec-dial-backend": "K8S-BACKEND",
        "cred-expired-token": "CRED-EXPIRED", "cred-login-session": "CRED-LOGIN",
        "irsa-second-hop-denied": "STS-SECOND-HOP", "k8s-sa-not-found": "K8S-SERVICE-ACCOUNT",
        "cred-clock-skew": "CRED-CLOCK", "iam-policy-version-limit": "IAM-POLICY-VERSIONS",
        "cred-wrong-account": "CRED-ACCOUNT", "k8s-private-endpoint": "K8S-PRIVATE",
    ]

    @Test(.needs(publicData: file)) func `each names its cause among the first or the others`() throws {
        let document = try #require(YAMLNode.parse(PublicData.bytes(Self.file)).first)
        let failures = try #require(document["failures"]?.sequence)
        var quoted = 0
        for failure in failures {
            let id = failure["id"]?.string ?? ""
            let kind = failure["symptom_text"]?.string ?? ""
            let text = Self.filled(failure["symptom"]?.string ?? "")
            guard let code = Self.expected[id] else {
                #expect(
                    kind == "description" || kind == "from_memory",
                    "\(id) has a text that nothing is expected of: \(text)")
                continue
            }
            if kind == "verbatim" || kind == "adapted" { quoted += 1 }
            for wear in [Wear.none, .colours, .inLog, .ofContainerRuntime, .hardWrapped, .softWrapped, .utf16] {
                // A host name that a terminal breaks is found by nothing else of this one.
                if id == "k8s-private-endpoint", wear == .hardWrapped { continue }
                let found = `Explaining texts`.explain(wear.bytes(text))
                #expect(
                    found.texts.contains { $0.causes.contains { $0.code == code } },
                    "\(id), \(wear): \(text)\n\(found.texts.map { ($0.text, $0.causes.map(\.code)) })")
            }
        }
        #expect(quoted >= 40, "only \(quoted) texts of AWS and clusters are in the collection")
    }

    /// The text with example values where the collection has names for them.
    private static func filled(_ text: String) -> String {
        [
            ("<A>", "111122223333"), ("<B>", "444455556666"), ("<region>", "eu-west-1"), ("<acct>", "111122223333"),
            ("<id>", "444455556666"), ("<ID>", "D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"), ("<az>", "gr7"),
            ("<role>", "ses-sender-role"), ("<irsa-role>", "ses-sender-role"), ("<ses-role>", "ses-role"),
            ("<session>", "botocore-session-1700000000"), ("<sender>", "no-reply@example.com"), ("<sa>", "ses-sender"),
            ("<name>", "main"), ("<c>", "mail-prod"),
        ].reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
