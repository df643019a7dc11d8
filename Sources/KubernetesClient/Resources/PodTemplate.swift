import Wire

/// What a pod is made of.
public struct PodTemplate: Hashable, Sendable {
    /// One container as it is wanted.
    public struct Container: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its image.
        public var image: String
        /// Its variables with a fixed value, by name; those taken from elsewhere have none.
        public var environment: [String: String?]
        /// The names of the volumes it sees.
        public var volumeMounts: [String]
    }

    /// Whom the pod runs as; empty means `default`.
    public var serviceAccountName: String
    /// Its containers.
    public var containers: [Container]
    /// The names of its volumes.
    public var volumes: [String]
    /// Whether it shares the node's network, and with it the node's credentials.
    public var usesHostNetwork: Bool

    init(_ spec: JSONValue?) {
        serviceAccountName = spec?["serviceAccountName"]?.string ?? ""
        volumes = (spec?["volumes"]?.array ?? []).compactMap { $0["name"]?.string }
        usesHostNetwork = spec?["hostNetwork"]?.bool ?? false
        containers = (spec?["containers"]?.array ?? []).map { container in
            var environment: [String: String?] = [:]
            for variable in container["env"]?.array ?? [] {
                guard let name = variable["name"]?.string else { continue }
                environment.updateValue(variable["value"]?.string, forKey: name)
            }
            return Container(
                name: container["name"]?.string ?? "", image: container["image"]?.string ?? "",
                environment: environment,
                volumeMounts: (container["volumeMounts"]?.array ?? []).compactMap { $0["name"]?.string })
        }
    }
}
