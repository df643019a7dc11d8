import Wire

/// What a field alone must be, whatever else the object says.
enum FieldRule: Sendable, Hashable {
    /// It must be there and not empty.
    case required
    /// One of these texts.
    case choice([String])
    /// A label of DNS (RFC 1123).
    case label
    /// Labels of DNS joined by dots.
    case subdomain
    /// The name of an environment variable.
    case variable
    /// 1 to 65535.
    case port
    /// The name of a port.
    case portName
    /// 0 or more.
    case notNegative
    /// A list in which no name stands twice.
    case unique

    /// Reads a rule as `kubernetes-shapes.txt` writes it.
    init?(_ word: Substring) {
        switch word {
        case "required": self = .required
        case "label": self = .label
        case "subdomain": self = .subdomain
        case "envname": self = .variable
        case "port": self = .port
        case "portname": self = .portName
        case "nonneg": self = .notNegative
        case "unique": self = .unique
        default:
            guard word.hasPrefix("enum("), word.hasSuffix(")") else { return nil }
            self = .choice(word.dropFirst(5).dropLast().split(separator: ",").map(String.init))
        }
    }

    /// What is wrong with a value; nothing for a right one, or for one that is left out and may be.
    func problems(_ value: JSONValue?, at field: String) -> [FieldProblem] {
        switch self {
        case .required:
            let isThere =
                switch value {
                case nil, .null, .string(""), .number("0"): false
                case .array(let items): !items.isEmpty
                default: true
                }
            return isThere ? [] : [FieldProblem(field: field, kind: .required, detail: "")]
        case .unique: return duplicates(value?.array ?? [], at: field)
        case .port, .notNegative: return number(value, at: field)
        default: return text(value, at: field)
        }
    }

    private func duplicates(_ items: [JSONValue], at field: String) -> [FieldProblem] {
        var seen: Set<String> = []
        return items.enumerated().compactMap { index, item in
            let name = item["name"]?.string ?? ""
            guard !name.isEmpty, !seen.insert(name).inserted else { return nil }
            return FieldProblem(field: "\(field)[\(index)].name", kind: .duplicate(shown: "\"\(name)\""), detail: "")
        }
    }

    private func number(_ value: JSONValue?, at field: String) -> [FieldProblem] {
        guard let number = value?.int else { return [] }
        let shown = FieldProblem.Kind.invalid(shown: String(number))
        if self == .notNegative {
            return number >= 0
                ? [] : [FieldProblem(field: field, kind: shown, detail: "must be greater than or equal to 0")]
        }
        // Zero counts as left out.
        return number == 0 || (1...65_535).contains(number)
            ? [] : [FieldProblem(field: field, kind: shown, detail: "must be between 1 and 65535, inclusive")]
    }

    private func text(_ value: JSONValue?, at field: String) -> [FieldProblem] {
        guard let text = value?.string, !text.isEmpty else { return [] }
        let details: [String]
        switch self {
        case .choice(let known):
            guard !known.contains(text) else { return [] }
            let list = known.map { "\"\($0)\"" }.joined(separator: ", ")
            return [
                FieldProblem(
                    field: field, kind: .unsupported(shown: "\"\(text)\""), detail: "supported values: \(list)")
            ]
        case .label: details = ObjectNames.labelProblems(text)
        case .subdomain: details = ObjectNames.subdomainProblems(text)
        case .variable: details = ObjectNames.variableProblems(text)
        case .portName: details = ObjectNames.portNameProblems(text)
        default: details = []
        }
        return details.map { FieldProblem(field: field, kind: .invalid(shown: "\"\(text)\""), detail: $0) }
    }
}
