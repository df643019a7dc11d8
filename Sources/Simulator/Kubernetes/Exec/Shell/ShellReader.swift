/// Reads the text of shell commands: words with quotes and variables, `;`, `&&`, `||`, `|`, comments, and the
/// redirections that scripts use to hide output.
struct ShellReader {
    private var rest: Substring
    private var line = ShellLine()
    private var commands: [ShellLine.Command] = []
    private var command = ShellLine.Command()
    private var condition = ShellLine.Condition.always
    private var word: [ShellLine.Piece]?

    private init(_ text: String) {
        rest = text[...]
    }

    /// Reads a whole text.
    static func read(_ text: String) throws(ShellProblem) -> ShellLine {
        var reader = ShellReader(text)
        while let character = reader.rest.popFirst() { try reader.take(character) }
        reader.endWord()
        if reader.command.words.isEmpty, !reader.commands.isEmpty || reader.condition != .always {
            throw .incomplete
        }
        reader.endPipeline()
        return reader.line
    }

    private mutating func take(_ character: Character) throws(ShellProblem) {
        switch character {
        case " ", "\t": endWord()
        case "\n", "\r\n", ";": try separate(character)
        case "#" where word == nil: rest = rest.drop { $0 != "\n" }
        case "\\":
            guard let next = rest.popFirst() else { throw .incomplete }
            let continues = next == "\n" || next == "\r\n"
            if continues, rest.isEmpty { throw .incomplete }
            if !continues { append(.text(String(next))) }
        case "'":
            guard let end = rest.firstIndex(of: "'") else { throw .incomplete }
            append(.text(String(rest[..<end])))
            rest = rest[rest.index(after: end)...]
        case "\"": try quoted()
        case "$": try variable(quoted: false)
        case "|", "&": try join(character)
        case ">": try redirect(errors: false)
        case "2" where word == nil && rest.first == ">":
            rest.removeFirst()
            try redirect(errors: true)
        case "<": throw .unknown("<")
        case "`": throw .unknown("command substitution")
        case "(", ")": throw .unexpected(String(character))
        default: append(.text(String(character)))
        }
    }

    private mutating func append(_ piece: ShellLine.Piece) {
        var pieces = word ?? []
        // Nobody else may hold the text that grows: a copy with every letter would be quadratic.
        word = nil
        if case .text(let more) = piece, case .text(var before)? = pieces.last {
            pieces.removeLast()
            before += more
            pieces.append(.text(before))
        } else {
            pieces.append(piece)
        }
        word = pieces
    }

    private mutating func quoted() throws(ShellProblem) {
        append(.text(""))
        while let character = rest.popFirst() {
            switch character {
            case "\"": return
            case "\\":
                guard let next = rest.popFirst() else { throw .incomplete }
                if next == "\n" { continue }
                append(.text(["\"", "\\", "$", "`"].contains(next) ? String(next) : "\\\(next)"))
            case "$": try variable(quoted: true)
            case "`": throw .unknown("command substitution")
            default: append(.text(String(character)))
            }
        }
        throw .incomplete
    }

    private mutating func variable(quoted: Bool) throws(ShellProblem) {
        guard let first = rest.first else { return append(.text("$")) }
        if first == "(" { throw .unknown("command substitution") }
        if first == "{" {
            guard let end = rest.firstIndex(of: "}") else { throw .incomplete }
            let name = rest[rest.index(after: rest.startIndex)..<end]
            guard !name.isEmpty, name.allSatisfy(Self.belongsToName) else { throw .unknown("${\(name)}") }
            rest = rest[rest.index(after: end)...]
            return append(.variable(String(name), quoted: quoted))
        }
        if "?$".contains(first) {
            rest.removeFirst()
            return append(.variable(String(first), quoted: quoted))
        }
        let name = rest.prefix(while: Self.belongsToName)
        rest = rest[name.endIndex...]
        append(name.isEmpty ? .text("$") : .variable(String(name), quoted: quoted))
    }

    private static func belongsToName(_ character: Character) -> Bool {
        character == "_" || character.isASCII && (character.isLetter || character.isNumber)
    }

    private mutating func join(_ character: Character) throws(ShellProblem) {
        endWord()
        guard !command.words.isEmpty else { throw .unexpected(String(character)) }
        let isDouble = rest.first == character
        if isDouble { rest.removeFirst() }
        switch (character, isDouble) {
        case ("|", false):
            commands.append(command)
            command = ShellLine.Command()
        case ("&", false): throw .unknown("&")
        default:
            endPipeline()
            condition = character == "&" ? .afterSuccess : .afterFailure
        }
    }

    private mutating func separate(_ character: Character) throws(ShellProblem) {
        endWord()
        let isOpen = !commands.isEmpty || condition != .always
        if command.words.isEmpty, character == ";" {
            guard !isOpen, rest.first != ";", !line.pipelines.isEmpty else { throw .unexpected(";") }
        }
        // After an operator, the rest may stand on the next line.
        if command.words.isEmpty, isOpen { return }
        endPipeline()
    }

    private mutating func redirect(errors: Bool) throws(ShellProblem) {
        endWord()
        if rest.hasPrefix("&1") || rest.hasPrefix("&2") {
            let toErrors = rest.hasPrefix("&2")
            rest = rest.dropFirst(2)
            if toErrors != errors { command.redirections.append(toErrors ? .outputToErrors : .errorsToOutput) }
            return
        }
        rest = rest.drop { $0 == " " }
        guard rest.hasPrefix("/dev/null") else { throw .unknown("redirection to a file") }
        rest = rest.dropFirst("/dev/null".count)
        command.redirections.append(errors ? .errorsNowhere : .outputNowhere)
    }

    private mutating func endWord() {
        if let word { command.words.append(word) }
        word = nil
    }

    private mutating func endPipeline() {
        if !command.words.isEmpty { commands.append(command) }
        command = ShellLine.Command()
        if !commands.isEmpty { line.pipelines.append(.init(condition: condition, commands: commands)) }
        commands = []
        condition = .always
    }
}
