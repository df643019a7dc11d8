import Wire

/// Reads texts and lists of texts, which policies write as a string where there is one.
enum TextReader {
    /// A text with its place.
    struct Located {
        let text: String
        let position: SourcePosition
    }

    /// A string; complains about anything else.
    static func text(_ node: JSONNode, element: String, _ complaints: inout Complaints) -> String? {
        guard case .string(let text) = node.content else {
            complaints.add(
                .wrongType(element: element, found: node.typeWords, expected: "a string"), at: node.position)
            return nil
        }
        return text
    }

    /// A string or a list of strings; null in a list counts as nothing, as IAM has it.
    ///
    /// `literals` says whether numbers and booleans stand for their text, as in conditions.
    static func texts(
        _ node: JSONNode, element: String, literals: Bool = false, _ complaints: inout Complaints
    ) -> [Located] {
        guard case .array(let nodes) = node.content else {
            return one(node, element, literals, "a string or a list of strings", &complaints).map { [$0] } ?? []
        }
        return nodes.compactMap { entry in
            if case .null = entry.content { return nil }
            return one(entry, "A value of \(element)", literals, "a string", &complaints)
        }
    }

    private static func one(
        _ node: JSONNode, _ element: String, _ literals: Bool, _ expected: String, _ complaints: inout Complaints
    ) -> Located? {
        switch node.content {
        case .string(let text): return Located(text: text, position: node.position)
        case .number(let literal) where literals: return Located(text: literal, position: node.position)
        case .bool(let value) where literals:
            return Located(text: value ? "true" : "false", position: node.position)
        default:
            complaints.add(
                .wrongType(element: element, found: node.typeWords, expected: expected), at: node.position)
            return nil
        }
    }
}
