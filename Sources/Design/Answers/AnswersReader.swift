import Wire

/// Reads answers files, YAML or JSON, and reports all their faults at once.
public struct AnswersReader {
    /// The schema that answers files name.
    public static let schema = "sesame/answers/v1"

    private let file: String
    private let isJSON: Bool
    private var answers = Answers()
    private var problems: [AnswersProblem] = []
    private var more = 0
    private var places: [FieldID: SourcePosition] = [:]

    /// Reads an answers file.
    ///
    /// - Parameters:
    ///   - text: The whole file. A file that begins with `{` is JSON, every other one YAML.
    ///   - file: The file as the person named it, for problems and provenance.
    /// - Returns: The answers that the file gives.
    /// - Throws: The faults of the file, in the order of its lines; beyond ``AnswersProblems/limit`` their number.
    public static func read(_ text: String, file: String) throws(AnswersProblems) -> Answers {
        var reader = AnswersReader(file: file, isJSON: text.first { !$0.isWhitespace } == "{")
        if let root = reader.root(of: text) { reader.read(root) }
        reader.readTogether()
        guard reader.problems.isEmpty else {
            throw AnswersProblems(
                reader.problems.sorted { ($0.position?.line ?? Int.max) < ($1.position?.line ?? Int.max) },
                more: reader.more)
        }
        return reader.answers
    }

    private init(file: String, isJSON: Bool) {
        self.file = file
        self.isJSON = isJSON
    }

    private mutating func root(of text: String) -> AnswersNode? {
        do throws(DocumentError) {
            if isJSON { return AnswersNode(try JSONNode.parse(text)) }
            let documents = try YAMLNode.parse(text)
            guard documents.count == 1, let document = documents.first else {
                report(
                    .syntax, documents.dropFirst().first?.position, "", "\(documents.count) documents", "one document")
                return nil
            }
            return AnswersNode(document)
        } catch {
            if case .duplicateKey(let key, let first) = error.kind {
                report(
                    .duplicateKey, error.position, key, "a second \(TerminalText.sanitized(key))", "each key once",
                    "The first one stands in line \(first.line).")
            } else {
                syntax(error.position, error.reason)
            }
        }
        return nil
    }

    private mutating func read(_ root: AnswersNode) {
        guard case .mapping(let members) = root.content else {
            report(.wrongKind, root.position, "", root.kind, "the sections eks, ses, kubernetes, names and tags")
            return
        }
        for member in members {
            switch member.key {
            case "schema": readSchema(member)
            case "tags": readTags(member.value)
            case "eks", "ses", "kubernetes", "names": readSection(member)
            default:
                unknownKey(member, path: member.key, known: ["schema", "eks", "ses", "kubernetes", "names", "tags"])
            }
        }
    }

    private mutating func readSchema(_ member: AnswersNode.Member) {
        if case .scalar(Self.schema, _) = member.value.content { return }
        report(.wrongSchema, member.value.position, "schema", member.value.kind, Self.schema)
    }

    private mutating func readSection(_ section: AnswersNode.Member) {
        let fields = FieldID.allCases.filter { $0.section == section.key }
        switch section.value.content {
        case .mapping(let members):
            for member in members {
                let path = "\(section.key).\(member.key)"
                guard let field = fields.first(where: { $0.key == member.key }) else {
                    unknownKey(member, path: path, known: fields.map(\.key))
                    continue
                }
                read(member.value, for: field)
            }
        case .nothing:
            return
        default:
            report(
                .wrongKind, section.value.position, section.key, section.value.kind,
                "the keys \(fields.map(\.key).joined(separator: ", "))")
        }
    }

    private mutating func read(_ node: AnswersNode, for field: FieldID) {
        let expected = Field[field].expected
        if Field[field].kind == .list { return readList(node, for: field) }
        guard case .scalar(let text, let isQuoted) = node.content else {
            if case .nothing = node.content { return }
            report(.wrongKind, node.position, field.rawValue, node.kind, expected)
            return
        }
        switch (Field[field].kind, isQuoted) {
        case (.yesNo, true):
            report(.wrongKind, node.position, field.rawValue, node.kind, "true or false, without quotes")
            return
        case (.yesNo, false):
            guard text == "true" || text == "false" else {
                report(.wrongValue, node.position, field.rawValue, node.kind, "true or false")
                return
            }
        // YAML keeps the digits as they were typed; a JSON number may have lost a zero in front.
        case (_, false) where isJSON && (field == .eksAccount || field == .sesAccount):
            report(
                .wrongKind, node.position, field.rawValue, "\(node.kind) without quotes", "\(expected) in quotes",
                "An account ID is text: write \"\(TerminalText.sanitized(text))\".")
            return
        case (_, false) where isJSON:
            report(.wrongKind, node.position, field.rawValue, "\(node.kind) without quotes", "\(expected), in quotes")
            return
        default:
            if text.isEmpty, !Field[field].isRequired { return }
        }
        set(text, for: field, at: node.position)
    }

