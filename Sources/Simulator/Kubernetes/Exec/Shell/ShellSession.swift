/// A shell at work: its variables, its directory, and how the last command ended.
struct ShellSession {
    /// The environment that commands get.
    var environment: PodEnvironment
    /// The variables that only the shell has.
    var variables = PodEnvironment()
    /// `$1` and those after it.
    var parameters: [String]
    /// The directory it is in.
    var directory: String
    /// The exit code of the last command.
    var code = 0
    /// The exit code of the last command whose output became part of the command that runs.
    var outputCode: Int?
    /// Whether it was told to leave.
    var isOver = false
    /// `set -e`: a command that fails ends it.
    var exitsOnFailure = false
    /// `set -u`: a variable that is not set is a mistake.
    var refusesUnset = false
    /// `set -o pipefail`: a pipeline fails with any of its commands.
    var failsWithAny = false
    /// `set -f`: patterns of file names stay what they are.
    var leavesPatterns = false
    /// Whether the command that runs decides what runs next: then `set -e` does not count.
    var isTested = false
    /// The functions, by name.
    var functions: [String: ShellLine.Command] = [:]
    /// In how many functions and files that were read it is.
    var calls = 0
    /// In how many loops of the function it is.
    var loops = 0
    /// What `local` has put aside, for every function that runs.
    var locals: [[String: Saved]] = []
    /// What it leaves.
    var leaving: Leaving?
    /// What it reads from and writes to.
    var process: PodProcess
    /// Its name in complaints.
    let name: String

    /// What is left before its end.
    enum Leaving: Sendable, Hashable {
        /// So many loops.
        case loops(Int)
        /// This time of the loop with the number.
        case turn(Int)
        /// A function, or a file that was read.
        case call
    }

    /// A variable as it was.
    struct Saved: Sendable, Hashable {
        var own: String?
        var exported: String?
    }

    /// Starts a session in a process.
    init(_ process: PodProcess, name: String, parameters: [String] = []) {
        self.process = process
        self.name = name
        self.parameters = parameters
        environment = process.environment
        directory = process.directory
    }

    /// Whether nothing further runs for now.
    var stops: Bool { isOver || leaving != nil || Task.isCancelled || process.foreground.isInterrupted }

    /// Runs what a line says.
    mutating func run(_ line: ShellLine) async {
        for (index, pipeline) in line.pipelines.enumerated() where !stops {
            switch pipeline.condition {
            case .afterSuccess where code != 0, .afterFailure where code == 0: continue
            default: break
            }
            let isLast = line.pipelines.dropFirst(index + 1).first.map { $0.condition == .always } ?? true
            let before = isTested
            isTested = before || !isLast || pipeline.isNegated
            code = await run(pipeline)
            let counts = !isTested && pipeline.mayEndShell
            isTested = before
            if pipeline.isNegated {
                code = code == 0 ? 1 : 0
            } else if exitsOnFailure, code != 0, counts {
                isOver = true
            }
        }
    }

    /// Complains, and counts it as a failed command.
    mutating func fail(_ sentence: String) async {
        await process.errors.line("\(name): \(sentence)")
        code = 2
    }

    private mutating func run(_ pipeline: ShellLine.Pipeline) async -> Int {
        guard pipeline.commands.count > 1 else { return await run(pipeline.commands[0]) }
        var input = process.input
        var codes: [Int] = []
        for (index, command) in pipeline.commands.enumerated() {
            // Every command has a shell of its own.
            var inner = self
            let buffer = OutputBuffer()
            inner.process.input = input
            if index < pipeline.commands.count - 1 { inner.process.output = buffer.output }
            codes.append(await inner.run(command))
            input = PodInput(buffer.text)
        }
        return failsWithAny ? codes.last { $0 != 0 } ?? 0 : codes.last ?? 0
    }

