import Wire

/// Judges objects of a defined kind by its structural schema, in the words of kube-openapi's `validate` as
/// apiextensions-apiserver passes them on.
///
/// Rules in CEL (`x-kubernetes-validations`) are not judged.
struct CustomRules {
    /// What was found.
    private(set) var problems: [FieldProblem] = []

    /// What is wrong with an object.
    ///
    /// - Parameters:
    ///   - object: The object.
    ///   - before: The object as it was; what did not change may stay as it is (KEP-4008). Nil for a new one.
    ///   - schema: The schema.
    /// - Returns: The problems.
    static func problems(_ object: JSONValue, before: JSONValue?, _ schema: JSONValue) -> [FieldProblem] {
        var rules = CustomRules()
        // Kind, version and metadata have rules of their own.
        var content = object
        content.set(["metadata"], nil)
        var old = before
        old?.set(["metadata"], nil)
        rules.judge(content, CustomSchema(node: schema), at: "", old, isRoot: true)
        rules.lists(content, CustomSchema(node: schema), at: "")
        return rules.problems
    }

    private static func isValid(_ value: JSONValue, _ schema: CustomSchema, at path: String) -> CustomRules? {
        var rules = CustomRules()
        rules.judge(value, schema, at: path, nil)
        return rules.problems.isEmpty ? nil : rules
    }

    // MARK: By type

    private mutating func judge(
        _ value: JSONValue, _ schema: CustomSchema, at path: String, _ old: JSONValue?, isRoot: Bool = false
    ) {
        if let old, old.sortingKeys() == value.sortingKeys() { return }
        type(value, schema, at: path)
        if !value.isNull { combined(value, schema, at: path) }
        switch value {
        case .string(let text): self.text(text, schema, at: path)
        case .number: number(value, schema, at: path)
        case .array(let items): list(items, schema, at: path, old)
        default: break
        }
        choice(value, schema, at: path)
        if case .object(let members) = value { object(members, schema, at: path, old, isRoot: isRoot) }
    }

    private mutating func type(_ value: JSONValue, _ schema: CustomSchema, at path: String) {
        let types = schema.types
        let expected = types.joined(separator: ",")
        if value.isNull {
            if !types.isEmpty, !schema.isNullable { mistyped(path, expected, "null") }
            return
        }
        guard !types.isEmpty else { return }
        let found = Self.type(of: value)
        let isRight =
            types.contains(found) || found == "integer" && types.contains("number")
            || found == "number" && types.contains("integer") && Self.isWhole(value)
        let format = schema.node["format"]?.string ?? ""
        let isTextOrList = value.string != nil || value.array != nil
        if !isTextOrList, !format.isEmpty, !isRight { return mistyped(path, format, "") }
        if isTextOrList, !format.isEmpty, !types.contains("number"), !types.contains("integer") { return }
        if !isRight { mistyped(path, expected, found) }
    }

    private static func type(of value: JSONValue) -> String {
        switch value {
        case .object: "object"
        case .array: "array"
        case .string: "string"
        case .bool: "boolean"
        case .null: "null"
        case .number(let text): text.contains { ".eE".contains($0) } ? "number" : "integer"
        }
    }

    private static func isWhole(_ value: JSONValue) -> Bool {
        value.double.map { $0 == $0.rounded() } ?? false
    }

    private mutating func mistyped(_ path: String, _ expected: String, _ found: String) {
        add(
            path, .mistyped(shown: "\"\(found)\""),
            "\(path) in body must be of type \(expected): \"\(found)\"")
    }

    // MARK: By value

    private mutating func text(_ text: String, _ schema: CustomSchema, at path: String) {
        let format = schema.node["format"]?.string ?? ""
        let length = text.unicodeScalars.count
        if let most = schema.node["maxLength"]?.int, length > most {
            add(path, .tooLong(most: most), "")
        } else if let least = schema.node["minLength"]?.int, length < least {
            add(path, .invalid(shown: "\"\(text)\""), "\(path) in body should be at least \(least) chars long")
        } else if let pattern = schema.node["pattern"]?.string, !Self.matches(text, pattern) {
            add(path, .invalid(shown: "\"\(text)\""), "\(path) in body should match '\(pattern)'")
        }
        if !Self.isOf(format, text) {
            add(path, .mistyped(shown: "\"\(text)\""), "\(path) in body must be of type \(format): \"\(text)\"")
        }
    }

