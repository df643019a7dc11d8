import Wire

/// Goes through an object by its shape and collects what is wrong, in the order in which the API server finds it.
struct ShapeRules {
    /// The names of the volumes of the pod that is being looked at.
    private var volumes: Set<String> = []

    /// What is wrong with an object besides its metadata.
    static func problems(_ object: JSONValue, _ kind: ResourceKind) -> [FieldProblem] {
        guard let shape = Shape.of(kind) else { return [] }
        var rules = ShapeRules()
        return shape.fields.filter { !["metadata", "status"].contains($0.name) }.flatMap {
            rules.field($0, of: shape, in: object, at: "")
        }
    }

    private mutating func object(_ object: JSONValue, _ shape: Shape, at path: String) -> [FieldProblem] {
        switch shape.name {
        case "PodTemplateSpec":
            return Self.labels(of: object, at: path) + fields(object, shape, at: path, but: "metadata")
        case "PodSpec": volumes = Set((object["volumes"]?.array ?? []).compactMap { $0["name"]?.string })
        case "ResourceRequirements": return ResourceRules.problems(object, at: path)
        case "LabelSelector": return SelectorRules.problems(object, at: path)
        case "ObjectMeta", "Affinity", "SecurityContext": return []
        default: break
        }
        return fields(object, shape, at: path) + ContainerRules.problems(object, shape.name, volumes: volumes, at: path)
    }

    private static func labels(of template: JSONValue, at path: String) -> [FieldProblem] {
        MetadataRules.labels(template.at(["metadata", "labels"]), at: path + ".labels")
            + MetadataRules.annotations(template.at(["metadata", "annotations"]), at: path + ".annotations")
    }

    private mutating func fields(
        _ object: JSONValue, _ shape: Shape, at path: String, but left: String = ""
    ) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        for field in shape.fields where field.name != left {
            guard field.name == "~" else {
                problems += self.field(field, of: shape, in: object, at: path)
                continue
            }
            if let inner = Shape.of(field.type) { problems += fields(object, inner, at: path) }
        }
        return problems
    }

    private mutating func field(
        _ field: Shape.Field, of shape: Shape, in object: JSONValue, at path: String
    ) -> [FieldProblem] {
        let value = object[field.name]
        let place = path.isEmpty ? field.name : "\(path).\(field.name)"
        var problems = field.rules.filter { $0 != .unique }.flatMap { $0.problems(value, at: place) }
        if field.name == "template" { problems += SelectorRules.mismatch(in: object, of: shape.name, at: place) }
        switch (field.type, value) {
        case (.object(let name), _):
            if let inner = Shape.all[name] {
                // What pods of a stateful set are is first looked at when they are made: its claims become volumes then.
                let isLater = shape.name == "StatefulSetSpec" && field.name == "template"
                let object = value ?? .object(JSONObject())
                problems += isLater ? Self.labels(of: object, at: place) : self.object(object, inner, at: place)
            }
        case (.pointer(.object(let name)), .object?):
            if let value, let inner = Shape.all[name] { problems += self.object(value, inner, at: place) }
        case (.list(.object(let name)), .array(let items)?):
            guard let inner = Shape.all[name] else { break }
            for (index, item) in items.enumerated() {
                problems += self.object(item, inner, at: "\(place)[\(index)]")
            }
        default: break
        }
        if field.rules.contains(.unique) { problems += FieldRule.unique.problems(value, at: place) }
        return problems + SelectorRules.after(field.name, in: object, of: shape.name, at: place)
    }
}
