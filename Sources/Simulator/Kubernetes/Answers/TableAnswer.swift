import Wire

/// Lists and objects as rows, which is what `kubectl get` asks for.
struct TableAnswer {
    private struct Column {
        var name: String
        var type = "string"
        var priority = 0
        var cell: (JSONValue) -> JSONValue
    }

    private let now: Timestamp

    /// Makes tables at a moment, which ages are counted to.
    init(now: Timestamp) {
        self.now = now
    }

    /// Whether a request asks for a table before anything else.
    static func isWanted(by call: APICall) -> Bool {
        let first = call.accept.prefix { $0 != "," }
        return first.contains("as=Table") && first.contains("g=meta.k8s.io")
    }

    /// The table of some objects.
    func table(_ objects: [JSONValue], _ kind: ResourceKind, version: String, withColumns: Bool = true) -> JSONValue {
        let columns = self.columns(of: kind)
        return [
            "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": ["resourceVersion": version.json],
            "columnDefinitions": withColumns
                ? .array(
                    columns.map {
                        [
                            "name": $0.name.json, "type": $0.type.json,
                            "format": ($0.name == "Name" ? "name" : "").json,
                            "description": "", "priority": .number(String($0.priority)),
                        ]
                    }) : .null,
            "rows": .array(
                objects.map { object in
                    [
                        "cells": .array(columns.map { $0.cell(object) }),
                        "object": [
                            "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1",
                            "metadata": object["metadata"] ?? .null,
                        ],
                    ]
                }),
        ]
    }

    private func columns(of kind: ResourceKind) -> [Column] {
        let name = Column(name: "Name") { $0.name.json }
        let aged = Column(name: "Age") { [self] in self.age(of: $0.at(["metadata", "creationTimestamp"])) }
        func count(_ title: String, _ path: [String]) -> Column {
            Column(name: title, type: "integer") { $0.at(path) ?? 0 }
        }
        switch kind {
        case .pods:
            return [
                name, Column(name: "Ready") { Self.ready($0) }, Column(name: "Status") { Self.status($0) },
                Column(name: "Restarts") { _ in "0" }, aged,
                Column(name: "IP", priority: 1) { $0.at(["status", "podIP"]) ?? "<none>" },
                Column(name: "Node", priority: 1) { $0.at(["spec", "nodeName"]) ?? "<none>" },
            ]
        case .deployments:
            return [
                name,
                Column(name: "Ready") {
                    let ready = $0.at(["status", "readyReplicas"])?.int ?? 0
                    return "\(ready)/\($0.at(["spec", "replicas"])?.int ?? 0)".json
                }, count("Up-to-date", ["status", "updatedReplicas"]),
                count("Available", ["status", "availableReplicas"]),
                aged,
            ]
        case .replicaSets:
            return [
                name, count("Desired", ["spec", "replicas"]), count("Current", ["status", "replicas"]),
                count("Ready", ["status", "readyReplicas"]), aged,
            ]
        case .jobs:
            return [
                name, Column(name: "Status") { Self.jobStatus($0) },
                Column(name: "Completions") {
                    let done = $0.at(["status", "succeeded"])?.int ?? 0
                    return "\(done)/\($0.at(["spec", "completions"])?.int ?? 1)".json
                },
                aged,
            ]
        case .namespaces: return [name, Column(name: "Status") { $0.at(["status", "phase"]) ?? "" }, aged]
        case .serviceAccounts:
            return [
                name, Column(name: "Secrets", type: "integer") { .number(String($0["secrets"]?.array?.count ?? 0)) },
                aged,
            ]
        case .configMaps:
            return [
                name, Column(name: "Data", type: "integer") { .number(String($0["data"]?.members.count ?? 0)) }, aged,
            ]
        case .events:
            return [
                Column(name: "Last Seen") { [self] in self.age(of: $0["lastTimestamp"]) },
                Column(name: "Type") { $0["type"] ?? "" }, Column(name: "Reason") { $0["reason"] ?? "" },
                Column(name: "Object") {
                    let about = $0["involvedObject"]
                    return "\(about?["kind"]?.string?.lowercased() ?? "")/\(about?["name"]?.string ?? "")".json
                }, Column(name: "Message") { $0["message"] ?? "" },
            ]
        case .roles, .clusterRoles:
            return [name, Column(name: "Created At") { $0.at(["metadata", "creationTimestamp"]) ?? "" }]
        case .roleBindings, .clusterRoleBindings:
            return [
                name,
                Column(name: "Role") {
                    "\($0.at(["roleRef", "kind"])?.string ?? "")/\($0.at(["roleRef", "name"])?.string ?? "")".json
                }, aged,
            ]
        case .mutatingWebhooks:
            return [
                name, Column(name: "Webhooks", type: "integer") { .number(String($0["webhooks"]?.array?.count ?? 0)) },
                aged,
            ]
        default: return [name, aged]
        }
    }

    private static func jobStatus(_ job: JSONValue) -> JSONValue {
        let types = (job.at(["status", "conditions"])?.array ?? []).compactMap { $0["type"]?.string }
        return types.first { ["Complete", "Failed"].contains($0) }?.json ?? "Running"
    }

    private static func ready(_ pod: JSONValue) -> JSONValue {
        let statuses = pod.at(["status", "containerStatuses"])?.array ?? []
        let total = pod.at(["spec", "containers"])?.array?.count ?? 0
        return "\(statuses.filter { $0["ready"]?.bool == true }.count)/\(total)".json
    }

    private static func status(_ pod: JSONValue) -> JSONValue {
        let waiting = (pod.at(["status", "containerStatuses"])?.array ?? []).compactMap {
            $0.at(["state", "waiting", "reason"])
        }
        let ended = (pod.at(["status", "containerStatuses"])?.array ?? []).compactMap {
            $0.at(["state", "terminated", "reason"])
        }
        return waiting.first ?? ended.first ?? pod.at(["status", "phase"]) ?? "Unknown"
    }

    /// An age as kubectl shows it: `5s`, `3m20s`, `2d3h`.
    private func age(of moment: JSONValue?) -> JSONValue {
        guard let text = moment?.string, let then = Timestamp(iso8601: text) else { return "<unknown>" }
        let seconds = max(0, Int(now.seconds(since: then)))
        let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400)
        switch seconds {
        case ..<120: return "\(seconds)s".json
        case ..<600: return (seconds % 60 == 0 ? "\(minutes)m" : "\(minutes)m\(seconds % 60)s").json
        case ..<10_800: return "\(minutes)m".json
        case ..<28_800: return (minutes % 60 == 0 ? "\(hours)h" : "\(hours)h\(minutes % 60)m").json
        case ..<172_800: return "\(hours)h".json
        case ..<691_200: return (hours % 24 == 0 ? "\(days)d" : "\(days)d\(hours % 24)h").json
        default: return "\(days)d".json
        }
    }
}
