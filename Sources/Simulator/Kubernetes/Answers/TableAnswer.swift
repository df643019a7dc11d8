import Wire

/// Lists and objects as rows, which is what `kubectl get` asks for.
struct TableAnswer {
    struct Column {
        var name: String
        var type = "string"
        var priority = 0
        var cell: (JSONValue) -> JSONValue
    }

    let now: Timestamp

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

    static func jobStatus(_ job: JSONValue) -> JSONValue {
        let types = (job.at(["status", "conditions"])?.array ?? []).compactMap { $0["type"]?.string }
        return types.first { ["Complete", "Failed"].contains($0) }?.json ?? "Running"
    }

    static func ready(_ pod: JSONValue) -> JSONValue {
        let statuses = pod.at(["status", "containerStatuses"])?.array ?? []
        let total = pod.at(["spec", "containers"])?.array?.count ?? 0
        return "\(statuses.filter { $0["ready"]?.bool == true }.count)/\(total)".json
    }

    static func status(_ pod: JSONValue) -> JSONValue {
        let waiting = (pod.at(["status", "containerStatuses"])?.array ?? []).compactMap {
            $0.at(["state", "waiting", "reason"])
        }
        let ended = (pod.at(["status", "containerStatuses"])?.array ?? []).compactMap {
            $0.at(["state", "terminated", "reason"])
        }
        return waiting.first ?? ended.first ?? pod.at(["status", "phase"]) ?? "Unknown"
    }

    /// An age as kubectl shows it: `5s`, `3m20s`, `2d3h`.
    func age(of moment: JSONValue?) -> JSONValue {
        guard let text = moment?.string, let then = Timestamp(iso8601: text) else { return "<unknown>" }
        return Self.span(max(0, now.seconds(since: then)))
    }

    /// A number of seconds as kubectl shows it.
    static func span(_ seconds: Int) -> JSONValue {
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
