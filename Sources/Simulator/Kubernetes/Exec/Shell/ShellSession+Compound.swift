/// Commands that decide about others.
extension ShellSession {
    /// How many functions may run inside of each other; a shell of a system ends with its stack.
    private static let deepest = 200

    /// Where commands read from and write to.
    private var streams: (PodInput, PodOutput, PodOutput) {
        get { (process.input, process.output, process.errors) }
        set { (process.input, process.output, process.errors) = newValue }
    }

    /// Runs commands that stand inside of another one.
    mutating func run(_ compound: ShellLine.Compound, _ redirections: [ShellLine.Redirection]) async -> Int {
        let before = streams
        if !redirections.isEmpty {
            var child = process
            (child.environment, child.directory) = (environment, directory)
            do throws(ShellProblem) {
                guard try await redirect(&child, redirections) else { return 1 }
            } catch { return await refuse(error) }
            streams = (child.input, child.output, child.errors)
        }
        let code = await run(compound)
        streams = before
        return code
    }

    private mutating func run(_ compound: ShellLine.Compound) async -> Int {
        do throws(ShellProblem) {
            switch compound {
            case .group(let line):
                await run(line)
                return code
            case .subshell(let line):
                var inner = self
                await inner.run(line)
                return inner.code
            case .branch(let branches, let otherwise):
                for branch in branches {
                    await test(branch.test)
                    if stops { return code }
                    guard code == 0 else { continue }
                    await run(branch.body)
                    return code
                }
                guard let otherwise else { return 0 }
                await run(otherwise)
                return code
            case .each(let name, let words, let body):
                var items = parameters
                if let words { items = try await expanded(words) }
                return try await each(name, items, body)
            case .loop(let branch, let isUntil): return await loop(branch, isUntil: isUntil)
            case .choice(let word, let choices):
                let subject = try await text(of: word)
                for choice in choices {
                    for pattern in choice.patterns where try await self.pattern(of: pattern).matches(subject) {
                        guard !choice.body.pipelines.isEmpty else { return 0 }
                        await run(choice.body)
                        return code
                    }
                }
                return 0
            case .function(let name, let body):
                functions[name] = body
                return 0
            }
        } catch { return await refuse(error) }
    }

    /// Runs commands whose failure decides something.
    private mutating func test(_ line: ShellLine) async {
        let before = isTested
        isTested = true
        await run(line)
        isTested = before
    }

    private mutating func each(_ name: String, _ items: [String], _ body: ShellLine) async throws(ShellProblem) -> Int {
        var result = 0
        loops += 1
        defer { loops -= 1 }
        for item in items {
            try set(name, item, exported: environment[name] != nil)
            await run(body)
            result = code
            if leavesLoop() { break }
            await Task.yield()
        }
        return result
    }

    private mutating func loop(_ branch: ShellLine.Branch, isUntil: Bool) async -> Int {
        var result = 0
        loops += 1
        defer { loops -= 1 }
        while true {
            await test(branch.test)
            if stops {
                result = isOver ? code : result
                if leavesLoop() { break }
                continue
            }
            guard (code == 0) != isUntil else { break }
            await run(branch.body)
            result = code
            if leavesLoop() { break }
            // Nothing else of the world runs while a loop that waits for nothing does.
            await Task.yield()
        }
        return result
    }

    /// Whether the loop ends before its end; `break` and `continue` have reached it then.
    private mutating func leavesLoop() -> Bool {
        switch leaving {
        case nil: return stops
        case .call: return true
        case .loops(let count):
            leaving = count > 1 ? .loops(count - 1) : nil
            return true
        case .turn(let count):
            leaving = count > 1 ? .turn(count - 1) : nil
            return count > 1 || stops
        }
    }

    /// Runs a function: it has parameters of its own, and shares everything else.
    mutating func call(
        _ body: ShellLine.Command, _ arguments: [String], _ child: PodProcess, with given: [(String, String)]
    ) async -> Int {
        guard calls < Self.deepest else {
            isOver = true
            await process.errors.line("\(name): maximum function nesting level exceeded (\(Self.deepest))")
            return 1
        }
        let (before, outer, nested) = (streams, parameters, loops)
        streams = (child.input, child.output, child.errors)
        (parameters, loops) = (arguments, 0)
        calls += 1
        locals.append([:])
        for (name, value) in given {
            locals[locals.count - 1][name] = saved(name)
            environment[name] = value
        }
        code = await run(body)
        for (name, value) in locals.removeLast() { restore(name, value) }
        calls -= 1
        (parameters, loops, streams) = (outer, nested, before)
        if leaving == .call { leaving = nil }
        return code
    }

    /// Runs commands with the streams of one that the shell does itself.
    mutating func run(_ text: String, _ child: PodProcess, isCall: Bool) async -> Int {
        let before = streams
        streams = (child.input, child.output, child.errors)
        do throws(ShellProblem) {
            let line = try ShellReader.read(text)
            code = 0
            if isCall { calls += 1 }
            await run(line)
            if isCall { calls -= 1 }
            if isCall, leaving == .call { leaving = nil }
        } catch {
            await fail(error.sentence)
            isOver = !process.isOnTerminal
        }
        streams = before
        return code
    }
}
