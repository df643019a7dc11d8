/// A shell at work: its variables, its directory, and how the last command ended.
struct ShellSession {
    /// The environment that commands get.
    private(set) var environment: PodEnvironment
    /// The directory it is in.
    private(set) var directory: String
    /// The exit code of the last command.
    private(set) var code = 0
    /// Whether it was told to leave.
    private(set) var isOver = false

    private let process: PodProcess
    private let name: String
    private var variables = PodEnvironment()

    /// Starts a session in a process.
    init(_ process: PodProcess, name: String) {
        self.process = process
        self.name = name
        environment = process.environment
        directory = process.directory
    }

    /// Runs what a line says.
    mutating func run(_ line: ShellLine) async {
        for pipeline in line.pipelines where !isOver && !Task.isCancelled {
            switch pipeline.condition {
            case .afterSuccess where code != 0, .afterFailure where code == 0: continue
            default: code = await run(pipeline)
            }
        }
    }

    /// Complains, and counts it as a failed command.
    mutating func fail(_ sentence: String) async {
        await process.errors.line("\(name): \(sentence)")
        code = 2
    }

    private mutating func run(_ pipeline: ShellLine.Pipeline) async -> Int {
        var input = process.input
        var result = 0
        for (index, command) in pipeline.commands.enumerated() {
            let isLast = index == pipeline.commands.count - 1
            let buffer = OutputBuffer()
            result = await run(
                command, input: input, output: isLast ? process.output : buffer.output, isAlone: isLast && index == 0)
            input = PodInput(buffer.text)
        }
        return result
    }

    private mutating func run(
        _ command: ShellLine.Command, input: PodInput, output: PodOutput, isAlone: Bool
    ) async -> Int {
        var words: [String]
        do throws(ShellProblem) { words = try expanded(command.words) } catch { return await refuse(error) }
        var child = process
        (child.input, child.output, child.environment, child.directory) = (input, output, environment, directory)
        for redirection in command.redirections {
            switch redirection {
            case .outputNowhere: child.output = .nowhere
            case .errorsNowhere: child.errors = .nowhere
            case .errorsToOutput: child.errors = child.output
            case .outputToErrors: child.output = child.errors
            }
        }
        var given: [(String, String)] = []
        while let word = words.first, let pair = Self.assignment(word) {
            given.append(pair)
            words.removeFirst()
        }
        guard let program = words.first else {
            do throws(ShellProblem) {
                for (name, value) in given { try set(name, value, exported: environment[name] != nil) }
            } catch { return await refuse(error) }
            return 0
        }
        if let code = await builtIn(program, Array(words.dropFirst()), child, isAlone: isAlone) { return code }
        for (name, value) in given { child.environment[name] = value }
        child.arguments = words
        let ready = child
        guard Programs.named(program) != nil else {
            await child.errors.line("\(name): \(program): command not found")
            return 127
        }
        return await process.foreground.run { await ready.start() ?? 127 }
    }

    /// Runs what the shell does itself, nil for everything else.
    private mutating func builtIn(
        _ program: String, _ arguments: [String], _ child: PodProcess, isAlone: Bool
    ) async -> Int? {
        switch program {
        case ":": return 0
        case "exit", "logout":
            // In a pipeline every command has a shell of its own.
            if isAlone { isOver = true }
            return arguments.first.map { (Int($0) ?? 2) & 255 } ?? code
        case "pwd":
            await child.output.line(directory)
            return 0
        case "cd":
            let place = child.absolute(arguments.first ?? environment["HOME"] ?? "/")
            guard place == "/" || PodFiles(child.machine).entries(of: place) != nil else {
                await child.errors.line("\(name): cd: \(arguments.first ?? ""): No such file or directory")
                return 1
            }
            directory = place
            return 0
        case "export":
            do throws(ShellProblem) {
                for word in arguments {
                    if let (name, value) = Self.assignment(word) {
                        try set(name, value, exported: true)
                    } else if let value = variables[word] {
                        variables[word] = nil
                        try set(word, value, exported: true)
                    }
                }
            } catch { return await refuse(error) }
            return 0
        case "unset":
            for word in arguments {
                environment[word] = nil
                variables[word] = nil
            }
            return 0
        default: return nil
        }
    }

    /// Complains about too much of something; the exit code is that of a program that cannot be started.
    private func refuse(_ problem: ShellProblem) async -> Int {
        await process.errors.line("\(name): \(problem.sentence)")
        return 126
    }

    /// Sets a variable, as long as there is room for all of them.
    private mutating func set(_ name: String, _ value: String, exported: Bool) throws(ShellProblem) {
        guard environment.bytes + variables.bytes + value.utf8.count <= ArgumentLimits.all else { throw .tooLong }
        if exported { environment[name] = value } else { variables[name] = value }
    }

    /// Words with their variables filled in, without those of which nothing is left.
    private func expanded(_ words: [[ShellLine.Piece]]) throws(ShellProblem) -> [String] {
        var room = ArgumentLimits.all
        var result: [String] = []
        for pieces in words {
            guard let text = try expanded(pieces) else { continue }
            room -= text.utf8.count
            guard room >= 0 else { throw .tooLong }
            result.append(text)
        }
        return result
    }

    /// A word with its variables filled in, nil where nothing is left of it.
    private func expanded(_ pieces: [ShellLine.Piece]) throws(ShellProblem) -> String? {
        var text = ""
        var isThere = false
        for piece in pieces {
            let part: String
            switch piece {
            case .text(let written):
                part = written
                isThere = true
            case .variable(let name, let quoted):
                part = name == "?" ? String(code) : variables[name] ?? environment[name] ?? ""
                isThere = isThere || quoted || !part.isEmpty
            }
            guard text.utf8.count + part.utf8.count <= ArgumentLimits.one else { throw .tooLong }
            text += part
        }
        return isThere ? text : nil
    }

    private static func assignment(_ word: String) -> (String, String)? {
        guard let equals = word.firstIndex(of: "=") else { return nil }
        let name = word[..<equals]
        guard let first = name.first, !first.isNumber,
            name.allSatisfy({ $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { return nil }
        return (String(name), String(word[word.index(after: equals)...]))
    }
}
