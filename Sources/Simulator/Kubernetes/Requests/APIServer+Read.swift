import Wire

extension APIServer {
    /// The objects of a resource as a list.
    func list(_ kind: ResourceKind, _ namespace: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        let page = try ListPage(call)
        if let version = call.parameter("resourceVersion"), !version.isEmpty, UInt64(version) == nil {
            throw .badRequest("invalid resource version: \(Self.invalidVersion(version))")
        }
        let items = try chosen(kind, namespace, call)
        let part = page.cut(items, version: cluster.objects.version, counts: try Selector(call, kind).isEmpty)
        return .object([
            "kind": .string(kind.kind + "List"), "apiVersion": .string(kind.apiVersion), "metadata": part.metadata,
            "items": .array(part.items.map(Self.asListItem)),
        ])
    }

    /// The objects that a request chooses.
    func chosen(_ kind: ResourceKind, _ namespace: String, _ call: APICall) throws(APIFailure) -> [JSONValue] {
        let selector = try Selector(call, kind)
        return cluster.objects.list(kind.id, namespace: namespace.isEmpty ? nil : namespace)
            .map { kind.shown($0.object) }.filter(selector.matches)
    }

    /// What somebody wants to watch from now on, or from a version on.
    func watch(
        _ kind: ResourceKind, _ namespace: String, _ name: String, _ call: APICall
    ) throws(APIFailure) -> APIAnswer {
        let text = call.parameter("resourceVersion") ?? ""
        // The real server has no better answer to this than that it failed.
        guard text.isEmpty || UInt64(text) != nil else { throw .unforeseen(Self.invalidVersion(text)) }
        let known = Int(text) ?? 0
        let selector = try Selector(call, kind)
        let sendsInitial = call.flag("sendInitialEvents") || known == 0
        var failure: APIFailure?
        if !sendsInitial, cluster.objects.changes(after: known) == nil {
            failure = .tooOld(wanted: known, oldest: cluster.objects.version)
        }
        let initial = sendsInitial ? try chosen(kind, namespace, call) : []
        return .watch(
            WatchRequest(
                kind: kind, namespace: namespace.isEmpty ? nil : namespace, selector: selector,
                version: sendsInitial ? cluster.objects.version : known, initial: initial,
                marksInitial: call.flag("sendInitialEvents"), asTable: TableAnswer.isWanted(by: call),
                seconds: min(max(call.parameter("timeoutSeconds").flatMap { Int($0) } ?? 1800, 1), 3600),
                failure: failure?.status))
    }

    private static func invalidVersion(_ text: String) -> String {
        "resourceVersion: Invalid value: \"\(text)\": strconv.ParseUint: parsing \"\(text)\": invalid syntax"
    }

    /// The items of a list do not repeat kind and version.
    static func asListItem(_ object: JSONValue) -> JSONValue {
        var item = object
        item.set(["kind"], nil)
        item.set(["apiVersion"], nil)
        return item
    }

    /// The text that a pod's container has written.
    ///
    /// Containers that are kept running do not run anything, so they have written nothing.
    func log(namespace: String, name: String, _ call: APICall) throws(APIFailure) -> APIAnswer {
        let pod = try find(.pods, namespace, name)
        let containers = pod.at(["spec", "containers"])?.array ?? []
        let names = containers.compactMap { $0["name"]?.string }
        let container = call.parameter("container") ?? names.first ?? ""
        guard names.contains(container) else {
            throw .badRequest("container \(container) is not valid for pod \(name)")
        }
        let status = pod.at(["status", "containerStatuses"])?.array?.first { $0["name"]?.string == container }
        if let waiting = status?.at(["state", "waiting"]) {
            let reason = waiting["reason"]?.string ?? "ContainerCreating"
            let why =
                ["ErrImagePull", "ImagePullBackOff"].contains(reason)
                ? "trying and failing to pull image" : reason
            throw .badRequest(#"container "\#(container)" in pod "\#(name)" is waiting to start: \#(why)"#)
        }
        guard status != nil else { throw .badRequest("pod \(name) does not have a host assigned") }
        if call.parameter("follow") == "true" {
            return .follow(
                LogRequest(
                    pod: ResourceKind.pods.key(namespace, name), uid: pod.at(["metadata", "uid"])?.string ?? "",
                    container: container, limit: call.parameter("limitBytes").flatMap { Int($0) }))
        }
        let text = cluster.logs.text(of: status?["containerID"]?.string ?? "")
        guard let wanted = call.parameter("tailLines").flatMap({ Int($0) }) else { return .text(text) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // The last line's end is followed by nothing.
        return .text(
            lines.suffix(min(max(0, wanted), lines.count) + (text.hasSuffix("\n") ? 1 : 0)).joined(separator: "\n"))
    }
}
