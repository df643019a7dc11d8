import Wire

/// Checks objects as the API server does, in its own words and order.
enum Validation {
    /// What is wrong with an object; nothing for a valid one.
    static func problems(_ object: JSONValue, _ kind: ResourceKind, before: JSONValue?) -> [FieldProblem] {
        var problems = MetadataRules.problems(object, kind, isNew: before == nil)
        if kind.group == RoleObjects.group { problems += RoleObjects.problems(object, kind, before: before) }
        problems += ShapeRules.problems(object, kind)
        if let custom = kind.custom { problems += CustomRules.problems(object, before: before, custom.schema) }
        switch kind {
        case .configMaps, .secrets: problems += entries(object, kind)
        case .services: problems += service(object)
        case .customResources: problems += CustomKinds.problems(object)
        default: break
        }
        guard let before else { return problems }
        switch kind {
        case .deployments, .replicaSets, .daemonSets:
            problems += fixed(["spec", "selector"], object, before, SelectorRules.shown)
        case .statefulSets: problems += SetRules.change(object, before)
        case .controllerRevisions: problems += fixed(["data"], object, before) { $0.serialized(.compact) }
        case .jobs: problems += fixed(["spec", "template"], object, before) { $0.serialized(.compact) }
        case .pods: problems += podChange(object, before)
        case .secrets: problems += fixed(["type"], object, before) { "\"\($0.string ?? "")\"" }
        default: break
        }
        return problems
    }

    private static func fixed(
        _ path: [String], _ object: JSONValue, _ before: JSONValue, _ shown: (JSONValue) -> String
    ) -> [FieldProblem] {
        let value = object.at(path) ?? .null
        guard (before.at(path) ?? .null).sortingKeys() != value.sortingKeys() else { return [] }
        return [
            FieldProblem(
                field: path.joined(separator: "."), kind: .invalid(shown: shown(value)), detail: "field is immutable")
        ]
    }

    /// The most bytes that the entries of a ConfigMap or Secret may have together.
    private static let entryBytes = 1 << 20

    private static func entries(_ object: JSONValue, _ kind: ResourceKind) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        var size = 0
        for field in ["data", "binaryData"] {
            for (key, value) in (object[field]?.textMembers ?? [:]).sorted(by: { $0.key < $1.key }) {
                size += kind == .secrets ? value.utf8.count / 4 * 3 : value.utf8.count
                problems += ObjectNames.entryProblems(key).map {
                    FieldProblem(field: "\(field)[\(key)]", kind: .invalid(shown: "\"\(key)\""), detail: $0)
                }
            }
        }
        guard size > entryBytes else { return problems }
        // The API server names no field here: an empty path is written as two brackets.
        return problems
            + [FieldProblem(field: kind == .secrets ? "data" : "[]", kind: .tooLong(most: entryBytes), detail: "")]
    }

    private static func service(_ object: JSONValue) -> [FieldProblem] {
        let isHeadless = object.at(["spec", "clusterIP"])?.string == "None"
        guard (object.at(["spec", "ports"])?.array ?? []).isEmpty, !isHeadless,
            object.at(["spec", "type"])?.string != "ExternalName"
        else { return [] }
        return [FieldProblem(field: "spec.ports", kind: .required, detail: "")]
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
}
