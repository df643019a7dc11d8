import Wire

/// Reads the AWS CLI's shorthand for structures: `Subject={Data=Hello,Charset=utf-8},Body={Text={Data=Hi}}`.
struct AWSShorthand {
    private let text: [Character]
    private let option: String
    private let load: (String) throws(AWSProblem) -> String
    private var index = 0
    /// Whether the value that is being read may name a file: its key ended in `@`.
    private var loads = false

    private init(_ text: String, option: String, load: @escaping (String) throws(AWSProblem) -> String) {
        self.text = Array(text)
        self.option = option
        self.load = load
    }

    /// The structure in a text.
    ///
    /// - Parameters:
    ///   - text: The shorthand.
    ///   - option: The option that it stands behind, for the complaint.
    ///   - load: Gives what a file holds, for `Key@=file://…`.
    /// - Returns: The structure; what a list of one is, only the operation's model knows.
    /// - Throws: Where the shorthand breaks off, or a file cannot be read.
    static func value(
        of text: String, option: String, load: @escaping (String) throws(AWSProblem) -> String = { $0 }
    ) throws(AWSProblem) -> JSONValue {
        var reader = AWSShorthand(text, option: option, load: load)
        let value = try reader.members(until: nil)
        return value
    }

    private mutating func members(until end: Character?) throws(AWSProblem) -> JSONValue {
        var object = JSONObject()
        skipBlanks()
        if let end, peek == end { return .object(object) }
        while true {
            let key = readKey()
            loads = peek == "@"
            if loads { index += 1 }
            guard !key.isEmpty, peek == "=" else { throw expected("=") }
            index += 1
            object[key] = try value(inside: end)
            skipBlanks()
            guard peek == "," else { break }
            index += 1
            skipBlanks()
        }
        guard peek == end else { throw expected(",") }
        return .object(object)
    }

    private mutating func readKey() -> String {
        let start = index
        while let character = peek, character.isLetter || character.isNumber || "-_.#/:".contains(character) {
            index += 1
        }
        let key = String(text[start..<index])
        skipBlanks()
        return key
    }

    private mutating func value(inside end: Character?) throws(AWSProblem) -> JSONValue {
        skipBlanks()
        switch peek {
        case "{":
            index += 1
            let object = try members(until: "}")
            index += 1
            return object
        case "[": return try list()
        default: break
        }
        // Values that follow without a key of their own belong to a list; between braces every value has a key.
        var items = [try word(stops: end)]
        while end == nil, peek == ",", !keyFollows {
            index += 1
            skipBlanks()
            items.append(try word(stops: end))
        }
        return items.count == 1 ? .string(items[0]) : .array(items.map(JSONValue.string))
    }

    private mutating func list() throws(AWSProblem) -> JSONValue {
        index += 1
        var items: [JSONValue] = []
        skipBlanks()
        while peek != "]" {
            if peek == "{" {
                index += 1
                items.append(try members(until: "}"))
                index += 1
            } else {
                items.append(.string(try word(stops: "]")))
            }
            skipBlanks()
            if peek == "," { index += 1 } else if peek != "]" { throw expected(",") }
            skipBlanks()
        }
        index += 1
        return .array(items)
    }

    private mutating func word(stops end: Character?) throws(AWSProblem) -> String {
        if let quote = peek, quote == "\"" || quote == "'" {
            index += 1
            var word = ""
            while let character = peek, character != quote {
                if character == "\\", index + 1 < text.count, [quote, "\\"].contains(text[index + 1]) { index += 1 }
                word.append(text[index])
                index += 1
            }
            guard peek == quote else { throw expected(String(quote)) }
            index += 1
            skipBlanks()
            return word
        }
        var word = ""
        while let character = peek, character != ",", character != end, character != "]" || end != "]" {
            if character == "\\", index + 1 < text.count, text[index + 1] == "," { index += 1 }
            word.append(text[index])
            index += 1
        }
        while word.last?.isWhitespace == true { word.removeLast() }
        return loads ? try load(word) : word
    }

    /// Whether what comes after the comma here is a key with its equals sign.
    private var keyFollows: Bool {
        var ahead = self
        ahead.index += 1
        ahead.skipBlanks()
        let key = ahead.readKey()
        return !key.isEmpty && ahead.peek == "="
    }

    private var peek: Character? { index < text.count ? text[index] : nil }

    private mutating func skipBlanks() {
        while peek?.isWhitespace == true { index += 1 }
    }

    private func expected(_ wanted: String) -> AWSProblem {
        let found = peek.map(String.init) ?? "EOF"
        return .parameter(
            option,
            "Expected: '\(wanted)', received: '\(found)' for input:\n\(String(text))\n"
                + String(repeating: " ", count: index) + "^")
    }
}
