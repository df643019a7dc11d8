import Foundation
import Programs

/// What somebody with sesame meets in a scenario: how the test message fares, and what the plan finds.
struct ScenarioEffect: Sendable {
    /// The scenario's name.
    var scenario: String
    /// The code with which the test message is refused; nil where it goes through.
    var refusal: String?
    /// The link of the way that breaks; nil where none does.
    var link: String?
    /// Whether it is met with its own answers, as its names and numbers are others than in most scenarios.
    var isApart: Bool
    /// The code of the error with which planning ends before anything is compared; nil where a plan comes of it.
    var stop: String?
    /// What the plan would do, as `address action`; nothing where all is well or the plan cannot see it.
    var plan: [String] = []

    init(
        _ scenario: String, _ refusal: String? = nil, at link: String? = nil, isApart: Bool = false,
        stop: String? = nil,
        plan: [String] = []
    ) {
        self.scenario = scenario
        self.refusal = refusal
        self.link = link
        self.isApart = isApart
        self.stop = stop
        self.plan = plan
    }

    private static let everything = [
        "eks/oidc-provider create", "eks/permissions-policy create", "eks/role create", "eks/role-attachment create",
        "eks/receiver-identity create", "ses/sender-identity create", "ses/receiver-identity create",
        "ses/sending-policy create", "kubernetes/service-account create",
    ]

