import Wire

extension TableAnswer {
    /// The columns of a resource; those with a priority are shown by `-o wide` alone.
    func columns(of kind: ResourceKind) -> [Column] {
        let name = Column(name: "Name") { $0.name.json }
        let aged = Column(name: "Age") { [self] in self.age(of: $0.at(["metadata", "creationTimestamp"])) }
        switch kind {
        case .pods: return pods(name, aged)
        case .deployments, .replicaSets, .statefulSets, .daemonSets, .jobs: return workloads(kind, name, aged)
        case .controllerRevisions:
            return [
                name,
                Column(name: "Controller") {
                    let owner = $0.at(["metadata", "ownerReferences"])?.array?.first
                    guard let owner else { return "<none>" }
                    return "\(owner["kind"]?.string?.lowercased() ?? "").apps/\(owner["name"]?.string ?? "")".json
                }, Column(name: "Revision", type: "integer") { $0["revision"] ?? 0 }, aged,
            ]
        case .namespaces: return [name, Column(name: "Status") { $0.at(["status", "phase"]) ?? "" }, aged]
        case .nodes: return nodes(name, aged)
        case .services: return services(name, aged)
        case .secrets:
            return [name, Column(name: "Type") { $0["type"] ?? "" }, Self.count("Data", ["data"]), aged]
        case .resourceQuotas:
            return [
                name, Column(name: "Request") { Self.quota($0, isLimit: false) },
                Column(name: "Limit") { Self.quota($0, isLimit: true) }, aged,
            ]
        case .serviceAccounts: return [name, Self.count("Secrets", ["secrets"]), aged]
        case .configMaps: return [name, Self.count("Data", ["data"]), aged]
        case .events: return events()
        case .roles, .clusterRoles, .customResources:
            return [name, Column(name: "Created At") { $0.at(["metadata", "creationTimestamp"]) ?? "" }]
        case .roleBindings, .clusterRoleBindings: return bindings(name, aged)
        case .mutatingWebhooks: return [name, Self.count("Webhooks", ["webhooks"]), aged]
        default:
            guard let columns = kind.custom?.columns, !columns.isEmpty else { return [name, aged] }
            return [name] + columns.map(custom)
        }
    }

    /// A column of a defined kind; of JSON paths, names and numbers in brackets are known.
    private func custom(_ column: ResourceKind.Custom.Column) -> Column {
        let steps = column.path.split { ".[]".contains($0) }.map(String.init)
        return Column(name: column.name, type: column.type, priority: column.priority) { [self] object in
            var value: JSONValue? = object
            for step in steps {
                if let index = Int(step), let items = value?.array {
                    value = items.indices.contains(index) ? items[index] : nil
                } else {
                    value = value?[step]
                }
            }
            guard let value, !value.isNull else { return column.type == "date" ? "<unknown>" : "" }
            return column.type == "date" ? age(of: value) : value
        }
    }

    private func pods(_ name: Column, _ aged: Column) -> [Column] {
        [
            name, Column(name: "Ready") { Self.ready($0) }, Column(name: "Status") { Self.status($0) },
            Column(name: "Restarts") {
                let counts = ($0.at(["status", "containerStatuses"])?.array ?? []).compactMap {
                    $0["restartCount"]?.int
                }
                return String(counts.reduce(0, &+)).json
            }, aged, Self.text("IP", ["status", "podIP"], wide: true),
            Self.text("Node", ["spec", "nodeName"], wide: true),
            Self.text("Nominated Node", ["status", "nominatedNodeName"], wide: true),
            Column(name: "Readiness Gates", priority: 1) { _ in "<none>" },
        ]
    }

    private func workloads(_ kind: ResourceKind, _ name: Column, _ aged: Column) -> [Column] {
        func number(_ title: String, _ path: [String]) -> Column {
            Column(name: title, type: "integer") { $0.at(path) ?? 0 }
        }
        let template = ["spec", "template", "spec", "containers"]
        let wide = [
            Column(name: "Containers", priority: 1) { Self.joined($0.at(template), "name") },
            Column(name: "Images", priority: 1) { Self.joined($0.at(template), "image") },
            Column(name: "Selector", priority: 1) { Self.labels($0.at(["spec", "selector", "matchLabels"])) },
        ]
        let ready = Column(name: "Ready") {
            let ready = $0.at(["status", "readyReplicas"])?.int ?? 0
            return "\(ready)/\($0.at(["spec", "replicas"])?.int ?? 0)".json
        }
        switch kind {
        case .statefulSets: return [name, ready, aged] + wide.dropLast()
        case .daemonSets:
            return [
                name, number("Desired", ["status", "desiredNumberScheduled"]),
                number("Current", ["status", "currentNumberScheduled"]), number("Ready", ["status", "numberReady"]),
                number("Up-to-date", ["status", "updatedNumberScheduled"]),
                number("Available", ["status", "numberAvailable"]),
                Column(name: "Node Selector") { Self.labels($0.at(["spec", "template", "spec", "nodeSelector"])) },
                aged,
            ] + wide
        case .deployments:
            return [
                name, ready, number("Up-to-date", ["status", "updatedReplicas"]),
                number("Available", ["status", "availableReplicas"]), aged,
            ] + wide
        case .replicaSets:
            return [
                name, number("Desired", ["spec", "replicas"]), number("Current", ["status", "replicas"]),
                number("Ready", ["status", "readyReplicas"]), aged,
            ] + wide
        default:
            return [
                name, Column(name: "Status") { Self.jobStatus($0) },
                Column(name: "Completions") {
                    let done = $0.at(["status", "succeeded"])?.int ?? 0
                    return "\(done)/\($0.at(["spec", "completions"])?.int ?? 1)".json
                }, Column(name: "Duration") { [self] in duration(of: $0) }, aged,
            ] + wide
        }
    }

