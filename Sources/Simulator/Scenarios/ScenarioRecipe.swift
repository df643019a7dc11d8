import Wire

/// Steps that many scenarios need with small differences: `{"do": "trust", "with": {"sub": "…"}}` stands for them.
struct ScenarioRecipe: Sendable, Hashable {
    /// What a scenario may give, and what counts where it does not.
    let parameters: JSONObject
    /// The steps; `{{name}}` in them stands for what is given, a text or, where it is all there is, any value.
    let steps: [JSONValue]

    init(_ json: JSONValue) {
        parameters = json["with"]?.object ?? JSONObject()
        steps = json["steps"]?.array ?? []
    }

    /// The steps for what a scenario gives.
    ///
    /// - Parameters:
    ///   - step: the step of the scenario that names the recipe; who does it and when holds for all of them.
    ///   - scenario: the scenario's name.
    /// - Returns: the steps.
    /// - Throws: `ScenarioError.unreadable` for a parameter that the recipe does not know.
    func steps(for step: JSONValue, in scenario: String) throws(ScenarioError) -> [JSONValue] {
        var given = parameters
        for member in step["with"]?.object?.members ?? [] {
            guard parameters[member.key] != nil else {
                throw .unreadable("scenario \"\(scenario)\" gives \(member.key), which the recipe does not know")
            }
            given[member.key] = member.value
        }
        return steps.map { one in
            var filled = Self.fill(one, given)
            for key in ["as", "ago"] where filled[key] == nil { filled.set([key], step[key]) }
            return filled
        }
    }

    private static func fill(_ value: JSONValue, _ given: JSONObject) -> JSONValue {
        switch value {
        case .string(let text):
            if text.hasPrefix("{{"), text.hasSuffix("}}"), let whole = given[String(text.dropFirst(2).dropLast(2))] {
                return whole
            }
            return .string(fill(text, given))
        case .array(let items): return .array(items.map { fill($0, given) })
        case .object(let members):
            var object = JSONObject()
            for member in members.members { object[fill(member.key, given)] = fill(member.value, given) }
            return .object(object)
        default: return value
        }
    }

    private static func fill(_ text: String, _ given: JSONObject) -> String {
        // Most texts have nothing to fill, and all are asked whenever a simulator starts.
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        return given.members.reduce(text) { result, member in
            member.value.string.map { result.replacing("{{\(member.key)}}", with: $0) } ?? result
        }
    }
}
