/// `env` and `printenv`: the environment, one variable of it, or a command with more of it.
struct EnvProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let words = process.arguments.dropFirst()
        if process.arguments.first?.hasSuffix("printenv") == true, let name = words.first {
            guard let value = process.environment[name] else { return 1 }
            await process.output.line(value)
            return 0
        }
        var changed = process
        var command = words
        while let word = command.first, let equals = word.firstIndex(of: "=") {
            changed.environment[String(word[..<equals])] = String(word[word.index(after: equals)...])
            command = command.dropFirst()
        }
        guard let name = command.first else {
            for line in changed.environment.lines { await process.output.line(line) }
            return 0
        }
        changed.arguments = Array(command)
        if let code = await changed.start() { return code }
        await process.errors.line("env: '\(name)': No such file or directory")
        return 127
    }
}
