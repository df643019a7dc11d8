import Canvas
import Design
import Wire

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

    /// What somebody answered to the question for a field.
    enum Answer: Equatable {
        /// A value, and where it came from.
        case value(String, Provenance)
        /// Nothing: the field is optional.
        case leftOut
        /// Something that answers other fields too.
        case pasted(Paste)
    }

    /// What leaves an optional field without a value, where Enter would take a suggestion.
    static let nothing = "-"

    /// The most lines of one pasted document.
    private static let pasteLimit = 4000

    /// Says a line.
    func say(_ text: String = "") { for line in paint.lines(text) { write(line) } }

    /// Says a line that has a sign in front.
    func say(sign: String, _ text: String) { for line in paint.lines(sign: sign, " " + text) { write(line) } }

    /// Says a command to be copied.
    func say(command: String) { for line in paint.command("  ", command) { write(line) } }

    /// Asks for a line.
    ///
    /// - Parameter question: What stands before the answer.
    /// - Returns: What was typed, without blanks around it.
    /// - Throws: `Stop` when the input has ended, or somebody typed `q` or `back`.
    func ask(_ question: String) throws(Stop) -> String {
        let text = question.trimmingBlanks
        try prompt(paint.lines(text).joined(separator: "\n") + (text == question ? "" : " "))
        guard let line = read() else {
            write("")
            throw Stop(
                code: .usage, name: "InputEnded",
                message:
                    "The input ended at \"\(question.prefix { $0 != "[" && $0 != ":" }.trimmingBlanks)\". Nothing was changed."
            )
        }
        let answer = line.trimmingWhitespace
        switch answer {
        case "q": throw Stop(code: .changesRemain, name: "Left", message: "Left; nothing more was done.")
        case "back": throw .back
        default: return answer
        }
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
    /// - Returns: What was answered.
    /// - Throws: `Stop` when the input has ended, or somebody left or went back.
    func value(
        of field: Field, suggestion: (text: String, from: Provenance)?, choices: [String] = []
    ) throws(Stop) -> Answer {
        say()
        say("\(field.label)")
        say("  \(field.what)")
        if choices.count > 1 || choices.count == 1 && choices.first != suggestion?.text {
            say("  Found: \(choices.joined(separator: ", ")).")
        }
        while true {
            let answer = whole(try ask(question(field, suggestion)))
            if answer == "?" {
                explain(field)
                continue
            }
            if answer.isEmpty {
                if let suggestion { return .value(suggestion.text, suggestion.from) }
                if !field.isRequired { return .leftOut }
                say("  It cannot be left out. Expected \(field.expected), for example \(field.example).")
                continue
            }
            if answer == Self.nothing, !field.isRequired { return .leftOut }
            if let paste = Paste(answer, into: field.id) { return .pasted(paste) }
            do {
                return .value(try field.check(answer), .typed)
            } catch {
                say("  \(error.sentence)")
                say("  Found \"\(error.found)\", expected \(error.expected).")
                if let repair = error.repair { say("  Perhaps \(repair)?") }
            }
        }
    }

    /// The whole of a pasted document, which has lines of its own.
    private func whole(_ first: String) -> String {
        guard first.hasPrefix("{") || first.hasPrefix("[") else { return first }
        var text = first
        for _ in 0..<Self.pasteLimit {
            if (try? JSONValue.parse(text)) != nil { break }
            // An empty line ends what is no document.
            guard let line = read(), !line.isEmpty else { break }
            text += "\n" + line
        }
        return text
    }

    private func question(_ field: Field, _ suggestion: (text: String, from: Provenance)?) -> String {
        if let suggestion { return "\(field.label) [\(suggestion.text), \(suggestion.from.words)]: " }
        return field.isRequired ? "\(field.label): " : "\(field.label) [leave out]: "
    }

    private func explain(_ field: Field) {
        let rows = [
            ("Expected", field.expected), ("Example", field.example), ("Find it", field.console),
            (field.console.isEmpty ? "Find it" : "", field.command), ("If wrong", field.ifWrong),
        ]
        for (heading, text) in rows where !text.isEmpty {
            for line in paint.lines("  \(heading.blankPadded(to: 11))\(text)", hanging: 13) { write(line) }
        }
    }
}

extension Stop {
    /// Somebody wants to answer the question before once more.
    static let back = Stop(code: .changesRemain, name: "Back", message: "There is nothing before this.")

    /// Whether somebody wants to go back, rather than leave.
    var isBack: Bool { problem.code == "Back" }
}
