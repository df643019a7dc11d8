public import Calls
public import Wire

/// A MutatingWebhookConfiguration.
public struct WebhookConfigurationState: AnswerView, Hashable {
    /// One webhook of it.
    public struct Webhook: Hashable, Sendable {
        /// The name, for example `iam-for-pods.amazonaws.com`.
        public let name: String
        /// `Ignore` lets pods through unchanged where it does not answer; `Fail` stops them.
        public let failurePolicy: String
        /// `IfNeeded` is called again after webhooks that changed the pod; `Never` is not.
        public let reinvocationPolicy: String
        /// Which pods by their labels, as JSON; nil for all.
        public let objectSelector: JSONValue?
        /// Which namespaces by their labels, as JSON; nil for all.
        public let namespaceSelector: JSONValue?
        /// The service that is called, `namespace/name`; nil where a URL is.
        public let service: String?
        /// The URL that is called; nil where a service is.
        public let url: String?
        /// The resources that it is called for, for example `pods`.
        public let resources: [String]
        /// What has to happen with them: `CREATE`, `*`.
        public let operations: [String]
    }

    /// The configuration's name.
    public let name: String
    /// Its webhooks in their order.
    public let webhooks: [Webhook]
    /// When it was made.
    public let created: Timestamp?

    /// Whether one of them is EKS's, which gives pods their role.
    public var isPodIdentity: Bool {
        name == "pod-identity-webhook" || webhooks.contains { $0.name == "iam-for-pods.amazonaws.com" }
    }

    /// Reads a configuration.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) { self.init(try ObjectState(answer, of: call)) }

    /// A configuration of a list.
    public init(_ object: ObjectState) {
        name = object.name
        created = object.created
        webhooks = (object.object["webhooks"]?.array ?? []).map { webhook in
            let service = webhook["clientConfig"]?["service"]
            let rules = webhook["rules"]?.array ?? []
            return Webhook(
                name: webhook["name"]?.string ?? "", failurePolicy: webhook["failurePolicy"]?.string ?? "Fail",
                reinvocationPolicy: webhook["reinvocationPolicy"]?.string ?? "Never",
                objectSelector: Self.selector(webhook["objectSelector"]),
                namespaceSelector: Self.selector(webhook["namespaceSelector"]),
                service: service.map { "\($0["namespace"]?.string ?? "")/\($0["name"]?.string ?? "")" },
                url: webhook["clientConfig"]?["url"]?.string, resources: rules.flatMap { $0["resources"]?.texts ?? [] },
                operations: rules.flatMap { $0["operations"]?.texts ?? [] })
        }
    }

    /// A selector that is there and chooses; an empty one chooses everything.
    private static func selector(_ value: JSONValue?) -> JSONValue? {
        value?.object.flatMap { $0.isEmpty ? nil : .object($0) }
    }
}

/// All MutatingWebhookConfigurations, in the order of their names, which is the order in which they are called.
public struct WebhookConfigurationList: AnswerView, Hashable {
    /// The configurations.
    public let configurations: [WebhookConfigurationState]

    /// Reads a list.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        configurations = try ObjectList(answer, of: call).objects.map(WebhookConfigurationState.init)
            .sorted { $0.name < $1.name }
    }
}
