import Wire

/// Shows an operation's result as the AWS CLI does: JSON or text, whole or the part that `--query` names.
struct AWSPrinter {
    private enum Form: String {
        case json, text
    }

    private let form: Form
    private let path: [String]

    /// Reads the options about output.
    init(_ words: AWSWords, _ environment: PodEnvironment) throws(AWSProblem) {
        let wanted = words["--output"] ?? environment["AWS_DEFAULT_OUTPUT"] ?? "json"
        guard let form = Form(rawValue: wanted) else {
            throw ["yaml", "yaml-stream", "table", "off"].contains(wanted)
                ? .other("Output in the form \(wanted) is not supported in a simulated container.")
                : .usage("argument --output: Found invalid choice '\(wanted)'")
        }
        self.form = form
        let query = words["--query"] ?? ""
        path = query.split(separator: ".").map(String.init)
        guard query.allSatisfy({ $0 == "." || $0 == "_" || $0.isLetter || $0.isNumber }) else {
            throw .other("The query \(query) is not supported in a simulated container: only names and dots are.")
        }
    }

    /// The text of a result.
    func text(_ result: JSONValue) -> String {
        let part = path.isEmpty ? result : result.at(path) ?? .null
        switch form {
        case .json: return Self.indented(part) + "\n"
        case .text: return Self.row(part) + "\n"
        }
    }

    /// The CLI indents by four blanks.
    static func indented(_ value: JSONValue) -> String {
        value.serialized(.pretty).split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in String(repeating: " ", count: line.prefix { $0 == " " }.count) + line }
            .joined(separator: "\n")
    }

    private static func row(_ value: JSONValue) -> String {
        switch value {
        case .object(let members):
            let plain = members.keys.sorted().compactMap { members[$0] }
            let scalars = plain.filter { $0.object == nil && $0.array == nil }.map(row)
            let inner = members.keys.sorted().compactMap { key -> String? in
                guard let value = members[key], value.object != nil else { return nil }
                return "\(key.uppercased())\t\(row(value))"
            }
            return ([scalars.joined(separator: "\t")] + inner).filter { !$0.isEmpty }.joined(separator: "\n")
        case .array(let items): return items.map(row).joined(separator: "\t")
        case .string(let text): return text
        case .bool(let flag): return flag ? "True" : "False"
        case .null: return "None"
        case .number(let literal): return literal
        }
    }
}
