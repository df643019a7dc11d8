/// What the shell does itself.
extension ShellSession {
    /// What POSIX calls special: variables in front of these stay.
    static let special: Set<String> = [
        ":", ".", "source", "break", "continue", "eval", "exec", "exit", "export", "return", "set", "shift", "unset",
    ]
    /// What other shells do themselves and this one does not.
    private static let refused: Set<String> = [
        "trap", "wait", "alias", "unalias", "readonly", "umask", "ulimit", "getopts", "jobs", "fg", "bg", "let",
        "declare",
    ]
    /// Everything that the shell does itself.
    static let builtIns = special.union(refused).union(["logout", "pwd", "cd", "read", "local", "command", "type"])

    /// Runs a command that the shell does itself.
    ///
    /// - Returns: Its exit code; nil for everything else.
    mutating func builtIn(_ program: String, _ arguments: [String], _ child: PodProcess) async -> Int? {
        switch program {
        case ":": return 0
        case "exit", "logout":
            isOver = true
            return arguments.first.map { (Int($0) ?? 2) & 255 } ?? code
        case "pwd":
            await child.output.line(directory)
            return 0
        case "cd": return await changeDirectory(arguments, child)
        case "export":
            do throws(ShellProblem) { try export(arguments) } catch { return await refuse(error) }
            return 0
        case "unset":
            for word in arguments where word != "-v" {
                if arguments[0] == "-f" {
                    functions[word] = nil
                } else {
                    environment[word] = nil
                    variables[word] = nil
                }
            }
            return 0
        case "shift":
            let count = arguments.first.flatMap { Int($0) } ?? 1
            guard count >= 0, count <= parameters.count else { return 1 }
            parameters.removeFirst(count)
            return 0
        case "set": return await set(arguments)
        case "read": return await read(arguments, child)
        case "exec":
            guard !arguments.isEmpty else {
                (process.input, process.output, process.errors) = (child.input, child.output, child.errors)
                return 0
            }
            var replaced = child
            replaced.arguments = arguments
            isOver = true
            return await start(replaced)
        case ".", "source": return await source(arguments, child)
        case "eval": return await run(arguments.joined(separator: " "), child, isCall: false)
        case "break", "continue":
            let count = min(arguments.first.flatMap { Int($0) } ?? 1, loops)
            guard count > 0 else { return 0 }
            leaving = program == "break" ? .loops(count) : .turn(count)
            return 0
        case "return":
            guard calls > 0 else {
                await child.errors.line("\(name): return: can only `return' from a function or sourced script")
                return 2
            }
            leaving = .call
            return arguments.first.map { (Int($0) ?? 2) & 255 } ?? code
        case "local":
            guard !locals.isEmpty else {
                await child.errors.line("\(name): local: can only be used in a function")
                return 1
            }
            do throws(ShellProblem) { try keep(arguments) } catch { return await refuse(error) }
            return 0
        case _ where Self.refused.contains(program): return await refuse(.unknown(program))
        case "command", "type":
            if program == "command", let first = arguments.first, first != "-v" {
                guard !first.hasPrefix("-") else { return await refuse(.unknown("command \(first)")) }
                let rest = Array(arguments.dropFirst())
                if Self.builtIns.contains(first) { return await builtIn(first, rest, child) }
                var started = child
                started.arguments = arguments
                return await start(started)
            }
            return await find(program == "type" ? arguments : Array(arguments.dropFirst()), child, program)
        default: return nil
        }
    }

    private mutating func changeDirectory(_ arguments: [String], _ child: PodProcess) async -> Int {
        let path = arguments.first ?? environment["HOME"] ?? "/"
        let place = child.absolute(path)
        let files = PodFiles(child.machine)
        guard place == "/" || files.entries(of: place) != nil else {
            let problem: PodFiles.Problem = files.holds(place) ? .isNoDirectory : .missing
            await child.errors.line("\(name): cd: \(path): \(problem.rawValue)")
            return 1
        }
        directory = place
        return 0
    }

    private mutating func export(_ arguments: [String]) throws(ShellProblem) {
        for word in arguments {
            let equals = word.firstIndex(of: "=")
            let name = String(word[..<(equals ?? word.endIndex)])
            guard let value = equals.map({ String(word[word.index(after: $0)...]) }) ?? variables[name] else {
                continue
            }
            variables[name] = nil
            try set(name, value, exported: true)
        }
    }

    /// Gives variables that the function does not share with who called it.
    private mutating func keep(_ arguments: [String]) throws(ShellProblem) {
        for word in arguments {
            let equals = word.firstIndex(of: "=")
            let name = String(word[..<(equals ?? word.endIndex)])
            if locals[locals.count - 1][name] == nil { locals[locals.count - 1][name] = saved(name) }
            guard let equals else {
                variables[name] = nil
                continue
            }
            let value = String(word[word.index(after: equals)...])
            try set(name, value, exported: environment[name] != nil)
        }
    }

