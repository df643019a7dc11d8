/// What words become before a command gets them.
extension ShellSession {
    /// The words of a command, as far as there is room for them; patterns become the paths that fit.
    mutating func expanded(_ words: [ShellLine.Word]) async throws(ShellProblem) -> [String] {
        var room = ArgumentLimits.all - environment.bytes
        var result: [String] = []
        for word in words {
            // A shell assigns what its own commands are given without taking it apart.
            let assigns = result.first.map { ["export", "local"].contains($0) } ?? false
            let isAssigned = assigns && ShellLine.Assignment(word) != nil
            let fields = isAssigned ? [try await text(of: word)] : try await fields(of: word)
            for field in fields {
                room -= field.utf8.count
                guard room >= 0 else { throw .tooLong }
                result.append(field)
            }
        }
        return result
    }

    /// A word as one text, whatever blanks are in it.
    mutating func text(of word: ShellLine.Word) async throws(ShellProblem) -> String {
        try await whole(word).map(\.text).joined(separator: " ")
    }

    /// A word as a pattern, in which what was quoted stands for itself.
    mutating func pattern(of word: ShellLine.Word) async throws(ShellProblem) -> ShellPattern {
        ShellPattern(try await whole(word).flatMap(\.parts))
    }

    private mutating func whole(_ word: ShellLine.Word) async throws(ShellProblem) -> [ShellFields.Field] {
        var fields = ShellFields()
        try await add(word, to: &fields, splits: false)
        fields.finish()
        return fields.fields
    }

    private mutating func fields(of word: ShellLine.Word) async throws(ShellProblem) -> [String] {
        var fields = ShellFields(separators: separators)
        try await add(word, to: &fields, splits: true)
        fields.finish()
        var files: PodFiles?
        var result: [String] = []
        for field in fields.fields {
            guard !leavesPatterns, let pattern = field.pattern else {
                result.append(field.text)
                continue
            }
            let known = files ?? PodFiles(process.machine)
            files = known
            var place = process
            place.directory = directory
            let paths = pattern.paths(known) { place.absolute($0) }
            result += paths.isEmpty ? [field.text] : paths
        }
        return result
    }

    /// What divides words: `IFS`.
    var separators: String { value(of: "IFS") ?? " \t\n" }

    private mutating func add(
        _ word: ShellLine.Word, to fields: inout ShellFields, splits: Bool, isFallback: Bool = false
    ) async throws(ShellProblem) {
        for piece in word {
            switch piece {
            // The word of a fallback falls apart like the value that it stands for.
            case .text(let text, quoted: false) where isFallback && splits: try fields.split(text)
            case .text(let text, let quoted): try fields.append(text, quoted: quoted)
            case .output(let line, let quoted):
                try add(try await output(of: line), quoted: quoted, to: &fields, splits: splits)
            case .arithmetic(let expression, let quoted):
                let text = String(try compute(try await text(of: expression)))
                try add(text, quoted: quoted, to: &fields, splits: splits)
            case .length(let name, let quoted):
                let text = String(try known(name).count)
                try add(text, quoted: quoted, to: &fields, splits: splits)
            case .trimmed(let name, let trim, let quoted):
                let pattern = try await pattern(of: trim.pattern)
                let text = try pattern.trimming(try known(name), atEnd: trim.isAtEnd, longest: trim.isLongest)
                try add(text, quoted: quoted, to: &fields, splits: splits)
            case .variable(let name, let fallback, let quoted):
                if let fallback, let word = try await replacement(name, fallback) {
                    try await add(word, to: &fields, splits: splits && !quoted, isFallback: true)
                } else if name == "@" || name == "*" {
                    try addParameters(name, quoted: quoted, to: &fields, splits: splits)
                } else {
                    try add(try known(name), quoted: quoted, to: &fields, splits: splits)
                }
            }
        }
    }

    /// The value of a variable, empty where it is not set and need not be.
    private func known(_ name: String) throws(ShellProblem) -> String {
        if let text = value(of: name) { return text }
        if refusesUnset { throw .unset(name, "unbound variable") }
        return ""
    }

    /// Computes an expression and sets what it assigns.
    private mutating func compute(_ text: String) throws(ShellProblem) -> Int {
        let known = self
        var arithmetic = ShellArithmetic { known.value(of: $0) }
        let result = try arithmetic.compute(text)
        for (name, value) in arithmetic.assigned {
            try set(name, String(value), exported: environment[name] != nil)
        }
        return result
    }

    private func add(
        _ text: String, quoted: Bool, to fields: inout ShellFields, splits: Bool
    ) throws(ShellProblem) {
        if quoted || !splits { try fields.append(text, quoted: quoted) } else { try fields.split(text) }
    }

    private func addParameters(
        _ name: String, quoted: Bool, to fields: inout ShellFields, splits: Bool
    ) throws(ShellProblem) {
        if quoted && name == "*" || !splits {
            let joint = name == "*" ? separators.prefix(1) : " "
            return try fields.append(parameters.joined(separator: String(joint)), quoted: quoted)
        }
        for (index, parameter) in parameters.enumerated() {
            if index > 0 { fields.finish() }
            try add(parameter, quoted: quoted, to: &fields, splits: splits)
        }
    }

    /// The word that stands for a variable; nil where its own value does.
    private mutating func replacement(
        _ name: String, _ fallback: ShellLine.Fallback
    ) async throws(ShellProblem) -> ShellLine.Word? {
        let own = name == "@" || name == "*" ? (parameters.isEmpty ? nil : parameters.joined()) : value(of: name)
        let isThere = own.map { !$0.isEmpty || !fallback.countsEmpty } ?? false
        switch fallback.kind {
        case .replace: return isThere ? fallback.word : []
        case .use: return isThere ? nil : fallback.word
        case .assign:
            guard !isThere else { return nil }
            guard ShellLine.isName(name[...]) else { throw .unknown("${\(name)=…}") }
            try set(name, try await text(of: fallback.word), exported: environment[name] != nil)
            return nil
        case .complain:
            guard !isThere else { return nil }
            let words = try await text(of: fallback.word)
            throw .unset(name, words.isEmpty ? "parameter null or not set" : words)
        }
    }

    /// What commands print, without the line ends at its end; they run in a shell of their own.
    private mutating func output(of line: ShellLine) async throws(ShellProblem) -> String {
        let buffer = OutputBuffer()
        var inner = self
        inner.process.output = buffer.output
        await inner.run(line)
        code = inner.code
        outputCode = inner.code
        var text = buffer.text[...]
        while text.last == 0x0A { text.removeLast() }
        guard text.count <= ArgumentLimits.one else { throw .tooLong }
        return String(decoding: text, as: UTF8.self)
    }

    /// The value of a variable or parameter; nil where it is not set.
    func value(of name: String) -> String? {
        switch name {
        case "?": return String(code)
        case "#": return String(parameters.count)
        case "$": return "7"
        case "0": return self.name
        default:
            if let number = Int(name) {
                return parameters.indices.contains(number - 1) ? parameters[number - 1] : nil
            }
            return variables[name] ?? environment[name]
        }
    }
}
