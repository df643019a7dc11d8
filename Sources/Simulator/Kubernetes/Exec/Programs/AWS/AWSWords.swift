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
        "--cli-input-json",
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
        for (option, values) in options
        where values.isEmpty && !Self.flags.contains(option) && option != Self.skeletonOption {
            throw .usage("argument \(option): expected one argument")
        }
    }

    private static let skeletonOption = "--generate-cli-skeleton"

    /// Which skeleton is asked for, nil for none.
    var skeleton: String? { options[Self.skeletonOption].map { $0.last ?? "input" } }

    /// Whether an option is there.
    func has(_ flag: String) -> Bool { options[flag] != nil }

    /// The value of an option.
    subscript(option: String) -> String? { options[option]?.last }

    /// All values of an option.
    func list(_ option: String) -> [String] { options[option] ?? [] }

    /// Refuses options that an operation does not know, and misses those it needs.
    ///
    /// - Parameters:
    ///   - required: The options that have to be there.
    ///   - optional: Those that may be.
    ///   - lists: Those of them that take several words; of others every word but the first stands alone.
    /// - Throws: Which are missing, or unknown.
    func check(
        needs required: [String], knows optional: [String], lists: [String]
    ) throws(AWSProblem) {
        let missing = required.filter { options[$0] == nil }
        guard missing.isEmpty else { throw .missing(missing) }
        let known = Self.common.union(Self.flags).union(required).union(optional)
        let unknown = options.keys.filter { !known.contains($0) }.sorted().flatMap { [$0] + list($0) }
        let stray = options.keys.filter { known.contains($0) && !lists.contains($0) }.sorted()
            .flatMap { list($0).dropFirst() }
        let all = names.dropFirst(2) + unknown + stray
        guard all.isEmpty else { throw .usage("Unknown options: " + all.joined(separator: ", ")) }
    }

    /// Bytes as a call carries them, in Base64: the CLI takes Base64 unless it is told that they come as they are.
    func blob(_ text: String) throws(AWSProblem) -> String {
        if self["--cli-binary-format"] == "raw-in-base64-out" { return Base64.encode(Array(text.utf8)) }
        guard Base64.decode(text) != nil else { throw .other("Invalid base64: \"\(text)\"") }
        return text
    }

    /// The value of an option, or what is in the file that it names.
    ///
    /// - Parameters:
    ///   - text: The value; `file://` and `fileb://` name a file.
    ///   - option: The option, for the complaint; nil for a value inside of shorthand.
    ///   - process: Whose files they are.
    /// - Returns: The value itself where it names no file.
    /// - Throws: Why the file cannot be read.
    func loaded(_ text: String, for option: String?, in process: PodProcess) throws(AWSProblem) -> String {
        let isBytes = text.hasPrefix("fileb://")
        guard isBytes || text.hasPrefix("file://") else { return text }
        let path = String(text.dropFirst(isBytes ? 8 : 7))
        let bytes: [UInt8]
        do throws(PodFiles.Problem) {
            bytes = try PodFiles(process.machine).bytes(process.absolute(path))
        } catch {
            let complaint = "Unable to load paramfile \(text): [Errno \(error.number)] \(error.rawValue): '\(path)'"
            throw option.map { .parameter($0, complaint) } ?? .invalid(complaint)
        }
        // Bytes are not read as text: they stand for themselves, in the form that the call is told to take.
        let isRaw = self["--cli-binary-format"] == "raw-in-base64-out"
        return isBytes && !isRaw ? Base64.encode(bytes) : String(decoding: bytes, as: UTF8.self)
    }
}
