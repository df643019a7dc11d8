import Wire

/// What an object says of itself, checked as the API server checks it.
enum MetadataRules {
    /// The most bytes that the annotations of an object may have together.
    static let annotationBytes = 262_144

    /// What is wrong with an object's metadata; its name is checked when it is made.
    static func problems(_ object: JSONValue, _ kind: ResourceKind, isNew: Bool) -> [FieldProblem] {
        let metadata = object["metadata"] ?? .null
        return (isNew ? name(metadata["name"]?.string ?? "", kind) : [])
            + labels(metadata["labels"], at: "metadata.labels")
            + annotations(metadata["annotations"], at: "metadata.annotations")
    }

    private static func name(_ name: String, _ kind: ResourceKind) -> [FieldProblem] {
        guard !name.isEmpty else {
            return [FieldProblem(field: "metadata.name", kind: .required, detail: "name or generateName is required")]
        }
        if kind.group == RoleObjects.group { return RoleObjects.nameProblems(name) }
        let details =
            switch kind {
            case .namespaces: ObjectNames.labelProblems(name)
            case .services: ObjectNames.serviceProblems(name)
            default: ObjectNames.subdomainProblems(name)
            }
        return details.map {
            FieldProblem(field: "metadata.name", kind: .invalid(shown: "\"\(name)\""), detail: $0)
        }
    }

    /// What is wrong with labels; the API server names the field, not the key.
    static func labels(_ labels: JSONValue?, at field: String) -> [FieldProblem] {
        (labels?.textMembers ?? [:]).sorted { $0.key < $1.key }.flatMap { key, value in
            ObjectNames.keyProblems(key).map {
                FieldProblem(field: field, kind: .invalid(shown: "\"\(key)\""), detail: $0)
            }
                + ObjectNames.valueProblems(value).map {
                    FieldProblem(field: field, kind: .invalid(shown: "\"\(value)\""), detail: $0)
                }
        }
    }

    /// What is wrong with annotations.
    static func annotations(_ annotations: JSONValue?, at field: String) -> [FieldProblem] {
        let texts = annotations?.textMembers ?? [:]
        let problems = texts.keys.sorted().flatMap { key in
            // Annotations may be written in capitals where labels may not.
            ObjectNames.keyProblems(key.lowercased()).map {
                FieldProblem(field: field, kind: .invalid(shown: "\"\(key)\""), detail: $0)
            }
        }
        let size = texts.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size > annotationBytes else { return problems }
        return problems + [FieldProblem(field: field, kind: .tooLong(most: annotationBytes), detail: "")]
    }
}
