import Design

/// Asking and answering line by line: nothing moves, nothing is overwritten, every line can be read aloud.
struct LineDialog {
    /// How lines look.
    let paint: Paint
    /// Gives the next line of the input; nil at its end.
    var read: () -> String? = { readLine() }
    /// Puts a line out.
    var write: (String) -> Void = { Console.line($0) }
    /// Puts out what a person is to answer, so that it stands there before they do.
    var prompt: (String) throws(Stop) -> Void = { text throws(Stop) in try Console.whole(text) }

    /// Says a line.
    func say(_ text: String = "") { write(paint.line(text)) }

    /// Says a line that has a sign in front.
    func say(sign: String, _ text: String) { write(paint.line(sign: sign, " " + text)) }

    /// Asks for a line.
    ///
    /// - Parameter question: What stands before the answer.
    /// - Returns: What was typed, without blanks around it.
    /// - Throws: `Stop` when the input has ended, or somebody typed `q`.
    func ask(_ question: String) throws(Stop) -> String {
        try prompt(paint.line(question))
        guard let line = read() else {
            write("")
            throw Stop(
                code: .usage, name: "InputEnded",
                message: "The input ended at \"\(question.prefix { $0 != "[" && $0 != ":" })\". Nothing was changed.")
        }
        let answer = String(line.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        if answer == "q" { throw Stop(code: .changesRemain, name: "Left", message: "Left; nothing more was done.") }
        return answer
    }

    /// Asks yes or no; Enter says what stands in brackets.
    func agrees(_ question: String, unlessSaid enter: Bool = true) throws(Stop) -> Bool {
        while true {
            switch try ask("\(question) [\(enter ? "yes" : "no")]: ").lowercased() {
            case "": return enter
            case "y", "yes": return true
            case "n", "no": return false
            default: say("  Say yes or no.")
            }
        }
    }

    /// Asks for the value of a field until it is one.
    ///
    /// - Parameters:
    ///   - field: The field.
    ///   - suggestion: What Enter takes, and where it comes from; nil when there is nothing to suggest.
    ///   - choices: Values that were found, to choose from; others may be typed.
    /// - Returns: The value and where it came from; nil when an optional field is left out.
    /// - Throws: `Stop` when the input has ended, or somebody left.
    func value(
        of field: Field, suggestion: (text: String, from: Provenance)?, choices: [String] = []
    ) throws(Stop) -> (text: String, from: Provenance)? {
        say()
        say("\(field.label)")
        say("  \(field.what)")
        if choices.count > 1 { say("  Found: \(choices.joined(separator: ", ")).") }
        while true {
            let answer = try ask(question(field, suggestion))
            if answer == "?" {
                explain(field)
                continue
            }
            if answer.isEmpty {
                if let suggestion { return suggestion }
                if !field.isRequired { return nil }
                say("  It cannot be left out. Expected \(field.expected), for example \(field.example).")
                continue
            }
            do {
                return (try field.check(answer), .typed)
            } catch {
                say("  \(error.sentence)")
                say("  Found \"\(error.found)\", expected \(error.expected).")
                if let repair = error.repair { say("  Perhaps \(repair)?") }
            }
        }
    }

    private func question(_ field: Field, _ suggestion: (text: String, from: Provenance)?) -> String {
        if let suggestion { return "\(field.label) [\(suggestion.text), \(suggestion.from.words)]: " }
        return field.isRequired ? "\(field.label): " : "\(field.label) [leave out]: "
    }

    private func explain(_ field: Field) {
        say("  Expected   \(field.expected)")
        if !field.example.isEmpty { say("  Example    \(field.example)") }
        if !field.console.isEmpty { say("  Find it    \(field.console)") }
        if !field.command.isEmpty { say("             \(field.command)") }
        if !field.ifWrong.isEmpty { say("  If wrong   \(field.ifWrong)") }
    }
}