    private mutating func readList(_ node: AnswersNode, for field: FieldID) {
        let expected = Field[field].expected
        guard case .list(let entries) = node.content else {
            if case .nothing = node.content { return }
            report(.wrongKind, node.position, field.rawValue, node.kind, expected)
            return
        }
        var words: [String] = []
        for entry in entries {
            guard case .scalar(let text, let isQuoted) = entry.content, isQuoted || !isJSON else {
                report(.wrongKind, entry.position, field.rawValue, entry.kind, expected)
                return
            }
            words.append(text)
        }
        if !words.isEmpty { set(words.joined(separator: ", "), for: field, at: node.position) }
    }

    private mutating func set(_ text: String, for field: FieldID, at position: SourcePosition) {
        do throws(FieldProblem) {
            try answers.set(text, for: field, from: .answersFile(path: file, line: position.line))
            places[field] = position
        } catch {
            report(
                .wrongValue, position, field.rawValue, "\"\(TerminalText.sanitized(error.found))\"", error.expected,
                error.sentence)
        }
    }

    private mutating func readTags(_ node: AnswersNode) {
        let expected = Field[.tags].expected
        guard case .mapping(let members) = node.content else {
            if case .nothing = node.content { return }
            report(.wrongKind, node.position, "tags", node.kind, expected)
            return
        }
        var tags: [Tag] = []
        for member in members {
            let path = "tags.\(TerminalText.sanitized(member.key))"
            if member.key.isEmpty || member.key.count > 128 || member.key.hasPrefix("aws:") {
                report(
                    .wrongValue, member.position, path, "\"\(TerminalText.sanitized(member.key))\"",
                    "a name of 1 to 128 characters that does not begin with aws:")
            } else if member.key == Ownership.managedBy.key || member.key == Ownership.setupKey {
                report(.wrongValue, member.position, path, member.key, "another name; this one is sesame's own")
            } else if case .scalar(let value, let isQuoted) = member.value.content, isQuoted || !isJSON,
                value.count <= 256
            {
                tags.append(Tag(key: member.key, value: value))
            } else {
                report(.wrongKind, member.value.position, path, member.value.kind, "text of at most 256 characters")
            }
        }
        if !tags.isEmpty { answers.setTags(tags, from: .answersFile(path: file, line: node.position.line)) }
    }

    /// Values that are right alone and wrong together.
    private mutating func readTogether() {
        for problem in answers.contradictions {
            report(
                .wrongValue, places[problem.field], problem.field.rawValue,
                "\"\(TerminalText.sanitized(problem.found))\"", problem.expected, problem.sentence)
        }
    }

    private mutating func unknownKey(_ member: AnswersNode.Member, path: String, known: [String]) {
        guard problems.count < AnswersProblems.limit else {
            more += 1
            return
        }
        let near = known.first { $0.lowercased() == member.key.lowercased() }
        report(
            .unknownKey, member.position, TerminalText.sanitized(path), "the key \(TerminalText.sanitized(member.key))",
            "one of \(known.joined(separator: ", "))", near.map { "The nearest is \($0)." } ?? "")
    }

    private mutating func syntax(_ position: SourcePosition, _ reason: String) {
        report(
            .syntax, position, "", "", "an answers file in \(isJSON ? "JSON" : "YAML")", reason.capitalizedFirst + ".")
    }

    private mutating func report(
        _ kind: AnswersProblem.Kind, _ position: SourcePosition?, _ keyPath: String, _ found: String,
        _ expected: String, _ advice: String = ""
    ) {
        guard problems.count < AnswersProblems.limit else {
            more += 1
            return
        }
        problems.append(
            AnswersProblem(
                kind: kind, file: file, position: position, keyPath: keyPath, found: found, expected: expected,
                advice: advice))
    }
}
