/// Reads the text of shell commands: words with their quotes, redirections and here-documents; `ShellReader+Commands`
/// says how commands are made of them.
///
/// It knows the shell of POSIX but for jobs, traps and aliases. What is not known, and what bigger shells know besides, is
/// refused by its name.
struct ShellReader {
    var rest: Substring
    /// How many substitutions and commands this text stands in.
    var depth: Int

    init(_ text: Substring, depth: Int = 0) {
        rest = text
        self.depth = depth
    }

    /// Reads a whole text.
    static func read(_ text: String, depth: Int = 0) throws(ShellProblem) -> ShellLine {
        var reader = ShellReader(text[...], depth: depth)
        return try reader.list(until: [""]).line
    }

    /// Whether a character ends a word.
    static func endsWord(_ character: Character) -> Bool { " \t\n;&|<>()".contains(character) || character == "\r\n" }

    // MARK: Words

    /// Reads the word that stands here; nil where none does.
    mutating func word() throws(ShellProblem) -> ShellLine.Word? {
        var pieces: ShellLine.Word?
        while let character = rest.first, !Self.endsWord(character) {
            rest.removeFirst()
            switch character {
            case "\\":
                guard let next = rest.popFirst() else { throw .incomplete }
                let continues = next == "\n" || next == "\r\n"
                if continues, rest.isEmpty { throw .incomplete }
                if !continues { Self.append(.text(String(next), quoted: true), to: &pieces) }
            case "'":
                guard let end = rest.firstIndex(of: "'") else { throw .incomplete }
                Self.append(.text(String(rest[..<end]), quoted: true), to: &pieces)
                rest = rest[rest.index(after: end)...]
            case "\"":
                // Nothing between quotes is a word; parameters that are not there are none.
                let inner = try quoted(until: "\"")
                for piece in inner.isEmpty ? [.text("", quoted: true)] : inner { Self.append(piece, to: &pieces) }
            case "$": Self.append(try dollar(quoted: false), to: &pieces)
            case "`": Self.append(try backQuoted(quoted: false), to: &pieces)
            case "~" where pieces == nil && (rest.first.map { Self.endsWord($0) || $0 == "/" } ?? true):
                Self.append(.variable("HOME", nil, quoted: true), to: &pieces)
            default: Self.append(.text(String(character), quoted: false), to: &pieces)
            }
        }
        return pieces
    }

    private static func append(_ piece: ShellLine.Piece, to word: inout ShellLine.Word?) {
        var pieces = word ?? []
        // Nobody else may hold the text that grows: a copy with every letter would be quadratic.
        word = nil
        if case .text(let more, let quoted) = piece, case .text(var before, quoted)? = pieces.last {
            pieces.removeLast()
            before += more
            pieces.append(.text(before, quoted: quoted))
        } else {
            pieces.append(piece)
        }
        word = pieces
    }

    /// Goes over blanks, lines that go on, and comments.
    mutating func skipBlanks() throws(ShellProblem) {
        while let character = rest.first {
            switch character {
            case " ", "\t": rest.removeFirst()
            case "#": rest = rest.drop { $0 != "\n" && $0 != "\r\n" }
            case "\\":
                let after = rest.dropFirst()
                guard after.first == "\n" || after.first == "\r\n" else { return }
                rest = after.dropFirst()
                if rest.isEmpty { throw .incomplete }
            default: return
            }
        }
    }

    /// Goes over blanks and the ends of lines.
    mutating func skipLines() throws(ShellProblem) {
        try skipBlanks()
        while rest.first == "\n" || rest.first == "\r\n" {
            rest.removeFirst()
            try skipBlanks()
        }
    }

    /// What stands here, as a complaint names it.
    var token: String {
        guard let first = rest.first else { return "newline" }
        if first == "\n" || first == "\r\n" { return "newline" }
        for sign in [";;", "&&", "||"] where rest.hasPrefix(sign) { return sign }
        return Self.endsWord(first) ? String(first) : String(rest.prefix { !Self.endsWord($0) })
    }

    // MARK: Redirections