    /// One line per scenario, in the order of `sesame simulate --list`.
    static let all: [ScenarioEffect] = [
        .init("fresh", "NotFound", at: "annotation", plan: everything),
        .init("ready"),
        .init(
            "verified", "NotFound", at: "annotation",
            plan: everything.filter { !$0.hasSuffix("-identity create") }),
        .init(
            "verified-domain", "NotFound", at: "annotation",
            plan: [
                "eks/oidc-provider create", "eks/permissions-policy create", "eks/role create",
                "eks/role-attachment create", "ses/sender-identity create", "ses/sending-policy waiting",
                "kubernetes/service-account create",
            ]),
        .init("role-of-others"),
        .init("role-of-others-attached"),
        .init("role-of-others-no-aud"),
        .init("role-of-others-list"),
        .init("role-of-others-like"),
        .init("role-of-others-any-value"),
        .init("role-of-others-two-clusters"),
        .init("role-of-others-pod-identity"),
        .init("role-of-others-wrong-sub", "AccessDenied", at: "assume-role", plan: ["eks/role conflict"]),
        .init(
            "role-of-s3", "OtherRole", at: "annotation",
            plan: [
                "eks/permissions-policy create", "eks/role create", "eks/role-attachment create",
                "ses/sending-policy create", "kubernetes/service-account conflict",
            ]),
        .init(
            "twin-cluster", "NotFound", at: "annotation",
            plan: ["eks/oidc-provider create", "eks/role conflict", "kubernetes/service-account create"]),
        .init("second-sender", plan: ["eks/permissions-policy change"]),
        .init(
            "boundary-demanded", "NotFound", at: "annotation",
            plan: everything.filter { !$0.hasSuffix("-identity create") }),
        .init("ses-domain-ready", isApart: true, plan: ["eks/permissions-policy change", "ses/sending-policy change"]),
        .init("ses-config-set-default", plan: ["eks/permissions-policy change"]),
        .init(
            "k8s-service-account-of-helm", "OtherRole", at: "annotation",
            plan: ["kubernetes/service-account conflict"]),
        .init(
            "k8s-service-account-of-argo", "OtherRole", at: "annotation",
            plan: ["kubernetes/service-account conflict"]),
        .init("irsa-no-oidc-provider", "InvalidIdentityToken", at: "assume-role", plan: ["eks/oidc-provider create"]),
        .init(
            "irsa-provider-wrong-account", "OtherRole", at: "annotation", plan: ["kubernetes/service-account conflict"]),
        .init("irsa-https-in-condition-key", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("irsa-sub-wrong-ns-or-sa", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("irsa-sub-wrong-namespace", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("irsa-trust-wrong-aud", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init(
            "irsa-incorrect-token-audience", "InvalidIdentityToken", at: "assume-role",
            plan: ["eks/oidc-provider change"]),
        .init("irsa-annotation-audience"),
        .init("irsa-trust-no-aud-condition", plan: ["eks/role change"]),
        .init("irsa-trust-no-sub-condition", plan: ["eks/role change"]),
        .init("irsa-provider-exists"),
        .init("irsa-request-arn-invalid", "OtherRole", at: "annotation", plan: ["kubernetes/service-account conflict"]),
        .init("irsa-pod-not-restarted"),
        .init("irsa-webhook-missing"),
        .init("irsa-pod-identity-wins"),
        .init("irsa-sts-region-disabled", "RegionDisabledException", at: "assume-role"),
        .init("irsa-provider-url-shape", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("irsa-provider-quota", "InvalidIdentityToken", at: "assume-role", plan: ["eks/oidc-provider create"]),
        .init("irsa-token-not-validated", "InvalidIdentityToken", at: "assume-role"),
        .init(
            "irsa-role-missing", "AccessDenied", at: "assume-role",
            plan: ["eks/role create", "eks/role-attachment create", "ses/sending-policy change"]),
        .init("irsa-sidecar-not-mutated"),
        .init("iam-slow", "NotFound", at: "annotation", plan: everything),
        .init("iam-permissions-boundary", "AccessDenied", at: "send"),
        .init("iam-policy-version-limit"),
        .init("ses-sender-not-verified", "MessageRejected", at: "send", plan: ["ses/sender-identity waiting"]),
        .init(
            "ses-sender-missing", "AccessDenied", at: "send",
            plan: ["ses/sender-identity create", "ses/sending-policy create"]),
        .init("ses-sandbox-recipient", "MessageRejected", at: "send", plan: ["eks/receiver-identity create"]),
        .init(
            "ses-region-mismatch", "AccessDenied", at: "send",
            plan: ["ses/sender-identity create", "ses/sending-policy create"]),
        .init("ses-identity-policy-missing", "AccessDenied", at: "send", plan: ["ses/sending-policy create"]),
        .init("ses-iam-policy-missing", "AccessDenied", at: "send", plan: ["eks/role-attachment create"]),
        .init("ses-policy-dead-principal", "AccessDenied", at: "send", plan: ["ses/sending-policy change"]),
        .init(
            "ses-domain-vs-address-identity", "AccessDenied", at: "send",
            plan: ["ses/sender-identity create", "ses/sending-policy waiting"]),
        .init("ses-address-policy-shadows-domain", "AccessDenied", at: "send", plan: ["ses/sending-policy create"]),
        .init("ses-raw-action-v2", plan: ["eks/permissions-policy change", "ses/sending-policy change"]),
        .init("ses-config-set-permission", "AccessDenied", at: "send"),
        .init(
            "ses-config-set-paused", "ConfigurationSetSendingPausedException", at: "send",
            plan: ["eks/permissions-policy change"]),
        .init("ses-quota-daily", "Throttling", at: "send"),
        .init("ses-quota-rate"),
        .init("ses-suppressed"),
        .init("ses-account-paused", "AccountSendingPausedException", at: "send"),
        .init("ses-production-denied"),
        .init("ses-production"),
        .init("k8s-forbidden", "Forbidden", at: "token"),
        .init("k8s-no-token-request", "Forbidden", at: "token"),
        .init("k8s-sa-not-found"),
        .init("k8s-image-pull"),
        .init("k8s-access-entry-stale"),
        .init("k8s-private-endpoint"),
        .init("token-account-missing", "NotFound", at: "annotation", plan: ["kubernetes/service-account create"]),
        .init("token-annotation-missing", "OtherRole", at: "annotation", plan: ["kubernetes/service-account change"]),
        .init("token-annotation-misspelt", "OtherRole", at: "annotation", plan: ["kubernetes/service-account change"]),
        .init("token-annotation-blanks", "OtherRole", at: "annotation", plan: ["kubernetes/service-account conflict"]),
        .init(
            "token-annotation-other-role", "OtherRole", at: "annotation", plan: ["kubernetes/service-account conflict"]),
        .init("token-pod-other-role"),
        .init("token-static-keys"),
        .init("token-other-role-in-pod"),
        .init("token-legacy-file"),
        .init("token-webhook-skipped"),
        .init("token-node-role"),
        .init("token-sidecar"),
        .init(
            "provider-in-other-account", "InvalidIdentityToken", at: "assume-role", plan: ["eks/oidc-provider create"]),
        .init(
            "provider-of-earlier-cluster", "InvalidIdentityToken", at: "assume-role", plan: ["eks/oidc-provider create"]
        ),
        .init("provider-url-slash", "InvalidIdentityToken", at: "assume-role", plan: ["eks/oidc-provider create"]),
        .init(
            "provider-client-id-blank", "InvalidIdentityToken", at: "assume-role", plan: ["eks/oidc-provider change"]),
        .init("provider-client-id-typo", "InvalidIdentityToken", at: "assume-role", plan: ["eks/oidc-provider change"]),
        .init("provider-client-id-case", "InvalidIdentityToken", at: "assume-role", plan: ["eks/oidc-provider change"]),
        .init("provider-orphaned"),
        .init("trust-sub-wildcard", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-sub-blank", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-sub-case", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-sub-not", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-aud-blank", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-key-issuer", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-provider-typo", "AccessDenied", at: "assume-role", plan: ["eks/role conflict"]),
        .init("trust-provider-account", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-deny", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-other-action", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-halves", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("trust-vpc-only", "AccessDenied", at: "assume-role", plan: ["eks/role change"]),
        .init("role-path-in-annotation", "OtherRole", at: "annotation", plan: ["kubernetes/service-account conflict"]),
        .init(
            "role-path", "AccessDenied", at: "assume-role", plan: ["eks/role conflict", "ses/sending-policy conflict"]),
        .init("role-boundary-open"),
        .init("door1-region", "AccessDenied", at: "send", plan: ["eks/permissions-policy change"]),
        .init("door1-case", "AccessDenied", at: "send", plan: ["eks/permissions-policy change"]),
        .init("door1-account", "AccessDenied", at: "send", plan: ["eks/permissions-policy change"]),
        .init("door1-sender-missing", "AccessDenied", at: "send", plan: ["eks/permissions-policy change"]),
        .init("door1-receiver-missing", "AccessDenied", at: "send", plan: ["eks/permissions-policy change"]),
        .init("door1-raw-missing", plan: ["eks/permissions-policy change"]),
        .init("door1-deny", "AccessDenied", at: "send"),
        .init("door1-from-address", "AccessDenied", at: "send", plan: ["eks/permissions-policy change"]),
        .init("door1-recipients", "AccessDenied", at: "send", plan: ["eks/permissions-policy change"]),
        .init("door1-source-ip", "AccessDenied", at: "send", plan: ["eks/permissions-policy change"]),
        .init("door1-inline"),
        .init("door2-other-role", "AccessDenied", at: "send", plan: ["ses/sending-policy conflict"]),
        .init("door2-other-account", "AccessDenied", at: "send", plan: ["ses/sending-policy conflict"]),
        .init("door2-deny", "AccessDenied", at: "send"),
        .init("door2-from-case", "AccessDenied", at: "send", plan: ["ses/sending-policy change"]),
        .init("door2-recipients", "AccessDenied", at: "send", plan: ["ses/sending-policy change"]),
        .init("door2-source-ip", "AccessDenied", at: "send", plan: ["ses/sending-policy change"]),
        .init("door2-raw-missing", plan: ["ses/sending-policy change"]),
        .init("door2-organisation"),
        .init("door2-other-organisation", "AccessDenied", at: "send", plan: ["ses/sending-policy conflict"]),
        .init("door2-whole-account"),
        .init(
            "door2-address-shadows-domain", "AccessDenied", at: "send", isApart: true,
            plan: ["eks/permissions-policy change"]),
        .init("address-link-died", "MessageRejected", at: "send", plan: ["ses/sender-identity waiting"]),
        .init(
            "address-domain-pending", "MessageRejected", at: "send", isApart: true,
            plan: ["eks/permissions-policy change", "ses/sender-identity waiting", "ses/sending-policy waiting"]),
        .init(
            "address-receiver-unknown", "MessageRejected", at: "send",
            plan: ["eks/receiver-identity create", "ses/receiver-identity create"]),
        .init(
            "address-receiver-pending", "MessageRejected", at: "send",
            plan: ["eks/receiver-identity waiting", "ses/receiver-identity waiting"]),
        .init(
            "address-ses-sandbox", "MessageRejected", at: "send",
            plan: ["eks/receiver-identity create", "ses/receiver-identity create"]),
        .init("address-eks-production"),
        .init("address-ses-paused"),
        .init("delivery-suppressed-ses"),
        .init(
            "delivery-set-missing", "ConfigurationSetDoesNotExist", at: "send", plan: ["eks/permissions-policy change"]),
        .init("delivery-events-off", plan: ["eks/permissions-policy change"]),
        .init("healthy-terraform"),
        .init("healthy-eksctl"),
        .init("healthy-helm"),
        .init("healthy-running"),
        .init("healthy-no-automount"),
        .init(
            "healthy-parent-domain", isApart: true,
            plan: ["eks/permissions-policy change", "ses/sending-policy change"]),
        .init("token-webhook-not-matching"),
        .init("token-webhook-unreachable"),
        .init("token-file-unreadable"),
        .init("token-fargate"),
        .init("token-association-new"),
        .init("address-shutdown", "MessageRejected", at: "send"),
        .init("address-probation"),
        .init("address-mail-from", "MailFromDomainNotVerifiedException", at: "send"),
        .init("address-mail-from-default"),
        .init(
            "you-expired",
            plan: [
                "eks/oidc-provider unknown", "eks/permissions-policy unknown", "eks/role unknown",
                "eks/role-attachment unknown", "eks/receiver-identity unknown",
            ]),
        .init(
            "you-unknown",
            plan: [
                "eks/oidc-provider unknown", "eks/permissions-policy unknown", "eks/role unknown",
                "eks/role-attachment unknown", "eks/receiver-identity unknown",
            ]),
        .init(
            "you-secret",
            plan: [
                "eks/oidc-provider unknown", "eks/permissions-policy unknown", "eks/role unknown",
                "eks/role-attachment unknown", "eks/receiver-identity unknown",
            ]),
        .init("you-account", stop: "WrongAccount"),
        .init("you-clock"),
        .init("you-cluster"),
        .init(
            "you-unauthorized", "Unauthorized", at: "annotation",
            plan: ["kubernetes/namespace unknown", "kubernetes/service-account unknown"]),
        .init(
            "you-unreachable", "Unreachable", at: "annotation",
            plan: ["kubernetes/namespace unknown", "kubernetes/service-account unknown"]),
        .init("support-security-audit"),
        .init(
            "support-view-only",
            plan: [
                "eks/oidc-provider unknown", "eks/permissions-policy unknown", "eks/role unknown",
                "eks/receiver-identity unknown", "ses/sender-identity unknown", "ses/receiver-identity unknown",
                "ses/sending-policy unknown",
            ]),
        .init("support-user"),
        .init(
            "support-ses-read-only",
            plan: [
                "eks/oidc-provider unknown", "eks/permissions-policy unknown", "eks/role unknown",
                "eks/role-attachment unknown",
            ]),
        .init("healthy-association-of-others"),
        .init("healthy-same-account", isApart: true),
        .init("role-of-organisation-denied", "AccessDenied", at: "send"),
        .init("trust-of-organisation-denied", "AccessDenied", at: "assume-role"),
        .init("provider-keys-unreachable", "InvalidIdentityToken", at: "assume-role"),
        .init("provider-thumbprint", "InvalidIdentityToken", at: "assume-role"),
        .init("provider-busy", "IDPCommunicationError", at: "assume-role"),
        .init("door2-earlier-role", "AccessDenied", at: "send", plan: ["ses/sending-policy change"]),
        .init("healthy-govcloud", isApart: true),
        .init("door1-partition", "AccessDenied", at: "send", isApart: true, plan: ["eks/permissions-policy change"]),
        .init("pod-sts-unreachable"),
        .init("pod-ses-unreachable"),
        .init("pod-quota"),
        .init("pod-security"),
        .init("pod-no-cli"),
        .init("pod-no-exec"),
    ]
}
