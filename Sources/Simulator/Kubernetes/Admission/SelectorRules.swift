import Wire

/// What label selectors must be, and how they must fit the labels of what they choose.
enum SelectorRules {
    /// What is wrong with a selector itself.
    static func problems(_ selector: JSONValue, at path: String) -> [FieldProblem] {
        MetadataRules.labels(selector["matchLabels"], at: path + ".matchLabels")
            + (selector["matchExpressions"]?.array ?? []).enumerated().flatMap { index, expression in
                self.expression(expression, at: "\(path).matchExpressions[\(index)]")
            }
    }

    private static func expression(_ expression: JSONValue, at path: String) -> [FieldProblem] {
        let isEmpty = (expression["values"]?.array ?? []).isEmpty
        let sign = expression["operator"]?.string ?? ""
        var problems: [FieldProblem] = []
        switch sign {
        case "In", "NotIn":
            if isEmpty {
                problems.append(
                    FieldProblem(
                        field: path + ".values", kind: .required,
                        detail: "must be specified when `operator` is 'In' or 'NotIn'"))
            }
        case "Exists", "DoesNotExist":
            if !isEmpty {
                problems.append(
                    FieldProblem(
                        field: path + ".values", kind: .forbidden,
                        detail: "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
            }
        default:
            problems.append(
                FieldProblem(
                    field: path + ".operator", kind: .invalid(shown: "\"\(sign)\""),
                    detail: "not a valid selector operator"))
        }
        let key = expression["key"]?.string ?? ""
        return problems
            + ObjectNames.keyProblems(key).map {
                FieldProblem(field: path + ".key", kind: .invalid(shown: "\"\(key)\""), detail: $0)
            }
    }

    /// What is wrong with a field that chooses pods, once it is read.
    static func after(_ field: String, in object: JSONValue, of shape: String, at path: String) -> [FieldProblem] {
        switch (shape, field) {
        case ("DeploymentSpec", "selector"), ("ReplicaSetSpec", "selector"):
            guard let selector = object["selector"], selector != .null else {
                return [FieldProblem(field: path, kind: .required, detail: "")]
            }
            guard selector.members.isEmpty else { return [] }
            return [
                FieldProblem(
                    field: path, kind: .invalid(shown: shown(selector)),
                    detail: "empty selector is invalid for deployment")
            ]
        case ("StatefulSetSpec", _), ("DaemonSetSpec", _): return SetRules.after(field, in: object, of: shape, at: path)
        case ("DeploymentSpec", "template"), ("ReplicaSetSpec", "template"):
            return restart(object, at: path, allowed: ["Always"])
        case ("DeploymentSpec", "strategy"):
            guard object.at(["strategy", "type"])?.string == "Recreate",
                object.at(["strategy", "rollingUpdate"]) != nil
            else { return [] }
            return [
                FieldProblem(
                    field: path + ".rollingUpdate", kind: .forbidden,
                    detail: "may not be specified when strategy `type` is 'Recreate'")
            ]
        case ("JobSpec", "template"):
            guard object.at(["template", "spec", "restartPolicy"])?.string == "Always" else { return [] }
            return [
                FieldProblem(
                    field: path + ".spec.restartPolicy", kind: .required,
                    detail: #"valid values: "OnFailure", "Never""#)
            ]
        default: return []
        }
    }

    static func restart(_ object: JSONValue, at path: String, allowed: [String]) -> [FieldProblem] {
        guard let policy = object.at(["template", "spec", "restartPolicy"])?.string, !allowed.contains(policy) else {
            return []
        }
        return [
            FieldProblem(
                field: path + ".spec.restartPolicy", kind: .unsupported(shown: "\"\(policy)\""),
                detail: "supported values: " + allowed.map { "\"\($0)\"" }.joined(separator: ", "))
        ]
    }

    /// What is wrong where the labels of new pods are not those that their owner looks for.
    static func mismatch(in object: JSONValue, of shape: String, at path: String) -> [FieldProblem] {
        guard ["DeploymentSpec", "ReplicaSetSpec", "StatefulSetSpec", "DaemonSetSpec"].contains(shape) else {
            return []
        }
        let template = object["template"] ?? .null
        // No selector chooses nothing, an empty one everything.
        if let selector = object["selector"], selector != .null, Selector(selector).matches(template) { return [] }
        let labels = template.at(["metadata", "labels"])
        return [
            FieldProblem(
                field: path + ".metadata.labels",
                kind: .invalid(shown: labels.map(Self.map) ?? "map[string]string(nil)"),
                detail: "`selector` does not match template `labels`")
        ]
    }

    /// A selector as Go prints it, which is how the API server shows one.
    static func shown(_ selector: JSONValue) -> String {
        let expressions = (selector["matchExpressions"]?.array ?? []).map { expression in
            let values = (expression["values"]?.array ?? []).compactMap(\.string)
            return "v1.LabelSelectorRequirement{Key:\"\(expression["key"]?.string ?? "")\", Operator:\""
                + "\(expression["operator"]?.string ?? "")\", Values:"
                + (values.isEmpty ? "[]string(nil)" : "[]string{\(values.map { "\"\($0)\"" }.joined(separator: ", "))}")
                + "}"
        }
        return "v1.LabelSelector{MatchLabels:" + (selector["matchLabels"].map(map) ?? "map[string]string(nil)")
            + ", MatchExpressions:[]v1.LabelSelectorRequirement"
            + (expressions.isEmpty ? "(nil)" : "{\(expressions.joined(separator: ", "))}") + "}"
    }

    private static func map(_ labels: JSONValue) -> String {
        let pairs = labels.textMembers.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
        return "map[string]string{\(pairs.joined(separator: ", "))}"
    }
}