    /// Whether a pattern is found in a text; one that cannot be read here refuses nothing.
    private static func matches(_ text: String, _ pattern: String) -> Bool {
        guard let expression = try? Regex(pattern) else { return true }
        // As RE2 reads it: classes such as \d are of ASCII.
        return text.firstMatch(of: expression.matchingSemantics(.unicodeScalar).asciiOnlyCharacterClasses()) != nil
    }

    /// Formats that are judged; others are for people, and some that the API server knows are not looked at here.
    private static func isOf(_ format: String, _ text: String) -> Bool {
        switch format {
        case "date-time": Timestamp(iso8601: text) != nil
        case "date": text.count == 10 && Timestamp(iso8601: text + "T00:00:00Z") != nil
        case "byte": Base64.decode(text) != nil
        default: true
        }
    }

    private mutating func number(_ value: JSONValue, _ schema: CustomSchema, at path: String) {
        guard let number = value.double else { return }
        let shown = value.number ?? ""
        if schema.node["format"]?.string == "int32", schema.types == ["integer"], Int32(exactly: number) == nil {
            addUnplaced("Checked value must be of type integer with format int32 in \(path)")
        }
        if let step = schema.node["multipleOf"]?.double, step > 0, number / step != (number / step).rounded() {
            let factor = schema.node["multipleOf"]?.number ?? ""
            add(path, .invalid(shown: shown), "\(path) in body should be a multiple of \(factor)")
        }
        if let most = schema.node["maximum"]?.double {
            let excludes = schema.node["exclusiveMaximum"]?.bool == true
            if number > most || excludes && number == most {
                let words = excludes ? "less than" : "less than or equal to"
                let limit = schema.node["maximum"]?.number ?? ""
                add(path, .invalid(shown: shown), "\(path) in body should be \(words) \(limit)")
            }
        }
        if let least = schema.node["minimum"]?.double {
            let excludes = schema.node["exclusiveMinimum"]?.bool == true
            if number < least || excludes && number == least {
                let words = excludes ? "greater than" : "greater than or equal to"
                let limit = schema.node["minimum"]?.number ?? ""
                add(path, .invalid(shown: shown), "\(path) in body should be \(words) \(limit)")
            }
        }
    }

    private mutating func choice(_ value: JSONValue, _ schema: CustomSchema, at path: String) {
        guard let choices = schema.node["enum"]?.array,
            !choices.contains(where: { $0.sortingKeys() == value.sortingKeys() })
        else { return }
        let supported = choices.map { "\"\($0.string ?? $0.serialized(.compact))\"" }.joined(separator: ", ")
        add(path, .unsupported(shown: Self.shown(value)), "supported values: \(supported)")
    }

    // MARK: What is inside

    private mutating func list(_ items: [JSONValue], _ schema: CustomSchema, at path: String, _ old: JSONValue?) {
        if let inner = schema.items {
            for (index, item) in items.enumerated() {
                judge(item, inner, at: "\(path)[\(index)]", Self.same(as: item, in: old, schema.listKeys))
            }
        }
        if let least = schema.node["minItems"]?.int, items.count < least {
            add(path, .invalid(shown: String(items.count)), "\(path) in body should have at least \(least) items")
        }
        if let most = schema.node["maxItems"]?.int, items.count > most {
            add(path, .tooMany(found: items.count, most: most), "")
        }
    }

    /// The item of an old list that has the same keys; nil where no keys tell items apart.
    private static func same(as item: JSONValue, in old: JSONValue?, _ keys: [String]?) -> JSONValue? {
        guard let keys, let items = old?.array else { return nil }
        return items.first { other in keys.allSatisfy { other[$0] == item[$0] } }
    }

