import Wire

/// The words of a call of the AWS CLI: service, operation, and options with their values.
struct AWSWords: Sendable, Hashable {
    /// The words that are no options: service and operation.
    private(set) var names: [String] = []
    private var options: [String: [String]] = [:]

    /// Options without a value.
    private static let flags: Set<String> = [
        "--debug", "--no-verify-ssl", "--no-paginate", "--no-sign-request", "--no-cli-pager", "--version",
        "--no-cli-auto-prompt",
    ]
    /// Options that every operation has.
    private static let common: Set<String> = [
        "--region", "--output", "--query", "--profile", "--endpoint-url", "--color", "--cli-read-timeout",
        "--cli-connect-timeout", "--cli-binary-format", "--ca-bundle",
    ]

    /// Sorts words into names and options; an option's value runs to the next option.
    init(_ words: some Sequence<String>) throws(AWSProblem) {
        var current: String?
        for word in words {
            if word.hasPrefix("--") {
                let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                let isAssigned = parts.count == 2 && !parts[0].contains(" ")
                let option = isAssigned ? parts[0] : word
                options[option, default: []] += isAssigned ? [parts[1]] : []
                current = Self.flags.contains(option) || isAssigned ? nil : option
            } else if let option = current {
                options[option, default: []].append(word)
            } else {
                names.append(word)
            }
        }
        for (option, values) in options where values.isEmpty && !Self.flags.contains(option) {
            throw .usage("argument \(option): expected one argument")
        }
    }

    /// Whether an option without a value is there.
    func has(_ flag: String) -> Bool { options[flag] != nil }

    /// The value of an option.
    subscript(option: String) -> String? { options[option]?.last }

    /// All values of an option.
    func list(_ option: String) -> [String] { options[option] ?? [] }

    /// Refuses options that an operation does not know, and misses those it needs.
    func check(needs required: [String] = [], knows optional: [String] = []) throws(AWSProblem) {
        let missing = required.filter { options[$0] == nil }
        guard missing.isEmpty else { throw .missing(missing) }
        let known = Self.common.union(Self.flags).union(required).union(optional)
        let unknown = options.keys.filter { !known.contains($0) }.sorted()
        guard unknown.isEmpty else {
            throw .usage("Unknown options: " + unknown.flatMap { [$0] + list($0) }.joined(separator: ", "))
        }
    }

    /// Bytes as a call carries them, in Base64: the CLI takes Base64 unless it is told that they come as they are.
    func blob(_ text: String) throws(AWSProblem) -> String {
        if self["--cli-binary-format"] == "raw-in-base64-out" { return Base64.encode(Array(text.utf8)) }
        guard Base64.decode(text) != nil else { throw .other("Invalid base64: \"\(text)\"") }
        return text
    }

    /// The value of an option that is a structure: JSON, the CLI's shorthand, or either in a file.
    func structure(_ option: String, in process: PodProcess) throws(AWSProblem) -> JSONValue? {
        guard let values = options[option] else { return nil }
        var text = values.joined(separator: " ")
        if text.hasPrefix("file://") {
            let path = String(text.dropFirst("file://".count))
            do throws(PodFiles.Problem) {
                text = try PodFiles(process.machine).read(process.absolute(path))
            } catch {
                throw .parameter(option, "Unable to load paramfile \(text): \(error.rawValue): '\(path)'")
            }
        }
        let start = text.drop { $0.isWhitespace }.first
        guard start == "{" || start == "[" else { return try AWSShorthand.value(of: text, option: option) }
        do throws(DocumentError) { return try JSONValue.parse(text) } catch {
            throw .parameter(option, "Invalid JSON: \(error.sentence)\nJSON received: \(text)")
        }
    }
}
