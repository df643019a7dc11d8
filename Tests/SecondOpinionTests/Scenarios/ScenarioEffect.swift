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
    /// What the plan would do, as `address action`; nothing where all is well or the plan cannot see it.
    var plan: [String] = []

    init(_ scenario: String, _ refusal: String? = nil, at link: String? = nil, plan: [String] = []) {
        self.scenario = scenario
        self.refusal = refusal
        self.link = link
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
        .init(
            "ses-domain-ready", "AccessDenied", at: "send",
            plan: ["eks/permissions-policy change", "ses/sender-identity create", "ses/sending-policy waiting"]),
        .init("ses-config-set-default", plan: ["eks/permissions-policy change"]),
        .init(
            "k8s-service-account-of-helm", "OtherRole", at: "annotation",
            plan: ["kubernetes/service-account conflict"]),
        .init(
            "k8s-service-account-of-argo", "OtherRole", at: "annotation",
            plan: ["kubernetes/service-account conflict"]),
        .init("irsa-no-oidc-provider", "InvalidIdentityToken", at: "assume-role", plan: ["eks/oidc-provider create"]),
        .init(
            "irsa-provider-wrong-account", "OtherRole", at: "annotation", plan: ["kubernetes/service-account change"]),
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
        .init("irsa-request-arn-invalid", "OtherRole", at: "annotation", plan: ["kubernetes/service-account change"]),
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
    ]
}