    private mutating func object(
        _ members: JSONObject, _ schema: CustomSchema, at path: String, _ old: JSONValue?, isRoot: Bool
    ) {
        if let least = schema.node["minProperties"]?.int, members.count < least {
            add(
                path, .invalid(shown: String(members.count)),
                "\(path) in body should have at least \(least) properties")
        }
        if let most = schema.node["maxProperties"]?.int, members.count > most {
            add(path, .tooMany(found: members.count, most: most), "")
        }
        for name in members.keys.sorted() {
            guard let value = members[name], let inner = schema.member(name) else { continue }
            if isRoot, ["apiVersion", "kind", "metadata"].contains(name) { continue }
            judge(value, inner, at: path.isEmpty ? name : "\(path).\(name)", old?[name])
        }
        for name in schema.node["required"]?.array?.compactMap(\.string) ?? [] where members[name] == nil {
            if isRoot, name == "metadata" { continue }
            add(path.isEmpty ? name : "\(path).\(name)", .required, "")
        }
    }

    // MARK: Several schemas

    /// The schemas that are meant together; what they say is not tied to a field.
    private mutating func combined(_ value: JSONValue, _ schema: CustomSchema, at path: String) {
        let quoted = "\"\(path)\""
        func failures(_ name: String) -> [CustomRules?]? {
            schema.node[name]?.array?.map { Self.isValid(value, CustomSchema(node: $0), at: path) }
        }
        if let any = failures("anyOf"), !any.contains(where: { $0 == nil }) {
            addUnplaced("\(quoted) must validate at least one schema (anyOf)")
            problems += any.first??.problems ?? []
        }
        if let one = failures("oneOf") {
            let valid = one.count { $0 == nil }
            if valid != 1 {
                addUnplaced(
                    "\(quoted) must validate one and only one schema (oneOf). "
                        + (valid == 0 ? "Found none valid" : "Found \(valid) valid alternatives"))
                if valid == 0 { problems += one.first??.problems ?? [] }
            }
        }
        if let all = failures("allOf"), all.contains(where: { $0 != nil }) {
            for failure in all { problems += failure?.problems ?? [] }
            let hasNone = all.allSatisfy { $0 != nil }
            addUnplaced("\(quoted) must validate all the schemas (allOf)\(hasNone ? ". None validated" : "")")
        }
        if let not = schema.node["not"], Self.isValid(value, CustomSchema(node: not), at: path) == nil {
            addUnplaced("\(quoted) must not validate the schema (not)")
        }
    }

    // MARK: Items that stand twice

    private mutating func lists(_ value: JSONValue, _ schema: CustomSchema, at path: String) {
        switch value {
        case .object(let members):
            for name in members.keys.sorted() {
                guard let inner = schema.member(name), let child = members[name] else { continue }
                lists(child, inner, at: path.isEmpty ? name : "\(path).\(name)")
            }
        case .array(let items):
            var seen: Set<String> = []
            let keys = schema.listKeys
            let isSet = schema.node["x-kubernetes-list-type"]?.string == "set"
            for (index, item) in items.enumerated() {
                if keys != nil || isSet {
                    let key = keys.map { names in
                        JSONValue.object(JSONObject(names.compactMap { name in item[name].map { (name, $0) } }))
                    }
                    let shown = key.map(Self.shown) ?? Self.shown(item)
                    if !seen.insert(shown).inserted {
                        add("\(path)[\(index)]", .duplicate(shown: shown), "")
                    }
                }
                if let inner = schema.items { lists(item, inner, at: "\(path)[\(index)]") }
            }
        default: break
        }
    }

    // MARK: Words

    private mutating func add(_ path: String, _ kind: FieldProblem.Kind, _ detail: String) {
        problems.append(FieldProblem(field: path.isEmpty ? "<nil>" : path, kind: kind, detail: detail))
    }

    /// What the API server says without naming a field: Go writes the path that is none.
    private mutating func addUnplaced(_ detail: String) { add("", .invalid(shown: "\"\""), detail) }

    /// A value as Go prints it.
    private static func shown(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): return "\"\(text)\""
        case .object(let members):
            let pairs = members.keys.sorted().map { "\"\($0)\":\(members[$0].map(shown) ?? "")" }
            return "map[string]interface {}{\(pairs.joined(separator: ", "))}"
        case .array(let items): return "[]interface {}{\(items.map(shown).joined(separator: ", "))}"
        default: return value.serialized(.compact)
        }
    }
}
