/// How commands are made of words (the grammar of POSIX's shell).
extension ShellReader {
    /// Words that begin, divide or end commands.
    private static let reserved: Set<String> = [
        "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "{", "}", "!", "in",
    ]
    /// Words that mean something to bigger shells only.
    private static let foreign: Set<String> = ["function", "select", "time", "[[", "coproc"]

    /// Reads commands up to one of some words or signs, which is taken.
    ///
    /// - Parameter ends: Words, `)`, `;;`, and an empty text for the end of what is read.
    /// - Returns: The commands, and what ended them.
    /// - Throws: `ShellProblem` where the text is no commands, or ends too early.
    mutating func list(until ends: Set<String>) throws(ShellProblem) -> (line: ShellLine, end: String) {
        guard depth < ArgumentLimits.depth else { throw .tooLong }
        depth += 1
        defer { depth -= 1 }
        var line = ShellLine()
        while true {
            try skipLines()
            if let end = try end(of: ends) { return (line, end) }
            try join(into: &line)
            try skipBlanks()
            if let end = try end(of: ends.intersection(["", ")", ";;"])) { return (line, end) }
            switch rest.first {
            case ";" where !rest.hasPrefix(";;"), "\n", "\r\n": rest.removeFirst()
            case "&": throw .unknown("&")
            default: throw .unexpected(token)
            }
        }
    }

    /// Takes one of some ends; nil where none stands here.
    private mutating func end(of ends: Set<String>) throws(ShellProblem) -> String? {
        guard let first = rest.first else {
            guard ends.contains("") else { throw .incomplete }
            return ""
        }
        if first == ")" || rest.hasPrefix(";;") {
            let sign = first == ")" ? ")" : ";;"
            guard ends.contains(sign) else { throw .unexpected(sign) }
            rest = rest.dropFirst(sign.count)
            return sign
        }
        guard let word = keyword, ends.contains(word) else { return nil }
        rest = rest.dropFirst(word.count)
        return word
    }

    /// The reserved word that stands here.
    private var keyword: String? {
        let word = String(rest.prefix { !Self.endsWord($0) })
        return Self.reserved.contains(word) || Self.foreign.contains(word) ? word : nil
    }

    /// Takes a word that has to stand here.
    private mutating func expect(_ word: String) throws(ShellProblem) {
        guard !rest.isEmpty else { throw .incomplete }
        guard keyword == word else { throw .unexpected(token) }
        rest = rest.dropFirst(word.count)
    }

    /// Reads commands that may not be none.
    private mutating func body(until ends: Set<String>) throws(ShellProblem) -> (line: ShellLine, end: String) {
        let found = try list(until: ends)
        guard !found.line.pipelines.isEmpty else { throw .unexpected(found.end) }
        return found
    }

    /// Reads pipelines with `&&` and `||` between them.
    private mutating func join(into line: inout ShellLine) throws(ShellProblem) {
        var condition = ShellLine.Condition.always
        while true {
            line.pipelines.append(try pipeline(condition))
            try skipBlanks()
            guard rest.hasPrefix("&&") || rest.hasPrefix("||") else { return }
            condition = rest.first == "&" ? .afterSuccess : .afterFailure
            rest = rest.dropFirst(2)
            // After an operator, the rest may stand on the next line.
            try skipLines()
        }
    }

    private mutating func pipeline(_ condition: ShellLine.Condition) throws(ShellProblem) -> ShellLine.Pipeline {
        var isNegated = false
        while keyword == "!" {
            rest.removeFirst()
            isNegated.toggle()
            try skipBlanks()
        }
        var commands = [try command()]
        try skipBlanks()
        while rest.first == "|", !rest.hasPrefix("||") {
            rest.removeFirst()
            try skipLines()
            commands.append(try command())
            try skipBlanks()
        }
        return .init(condition: condition, isNegated: isNegated, commands: commands)
    }

    private mutating func command() throws(ShellProblem) -> ShellLine.Command {
        guard !rest.isEmpty else { throw .incomplete }
        if rest.first != "(", let word = keyword, Self.foreign.contains(word) { throw .unknown(word) }
        if let compound = try compound() {
            var command = ShellLine.Command(compound: compound)
            try skipBlanks()
            while let redirection = try redirection() {
                command.redirections.append(redirection)
                try skipBlanks()
            }
            return command
        }
        var command = ShellLine.Command()
        while true {
            try skipBlanks()
            if let redirection = try redirection() {
                command.redirections.append(redirection)
            } else if let word = try word() {
                if command.words.isEmpty, let assignment = ShellLine.Assignment(word) {
                    command.assignments.append(assignment)
                    continue
                }
                command.words.append(word)
                guard command.words.count == 1, command.assignments.isEmpty, command.redirections.isEmpty else {
                    continue
                }
                if let name = Self.plain(word), ShellLine.isName(name[...]), let body = try functionBody() {
                    return ShellLine.Command(compound: .function(name, body))
                }
            } else {
                break
            }
        }
        guard !command.isEmpty else { throw .unexpected(token) }
        return command
    }

