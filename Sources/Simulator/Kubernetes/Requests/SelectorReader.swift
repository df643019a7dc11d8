import Wire

/// Reads a label selector in its textual form, with the API server's words for what it does not understand.
struct SelectorReader {
    /// What a label must be.
    enum Test: Sendable {
        case isOneOf(String, [String])
        case isNoneOf(String, [String])
        case exists(String)
        case isAbsent(String)
        /// More than a number, or less.
        case compares(String, isGreater: Bool, Int)
    }

    /// Why a text is no selector.
    struct Problem: Error {
        var sentence: String
    }

    private enum Token: Equatable {
        case word, comma, open, close, not, sign, operation, end
    }

    private var tokens: [(kind: Token, text: String)]
    private var position = 0

    /// The tests of a selector; none for an empty text.
    static func tests(_ text: String) throws(Problem) -> [Test] {
        var reader = SelectorReader(text)
        return try reader.read()
    }

    private init(_ text: String) {
        tokens = []
        var rest = Substring(text)
        let signs = ["!=", "==", "=", ">", "<", "!", ",", "(", ")"]
        while let first = rest.first {
            if " \t\r\n".contains(first) {
                rest.removeFirst()
            } else if let sign = signs.first(where: rest.hasPrefix) {
                let kind: Token =
                    switch sign {
                    case ",": .comma
                    case "(": .open
                    case ")": .close
                    case "!": .not
                    default: .sign
                    }
                tokens.append((kind, sign))
                rest.removeFirst(sign.count)
            } else {
                let word = rest.prefix { !" \t\r\n=!<>,()".contains($0) }
                tokens.append((["in", "notin"].contains(word) ? .operation : .word, String(word)))
                rest.removeFirst(word.count)
            }
        }
        tokens.append((.end, ""))
    }

    private mutating func next() -> (kind: Token, text: String) {
        defer { position = min(position + 1, tokens.count - 1) }
        return tokens[position]
    }

    /// `in` and `notin` are words where a value is expected.
    private func kind(_ token: (kind: Token, text: String)) -> Token {
        token.kind == .operation ? .word : token.kind
    }

    private mutating func read() throws(Problem) -> [Test] {
        var tests: [Test] = []
        while true {
            switch kind(tokens[position]) {
            case .word, .not:
                do throws(Problem) { tests.append(try requirement()) } catch {
                    throw Problem(sentence: "unable to parse requirement: \(error.sentence)")
                }
                let end = next()
                if end.kind == .end { return tests }
                guard end.kind == .comma else {
                    throw Problem(sentence: "found '\(end.text)', expected: ',' or 'end of string'")
                }
                guard [.word, .not].contains(kind(tokens[position])) else {
                    throw Problem(sentence: "found '\(tokens[position].text)', expected: identifier after ','")
                }
            case .end: return tests
            default:
                throw Problem(
                    sentence: "found '\(tokens[position].text)', expected: !, identifier, or 'end of string'")
            }
        }
    }

    private mutating func requirement() throws(Problem) -> Test {
        let isNot = tokens[position].kind == .not
        if isNot { _ = next() }
        let key = next()
        guard kind(key) == .word else { throw Problem(sentence: "found '\(key.text)', expected: identifier") }
        if let wrong = ObjectNames.keyProblems(key.text).first {
            throw Problem(sentence: "key: Invalid value: \"\(key.text)\": \(wrong)")
        }
        if isNot { return .isAbsent(key.text) }
        if [.end, .comma].contains(tokens[position].kind) { return .exists(key.text) }
        let sign = next()
        switch sign.text {
        case "in": return .isOneOf(key.text, try values())
        case "notin": return .isNoneOf(key.text, try values())
        case "=", "==": return .isOneOf(key.text, [try value()])
        case "!=": return .isNoneOf(key.text, [try value()])
        case ">", "<":
            let text = try value()
            guard let number = Int(text) else {
                throw Problem(
                    sentence:
                        "values[0]: Invalid value: \"\(text)\": for 'Gt', 'Lt' operators, the value must be an integer")
            }
            return .compares(key.text, isGreater: sign.text == ">", number)
        default: throw Problem(sentence: "found '\(sign.text)', expected: in, notin, =, ==, !=, gt, lt")
        }
    }

    private mutating func value() throws(Problem) -> String {
        // Nothing after the sign is the empty value.
        guard ![.end, .comma].contains(tokens[position].kind) else { return "" }
        let value = next()
        guard kind(value) == .word else { throw Problem(sentence: "found '\(value.text)', expected: identifier") }
        return try checked(value.text)
    }

    private mutating func values() throws(Problem) -> [String] {
        let open = next()
        guard open.kind == .open else { throw Problem(sentence: "found '\(open.text)' expected: '('") }
        var values: [String] = []
        while true {
            let token = next()
            switch kind(token) {
            case .word:
                values.append(try checked(token.text))
                let end = next()
                if end.kind == .close { return values }
                guard end.kind == .comma else {
                    throw Problem(sentence: "found '\(end.text)', expected: ',' or ')'")
                }
            case .close where values.isEmpty:
                throw Problem(
                    sentence: "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty")
            case .comma, .close:
                values.append("")
                if token.kind == .close { return values }
            default: throw Problem(sentence: "found '\(token.text)', expected: ',', ')' or identifier")
            }
        }
    }

    private func checked(_ value: String) throws(Problem) -> String {
        if let wrong = ObjectNames.valueProblems(value).first {
            throw Problem(sentence: "values[0]: Invalid value: \"\(value)\": \(wrong)")
        }
        return value
    }
}
