import Wire

/// Makes an operation's input of the options of a command line and of `--cli-input-json`.
struct AWSInput {
    let operation: AWSCommand
    let words: AWSWords
    let process: PodProcess

    /// Options for parts of a message: the member's path, and whether it takes several words.
    private static let short: [(option: String, path: [String], isList: Bool)] = [
        ("--to", ["Destination", "ToAddresses"], true), ("--cc", ["Destination", "CcAddresses"], true),
        ("--bcc", ["Destination", "BccAddresses"], true), ("--subject", ["Message", "Subject", "Data"], false),
        ("--text", ["Message", "Body", "Text", "Data"], false), ("--html", ["Message", "Body", "Html", "Data"], false),
    ]

    /// The input as its call carries it, checked as the CLI checks it.
    func read() throws(AWSProblem) -> JSONValue {
        try checkOptions()
        var input = try given()
        for member in operation.input.members {
            if let value = try value(of: member) { input[member.name] = value }
        }
        var value = JSONValue.object(input)
        if operation.takesShortMessage { try addShortMessage(&value) }
        let problems = operation.input.problems(value)
        guard problems.isEmpty else {
            throw .invalid("Parameter validation failed:\n" + problems.joined(separator: "\n"))
        }
        return try operation.input.carried(value) { (text) throws(AWSProblem) in try words.blob(text) }
    }

    private func checkOptions() throws(AWSProblem) {
        let members = operation.input.members
        var lists = members.filter { if case .list = $0.shape { true } else { false } }.map {
            operation.option($0.name)
        }
        var known = members.map { operation.option($0.name) }
        if operation.takesShortMessage {
            known += Self.short.map(\.option)
            lists += Self.short.filter(\.isList).map(\.option)
        }
        let isGiven = words["--cli-input-json"] != nil
        try words.check(needs: isGiven ? [] : operation.required, knows: known, lists: lists)
    }

    /// What `--cli-input-json` says.
    private func given() throws(AWSProblem) -> JSONObject {
        guard let text = words["--cli-input-json"] else { return JSONObject() }
        let option = "cli-input-json"
        let loaded = try words.loaded(text, for: "--" + option, in: process)
        let value: JSONValue
        do throws(DocumentError) { value = try JSONValue.parse(loaded) } catch {
            throw .parameter(option, "Invalid JSON: \(error.sentence)\nJSON received: \(loaded)")
        }
        guard let object = value.object else {
            throw .parameter(option, "Invalid type: expecting map, received \(loaded)")
        }
        return object
    }

    private func value(of member: AWSShape.Member) throws(AWSProblem) -> JSONValue? {
        let option = operation.option(member.name)
        guard words.has(option) else { return nil }
        let values = words.list(option)
        switch member.shape {
        case .text, .blob: return .string(try words.loaded(values.last ?? "", for: option, in: process))
        case .structure: return try structure(values.last ?? "", option, member.shape)
        case .list(let element):
            let first = try words.loaded(values.first ?? "", for: option, in: process)
            if values.count == 1, first.drop(while: \.isWhitespace).first == "[" {
                return try structure(first, option, member.shape)
            }
            if case .structure = element {
                var items: [JSONValue] = []
                for value in values { items.append(try structure(value, option, element)) }
                return .array(items)
            }
            return .array(values.map(JSONValue.string))
        }
    }

    /// A structure in JSON or in the CLI's shorthand, or either in a file.
    private func structure(
        _ text: String, _ option: String, _ shape: AWSShape
    ) throws(AWSProblem) -> JSONValue {
        let text = try words.loaded(text, for: option, in: process)
        let start = text.drop { $0.isWhitespace }.first
        guard start == "{" || start == "[" else {
            let value = try AWSShorthand.value(of: text, option: option) { (name) throws(AWSProblem) in
                try words.loaded(name, for: nil, in: process)
            }
            return Self.fitted(value, shape)
        }
        do throws(DocumentError) { return try JSONValue.parse(text) } catch {
            throw .parameter(option, "Invalid JSON: \(error.sentence)\nJSON received: \(text)")
        }
    }

    /// Shorthand's values in the model's shape: a list of one may be written without brackets.
    private static func fitted(_ value: JSONValue, _ shape: AWSShape) -> JSONValue {
        switch shape {
        case .text, .blob: return value
        case .list(let element):
            let items = value.array ?? [value]
            return .array(items.map { fitted($0, element) })
        case .structure(let members):
            guard var object = value.object else { return value }
            for member in members {
                guard let inner = object[member.name] else { continue }
                object[member.name] = fitted(inner, member.shape)
            }
            return .object(object)
        }
    }

    private func addShortMessage(_ input: inout JSONValue) throws(AWSProblem) {
        for (option, path, isList) in Self.short where words.has(option) {
            if words.has(operation.option(path[0])) {
                throw .invalid(
                    "The key \"\(option.dropFirst(2))\" cannot be specified when one of the following keys are also "
                        + "specified: \(path[0].lowercased())")
            }
            let values = words.list(option)
            if path[0] == "Message", input["Message"] == nil {
                input.set(["Message"], ["Subject": .object(JSONObject()), "Body": .object(JSONObject())])
            }
            input.set(path, isList ? .array(values.map(JSONValue.string)) : .string(values.last ?? ""))
        }
    }
}