    /// A word that is nothing but text without quotes.
    private static func plain(_ word: ShellLine.Word) -> String? {
        guard word.count == 1, case .text(let text, quoted: false) = word[0] else { return nil }
        return text
    }

    /// What follows the name of a function; nil where the name is none.
    private mutating func functionBody() throws(ShellProblem) -> ShellLine.Command? {
        try skipBlanks()
        guard rest.first == "(" else { return nil }
        rest.removeFirst()
        try skipBlanks()
        guard rest.first == ")" else { throw rest.isEmpty ? .incomplete : .unexpected(token) }
        rest.removeFirst()
        try skipLines()
        guard depth < ArgumentLimits.depth else { throw .tooLong }
        depth += 1
        defer { depth -= 1 }
        let body = try command()
        guard body.compound != nil else { throw .unexpected("a function without braces") }
        return body
    }

    // MARK: Commands in commands

    private mutating func compound() throws(ShellProblem) -> ShellLine.Compound? {
        if rest.first == "(" {
            // Bigger shells compute; where no two brackets close it, it is one subshell in another.
            if try arithmetic() != nil { throw .unknown("((") }
            rest.removeFirst()
            return .subshell(try body(until: [")"]).line)
        }
        guard let word = keyword else { return nil }
        guard ["{", "if", "for", "while", "until", "case"].contains(word) else { throw .unexpected(word) }
        rest = rest.dropFirst(word.count)
        switch word {
        case "{": return .group(try body(until: ["}"]).line)
        case "if": return try branch()
        case "for": return try each()
        case "case": return try choice()
        default:
            let test = try body(until: ["do"]).line
            return .loop(.init(test: test, body: try body(until: ["done"]).line), isUntil: word == "until")
        }
    }

    private mutating func branch() throws(ShellProblem) -> ShellLine.Compound {
        var branches: [ShellLine.Branch] = []
        while true {
            let test = try body(until: ["then"]).line
            let (body, end) = try body(until: ["elif", "else", "fi"])
            branches.append(.init(test: test, body: body))
            if end == "fi" { return .branch(branches, otherwise: nil) }
            if end == "else" { return .branch(branches, otherwise: try self.body(until: ["fi"]).line) }
        }
    }

    private mutating func each() throws(ShellProblem) -> ShellLine.Compound {
        try skipBlanks()
        guard !rest.isEmpty else { throw .incomplete }
        let found = token
        guard let word = try word(), let name = Self.plain(word), ShellLine.isName(name[...]) else {
            throw .unexpected(found)
        }
        try skipBlanks()
        var words: [ShellLine.Word]?
        if rest.first == ";" {
            rest.removeFirst()
        } else {
            try skipLines()
            if keyword == "in" {
                try expect("in")
                words = []
                try skipBlanks()
                while let word = try self.word() {
                    words?.append(word)
                    try skipBlanks()
                }
                guard let separator = rest.first else { throw .incomplete }
                guard ";\n".contains(separator) || separator == "\r\n" else { throw .unexpected(token) }
                rest.removeFirst()
            }
        }
        try skipLines()
        try expect("do")
        return .each(name, words, try body(until: ["done"]).line)
    }

    private mutating func choice() throws(ShellProblem) -> ShellLine.Compound {
        try skipBlanks()
        guard !rest.isEmpty else { throw .incomplete }
        guard let subject = try word() else { throw .unexpected(token) }
        try skipLines()
        try expect("in")
        var choices: [ShellLine.Choice] = []
        while true {
            try skipLines()
            guard !rest.isEmpty else { throw .incomplete }
            if keyword == "esac" {
                try expect("esac")
                return .choice(subject, choices)
            }
            if rest.first == "(" { rest.removeFirst() }
            var patterns: [ShellLine.Word] = []
            repeat {
                if !patterns.isEmpty { rest.removeFirst() }
                try skipBlanks()
                guard let pattern = try word() else { throw rest.isEmpty ? .incomplete : .unexpected(token) }
                patterns.append(pattern)
                try skipBlanks()
            } while rest.first == "|"
            guard rest.first == ")" else { throw rest.isEmpty ? .incomplete : .unexpected(token) }
            rest.removeFirst()
            let (body, end) = try list(until: [";;", "esac"])
            choices.append(.init(patterns: patterns, body: body))
            if end == "esac" { return .choice(subject, choices) }
        }
    }
}
