public import Wire

/// Writes answers files; what it writes, ``AnswersReader`` reads back the same.
public enum AnswersWriter {
    /// The answers as an answers file in YAML, ending with a newline.
    public static func text(_ answers: Answers) -> String { YAMLWriter.text(of: document(answers)) }

    /// The answers as the document that the file holds; fields that nobody answered are left out.
    ///
    /// Values that are mere defaults are written too, so that the file says what holds.
    public static func document(_ answers: Answers) -> JSONValue {
        var root = JSONObject()
        root["schema"] = .string(AnswersReader.schema)
        for section in ["eks", "ses", "kubernetes", "names"] {
            var members = JSONObject()
            for field in FieldID.allCases where field.section == section {
                guard let text = answers[field] else { continue }
                members[field.key] = value(text, of: Field[field].kind)
            }
            if !members.isEmpty { root[section] = .object(members) }
        }
        if !answers.tags.isEmpty {
            root["tags"] = .object(JSONObject(answers.tags.map { ($0.key, JSONValue.string($0.value)) }))
        }
        return .object(root)
    }

    private static func value(_ text: String, of kind: Field.Kind) -> JSONValue {
        switch kind {
        case .yesNo: .bool(text == "true")
        case .list: .array(text.split(separator: ", ").map { .string(String($0)) })
        case .text, .map: .string(text)
        }
    }
}
