/// What the shell does itself.
extension ShellSession {
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
            for word in arguments {
                environment[word] = nil
                variables[word] = nil
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
            guard !arguments.isEmpty else { return 0 }
            var replaced = child
            replaced.arguments = arguments
            isOver = true
            return await start(replaced)
        case ".", "source": return await source(arguments, child)
        case "eval", "trap", "wait", "alias", "local", "return", "break", "continue", "readonly", "umask", "ulimit":
            return await refuse(.unknown(program))
        case "command", "type":
            guard program == "type" || arguments.first == "-v" else { return await refuse(.unknown("command")) }
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
        let line = await child.input.line()
        var rest = (line ?? "")[...]
        for (index, name) in names.enumerated() {
            rest = rest.drop { " \t".contains($0) }
            var value = index == names.count - 1 ? rest : rest.prefix { !" \t".contains($0) }
            rest = rest[value.endIndex...]
            while let last = value.last, " \t".contains(last) { value.removeLast() }
            do throws(ShellProblem) { try set(name, String(value), exported: environment[name] != nil) } catch {
                return await refuse(error)
            }
        }
        return line == nil ? 1 : 0
    }

    private mutating func source(_ arguments: [String], _ child: PodProcess) async -> Int {
        guard let path = arguments.first else { return 2 }
        do throws(PodFiles.Problem) {
            let text = try PodFiles(child.machine).read(child.absolute(path))
            do throws(ShellProblem) { await run(try ShellReader.read(text)) } catch { await fail(error.sentence) }
            return code
        } catch {
            await child.errors.line("\(name): \(path): \(error.rawValue)")
            return 1
        }
    }

    private func find(_ programs: [String], _ child: PodProcess, _ asked: String) async -> Int {
        var code = 0
        for program in programs {
            let place = "/usr/bin/\(program)"
            if Programs.named(program) != nil {
                await child.output.line(asked == "type" ? "\(program) is \(place)" : place)
            } else {
                if asked == "type" { await child.errors.line("\(name): type: \(program): not found") }
                code = 1
            }
        }
        return code
    }
}
