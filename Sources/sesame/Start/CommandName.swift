import ArgumentParser
import Identifiers

/// The first word of the command line: a command, a planned one, or a slip of the finger.
enum CommandName {
    /// The commands there are, `help` among them; home has no name that anybody needs.
    static let known =
        Sesame.configuration.subcommands.map { $0.configuration }.filter(\.shouldDisplay)
        .compactMap(\.commandName) + ["help"]

    /// The commands that are planned, and what does the job until then.
    static let planned: [(name: String, instead: String)] = [
        ("destroy", "The last screen of \"sesame setup\" lists the commands that undo a setup."),
        ("export", "\"sesame render\" writes the six documents."),
    ]

    /// What is wrong with the first word, or nil where the parser may go on.
    static func problem(_ arguments: [String]) -> String? {
        guard let first = arguments.first, !first.isEmpty else { return nil }
        if first.hasPrefix("-") {
            // Values of options may look like commands; only a word after a flag that home does not have matters.
            guard let position = arguments.firstIndex(where: { known.contains($0) && $0 != "help" }),
                !["-h", "--help", "--version"].contains(first), isOption(first),
                !first.hasPrefix("--generate"), !first.hasPrefix("---")
            else { return nil }
            if position == 1, takesValue(first) { return nil }
            var words = arguments
            let command = words.remove(at: position)
            return "The command comes first: sesame \(([command] + words).joined(separator: " "))"
        }
        if first == "help", arguments.count > 1, !arguments[1].hasPrefix("-") {
            return known.contains(arguments[1]) ? nil : unknown(arguments[1])
        }
        if known.contains(first) || first == HomeCommand.configuration.commandName { return nil }
        return unknown(first)
    }

    private static func unknown(_ first: String) -> String {
        if let plan = planned.first(where: { $0.name == first }) {
            return "\"sesame \(first)\" is planned; this version cannot do it yet. \(plan.instead)"
        }
        let near = EditDistance.nearest(to: first, among: known.filter { $0 != "help" })
        let hint = near.map { " Did you mean \"\($0)\"?" } ?? ""
        return "There is no command \"\(first)\".\(hint)\n\"sesame help\" lists the commands."
    }

    private static func isOption(_ word: String) -> Bool { word.count > 1 }

    /// Whether an option is followed by its value, which may have any name: the parser of each command is asked.
    ///
    /// An option that no command has may be followed by one. (The parser's own description of itself would say it too,
    /// but is written by Foundation, which the installed program does not have.)
    private static func takesValue(_ option: String) -> Bool {
        guard !option.contains("=") else { return false }
        var isKnown = false
        for command in Sesame.configuration.subcommands {
            do {
                _ = try command.parse([option])
                isKnown = true
            } catch {
                let message = command.message(for: error)
                if message.contains("Missing value for") { return true }
                if !message.contains("Unknown option") { isKnown = true }
            }
        }
        return !isKnown
    }
}