    /// Reads the redirection that stands here; nil where none does.
    mutating func redirection() throws(ShellProblem) -> ShellLine.Redirection? {
        guard let first = rest.first else { return nil }
        if first == "<" || first == ">" {
            rest.removeFirst()
            return try redirection(first, descriptor: nil)
        }
        guard let descriptor = first.wholeNumberValue, descriptor < 3, let sign = rest.dropFirst().first,
            sign == "<" || sign == ">"
        else { return nil }
        rest = rest.dropFirst(2)
        return try redirection(sign, descriptor: descriptor)
    }

    private mutating func redirection(
        _ sign: Character, descriptor: Int?
    ) throws(ShellProblem) -> ShellLine.Redirection {
        if sign == "<" {
            guard descriptor == nil || descriptor == 0 else { throw .unknown("\(descriptor ?? 0)<") }
            if rest.first == "<" {
                rest.removeFirst()
                if rest.first == "<" { throw .unknown("<<<") }
                return .text(try document())
            }
            if let next = rest.first, "(&>".contains(next) { throw .unknown("<\(next)") }
            return .read(try file())
        }
        let descriptor = descriptor ?? 1
        guard descriptor > 0 else { throw .unknown("0>") }
        if rest.first == "&" {
            rest.removeFirst()
            guard let target = rest.popFirst()?.wholeNumberValue, target == 1 || target == 2 else {
                throw .unknown(">&")
            }
            return .duplicate(descriptor: descriptor, of: target)
        }
        let appends = rest.first == ">"
        if appends || rest.first == "|" { rest.removeFirst() }
        if rest.first == "(" { throw .unknown(">(") }
        return .write(descriptor: descriptor, try file(), appends: appends)
    }

    /// The file that has to follow.
    private mutating func file() throws(ShellProblem) -> ShellLine.Word {
        try skipBlanks()
        guard let word = try word() else { throw .unexpected(token) }
        return word
    }

    /// Reads a here-document: its text begins on the next line, and is taken out of what is read further.
    private mutating func document() throws(ShellProblem) -> ShellLine.Word {
        let stripsTabs = rest.first == "-"
        if stripsTabs { rest.removeFirst() }
        rest = rest.drop { $0 == " " || $0 == "\t" }
        let sign = rest.prefix { !" \t\n;|&<>()".contains($0) }
        guard !sign.isEmpty else { throw rest.isEmpty ? .incomplete : .unexpected("newline") }
        rest = rest[sign.endIndex...]
        let end = sign.filter { !"'\"\\".contains($0) }
        guard let newline = rest.firstIndex(of: "\n") else { throw .incomplete }
        let before = rest[...newline]
        var after = rest[rest.index(after: newline)...]
        var text = ""
        while true {
            guard !after.isEmpty else { throw .incomplete }
            let stop = after.firstIndex(of: "\n") ?? after.endIndex
            var row = after[..<stop]
            after = stop == after.endIndex ? after[stop...] : after[after.index(after: stop)...]
            if stripsTabs { row = row.drop { $0 == "\t" } }
            if row == end { break }
            text += row + "\n"
        }
        rest = (String(before) + after)[...]
        guard end.count == sign.count else { return [.text(text, quoted: true)] }
        var reader = ShellReader(text[...], depth: depth + 1)
        return try reader.quoted(until: nil)
    }
}

extension ShellLine.Assignment {
    /// Reads a word as `NAME=value`; nil where it is none.
    init?(_ word: ShellLine.Word) {
        guard case .text(let text, quoted: false)? = word.first, let equals = text.firstIndex(of: "="),
            ShellLine.isName(text[..<equals])
        else { return nil }
        name = String(text[..<equals])
        let first = String(text[text.index(after: equals)...])
        value = (first.isEmpty ? [] : [.text(first, quoted: false)]) + word.dropFirst()
    }
}

extension ShellLine {
    /// Whether a text may be a variable's name.
    static func isName(_ text: Substring) -> Bool {
        text.first?.isNumber == false && !text.isEmpty && text.allSatisfy(belongsToName)
    }

    /// Whether a character may stand in a variable's name.
    static func belongsToName(_ character: Character) -> Bool {
        character == "_" || character.isASCII && (character.isLetter || character.isNumber)
    }
}
