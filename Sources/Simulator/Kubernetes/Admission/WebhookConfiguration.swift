import Wire

/// The webhook's entry in its configuration: whether the API server calls it for a pod, and whether it gets there.
struct WebhookConfiguration {
    /// Where EKS's webhook listens, inside the control plane.
    static let address = "https://127.0.0.1:23443/mutate"

    private let entry: JSONValue

    /// What comes of a new pod.
    enum Outcome: Sendable, Hashable {
        /// The webhook sees it.
        case called
        /// It is let in as it is: nobody asks the webhook, or nobody minds that it does not answer.
        case passed
        /// It is refused because the webhook does not answer.
        case refused(why: String)
    }

    /// Takes the first entry of a configuration; nil where it has none.
    init?(_ configuration: JSONValue?) {
        guard let entry = configuration?["webhooks"]?.array?.first else { return nil }
        self.entry = entry
    }

    /// What comes of a pod in a namespace.
    func outcome(of pod: JSONValue, in namespace: JSONValue?) -> Outcome {
        guard (entry["rules"]?.array ?? []).contains(where: Self.isAboutNewPods),
            Selector(entry["objectSelector"]).matches(pod),
            Selector(entry["namespaceSelector"]).matches(namespace ?? .null)
        else { return .passed }
        let url = entry.at(["clientConfig", "url"])?.string ?? ""
        guard url != Self.address else { return .called }
        guard entry["failurePolicy"]?.string != "Ignore" else { return .passed }
        let name = entry["name"]?.string ?? ""
        let host = url.split(separator: "/").dropFirst().first ?? ""
        return .refused(
            why: "failed calling webhook \"\(name)\": failed to call webhook: Post \"\(url)?timeout="
                + "\(entry["timeoutSeconds"]?.int ?? 10)s\": dial tcp \(host): connect: connection refused")
    }

    private static func isAboutNewPods(_ rule: JSONValue) -> Bool {
        func holds(_ list: String, _ wanted: String) -> Bool {
            (rule[list]?.array ?? []).contains { $0.string == wanted || $0.string == "*" }
        }
        return holds("apiGroups", "") && holds("operations", "CREATE") && holds("resources", "pods")
    }
}