    private func nodes(_ name: Column, _ aged: Column) -> [Column] {
        func address(_ title: String, _ type: String) -> Column {
            Column(name: title, priority: 1) {
                ($0.at(["status", "addresses"])?.array ?? []).first { $0["type"]?.string == type }?["address"]
                    ?? "<none>"
            }
        }
        func info(_ title: String, _ field: String) -> Column {
            Self.text(title, ["status", "nodeInfo", field], wide: true)
        }
        return [
            name,
            Column(name: "Status") {
                let ready = ($0.at(["status", "conditions"])?.array ?? []).first { $0["type"]?.string == "Ready" }
                let isCordoned = $0.at(["spec", "unschedulable"])?.bool == true
                return
                    ((ready?["status"]?.string == "True" ? "Ready" : "NotReady")
                    + (isCordoned ? ",SchedulingDisabled" : "")).json
            }, Column(name: "Roles") { _ in "<none>" }, aged,
            Self.text("Version", ["status", "nodeInfo", "kubeletVersion"]),
            address("Internal-IP", "InternalIP"), address("External-IP", "ExternalIP"), info("OS-Image", "osImage"),
            info("Kernel-Version", "kernelVersion"), info("Container-Runtime", "containerRuntimeVersion"),
        ]
    }

    private func services(_ name: Column, _ aged: Column) -> [Column] {
        [
            name, Self.text("Type", ["spec", "type"]), Self.text("Cluster-IP", ["spec", "clusterIP"]),
            Column(name: "External-IP") { $0.at(["spec", "externalName"]) ?? "<none>" },
            Column(name: "Port(s)") {
                let ports = ($0.at(["spec", "ports"])?.array ?? []).map {
                    "\($0["port"]?.int ?? 0)/\($0["protocol"]?.string ?? "TCP")"
                }
                return (ports.isEmpty ? "<none>" : ports.joined(separator: ",")).json
            }, aged, Column(name: "Selector", priority: 1) { Self.labels($0.at(["spec", "selector"])) },
        ]
    }

    private func bindings(_ name: Column, _ aged: Column) -> [Column] {
        func subjects(_ title: String, _ kind: String) -> Column {
            Column(name: title, priority: 1) {
                ($0["subjects"]?.array ?? []).filter { $0["kind"]?.string == kind }.map {
                    let namespace = $0["namespace"]?.string ?? ""
                    return (namespace.isEmpty ? "" : namespace + "/") + ($0["name"]?.string ?? "")
                }.joined(separator: ", ").json
            }
        }
        return [
            name,
            Column(name: "Role") {
                "\($0.at(["roleRef", "kind"])?.string ?? "")/\($0.at(["roleRef", "name"])?.string ?? "")".json
            }, aged, subjects("Users", "User"), subjects("Groups", "Group"),
            subjects("ServiceAccounts", "ServiceAccount"),
        ]
    }

    private func events() -> [Column] {
        [
            Column(name: "Last Seen") { [self] in self.age(of: $0["lastTimestamp"]) },
            Column(name: "Type") { $0["type"] ?? "" }, Column(name: "Reason") { $0["reason"] ?? "" },
            Column(name: "Object") {
                let about = $0["involvedObject"]
                return "\(about?["kind"]?.string?.lowercased() ?? "")/\(about?["name"]?.string ?? "")".json
            }, Column(name: "Subobject", priority: 1) { $0.at(["involvedObject", "fieldPath"]) ?? "" },
            Column(name: "Source", priority: 1) { $0.at(["source", "component"]) ?? "" },
            Column(name: "Message") { $0["message"] ?? "" },
            Column(name: "First Seen", priority: 1) { [self] in self.age(of: $0["firstTimestamp"]) },
            Column(name: "Count", priority: 1) { String($0["count"]?.int ?? 1).json },
            Column(name: "Name", priority: 1) { $0.name.json },
        ]
    }

    private func duration(of job: JSONValue) -> JSONValue {
        guard let start = job.at(["status", "startTime"])?.string.flatMap({ Timestamp(iso8601: $0) }) else { return "" }
        let end = job.at(["status", "completionTime"])?.string.flatMap { Timestamp(iso8601: $0) } ?? now
        return Self.span(max(0, end.seconds(since: start)))
    }

    private static func text(_ title: String, _ path: [String], wide: Bool = false) -> Column {
        Column(name: title, priority: wide ? 1 : 0) { $0.at(path) ?? "<none>" }
    }

    private static func count(_ title: String, _ path: [String]) -> Column {
        Column(name: title, type: "integer") {
            let value = $0.at(path)
            return .number(String(value?.array?.count ?? value?.object?.count ?? 0))
        }
    }

    private static func joined(_ items: JSONValue?, _ member: String) -> JSONValue {
        (items?.array ?? []).compactMap { $0[member]?.string }.joined(separator: ",").json
    }

    private static func labels(_ labels: JSONValue?) -> JSONValue {
        let pairs = (labels?.textMembers ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return (pairs.isEmpty ? "<none>" : pairs.joined(separator: ",")).json
    }

    private static func quota(_ quota: JSONValue, isLimit: Bool) -> JSONValue {
        let hard = quota.at(["status", "hard"])?.textMembers ?? [:]
        let used = quota.at(["status", "used"])?.textMembers ?? [:]
        return hard.filter { $0.key.hasPrefix("limits.") == isLimit }.sorted { $0.key < $1.key }
            .map { "\($0.key): \(used[$0.key] ?? "0")/\($0.value)" }.joined(separator: ", ").json
    }
}
