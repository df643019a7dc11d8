import Resources
import Wire

/// A type of the API: its fields, in the order in which they are checked.
struct Shape: Sendable {
    /// A field.
    struct Field: Sendable {
        /// The member's name in JSON; `~` for a message whose fields stand in the object itself.
        var name: String
        /// The number in protocol buffers.
        var number: Int
        /// What it holds.
        var type: FieldType
        /// Whether it is written even when it is empty.
        var isAlways = false
        /// The members that tell list items apart; `set` where their value does.
        var keys: [String] = []
        /// The one member that strategic patches tell items apart by, where it is not the first key.
        var patchKey: String?
        /// Whether a map is owned and merged as one value.
        var isAtomic = false
        /// Whether a strategic patch replaces its siblings (`retainKeys`).
        var isRetained = false
        /// What the field alone must be.
        var rules: [FieldRule] = []
        /// What it is, for people.
        var text = ""
    }

    /// The type's name.
    var name: String
    /// Whether it is owned and merged as one value.
    var isAtomic = false
    /// What it is, for people.
    var text = ""
    /// The fields, in the order in which they are checked.
    var fields: [Field] = []
    /// The fields by name, those of inlined messages included.
    private(set) var members: [String: Field] = [:]

    /// Every type that is known, by name.
    static let all: [String: Shape] = read(Resource.text("kubernetes-shapes.txt") ?? "")

    /// The shape of a kind's objects, nil for one that is not checked.
    ///
    /// A kind that the cluster's objects define may have the name of a built-in one.
    static func of(_ kind: ResourceKind) -> Shape? { kind.custom == nil ? all[kind.kind] : nil }

    /// The shape of a field's objects, nil for plain values.
    static func of(_ type: FieldType) -> Shape? { type.shapeName.flatMap { all[$0] } }

    /// The object as it is with nothing set: what Go writes of an empty struct.
    var skeleton: JSONValue {
        var object = JSONObject()
        for field in members.values {
            switch field.type {
            case .object(let name): object[field.name] = Self.all[name]?.skeleton ?? .object(JSONObject())
            case _ where field.isAlways: object[field.name] = .null
            default: break
            }
        }
        return .object(object)
    }

    private static func read(_ text: String) -> [String: Shape] {
        var shapes: [String: Shape] = [:]
        var name = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let halves = line.split(separator: "|", maxSplits: 1)
            let words = halves.first?.split(separator: " ") ?? []
            let explanation = halves.count > 1 ? String(halves[1].trimmingBlanks) : ""
            if line.hasPrefix(" ") {
                guard let field = field(words[...], explanation) else { continue }
                shapes[name]?.fields.append(field)
            } else if let first = words.first {
                name = String(first)
                shapes[name] = Shape(name: name, isAtomic: words.contains("atomic"), text: explanation)
            }
        }
        return shapes.mapValues { shape in
            var shape = shape
            for field in shape.fields {
                guard field.name == "~" else {
                    shape.members[field.name] = field
                    continue
                }
                // Nothing is inlined twice.
                for inner in field.type.shapeName.flatMap({ shapes[$0] })?.fields ?? [] {
                    shape.members[inner.name] = inner
                }
            }
            return shape
        }
    }

    private static func field(_ words: ArraySlice<Substring>, _ text: String) -> Field? {
        var rest = words
        guard let title = rest.popFirst(), let number = rest.popFirst().flatMap({ Int($0) }), let word = rest.popFirst()
        else { return nil }
        let type = FieldType(word, rest: &rest)
        var field = Field(
            name: String(title.hasSuffix("!") ? title.dropLast() : title), number: number, type: type,
            isAlways: title.hasSuffix("!"), text: text)
        while let word = rest.popFirst(), word != ";" {
            switch word {
            case "atomic": field.isAtomic = true
            case "retain": field.isRetained = true
            case _ where word.hasPrefix("patch:"): field.patchKey = String(word.dropFirst(6))
            default: field.keys = word.split(separator: "+").map(String.init)
            }
        }
        field.rules = rest.compactMap(FieldRule.init)
        return field
    }
}
