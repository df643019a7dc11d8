/// Reads the text of shell commands.
///
/// It knows words with quotes, variables and the output of commands, `;`, `&&`, `||`, `|`, `!`, comments, redirections and
/// here-documents. What bigger shells know besides is refused by its name.
struct ShellReader {
    var rest: Substring
    /// How many substitutions this text stands in.
    let depth: Int
    private var line = ShellLine()
    private var commands: [ShellLine.Command] = []
    private var command = ShellLine.Command()
    private var condition = ShellLine.Condition.always
    private var isNegated = false
    private var word: ShellLine.Word?

    init(_ text: Substring, depth: Int = 0) {
        rest = text
        self.depth = depth
    }

    /// Reads a whole text.
    static func read(_ text: String, depth: Int = 0) throws(ShellProblem) -> ShellLine {
        var reader = ShellReader(text[...], depth: depth)
        return try reader.list(until: nil)
    }

    /// Reads commands up to a closing character, which is taken, or to the end of the text.
    mutating func list(until end: Character?) throws(ShellProblem) -> ShellLine {
        guard depth < ArgumentLimits.depth else { throw .tooLong }
        var isClosed = end == nil
        while let character = rest.popFirst() {
            if character == end {
                isClosed = true
                break
            }
            try take(character)
        }
        guard isClosed else { throw .incomplete }
        try endWord()
        if command.isEmpty, !commands.isEmpty || condition != .always || isNegated { throw .incomplete }
        try endPipeline()
        return line
    }

    private mutating func take(_ character: Character) throws(ShellProblem) {
        switch character {
        case " ", "\t": try endWord()
        case "\n", "\r\n", ";": try separate(character)
        case "#" where word == nil: rest = rest.drop { $0 != "\n" }
        case "\\":
            guard let next = rest.popFirst() else { throw .incomplete }
            let continues = next == "\n" || next == "\r\n"
            if continues, rest.isEmpty { throw .incomplete }
            if !continues { append(.text(String(next), quoted: true)) }
        case "'":
            guard let end = rest.firstIndex(of: "'") else { throw .incomplete }
            append(.text(String(rest[..<end]), quoted: true))
            rest = rest[rest.index(after: end)...]
        case "\"":
            // Nothing between quotes is a word; parameters that are not there are none.
            let pieces = try quoted(until: "\"")
            for piece in pieces.isEmpty ? [.text("", quoted: true)] : pieces { append(piece) }
        case "$": append(try dollar(quoted: false))
        case "`": append(try backQuoted(quoted: false))
        case "|", "&": try join(character)
        case "<", ">": try redirect(character, descriptor: nil)
        case "0", "1", "2":
            guard word == nil, let next = rest.first, next == ">" || next == "<" else {
                return append(.text(String(character), quoted: false))
            }
            rest.removeFirst()
            try redirect(next, descriptor: character.wholeNumberValue)
        case "(" where word == nil && command.isEmpty: throw .unknown("(")
        case "(", ")": throw .unexpected(String(character))
        case "~" where word == nil && (rest.first.map { " \t\n/;&|".contains($0) } ?? true):
            append(.variable("HOME", nil, quoted: true))
        case "*", "?": throw .unknown("\(character) as a pattern of file names")
        default: append(.text(String(character), quoted: false))
        }
    }

    mutating func append(_ piece: ShellLine.Piece) {
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

    // MARK: Between words

    private mutating func join(_ character: Character) throws(ShellProblem) {
        try endWord()
        guard !command.isEmpty else { throw .unexpected(String(character)) }
        let isDouble = rest.first == character
        if isDouble { rest.removeFirst() }
        switch (character, isDouble) {
        case ("|", false):
            try endCommand()
        case ("&", false): throw .unknown("&")
        default:
            try endPipeline()
            condition = character == "&" ? .afterSuccess : .afterFailure
        }
    }

    private mutating func separate(_ character: Character) throws(ShellProblem) {
        try endWord()
        let isOpen = !commands.isEmpty || condition != .always || isNegated
        if command.isEmpty, character == ";" {
            guard !isOpen, rest.first != ";", !line.pipelines.isEmpty else { throw .unexpected(";") }
        }
        // After an operator, the rest may stand on the next line.
        if command.isEmpty, isOpen { return }
        try endPipeline()
    }

    private mutating func endWord() throws(ShellProblem) {
        guard let word else { return }
        self.word = nil
        if let index = command.redirections.lastIndex(where: \.isOpen) {
            command.redirections[index] = command.redirections[index].closed(word)
            return
        }
        if command.words.isEmpty, let assignment = ShellLine.Assignment(word) {
            command.assignments.append(assignment)
            return
        }
        if command.words.isEmpty, command.assignments.isEmpty, word.count == 1,
            case .text(let text, quoted: false) = word[0]
        {
            if text == "!" {
                guard commands.isEmpty else { throw .unexpected("!") }
                isNegated.toggle()
                return
            }
            if Self.reserved.contains(text) { throw .unknown(text) }
        }
        command.words.append(word)
    }

    /// Words that begin or divide what this shell does not know.
    private static let reserved: Set<String> = [
        "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "{", "}", "function",
        "select", "time", "[[",
    ]

    /// Ends the command that is being read.
    private mutating func endCommand() throws(ShellProblem) {
        if command.redirections.contains(where: \.isOpen) { throw .unexpected("newline") }
        if !command.isEmpty { commands.append(command) }
        command = ShellLine.Command()
    }

    private mutating func endPipeline() throws(ShellProblem) {
        try endCommand()
        if !commands.isEmpty {
            line.pipelines.append(.init(condition: condition, isNegated: isNegated, commands: commands))
        }
        commands = []
        (condition, isNegated) = (.always, false)
    }

    // MARK: Redirections

    private mutating func redirect(_ sign: Character, descriptor: Int?) throws(ShellProblem) {
        try endWord()
        if command.redirections.contains(where: \.isOpen) { throw .unexpected(String(sign)) }
        if sign == "<" {
            guard descriptor == nil || descriptor == 0 else { throw .unknown("\(descriptor ?? 0)<") }
            if rest.first == "<" {
                rest.removeFirst()
                if rest.first == "<" { throw .unknown("<<<") }
                command.redirections.append(.text(try document()))
                return
            }
            if let next = rest.first, "(&>".contains(next) { throw .unknown("<\(next)") }
            command.redirections.append(.read([]))
            return
        }
        let descriptor = descriptor ?? 1
        guard descriptor > 0 else { throw .unknown("0>") }
        if rest.first == "&" {
            rest.removeFirst()
            guard let target = rest.popFirst()?.wholeNumberValue, target == 1 || target == 2 else {
                throw .unknown(">&")
            }
            command.redirections.append(.duplicate(descriptor: descriptor, of: target))
            return
        }
        let appends = rest.first == ">"
        if appends || rest.first == "|" { rest.removeFirst() }
        if rest.first == "(" { throw .unknown(">(") }
        command.redirections.append(.write(descriptor: descriptor, [], appends: appends))
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

extension ShellLine.Redirection {
    /// Whether its file's name has to follow.
    var isOpen: Bool {
        switch self {
        case .read(let word), .write(_, let word, _): word.isEmpty
        case .duplicate, .text: false
        }
    }

    /// The redirection with its file.
    func closed(_ word: ShellLine.Word) -> ShellLine.Redirection {
        switch self {
        case .read: .read(word)
        case .write(let descriptor, _, let appends): .write(descriptor: descriptor, word, appends: appends)
        case .duplicate, .text: self
        }
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