    mutating func run(_ command: ShellLine.Command) async -> Int {
        if let compound = command.compound { return await run(compound, command.redirections) }
        outputCode = nil
        let words: [String]
        var child = process
        var given: [(String, String)] = []
        do throws(ShellProblem) {
            words = try await expanded(command.words)
            (child.environment, child.directory) = (environment, directory)
            guard try await redirect(&child, command.redirections) else { return 1 }
            for assignment in command.assignments {
                given.append((assignment.name, try await text(of: assignment.value)))
                if words.isEmpty, let last = given.last {
                    try set(last.0, last.1, exported: environment[last.0] != nil)
                }
            }
        } catch { return await refuse(error) }
        guard let program = words.first else { return outputCode ?? 0 }
        let arguments = Array(words.dropFirst())
        if let body = functions[program] { return await call(body, arguments, child, with: given) }
        if Self.builtIns.contains(program) {
            let before = given.map { ($0.0, saved($0.0)) }
            do throws(ShellProblem) {
                for (name, value) in given { try set(name, value, exported: true) }
            } catch { return await refuse(error) }
            for (name, value) in given { child.environment[name] = value }
            let code = await builtIn(program, arguments, child) ?? 0
            // Variables in front of what POSIX calls special stay.
            if !Self.special.contains(program) { for (name, value) in before { restore(name, value) } }
            return code
        }
        for (name, value) in given { child.environment[name] = value }
        child.arguments = words
        return await start(child)
    }

    /// Runs a program to its end.
    func start(_ child: PodProcess) async -> Int {
        let program = child.arguments.first ?? ""
        guard Programs.named(program) != nil else {
            let isPath = program.contains("/")
            await child.errors.line(
                "\(name): \(program): \(isPath ? "No such file or directory" : "command not found")")
            return 127
        }
        return await process.foreground.run { await child.start() ?? 127 }
    }

    /// A variable as it is.
    func saved(_ name: String) -> Saved { Saved(own: variables[name], exported: environment[name]) }

    /// Makes a variable what it was.
    mutating func restore(_ name: String, _ value: Saved) {
        variables[name] = value.own
        environment[name] = value.exported
    }

    /// Puts files, other outputs and texts where a command reads and writes.
    ///
    /// - Returns: False where a file could not be used, which was said.
    mutating func redirect(
        _ child: inout PodProcess, _ redirections: [ShellLine.Redirection]
    ) async throws(ShellProblem) -> Bool {
        for redirection in redirections {
            switch redirection {
            case .text(let word): child.input = PodInput(Array(try await text(of: word).utf8))
            case .duplicate(let descriptor, let target):
                let output = target == 1 ? child.output : child.errors
                if descriptor == 1 { child.output = output } else { child.errors = output }
            case .read(let word):
                let path = try await text(of: word)
                do throws(PodFiles.Problem) {
                    child.input = PodInput(try PodFiles(child.machine).bytes(child.absolute(path)))
                } catch { return await complain(path, error) }
            case .write(let descriptor, let word, let appends):
                let path = try await text(of: word)
                let place = child.absolute(path)
                var output = PodOutput.nowhere
                if place != "/dev/null" {
                    let machine = child.machine
                    do throws(PodFiles.Problem) { try PodFiles(machine).write([], to: place, appends: appends) } catch {
                        return await complain(path, error)
                    }
                    let errors = process.errors
                    output = PodOutput { bytes in
                        do throws(PodFiles.Problem) {
                            try PodFiles(machine).write(bytes, to: place, appends: true)
                        } catch { await errors.line("write error: \(error.rawValue)") }
                    }
                }
                if descriptor == 1 { child.output = output } else { child.errors = output }
            }
        }
        return true
    }

    private func complain(_ path: String, _ problem: PodFiles.Problem) async -> Bool {
        await process.errors.line("\(name): \(path): \(problem.rawValue)")
        return false
    }

    /// Complains about what cannot be filled in; the exit code is that of a program that cannot be started, and who asked
    /// for variables that are there is not served further.
    mutating func refuse(_ problem: ShellProblem) async -> Int {
        await process.errors.line("\(name): \(problem.sentence)")
        if case .unset = problem {
            isOver = !process.isOnTerminal
            return process.isOnTerminal ? 1 : 127
        }
        return 126
    }

    /// Sets a variable, as long as there is room for all of them.
    mutating func set(_ name: String, _ value: String, exported: Bool) throws(ShellProblem) {
        guard environment.bytes + variables.bytes + value.utf8.count <= ArgumentLimits.all else { throw .tooLong }
        if exported { environment[name] = value } else { variables[name] = value }
        if exported { variables[name] = nil }
    }
}

extension ShellLine.Pipeline {
    /// Whether its failure ends a shell with `set -e`: what fails inside of other commands has done so already.
    fileprivate var mayEndShell: Bool {
        guard commands.count == 1, let compound = commands[0].compound else { return true }
        if case .subshell = compound { return true }
        return false
    }
}
