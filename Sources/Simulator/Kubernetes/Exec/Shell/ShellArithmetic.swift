import Wire

/// The expressions of `$((…))`: whole numbers of 64 bits, variables, assignments, and the operators of C.
struct ShellArithmetic {
    /// Why an expression has no value.
    private struct Problem: Error { var words: String }

    /// Asks for a variable; nil where it is not set.
    private let value: (String) -> String?
    /// What was assigned, in its order.
    private(set) var assigned: [(name: String, value: Int)] = []
    private var tokens: [String] = []
    private var index = 0
    private var depth = 0

    /// Operators with two sides, those that bind least first.
    private static let levels: [[String]] = [
        ["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<=", ">=", "<", ">"], ["<<", ">>"], ["+", "-"],
        ["*", "/", "%"],
    ]
    private static let assignments: Set<String> = [
        "=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^=",
    ]

    init(value: @escaping (String) -> String?) { self.value = value }

    /// Computes an expression; an empty one is 0.
    mutating func compute(_ text: String) throws(ShellProblem) -> Int {
        do throws(Problem) {
            tokens = try Self.tokens(text)
            guard !tokens.isEmpty else { return 0 }
            let result = try assignment(counts: true)
            guard index == tokens.count else {
                throw Problem(words: "syntax error in expression (error token is \"\(tokens[index])\")")
            }
            return result
        } catch { throw .unset(String(text.prefix(200)).trimmingWhitespace, error.words) }
    }

    private static func tokens(_ text: String) throws(Problem) -> [String] {
        var tokens: [String] = []
        var rest = text[...]
        let signs = [
            "<<=", ">>=", "==", "!=", "<=", ">=", "&&", "||", "<<", ">>", "+=", "-=", "*=", "/=", "%=", "&=", "|=",
            "^=",
        ]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if ShellLine.belongsToName(first) {
                let word = rest.prefix(while: ShellLine.belongsToName)
                tokens.append(String(word))
                rest = rest[word.endIndex...]
            } else if let sign = signs.first(where: { rest.hasPrefix($0) }) {
                tokens.append(sign)
                rest = rest.dropFirst(sign.count)
            } else if "+-*/%<>&|^~!()?:=".contains(first) {
                tokens.append(String(first))
                rest.removeFirst()
            } else {
                throw Problem(words: "syntax error: operand expected (error token is \"\(rest.prefix(80))\")")
            }
        }
        return tokens
    }

    private var token: String? { index < tokens.count ? tokens[index] : nil }

    private mutating func take(_ sign: String) -> Bool {
        guard token == sign else { return false }
        index += 1
        return true
    }

    /// Computes an assignment or what stands on its right side; it is carried out only where it counts, which it does not
    /// behind `&&`, `||` and `?` that decide otherwise.
    private mutating func assignment(counts: Bool) throws(Problem) -> Int {
        depth += 1
        defer { depth -= 1 }
        guard depth < ArgumentLimits.depth else { throw Problem(words: "expression recursion level exceeded") }
        if let name = token, ShellLine.isName(name[...]), index + 1 < tokens.count,
            Self.assignments.contains(tokens[index + 1])
        {
            let sign = tokens[index + 1]
            index += 2
            let right = try assignment(counts: counts)
            guard counts else { return 0 }
            let result = sign == "=" ? right : try Self.compute(String(sign.dropLast()), try number(of: name), right)
            assigned.append((name, result))
            return result
        }
        let test = try binary(0, counts: counts)
        guard take("?") else { return test }
        let first = try assignment(counts: counts && test != 0)
        guard take(":") else { throw Problem(words: "`:' expected for conditional expression") }
        let second = try assignment(counts: counts && test == 0)
        return test != 0 ? first : second
    }

    private mutating func binary(_ level: Int, counts: Bool) throws(Problem) -> Int {
        guard level < Self.levels.count else { return try unary(counts: counts) }
        var left = try binary(level + 1, counts: counts)
        while let sign = token, Self.levels[level].contains(sign) {
            index += 1
            switch sign {
            case "||": left = try binary(level + 1, counts: counts && left == 0) != 0 || left != 0 ? 1 : 0
            case "&&": left = try binary(level + 1, counts: counts && left != 0) != 0 && left != 0 ? 1 : 0
            default:
                let right = try binary(level + 1, counts: counts)
                left = counts ? try Self.compute(sign, left, right) : 0
            }
        }
        return left
    }

    private mutating func unary(counts: Bool) throws(Problem) -> Int {
        depth += 1
        defer { depth -= 1 }
        guard depth < ArgumentLimits.depth else { throw Problem(words: "expression recursion level exceeded") }
        guard let token else { throw Problem(words: "syntax error: operand expected") }
        index += 1
        switch token {
        case "-": return 0 &- (try unary(counts: counts))
        case "+": return try unary(counts: counts)
        case "~": return ~(try unary(counts: counts))
        case "!": return try unary(counts: counts) == 0 ? 1 : 0
        case "(":
            let inner = try assignment(counts: counts)
            guard take(")") else { throw Problem(words: "missing `)'") }
            return inner
        default:
            if token.first?.isNumber == true { return try Self.number(token) }
            guard ShellLine.isName(token[...]) else {
                throw Problem(words: "syntax error: operand expected (error token is \"\(token)\")")
            }
            return counts ? try number(of: token) : 0
        }
    }

    private func number(of name: String) throws(Problem) -> Int {
        if let last = assigned.last(where: { $0.name == name }) { return last.value }
        let text = (value(name) ?? "").trimmingWhitespace
        guard !text.isEmpty else { return 0 }
        let isNegative = text.first == "-"
        let digits = isNegative || text.first == "+" ? String(text.dropFirst()) : text
        guard digits.first?.isNumber == true else {
            throw Problem(words: "syntax error: operand expected (error token is \"\(text.prefix(80))\")")
        }
        return isNegative ? 0 &- (try Self.number(digits)) : try Self.number(digits)
    }

    /// A number as C writes it: with `0x` in base 16, with `0` in base 8.
    private static func number(_ text: String) throws(Problem) -> Int {
        let small = text.lowercased()
        let (digits, base) =
            small.hasPrefix("0x") ? (small.dropFirst(2), 16) : small.hasPrefix("0") ? (small[...], 8) : (small[...], 10)
        guard !digits.isEmpty, digits.allSatisfy({ $0.hexDigitValue.map { $0 < base } ?? false }) else {
            throw Problem(words: "value too great for base (error token is \"\(text.prefix(80))\")")
        }
        return Int(digits, radix: base) ?? Int.max
    }

    private static func compute(_ sign: String, _ left: Int, _ right: Int) throws(Problem) -> Int {
        switch sign {
        case "+": return left &+ right
        case "-": return left &- right
        case "*": return left &* right
        case "/", "%":
            guard right != 0 else { throw Problem(words: "division by 0") }
            return sign == "/"
                ? left.dividedReportingOverflow(by: right).partialValue
                : left.remainderReportingOverflow(dividingBy: right).partialValue
        case "<<": return left &<< right
        case ">>": return left &>> right
        case "&": return left & right
        case "|": return left | right
        case "^": return left ^ right
        case "==": return left == right ? 1 : 0
        case "!=": return left != right ? 1 : 0
        case "<": return left < right ? 1 : 0
        case "<=": return left <= right ? 1 : 0
        case ">": return left > right ? 1 : 0
        default: return left >= right ? 1 : 0
        }
    }
}
