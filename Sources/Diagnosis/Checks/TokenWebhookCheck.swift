import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// The webhook that gives pods their token is there, and looks at these pods.
    static let webhook = Check(
        "webhook", .token, "the webhook that gives pods their token",
        codes: ["K8S-WEBHOOK", "K8S-WEBHOOK-SELECTOR"],
        applies: { $0.answers.serviceAccount != nil && $0.answers.namespace != nil },
        reads: { context in
            // Few may read webhook configurations: a pod that has its token shows as much.
            context.clusterSilence != nil || context.showsWebhook ? [] : [Read.webhook().call]
        },
        hints: { context in
            guard context.clusterSilence == nil else { return [] }
            return [Read.webhook().call, context.podsRead?.call, context.namespaceOfSelector].compactMap(\.self)
        },
        right: { _ in "gives tokens to new pods" },
        findings: { context in
            if context.clusterSilence != nil { return [context.silent("K8S-WEBHOOK")] }
            guard let observed = context.seen[.webhook()] else { return [] }
            if observed == .absent { return [context.missingWebhook] }
            guard let configuration = observed.value else { return [] }
            return context.webhookFault(configuration).map { [$0] } ?? []
        })
}

extension CheckContext {
    /// Whether a pod of the namespace has what only the webhook gives.
    fileprivate var showsWebhook: Bool {
        let all = podsRead.flatMap { seen[$0]?.value?.pods } ?? []
        return all.contains { pod in
            pod.containers.contains { $0.mounts["aws-iam-token"] != nil && $0.values["AWS_ROLE_ARN"] != nil }
        }
    }

    /// The namespace, where a selector asks for its labels.
    fileprivate var namespaceOfSelector: Call? {
        guard seen[.webhook()]?.value?.webhooks.contains(where: { $0.namespaceSelector != nil }) == true else {
            return nil
        }
        return subject.answers.namespace.map { Read.namespace($0).call }
    }

    fileprivate var missingWebhook: Finding {
        let call = Read.webhook().call
        return finding("K8S-WEBHOOK") {
            $0.expected = "MutatingWebhookConfiguration pod-identity-webhook"
            $0.found = "no such configuration"
            $0.place = place(of: .kubernetes)
            $0.brief = "the webhook is not there"
            $0.why =
                "Without it pods are made without token and role. EKS brings it along; elsewhere somebody installs it."
            $0.evidence = [evidence(call, "pod-identity-webhook", "does not exist")]
            $0.repair(commands: [kubectl("get", "mutatingwebhookconfigurations")])
        }
    }

    /// What keeps the webhook from being called for the pods; nil where nothing does, or where that cannot be told.
    fileprivate func webhookFault(_ configuration: WebhookConfigurationState) -> Finding? {
        guard let namespace = subject.answers.namespace else { return nil }
        let labels = seen.namespace(namespace)?.value?.labels
        for webhook in configuration.webhooks {
            let isCalled =
                (webhook.resources.contains("pods") || webhook.resources.contains("*"))
                && (webhook.operations.contains("CREATE") || webhook.operations.contains("*"))
            let isChosen =
                webhook.namespaceSelector.flatMap { selector in
                    labels.map { LabelSelector(selector).chooses($0, named: namespace.text) }
                } ?? true
            if isCalled, isChosen { return nil }
        }
        let selector = configuration.webhooks.compactMap(\.namespaceSelector).first
        let isRule = selector == nil
        return finding("K8S-WEBHOOK-SELECTOR") {
            $0.expected =
                isRule
                ? "a webhook that is called when pods are made" : "a selector that chooses namespace \(namespace.text)"
            $0.found =
                isRule
                ? configuration.webhooks.map { "\($0.operations.joined(separator: ", ")) of \($0.resources.listed)" }
                    .listed
                : selector?.serialized(.compact) ?? ""
            $0.place = "MutatingWebhookConfiguration \(configuration.name)"
            $0.brief = isRule ? "the webhook is not called for new pods" : "the webhook leaves this namespace out"
            $0.evidence = [
                evidence(
                    Read.webhook().call, isRule ? "webhooks.rules" : "webhooks.namespaceSelector", $0.found)
            ]
            $0.repair(
                commands: [kubectl("get", "mutatingwebhookconfiguration", configuration.name, "-o", "yaml")])
        }
    }
}

/// A label selector of Kubernetes.
///
/// Source: Kubernetes API reference, LabelSelector.
struct LabelSelector {
    private let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    /// Whether it chooses something with these labels; namespaces have their name as one.
    func chooses(_ labels: [String: String], named name: String) -> Bool {
        var labels = labels
        labels["kubernetes.io/metadata.name"] = labels["kubernetes.io/metadata.name"] ?? name
        let wanted = value["matchLabels"]?.object?.members ?? []
        guard wanted.allSatisfy({ labels[$0.key] == $0.value.string }) else { return false }
        return (value["matchExpressions"]?.array ?? []).allSatisfy { expression in
            let label = labels[expression["key"]?.string ?? ""]
            let values = (expression["values"]?.array ?? []).compactMap(\.string)
            switch expression["operator"]?.string {
            case "In": return label.map(values.contains) ?? false
            case "NotIn": return label.map { !values.contains($0) } ?? true
            case "Exists": return label != nil
            case "DoesNotExist": return label == nil
            default: return true
            }
        }
    }
}