    private mutating func set(_ arguments: [String]) async -> Int {
        var rest = arguments[...]
        if rest.isEmpty { return await refuse(.unknown("set without options")) }
        while let word = rest.first, let sign = word.first, "+-".contains(sign), word.count > 1 {
            rest.removeFirst()
            if word == "--" {
                parameters = Array(rest)
                return 0
            }
            for letter in word.dropFirst() {
                switch letter {
                case "e": exitsOnFailure = sign == "-"
                case "u": refusesUnset = sign == "-"
                case "f": leavesPatterns = sign == "-"
                case "o" where rest.first == "pipefail":
                    rest.removeFirst()
                    failsWithAny = sign == "-"
                default: return await refuse(.unknown("set \(sign)\(letter)"))
                }
            }
        }
        if !rest.isEmpty { parameters = Array(rest) }
        return 0
    }

    private mutating func read(_ arguments: [String], _ child: PodProcess) async -> Int {
        let names = arguments.filter { !$0.hasPrefix("-") }
        if arguments.contains(where: { $0.hasPrefix("-") && $0 != "-r" }) {
            return await refuse(.unknown("read \(arguments[0])"))
        }
        let isRaw = arguments.contains("-r")
        // Every character, and whether a backslash stands before it, which keeps it from dividing words.
        var letters: [(Character, isKept: Bool)] = []
        var isEnded = false
        while true {
            guard let line = await child.input.line() else {
                isEnded = true
                break
            }
            var rest = line[...]
            var goesOn = false
            while let character = rest.popFirst() {
                if isRaw || character != "\\" {
                    letters.append((character, false))
                } else if let next = rest.popFirst() {
                    letters.append((next, true))
                } else {
                    goesOn = true
                }
            }
            guard goesOn, letters.count < ArgumentLimits.one else { break }
        }
        for (name, value) in zip(names, divided(letters, names.count)) {
            do throws(ShellProblem) { try set(name, value, exported: environment[name] != nil) } catch {
                return await refuse(error)
            }
        }
        return isEnded ? 1 : 0
    }

    /// A line in as many parts as are wanted; the last one takes what is left.
    private func divided(_ letters: [(Character, isKept: Bool)], _ count: Int) -> [String] {
        let separators = separators
        func isBlank(_ letter: (Character, isKept: Bool)) -> Bool {
            !letter.isKept && " \t\n".contains(letter.0) && separators.contains(letter.0)
        }
        func divides(_ letter: (Character, isKept: Bool)) -> Bool { !letter.isKept && separators.contains(letter.0) }
        func text(_ letters: ArraySlice<(Character, isKept: Bool)>) -> String { String(letters.map(\.0)) }
        var parts: [String] = []
        var rest = letters[...]
        while parts.count < count {
            rest = rest.drop(while: isBlank)
            let word = rest.prefix { !divides($0) }
            if parts.count < count - 1 {
                parts.append(text(word))
                rest = rest[word.endIndex...].drop(while: isBlank)
                if let next = rest.first, divides(next), !isBlank(next) { rest.removeFirst() }
                continue
            }
            var last = rest
            while let letter = last.last, isBlank(letter) { last.removeLast() }
            // One sign at the end of a single word ends it, and is no part of it.
            if let sign = last.last, divides(sign), last.dropLast().allSatisfy({ !divides($0) }) { last.removeLast() }
            parts.append(text(last))
        }
        return parts
    }

    private mutating func source(_ arguments: [String], _ child: PodProcess) async -> Int {
        guard let path = arguments.first else { return 2 }
        do throws(PodFiles.Problem) {
            let text = try PodFiles(child.machine).read(child.absolute(path))
            let before = parameters
            if arguments.count > 1 { parameters = Array(arguments.dropFirst()) }
            defer { if arguments.count > 1 { parameters = before } }
            return await run(text, child, isCall: true)
        } catch {
            await child.errors.line("\(name): \(path): \(error.rawValue)")
            return 1
        }
    }

    private func find(_ programs: [String], _ child: PodProcess, _ asked: String) async -> Int {
        var code = 0
        for program in programs {
            let place = "/usr/bin/\(program)"
            if functions[program] != nil || Self.builtIns.contains(program) {
                let kind = functions[program] != nil ? "function" : "shell builtin"
                await child.output.line(asked == "type" ? "\(program) is a \(kind)" : program)
            } else if Programs.named(program) != nil {
                await child.output.line(asked == "type" ? "\(program) is \(place)" : place)
            } else {
                if asked == "type" { await child.errors.line("\(name): type: \(program): not found") }
                code = 1
            }
        }
        return code
    }
}
