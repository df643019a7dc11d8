import ArgumentParser
import Design

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// From the arguments to the end of the process: parsing, running, and saying what was wrong with the arguments.
enum CommandLineRun {
    /// Runs the command that the arguments name.
    static func run(_ arguments: [String]) {
        if let problem = CommandName.problem(arguments) { leave(problem, arguments) }
        // The parser's own experiment, which the installed program leaves out (see WithoutFoundation.swift).
        let experiment = "--experimental-dump-help"
        if arguments.contains(experiment) { leave(ParserWords.reworded("Unknown option '\(experiment)'"), arguments) }
        do {
            var command = try Sesame.parseAsRoot(arguments)
            try command.run()
        } catch {
            // Help, version and completion scripts: the parser's words, written by the one who notices when they are
            // lost.
            guard Sesame.exitCode(for: error) != .success else {
                let text = Sesame.fullMessage(for: error)
                Exit.run(.text) { () throws(Stop) in
                    if !text.isEmpty { try Console.whole(text + "\n") }
                    return .success
                }
            }
            leave(words(error), arguments)
        }
    }

    private static func words(_ error: any Error) -> String {
        var text = Sesame.fullMessage(for: error)
        if text.hasPrefix("Error: ") { text.removeFirst("Error: ".count) }
        // Home is what runs when no command is named; nobody has to know its name.
        return ParserWords.reworded(text.replacing("sesame home", with: "sesame"))
    }

    private static func leave(_ words: String, _ arguments: [String]) -> Never {
        // The arguments could not be understood, so the format that they ask for is looked up by hand.
        let wantsJSON = zip(arguments, arguments.dropFirst() + [""]).contains { argument, next in
            ["-o", "--output"].contains(argument) && next == "json"
                || ["-ojson", "-o=json", "--output=json"].contains(argument)
        }
        let message = wantsJSON ? String(words.prefix { $0 != "\n" }) : words
        Exit.report(
            Stop(code: .usage, name: "BadUsage", message: message),
            wantsJSON ? .json : .text)
        exit(Design.ExitCode.usage.rawValue)
    }
}
