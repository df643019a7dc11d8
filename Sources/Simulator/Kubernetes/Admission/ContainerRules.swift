import Wire

/// What members of containers and volumes must be to each other.
enum ContainerRules {
    /// What is wrong with an object of a pod beyond its single fields.
    static func problems(_ object: JSONValue, _ shape: String, volumes: Set<String>, at path: String) -> [FieldProblem]
    {
        switch shape {
        case "VolumeMount":
            let name = object["name"]?.string ?? ""
            guard !name.isEmpty, !volumes.contains(name) else { return [] }
            return [FieldProblem(field: path + ".name", kind: .notFound(shown: "\"\(name)\""), detail: "")]
        case "Container": return mounts(object, at: path)
        case "EnvVar": return variable(object, at: path)
        case "Volume": return volume(object, at: path)
        default: return []
        }
    }

    private static func mounts(_ container: JSONValue, at path: String) -> [FieldProblem] {
        var seen: Set<String> = []
        return (container["volumeMounts"]?.array ?? []).enumerated().compactMap { index, mount in
            let place = mount["mountPath"]?.string ?? ""
            guard !place.isEmpty, !seen.insert(place).inserted else { return nil }
            return FieldProblem(
                field: "\(path).volumeMounts[\(index)].mountPath", kind: .invalid(shown: "\"\(place)\""),
                detail: "must be unique")
        }
    }

    private static func variable(_ variable: JSONValue, at path: String) -> [FieldProblem] {
        guard let source = variable["valueFrom"] else { return [] }
        let place = path + ".valueFrom"
        let detail: String
        switch source.members.count {
        case _ where !(variable["value"]?.string ?? "").isEmpty:
            detail = "may not be specified when `value` is not empty"
        case 0: detail = "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"
        case 1: return []
        default: detail = "may not have more than one field specified at a time"
        }
        return [FieldProblem(field: place, kind: .invalid(shown: "\"\""), detail: detail)]
    }

    private static func volume(_ volume: JSONValue, at path: String) -> [FieldProblem] {
        let sources = volume.members.keys.filter { $0 != "name" }
        if sources.isEmpty {
            return [FieldProblem(field: path, kind: .required, detail: "must specify a volume type")]
        }
        return sources.dropFirst().map {
            FieldProblem(field: "\(path).\($0)", kind: .forbidden, detail: "may not specify more than 1 volume type")
        }
    }
}

/// What a container is given, and at most may use.
enum ResourceRules {
    private static let known: Set = ["cpu", "memory", "ephemeral-storage"]

    /// What is wrong with requests and limits.
    static func problems(_ object: JSONValue, at path: String) -> [FieldProblem] {
        let limits = object["limits"]?.textMembers ?? [:]
        return amounts(limits, at: path + ".limits")
            + amounts(object["requests"]?.textMembers ?? [:], at: path + ".requests", below: limits)
    }

    private static func amounts(
        _ amounts: [String: String], at path: String, below limits: [String: String] = [:]
    ) -> [FieldProblem] {
        amounts.sorted { $0.key < $1.key }.flatMap { name, text -> [FieldProblem] in
            guard let amount = try? Quantity(text) else { return [] }
            let place = "\(path)[\(name)]"
            var problems: [FieldProblem] = []
            if !known.contains(name), !name.hasPrefix("hugepages-"), !name.contains("/") {
                problems = [
                    "must be a standard resource type or fully qualified", "must be a standard resource for containers",
                ]
                .map { FieldProblem(field: place, kind: .invalid(shown: "\"\(name)\""), detail: $0) }
            }
            if amount.billionths < 0 {
                problems.append(
                    FieldProblem(
                        field: place, kind: .invalid(shown: "\"\(amount.canonical)\""),
                        detail: "must be greater than or equal to 0"))
            }
            if let limit = limits[name].flatMap({ try? Quantity($0) }), amount.billionths > limit.billionths {
                problems.append(
                    FieldProblem(
                        field: path, kind: .invalid(shown: "\"\(amount.canonical)\""),
                        detail: "must be less than or equal to \(name) limit of \(limit.canonical)"))
            }
            return problems
        }
    }
}
