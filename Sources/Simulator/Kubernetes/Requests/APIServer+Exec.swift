import Wire

extension APIServer {
    /// Answers a wish to run a command in a pod.
    ///
    /// The pods of a simulation are descriptions; nothing runs in them. What a pod lacks is refused as usual, and the
    /// rest meets what a cluster answers whose API server cannot reach its nodes.
    func exec(namespace: String, name: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        let pod = try find(.pods, namespace, name)
        let names = (pod.at(["spec", "containers"])?.array ?? []).compactMap { $0["name"]?.string }
        let container = call.parameter("container") ?? names.first ?? ""
        guard names.contains(container) else {
            throw .badRequest("container \(container) is not valid for pod \(name)")
        }
        guard call.parameter("command") != nil else { throw .badRequest("you must specify at least 1 command") }
        guard let host = pod.at(["status", "hostIP"])?.string else {
            throw .badRequest("pod \(name) does not have a host assigned")
        }
        throw .injected(
            code: 500, reason: "", message: "error dialing backend: dial tcp \(host):10250: i/o timeout")
    }
}
