import Wire

extension APIServer {
    /// Checks a request to run a command in a pod; who may is decided before.
    ///
    /// From Kubernetes 1.35 on, an opening of WebSocket needs the verb `create` like the POST of older clients, besides
    /// the `get` that its method stands for.
    func exec(namespace: String, name: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        try checkOpening(call)
        let pod = try find(.pods, namespace, name)
        let container = try container(of: pod, call)
        let wants = ["stdin", "stdout", "stderr"].map { call.parameter($0) != nil && call.flag($0) }
        guard wants.contains(true) else {
            throw .badRequest("you must specify at least 1 of stdin, stdout, stderr")
        }
        let command = call.query.filter { $0.name == "command" }.map(\.value)
        guard !command.isEmpty else { throw .badRequest("you must specify at least one command for the container") }
        guard pod.at(["spec", "nodeName"])?.string != nil else {
            throw .badRequest("pod \(name) does not have a host assigned")
        }
        let status = pod.at(["status", "containerStatuses"])?.array?.first { $0["name"]?.string == container }
        guard status?.at(["state", "running"]) != nil else {
            throw .badRequest(#"unable to upgrade connection: container not found ("\#(container)")"#)
        }
        let hasTerminal = call.parameter("tty") != nil && call.flag("tty")
        return .exec(
            ExecRequest(
                namespace: namespace, pod: name, container: container, command: command, takesInput: wants[0],
                givesOutput: wants[1], givesErrors: wants[2] && !hasTerminal, hasTerminal: hasTerminal))
    }

    /// Checks a request to forward ports of a pod.
    func forward(namespace: String, name: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        try checkOpening(call)
        let pod = try find(.pods, namespace, name)
        guard pod.at(["spec", "nodeName"])?.string != nil else {
            throw .badRequest("pod \(name) does not have a host assigned")
        }
        return .forward(pod: name)
    }

    private func checkOpening(_ call: APICall) throws(APIFailure) {
        guard call.verb == "get", minorVersion >= 35 else { return }
        var action = call.action
        action.verb = "create"
        guard ClusterAuthorizer(cluster).allows(action, by: call.user) else {
            throw .forbidden(user: call.user.name, action: action)
        }
    }

    private func container(of pod: JSONValue, _ call: APICall) throws(APIFailure) -> String {
        let names = (pod.at(["spec", "containers"])?.array ?? []).compactMap { $0["name"]?.string }
        guard let wanted = call.parameter("container"), !wanted.isEmpty else {
            guard names.count == 1 else {
                throw .badRequest(
                    "a container name must be specified for pod \(pod.name), choose one of: "
                        + "[\(names.joined(separator: " "))]")
            }
            return names[0]
        }
        guard names.contains(wanted) else {
            throw .badRequest("container \(wanted) is not valid for pod \(pod.name)")
        }
        return wanted
    }

    private var minorVersion: Int {
        cluster.version.split(separator: ".").dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
