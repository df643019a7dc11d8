import Wire

/// Checks objects as the API server does, in its own words, where people make mistakes.
enum Validation {
    /// What is wrong with an object; nothing for a valid one.
    static func problems(_ object: JSONValue, _ kind: ResourceKind, before: JSONValue?) -> [FieldProblem] {
        var problems = before == nil ? self.name(object, kind) : []
        if kind.group == RoleObjects.group { problems += RoleObjects.problems(object, kind, before: before) }
        problems += labels(object, at: ["metadata"], field: "metadata.labels")
        problems += annotations(object)
        switch kind {
        case .deployments, .replicaSets: problems += workload(object, before: before)
        case .jobs: problems += job(object, before: before)
        case .pods:
            problems += containers(object, at: [], field: "spec")
            if let before { problems += podChange(object, before) }
        default: break
        }
        return problems
    }

    private static func name(_ object: JSONValue, _ kind: ResourceKind) -> [FieldProblem] {
        let name = object.at(["metadata", "name"])?.string ?? ""
        let invalid = FieldProblem.Kind.invalid(shown: "\"\(name)\"")
        if kind.group == RoleObjects.group { return RoleObjects.nameProblems(name) }
        if kind == .namespaces {
            guard !isLabelName(name) else { return [] }
            return [
                FieldProblem(
                    field: "metadata.name", kind: invalid,
                    detail: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and "
                        + "must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex "
                        + "used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')")
            ]
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count > 253 || !parts.allSatisfy({ isLabelName(String($0), limit: 253) }) else { return [] }
        return [
            FieldProblem(
                field: "metadata.name", kind: invalid,
                detail:
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                    + "and must start and end with an alphanumeric character (e.g. 'example.com', regex used for "
                    + "validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')")
        ]
    }

    /// Lower-case letters, digits and inner dashes.
    static func isLabelName(_ text: String, limit: Int = 63) -> Bool {
        let bytes = Array(text.utf8)
        func isAlphanumeric(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
        guard let first = bytes.first, let last = bytes.last, bytes.count <= limit else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last) && bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
    }

    private static func labels(_ object: JSONValue, at path: [String], field: String) -> [FieldProblem] {
        object.at(path + ["labels"])?.textMembers.sorted { $0.key < $1.key }.compactMap { _, value in
            let isValid =
                value.isEmpty
                || value.utf8.count <= 63
                    && value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
                    && value.first?.isPunctuation == false && value.last?.isPunctuation == false
            guard !isValid else { return nil }
            return FieldProblem(
                field: field, kind: .invalid(shown: "\"\(value)\""),
                detail: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
                    + "and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or "
                    + "'12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")
        } ?? []
    }

    private static func annotations(_ object: JSONValue) -> [FieldProblem] {
        let annotations = object.at(["metadata", "annotations"])?.members ?? JSONObject()
        let size = annotations.keys.reduce(0) { $0 + $1.utf8.count + (annotations[$1]?.string?.utf8.count ?? 0) }
        guard size > 262_144 else { return [] }
        return [
            FieldProblem(
                field: "metadata.annotations", kind: .forbidden, detail: "may not be more than 262144 bytes")
        ]
    }

    private static func workload(_ object: JSONValue, before: JSONValue?) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        let wanted = object.at(["spec", "selector", "matchLabels"])?.textMembers ?? [:]
        let found = object.at(["spec", "template", "metadata", "labels"])?.textMembers ?? [:]
        if object.at(["spec", "selector"]) == nil {
            problems.append(FieldProblem(field: "spec.selector", kind: .required, detail: ""))
        } else if wanted.contains(where: { found[$0.key] != $0.value }) {
            problems.append(
                FieldProblem(
                    field: "spec.template.metadata.labels", kind: .invalid(shown: shown(found)),
                    detail: "`selector` does not match template `labels`"))
        }
        if let before,
            before.at(["spec", "selector"])?.sortingKeys() != object.at(["spec", "selector"])?.sortingKeys()
        {
            let text = object.at(["spec", "selector"])?.serialized(.compact) ?? "null"
            problems.append(
                FieldProblem(field: "spec.selector", kind: .invalid(shown: text), detail: "field is immutable"))
        }
        if let replicas = object.at(["spec", "replicas"])?.int, replicas < 0 {
            problems.append(
                FieldProblem(
                    field: "spec.replicas", kind: .invalid(shown: String(replicas)),
                    detail: "must be greater than or equal to 0"))
        }
        return problems + containers(object, at: ["spec", "template"], field: "spec.template.spec")
    }

    private static func job(_ object: JSONValue, before: JSONValue?) -> [FieldProblem] {
        var problems = containers(object, at: ["spec", "template"], field: "spec.template.spec")
        if object.at(["spec", "template", "spec", "restartPolicy"])?.string == "Always" {
            problems.append(
                FieldProblem(
                    field: "spec.template.spec.restartPolicy", kind: .required,
                    detail: #"valid values: "OnFailure", "Never""#))
        }
        if let before,
            before.at(["spec", "template"])?.sortingKeys() != object.at(["spec", "template"])?.sortingKeys()
        {
            let text = object.at(["spec", "template"])?.serialized(.compact) ?? "null"
            problems.append(
                FieldProblem(field: "spec.template", kind: .invalid(shown: text), detail: "field is immutable"))
        }
        return problems
    }

    private static func containers(_ object: JSONValue, at path: [String], field: String) -> [FieldProblem] {
        let containers = object.at(path + ["spec", "containers"])?.array ?? []
        guard !containers.isEmpty else {
            return [FieldProblem(field: field + ".containers", kind: .required, detail: "")]
        }
        var names: Set<String> = []
        return containers.enumerated().flatMap { index, container -> [FieldProblem] in
            var problems: [FieldProblem] = []
            let place = "\(field).containers[\(index)]"
            let name = container["name"]?.string ?? ""
            if name.isEmpty { problems.append(FieldProblem(field: place + ".name", kind: .required, detail: "")) }
            if !name.isEmpty, !names.insert(name).inserted {
                problems.append(
                    FieldProblem(field: place + ".name", kind: .duplicate(shown: "\"\(name)\""), detail: ""))
            }
            if container["image"]?.string ?? "" == "" {
                problems.append(FieldProblem(field: place + ".image", kind: .required, detail: ""))
            }
            return problems
        }
    }

    private static func podChange(_ object: JSONValue, _ before: JSONValue) -> [FieldProblem] {
        guard withoutImages(object).sortingKeys() != withoutImages(before).sortingKeys() else { return [] }
        return [
            FieldProblem(
                field: "spec", kind: .forbidden,
                detail: "pod updates may not change fields other than `spec.containers[*].image`,"
                    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions "
                    + "to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it "
                    + "was previously negative)")
        ]
    }

    private static func withoutImages(_ pod: JSONValue) -> JSONValue {
        var spec = pod["spec"] ?? .null
        let containers = (spec["containers"]?.array ?? []).map { container in
            var container = container
            container.set(["image"], nil)
            return container
        }
        spec.set(["containers"], .array(containers))
        return spec
    }

    private static func shown(_ labels: [String: String]) -> String {
        JSONValue.object(JSONObject(labels.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
            .serialized(.compact)
    }
}
