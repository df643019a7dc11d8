/// What begins with a dollar sign or a back-quote, and what stands between double quotes.
extension ShellReader {
    /// Reads the inside of double quotes up to the quote, which is taken; a here-document to its end.
    mutating func quoted(until end: Character?) throws(ShellProblem) -> ShellLine.Word {
        var pieces: ShellLine.Word = []
        var text = ""
        func flushed() -> ShellLine.Word { text.isEmpty ? [] : [.text(text, quoted: true)] }
        while let character = rest.popFirst() {
            switch character {
            case end: return pieces + flushed()
            case "\\":
                guard let next = rest.popFirst() else {
                    if end == nil { return pieces + flushed() + [.text("\\", quoted: true)] }
                    throw .incomplete
                }
                if next == "\n" { continue }
                let isEscape = ["\\", "$", "`"].contains(next) || next == end
                text += isEscape ? String(next) : "\\\(next)"
            case "$", "`":
                pieces += flushed()
                text = ""
                pieces.append(character == "$" ? try dollar(quoted: true) : try backQuoted(quoted: true))
            default: text.append(character)
            }
        }
        guard end == nil else { throw .incomplete }
        return pieces + flushed()
    }

    /// Reads what follows a dollar sign.
    mutating func dollar(quoted: Bool) throws(ShellProblem) -> ShellLine.Piece {
        guard let first = rest.first else { return .text("$", quoted: quoted) }
        switch first {
        case "(":
            if let expression = try arithmetic() {
                var inner = ShellReader(expression, depth: depth + 1)
                return .arithmetic(try inner.quoted(until: nil), quoted: quoted)
            }
            rest.removeFirst()
            var inner = ShellReader(rest, depth: depth)
            let commands = try inner.list(until: [")"]).line
            rest = inner.rest
            return .output(commands, quoted: quoted)
        case "{":
            rest.removeFirst()
            return try braced(quoted: quoted)
        case "?", "$", "#", "@", "*", "0"..."9", "!", "-":
            if "!-".contains(first) { throw .unknown("$\(first)") }
            rest.removeFirst()
            return .variable(String(first), nil, quoted: quoted)
        default:
            let name = rest.prefix(while: ShellLine.belongsToName)
            rest = rest[name.endIndex...]
            return name.isEmpty ? .text("$", quoted: quoted) : .variable(String(name), nil, quoted: quoted)
        }
    }

    /// Takes `((…))`; nil where the second bracket begins commands of their own.
    mutating func arithmetic() throws(ShellProblem) -> Substring? {
        guard depth < ArgumentLimits.depth else { throw .tooLong }
        guard rest.hasPrefix("((") else { return nil }
        let start = rest.index(rest.startIndex, offsetBy: 2)
        var (open, index) = (0, start)
        while index < rest.endIndex {
            let next = rest.index(after: index)
            switch rest[index] {
            case "(": open += 1
            case ")" where open > 0: open -= 1
            case ")":
                guard next < rest.endIndex else { throw .incomplete }
                guard rest[next] == ")" else { return nil }
                defer { rest = rest[rest.index(after: next)...] }
                return rest[start..<index]
            case "'", "\"": return nil
            default: break
            }
            index = next
        }
        throw .incomplete
    }

    /// Reads `NAME}`, `NAME:-word}` and their like.
    private mutating func braced(quoted: Bool) throws(ShellProblem) -> ShellLine.Piece {
        guard rest.contains("}") else { throw .incomplete }
        if rest.first == "#", let next = rest.dropFirst().first, next != "}", !"#%:-=?+".contains(next) {
            return try length(quoted: quoted)
        }
        let name = rest.prefix(while: ShellLine.belongsToName)
        let isSpecial = name.isEmpty && rest.first.map { "?#@*".contains($0) } == true
        let known = isSpecial ? rest.prefix(1) : name
        let isNumber = !name.isEmpty && name.allSatisfy(\.isNumber)
        guard isSpecial || isNumber || ShellLine.isName(name) else {
            throw .unknown("${\(rest.prefix { $0 != "}" })}")
        }
        rest = rest[known.endIndex...]
        if rest.first == "}" {
            rest.removeFirst()
            return .variable(String(known), nil, quoted: quoted)
        }
        let countsEmpty = rest.first == ":"
        if countsEmpty { rest.removeFirst() }
        if !countsEmpty, let sign = rest.first, sign == "#" || sign == "%" {
            rest.removeFirst()
            let isLongest = rest.first == sign
            if isLongest { rest.removeFirst() }
            let trim = ShellLine.Trim(
                isAtEnd: sign == "%", isLongest: isLongest, pattern: try fallback(quoted: false))
            return .trimmed(String(known), trim, quoted: quoted)
        }
        guard let sign = rest.first, let kind = ShellLine.Fallback.Kind(rawValue: sign) else {
            throw .unknown("${\(known)\(rest.prefix { $0 != "}" })}")
        }
        rest.removeFirst()
        let word = try fallback(quoted: quoted)
        return .variable(
            String(known), ShellLine.Fallback(kind: kind, countsEmpty: countsEmpty, word: word), quoted: quoted)
    }

    /// Reads the name after `${#`.
    private mutating func length(quoted: Bool) throws(ShellProblem) -> ShellLine.Piece {
        let text = rest.dropFirst().prefix { $0 != "}" }
        guard ShellLine.isName(text) || text.allSatisfy(\.isNumber) || text == "?" else {
            throw .unknown("${#\(text)}")
        }
        rest = rest[text.endIndex...].dropFirst()
        return .length(String(text), quoted: quoted)
    }

    /// Reads the word of a fallback up to the brace that closes it.
    private mutating func fallback(quoted: Bool) throws(ShellProblem) -> ShellLine.Word {
        var pieces: ShellLine.Word = []
        while let character = rest.popFirst() {
            switch character {
            case "}": return pieces
            case "\\":
                guard let next = rest.popFirst() else { throw .incomplete }
                if next == "\n" { continue }
                let isEscape = !quoted || ["\\", "$", "`", "\"", "}"].contains(next)
                pieces.append(.text(isEscape ? String(next) : "\\\(next)", quoted: true))
            case "'" where !quoted:
                guard let end = rest.firstIndex(of: "'") else { throw .incomplete }
                pieces.append(.text(String(rest[..<end]), quoted: true))
                rest = rest[rest.index(after: end)...]
            case "\"":
                if quoted { throw .unknown("quotes inside of \"${…}\"") }
                let inner = try self.quoted(until: "\"")
                pieces += inner.isEmpty ? [.text("", quoted: true)] : inner
            case "$": pieces.append(try dollar(quoted: quoted))
            case "`": pieces.append(try backQuoted(quoted: quoted))
            default: pieces.append(.text(String(character), quoted: quoted))
            }
        }
        throw .incomplete
    }

    /// Reads commands between back-quotes, in which a backslash keeps a back-quote, a dollar sign and itself.
    mutating func backQuoted(quoted: Bool) throws(ShellProblem) -> ShellLine.Piece {
        var text = ""
        while let character = rest.popFirst() {
            switch character {
            case "`": return .output(try ShellReader.read(text, depth: depth + 1), quoted: quoted)
            case "\\":
                guard let next = rest.popFirst() else { throw .incomplete }
                let isEscape = ["`", "\\", "$"].contains(next) || quoted && next == "\""
                text += isEscape ? String(next) : "\\\(next)"
            default: text.append(character)
            }
        }
        throw .incomplete
    }
}
