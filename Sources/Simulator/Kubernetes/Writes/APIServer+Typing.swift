import Wire

extension APIServer {
    /// An object as its Go type has it; what no type has is noted for a warning, or refused where the client asks for
    /// that.
    mutating func typed(
        _ object: JSONValue, _ kind: String, version: String, _ call: APICall
    ) throws(APIFailure) -> JSONValue {
        guard let shape = Shape.all[kind] else { return object }
        var reader = TypedReader()
        let read: JSONValue
        do throws(TypedReader.Mismatch) { read = try reader.read(object, as: shape) } catch {
            throw .badRequest("\(kind) in version \"\(version)\" cannot be handled as a \(kind): \(error.sentence)")
        }
        guard !reader.unknown.isEmpty else { return read }
        if call.isStrict {
            throw .badRequest(
                "\(kind) in version \"\(version)\" cannot be handled as a \(kind): \(Self.strictError(reader.unknown))")
        }
        if call.parameter("fieldValidation") != "Ignore" { warnings += reader.unknown.map(Self.unknownField) }
        return read
    }

    /// An object as its kind has it: by its Go type, or by the schema of its definition.
    mutating func typed(
        _ object: JSONValue, _ kind: ResourceKind, _ call: APICall
    ) throws(APIFailure) -> JSONValue {
        guard let custom = kind.custom else { return try typed(object, kind.kind, version: kind.version, call) }
        return try fitted(object, custom, call) { why in
            .badRequest("\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): \(why)")
        }
    }

    /// An object of a defined kind without what its schema does not know, and with what it fills in.
    private mutating func fitted(
        _ object: JSONValue, _ custom: ResourceKind.Custom, _ call: APICall, _ refusal: (String) -> APIFailure
    ) throws(APIFailure) -> JSONValue {
        var object = object
        var unknown: [String] = []
        if let shape = Shape.all["ObjectMeta"], let metadata = object["metadata"] {
            var reader = TypedReader()
            do throws(TypedReader.Mismatch) {
                object.set(["metadata"], try reader.read(metadata, as: shape))
            } catch {
                throw refusal(error.sentence)
            }
            unknown = reader.unknown.map { "metadata.\($0)" }
        }
        let schema = CustomSchema(node: custom.schema)
        schema.prune(&object, &unknown)
        if !unknown.isEmpty {
            if call.isStrict { throw refusal(Self.strictError(unknown)) }
            if call.parameter("fieldValidation") != "Ignore" { warnings += unknown.map(Self.unknownField) }
        }
        schema.fill(&object)
        return object
    }

    /// A patched object as its Go type has it; the refusals name the patch.
    mutating func typed(
        patched object: JSONValue, _ kind: ResourceKind, _ call: APICall
    ) throws(APIFailure) -> JSONValue {
        if let custom = kind.custom { return try fitted(object, custom, call) { Self.invalidPatch(object, $0) } }
        guard let shape = Shape.of(kind) else { return object }
        var reader = TypedReader()
        let read: JSONValue
        do throws(TypedReader.Mismatch) { read = try reader.read(object, as: shape) } catch {
            throw Self.invalidPatch(object, error.sentence)
        }
        guard !reader.unknown.isEmpty else { return read }
        if call.isStrict { throw Self.invalidPatch(object, Self.strictError(reader.unknown)) }
        if call.parameter("fieldValidation") != "Ignore" { warnings += reader.unknown.map(Self.unknownField) }
        return read
    }

    private static func invalidPatch(_ object: JSONValue, _ why: String) -> APIFailure {
        // The API server repeats the whole patched object here.
        .invalid(
            kind: "", group: "", name: "",
            problems: [
                FieldProblem(
                    field: "patch",
                    kind: .invalid(shown: "\"\(object.serialized(.compact).replacing("\"", with: "\\\""))\""),
                    detail: why)
            ])
    }

    private static func strictError(_ unknown: [String]) -> String {
        "strict decoding error: " + unknown.map(unknownField).joined(separator: ", ")
    }

    private static func unknownField(_ path: String) -> String { "unknown field \"\(path)\"" }

    /// Refuses an applied configuration that does not fit its type; unlike elsewhere, unknown fields never pass.
    static func checkApplied(_ object: JSONValue, _ kind: ResourceKind) throws(APIFailure) {
        var content = object
        content.set(["kind"], nil)
        content.set(["apiVersion"], nil)
        let problems: [String]
        if let custom = kind.custom {
            problems = CustomSchema(node: custom.schema).misfits(object)
        } else if let shape = Shape.of(kind) {
            problems = AppliedTypes.problems(content, .object(shape.name), at: "")
        } else {
            return
        }
        guard let first = problems.first else { return }
        let all = problems.count == 1 ? first : "errors:\n" + problems.map { "  \($0)" }.joined(separator: "\n")
        let group = "\(kind.group)/\(kind.version), Kind=\(kind.kind)"
        let metadata = object["metadata"]
        throw .unforeseen(
            "failed to create typed patch object (\(metadata?["namespace"]?.string ?? "")/"
                + "\(metadata?["name"]?.string ?? ""); \(group)): \(all)")
    }
}

/// Types of an applied configuration, with the words of structured-merge-diff.
enum AppliedTypes {
    /// What does not fit, in document order.
    static func problems(_ value: JSONValue, _ type: FieldType, at path: String) -> [String] {
        if value == .null { return [] }
        switch type.target {
        case .object(let name):
            guard let shape = Shape.all[name] else { return [] }
            guard case .object(let members) = value else { return [expected("map", value, path)] }
            return members.members.flatMap { member -> [String] in
                let place = "\(path).\(member.key)"
                guard let field = shape.members[member.key] else { return ["\(place): field not declared in schema"] }
                return problems(member.value, field.type, at: place)
            }
        case .map(let inner):
            guard case .object(let members) = value else { return [expected("map", value, path)] }
            return members.members.flatMap { problems($0.value, inner, at: "\(path).\($0.key)") }
        case .list(let item):
            guard let items = value.array else { return [expected("list", value, path)] }
            let shape = ListShape.of(String(path.split(separator: ".").last ?? ""))
            return items.enumerated().flatMap { index, inner -> [String] in
                let step = shape.step(into: inner).map { FieldPath([$0]).description } ?? "[\(index)]"
                return problems(inner, item, at: path + step)
            }
        case .text, .time, .bytes:
            return value.string == nil ? [expected("string", value, path)] : []
        case .flag: return value.bool == nil ? [expected("boolean", value, path)] : []
        case .number:
            return value.number == nil ? ["\(path): expected numeric (int or float), got \(inGo(value))"] : []
        case .quantity, .intOrText, .anything, .raw, .pointer: return []
        }
    }

    private static func expected(_ what: String, _ value: JSONValue, _ path: String) -> String {
        let shown = value.string ?? value.serialized(.compact)
        return what == "string" || what == "boolean"
            ? "\(path): expected \(what), got &value.valueUnstructured{Value:\(value.serialized(.compact))}"
            : "\(path): expected \(what), got &{\(shown)}"
    }

    private static func inGo(_ value: JSONValue) -> String {
        switch value {
        case .string: "string"
        case .bool: "bool"
        case .array: "[]interface {}"
        default: "map[string]interface {}"
        }
    }
}
