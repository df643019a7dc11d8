import Wire

/// The shape of an operation's input, as AWS's models have it: what the CLI checks before it calls.
indirect enum AWSShape: Sendable, Hashable {
    case text
    /// Bytes, in Base64 where they stand in a document.
    case blob
    case list(AWSShape)
    case structure([Member])

    /// A member of a structure.
    struct Member: Sendable, Hashable {
        var name: String
        var isRequired: Bool
        var shape: AWSShape
    }

    /// Reads a shape as it is written in the tables of this program: `{!Data:string, Charset:string}`, `[string]`, `blob`;
    /// what is needed has a `!`.
    init(_ text: String) {
        var rest = text.filter { !$0.isWhitespace }[...]
        self = Self.read(&rest)
    }

    private static func read(_ rest: inout Substring) -> AWSShape {
        switch rest.first {
        case "[":
            rest.removeFirst()
            let element = read(&rest)
            rest = rest.dropFirst()
            return .list(element)
        case "{":
            rest.removeFirst()
            var members: [Member] = []
            while let first = rest.first, first != "}" {
                let isRequired = first == "!"
                if isRequired { rest.removeFirst() }
                let name = rest.prefix { $0 != ":" }
                rest = rest[name.endIndex...].dropFirst()
                members.append(Member(name: String(name), isRequired: isRequired, shape: read(&rest)))
                if rest.first == "," { rest.removeFirst() }
            }
            rest = rest.dropFirst()
            return .structure(members)
        default:
            let word = rest.prefix { $0.isLetter }
            rest = rest[word.endIndex...]
            return word == "blob" ? .blob : .text
        }
    }

    /// The members of a structure.
    var members: [Member] { if case .structure(let members) = self { members } else { [] } }

    /// An input of this shape with nothing in it, as `--generate-cli-skeleton` prints it.
    var skeleton: JSONValue {
        switch self {
        case .text: ""
        case .blob: .null
        case .list(let element): .array([element.skeleton])
        case .structure(let members): .object(JSONObject(members.map { ($0.name, $0.shape.skeleton) }))
        }
    }

    /// What is wrong with a value, in the CLI's words and order.
    func problems(_ value: JSONValue, _ path: String = "") -> [String] {
        switch self {
        case .text, .blob:
            return value.string == nil ? [Self.wrongType(value, path, "<class 'str'>")] : []
        case .list(let element):
            guard let items = value.array else {
                return [Self.wrongType(value, path, "<class 'list'>, <class 'tuple'>")]
            }
            return items.enumerated().flatMap { element.problems($0.element, "\(path)[\($0.offset)]") }
        case .structure(let members):
            guard let object = value.object else { return [Self.wrongType(value, path, "<class 'dict'>")] }
            let place = path.isEmpty ? "input" : path
            let missing = members.filter { $0.isRequired && object[$0.name] == nil }
                .map { "Missing required parameter in \(place): \"\($0.name)\"" }
            let names = members.map(\.name)
            let unknown = object.keys.filter { !names.contains($0) }.map {
                "Unknown parameter in \(place): \"\($0)\", must be one of: \(names.joined(separator: ", "))"
            }
            let inner = members.flatMap { member in
                object[member.name].map {
                    member.shape.problems($0, path.isEmpty ? member.name : "\(path).\(member.name)")
                } ?? []
            }
            return missing + unknown + inner
        }
    }

    /// The parameters of the query protocol for a value that was checked.
    func parameters(_ value: JSONValue, _ path: String = "") -> [(name: String, value: String?)] {
        switch self {
        case .text, .blob: [(path, value.string)]
        case .list(let element):
            (value.array ?? []).enumerated().flatMap {
                element.parameters($0.element, "\(path).member.\($0.offset + 1)")
            }
        case .structure(let members):
            members.flatMap { member in
                value[member.name].map {
                    member.shape.parameters($0, path.isEmpty ? member.name : "\(path).\(member.name)")
                } ?? []
            }
        }
    }

    /// A value with its bytes turned into the form in which a call carries them.
    func carried(
        _ value: JSONValue, _ bytes: (String) throws(AWSProblem) -> String
    ) throws(AWSProblem) -> JSONValue {
        switch self {
        case .text: return value
        case .blob: return try value.string.map { (text) throws(AWSProblem) in .string(try bytes(text)) } ?? value
        case .list(let element):
            guard let items = value.array else { return value }
            var carried: [JSONValue] = []
            for item in items { carried.append(try element.carried(item, bytes)) }
            return .array(carried)
        case .structure(let members):
            guard var object = value.object else { return value }
            for member in members {
                guard let inner = object[member.name] else { continue }
                object[member.name] = try member.shape.carried(inner, bytes)
            }
            return .object(object)
        }
    }

    private static func wrongType(_ value: JSONValue, _ path: String, _ valid: String) -> String {
        let (name, text) = python(value)
        let shown = value.string ?? text
        return "Invalid type for parameter \(path), value: \(shown), type: <class '\(name)'>, valid types: \(valid)"
    }

    /// A value as Python names and shows it, which is what the CLI's complaints do.
    private static func python(_ value: JSONValue) -> (name: String, text: String) {
        switch value {
        case .null: ("NoneType", "None")
        case .bool(let flag): ("bool", flag ? "True" : "False")
        case .number(let literal): (literal.contains { ".eE".contains($0) } ? "float" : "int", literal)
        case .string(let text): ("str", "'\(text)'")
        case .array(let items): ("list", "[\(items.map { python($0).text }.joined(separator: ", "))]")
        case .object(let object):
            (
                "dict",
                "{"
                    + object.members.map { "'\($0.key)': \(python($0.value).text)" }.joined(separator: ", ") + "}"
            )
        }
    }
}
